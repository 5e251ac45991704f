"""What a page costs, by stage, and each stage against the analysis."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from store import Library
from store.analysing import analyse_split
from store.library.writing import New
from store.model import RawPage
from store.pages.facts import read_facts
from store.pages.read import find_files, read_pages
from store.pages.split import split_page
from tests.bench.row import PAGES, Row, milliseconds

ROUNDS = 3


class Stages(NamedTuple):
    """Milliseconds a page, the best of some rounds."""

    split: float
    analyse: float
    keep: float


def _stages(raws: Sequence[RawPage], clock: Callable[[], float]) -> Stages:
    splits = [split_page(raw) for raw in raws]
    analyses = [analyse_split(split) for split in splits]
    news = [
        New(raw, split, read_facts(raw, split), words) for raw, split, words in zip(raws, splits, analyses, strict=True)
    ]

    def best(work: Callable[[], object]) -> float:
        return min(milliseconds(work, ROUNDS, clock)) / len(raws)

    with tempfile.TemporaryDirectory() as folder:
        libraries = [Library(Path(folder, str(number))) for number in range(ROUNDS)]
        return Stages(
            best(lambda: [split_page(raw) for raw in raws]),
            best(lambda: [analyse_split(split) for split in splits]),
            best(lambda: libraries.pop().keep_all(news)),
        )


def run() -> Iterator[Row]:
    """Yield the time of each stage of a load; by the processors' time too, where others keep them busy."""
    raws = [raw for path in find_files([PAGES]) for raw in read_pages(path)]
    taken, worked = _stages(raws, time.perf_counter), _stages(raws, time.process_time)
    yield Row("split a page", taken.split, "ms")
    yield Row("analyse a page", taken.analyse, "ms")
    yield Row("keep a page", taken.keep, "ms")
    yield Row("split / analyse", taken.split / taken.analyse, "x", "analysing the same pages", "<= 0.25")
    yield Row("keep / analyse", taken.keep / taken.analyse, "x", "analysing the same pages", "<= 0.15")
    yield Row("split / analyse, processor time", worked.split / worked.analyse, "x", "analysing the same pages")
    yield Row("keep / analyse, processor time", worked.keep / worked.analyse, "x", "analysing the same pages")
