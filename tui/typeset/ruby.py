"""Readings set over words (ruby, 注音): how much room they need, and the row that they make over a line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tui.typeset.cells import width
from tui.typeset.rules import NEVER_FIRST

NARROWEST = 16
"""Cells of a column below which readings are not set."""


class Reading(NamedTuple):
    """How a word is read.

    Attributes:
        start: the offset of the word.
        text: its reading.
        syllables: the reading of each of its characters, "" for those that have none.
    """

    start: int
    text: str
    syllables: Sequence[str]


class Ruby(NamedTuple):
    """A reading over the characters from ``start`` to ``end``; ``cells`` is its width."""

    start: int
    end: int
    text: str
    cells: int


class Reach(NamedTuple):
    """What a reading asks of the text under it.

    Attributes:
        at: the offset where the next word may begin.
        gap: the cells that have to be empty before ``at``.
        first: the end of the word under the reading.
        over: the cells that the reading sticks out beyond the right edge of ``first``.
    """

    at: int
    gap: int
    first: int
    over: int


def rubies(readings: Iterable[Reading], room: int, cells: Sequence[int]) -> Iterator[Ruby]:
    """Yield the readings of words, each over its word; over single characters where a word has no room in a line.

    Args:
        readings: in the order of the text.
        room: cells of the shortest line.
        cells: of each character of the text.
    """
    for start, text, syllables in readings:
        end, wide = start + len(syllables), width(text)
        if max(wide, sum(cells[start:end])) <= room:
            yield Ruby(start, end, text, wide)
        else:
            for at, syllable in enumerate(syllables, start):
                if syllable:
                    yield Ruby(at, at + 1, syllable, width(syllable))


def reaches(text: str, edges: Sequence[int], over: Sequence[Ruby]) -> Iterator[Reach]:
    """Yield what each reading asks so that no two touch; marks that close may stand under the end of a reading.

    Args:
        text: the text.
        edges: the left edge of each character where nothing is set apart, and the end of the text.
        over: the readings, in order.
    """
    ends = len(text)
    for number, ruby in enumerate(over):
        following = over[number + 1].start if number + 1 < len(over) else ends
        at = ruby.end
        while at < following and text[at] in NEVER_FIRST:
            at += 1
        needed = ruby.cells + (at == following and at < ends)
        gap = max(0, needed - (edges[at] - edges[ruby.start]))
        yield Reach(at, gap, ruby.end, max(0, ruby.cells - (edges[ruby.end] - edges[ruby.start])))


def over_line(over: Sequence[Ruby], start: int, end: int, left: Sequence[int], indent: int) -> str:
    """Return the row of readings over the line from ``start`` to ``end``; ``left`` as in ``breaking.Measured``."""
    row, used = "", 0
    for ruby in over[bisect_left(over, (start,)) : bisect_left(over, (end,))]:
        place = indent + left[ruby.start] - left[start]
        row += " " * (place - used) + ruby.text
        used = max(used, place) + ruby.cells
    return row
