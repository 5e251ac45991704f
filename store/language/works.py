"""Works and documents: what stands in 《》 (GB/T 15834, 4.14)."""

from __future__ import annotations

import re

from store.model import Mention

_BRACKETS = re.compile("[《〈》〉]")
LONGEST = 80
"""Characters; a 《 that is not closed within so many is a misprint."""


def works(text: str) -> list[Mention]:
    """Return the works named in 《》, brackets included; 〈〉 and 《》 may nest inside, lines may end inside."""
    found: list[Mention] = []
    open_at: list[int] = []
    for bracket in _BRACKETS.finditer(text):
        at, char = bracket.start(), bracket.group()
        if open_at and at - open_at[0] > LONGEST:
            open_at = _reopened(open_at, at)
        if char == "《" or (open_at and char == "〈"):
            open_at.append(at)
        elif open_at and char in "》〉":
            start = open_at.pop()
            if not open_at and at > start + 1:
                found.append(Mention("WORK", start, at + 1))
    return found


def _reopened(open_at: list[int], at: int) -> list[int]:
    """Return the brackets that may still be closed once the outermost cannot be."""
    return [start for start in open_at if at - start <= LONGEST]
