"""How long the reader takes to its first paint, against an empty Textual app, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.row import PAGES, Row, milliseconds

TIMES = 5

_PAINT = """
import asyncio
from textual.app import App
{imports}
async def paint(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0)
asyncio.run(paint({app}))
"""

EMPTY = _PAINT.format(imports="", app="App()")


def _reader(library: Path) -> str:
    imports = "from pathlib import Path\nfrom store import Library\nfrom tui.app import DubaoApp"
    return _PAINT.format(imports=imports, app=f"DubaoApp(lambda: Library(Path({str(library)!r})))")


def _seconds(code: str) -> float:
    return median(milliseconds(lambda: subprocess.run([sys.executable, "-c", code], check=True), TIMES))


def run() -> Iterator[Row]:
    """Yield the time of the reader's first paint."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        load = [sys.executable, "-m", "tui", "load", str(PAGES), "--library", str(library)]
        subprocess.run(load, check=False, capture_output=True)
        empty = _seconds(EMPTY)
        reader = _seconds(_reader(library))
        yield Row("an empty Textual app", empty, "ms")
        yield Row("the reader on the sample library", reader, "ms")
        yield Row("the reader / an empty app", reader / empty, "x", "an empty Textual app", "<= 1.25")
