"""The list of articles, grouped by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from rich.cells import cell_len

from store.library.rowview import RowView
from store.model import Marks, PageFacts, Row
from tui.commands import bindings
from tui.say import say
from tui.widgets.cells import fit
from tui.widgets.cursor_list import CursorList, Piece, between
from tui.widgets.groups import Groups


@dataclass(slots=True)
class Listing:
    """The rows of a list with what makes every key cheap: made away from the screen, in a worker.

    Attributes:
        rows: the articles as they are shown, with their marks as last saved.
        groups: the pages.
    """

    rows: RowView
    groups: Groups

    @classmethod
    def of(cls, rows: RowView) -> Listing:
        """Make a listing of ``rows``."""
        return cls(rows, Groups.of(rows.pages))

    @property
    def unread(self) -> bytearray:
        """One byte a row, 1 where it is unread."""
        return self.rows.unread

    def place_of(self, article: str) -> int | None:
        """Return where an article stands, or None where the list does not have it."""
        return self.rows.place_of(article)

    def next_unread(self, place: int, step: int) -> int | None:
        """Return the place of the nearest unread row after ``place`` (before it where ``step`` is -1), or None."""
        found = self.unread.find(1, place + 1) if step > 0 else self.unread.rfind(1, 0, max(0, place))
        return None if found < 0 else found

    def set_marks(self, article: str, marks: Marks) -> int | None:
        """Show other marks of an article; return its place, or None where the list does not have it."""
        place = self.place_of(article)
        if place is not None:
            self.rows.replace(place, msgspec.structs.replace(self.rows[place], marks=marks))
        return place


def page_title(facts: PageFacts, width: int = 80) -> str:
    """Return paper, date and label of a page as a head of at most ``width`` cells shows them."""
    paper = facts.paper or say("未注明报纸", "Unknown paper")
    for date in (facts.date, facts.date[5:]):
        title = "  ".join(part for part in (paper, date, facts.label) if part)
        if cell_len(title) <= width:
            return title
    return fit(" ".join(part for part in (facts.label, facts.date[5:], paper) if part), width)


class ArticleList(CursorList):
    """Articles grouped by page; shows what is unread, bookmarked, tagged, noted, and what may be split wrongly."""

    BINDINGS = bindings("list")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.listing = Listing.of(RowView())

    def show(self, listing: Listing, cursor: int) -> None:
        """Show ``listing`` with the cursor on row ``cursor``."""
        self.listing = listing
        self.set_groups(listing.groups, cursor)

    @property
    def row(self) -> Row | None:
        """The row under the cursor, or None where the list is empty."""
        return self.listing.rows[self.cursor] if 0 <= self.cursor < len(self.listing.rows) else None

    def set_marks(self, article: str, marks: Marks) -> None:
        """Show other marks of one article."""
        place = self.listing.set_marks(article, marks)
        if place is not None:
            self.refresh_row(place)

    def row_pieces(self, row: int, width: int) -> Sequence[Piece]:
        """Return dot, headline, and at the right edge the marks."""
        shown = self.listing.rows[row]
        marks = shown.marks
        dot: Piece = ("   ", "row") if marks.read else (" ● ", "accent")
        headline = fit(shown.headline or say("（无题）", "(no headline)"), width)
        right: list[Piece] = []
        if not shown.sure:
            right.append((" ?", "warn"))
        if marks.note:
            right.append((" ✎", "tag"))
        if marks.bookmarked:
            right.append((" ★", "star"))
        if marks.tags:
            left_over = width - 5 - 2 * len(right) - cell_len(headline)
            tags = " ".join(f"#{tag}" for tag in marks.tags)
            right.append((" " + fit(tags, max(width // 4, left_over)), "tag"))
        return between([dot, (headline, "faint" if marks.read else "strong")], [*right, (" ", "row")], width)

    def head_pieces(self, group: int, width: int) -> Sequence[Piece]:
        """Return the page's paper, date and label, and how many articles it has here."""
        facts = self.listing.rows[self.groups.starts[group]].facts
        count = f" {self.groups.size_of(group)} "
        return between([(" ", "head"), (page_title(facts, width - len(count) - 1), "head")], [(count, "faint")], width)
