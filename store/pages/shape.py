"""The shape of a page's lines: how wide each is, how wide its column is, and what blank lines mean on this page.

A full line fills the column's width W; the first line of a paragraph, whose indent a text tool strips, is two ems
narrower; a last line is shorter. Marks are an em or half an em wide, by the paper's setting: the width of marks that
makes the lines of a page most alike is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from store.pages.lines import Line

_MARKS = frozenset("，。、；：？！“”‘’（）《》〈〉【】「」『』·")
_NEAR = 12
"""Lines before and behind a line whose widths tell its column's."""
_LEAST = 6.0
"""Ems; the narrowest column."""
ENDS = frozenset("。！？!?…")
_AFTER_END = frozenset("”’」』）)")


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of a page.

    Attributes:
        widths: of each line in ems, rounded to halves.
        column: the column's width around each line, in ems; 0 where there is none to tell it from.
        before: the same told from the lines before alone; ``behind`` from those behind.
        blanks: what blank lines do: "-" there are none; else two letters: whether they stand between paragraphs
            (a always, s sometimes, n never, u unknown), and whether they stand within sentences too (c) or not (p).
        first: whether first lines of paragraphs are narrower: y, n, m (some), u (unknown).
        indented: whether first lines of paragraphs keep their indents.
    """

    widths: tuple[float, ...]
    column: tuple[float, ...]
    before: tuple[float, ...]
    behind: tuple[float, ...]
    blanks: str
    first: str
    indented: bool


def line_width(text: str, mark: float) -> float:
    """Return the width of ``text`` in ems, its marks ``mark`` ems wide, Latin letters and digits half an em."""
    marks = sum(char in _MARKS for char in text)
    narrow = sum(char < "\u2000" for char in text)
    return len(text) - marks * (1 - mark) - narrow * 0.5


def ends_sentence(text: str) -> bool:
    """Say whether ``text`` ends with a sentence: 。！？…, closing quotes and brackets behind them."""
    tail = text[-3:].rstrip("".join(_AFTER_END))
    return bool(tail) and tail[-1] in ENDS


def _alike(widths: Sequence[float]) -> float:
    """Return how much the lines of a page have one width: the share of lines at the mode of their neighbourhood."""
    hits = 0
    for start in range(0, len(widths), 2 * _NEAR):
        near = Counter(round(w * 2) for w in widths[start : start + 2 * _NEAR])
        hits += near.most_common(1)[0][1]
    return hits / max(1, len(widths))


def _mode(counts: Counter[int]) -> float:
    """Return the width in ems that most lines have or nearly have; of two, the wider."""
    best, score = 0, 0.0
    for width, count in counts.items():
        if width < 2 * _LEAST or not count:
            continue
        total = count + 0.6 * (counts.get(width - 1, 0) + counts.get(width + 1, 0)) + 0.002 * width
        if total > score:
            best, score = width, total
    return best / 2


def _columns(widths: Sequence[float], back: int, ahead: int) -> tuple[float, ...]:
    """Return for each line the usual width of ``back`` lines before it to ``ahead`` lines behind it."""
    doubled = [round(w * 2) for w in widths]
    counts: Counter[int] = Counter(doubled[0 : max(0, ahead)])
    found = []
    for at in range(len(doubled)):
        if 0 <= at + ahead < len(doubled):
            counts[doubled[at + ahead]] += 1
        gone = at - back - 1
        if gone >= 0:
            counts[doubled[gone]] -= 1
        found.append(_mode(counts))
    return tuple(found)


def _ends_paragraph(lines: Sequence[Line], widths: Sequence[float], column: Sequence[float], at: int) -> bool:
    """Say whether a paragraph surely ends with a line: a sentence does, and the line is far from full."""
    return ends_sentence(lines[at].text) and 0 < widths[at] < column[at] - 2.5


def _habit(shares: Sequence[bool], low: float, high: float, names: str) -> str:
    """Return which of three names (always, sometimes, never) fits, or u where there are too few to tell."""
    if len(shares) < 4:
        return "u"
    share = sum(shares) / len(shares)
    return names[0] if share >= high else names[2] if share <= low else names[1]


def _blanks(lines: Sequence[Line], ends: Sequence[int]) -> str:
    gaps = [at for at in range(1, len(lines)) if lines[at].blanks]
    if len(gaps) < 2:
        return "-"
    within = sum(_runs_on(lines[at - 1].text) for at in gaps)
    return _habit([lines[at + 1].blanks > 0 for at in ends], 0.15, 0.8, "asn") + ("c" if within >= 2 else "p")


def _runs_on(text: str) -> bool:
    """Say whether a sentence surely goes on behind ``text``."""
    return text[-1] in "，、；" or (len(text) > 5 and text[-1] not in "。！？!?…”’」』）)：:—")


def shape_of(lines: Sequence[Line]) -> Shape:
    """Return the shape of a page's lines."""
    marks = (0.5, 1.0)
    readings = [[line_width(line.text, mark) for line in lines] for mark in marks]
    widths = max(readings, key=_alike) if lines else []
    indents = sum(line.indent > 0 for line in lines)
    column = _columns(widths, _NEAR, _NEAR)
    ends = [at for at in range(len(lines) - 1) if _ends_paragraph(lines, widths, column, at)]
    narrower = [-2.9 <= widths[at + 1] - column[at + 1] <= -1.0 for at in ends if widths[at + 1] > 0.6 * column[at + 1]]
    return Shape(
        widths=tuple(round(w * 2) / 2 for w in widths),
        column=column,
        before=_columns(widths, 8, -1),
        behind=_columns(widths, -1, 8),
        blanks=_blanks(lines, ends),
        first=_habit(narrower, 0.2, 0.55, "ymn"),
        indented=indents >= 3 and 25 * indents > len(lines),
    )
