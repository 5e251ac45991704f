"""Foreign text fitted into cells: cut where it is too long, padded where it is short, and harmless."""

from __future__ import annotations

import textwrap

from rich.cells import cell_len, chop_cells, set_cell_size

from store.safe import clean_line


def fit(text: str, width: int) -> str:
    """Return ``text`` as one harmless line of at most ``width`` cells, ending in "…" where it was cut."""
    if width <= 0:
        return ""
    # A line of a megabyte would be cleaned and measured whole, only to be cut.
    head = text[: 4 * width + 80]
    text = clean_line(head) + ("…" if len(head) < len(text) else "")
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…"


def fill(text: str, width: int) -> str:
    """Return ``text`` fitted and padded with spaces to exactly ``width`` cells."""
    text = fit(text, width)
    return text + " " * (width - cell_len(text))


def wrap(text: str, width: int) -> list[str]:
    """Return ``text`` of our own in lines of at most ``width`` cells: broken at spaces, Chinese anywhere."""
    return textwrap.wrap(text, width) if text.isascii() else chop_cells(text, width)
