"""The cursor of words in a set page: where it stands, what is selected from there, and how it moves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.message import Message

from store.model import Span
from tui.typeset.layout import Line
from tui.typeset.motions import Steps, Unit
from tui.widgets.reading_hits import LitPage
from tui.widgets.reading_page import difference
from tui.widgets.reading_paint import Layer


class WordPage(LitPage):
    """A set page with a cursor that goes from word to word, while it is in.

    Attributes:
        cursor: the offset of the word under the cursor, or None while it is not in.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"reading--{name}" for name in ("word", "range")}

    class Pointed(Message):
        """The cursor came, went to another word, or left."""

        def can_replace(self, message: Message) -> bool:
            """Say that only the newest place counts."""
            return isinstance(message, WordPage.Pointed)

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.cursor: int | None = None
        self._anchor: int | None = None
        self._steps: Steps | None = None

    def overlays(self, line: Line) -> Iterator[Layer]:
        """Yield what is selected and the cursor over all other lights."""
        yield from super().overlays(line)
        if self.cursor is not None:
            if self._anchor is not None:
                yield Layer(*self.chosen, "range")
            yield Layer(*self.word, "word")

    @property
    def steps(self) -> Steps:
        """Where the cursor can stand in the text that shows."""
        if self._steps is None:
            self._steps = Steps(self.sheet.text, self.sheet.words)
        return self._steps

    def forget_cursor(self) -> None:
        """Take the cursor out, because the text is another one."""
        self.cursor = self._anchor = self._steps = None
        self.post_message(self.Pointed())

    def words_changed(self) -> None:
        """Put the cursor on the word that stands now where it was, because words were cut anew."""
        self._steps = None
        if self.cursor is not None:
            self.cursor = self.steps.under(self.cursor)
            self._anchor = None
        self.post_message(self.Pointed())

    @property
    def word(self) -> Span:
        """The range of the word under the cursor, empty while the cursor is not in."""
        return self.steps.span(self.cursor) if self.cursor is not None else (0, 0)

    @property
    def selecting(self) -> bool:
        """Whether motions select."""
        return self._anchor is not None

    @property
    def chosen(self) -> Span:
        """The range that is selected with the cursor: the word under it, unless there is more."""
        start, end = self.word
        if self._anchor is None:
            return start, end
        first, last = self.steps.span(self._anchor)
        return min(first, start), max(last, end)

    @property
    def found_from(self) -> int:
        """The offset from which on hits are looked for: that of the cursor while it is in."""
        return self.position if self.cursor is None else self.cursor

    def hit_chosen(self, span: Span) -> None:
        """Show the hit that was walked to, and put the cursor on it while it is in."""
        super().hit_chosen(span)
        if self.cursor is not None:
            self.point(self.steps.under(span[0]))

    def enter(self) -> bool:
        """Put the cursor on the first word that is visible, below the headline block; return whether there is one."""
        if self.cursor is None and self._sheet.lines:
            body = self._sheet.lines[min(self._sheet.head, len(self._sheet.lines) - 1)].start
            top = self.position if self.scroll_offset.y else body
            self.point(self.steps.at(top))
        return self.cursor is not None

    def leave(self) -> None:
        """Give up what is selected, or, where nothing is, take the cursor out."""
        if self._anchor is not None:
            chosen, self._anchor = self.chosen, None
            self.redraw([chosen])
        elif self.cursor is not None:
            word = self.word
            self.cursor = None
            self.redraw([word])
            self.post_message(self.Pointed())

    def select(self) -> None:
        """Begin to select at the cursor, or give up what is selected."""
        if self._anchor is not None:
            self.leave()
        elif self.cursor is not None:
            self._anchor = self.cursor
            self.redraw([self.word])

    def point(self, stop: int | None) -> None:
        """Put the cursor on the word that begins at ``stop`` and show it."""
        if stop is None:
            return
        before, chosen = self.word, self.chosen
        self.cursor = stop
        changed = [before, self.word, *difference(chosen, self.chosen)]
        self.redraw(span for span in changed if span[0] < span[1])
        self.go_to(stop)
        self.post_message(self.Pointed())

    def move(self, unit: Unit, by: int) -> None:
        """Move the cursor by words, sentences or paragraphs; first to what is visible where it was scrolled away."""
        if self.cursor is not None and not self._come_along():
            self.point(self.steps.step(self.cursor, unit, by))

    def move_line(self, by: int) -> None:
        """Move the cursor to the word above or below it."""
        if self.cursor is None or self._come_along():
            return
        sheet, number = self._sheet, self._sheet.line_at(self.cursor)
        x = sheet.x_of(sheet.lines[number], self.cursor)
        number += by
        while 0 <= number < len(sheet.lines):
            stop = self._stop_in(sheet.lines[number], x)
            if stop is not None:
                self.point(stop)
                return
            number += by

    def next_same(self, by: int) -> None:
        """Move the cursor to the next place of the same word, round at the ends."""
        if self.cursor is not None:
            self.point(self.steps.next_same(self.cursor, by))

    def _stop_in(self, line: Line, x: int) -> int | None:
        """Return the word of a line that is nearest to ``x`` cells, or None where it has none that begins in it."""
        return min(
            self.steps.within(line.start, line.end),
            key=lambda stop: abs(self._sheet.x_of(line, stop) - x),
            default=None,
        )

    def _come_along(self) -> bool:
        """Put the cursor on the first visible word where it was scrolled out of sight; return whether it was."""
        if self.cursor is None or self.view.place(self._sheet.line_at(self.cursor)) is not None:
            return False
        self.point(self.steps.at(self.position))
        return True

    def on_click(self, event: events.Click) -> None:
        """Put the cursor, while it is in, on the word that was clicked."""
        if self.cursor is None:
            return
        _, place = self.screen.get_widget_and_offset_at(event.screen_x, event.screen_y)
        if place is not None:
            self.point(self.steps.under(self._sheet.offset_drawn(place.y, place.x)))
