"""How much two stretches of a page speak of the same: pairs of characters they share, the rare ones counting most.

A pair's weight is its inverse document frequency over the windows of the page (Spärck Jones 1972).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import accumulate, pairwise

_SOLID = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]|[A-Za-z0-9]+")
_WINDOW = 8
"""Lines of a window, the unit in which a pair's frequency is counted."""
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fffA-Za-z0-9]+")
_FAR = 150
_SIDE = 14
"""Lines on each side of a gap that are compared."""
_LEAD, _STORY = 10, 40
"""Lines that hold a story's lead, and the lines before a title that may be its story."""


def pairs_of(text: str) -> set[str]:
    """Return the pairs of neighbouring characters of ``text``; a Latin word or number counts as one character."""
    solid = _SOLID.findall(text)
    return {a + b for a, b in pairwise(solid)}


class Cohesion:
    """The shared pairs of a page's pieces."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.pairs = [pairs_of(text) for text in texts]
        self.whole = "".join(texts)
        self._windows: dict[tuple[int, int], dict[str, float]] = {}
        self.starts = [0, *accumulate(map(len, texts))]
        self._places: dict[str, list[int]] = defaultdict(list)
        for at in range(len(self.whole) - 2):
            self._places[self.whole[at : at + 3]].append(at)
        windows = [set().union(*self.pairs[at : at + _WINDOW]) for at in range(0, len(texts), _WINDOW)] or [set()]
        counts = Counter(pair for window in windows for pair in window)
        total = len(windows)
        self.weight = {pair: math.log((total + 1) / (count + 0.5)) for pair, count in counts.items()}

    def shared(self, title: set[str], start: int, stop: int) -> float:
        """Return the share, 0 to 1, of the weight of ``title`` that stands in the pieces from ``start`` to ``stop``."""
        weight = self.weight
        total = sum(weight.get(pair, 0.0) for pair in title)
        if not total:
            return 0.0
        there = title.intersection(set().union(*self.pairs[max(0, start) : max(0, stop)]))
        return sum(weight[pair] for pair in there) / total

    def title(self, start: int, stop: int) -> set[str]:
        """Return the pairs of the pieces from ``start`` to ``stop``, read as one text."""
        return set().union(*self.pairs[start:stop]) if stop > start else set()

    def around(self, start: int, stop: int) -> tuple[int, int]:
        """Return how much the pieces from ``start`` to ``stop`` share with those behind and before, each 0 to 4."""
        title = self.title(start, stop)
        ahead = self.shared(title, stop, stop + _LEAD)
        back = self.shared(title, start - _STORY, start)
        return _grade(ahead), _grade(back)

    def far(self, start: int, stop: int) -> str:
        """Return where the runs of three characters of a title recur: "ahead", "back", "both" or "none".

        Stories are up to 150 pieces long, so a lead may be far; of the two sides, one must clearly have more.
        """
        solid = _HAN.findall(self.joined(start, stop))
        runs = {part[i : i + 3] for part in solid for i in range(len(part) - 2)}
        behind, before = self._reach(stop, stop + _FAR), self._reach(start - _FAR, start)
        places = [self._places[run] for run in runs]
        ahead, back = sum(_any_in(at, *behind) for at in places), sum(_any_in(at, *before) for at in places)
        if not ahead and not back:
            return "none"
        if ahead >= 2 * back:
            return "ahead" if ahead > 1 else "ahead1"
        return ("back" if back > 1 else "back1") if back >= 2 * ahead else "both"

    def joined(self, start: int, stop: int) -> str:
        """Return the pieces from ``start`` to ``stop`` as one text."""
        first, last = self._reach(start, stop)
        return self.whole[first:last]

    def _reach(self, start: int, stop: int) -> tuple[int, int]:
        """Return the characters of the whole text that the pieces from ``start`` to ``stop`` are."""
        return self.starts[max(0, start)], self.starts[min(len(self.texts), stop)]

    def alike(self, end: int, start: int) -> int:
        """Return how much the pieces before ``end`` are about the same as those from ``start`` on, 0 to 4.

        Low values tell where one story stops and another begins (TextTiling, Hearst 1997).
        """
        before = self._common(max(0, end - _SIDE), end)
        behind = self._common(start, min(len(self.pairs), start + _SIDE))
        total = min(sum(before.values()), sum(behind.values()))
        if total < 8:
            return 5
        both = sum(before[pair] for pair in before.keys() & behind.keys())
        share = both / total
        return 0 if share < 0.015 else 1 if share < 0.04 else 2 if share < 0.08 else 3 if share < 0.15 else 4

    def _common(self, start: int, stop: int) -> dict[str, float]:
        found = self._windows.get((start, stop))
        if found is None:
            weight = self.weight
            found = {pair: weight[pair] for pair in set().union(*self.pairs[start:stop])} if stop > start else {}
            self._windows[start, stop] = found
        return found


def _any_in(places: Sequence[int], first: int, last: int) -> bool:
    """Say whether a run of three characters stands whole between two characters of the text, by where it stands."""
    found = bisect_left(places, first)
    return found < len(places) and places[found] + 3 <= last


def _grade(share: float) -> int:
    return 0 if share <= 0.02 else 1 if share <= 0.12 else 2 if share <= 0.25 else 3 if share <= 0.45 else 4
