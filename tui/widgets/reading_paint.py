"""Drawing one line of a sheet: its text with everything that is laid over it."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from store.model import Span
from store.safe import masked
from tui.typeset.layout import Line, Sheet

_RUNS = re.compile(r" +|[^ ]+")


class Layer(NamedTuple):
    """A look laid over a range of the text; the name is that of a component class without ``reading--``."""

    start: int
    end: int
    name: str


def overlapping(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Return those of ``spans`` that have a character between ``start`` and ``end``; they are in order and apart."""
    first = bisect_left(spans, start + 1, key=lambda span: span[1])
    last = bisect_left(spans, end, key=lambda span: span[0])
    return spans[first:last]


def paint(sheet: Sheet, line: Line, layers: Sequence[Layer], style: Callable[[str], Style], width: int) -> Strip:
    """Return a line as a strip of ``width`` cells.

    Args:
        sheet, line: what to draw.
        layers: what is laid over the text, the lowest first; those outside the line do no harm.
        style: the style of a layer or of a role, by its name.
        width: cells of the line's column.
    """
    base = style(line.role)
    segments = [Segment(" " * line.indent)] if line.indent else []
    if line.text:
        segments += (Segment(part, base) for part in _RUNS.findall(masked(line.text)))
        return Strip(segments).adjust_cell_length(width)
    end = sheet.shown_end(line)
    segments += _text(sheet, line.start, end, layers, base, style)
    used = sheet.x_of(line, end) - _gap(sheet, end, line.start)
    if used < width:
        segments.append(Segment(" " * (width - used)))
    return Strip(segments, max(width, used))


def _gap(sheet: Sheet, at: int, start: int) -> int:
    return sheet.measured.gaps.get(at, 0) if at > start else 0


def _text(
    sheet: Sheet, start: int, end: int, layers: Iterable[Layer], base: Style, style: Callable[[str], Style]
) -> Iterable[Segment]:
    text, gaps, inside = sheet.text, sheet.measured.gaps, sheet.measured.inside
    over = [layer for layer in layers if layer.start < end and layer.end > start]
    cuts = {at for layer in over for at in layer[:2] if start < at < end and at not in inside}
    spaced = {at for at in range(start + 1, end) if at in gaps} if gaps else set()
    edges = [start, *sorted(cuts | spaced), end]
    for first, last in itertools.pairwise(edges):
        if first in spaced:
            yield Segment(" " * gaps[first], _style(over, first - 1, first + 1, base, style))
        if last > first:
            yield Segment(text[first:last], _style(over, first, first + 1, base, style))


def _style(over: Iterable[Layer], start: int, end: int, base: Style, style: Callable[[str], Style]) -> Style:
    """Return the style of the layers that cover a whole range."""
    for layer in over:
        if layer.start <= start and layer.end >= end:
            base += style(layer.name)
    return base
