"""The composed pages that the splitter learns from: always the same, in the proportions in which real dumps come."""

from __future__ import annotations

from collections.abc import Iterator

from tests.compose.draw import draw_page
from tests.compose.page import Page

LESSONS = (
    ("plain", "before", "paragraphs", 120),
    ("plain", "after", "paragraphs", 120),
    ("plain", "mixed", "paragraphs", 120),
    ("plain", "before", "none", 36),
    ("plain", "after", "none", 36),
    ("plain", "mixed", "none", 48),
    ("plain", "mixed", "columns", 48),
    ("plain", "mixed", "blocks", 48),
    ("mupdf", "before", "", 48),
    ("mupdf", "after", "", 48),
    ("mupdf", "mixed", "", 72),
    ("pdfminer", "before", "", 48),
    ("pdfminer", "mixed", "", 48),
)
"""Manner of the dump, order of headline and body, blank lines ("": as drawn), and how many pages."""


def lessons() -> Iterator[Page]:
    """Yield the pages."""
    for number, (manner, order, blanks, count) in enumerate(LESSONS, 1):
        settings = {"manner": manner, "order": order} | ({"blanks": blanks} if blanks else {})
        for seed in range(10_000 + 1_000 * number, 10_000 + 1_000 * number + count):
            yield draw_page(seed, settings)
