"""A sentence in a few lines, with the places that matter in it marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from store.model import Span
from store.safe import masked
from tui.typeset.breaking import break_lines, measure


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The lines of a sentence that show.

    Attributes:
        lines: each a sequence of runs: a text, and whether it is one of the places.
        before, after: whether the sentence has more lines before or after them.
    """

    lines: tuple[tuple[tuple[str, bool], ...], ...]
    before: bool = False
    after: bool = False


def excerpt(text: str, places: Sequence[Span], width: int, most: int) -> Excerpt:
    """Set ``text`` in lines of ``width`` cells; where there are more than ``most``, those around the first place.

    ``places`` are ranges of ``text`` (characters), in order. What could move a terminal is masked; every other
    character stays.
    """
    text = masked(text.replace("\n", " "))
    measured = measure(text, range(1, len(text)))
    lines = break_lines(measured, 0, len(text), width)
    first = 0
    if len(lines) > most:
        line = bisect_right(lines, places[0][0], key=lambda span: span[0]) - 1 if places else 0
        first = min(max(0, line - 1), len(lines) - most)
    shown = lines[first : first + most]
    return Excerpt(
        tuple(tuple(_runs(text, line, places)) for line in shown), first > 0, first + len(shown) < len(lines)
    )


def _runs(text: str, line: Span, places: Sequence[Span]) -> list[tuple[str, bool]]:
    runs: list[tuple[str, bool]] = []
    at, end = line
    for start, stop in places:
        start, stop = max(start, at), min(stop, end)
        if start < stop:
            runs += [(text[at:start], False)] if at < start else []
            runs.append((text[start:stop], True))
            at = stop
    return [*runs, (text[at:end], False)] if at < end else runs
