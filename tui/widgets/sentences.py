"""Sentences that mention an entity, each with where it stands: a list of which only what shows is set."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.strip import Strip

from store.model import PageFacts
from tui.say import say
from tui.typeset.excerpt import excerpt
from tui.widgets.article_list import page_title
from tui.widgets.cells import fit
from tui.widgets.cursor_list import CursorList, Piece
from tui.widgets.groups import Groups

if TYPE_CHECKING:
    from store.library.entity import Sentence

INDENT = 2
MOST_LINES = 4
"""So many lines of a sentence are shown."""
NEAR_END = 30
"""So many rows before the end of what has been fetched more is asked for."""


@dataclass(frozen=True, slots=True)
class Blocks(Groups):
    """Rows of several lines each; a block has its head among its lines.

    Attributes:
        tops: the first line of each row, and the number of all lines.
    """

    tops: tuple[int, ...] = (0,)

    @classmethod
    def of_heights(cls, heights: Sequence[int]) -> Blocks:
        """Set rows of these heights one under the other."""
        tops = [0]
        for height in heights:
            tops.append(tops[-1] + height)
        return cls(rows=len(heights), tops=tuple(tops))

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return self.tops[-1]

    def line_of(self, row: int) -> int:
        """Return the first line of ``row``."""
        return self.tops[row]

    def row_at(self, line: int) -> int | None:
        """Return the row that ``line`` belongs to, or None where it is past the end."""
        return bisect_right(self.tops, line) - 1 if 0 <= line < self.lines else None


class SentenceList(CursorList):
    """Sentences, newest first; the first one of an article has a line over it that says where it stands."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--lit"}

    class Ending(Message):
        """The end of what has been fetched is near: more is wanted."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.sentences: list[Sentence] = []
        self._blocks: list[list[list[Piece]]] = []
        self._width = 0

    def show(self, sentences: Sequence[Sentence]) -> None:
        """Show other sentences, with the cursor on the one it was on if that is among them."""
        old = self.sentence
        self.sentences = list(sentences)
        self._blocks = []
        places = (
            at for at, new in enumerate(self.sentences) if old and (new.article, new.start) == (old.article, old.start)
        )
        self._set(next(places, 0))

    def extend(self, sentences: Sequence[Sentence]) -> None:
        """Show more sentences after those there are."""
        self.sentences += sentences
        self._set(self.cursor)

    @property
    def sentence(self) -> Sentence | None:
        """The sentence under the cursor, or None where there is none."""
        return self.sentences[self.cursor] if 0 <= self.cursor < len(self.sentences) else None

    def _set(self, cursor: int) -> None:
        """Set the sentences that are not set yet, all of them where the width is another one."""
        width = self.scrollable_content_region.width
        if width != self._width:
            self._width, self._blocks = width, []
        if width:
            done = len(self._blocks)
            self._blocks += [self._block(at) for at in range(done, len(self.sentences))]
            self.set_groups(Blocks.of_heights([len(block) for block in self._blocks]), cursor)

    def _block(self, at: int) -> list[list[Piece]]:
        """Return the lines of a sentence: where it stands, if it is the first of its article, and its text."""
        sentence = self.sentences[at]
        lines: list[list[Piece]] = []
        if not at or self.sentences[at - 1].article != sentence.article:
            lines.append(_head(sentence.facts, sentence.headline, self._width))
        places = [(start - sentence.start, end - sentence.start) for start, end in sentence.spans]
        shown = excerpt(sentence.text, places, max(2, self._width - 2 * INDENT), MOST_LINES)
        for number, runs in enumerate(shown.lines):
            first, last = number == 0, number == len(shown.lines) - 1
            pieces: list[Piece] = [("… " if first and shown.before else " " * INDENT, "faint")]
            pieces += [(text, "lit" if lit else "strong") for text, lit in runs]
            lines.append([*pieces, ("…", "faint")] if last and shown.after else pieces)
        return lines

    # A row has several lines ---------------------------------------------------------------------------------------

    def refresh_row(self, row: int) -> None:
        """Draw the lines of ``row`` again."""
        first, end = self._span(row)
        for line in range(first, end):
            self._strips.pop(line, None)
        self.refresh_lines(first, end - first)

    def _span(self, row: int) -> tuple[int, int]:
        top = self.groups.line_of(row)
        return top, top + len(self._blocks[row])

    def _show_cursor(self) -> None:
        """Scroll so that all of the sentence under the cursor is visible."""
        if not 0 <= self.cursor < len(self._blocks) or not self.size.height:
            return
        top, end = self._span(self.cursor)
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
        elif end > self.scroll_offset.y + self.size.height:
            self.scroll_to(y=end - self.size.height, animate=False, force=True, immediate=True)

    def watch_cursor(self, old: int, new: int) -> None:
        """Ask for more near the end."""
        super().watch_cursor(old, new)
        self._look_ahead(new)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for more near the end."""
        super().watch_scroll_y(old_value, new_value)
        self._look_ahead(self.groups.row_at(round(new_value)) or 0)

    def _look_ahead(self, row: int) -> None:
        if self.sentences and row >= len(self.sentences) - NEAR_END:
            self.post_message(self.Ending())

    def action_screen_down(self) -> None:
        """Move about one screen down."""
        self._go_lines(max(1, self.size.height - 2))

    def action_screen_up(self) -> None:
        """Move about one screen up."""
        self._go_lines(-max(1, self.size.height - 2))

    def _go_lines(self, lines: int) -> None:
        if self.cursor < 0:
            return
        line = max(0, min(self.groups.lines - 1, self.groups.line_of(self.cursor) + lines))
        row = self.groups.row_at(line) or 0
        self.go_to(row if row != self.cursor else self.cursor + (1 if lines > 0 else -1))

    def on_resize(self) -> None:
        """Set everything again where the width is another one; the cursor stays on its sentence."""
        self._set(max(0, self.cursor))
        super().on_resize()

    def _row_line(self, row: int, line: int, cursor: str | None) -> Strip:
        pieces = self._blocks[row][line - self.groups.line_of(row)]
        return self._strip(pieces, self.scrollable_content_region.width, "row", cursor)


def _head(facts: PageFacts, headline: str, width: int) -> list[Piece]:
    """Return the line over the sentences of an article: when, where, under which headline."""
    dated = f"{facts.date}  " if facts.date else ""
    where = " ".join(part for part in (facts.paper, facts.label) if part) or page_title(facts)
    return [
        (" ", "faint"),
        (fit(f"{dated}{where} · {headline or say('（无题）', '(no headline)')}", width - 2), "faint"),
    ]
