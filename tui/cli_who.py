"""``dubao who``: the people, places, organisations and works that articles mention, with offices and counts."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec
from rich.cells import cell_len, set_cell_size

from store.errors import UsageError
from store.library.entities import FIELDS, WHO
from store.library.entity import Named
from store.safe import clean_line
from tui.cli_options import QUERY, as_json_option, open_library, selection_of, synced, tell_nothing
from tui.cli_output import print_json, print_text
from tui.widgets.cells import fit

KINDS_BY_WORD = {word: kind for kind, word in FIELDS.items()}
SHOWN = 30
"""So many names of each kind are told to people; JSON and CSV have all."""

NAME_CELLS, OFFICE_CELLS = 28, 44


@click.command("who", context_settings=QUERY)
@click.argument("query", nargs=-1, metavar="[QUERY]")
@click.option(
    "--kind",
    "words",
    multiple=True,
    type=click.Choice(list(KINDS_BY_WORD), case_sensitive=False),
    help="Only this kind; may be given several times.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many names of each kind.")
@click.option("--csv", "as_csv", is_flag=True, help="Comma-separated values with a head line.")
@as_json_option
@click.pass_obj
def who_command(
    folder: Path, query: Sequence[str], words: Sequence[str], limit: int | None, as_csv: bool, as_json: bool
) -> int:
    """List who and what the articles of a QUERY mention, with offices and counts; without one, of the whole library.

    A paper is `paper:江州日报`, an issue `paper:江州日报 date:2026-03-20`.
    """
    if as_csv and as_json:
        raise UsageError("Either --json or --csv")
    selection = selection_of(query)
    library = open_library(folder)
    status = synced(library)
    kinds = [KINDS_BY_WORD[word] for word in words] or WHO
    found = library.who(selection, kinds, limit or (0 if as_csv or as_json else SHOWN))
    if as_json:
        for each in found:
            print_json(msgspec.structs.asdict(each))
    elif as_csv:
        _print_csv(found)
    else:
        for line in for_people(found):
            print_text(line)
        if not found:
            tell_nothing(library)
    return status


def _print_csv(found: Sequence[Named]) -> None:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(Named.__struct_fields__)
    for each in found:
        values = msgspec.structs.astuple(each)
        writer.writerow("、".join(value) if isinstance(value, tuple) else _harmless(value) for value in values)
    sys.stdout.buffer.write(written.getvalue().encode())
    sys.stdout.buffer.flush()


def _harmless(value: object) -> object:
    """Return a value that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value


def for_people(found: Sequence[Named]) -> Iterator[str]:
    """Yield a table, kind by kind, columns aligned by the cells that characters take on a terminal."""
    table = [
        (
            each.kind,
            fit(clean_line(each.name), NAME_CELLS),
            str(each.articles),
            str(each.mentions),
            each.first or "-",
            each.last or "-",
            fit(clean_line("；".join(each.offices)), OFFICE_CELLS),
        )
        for each in found
    ]
    if not table:
        return
    head = ("kind", "name", "articles", "mentions", "first", "last", "offices")
    widths = [max(map(cell_len, column)) for column in zip(head, *table, strict=True)]
    for cells in (head, *table):
        yield "  ".join(
            _aligned(cell, width, at) for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ).rstrip()


def _aligned(cell: str, width: int, column: int) -> str:
    """Return a cell as wide as its column: numbers to the right, text to the left."""
    return cell.rjust(width) if column in {2, 3} else set_cell_size(cell, width)
