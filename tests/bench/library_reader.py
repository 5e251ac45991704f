"""What the reader costs on a library: first paint, memory, and a key in its list, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.bench.row import milliseconds, p95

TIMES = 7
KEYS = 300

_APP = """
from pathlib import Path
{begin}
import asyncio, json, os, time
{imports}
class Measured({base}):
    frames = 0
    def _display(self, screen, renderable):
        super()._display(screen, renderable)
        if renderable is not None:
            if hasattr(renderable, "render_segments"):
                renderable.render_segments(self.console)  # a headless app leaves this out
            self.frames += 1
            self.drawn(time.perf_counter())
    def drawn(self, now):
        pass
    def idle(self):
        return all(worker.is_finished for worker in self.workers)
    def memory(self):
        print(int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE"), flush=True)
        os._exit(0)
{rest}
{app}.run(headless=True, size=(120, 40))
"""

_FIRST = """
    def drawn(self, now):
        os._exit(0)
"""
_FIRST_LIST = """
    def drawn(self, now):
        if len(self.main.articles.listing.rows):
            os._exit(0)
"""
_EMPTY_MEMORY = """
    async def measure(self):
        await asyncio.sleep(1)
        self.memory()
    def on_mount(self):
        self.run_worker(self.measure())
"""
_USED = """
    async def settle(self):
        calm = 0
        while calm < 5:
            await asyncio.sleep(0.01)
            calm = calm + 1 if self.main.ready and len([w for w in self.workers if not w.is_finished]) <= 1 else 0
    def on_mount(self):
        self.run_worker(self.measure())
    def press(self, key):
        self.post_message(events.Key(key, None))
"""
_MEMORY = (
    _USED
    + """
    async def measure(self):
        await self.settle()
        for key in ["pagedown"] * 30 + ["G", "g", "g", "down", "down"]:
            self.press(key)
            await self.settle()
        self.memory()
"""
)
_KEYS = (
    _USED
    + """
    times = {"key": [], "computing": [], "beside": []}
    before = None
    def drawn(self, now):
        if self.before is None:
            return
        articles = self.main.articles
        line = articles.groups.line_of(articles.cursor) - articles.scroll_offset.y
        if not self.seen.done() and articles.cursor != self.before and 0 <= line < articles.size.height:
            self.seen.set_result((now, time.thread_time()))
        if self.seen.done() and not self.beside.done() and not self.main.browse.behind:
            self.beside.set_result(now)
    async def measure(self):
        await self.settle()
        new, down, up = asyncio.get_running_loop().create_future, ("down", "pagedown"), ("up", "pageup")
        keys = down
        for number in range({keys}):
            self.seen, self.beside, self.before = new(), new(), self.main.articles.cursor
            start, computed = time.perf_counter(), time.thread_time()
            left = len(self.main.articles.listing.rows) - self.before
            keys = up if left < 50 else down if self.before < 50 else keys
            self.press(keys[number % 8 == 0])
            seen, then = await self.seen
            self.times["key"].append((seen - start) * 1000)
            self.times["computing"].append((then - computed) * 1000)
            self.times["beside"].append((await self.beside - start) * 1000)
            await self.settle()
        print(json.dumps(self.times), flush=True)
        os._exit(0)
"""
)


class Figures(NamedTuple):
    """Milliseconds, and megabytes above an empty app.

    Attributes:
        empty: the first frame of an empty app.
        frame: the first frame of the reader.
        rows: its first frame with the rows of the library.
        key: from a key to the frame that shows the cursor on another row, 95th percentile.
        computing: what of it the interface computed, whoever else used the processor; 95th percentile.
        beside: from a key to the frame that shows the article beside the list, 95th percentile.
        memory: resident, after some moving about.
    """

    empty: float
    frame: float
    rows: float
    key: float
    computing: float
    beside: float
    memory: float


def _empty(rest: str) -> str:
    return _APP.format(begin="", imports="from textual.app import App", base="App", rest=rest, app="Measured()")


def _reader(library: Path, rest: str) -> str:
    """Return the program of a reader that begins as ``tui.cli`` begins it."""
    begin = f"from tui.cli import begin\nstart = begin(Path({str(library)!r}))"
    imports = "from textual import events\nfrom tui.app import DubaoApp\nfrom tui import settings"
    made = "Measured(start, (), settings.read_settings(settings.config_folder()))"
    return _APP.format(begin=begin, imports=imports, base="DubaoApp", rest=rest, app=made)


def _run(code: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["DUBAO_CONFIG"] = os.devnull
    done = subprocess.run([sys.executable, "-c", code], check=True, env=environment, capture_output=True, text=True)
    return done.stdout


def measure(library: Path) -> Figures:
    """Measure the reader on the library in a folder; first paints take turns, so that each has the same machine."""
    paints = (_empty(_FIRST), _reader(library, _FIRST), _reader(library, _FIRST_LIST))
    for code in paints:
        _run(code)
    times = [[milliseconds(lambda code=code: _run(code), 1)[0] for code in paints] for _ in range(TIMES)]  # type: ignore[misc]  # a default binds the loop's value
    empty, frame, rows = (median(column) for column in zip(*times, strict=True))
    memory = int(_run(_reader(library, _MEMORY))) - int(_run(_empty(_EMPTY_MEMORY)))
    keys = json.loads(_run(_reader(library, _KEYS.replace("{keys}", str(KEYS)))))
    return Figures(empty, frame, rows, p95(keys["key"]), p95(keys["computing"]), p95(keys["beside"]), memory / 1e6)
