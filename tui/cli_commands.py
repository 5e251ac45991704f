"""The subcommands of ``dubao``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from store import Library
from store.errors import UsageError
from store.library.export import as_object
from store.load import files_of
from store.many import many
from store.model import Marks
from store.safe import clean_line
from tui.cli import DONE, FAILED, MISUSED, tell
from tui.cli_export import export_command, whole
from tui.cli_files import backup_command, check_command, import_command, reindex_command, restore_command
from tui.cli_inputs import each_text, split_file
from tui.cli_lists import queries_command, tags_command
from tui.cli_load import load_command, resplit_command
from tui.cli_options import (
    QUERY,
    as_json_option,
    open_library,
    paths_argument,
    query_argument,
    resolved,
    selected,
    tell_nothing,
)
from tui.cli_output import (
    Json,
    Progress,
    article_for_people,
    of_halves,
    of_mentions,
    of_row,
    print_json,
    print_text,
    rows_for_people,
)
from tui.cli_remove import remove_command
from tui.cli_vocab import own_command, vocab_command
from tui.cli_who import who_command

texts_argument = click.argument("files", nargs=-1, metavar="[FILE...|-]")


@click.group(
    name="dubao",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="[--library DIR] [--version]",
    subcommand_metavar="[PATH...] | COMMAND ...",
)
def app() -> None:
    """Dubao 读报: read Chinese newspapers in the terminal.

    `dubao [PATH...]` opens the reader; files and folders named are loaded first. `--library DIR` (or DUBAO_LIBRARY)
    names the library, `--version` tells the version; both stand before or after a subcommand. A file that is called
    like a subcommand is written `./load`.
    """


for command in (
    *(load_command, resplit_command, remove_command, check_command, reindex_command),
    *(tags_command, queries_command, who_command, export_command, backup_command, restore_command, import_command),
    *(vocab_command, own_command),
):
    app.add_command(command)


def run_subcommand(words: Sequence[str], library: Path) -> int:
    """Run one subcommand on a library folder and return its exit status.

    Raises:
        DubaoError: if it could not do its work at all.
    """
    try:
        # Not app.main(), which would end the process where standard output is closed.
        with app.make_context("dubao", list(words), obj=library) as context:
            status = app.invoke(context)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.exceptions.Abort as error:
        raise KeyboardInterrupt from error
    except click.ClickException as error:
        tell(f"dubao: {error.format_message()}")
        tell("dubao --help lists what there is")
        return MISUSED
    return status if isinstance(status, int) else DONE


@app.command("split")
@paths_argument
@as_json_option
def split_command(paths: Sequence[str], as_json: bool) -> int:
    """Show the articles of pages; nothing is kept."""
    failed = False
    files = list(files_of(paths))
    with Progress("split") as bar:
        for done, (name, found) in enumerate(files):
            bar.show(done, len(files))
            for shown in split_file(name, found):
                failed |= shown.failed
                shown.print(as_json)
    return FAILED if failed else DONE


@app.command("words")
@texts_argument
@as_json_option
def words_command(files: Sequence[str], as_json: bool) -> int:
    """Cut text into words."""
    from store.language.analyse import analyse

    def show(text: str) -> tuple[Json, str]:
        words = analyse(text).words
        return {"words": words}, " ".join(word for word in words if word.strip() or word == "\n").replace(" \n ", "\n")

    return FAILED if each_text(files, as_json, show) else DONE


@app.command("names")
@texts_argument
@as_json_option
def names_command(files: Sequence[str], as_json: bool) -> int:
    """Find the people, places, organisations, times and works in text."""
    from store.language.names import recognise

    def show(text: str) -> tuple[Json, str]:
        mentions = recognise(text)
        lines = [f"{m.kind}\t{m.start}\t{m.end}\t{clean_line(m.name(text))}" for m in mentions]
        return {"entities": of_mentions(mentions, text)}, "\n".join(lines)

    return FAILED if each_text(files, as_json, show) else DONE


@app.command("list", context_settings=QUERY)
@query_argument
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most so many, newest first.")
@as_json_option
@click.pass_obj
def list_command(folder: Path, query: Sequence[str], limit: int | None, as_json: bool) -> int:
    """List the articles of the library, newest first. docs/queries.md says what a QUERY may be."""
    library = open_library(folder)
    rows, status = selected(library, query, limit)
    if as_json:
        for row in rows:
            print_json(of_row(row))
    else:
        for line in rows_for_people(rows):
            print_text(line)
        if not rows and limit != 0:
            tell_nothing(library)
    return status


@app.command("show")
@click.argument("article_id", metavar="ID")
@as_json_option
@click.pass_obj
def show_command(folder: Path, article_id: str, as_json: bool) -> int:
    """Show an article with its words and names, and where it runs on."""
    library = open_library(folder)
    item = whole(library, article_id)
    halves = library.halves(item.article.id)
    if as_json:
        print_json(as_object(item) | of_halves(halves))
    else:
        print_text(article_for_people(*item, halves))
    return DONE


@app.command("mark")
@click.argument("ids", nargs=-1, metavar="[ID...]")
@click.option("--query", metavar="Q", help="Mark all articles that match a query.")
@click.option("--tag", multiple=True, metavar="T", help="Add a tag.")
@click.option("--untag", multiple=True, metavar="T", help="Take a tag off.")
@click.option("--bookmark", "bookmarks", flag_value=True, type=bool, multiple=True, help="Bookmark them.")
@click.option("--no-bookmark", "bookmarks", flag_value=False, type=bool, multiple=True, help="Take the bookmark off.")
@click.option("--read", "reads", flag_value=True, type=bool, multiple=True, help="Mark as read.")
@click.option("--unread", "reads", flag_value=False, type=bool, multiple=True, help="Mark as unread.")
@click.option("--note", metavar="TEXT", help='Write a note; "" removes it.')
@click.pass_obj
def mark_command(
    folder: Path,
    ids: Sequence[str],
    query: str | None,
    tag: Sequence[str],
    untag: Sequence[str],
    bookmarks: Sequence[bool],
    reads: Sequence[bool],
    note: str | None,
) -> int:
    """Tag, bookmark, mark as read, or annotate articles; those of a query in one step."""
    if (query is None) == (not ids):
        raise UsageError("Name either articles, or --query", hint="dubao mark 7k3m --tag 经济")
    tags, untags = ({clean_line(name).lstrip("#") for name in names} for names in (tag, untag))
    if "" in tags | untags:
        raise UsageError("A tag needs at least one visible character")
    if both := tags & untags:
        raise UsageError(f"{', '.join(sorted(both))}: both --tag and --untag")
    bookmark, read = _one_of(bookmarks, "--bookmark and --no-bookmark"), _one_of(reads, "--read and --unread")
    if not tags | untags and bookmark is None and read is None and note is None:
        raise UsageError("Nothing to mark", hint="--tag, --untag, --bookmark, --read or --note")

    def step(marks: Marks) -> Marks:
        return replace(
            marks,
            read=marks.read if read is None else read,
            bookmarked=marks.bookmarked if bookmark is None else bookmark,
            tags=tuple((set(marks.tags) | tags) - untags),
            note=marks.note if note is None else note,
        )

    library = open_library(folder)
    found, failed = resolved(library, ids) if query is None else _queried(library, query)
    if found:
        library.change(found, step)
    tell(f"{many(len(found), 'article')} marked")
    return FAILED if failed else DONE


def _queried(library: Library, query: str) -> tuple[list[str], bool]:
    rows, status = selected(library, [query])
    return [row.id for row in rows], status != DONE


def _one_of(flags: Sequence[bool], names: str) -> bool | None:
    if len(set(flags)) > 1:
        raise UsageError(f"Both {names}")
    return flags[0] if flags else None
