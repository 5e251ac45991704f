"""The command ``dubao``: opens the reader, or hands a subcommand on.

The way to the reader imports no command-line framework and no parser, so that the first paint does not wait for them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from store.errors import DubaoError, UsageError
from store.safe import clean_text

SUBCOMMANDS = frozenset(
    {
        *("load", "split", "words", "names", "list", "show", "mark", "export", "import", "remove", "resplit"),
        *("tags", "queries", "who", "check", "reindex", "backup", "restore", "vocab", "own"),
    }
)
DONE, FAILED, MISUSED, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141
"""Exit statuses; the last two are what a shell reports for SIGINT and SIGPIPE."""


class CommandLine(NamedTuple):
    """A command line with what belongs to every subcommand taken out.

    Attributes:
        library: the folder named by ``--library``, or None.
        wanted: "version", "help", a subcommand's name, or "" for the reader.
        rest: the words that remain, without the subcommand.
    """

    library: Path | None
    wanted: str
    rest: tuple[str, ...]


def understand(argv: Sequence[str]) -> CommandLine:
    """Take ``--library DIR`` and ``--version`` out of a command line, wherever they stand before ``--``.

    Raises:
        UsageError: if ``--library`` has no folder, or the reader is given an option it does not know.
    """
    library: Path | None = None
    version = False
    rest: list[str] = []
    words = list(argv)
    while words:
        word = words.pop(0)
        if word == "--":
            rest += [word, *words]
            break
        if word == "--version":
            version = True
        elif word == "--library":
            if not words or words[0] == "--":
                raise UsageError("--library needs a folder", hint="dubao --library DIR …")
            library = Path(words.pop(0))
        elif word.startswith("--library="):
            library = Path(word.removeprefix("--library="))
        else:
            rest.append(word)
    if version:
        return CommandLine(library, "version", ())
    if rest and rest[0] in SUBCOMMANDS:
        return CommandLine(library, rest[0], tuple(rest[1:]))
    return _for_the_reader(library, rest)


def _for_the_reader(library: Path | None, words: Sequence[str]) -> CommandLine:
    options = words[: words.index("--")] if "--" in words else words
    if any(word in {"--help", "-h"} for word in options):
        return CommandLine(library, "help", ())
    unknown = next((word for word in options if word.startswith("-") and word != "-"), None)
    if unknown:
        raise UsageError(f"There is no option {unknown}", hint="dubao --help lists what there is")
    paths = list(words)
    if "--" in paths:
        paths.remove("--")
    return CommandLine(library, "", tuple(paths))


def library_folder(named: Path | None) -> Path:
    """Return the library's folder: ``--library``, else ``DUBAO_LIBRARY``, else the platform's place for user data."""
    if named is not None:
        return named.expanduser()
    if from_environment := os.environ.get("DUBAO_LIBRARY"):
        return Path(from_environment).expanduser()
    from platformdirs import user_data_path

    return user_data_path("dubao", appauthor=False)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("dubao")
    except PackageNotFoundError:
        return "(not installed)"


def tell(message: str) -> None:
    """Print a message for people on standard error, harmless whatever text it quotes."""
    sys.stderr.write(clean_text(message) + "\n")


def _read(library: Path, paths: Sequence[Path]) -> int:
    """Open the reader and return its exit status; raise UsageError where there is no terminal to draw on."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("The reader needs a terminal", hint="dubao --help lists the commands that need none")
    from tui.app import run

    return run(library, paths)


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``dubao`` and return its exit status: 0 done, 1 some input failed, 2 used wrongly."""
    try:
        line = understand(sys.argv[1:] if argv is None else argv)
        if line.wanted == "version":
            sys.stdout.write(f"dubao {_version()}\n")
            return DONE
        if line.wanted == "":
            return _read(library_folder(line.library), [Path(path) for path in line.rest])
        from tui.cli_commands import run_subcommand

        words = ["--help"] if line.wanted == "help" else [line.wanted, *line.rest]
        status = run_subcommand(words, library_folder(line.library))
        sys.stdout.flush()
    except UsageError as error:
        tell(f"dubao: {error}")
        return MISUSED
    except DubaoError as error:
        tell(f"dubao: {error}")
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes standard output once more at exit, where nothing could catch the error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except OSError as error:
        tell(f"dubao: {error.filename or 'the output'}: {error.strerror or error}")
        return FAILED
    except Exception as error:
        if "DUBAO_DEBUG" in os.environ:
            raise
        tell(f"dubao: a fault of its own: {error!r}. Please report it; DUBAO_DEBUG=1 shows where it happened")
        return FAILED
    return status


if __name__ == "__main__":
    sys.exit(main())
