"""Loading with two processes against one: 200 pages, each the text of a sample page with a line of its own."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from store import Library
from store.analysing import Analysts, analyse_page, on_processes
from store.load import LoadReport, load
from store.pages.read import find_files, read_pages
from tests.bench.row import PAGES, Row

COUNT = int(os.environ.get("DUBAO_BENCH_PAGES", "200"))


def _seconds(pages: Path, library: Path, analysts: Analysts | None) -> float:
    report = LoadReport()
    start = time.perf_counter()
    for event in load([pages], Library(library), analysts=analysts):
        report.add(event)
    taken = time.perf_counter() - start
    if analysts:
        analysts.close()
    if report.pages != COUNT:
        raise RuntimeError(str(report))
    return taken


def run() -> Iterator[Row]:
    """Yield how long each takes."""
    raws = [raw for path in find_files([PAGES]) for raw in read_pages(path)]
    with tempfile.TemporaryDirectory() as named:
        folder = Path(named)
        for number in range(COUNT):
            place = folder / "pages" / "江州日报" / f"2026-01-{number % 28 + 1:02}" / f"B{number // 28 + 1:02}.txt"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(f"{raws[number % len(raws)].text}\n\n第{number}号附记，本页另有一行。\n", "utf-8")
        analyse_page(raws[0])  # the model and the dictionary are read before one process is measured
        one = _seconds(folder / "pages", folder / "one", None)
        two = _seconds(folder / "pages", folder / "two", on_processes(2))
    yield Row(f"load {COUNT} pages in one process", one, "s")
    yield Row(f"load {COUNT} pages with --jobs 2", two, "s")
    yield Row("one process / two", one / two, "x", "one process", ">= 1.5")
