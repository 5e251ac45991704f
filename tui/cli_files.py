"""What concerns the files of the library: ``check``, ``reindex``, ``backup``, ``restore``, ``import``."""

from __future__ import annotations

from pathlib import Path

import click

from store.errors import LibraryError
from store.many import many
from store.safe import clean_line
from tui.cli import DONE, FAILED, tell
from tui.cli_options import open_library, synced, tell_problems
from tui.cli_output import Progress, named, print_text

IMPORTED_AT_ONCE = 500
"""So many articles are written before more are read."""
WRONG_LINES = 10
"""So many lines that are no articles are told one by one: all of them are, where it is another kind of file."""


@click.command("check")
@click.pass_obj
def check_command(folder: Path) -> int:
    """Say whether every file of the library is sound."""
    library = open_library(folder)
    with Progress("check") as bar:
        problems = library.check(bar.show)
    for problem in problems:
        print_text(named(problem.message, problem.file))
    if not problems:
        tell(f"{clean_line(str(library.folder))}: sound, {many(library.count(), 'article')}")
    return FAILED if problems else DONE


@click.command("reindex")
@click.pass_obj
def reindex_command(folder: Path) -> int:
    """Make the index for lists and searches anew; articles and marks stay as they are."""
    library = open_library(folder)
    with Progress("reindex") as bar:
        library.reindex(bar.show)
    status = tell_problems(library)
    tell(f"{many(library.count(), 'article')} indexed")
    return status


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.pass_obj
def backup_command(folder: Path, file: Path) -> int:
    """Write all articles and marks into one file (a zip archive), and verify it."""
    library = open_library(folder)
    with Progress("backup") as bar:
        count = library.backup(file, bar.show)
    tell(f"{many(count, 'issue')} and all marks written to {clean_line(str(file))}")
    return DONE


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--replace", is_flag=True, help="Set a library that is there aside, in a folder of its own.")
@click.pass_obj
def restore_command(folder: Path, file: Path, replace: bool) -> int:
    """Put a backup in the place of the library; it is verified first."""
    from store.library.backup import restore

    aside = restore(file, folder, replace=replace)
    if aside:
        tell(f"What was there lies in {clean_line(str(aside))}")
    library = open_library(folder)
    status = synced(library)
    tell(f"{many(library.count(), 'article')} restored")
    return status


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE|-")
@click.pass_obj
def import_command(folder: Path, file: Path) -> int:
    """Take in articles that `dubao export --format jsonl` wrote, with their ids and marks.

    An article that is there already stays as it is.
    """
    from store.library.importing import Line, Wrong, read_lines

    library = open_library(folder)
    synced(library)
    good: list[Line] = []
    failed = new = done = 0
    try:
        with click.open_file(str(file), "rb") as lines:
            for found in read_lines(lines):
                if isinstance(found, Wrong):
                    failed += 1
                    if failed <= WRONG_LINES:
                        tell(named(str(found.error), str(file)))
                else:
                    good.append(found[1])
                if len(good) >= IMPORTED_AT_ONCE:
                    new += len(library.adopt(good))
                    done += len(good)
                    good = []
    except OSError as error:
        raise LibraryError("The articles cannot be read", f"{clean_line(str(file))}: {error.strerror}") from error
    new += len(library.adopt(good))
    tell(f"{many(new, 'article')} imported, {done + len(good) - new} already there, {failed} failed")
    return FAILED if failed else DONE
