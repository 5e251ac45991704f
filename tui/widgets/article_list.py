"""The list of articles, grouped by page."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
from rich.cells import cell_len

from store.library.rowview import RowView
from store.model import Marks, PageFacts, Row, Span
from store.safe import masked
from tui.commands import bindings
from tui.say import say
from tui.widgets.cells import fit
from tui.widgets.cursor_list import CursorList, Piece, between
from tui.widgets.groups import Groups

if TYPE_CHECKING:
    from store.library.snippets import Snippet
    from tui.names import Key

INDENT = 3
"""Cells before the second line of a row, which begins where its headline does."""


@dataclass(slots=True)
class Listing:
    """The rows of a list with what makes every key cheap: made away from the screen, in a worker.

    Attributes:
        rows: the articles as they are shown, with their marks as last saved.
        groups: the pages.
        words: what was searched for: a second line of each row shows where it stands in the text.
        entity: what the list mentions, under the name that the library has for it now, or None.
    """

    rows: RowView
    groups: Groups
    words: tuple[str, ...] = ()
    entity: Key | None = None

    @classmethod
    def of(cls, rows: RowView, words: tuple[str, ...] = (), entity: Key | None = None) -> Listing:
        """Make a listing of ``rows``."""
        return cls(rows, Groups.of(rows.pages, 2 if words else 1), words, entity)

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


def lit(text: str, hits: Sequence[Span], style: str) -> list[Piece]:
    """Return ``text`` with its ``hits`` lit."""
    edges = [0, *(edge for span in hits for edge in span), len(text)]
    return [(text[a:b], "hit" if number % 2 else style) for number, (a, b) in enumerate(pairwise(edges)) if a < b]


class ArticleList(CursorList):
    """Articles grouped by page; shows what is unread, bookmarked, tagged, noted, and what may be split wrongly."""

    BINDINGS = bindings("list")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.listing = Listing.of(RowView())
        self._snippets: dict[int, Snippet] = {}
        self._asked: set[int] = set()

    def show(self, listing: Listing, cursor: int) -> None:
        """Show ``listing`` with the cursor on row ``cursor``."""
        if listing.words != self.listing.words:
            self._snippets.clear()
        self._asked.clear()
        self.listing = listing
        self.set_groups(listing.groups, cursor)
        self._ask_snippets()

    # Snippets ------------------------------------------------------------------------------------------------------

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Fetch the snippets of the rows that came into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._ask_snippets()

    def on_resize(self) -> None:
        """Fetch snippets for another width."""
        self._asked.clear()
        self._ask_snippets()

    def _ask_snippets(self) -> None:
        """Fetch what is missing of the rows in sight, in a worker; the last wish wins."""
        if not self.listing.words or not self.size.height:
            return
        first = self.scroll_offset.y
        lines = range(first, min(first + self.size.height, self.groups.lines))
        rows = {row for line in lines if (row := self.groups.row_at(line)) is not None}
        if missing := sorted(rows - self._asked):
            self.run_worker(self._fetch_snippets(missing), group="snippets", exclusive=True, exit_on_error=False)

    async def _fetch_snippets(self, rows: list[int]) -> None:
        listing, room = self.listing, self.scrollable_content_region.width - INDENT - 1
        found = await asyncio.to_thread(listing.rows.snippets, rows, listing.words, room, cell_len)
        if listing is not self.listing or room != self.scrollable_content_region.width - INDENT - 1:
            return
        self._asked.update(rows)
        for row, snippet in zip(rows, found, strict=True):
            if self._snippets.get(listing.rows.numbers[row]) != snippet:
                self._snippets[listing.rows.numbers[row]] = snippet
                self.refresh_row(row)

    def more_pieces(self, row: int, width: int) -> Sequence[Piece]:
        """Return the text around the first hit."""
        text, hits = self._snippets.get(self.listing.rows.numbers[row], ("", ()))
        return [(" " * INDENT, "row"), *lit(masked(text), hits, "faint")]

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
        style = "faint" if marks.read else "strong"
        pieces = between([dot, (headline, style)], [*right, (" ", "row")], width)
        return [pieces[0], *self._lit_headline(*pieces[1]), *pieces[2:]]

    def _lit_headline(self, text: str, style: str) -> list[Piece]:
        if not self.listing.words:
            return [(text, style)]
        from store.library.snippets import hits

        return lit(text, hits(text, self.listing.words), style)

    def head_pieces(self, group: int, width: int) -> Sequence[Piece]:
        """Return the page's paper, date and label, and how many articles it has here."""
        facts = self.listing.rows[self.groups.starts[group]].facts
        count = f" {self.groups.size_of(group)} "
        return between([(" ", "head"), (page_title(facts, width - len(count) - 1), "head")], [(count, "faint")], width)
