"""How many cells text takes on a terminal: the one place that knows."""

from __future__ import annotations

import unicodedata

from rich.cells import get_character_cell_size, split_graphemes

_WIDENED = frozenset("\u200d\ufe0f")
"""The joiner and the emoji selector change the width of what they follow."""


class _Table(dict[str, int]):
    """Cells of single characters, filled as they are met (a page has some 2,000 different ones)."""

    def __init__(self, *, ambiguous_wide: bool) -> None:
        self._ambiguous_wide = ambiguous_wide

    def __missing__(self, char: str) -> int:
        cells = get_character_cell_size(char)
        if cells == 1 and self._ambiguous_wide and unicodedata.east_asian_width(char) == "A":
            cells = 2
        self[char] = cells
        return cells


_TABLES = {wide: _Table(ambiguous_wide=wide) for wide in (False, True)}


def cells_of(text: str, *, ambiguous_wide: bool = False) -> tuple[list[int], frozenset[int]]:
    """Return the cells of each character of ``text``, and the offsets that stand inside a grapheme.

    What a terminal draws as one character (combining marks, variation selectors, joined emoji) has its cells at its
    first character and 0 at the others. A line end has none and joins nothing. ``ambiguous_wide`` is for terminals that
    draw East Asian ambiguous characters (“ ” … — ·) two cells wide (Unicode Annex 11).
    """
    table = _TABLES[ambiguous_wide]
    cells = list(map(table.__getitem__, text))
    if 0 not in cells:
        return cells, frozenset()
    inside: set[int] = set()
    at = 0
    for line in text.split("\n"):
        if 0 in cells[at : at + len(line)]:
            for start, end, total in split_graphemes(line)[0]:
                inside.update(range(at + start + 1, at + end))
                cells[at + start + 1 : at + end] = [0] * (end - start - 1)
                cells[at + start] = max(total, cells[at + start]) if end > start + 1 else cells[at + start]
        at += len(line) + 1
    return cells, frozenset(inside)


def width(text: str, *, ambiguous_wide: bool = False) -> int:
    """Return the cells that ``text`` takes."""
    return sum(cells_of(text, ambiguous_wide=ambiguous_wide)[0])
