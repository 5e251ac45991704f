"""What several subcommands take: paths, a query, ``--json``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from store import Library
from store.model import Row, Selection
from store.safe import clean_line
from tui.cli import DONE, FAILED, tell

as_json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
paths_argument = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
query_argument = click.argument("query", nargs=-1, metavar="[QUERY]")


def open_library(folder: Path) -> Library:
    """Open the library for this subcommand; it is closed when the subcommand ends.

    Raises:
        LibraryError: if it cannot be opened.
    """
    library = Library(folder)
    click.get_current_context().call_on_close(library.close)
    return library


def selected(library: Library, query: Sequence[str], limit: int | None = None) -> tuple[list[Row], int]:
    """Return the rows of a query, and the exit status that the library's broken files call for."""
    words = tuple(word for part in query for word in part.split())
    rows = library.rows(Selection(words=words), limit)
    for problem in library.problems:
        tell(f"{clean_line(problem.file)}: {problem.message}")
    return rows, FAILED if library.problems else DONE
