"""Breaking Chinese into lines as a compositor would: words whole, marks where they belong.

A text is measured once for all its paragraphs and all widths; breaking a line is then a search in sorted lists.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from store.model import Span
from tui.typeset.cells import cells_of
from tui.typeset.ruby import Ruby, reaches
from tui.typeset.rules import NEVER_FIRST, NEVER_LAST, glued, needs_gap, solid_inside

_SPACES = re.compile(r"[ \u3000\u2000-\u200a]+")


@dataclass(frozen=True, slots=True)
class Measured:
    """A text with the places of its characters on one endless line, in cells.

    Attributes:
        text: the text; its paragraphs are ended by ``\\n``.
        cells: of each character; a grapheme has them at its first one.
        left: the left edge of each character, and the end of the text.
        right: for each offset, the right edge of what is drawn before it if a line ends there: the gap before the
            character and white space at the line's end are not, the end of a reading over it is.
        breaks: where a line may begin without cutting anything, in order.
        inside: offsets inside a grapheme, where nothing may ever be cut.
        solid: offsets inside a Latin word, a number with its unit, —— or ……; cut only where they exceed a line.
        glued: offsets where no mark forbids a break but a straight quote does.
        gaps: cells of space drawn before characters, unless they begin a line.
    """

    text: str
    cells: Sequence[int]
    left: Sequence[int]
    right: Sequence[int]
    breaks: Sequence[int]
    inside: Collection[int]
    solid: Collection[int]
    glued: Collection[int]
    gaps: Mapping[int, int]

    def span_width(self, start: int, end: int) -> int:
        """Return the cells of a line from ``start`` to ``end``, white space at its end left out."""
        return max(0, self.right[end] - self.left[start])


def word_gaps(text: str, words: Sequence[int]) -> dict[int, int]:
    """Return one cell before each word that spaced display sets apart (``words`` are the offsets where words begin)."""
    return {at: 1 for at in words if 0 < at < len(text) and needs_gap(text[at - 1], text[at])}


def measure(
    text: str,
    words: Sequence[int],
    *,
    gaps: Mapping[int, int] | None = None,
    over: Sequence[Ruby] = (),
    ambiguous_wide: bool = False,
) -> Measured:
    """Measure a text for breaking.

    Args:
        text: one or more paragraphs, ended by ``\\n``.
        words: the offsets where words begin, in order.
        gaps: cells of space drawn before characters, unless they begin a line.
        over: readings set over words; the gaps that they need are made here.
        ambiguous_wide: as in ``cells.cells_of``.
    """
    cells, inside = cells_of(text, ambiguous_wide=ambiguous_wide)
    gaps = {at: gap for at, gap in (gaps or {}).items() if at not in inside}
    left = list(accumulate(cells, initial=0))
    asked = list(reaches(text, left, over))
    gaps.update((reach.at, reach.gap) for reach in asked if reach.gap and reach.at not in inside)
    right = left.copy()
    if gaps:
        before = [0] * (len(text) + 1)
        for at, gap in gaps.items():
            before[at] = gap
        left = [edge + extra for edge, extra in zip(left, accumulate(before), strict=True)]
        right = [edge - gap for edge, gap in zip(left, before, strict=True)]
    for reach in asked:
        edge = right[reach.first] + reach.over
        for at in range(reach.first, reach.at + 1):
            right[at] = max(right[at], edge)
    for match in _SPACES.finditer(text):
        start, end = match.span()
        right[start + 1 : end + 1] = [right[start]] * (end - start)
    solid, joined = solid_inside(text), frozenset(glued(text))
    closed = solid | joined | inside
    breaks = [at for at in words if at not in closed and _allowed(text, at, inside)]
    return Measured(text, cells, left, right, breaks, inside, solid, joined, gaps)


def _allowed(text: str, at: int, inside: Collection[int]) -> bool:
    """Say whether the marks beside an offset allow a break there."""
    if not 0 < at < len(text):
        return False
    after, last = text[at], at - 1
    if after in NEVER_FIRST or after.isspace():
        return False
    while last in inside:
        last -= 1
    return text[last] not in NEVER_LAST


def break_lines(measured: Measured, start: int, end: int, width: int, *, indent: int = 0) -> list[Span]:
    """Break the paragraph from ``start`` to ``end`` into lines of at most ``width`` cells (2 or more).

    The lines joined are the paragraph. A word that fits a line is never cut; a longer one is cut where no mark lands
    wrong; a mark begins or ends a line wrongly only where the width leaves no other way. White space at the end of a
    line belongs to it and is not drawn. The time is linear in the text.

    Args:
        measured: the text.
        start, end: the paragraph's range, without line ends in it.
        width: cells of a line.
        indent: cells that the first line has less.
    """
    lines: list[Span] = []
    width = max(2, width)
    room = max(2, width - indent)
    while start < end:
        stop = _line_end(measured, start, end, room, width)
        lines.append((start, stop))
        start, room = stop, width
    return lines or [(start, end)]


def _line_end(measured: Measured, start: int, end: int, room: int, width: int) -> int:
    """Return where the line that begins at ``start`` ends."""
    left, right, breaks = measured.left, measured.right, measured.breaks
    limit = bisect_right(right, left[start] + room, start + 1, end + 1) - 1
    if limit >= end:
        return end
    number = bisect_right(breaks, limit) - 1
    best = breaks[number] if number >= 0 and breaks[number] > start else start
    following = bisect_left(breaks, limit + 1)
    next_break = min(breaks[following], end) if following < len(breaks) else end
    if best == start or right[next_break] - left[best] > width:
        best = _cut(measured, best, limit) or best
    if best > start:
        return best
    stop = max(limit, start + 1)
    while stop > start + 1 and stop in measured.inside:
        stop -= 1
    while stop < end and stop in measured.inside:
        stop += 1
    return stop


def _cut(measured: Measured, start: int, limit: int) -> int | None:
    """Return the last place after ``start`` up to ``limit`` where marks allow a cut, outside solid runs if possible."""
    spared = None
    for at in range(limit, start, -1):
        if at in measured.inside or at in measured.glued or not _allowed(measured.text, at, measured.inside):
            continue
        if at not in measured.solid:
            return at
        if spared is None and not _paired(measured.text, at):
            spared = at
    return spared


def _paired(text: str, at: int) -> bool:
    return text[at] == text[at - 1] and text[at] in "—…⋯"
