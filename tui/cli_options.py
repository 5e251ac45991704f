"""What several subcommands take: paths, a query, ``--json``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from store import Library
from store.model import Row, Selection
from tui.cli import DONE, FAILED, tell
from tui.cli_output import named

as_json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
paths_argument = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
query_argument = click.argument("query", nargs=-1, metavar="[QUERY]")


def selected(library: Library, query: Sequence[str], limit: int | None = None) -> tuple[list[Row], int]:
    """Return the rows of a query, and the exit status that the library's broken files call for."""
    words = tuple(word for part in query for word in part.split())
    rows = library.rows(Selection(words=words), limit)
    for problem in library.problems:
        tell(named(problem.message, problem.file))
    return rows, FAILED if library.problems else DONE
