"""What reading costs, measured inside the app: from a key to the frame that shows what it does, and what it sends."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

from rich.console import RenderableType
from textual import events
from textual.keys import _character_to_key
from textual.screen import Screen

from store import Library
from store.model import Draft, PageFacts, Passage, RawPage, Split
from tests.bench.row import Row, p95
from tests.compose.articles import sources
from tui.app import DubaoApp
from tui.displays import ORDER
from tui.settings import Settings
from tui.start import hasten

SIZE = (160, 45)
LENGTHS = (1_500, 20_000)
ARTICLES = 6
"""Of each length, one after the other in a list."""
CURSOR, LIGHTS, OPENED, WIDTHS = 120, 24, 30, 24
"""How often each is measured."""

TARGETS = {
    "open": ("<= 30", "<= 60"),
    "cursor": ("<= 8", "<= 8"),
    "light": ("<= 8", "<= 8"),
    "display": ("<= 40", "<= 150"),
    "width": ("<= 40", "<= 150"),
    "bytes": ("<= 2000", "<= 2000"),
}
SAID = {
    "open": ("opening the next article, p95", "ms"),
    "cursor": ("word cursor, p95", "ms"),
    "light": ("mention highlight, p95", "ms"),
    "display": ("change of word display, p95", "ms"),
    "width": ("change of width, p95", "ms"),
    "bytes": ("bytes of a cursor move, p95", "B"),
}


def fill(folder: Path, length: int) -> None:
    """Make a library of articles of some ``length`` characters, out of the invented articles of the tests."""
    from store.language.analyse import analyse

    paragraphs = cycle([paragraph for article in sources().values() for paragraph in article.paragraphs])
    drafts = []
    for number in range(ARTICLES):
        taken: list[str] = []
        while sum(map(len, taken)) < length:
            taken += islice(paragraphs, 1)
        drafts.append(Draft(Passage(f"第{number + 1}篇测量用的稿件"), paragraphs=tuple(map(Passage, taken))))
    facts = PageFacts("江州日报", "2026-03-20", "A01 要闻")
    raw = RawPage("bench.txt", "\n\n".join(draft.text for draft in drafts))
    library = Library(folder)
    library.keep(raw, Split(tuple(drafts), facts=facts), facts, [analyse(draft.text) for draft in drafts])
    library.close()


class Measured(DubaoApp):
    """The reader, with a clock on its frames and a count of what it sends."""

    def __init__(self, folder: Path) -> None:
        super().__init__(lambda: Library(folder), settings=Settings(language="en", theme="paper"))
        self.figures: dict[str, list[float]] = {name: [] for name in SAID}
        self._sent = 0
        self._until: Callable[[], bool] = lambda: False
        self._seen: asyncio.Future[float] | None = None

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        super()._display(screen, renderable)
        if renderable is None:
            return
        if hasattr(renderable, "render_segments"):  # a headless app leaves this out
            self._sent += len(renderable.render_segments(self.console).encode())
        if self._seen is not None and not self._seen.done() and self._until():
            self._seen.set_result(time.perf_counter())

    async def settle(self) -> None:
        """Wait until nothing is under way."""
        calm = 0
        while calm < 5:
            await asyncio.sleep(0.01)
            busy = [worker for worker in self.workers if not worker.is_finished]
            calm = calm + 1 if self.main.ready and len(busy) <= 1 else 0

    async def press(self, key: str, until: Callable[[], bool], *figures: str) -> None:
        """Press a key, and take down how long it was until a frame showed what ``until`` says."""
        self._until, self._seen, self._sent = until, asyncio.get_running_loop().create_future(), 0
        start = time.perf_counter()
        self.post_message(events.Key(_character_to_key(key) if len(key) == 1 else key, key if len(key) == 1 else None))
        shown = await asyncio.wait_for(self._seen, 10)
        await self.settle()
        for figure in figures:
            self.figures[figure].append(float(self._sent) if figure == "bytes" else (shown - start) * 1000)

    def on_mount(self) -> None:
        """Begin to measure."""
        self.run_worker(self._measure())

    async def _measure(self) -> None:
        while not (self.main_ready and self.main.browse.loaded):
            await asyncio.sleep(0.05)
        await self.settle()
        await self._open_articles()
        await self._change_displays()
        await self._change_widths()
        await self._move_cursor()
        await self._light_names()
        print(json.dumps(self.figures), flush=True)
        os._exit(0)

    @property
    def main_ready(self) -> bool:
        """Whether there is a main screen, and it has its library."""
        return bool(self.screen_stack) and self.main.ready

    async def _open_articles(self) -> None:
        pane = self.main.pane
        await self.press("enter", lambda: self.main.focused is pane)
        for number in range(OPENED):
            forward = number // (ARTICLES - 1) % 2 == 0
            before = pane.article
            await self.press("J" if forward else "K", lambda before=before: pane.article is not before, "open")  # type: ignore[misc]  # a default binds the loop's value

    async def _change_displays(self) -> None:
        pane = self.main.pane
        for number in range(4 * len(ORDER)):
            wanted = ORDER[(number + 1) % len(ORDER)]

            def shown(wanted: str = wanted) -> bool:
                return pane.word_display == wanted and pane.aids.has(pane.word_display)

            # What a display needs to know is found out in the first round, beside the interface.
            await self.press("w", shown, *(["display"] if number >= len(ORDER) else []))

    async def _change_widths(self) -> None:
        pane = self.main.pane
        for number in range(WIDTHS):
            before = pane.measure
            await self.press("-" if number % 2 == 0 else "+", lambda before=before: pane.measure != before, "width")  # type: ignore[misc]  # a default binds the loop's value

    async def _move_cursor(self) -> None:
        pane = self.main.pane
        while len(self._notifications):  # a message that goes is drawn over as well
            await asyncio.sleep(0.1)
        await self.press("i", lambda: pane.cursor is not None)
        for _ in range(CURSOR):
            before, top = pane.cursor, pane.position
            await self.press("w", lambda before=before: pane.cursor != before, "cursor", "bytes")  # type: ignore[misc]  # a default binds the loop's value
            if pane.position != top:  # a screen was turned: that is no move of the cursor alone
                for figure in ("cursor", "bytes"):
                    self.figures[figure].pop()
        await self.press("escape", lambda: pane.cursor is None)

    async def _light_names(self) -> None:
        names = self.main.names
        await self.press("tab", lambda: self.main.focused is names)
        for number in range(LIGHTS):
            before = names.cursor
            await self.press("j" if number % 4 < 2 else "k", lambda before=before: names.cursor != before, "light")  # type: ignore[misc]  # a default binds the loop's value


def run() -> Iterator[Row]:
    """Measure articles of each length, each in a process of its own."""
    for at, length in enumerate(LENGTHS):
        with tempfile.TemporaryDirectory() as folder:
            fill(Path(folder) / "library", length)
            environment = os.environ | {"DUBAO_CONFIG": f"{folder}/config", "DUBAO_CACHE": f"{folder}/cache"}
            done = subprocess.run(
                [sys.executable, "-m", "tests.bench.reading", f"{folder}/library"],
                env=environment,
                check=True,
                stdout=subprocess.PIPE,
                text=True,
            )
        for name, values in json.loads(done.stdout).items():
            said, unit = SAID[name]
            yield Row(f"{length:,} characters: {said}", p95(values), unit, target=TARGETS[name][at])


if __name__ == "__main__":
    hasten()
    Measured(Path(sys.argv[1])).run(headless=True, size=SIZE)
