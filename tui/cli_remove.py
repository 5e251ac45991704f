"""``dubao remove``: a wrong load is taken out again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from store import Library
from store.errors import LibraryError, UsageError
from store.imprint.dates import parse_date
from store.many import many
from store.model import Page, Row
from store.safe import clean_line
from tui.cli import DONE, FAILED, tell
from tui.cli_options import as_json_option, open_library, resolved
from tui.cli_output import of_row, print_json, print_text, rows_for_people


@click.command("remove")
@click.argument("ids", nargs=-1, metavar="[ID...]")
@click.option("--page", default="", metavar="P", help="A page, by its id or by its label if only one page has it.")
@click.option("--issue", default="", metavar="PAPER/DATE", help="A whole issue, like 江州日报/2026-03-20.")
@as_json_option
@click.pass_obj
def remove_command(folder: Path, ids: Sequence[str], page: str, issue: str, as_json: bool) -> int:
    """Take articles, a page or a whole issue out of the library, with their marks; prints what went.

    Nothing is asked, and it cannot be undone here; loading the page again brings it back whole, without its marks.
    """
    if sum(map(bool, (ids, page, issue))) != 1:
        raise UsageError("Name either articles, or --page, or --issue", hint="dubao remove 7k3m")
    library = open_library(folder)
    if ids:
        return _remove_articles(library, ids, as_json)
    pages = [_one_page(library, page)] if page else _issue(library, issue)
    _remove(library, [key for found in pages for key in found.articles], [found.id for found in pages], as_json)
    return DONE


def _remove_articles(library: Library, ids: Sequence[str], as_json: bool) -> int:
    found, failed = resolved(library, ids)
    _remove(library, found, [], as_json)
    return FAILED if failed else DONE


def _remove(library: Library, articles: Sequence[str], pages: Sequence[str], as_json: bool) -> None:
    rows = library.rows_of(articles)
    removed = library.remove(articles, pages)
    _print(rows, as_json)
    whole = sum(len(part.articles) == len(part.page.articles) for part in removed.taken)
    tell(f"{many(whole, 'page')}, {many(len(removed.articles), 'article')} removed")


def _print(rows: Sequence[Row], as_json: bool) -> None:
    for row in rows if as_json else ():
        print_json(of_row(row))
    for line in () if as_json else rows_for_people(rows):
        print_text(line)


def _one_page(library: Library, named: str) -> Page:
    pages = library.find_pages(named)
    if not pages:
        raise LibraryError("No such page", clean_line(named), "`dubao show --json` tells the ids")
    if len(pages) > 1:
        which = "; ".join(f"{page.id} {clean_line(page.facts.paper) or '-'} {page.facts.date or '-'}" for page in pages)
        raise LibraryError("More than one page", f"{clean_line(named)}: {which}", "Name one by its id")
    return pages[0]


def _issue(library: Library, named: str) -> list[Page]:
    paper, slash, written = named.rpartition("/")
    date = parse_date(written)
    if not slash or not date:
        raise UsageError(f"{clean_line(named)} is no issue", hint="--issue 江州日报/2026-03-20")
    pages = library.issue_pages(paper, date)
    if not pages:
        raise LibraryError("No such issue", clean_line(named), "`dubao list` shows papers and dates")
    return pages
