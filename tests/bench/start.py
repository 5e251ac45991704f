"""How long the reader takes to its first paint, against an empty Textual app, each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.row import PAGES, Row, milliseconds

TIMES = 5

_PAINT = """
from pathlib import Path
{begin}
import asyncio, os
{imports}
async def leave(pilot):
    pilot.app.call_after_refresh(os._exit, 0)
    await asyncio.sleep(60)
{app}.run(headless=True, size=(120, 40), auto_pilot=leave)
"""
"""A process that ends with its first frame."""

EMPTY = _PAINT.format(begin="", imports="from textual.app import App", app="App()")


def _reader(library: Path) -> str:
    """Return the program of a reader that begins as ``tui.cli`` begins it."""
    begin = f"from tui.cli import begin\nstart = begin(Path({str(library)!r}))"
    return _PAINT.format(begin=begin, imports="from tui.app import DubaoApp", app="DubaoApp(start)")


def _milliseconds(code: str) -> float:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def start() -> None:
        subprocess.run([sys.executable, "-c", code], check=True, env=environment, capture_output=True)

    start()  # writes the compiled modules, as the first start after an installation does
    return median(milliseconds(start, TIMES))


def run() -> Iterator[Row]:
    """Yield the time of the reader's first paint."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        load = [sys.executable, "-m", "tui", "load", str(PAGES), "--library", str(library)]
        subprocess.run(load, check=False, capture_output=True)
        empty = _milliseconds(EMPTY)
        reader = _milliseconds(_reader(library))
        yield Row("an empty Textual app", empty, "ms")
        yield Row("the reader on the sample library", reader, "ms")
        yield Row("the reader / an empty app", reader / empty, "x", "an empty Textual app", "<= 1.25")
