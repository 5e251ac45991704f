"""What the splitter's arrays have in common: their types, the characters of a text, and many stretches at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]


def code_points(text: str) -> Integers:
    """Return the code points of ``text``."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)


def in_ranges(codes: Integers, *ranges: str) -> Truths:
    """Say of each code point whether it is in any of some ranges, each written as its first and last character."""
    found = np.zeros(len(codes), dtype=bool)
    for first, last in map(tuple, ranges):
        found |= (codes >= ord(first)) & (codes <= ord(last))
    return found


def stretches(starts: Integers, stops: Integers) -> tuple[Integers, Integers]:
    """Return the numbers from each start up to its stop, one stretch behind the other, and whose stretch each is in."""
    lengths = (stops - starts).clip(0)
    owners = np.repeat(np.arange(len(lengths)), lengths)
    ends = np.cumsum(lengths)
    return np.arange(len(owners)) - np.repeat(ends - lengths - starts, lengths), owners
