"""What splitting costs: beside the analysis of the same pages, and in proportion to a page's length."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

from store.model import RawPage
from store.pages.read import find_files, read_pages
from store.pages.split import split_page
from tests.bench.row import PAGES, Row, milliseconds

SIZES = (1_000, 10_000, 50_000)
TABLES = (1_000, 8_000)
ROUNDS = 3

_COMPARE = """
import sys, time
from pathlib import Path
from store.language.analyse import analyse_all
from store.model import RawPage
from store.pages.read import find_files, read_pages
from store.pages.split import split_page
from tests.compose.draw import draw_page

def milliseconds(work):
    start = time.process_time()
    return work(), (time.process_time() - start) * 1000

def split(pages):
    return [[draft.text for draft in split_page(page).drafts] for page in pages]

other = [RawPage("other.txt", draw_page(seed, {"order": "mixed"}).text) for seed in range(3)]
analyse_all(split(other)[0])
raws = [raw for path in find_files([Path(sys.argv[1])]) for raw in read_pages(path)]
stories, splitting = milliseconds(lambda: split(raws))
_, analysing = milliseconds(lambda: [analyse_all(page) for page in stories])
print(splitting / len(raws), analysing / len(raws))
"""
"""Prints what a page costs to split and to analyse, in milliseconds of the processor.

Each page is split once, in a process that has split others: what is kept of one page's features serves the next."""


def page_of(lines: int) -> RawPage:
    """Return a page of so many lines, made of the pages there are one after the other."""
    texts = [raw.text for path in find_files([PAGES]) for raw in read_pages(path)]
    taken: list[str] = []
    while len(taken) < lines:
        for text in texts:
            taken += text.split("\n")
    return RawPage("long.txt", "\n".join(taken[:lines]))


def table_of(lines: int) -> RawPage:
    """Return a page of so many lines of share prices, each like a line of a title."""
    rows = (f"澜江港务 {n % 97 / 7:.2f} {n % 89 / 9 - 5:+.2f}%" for n in range(lines))
    return RawPage("table.txt", "\n".join(rows))


def cost(page: RawPage) -> float:
    """Return what splitting a page takes a line, in milliseconds."""
    return min(milliseconds(lambda: split_page(page), 3)) / (page.text.count("\n") + 1)


def compare() -> tuple[float, float]:
    """Return what a page costs to split and to analyse, in milliseconds of one core."""
    command = [sys.executable, "-c", _COMPARE, str(PAGES)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    runs = [
        subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.split()
        for _ in range(ROUNDS)
    ]
    splitting, analysing = (min(map(float, column)) for column in zip(*runs, strict=True))
    return splitting, analysing


def run() -> Iterator[Row]:
    """Yield what a page costs to split and to analyse, and the time a line takes on pages of growing length."""
    splitting, analysing = compare()
    yield Row("split a page", splitting, "ms")
    yield Row("analyse a page", analysing, "ms")
    yield Row("splitting / analysing", splitting / analysing, "x", "the same pages, each once", "<= 0.25")
    pages = [page_of(size) for size in SIZES]
    split_page(pages[0])
    costs = [cost(page) for page in pages]
    for size, each in zip(SIZES, costs, strict=True):
        yield Row(f"split a line of {size} lines", each * 1000, "us")
    yield Row("a line of 50,000 / a line of 1,000", costs[-1] / costs[0], "x", "a page of 1,000 lines", "<= 1.5")
    table = [cost(table_of(size)) for size in TABLES]
    yield Row("a line of a table of 8,000 / of 1,000", table[-1] / table[0], "x", "a table of 1,000 lines", "<= 1.5")
