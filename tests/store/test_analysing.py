"""Pages analysed by other processes: the same library comes out, in the same order, whatever happens to a worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from store import Library
from store.analysing import Analysed, Analysts, analyse_page, on_cluster, on_processes
from store.errors import LibraryError
from store.library.writing import Kept, New
from store.load import LoadEvent, LoadReport, PageFailed, PageKept, load
from store.model import RawPage

PAGE = "河边的集市又开张了之{number}\n\n本报讯 河边的集市昨天又开张了。卖鱼的、卖菜的来到桥下，第{number}次这样热闹。\n"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Write eight pages, one of them empty."""
    folder = tmp_path / "临溪日报" / "2031-05-04"
    folder.mkdir(parents=True)
    for number in range(8):
        (folder / f"A{number + 1:02}.txt").write_text(PAGE.format(number=number) if number != 4 else "", "utf-8")
    return folder


def outcome(events: Iterator[LoadEvent]) -> list[tuple[str, str]]:
    return [
        (Path(event.file).name, event.status if isinstance(event, PageKept) else "failed")
        for event in events
        if isinstance(event, PageKept | PageFailed)
    ]


def with_analysts(analysts: Analysts, pages: Path, library: Library) -> list[tuple[str, str]]:
    try:
        return outcome(load([pages], library, analysts=analysts))
    finally:
        analysts.close()


def test_two_processes_make_the_library_that_one_makes(tmp_path: Path, pages: Path) -> None:
    alone, together = Library(tmp_path / "alone"), Library(tmp_path / "together")
    expected = outcome(load([pages], alone))
    assert with_analysts(on_processes(2), pages, together) == expected
    assert [status for _, status in expected] == ["new"] * 4 + ["failed"] + ["new"] * 3
    assert together.rows() == alone.rows()
    assert [together.article(row.id) for row in alone.rows()] == [alone.article(row.id) for row in alone.rows()]


def test_a_load_that_was_stopped_goes_on_where_it_was(tmp_path: Path, pages: Path) -> None:
    library = Library(tmp_path / "library")
    with ThreadPoolExecutor(2) as threads:
        events = load([pages], library, analysts=Analysts(lambda: threads, 2))
        first = [next(events) for _ in range(3)]
        assert [type(event).__name__ for event in first] == ["Found", "PageKept", "PageKept"]
        events.close()  # type: ignore[attr-defined]  # it is a generator
        report = LoadReport()
        for event in load([pages], library, analysts=Analysts(lambda: threads, 2)):
            report.add(event)
    assert (report.pages + report.already, report.failed) == (7, 1)
    assert report.already >= 2, "what was told as kept is there"
    assert len(library.rows()) == 7


def test_a_page_is_written_in_time_however_long_the_next_one_takes(
    tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(tmp_path / "library")
    written = threading.Event()
    real = library.keep_all

    def keep_all(pages: Sequence[New]) -> list[Kept]:
        kept = real(pages)
        written.set()
        return kept

    def slowly(raw: RawPage) -> Analysed:
        if "之1" in raw.text and not written.wait(10):
            raise TimeoutError
        return analyse_page(raw)

    monkeypatch.setattr(library, "keep_all", keep_all)
    monkeypatch.setattr("store.load.analyse_page", slowly)
    assert outcome(load([pages], library)) == outcome(load([pages], Library(tmp_path / "another")))


class Mortal(ThreadPoolExecutor):
    """An executor that breaks, with all its pages, at the pages that ``deadly`` names, as a pool of processes does."""

    def __init__(self, deadly: Callable[[str], bool]) -> None:
        super().__init__(1)
        self._deadly = deadly
        self._broken = False

    def submit(self, function, /, *values, **named):  # type: ignore[no-untyped-def]  # as it is declared there
        if self._broken:
            raise BrokenProcessPool
        if not self._deadly(values[0].text):
            return super().submit(function, *values, **named)
        self._broken = True
        future: Future[object] = Future()
        future.set_exception(BrokenProcessPool())
        return future


def test_a_worker_that_dies_costs_a_retry_and_a_deadly_page_only_itself(tmp_path: Path, pages: Path) -> None:
    deaths: list[str] = []

    def sometimes(text: str) -> bool:
        if "之2" in text and not deaths:
            deaths.append(text)
            return True
        return "之6" in text

    library = Library(tmp_path / "library")
    found = with_analysts(Analysts(lambda: Mortal(sometimes), 2), pages, library)
    assert [status for _, status in found] == ["new"] * 4 + ["failed", "new", "failed", "new"]
    assert deaths


def test_a_process_that_is_killed_costs_a_retry(tmp_path: Path, pages: Path) -> None:
    made: list[Executor] = []
    analysts = on_processes(2)
    make = analysts._make

    def remember() -> Executor:
        made.append(make())
        return made[-1]

    analysts._make = remember
    library = Library(tmp_path / "library")
    found = []
    try:
        for event in load([pages], library, analysts=analysts):
            found.append(event)
            if len(found) == 2:
                for process in list(analysts._executor._processes.values()):  # type: ignore[attr-defined]
                    os.kill(process.pid, signal.SIGKILL)
    finally:
        analysts.close()
    assert len(library.rows()) == 7
    assert len(made) <= 1


@pytest.fixture
def scheduler() -> Iterator[str]:
    """Run a scheduler and two workers, each a program of its own, on loopback."""
    code = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""
    environment = os.environ | {"PYTHONPATH": str(Path.cwd())}
    running = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    assert running.stdout is not None
    assert running.stdin is not None
    yield running.stdout.readline().strip()
    running.stdin.close()
    running.wait(30)
    running.stdout.close()


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_makes_the_library_that_one_process_makes(tmp_path: Path, pages: Path, scheduler: str) -> None:
    alone, cluster = Library(tmp_path / "alone"), Library(tmp_path / "cluster")
    expected = outcome(load([pages], alone))
    assert with_analysts(on_cluster(scheduler), pages, cluster) == expected
    assert cluster.rows() == alone.rows()


@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_that_is_not_there_is_said() -> None:
    with pytest.raises(LibraryError, match="does not answer"):
        on_cluster("tcp://127.0.0.1:1", seconds=0.5)
