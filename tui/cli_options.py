"""What several subcommands take: paths, a query, ``--json``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from store import Library
from store.errors import LibraryError, QueryError, UsageError
from store.library.query import parse
from store.library.rowview import RowView
from store.model import Selection
from store.safe import clean_line
from tui.cli import DONE, FAILED, tell
from tui.cli_output import Progress, named

as_json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
paths_argument = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
query_argument = click.argument("query", nargs=-1, metavar="[QUERY]")
QUERY = {"ignore_unknown_options": True}
"""The settings of a subcommand that takes a query: ``-word`` is a part of it, and no option."""


def open_library(folder: Path) -> Library:
    """Open the library for this subcommand; it is closed when the subcommand ends.

    Raises:
        LibraryError: if it cannot be opened.
    """
    library = Library(folder)
    click.get_current_context().call_on_close(library.close)
    return library


def selection_of(query: Sequence[str]) -> Selection:
    """Return what the words of a command line select, joined to one query.

    Raises:
        UsageError: if it is none; the spot is shown.
    """
    if unknown := next((word for word in query if word.startswith("--")), None):
        raise UsageError(f"There is no option {clean_line(unknown)}", hint="`dubao COMMAND --help` lists what there is")
    selection = Selection(query=" ".join(query))
    check_query(selection.query)
    return selection


def resolved(library: Library, ids: Sequence[str]) -> tuple[list[str], bool]:
    """Return the articles that ids name, each once; an id that names none is told, and makes the second value true."""
    found: dict[str, None] = {}
    failed = False
    for article_id in ids:
        try:
            found[library.resolve(article_id)] = None
        except LibraryError as error:
            failed = True
            tell(str(error))
    return list(found), failed


def check_query(query: str) -> None:
    """Refuse a query that cannot be understood.

    Raises:
        UsageError: with the query and a mark under what is wrong.
    """
    try:
        parse(query)
    except QueryError as error:
        told = "\n".join(part for part in (error.message, error.pointer, error.hint) if part)
        raise UsageError(error.title, told) from error


def synced(library: Library) -> int:
    """Bring the index up to the folder, with a bar where that takes long; return the exit status of what was met."""
    with Progress("index") as bar:
        library.sync(bar.show)
    return tell_problems(library)


def tell_problems(library: Library) -> int:
    """Name the broken files of a library; return the exit status that they call for."""
    for problem in library.problems:
        tell(named(problem.message, problem.file))
    return FAILED if library.problems else DONE


def tell_nothing(library: Library) -> None:
    """Tell people, who would see an empty answer, that nothing was found; of a library without articles which it is."""
    if library.count():
        tell("Nothing found")
    else:
        tell(f"The library is empty: {clean_line(str(library.folder))}. `dubao load` adds pages to it")


def selected(library: Library, query: Sequence[str], limit: int | None = None) -> tuple[RowView, int]:
    """Return the rows of a query, and the exit status that the library's broken files call for.

    Raises:
        UsageError: if the query cannot be understood.
    """
    selection = selection_of(query)
    status = synced(library)
    return library.view(selection, limit), status
