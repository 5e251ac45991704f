"""The composed pages that the splitter learns from: always the same, in the proportions in which real dumps come."""

from __future__ import annotations

from collections.abc import Iterator

from tests.compose.draw import draw_page
from tests.compose.page import Page

LESSONS = (
    ("plain", "before", "paragraphs", 50),
    ("plain", "after", "paragraphs", 50),
    ("plain", "mixed", "paragraphs", 50),
    ("plain", "before", "none", 15),
    ("plain", "after", "none", 15),
    ("plain", "mixed", "none", 20),
    ("plain", "mixed", "columns", 20),
    ("plain", "mixed", "blocks", 20),
    ("mupdf", "before", "", 20),
    ("mupdf", "after", "", 20),
    ("mupdf", "mixed", "", 30),
    ("pdfminer", "before", "", 20),
    ("pdfminer", "mixed", "", 20),
)
"""Manner of the dump, order of headline and body, blank lines ("": as drawn), and how many pages."""


def lessons() -> Iterator[Page]:
    """Yield the pages."""
    for number, (manner, order, blanks, count) in enumerate(LESSONS, 1):
        settings = {"manner": manner, "order": order} | ({"blanks": blanks} if blanks else {})
        for seed in range(10_000 + 1_000 * number, 10_000 + 1_000 * number + count):
            yield draw_page(seed, settings)
