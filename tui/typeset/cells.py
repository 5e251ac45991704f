"""How many cells text takes on a terminal: the one place that knows."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rich.cells import split_graphemes


class Grapheme(NamedTuple):
    """What a terminal draws as one character.

    Attributes:
        start, end: its half-open range of characters.
        cells: 0, 1 or 2.
    """

    start: int
    end: int
    cells: int


@lru_cache(maxsize=4096)
def _ambiguous(char: str) -> bool:
    return unicodedata.east_asian_width(char) == "A"


def graphemes(text: str, *, ambiguous_wide: bool = False) -> list[Grapheme]:
    """Return the graphemes of ``text`` in order; they cover it without gaps.

    Combining marks, variation selectors and joined emoji belong to the character before them. ``ambiguous_wide`` is for
    terminals that draw East Asian ambiguous characters (“ ” … — ·) two cells wide (Unicode Annex 11).
    """
    spans, _ = split_graphemes(text)
    if not ambiguous_wide:
        return [Grapheme(*span) for span in spans]
    return [Grapheme(start, end, 2 if cells == 1 and _ambiguous(text[start]) else cells) for start, end, cells in spans]


def width(text: str, *, ambiguous_wide: bool = False) -> int:
    """Return the cells that ``text`` takes."""
    return sum(grapheme.cells for grapheme in graphemes(text, ambiguous_wide=ambiguous_wide))
