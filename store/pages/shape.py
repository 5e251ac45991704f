"""The shape of a page's lines: how wide each is, how wide its column is, and what blank lines mean on this page.

A full line fills the column's width W; the first line of a paragraph, whose indent a text tool strips, is two ems
narrower; a last line is shorter. Marks are an em or half an em wide, by the paper's setting: the width of marks that
makes the lines of a page most alike is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from store.pages.arrays import Floats, Integers, Truths, code_points
from store.pages.lines import Line

_IS_MARK = np.zeros(0x10000, dtype=bool)
_IS_MARK[[ord(char) for char in "，。、；：？！“”‘’（）《》〈〉【】「」『』·"]] = True
_NEAR = 12
"""Lines before and behind a line whose widths tell its column's."""
_WINDOWS = ((-_NEAR, _NEAR), (-8, -1), (1, 8))
"""The first and the last line, counted from a line, of those around it, before it and behind it."""
_LEAST = 6.0
"""Ems; the narrowest column."""
_AT_ONCE = 256
"""Lines whose columns are told at once: the time grows with the square, so a page is taken in such parts."""
ENDS = frozenset("。！？!?…")
_AFTER_END = "”’」』）)"


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


def _doubled_widths(texts: Sequence[str]) -> list[list[int]]:
    """Return the widths of the texts in half ems: their marks half an em wide, and an em; Latin letters half an em."""
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    ends = np.cumsum(lengths)
    codes = code_points("".join(texts))

    def counts(chosen: Truths) -> Integers:
        upto = np.concatenate([[0], np.cumsum(chosen)])
        return np.asarray(upto[ends] - upto[ends - lengths])

    wide = 2 * lengths - counts(codes < 0x2000)
    marks = counts(_IS_MARK[codes.clip(max=len(_IS_MARK) - 1)])
    return [(wide - marks).tolist(), wide.tolist()]


def ends_sentence(text: str) -> bool:
    """Say whether ``text`` ends with a sentence: 。！？…, closing quotes and brackets behind them."""
    return text[-3:].rstrip(_AFTER_END)[-1:] in ENDS


def _alike(doubled: Sequence[int]) -> float:
    """Return how much the lines of a page have one width: the share of lines at the mode of their neighbourhood."""
    near = (Counter(doubled[start : start + 2 * _NEAR]) for start in range(0, len(doubled), 2 * _NEAR))
    return sum(max(counts.values()) for counts in near) / max(1, len(doubled))


def _columns(doubled: Sequence[int]) -> list[list[float]]:
    """Return for each line the usual width in ems of the lines around it, of those before it, of those behind it."""
    found: list[list[float]] = [[], [], []]
    for start in range(0, len(doubled), _AT_ONCE):
        first, stop = max(0, start - _NEAR), min(len(doubled), start + _AT_ONCE)
        widths, kinds = np.unique(np.array(doubled[first : stop + _NEAR]), return_inverse=True)
        upto = np.zeros((len(kinds) + 1, len(widths)))
        upto[np.arange(1, len(kinds) + 1), kinds] = 1
        upto.cumsum(axis=0, out=upto)
        at = np.arange(start, stop) - first
        for columns, (before, behind) in zip(found, _WINDOWS, strict=True):
            starts, stops = ((at + side).clip(0, len(kinds)) for side in (before, behind + 1))
            columns += _modes(upto[stops] - upto[starts], widths)
    return found


def _modes(counts: Floats, widths: Integers) -> list[float]:
    """Return the width in ems that most lines near a line have or nearly have; of two, the wider; 0 for none.

    ``widths`` are in half ems, and ``counts`` say how often each is found near each line: lines x widths.
    """
    beside = (np.diff(widths) == 1).astype(float)
    nearly = np.zeros_like(counts)
    nearly[:, 1:] += counts[:, :-1] * beside
    nearly[:, :-1] += counts[:, 1:] * beside
    scores = counts + 0.6 * nearly + 0.002 * widths
    scores[(counts == 0) | (widths < 2 * _LEAST)] = 0.0
    best = scores.argmax(axis=1)
    modes: list[float] = np.where(scores[np.arange(len(best)), best] > 0, widths[best] / 2, 0.0).tolist()
    return modes


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
    doubled = max(_doubled_widths([line.text for line in lines]), key=_alike)
    widths = [width / 2 for width in doubled]
    indents = sum(line.indent > 0 for line in lines)
    column, before, behind = _columns(doubled)
    ends = [at for at in range(len(lines) - 1) if _ends_paragraph(lines, widths, column, at)]
    narrower = [-2.9 <= widths[at + 1] - column[at + 1] <= -1.0 for at in ends if widths[at + 1] > 0.6 * column[at + 1]]
    return Shape(
        widths=tuple(widths),
        column=tuple(column),
        before=tuple(before),
        behind=tuple(behind),
        blanks=_blanks(lines, ends),
        first=_habit(narrower, 0.2, 0.55, "ymn"),
        indented=indents >= 3 and 25 * indents > len(lines),
    )
