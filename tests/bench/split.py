"""What splitting costs: in proportion to a page's length."""

from __future__ import annotations

from collections.abc import Iterator

from store.model import RawPage
from store.pages.read import find_files, read_pages
from store.pages.split import split_page
from tests.bench.row import PAGES, Row, milliseconds

SIZES = (1_000, 10_000, 50_000)


def page_of(lines: int) -> RawPage:
    """Return a page of so many lines, made of the pages there are one after the other."""
    texts = [raw.text for path in find_files([PAGES]) for raw in read_pages(path)]
    taken: list[str] = []
    while len(taken) < lines:
        for text in texts:
            taken += text.split("\n")
    return RawPage("long.txt", "\n".join(taken[:lines]))


def cost(page: RawPage) -> float:
    """Return what splitting a page takes a line, in milliseconds."""
    return min(milliseconds(lambda: split_page(page), 3)) / (page.text.count("\n") + 1)


def run() -> Iterator[Row]:
    """Yield the time a line takes on pages of growing length."""
    pages = [page_of(size) for size in SIZES]
    split_page(pages[0])
    costs = [cost(page) for page in pages]
    for size, each in zip(SIZES, costs, strict=True):
        yield Row(f"split a line of {size} lines", each * 1000, "us")
    yield Row("a line of 50,000 / a line of 1,000", costs[-1] / costs[0], "x", "a page of 1,000 lines", "<= 1.5")
