"""What a page costs, by stage, and each stage against the analysis."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from store import Library
from store.analysing import analyse_split
from store.library.writing import New
from store.pages.facts import read_facts
from store.pages.read import find_files, read_pages
from store.pages.split import split_page
from tests.bench.row import PAGES, Row, milliseconds

ROUNDS = 3


def run() -> Iterator[Row]:
    """Yield the time of each stage of a load."""
    raws = [raw for path in find_files([PAGES]) for raw in read_pages(path)]
    splits = [split_page(raw) for raw in raws]
    analyses = [analyse_split(split) for split in splits]
    split = min(milliseconds(lambda: [split_page(raw) for raw in raws], ROUNDS)) / len(raws)
    analyse = min(milliseconds(lambda: [analyse_split(s) for s in splits], ROUNDS)) / len(raws)
    news = [
        New(raw, taken, read_facts(raw, taken), words) for raw, taken, words in zip(raws, splits, analyses, strict=True)
    ]
    with tempfile.TemporaryDirectory() as folder:
        libraries = [Library(Path(folder, str(number))) for number in range(ROUNDS)]
        kept = min(milliseconds(lambda: libraries.pop().keep_all(news), ROUNDS)) / len(raws)
    yield Row("split a page", split, "ms")
    yield Row("analyse a page", analyse, "ms")
    yield Row("keep a page", kept, "ms")
    yield Row("split / analyse", split / analyse, "x", "analysing the same pages", "<= 0.25")
    yield Row("keep / analyse", kept / analyse, "x", "analysing the same pages", "<= 0.15")
