"""How much two stretches of a page speak of the same: pairs of characters they share, the rare ones counting most.

A pair's weight is its inverse document frequency over the windows of the page (Spärck Jones 1972). Questions are asked
for all stretches of a page at once: a stretch is a start and a stop, pieces or characters, in arrays of one length.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from store.pages.arrays import Floats, Integers, code_points, in_ranges, stretches
from store.pages.postings import FAR, Postings

_WINDOW = 8
"""Pieces of a window, the unit in which a pair's frequency is counted."""
_FAR = 150
_SIDE = 14
"""Pieces on each side of a gap that are compared."""
_LEAD, _STORY = 10, 40
"""Pieces that hold a story's lead, and the pieces before a title that may be its story."""
_GRADES = (0.02, 0.12, 0.25, 0.45)
_ALIKE = (0.015, 0.04, 0.08, 0.15)
_ROUNDING = 1e-9
"""Sums of many weights are exact to this: a share that reaches a bound but for rounding reaches it."""
_LATIN_PAIR = 1 << 62


class Cohesion:
    """The shared pairs of a page's pieces; a Latin word or number counts as one character of a pair."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.count = len(texts)
        self.whole = "".join(texts)
        lengths = np.array([len(text) for text in texts], dtype=np.int64)
        self.starts = np.concatenate([[0], np.cumsum(lengths)])
        self._codes = code_points(self.whole)
        self._han = in_ranges(self._codes, "\u3400\u4dbf", "\u4e00\u9fff")
        self._latin = in_ranges(self._codes, "az", "AZ", "09")
        self._pairs = self._index_pairs(np.repeat(np.arange(self.count), lengths))
        self._weights = self._weigh()

    def _index_pairs(self, pieces: Integers) -> Postings:
        """Return where the pairs of neighbouring characters stand; ``pieces`` are those of the characters."""
        latin = self._latin
        joined = latin[1:] & latin[:-1] & (pieces[1:] == pieces[:-1])
        first, last = latin.copy(), latin.copy()
        first[1:] &= ~joined
        last[:-1] &= ~joined
        words = list(map(self._between, np.flatnonzero(first).tolist(), (np.flatnonzero(last) + 1).tolist()))
        numbers: dict[str, int] = {}
        values = self._codes.copy()
        values[first] = [-1 - numbers.setdefault(word, len(numbers)) for word in words]
        tokens = np.flatnonzero(self._han | first)
        values, pieces = values[tokens], pieces[tokens]
        left, right = values[:-1], values[1:]
        pairs = left * (1 << 31) + right
        both = np.flatnonzero((left < 0) & (right < 0))
        names = list(numbers)
        glued = [names[-1 - a] + names[-1 - b] for a, b in zip(left[both].tolist(), right[both].tolist(), strict=True)]
        numbers = {}
        pairs[both] = [_LATIN_PAIR + numbers.setdefault(word, len(numbers)) for word in glued]
        inside = pieces[1:] == pieces[:-1]
        return Postings(pairs[inside], pieces[:-1][inside])

    def _between(self, first: int, last: int) -> str:
        return self.whole[first:last]

    def _weigh(self) -> Floats:
        """Return the weight of each pair."""
        things, windows = self._pairs.things, self._pairs.places // _WINDOW
        fresh = np.ones(len(things), dtype=bool)
        fresh[1:] = (things[1:] != things[:-1]) | (windows[1:] != windows[:-1])
        total = max(1, -(-self.count // _WINDOW))
        counts = np.bincount(things[fresh])
        weight = np.array([math.log((total + 1) / (count + 0.5)) for count in range(int(counts.max(initial=0)) + 1)])
        return np.asarray(weight[counts])

    def title(self, start: int, stop: int) -> Integers:
        """Return the pairs of the pieces from ``start`` to ``stop``, read as one text."""
        return np.unique(self._pairs.things[self._pairs.within(np.array([start]), np.array([stop]))[0]])

    def shared(self, title: Integers, start: int, stop: int) -> float:
        """Return the share, 0 to 1, of the weight of ``title`` that stands in the pieces from ``start`` to ``stop``."""
        weights = self._weights[title]
        there = self._pairs.from_on(title, start) < stop
        return float(weights[there].sum() / weights.sum()) if len(title) else 0.0

    def _owners(self, starts: Integers, stops: Integers) -> Integers:
        """Return the number of the stretch that each piece is in, -1 for none; none overlap."""
        pieces, owners = stretches(starts, stops)
        found = np.full(self.count, -1)
        found[pieces] = owners
        return found

    def around(self, starts: Integers, stops: Integers) -> tuple[list[int], list[int]]:
        """Return how much stretches share with the pieces behind and those before, each 0 to 4; none overlap."""
        pairs, count, owner = self._pairs, len(starts), self._owners(starts, stops)
        mine = np.flatnonzero(owner[pairs.places] >= 0)
        own, weights = owner[pairs.places[mine]], self._weights[pairs.things[mine]]
        before, behind = pairs.before[mine], pairs.behind[mine]
        last, first = behind >= stops[own], before < starts[own]
        ahead, back = last & (behind < stops[own] + _LEAD), first & (before >= starts[own] - _STORY)
        total = np.bincount(own[last], weights[last], count)
        sums = (np.bincount(own[some], weights[some], count) for some in (ahead, back))
        grades = [np.searchsorted(_GRADES, part / np.where(total, total, 1.0)).tolist() for part in sums]
        return grades[0], grades[1]

    def far(self, starts: Integers, stops: Integers) -> list[str]:
        """Return where the runs of three characters of titles recur: "ahead", "back", "both" or "none".

        Titles are stretches of pieces without overlap. What comes back is for each place from 0 to the page's end: at
        a title's stop, of the whole title; at a place inside one, of the part before it. Stories are up to 150 pieces
        long, so a lead may be far; of the two sides, one must clearly have more.
        """
        counts = (self._counted_ahead(starts, stops), self._counted_back(starts, stops))
        return [_side(*both) for both in zip(*counts, strict=True)]

    def _counted_back(self, starts: Integers, stops: Integers) -> list[int]:
        """Return how many runs of three of a title, up to a place in it, stand before the title too."""
        runs, owner = self._runs_of_three, self._owners(starts, stops)
        mine = np.flatnonzero(owner[self._piece_of(runs.places)] >= 0)
        own = owner[self._piece_of(runs.places[mine])]
        new = mine[runs.before[mine] < self.starts[starts[own]]]
        own = owner[self._piece_of(runs.places[new])]
        before = runs.up_to(runs.things[new], self.starts[starts[own]] - 3)
        there = before >= self.starts[(starts[own] - _FAR).clip(0)]
        return self._counts(self._piece_from(runs.places[new] + 3)[there], stops[own][there])

    def _counted_ahead(self, starts: Integers, stops: Integers) -> list[int]:
        """Return how many runs of three of a title, up to a place in it, stand behind that place too.

        Where one stands at several places, the next behind a place counts: each of those counts for the places of a
        title back to the one before.
        """
        runs, owner = self._runs_of_three, self._owners(starts, stops)
        again = np.flatnonzero(runs.before > -FAR)
        previous = self._piece_of(runs.before[again])
        again, previous = again[owner[previous] >= 0], previous[owner[previous] >= 0]
        own, places = owner[previous], runs.places[again]
        title = runs.from_on(runs.things[again], self.starts[starts[own]])
        near = self._piece_from(places + 3) - _FAR
        first = np.maximum(np.maximum(previous + 1, self._piece_from(title + 3)), near)
        return self._counts(first, np.minimum(self._piece_of(places), stops[own]))

    def _piece_of(self, places: Integers) -> Integers:
        """Return the pieces in which characters of the text stand."""
        return np.searchsorted(self.starts, places, side="right") - 1

    def _piece_from(self, places: Integers) -> Integers:
        """Return the first pieces that begin at characters of the text or behind them."""
        return np.searchsorted(self.starts, places)

    def _counts(self, firsts: Integers, lasts: Integers) -> list[int]:
        """Return for each place between pieces how many ranges, from a first place to a last, it is in."""
        some, size = firsts <= lasts, self.count + 2
        steps = np.bincount(firsts[some], minlength=size) - np.bincount(lasts[some] + 1, minlength=size)
        counts: list[int] = steps.cumsum()[:-1].tolist()
        return counts

    @cached_property
    def _runs_of_three(self) -> Postings:
        """Where runs of three characters without a mark stand that stand at several places: characters of the text."""
        solid = self._han | self._latin
        at = np.flatnonzero(solid[2:] & solid[1:-1] & solid[:-2])
        codes = self._codes
        return Postings((codes[at] << 42) | (codes[at + 1] << 21) | codes[at + 2], at).recurring()

    def alike(self, ends: Integers, starts: Integers) -> list[int]:
        """Return how much the pieces before each end are about the same as those from a start on, 0 to 4.

        Low values tell where one story stops and another begins (TextTiling, Hearst 1997); 5 where there is too little.
        """
        pairs = self._recurring
        total = np.minimum(self._sides[0][ends], self._sides[1][starts])
        entries, own = pairs.within(ends - _SIDE, ends)
        final = pairs.behind[entries] >= ends[own]
        entries, own = entries[final], own[final]
        things, behind = pairs.things[entries], pairs.behind[entries]
        between = behind < starts[own]
        behind[between] = pairs.from_on(things[between], starts[own][between])
        there = behind < starts[own] + _SIDE
        both = np.bincount(own[there], self._weights[things[there]], len(ends))
        grades = np.searchsorted(_ALIKE, both / np.where(total < 8, 1.0, total) + _ROUNDING, side="right")
        same: list[int] = np.where(total < 8, 5, grades).tolist()
        return same

    @cached_property
    def _recurring(self) -> Postings:
        return self._pairs.recurring()

    @cached_property
    def _sides(self) -> tuple[Floats, Floats]:
        """For each place between pieces: the weight of the pairs that stand on the side before it, and behind it."""
        pairs, weights, size = self._pairs, self._weights[self._pairs.things], self.count + 2

        def summed(first: Integers, last: Integers) -> Floats:
            steps = np.bincount(first, weights, size) - np.bincount(last + 1, weights, size)
            return np.asarray(np.cumsum(steps))

        before = summed(pairs.places + 1, np.minimum(pairs.behind, (pairs.places + _SIDE).clip(max=self.count)))
        behind = summed(np.maximum(pairs.before + 1, (pairs.places - _SIDE + 1).clip(0)), pairs.places)
        return before, behind


def _side(ahead: int, back: int) -> str:
    if not ahead and not back:
        return "none"
    if ahead >= 2 * back:
        return "ahead" if ahead > 1 else "ahead1"
    return ("back" if back > 1 else "back1") if back >= 2 * ahead else "both"
