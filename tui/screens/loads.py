"""Loading pages from inside the reader: a dialog for the path, a bar with the progress, messages for what failed."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from store.library.schema import NEWER
from store.many import many
from store.model import PageFacts
from tui.beside import beside
from tui.commands import BY_NAME, keys_of
from tui.keys import shown_key
from tui.say import say
from tui.screens.ask import AskScreen, Completions

if TYPE_CHECKING:
    from textual.worker import Worker

    from store import Library
    from store.load import LoadEvent, LoadReport, PageFailed
    from tui.screens.main import MainScreen

LAST_MOMENT = 1.0
"""Seconds that quitting waits for the page that is being loaded."""

MANY_FILES = 40
"""Fewer files than this are read into the index before anyone has read a progress bar."""

FILE_BY_FILE = 15
"""One look in so many goes to every file; the others see only in which folders something happened."""

MOST_FAILURES = 5
"""So many failures, and so many warnings, of one load are told one by one."""


def path_completions(written: str) -> Completions:
    """Return the files and folders that a path may go on to, folders with a "/" at the end."""
    head, slash, last = written.rpartition("/")
    try:
        folder = _expanded(head + slash or ".")
        entries = sorted(folder.iterdir(), key=lambda entry: (not entry.is_dir(), entry.name))
        found = [
            entry.name + ("/" if entry.is_dir() else "")
            for entry in entries
            if entry.name.startswith(last) and (last or not entry.name.startswith("."))
        ]
    except (OSError, ValueError):
        return []
    return [(f"{head}{slash}{name}", name) for name in found[:8] if name != last]


def _expanded(path: str) -> Path:
    """Return ``path`` with "~" as the home folder, where there is one."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


class Loads:
    """Runs one load at a time."""

    def __init__(self, screen: MainScreen, library: Library) -> None:
        self._screen = screen
        self._library = library
        self._waiting: list[Path] = []
        self._stopped = False
        self._running = False
        self.stepping = False
        self._ended = asyncio.Event()
        self._ended.set()
        self._looks = 0
        self._told: set[str] = set()
        self._names_old = False

    async def sync(self) -> None:
        """Let the library take in what is new on the disk; where that takes long, show how far it is."""

        def tell(done: int, total: int) -> None:
            if total >= MANY_FILES and done % 20 == 0 and not self._running:
                self._screen.app.call_from_thread(self._show, say("编制索引", "indexing"), done, total)

        await beside(partial(self._library.sync, tell))
        if not self._running:
            self._screen.load_bar.display = False

    def look_around(self) -> None:
        """Show what other programs did to the library, now and then file by file."""
        self._looks += 1

        async def look(every: bool) -> None:
            if await asyncio.to_thread(self._library.refresh, every=every):
                self._screen.browse.reload()
                self._names_old = True
            if self._names_old and not self._screen.naming.counting:
                self._names_old = False
                self._screen.names_changed()

        if not (self._running or self._screen.leaving):
            self._screen.work(look(self._looks % FILE_BY_FILE == 0), "look")

    async def tell_problems(self) -> None:
        """Name the broken files of the library that have not been named yet."""
        for problem in await asyncio.to_thread(lambda: self._library.problems):
            if problem.file not in self._told:
                self._told.add(problem.file)
                message = problem.message if problem.file in problem.message else f"{problem.file}: {problem.message}"
                broken = say("书库中有一个文件损坏", "A file of the library is broken")
                newer = say("书库出自较新的读报，只能读", "This library is of a newer Dubao, and only read")
                title = newer if problem.message == NEWER else broken
                self._screen.tell_warning(title, message)

    async def ask(self) -> None:
        """Ask for a path and load what is there."""

        def load(written: str) -> None:
            if written.strip():
                self.start([_expanded(written.strip())])

        await self._screen.ask(
            AskScreen(
                say("添加版面：文件或文件夹", "Add pages: a file or a folder"),
                say("Tab 补全   Enter 读入   Esc 取消", "Tab completes   Enter loads   Esc cancels"),
                "",
                path_completions,
                placeholder="~/papers/",
            ),
            load,
        )

    def start(self, paths: Sequence[Path]) -> None:
        """Load ``paths`` beside the interface, after what is being loaded now."""
        self._waiting += paths
        if not self._running:
            self._running = True
            self._ended.clear()
            self._screen.work(self._load(), "load")

    async def give_up(self) -> None:
        """Stop the load, and give the page under way a moment to be kept; what takes longer is left."""
        self._stopped = True
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LAST_MOMENT):
                await self._ended.wait()

    def stop(self) -> bool:
        """Stop the load; what has been loaded is kept. Return whether one was running."""
        self._stopped = True
        return self._running

    async def _load(self) -> None:
        """Load what waits, page by page; a page that fails is told and the next one goes on."""
        self._stopped = False
        try:
            while self._waiting and not self._stopped:
                paths, self._waiting = self._waiting, []
                await self._load_paths(paths)
        finally:
            self._waiting = []
            self._running = False
            self._ended.set()
            self._screen.load_bar.display = False
            self._screen.browse.reload()
            self._names_old = True

    async def _load_paths(self, paths: Sequence[Path]) -> None:
        from store.load import Found, LoadReport, PageFailed, load

        report = LoadReport()
        total: int | None = None
        warned = 0
        refresh: Worker[None] | None = None
        self._show(", ".join(path.name for path in paths), 0, total)
        events = await asyncio.to_thread(load, paths, self._library, PageFacts(), lambda: self._stopped)
        while (event := await beside(partial(self._step, events))) is not None:
            if isinstance(event, Found):
                total = event.files
                continue
            report.add(event)
            self._show(event.file, event.done, total)
            if isinstance(event, PageFailed):
                self._tell_failure(event, report.failed)
                continue
            if event.warning and event.status != "same" and (warned := warned + 1) <= MOST_FAILURES:
                self._screen.tell_warning(event.file, event.warning)
            if event.status != "same" and (refresh is None or refresh.is_finished):
                refresh = self._screen.browse.reload()
        self._tell_end(report)

    def _step(self, events: Iterator[LoadEvent]) -> LoadEvent | None:
        self.stepping = True
        try:
            return next(events, None)
        finally:
            self.stepping = False

    def _show(self, what: str, done: int, total: int | None) -> None:
        stop = shown_key(keys_of(BY_NAME["stop"], self._screen.keymap)[0])
        self._screen.load_bar.show(what, done, total, stop)

    def _tell_failure(self, event: PageFailed, number: int) -> None:
        """Tell of a page that failed; of many only the first few, the end tells how many there were."""
        if number <= MOST_FAILURES:
            self._screen.tell_error(event.error, event.file)

    def _tell_end(self, report: LoadReport) -> None:
        counts = say(
            f"{report.pages} 版，{report.articles} 篇；已有 {report.already} 版；失败 {report.failed}",
            f"{many(report.pages, 'page')}, {many(report.articles, 'article')}, {report.already} already there, "
            f"{report.failed} failed",
        )
        stopped = say("已停止：", "Stopped: ") if self._stopped else say("读入完毕：", "Loaded: ")
        self._screen.tell(stopped + counts, seconds=6)
