"""Pages analysed by other processes, on this machine or on many: one pure function on any executor.

``analyse_page`` needs nothing but the page and gives back plain values. Whoever called keeps what comes back; only one
process ever writes.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass
from importlib import import_module
from typing import NamedTuple

from msgspec import structs

from store.errors import LibraryError, PageError
from store.model import Analysis, RawPage, Split

ATTEMPTS = 3
"""So often a page is begun whose worker dies."""

WAITING = 3
"""Pages that wait for each worker, so that none has to wait for the one who writes."""


class Analysed(NamedTuple):
    """A page split, and the words, mentions and offices of each of its stories."""

    split: Split
    analyses: list[Analysis]


def split_raw(raw: RawPage) -> Split:
    """Return a page split, with what it says of itself and the version of the splitter.

    Where it has no Chinese at all, its warning says so.
    """
    from store.pages.facts import read_facts
    from store.pages.split import SPLITTER, has_chinese, split_page

    split = split_page(raw)
    warning = split.warning or ("" if has_chinese(raw.text) else "There is no Chinese in this text")
    return structs.replace(split, splitter=SPLITTER, facts=read_facts(raw, split), warning=warning)


def analyse_split(split: Split) -> list[Analysis]:
    """Return the words, mentions and offices of every story of a split page."""
    from store.language.analyse import analyse_all

    return analyse_all([draft.text for draft in split.drafts])


def analyse_page(raw: RawPage) -> Analysed:
    """Return all that is to be known of a page."""
    split = split_raw(raw)
    return Analysed(split, analyse_split(split))


@dataclass
class Work:
    """A page that is being analysed: its future, and the executor that has it."""

    raw: RawPage
    future: Future[Analysed]
    executor: Executor
    attempts: int = 1


def _end(executor: Executor) -> None:
    executor.shutdown(wait=False, cancel_futures=True)


class Analysts:
    """Analyses pages on an executor; one that breaks is replaced, and its pages are begun again.

    Args:
        make: makes an executor.
        workers: how many pages it works on at once.
        end: ends an executor; what waits is not begun.
    """

    def __init__(self, make: Callable[[], Executor], workers: int, end: Callable[[Executor], object] = _end) -> None:
        self._make = make
        self._end = end
        self._executor = make()
        self.most = workers * WAITING

    def begin(self, raw: RawPage) -> Work:
        """Have a page analysed."""
        return Work(raw, self._submit(raw), self._executor)

    def _submit(self, raw: RawPage) -> Future[Analysed]:
        try:
            return self._executor.submit(analyse_page, raw)
        except BrokenExecutor:
            self._replace(self._executor)
            return self._executor.submit(analyse_page, raw)

    def _replace(self, broken: Executor) -> None:
        if broken is self._executor:
            self._end(broken)
            self._executor = self._make()

    def finish(self, work: Work) -> Analysed:
        """Wait until a page has been analysed.

        Raises:
            PageError: if its worker died again and again.
            Exception: what ``analyse_page`` raised.
        """
        while True:
            try:
                return work.future.result()
            except (BrokenExecutor, CancelledError) as error:
                if work.attempts >= ATTEMPTS:
                    raise PageError(
                        "This page ended the program that read it",
                        f"{work.raw.file}: {ATTEMPTS} times",
                        "Please report it",
                    ) from error
                self._replace(work.executor)
                work.attempts += 1
                work.future, work.executor = self._submit(work.raw), self._executor

    def close(self) -> None:
        """End the workers; what waits is not begun."""
        self._end(self._executor)


ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""What numpy's libraries ask for the number of their threads when they are loaded: there are as many workers."""


def _begin_worker() -> None:
    """Leave interrupts to the parent, and other cores to other workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")


def on_processes(jobs: int) -> Analysts:
    """Return analysts in processes of their own, each with its own model and dictionary (about 200 MB)."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    def make() -> Executor:
        return ProcessPoolExecutor(jobs, get_context("spawn"), _begin_worker)

    return Analysts(make, jobs)


def on_cluster(scheduler: str, seconds: float = 10) -> Analysts:
    """Return analysts on the workers of a Dask cluster that have Dubao installed; wait ``seconds`` for an answer.

    Raises:
        LibraryError: if the extra ``cluster`` is not installed, or the scheduler does not answer.
    """
    try:
        distributed = import_module("distributed")
    except ImportError as error:
        raise LibraryError("Dask is not installed", hint="pipx install 'dubao[cluster]'") from error
    try:
        client = distributed.Client(scheduler, timeout=seconds)
    except (OSError, ValueError) as error:
        raise LibraryError("The scheduler does not answer", f"{scheduler}: {error}") from error
    workers = sum(client.nthreads().values())
    return Analysts(
        lambda: client.get_executor(pure=False, retries=ATTEMPTS - 1), max(1, workers), lambda _: client.close()
    )
