"""``dubao load --jobs 2`` against one process, each a command of its own: 200 pages, no two of one issue alike.

Where other programs are at work, wall time says little; processor seconds tell what two cores of their own would gain
if nothing had to wait for anything.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from store import Library
from store.pages.read import find_files, read_pages
from tests.bench.row import PAGES, Row

COUNT = int(os.environ.get("DUBAO_BENCH_PAGES", "200"))


class Taken(NamedTuple):
    """Seconds: what the clock says, and what the processors worked in the command and its processes."""

    wall: float
    processor: float


def _write_pages(folder: Path) -> None:
    """Write sample pages again and again, those of each round in years of their own."""
    raws = [raw for path in find_files([PAGES]) for raw in read_pages(path)]
    for number in range(COUNT):
        round_, at = divmod(number, len(raws))
        place = folder / f"{1990 + round_}" / f"{at:03}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        text = raws[at].text.replace("2026", f"{1990 + round_}")
        place.write_text(f"{text}\n\n第{number}号附记，本页另有一行。\n", "utf-8")


def _load(pages: Path, library: Path, jobs: int) -> Taken:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = ["-m", "tui.cli", "--library", str(library), "load", str(pages), "--jobs", str(jobs)]
    subprocess.run([sys.executable, *command], check=True, capture_output=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    kept = len(Library(library).page_ids())
    if kept != COUNT:
        raise RuntimeError(f"{kept} pages of {COUNT}")
    return Taken(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def run() -> Iterator[Row]:
    """Yield how long each takes."""
    with tempfile.TemporaryDirectory() as named:
        folder = Path(named)
        _write_pages(folder / "pages")
        one, two = (_load(folder / "pages", folder / f"library-{jobs}", jobs) for jobs in (1, 2))
    yield Row(f"load {COUNT} pages in one process", one.wall, "s")
    yield Row(f"load {COUNT} pages with --jobs 2", two.wall, "s")
    yield Row("one process / two", one.wall / two.wall, "x", "one process", ">= 1.5")
    yield Row("processor seconds in one process", one.processor, "s")
    yield Row("processor seconds with --jobs 2", two.processor, "s")
    yield Row("the most that two cores could gain", one.processor / (two.processor / 2), "x", "processor seconds")
