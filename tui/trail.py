"""Where the reader has been: a way back and forward, as a browser has it."""

from __future__ import annotations

from typing import NamedTuple

LONGEST = 200
"""So many places are remembered."""


class Spot(NamedTuple):
    """A place: an article's id and an offset into its text (characters)."""

    article: str
    offset: int


class Trail:
    """Places that were left, the newest last, and those that were gone back from."""

    def __init__(self) -> None:
        self._past: list[Spot] = []
        self._future: list[Spot] = []

    def leave(self, spot: Spot) -> None:
        """Remember a place that is being left for a new one; what lay ahead is forgotten."""
        if self._past and self._past[-1].article == spot.article and self._past[-1].offset == spot.offset:
            self._past.pop()
        self._past = [*self._past, spot][-LONGEST:]
        self._future.clear()

    def back(self, here: Spot | None) -> Spot | None:
        """Return the place before this one, or None where there is none."""
        return _turn(self._past, self._future, here)

    def forward(self, here: Spot | None) -> Spot | None:
        """Return the place that was gone back from, or None where there is none."""
        return _turn(self._future, self._past, here)


def _turn(source: list[Spot], target: list[Spot], here: Spot | None) -> Spot | None:
    if not source:
        return None
    if here is not None:
        target.append(here)
    return source.pop()
