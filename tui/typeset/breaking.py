"""Breaking Chinese into lines as a compositor would: words whole, marks where they belong (避头尾)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from tui.typeset.cells import Grapheme, graphemes

NEVER_FIRST = frozenset("，。、；：？！…—～·”’」』）〕】》〉］｝%％‰℃°,.;:?!)]}")
"""Marks that may not begin a line (GB/T 15834, CLREQ), with the units that follow digits."""

NEVER_LAST = frozenset("“‘「『（〔【《〈［｛([{￥¥$£€№")
"""Marks that may not end a line."""

_PAIRED = frozenset("…—")
"""…… and —— are one mark of two characters."""

_SOLID = re.compile(
    r"\d[\d.,:]*(?:[%％‰℃°]|[万亿千百多余]*[年月日号时分秒个项名人吨元亩里米度斤克版期届次岁家户位条座])?"
    r"|[A-Za-z0-9\u00c0-\u024f]+(?:[.,:'’\-–/_&@+×][A-Za-z0-9\u00c0-\u024f]+)*"
)
"""Runs that stay whole where they fit: Latin words, and numbers with their decimals and their unit."""

Widths = Callable[[str], Sequence[Grapheme]]


class Line(NamedTuple):
    """A line of a broken text: its half-open range, white space at its end included, which is not drawn."""

    start: int
    end: int


class _Unit(NamedTuple):
    """A grapheme with what the breaker must know of the place before it.

    Attributes:
        gap: cells of space drawn before it, unless it begins a line.
        level: 0 a line may begin here; 1 only inside a word too long for a line; 2 only if nothing else is left.
    """

    start: int
    cells: int
    space: bool
    gap: int
    level: int


def is_mark(char: str) -> bool:
    """Say whether a character is punctuation or a symbol."""
    return unicodedata.category(char)[0] in "PS"


def _solid_inside(text: str) -> set[int]:
    return {at for match in _SOLID.finditer(text) for at in range(match.start() + 1, match.end())}


def needs_gap(before: str, after: str) -> bool:
    """Say whether spaced display separates two words: not beside white space, nor beside a mark."""
    return not (before.isspace() or after.isspace() or is_mark(before) or is_mark(after))


def _level(before: str, after: str, at: int, solid: Collection[int], word_starts: Collection[int]) -> int:
    if after.isspace():
        return 2
    if before.isspace():
        return 0
    if after in NEVER_FIRST or before in NEVER_LAST or (before in _PAIRED and before == after):
        return 2
    if at in solid:
        return 2 if before.isdigit() and after.isdigit() else 1
    return 0 if at in word_starts else 1


def _units(text: str, word_starts: Collection[int], *, spaced: bool, ambiguous_wide: bool) -> list[_Unit]:
    solid = _solid_inside(text)
    units = []
    for start, _, cells in graphemes(text, ambiguous_wide=ambiguous_wide):
        before, after = text[start - 1] if start else " ", text[start]
        gap = int(spaced and start in word_starts and start > 0 and needs_gap(before, after))
        level = _level(before, after, start, solid, word_starts)
        units.append(_Unit(start, cells, after.isspace(), gap, level))
    return units


def break_lines(
    text: str,
    word_starts: Collection[int],
    width: int,
    *,
    indent: int = 0,
    spaced: bool = False,
    ambiguous_wide: bool = False,
) -> list[Line]:
    """Break one paragraph into lines of at most ``width`` cells (2 or more).

    The lines joined are the text. A word that fits a line is never cut; a longer one is cut where no mark lands wrong;
    a mark begins or ends a line wrongly only where the width leaves no other way. The time is linear in the text.

    Args:
        text: the paragraph, without line ends.
        word_starts: where its words begin.
        width: cells of a line.
        indent: cells that the first line has less.
        spaced: count one cell between words, as spaced display draws it.
        ambiguous_wide: as in ``cells.graphemes``.
    """
    units = _units(text, word_starts, spaced=spaced, ambiguous_wide=ambiguous_wide)
    lines: list[Line] = []
    first = 0
    room = max(2, width - indent)
    while first < len(units):
        after = _fill(units, first, room)
        end = units[after].start if after < len(units) else len(text)
        lines.append(Line(units[first].start, end))
        first, room = after, max(2, width)
    return lines or [Line(0, 0)]


def _fill(units: Sequence[_Unit], first: int, room: int) -> int:
    """Return the index of the unit that begins the next line."""
    used = 0
    best: list[int | None] = [None, None, None]
    for at in range(first, len(units)):
        unit = units[at]
        if at > first:
            best[unit.level] = at
        if unit.space:
            used += unit.cells
            continue
        used += unit.cells + (unit.gap if at > first else 0)
        if used > room and at > first:
            return next((index for index in best if index is not None), at)
    return len(units)
