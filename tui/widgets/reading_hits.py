"""What is lit in a set page: the mentions of a name, and the hits of a search that a key walks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual.message import Message

from store.model import Span
from tui.typeset.layout import Line
from tui.widgets.reading_page import SetPage
from tui.widgets.reading_paint import Layer, overlapping


class LitPage(SetPage):
    """A set page with lights on it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"reading--{name}" for name in ("highlight", "hit", "current-hit")}

    class Walked(Message):
        """Another hit shows, or none any more."""

        def can_replace(self, message: Message) -> bool:
            """Say that only the newest counts."""
            return isinstance(message, LitPage.Walked)

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lit: tuple[Span, ...] = ()
        self._hits: Sequence[Span] = ()
        self._hit = -1

    def overlays(self, line: Line) -> Iterator[Layer]:
        """Yield the lights over a line."""
        in_line = partial(overlapping, start=line.start, end=line.end)
        yield from (Layer(*span, "highlight") for span in in_line(self._lit))
        yield from (Layer(*span, "hit") for span in in_line(self._hits))
        if self._hit >= 0:
            yield Layer(*self._hits[self._hit], "current-hit")
        yield from super().overlays(line)

    def forget_lights(self) -> None:
        """Put all lights out, because the text is another one."""
        self._lit = self._hits = ()
        self._hit = -1

    def highlight(self, spans: Sequence[Span]) -> None:
        """Light these ranges of the text, and only these."""
        changed = set(self._lit) ^ set(spans)
        self._lit = tuple(sorted(spans))
        self.redraw(changed)

    def show_hits(self, hits: Sequence[Span]) -> int:
        """Light ``hits``, in order and apart, go to the first from the position on, and return its number, from 1."""
        changed = set(self._hits) | set(hits)
        self._hits, self._hit = hits, -1
        self.redraw(changed)
        if not hits:
            return 0
        self._choose_hit(bisect_left(hits, (self.found_from, 0)) % len(hits))
        return self._hit + 1

    @property
    def found_from(self) -> int:
        """The offset from which on hits are looked for."""
        return self.position

    @property
    def hits(self) -> int:
        """How many hits are lit."""
        return len(self._hits)

    @property
    def hit_shown(self) -> str:
        """Which hit was walked to, of how many ("3/17"), or ""."""
        return f"{self._hit + 1}/{self.hits}" if self._hit >= 0 else ""

    def next_hit(self, step: int) -> int:
        """Go ``step`` hits on or back, round at the ends; return which one it is, from 1, or 0 without hits."""
        if not self._hits:
            return 0
        self._choose_hit((self._hit + step) % len(self._hits))
        return self._hit + 1

    def clear_find(self) -> None:
        """Put the lights of a search out."""
        if self._hits:
            hits = set(self._hits)
            self._hits, self._hit = (), -1
            self.redraw(hits)
            self.post_message(self.Walked())

    def _choose_hit(self, number: int) -> None:
        changed = {self._hits[at] for at in (self._hit, number) if 0 <= at < len(self._hits)}
        self._hit = number
        self.redraw(changed)
        self.hit_chosen(self._hits[number])
        self.post_message(self.Walked())

    def hit_chosen(self, span: Span) -> None:
        """Show the hit that was walked to."""
        self.go_to(span[0])
