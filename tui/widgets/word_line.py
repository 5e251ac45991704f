"""The lines at the foot of the text that tell of the word under the cursor."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from store.safe import clean_line
from tui.say import say
from tui.widgets.cells import fill, fit
from tui.word_told import FAMILIARITY, Told


class WordLine(Widget):
    """Word, pinyin and counts, and below them what it means; shown while the cursor is in."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._told: Told | None = None
        self._instead = ""

    def show(self, told: Told | None) -> None:
        """Show what is told of a word; None takes the lines away."""
        if told is None or self._told is None:
            self.display = told is not None
        if (told, "") != (self._told, self._instead):
            self._told, self._instead = told, ""
            self.refresh()

    def ask(self, question: str) -> None:
        """Show a question in the place of the meaning."""
        self._instead = question
        self.refresh()

    @property
    def told(self) -> Told | None:
        """What is told now."""
        return self._told

    def render(self) -> Content:
        """Draw both lines; the meaning is cut where it has no room."""
        told, width = self._told, self.size.width
        if told is None or width <= 0:
            return Content("")
        level = f"HSK {told.level}" if told.level else ""
        state = say(*FAMILIARITY[told.state]) if told.state else ""
        left = clean_line(f"{told.word}  {told.reading}")
        parts = [part for part in (state, level, *told.counts) if part]
        right = " · ".join(parts)
        while parts and cell_len(right) > width - min(cell_len(left), width // 2) - 2:
            right = " · ".join(parts := parts[:-1])
        left = fit(left, width - cell_len(right) - 2)
        word = clean_line(told.word)
        gap = " " * max(1, width - cell_len(left) - cell_len(right))
        head = Content.assemble((left[: len(word)], "bold"), (left[len(word) :], "$accent"), gap, (right, "$faint"))
        below = self._instead or told.meaning or say("词典中没有", "not in the dictionary")
        return head + Content("\n") + Content(fill(fit(clean_line(below), width), width))
