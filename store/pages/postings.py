"""Where the things of a page stand: an inverted index, kept as arrays so that a whole page is asked at once."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from store.pages.arrays import Integers, stretches

FAR = 1 << 60
"""A place behind every other; its negative is before every other."""


class Postings:
    """Things and the places where each stands, an entry for each, in the order of things and then of places.

    Attributes:
        things: the number of each entry's thing, from 0.
        places: where it stands.
        before: the last place before it where the same thing stands, -``FAR`` where there is none.
        behind: the next such place behind it, ``FAR`` where there is none.
    """

    def __init__(self, codes: Integers, places: Integers) -> None:
        """Index things by their ``codes``; ``places`` ascend, and a thing counts once at each."""
        order = np.argsort(codes, kind="stable")
        codes, places = codes[order], places[order]
        fresh = np.ones(len(codes), dtype=bool)
        fresh[1:] = codes[1:] != codes[:-1]
        kept = fresh.copy()
        kept[1:] |= places[1:] != places[:-1]
        self._set((np.cumsum(fresh) - 1)[kept], places[kept])

    def _set(self, things: Integers, places: Integers) -> None:
        self.things, self.places = things, places
        again = things[1:] == things[:-1]
        self.before, self.behind = np.full(len(things), -FAR), np.full(len(things), FAR)
        self.before[1:][again] = places[:-1][again]
        self.behind[:-1][again] = places[1:][again]
        self._width = int(places.max(initial=0)) + 2
        self._keys = things * self._width + places

    def recurring(self) -> Postings:
        """Return the entries of the things that stand at more places than one."""
        found = object.__new__(Postings)
        more = (self.before > -FAR) | (self.behind < FAR)
        found._set(self.things[more], self.places[more])
        return found

    @cached_property
    def _in_place(self) -> Integers:
        return np.argsort(self.places, kind="stable")

    @cached_property
    def _ordered_places(self) -> Integers:
        return self.places[self._in_place]

    def within(self, starts: Integers, stops: Integers) -> tuple[Integers, Integers]:
        """Return the entries at the places from each start up to its stop, and the number of the stretch each is in."""
        at, owners = stretches(*(np.searchsorted(self._ordered_places, bounds) for bounds in (starts, stops)))
        return self._in_place[at], owners

    def from_on(self, things: Integers, bounds: Integers | int) -> Integers:
        """Return the first place from each bound on where a thing stands, or ``FAR``."""
        base = things * self._width
        at = np.searchsorted(self._keys, base + np.minimum(bounds, self._width - 1))
        found = np.append(self._keys, FAR)[at] - base
        return np.where(found < self._width, found, FAR)

    def up_to(self, things: Integers, bounds: Integers | int) -> Integers:
        """Return the last place up to each bound where a thing stands, or -``FAR``."""
        base = things * self._width
        at = np.searchsorted(self._keys, base + np.maximum(bounds, -1), side="right") - 1
        found = np.append(self._keys, -FAR)[at] - base
        return np.where(found >= 0, found, -FAR)
