"""Where a cursor of words can stand in a text, and where it goes from there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Literal

from store.model import Span
from tui.typeset.rules import is_mark

Unit = Literal["word", "sentence", "paragraph"]

_SENTENCE_END = re.compile(r"[。！？!?；;…]+[”’」』）)】》〉]*|\n+")
_PARAGRAPH_END = re.compile(r"\n+")


class Steps:
    """The words of a text that a cursor visits: those that are not only marks and white space.

    All offsets are of characters. Everything is found once, in linear time, when it is first asked for.

    Args:
        text: the text.
        words: the offsets where words begin, in order.
    """

    def __init__(self, text: str, words: Sequence[int]) -> None:
        self._text = text
        self._words = words

    @cached_property
    def stops(self) -> Sequence[int]:
        """The offsets of the words that the cursor visits."""
        return [
            start
            for start, end in pairwise([*self._words, len(self._text)])
            if not all(char.isspace() or is_mark(char) for char in self._text[start:end])
        ]

    @cached_property
    def _sentences(self) -> Sequence[int]:
        return self._begins(_SENTENCE_END)

    @cached_property
    def _paragraphs(self) -> Sequence[int]:
        return self._begins(_PARAGRAPH_END)

    def _begins(self, ending: re.Pattern[str]) -> Sequence[int]:
        """Return the stop that begins each part of the text, which ``ending`` ends."""
        edges = [0, *(match.end() for match in ending.finditer(self._text))]
        places = (bisect_left(self.stops, edge) for edge in edges)
        return sorted({self.stops[place] for place in places if place < len(self.stops)})

    def at(self, offset: int) -> int | None:
        """Return the stop at or after ``offset``, else the last one; None where there is none."""
        if not self.stops:
            return None
        return self.stops[min(bisect_left(self.stops, offset), len(self.stops) - 1)]

    def under(self, offset: int) -> int | None:
        """Return the stop whose word has the character at ``offset``, else the one before it, or None."""
        place = bisect_right(self.stops, offset) - 1
        return self.stops[max(0, place)] if self.stops else None

    def number(self, offset: int) -> int:
        """Return how many stops stand before ``offset``."""
        return bisect_left(self.stops, offset)

    def within(self, start: int, end: int) -> Sequence[int]:
        """Return the stops from ``start`` to ``end``."""
        return self.stops[bisect_left(self.stops, start) : bisect_left(self.stops, end)]

    def step(self, at: int, unit: Unit, by: int) -> int:
        """Return the stop ``by`` units after (or before, where negative) the one at ``at``; the ends hold it.

        Backwards from inside a sentence or a paragraph its own beginning counts first.
        """
        begins = {"word": self.stops, "sentence": self._sentences, "paragraph": self._paragraphs}[unit]
        if not begins:
            return at
        if by > 0:
            place = bisect_right(begins, at) - 1 + by
            return begins[place] if place < len(begins) else self.stops[-1]
        place = bisect_left(begins, at) + by
        return begins[max(0, place)]

    def span(self, stop: int) -> Span:
        """Return the range of the word that begins at ``stop``."""
        following = bisect_right(self._words, stop)
        return stop, self._words[following] if following < len(self._words) else len(self._text)

    def word(self, stop: int) -> str:
        """Return the word that begins at ``stop``."""
        return self._text[slice(*self.span(stop))]

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for stop in self.stops:
            places.setdefault(self.word(stop), []).append(stop)
        return places

    def same(self, stop: int) -> Sequence[int]:
        """Return every place where the word at ``stop`` stands, in order."""
        return self._by_word.get(self.word(stop), ())

    def next_same(self, stop: int, by: int) -> int:
        """Return the ``by``-th next place of the same word, round at the ends."""
        places = self.same(stop)
        return places[(bisect_left(places, stop) + by) % len(places)] if places else stop
