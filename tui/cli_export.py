"""``dubao export``: articles for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import get_args

import click

from store import Library
from store.errors import LibraryError
from store.library.export import Exported, Format, export, file_name, markdown
from store.library.storage import write_atomically
from store.many import many
from store.safe import clean_line
from tui.cli import tell
from tui.cli_options import QUERY, open_library, query_argument, selected

FORMATS: tuple[Format, ...] = get_args(Format)


def whole(library: Library, article_id: str) -> Exported:
    """Return an article with its page and its marks; its id may be shortened."""
    article = library.article(library.resolve(article_id))
    return Exported(article, library.page(article.page), library.marks(article.id))


def write_files(items: Iterable[Exported], folder: Path) -> int:
    """Write a Markdown file for each article into a folder; return how many."""
    count = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for item in items:
            write_atomically(folder / file_name(item), (markdown(item) + "\n").encode())
            count += 1
    except OSError as error:
        raise LibraryError("The export was not written", f"{clean_line(str(folder))}: {error.strerror}") from error
    return count


@click.command("export", context_settings=QUERY)
@query_argument
@click.option(
    "--format", "form", type=click.Choice(["md", "txt", "jsonl", "csv"]), required=True, help="Of the output."
)
@click.option(
    "-o",
    "--output",
    "named",
    type=str,
    metavar="FILE",
    help="Instead of printing; for md also a folder (FOLDER/), a file an article.",
)
@click.pass_obj
def export_command(folder: Path, query: Sequence[str], form: Format, named: str | None) -> int:
    """Write articles out for other programs; a QUERY is as for list."""
    library = open_library(folder)
    output = Path(named) if named else None
    rows, status = selected(library, query)
    if output is not None and form == "md" and (output.is_dir() or str(named).endswith(("/", "\\"))):
        count = write_files((whole(library, row.id) for row in rows), output)
        tell(f"{many(count, 'article')} written to {clean_line(str(output))}")
        return status
    parts = export((whole(library, row.id) for row in rows), form)
    if output is None:
        for part in parts:
            sys.stdout.buffer.write(part.encode())
        return status
    try:
        write_atomically(output, "".join(parts).encode())
    except OSError as error:
        raise LibraryError("The export was not written", f"{clean_line(str(output))}: {error.strerror}") from error
    tell(f"{many(len(rows), 'article')} written to {clean_line(str(output))}")
    return status
