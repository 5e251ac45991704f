"""Which articles a list shows, and how their rows are fetched: plain functions, run in a worker."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from store.model import EVERYTHING, Marks, Row, Selection
from tui.say import say
from tui.widgets.article_list import Listing

if TYPE_CHECKING:
    from store import Library

FIRST_ROWS = 200
"""So many rows are fetched for the first paint of a list; the rest follows."""


@dataclass(slots=True)
class View:
    """One list as the reader chose it.

    Attributes:
        title: how the interface calls it.
        selection: the library's part of it.
        filter: words that must occur in what a row shows, or "".
        article: the id of the article under the cursor, or "".
    """

    title: str
    selection: Selection = EVERYTHING
    filter: str = ""
    article: str = ""


def everything() -> View:
    """Return the list of all articles."""
    return View(say("全部", "All"))


def fetch(library: Library, selection: Selection, kept: Set[str] = frozenset()) -> Listing:
    """Return the selected rows; ``kept`` articles stay although their marks no longer fit.

    So an article read in a list of unread ones stays in it until the list is left.
    """
    if not kept:
        return Listing.of(library.rows(selection))
    wide = msgspec.structs.replace(selection, unread=False, bookmarked=False, tag="")
    return Listing.of([row for row in library.rows(wide) if row.id in kept or fits(row.marks, selection)])


def filtered(listing: Listing, text: str) -> Listing:
    """Return the rows that have every word of ``text``."""
    words = text.casefold().split()
    return Listing.of([row for row in listing.rows if matches(row, words)])


def first_rows(library: Library, view: View) -> Listing:
    """Return the first rows of ``view``, at once."""
    return Listing.of(library.rows(view.selection, limit=FIRST_ROWS))


def fits(marks: Marks, selection: Selection) -> bool:
    """Say whether ``marks`` satisfy what ``selection`` wants of marks."""
    return not (
        (selection.unread and marks.read)
        or (selection.bookmarked and not marks.bookmarked)
        or (selection.tag and selection.tag not in marks.tags)
    )


def matches(row: Row, words: list[str]) -> bool:
    """Say whether every one of ``words`` (case folded) occurs in what the list shows of ``row``."""
    facts = row.facts
    shown = "\n".join((row.headline, *row.authors, *row.marks.tags, facts.paper, facts.date, facts.label)).casefold()
    return all(word in shown for word in words)
