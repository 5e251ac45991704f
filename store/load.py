"""The one pipeline: read -> split -> analyse -> keep, told step by step."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from store.analysing import Analysts, Work, analyse_page, analyse_split, split_raw
from store.errors import DubaoError, PageError
from store.library.writing import New
from store.many import many
from store.model import PageFacts, RawPage

if TYPE_CHECKING:
    from store.library.library import Library


@dataclass(frozen=True)
class Found:
    """The files that will be read have been counted."""

    files: int


@dataclass(frozen=True)
class PageKept:
    """A page is in the library, or was there already.

    Attributes:
        file: the path as given, or as found in a folder.
        part: number of the page within its file, or 0.
        status: "new", "same", "corrected", "restored" or "split", as in ``store.library.writing.Kept``; "set" where the
            page was there and its paper, date or label became what was given.
        page: the id of the page.
        articles: the ids of its articles.
        facts: what is known of the page.
        warning: why the split may be wrong, or "".
        done: how many files are finished.
    """

    file: str
    part: int
    status: str
    page: str
    articles: tuple[str, ...]
    facts: PageFacts
    warning: str
    done: int


@dataclass(frozen=True)
class PageFailed:
    """A file, or one page of it, could not be loaded; everything else goes on.

    Attributes:
        file: the path as given, or as found in a folder.
        part: number of the page within its file, or 0 for the whole file.
        error: what happened, for people.
        done: how many files are finished.
    """

    file: str
    part: int
    error: DubaoError
    done: int


UNKNOWN = PageFacts()

MOST_AT_ONCE, LONGEST_WAIT = 32, 0.5
"""So many pages of an issue are written together, and so many seconds the first of them waits for the others."""

LoadEvent = Found | PageKept | PageFailed


@dataclass
class LoadReport:
    """The sum of a load."""

    pages: int = 0
    articles: int = 0
    already: int = 0
    corrected: int = 0
    set: int = 0
    failed: int = 0
    failures: list[PageFailed] = field(default_factory=list)

    def add(self, event: LoadEvent) -> None:
        """Count an event."""
        if isinstance(event, PageFailed):
            self.failed += 1
            self.failures.append(event)
        elif isinstance(event, PageKept):
            if event.status in {"same", "set"}:
                self.already += 1
                self.set += event.status == "set"
            else:
                self.pages += 1
                self.articles += len(event.articles)
                self.corrected += event.status == "corrected"

    def __str__(self) -> str:
        """Return the one line that ends a load."""
        corrected = f" ({self.corrected} corrected)" if self.corrected else ""
        changed = f" ({self.set} set anew)" if self.set else ""
        return (
            f"{many(self.pages, 'page')}{corrected}, {many(self.articles, 'article')}, "
            f"{self.already} already there{changed}, {self.failed} failed"
        )


def known(given: PageFacts, read: PageFacts) -> PageFacts:
    """Return what is known of a page: what the reader said, else what the page itself says."""
    return PageFacts(given.paper or read.paper, given.date or read.date, given.label or read.label)


def files_of(paths: Sequence[str | Path]) -> Iterator[tuple[str, Path | DubaoError]]:
    """Yield every file of the paths with its name as given; what cannot be searched gives its error instead."""
    from store.pages.read import search

    for given in paths:
        path = Path(given)
        for found in search(path):
            yield str(given if found.path == path else found.path), found.error or found.path


def load(
    paths: Sequence[str | Path],
    library: Library,
    given: PageFacts = UNKNOWN,
    cancelled: Callable[[], bool] = lambda: False,
    analysts: Analysts | None = None,
) -> Iterator[LoadEvent]:
    """Load files and folders into a library, one event a page, in the order of the input.

    What is yielded as kept is on the disk; a load that was stopped goes on where it was when it is begun again.

    Args:
        paths: files and folders.
        library: where the pages go.
        given: wins over what pages say of themselves.
        cancelled: asked between two pages; a page that has begun is finished, but for those that others analyse.
        analysts: analyse pages beside this process, which alone writes; without them it does all.
    """
    files = list(files_of(paths))
    yield Found(len(files))
    waiting: deque[PageFailed | _Begun] = deque()
    most = analysts.most if analysts else 0
    with contextlib.closing(_Batch(library, given)) as batch:
        for begun in _begin_all(files, library, analysts):
            waiting.append(begun)
            if len(waiting) > most:
                yield from batch.add(waiting.popleft(), analysts)
            if cancelled():
                waiting.clear()
                break
        while waiting and not cancelled():
            yield from batch.add(waiting.popleft(), analysts)
        yield from batch.write()


class _Begun(NamedTuple):
    """A page that was read, and that others analyse where there are others."""

    raw: RawPage
    work: Work | None
    done: int


def _begin_all(
    files: Sequence[tuple[str, Path | DubaoError]], library: Library, analysts: Analysts | None
) -> Iterator[PageFailed | _Begun]:
    from store.pages.read import read_pages

    for done, (name, found) in enumerate(files, 1):
        if isinstance(found, DubaoError):
            yield PageFailed(name, 0, found, done)
            continue
        try:
            pages = read_pages(found, name)
        except DubaoError as error:
            yield PageFailed(name, 0, error, done)
            continue
        for raw in pages:
            work = analysts.begin(raw) if analysts and library.has(raw) is None else None
            yield _Begun(raw, work, done)


class _Batch:
    """Pages that were analysed and wait to be written: those of one issue together, none for long.

    A timer writes what waits while the next page takes its time; that is told when the next page is there.
    """

    def __init__(self, library: Library, given: PageFacts) -> None:
        self._library = library
        self._given = given
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._pages: list[tuple[New, int]] = []
        self._told: list[LoadEvent] = []

    def add(self, begun: PageFailed | _Begun, analysts: Analysts | None) -> Iterator[LoadEvent]:
        """Take the next page, and yield what has become of those before it that were written now."""
        if isinstance(begun, PageFailed):
            yield from self.write()
            yield begun
            return
        raw, work, done = begun
        try:
            if self._library.has(raw) is not None:
                yield from self.write()
                yield _load_again(raw, self._library, self._given, done)
                return
            analysed = analysts.finish(work) if analysts and work else analyse_page(raw)
        except Exception as error:  # noqa: BLE001 - one page that breaks a parser must not end the load of the others
            yield from self.write()
            yield _failed(raw, done, error)
            return
        new = New(raw, analysed.split, known(self._given, analysed.split.facts), analysed.analyses)
        with self._lock:
            if self._pages and (new.issue is None or new.issue != self._pages[0][0].issue):
                self._keep()
            self._pages.append((new, done))
            if new.issue is None or len(self._pages) >= MOST_AT_ONCE:
                self._keep()
            elif self._timer is None:
                self._timer = threading.Timer(LONGEST_WAIT, self._keep_in_time)
                self._timer.start()
        yield from self._tell()

    def write(self) -> Iterator[LoadEvent]:
        """Keep what waits, and yield what has become of it."""
        with self._lock:
            self._keep()
        yield from self._tell()

    def close(self) -> None:
        """Leave what still waits unwritten."""
        with self._lock:
            self._pages.clear()
            self._keep()

    def _tell(self) -> Iterator[LoadEvent]:
        with self._lock:
            told, self._told = self._told, []
        yield from told

    def _keep_in_time(self) -> None:
        with self._lock:
            self._keep()

    def _keep(self) -> None:
        """Keep what waits, and note what has become of it; under the lock."""
        if self._timer:
            self._timer.cancel()
        pages, self._pages, self._timer = self._pages, [], None
        if not pages:
            return
        try:
            kept = self._library.keep_all([new for new, _ in pages])
        except Exception as error:  # noqa: BLE001 - as above
            self._told += [_failed(new.raw, done, error) for new, done in pages]
            return
        for (new, done), result in zip(pages, kept, strict=True):
            raw, warning = new.raw, new.split.warning
            self._told.append(
                PageKept(raw.file, raw.part, result.status, result.page, result.articles, new.facts, warning, done)
            )


def _failed(raw: RawPage, done: int, error: Exception) -> PageFailed:
    if not isinstance(error, DubaoError):
        error = PageError("This page could not be taken apart", f"{raw.file}: {error!r}", "Please report it")
    return PageFailed(raw.file, raw.part, error, done)


def _load_again(raw: RawPage, library: Library, given: PageFacts, done: int) -> PageKept:
    """Bring a page that is there up to what is given, and give it back what had been taken out of it."""
    page, status = library.page(library.has(raw) or ""), "same"
    if page.removed:
        split = split_raw(page.raw)
        status = library.split_again(page.id, split, analyse_split(split)).status
        page = library.page(page.id)
    facts = known(given, page.facts)
    if facts != page.facts:
        library.set_facts(page.id, facts)
        status = "set" if status == "same" else status
    return PageKept(raw.file, raw.part, status, page.id, page.articles, facts, page.warning, done)
