"""Rows under heads: which line of a list is which row, at a cost that does not grow with the list."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Groups:
    """Where the groups of a list begin; each has a line for its head, and ``height`` lines for each of its rows.

    Attributes:
        starts: the index of the first row of each group, rising from 0.
        rows: how many rows there are in all.
        heads: the line of each group's head.
        height: how many lines each row has.
    """

    starts: tuple[int, ...] = ()
    rows: int = 0
    heads: tuple[int, ...] = ()
    height: int = 1

    @classmethod
    def of(cls, keys: Iterable[Hashable], height: int = 1) -> Groups:
        """Group rows by their keys: a group is a run of rows with one key."""
        starts: list[int] = []
        count, last = 0, object()
        for count, key in enumerate(keys, 1):
            if key != last:
                starts.append(count - 1)
                last = key
        heads = tuple(start * height + place for place, start in enumerate(starts))
        return cls(tuple(starts), count, heads, height)

    @property
    def lines(self) -> int:
        """How many lines the list has: its rows and its heads."""
        return self.rows * self.height + len(self.starts)

    def group_of(self, row: int) -> int:
        """Return the index of the group that ``row`` is in."""
        return bisect_right(self.starts, row) - 1

    def line_of(self, row: int) -> int:
        """Return the first line that shows ``row``."""
        return row * self.height + self.group_of(row) + 1

    def row_at(self, line: int) -> int | None:
        """Return the row that ``line`` shows, or None where it is a head or past the end."""
        if not 0 <= line < self.lines:
            return None
        group = self.group_at(line)
        return None if self.heads[group] == line else (line - group - 1) // self.height

    def group_at(self, line: int) -> int:
        """Return the index of the group that ``line`` belongs to."""
        return bisect_right(self.heads, line) - 1

    def size_of(self, group: int) -> int:
        """Return how many rows ``group`` has."""
        ends = (*self.starts[group + 1 : group + 2], self.rows)
        return ends[0] - self.starts[group]
