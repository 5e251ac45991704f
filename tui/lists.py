"""Which articles a list shows, and how their rows are fetched: plain functions, run in a worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.model import EVERYTHING, Marks, Selection
from tui.say import say
from tui.start import FIRST_ROWS
from tui.widgets.article_list import Listing

if TYPE_CHECKING:
    from store import Library
    from tui.place import Place


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

    def follow(self, before: Mapping[str, Marks], after: Mapping[str, Marks], shown: int) -> bool:
        """Where this is the list of a tag that all its ``shown`` articles changed for one other, be the list of that.

        Returns:
            whether it is another list now.
        """
        tag = self.selection.tag
        gained = {new for key, marks in after.items() for new in set(marks.tags) - set(before[key].tags)}
        renamed = len(gained) == 1 and sum(tag in marks.tags for marks in before.values()) >= shown
        if not (tag and renamed) or any(tag in marks.tags for marks in after.values()):
            return False
        (new,) = gained
        self.selection, self.title = Selection(tag=new), f"#{new}"
        return True


def everything() -> View:
    """Return the list of all articles."""
    return View(say("全部", "All"))


def view_of(place: Place) -> View:
    """Return the list that the reader was left with."""
    if place.selection == EVERYTHING:
        return everything()
    return View(place.title, place.selection, article=place.article)


def fetch(library: Library, selection: Selection, kept: Listing | None = None) -> Listing:
    """Return the selected rows; those of ``kept`` stay although their marks no longer fit.

    So an article read in a list of unread ones stays in it until the list is left.
    """
    rows = library.view(selection, kept=kept.rows if kept else None)
    return Listing.of(rows, words_of(selection), library.entity_of(*selection.entity) if selection.entity else None)


def filtered(listing: Listing, text: str) -> Listing:
    """Return the rows that have every word of ``text``."""
    return Listing.of(listing.rows.narrowed(text), listing.words, listing.entity)


def first_rows(library: Library, view: View) -> Listing:
    """Return the first rows of ``view`` as the index has them, at once."""
    return Listing.of(library.view(view.selection, limit=FIRST_ROWS), words_of(view.selection), view.selection.entity)


def words_of(selection: Selection) -> tuple[str, ...]:
    """Return the words that a list wants in a text: they are lit, and each row shows where they stand."""
    if not (selection.query or selection.words):
        return ()
    from store.library import snippets

    return snippets.words_of(selection)
