"""Programs that are killed, and programs at work together: nothing acknowledged is lost, no file is left unsound.

The long forms run with ``make soak``.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from tinydb import TinyDB

from store import Library
from store.errors import LibraryError
from store.library.storage import LOCK, TEMPORARY, locked
from store.model import Marks, PageFacts
from tests.store.library.invented import draft, page

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["store.library.library", "tests.store.library.invented", "filelock"])

IDS = 40


def load(library: Library, name: str) -> str:
    raw, split, analyses = page(*(draft(f"{name}之{part}", f"{name}的第{part}篇稿件。") for part in range(2)))
    facts = PageFacts("江州日报", f"2026-03-{1 + len(name) % 28:02}", name)
    return library.keep(raw, split, facts, analyses).articles[0]


def work(folder: Path, seed: int, ids: list[str], told: Connection) -> None:
    """Mark, load, compact and index for ever; tell of each thing when it has been acknowledged."""
    chance = random.Random(seed)
    library = Library(folder)
    for number in range(1_000_000):
        what = chance.random()
        if what < 0.75:
            key, tag = chance.choice(ids), f"{seed}.{number}"
            library.change([key], lambda marks, tag=tag: Marks(tags=(tag,)))  # type: ignore[misc]  # a default binds
            told.send(("tag", key, tag))
        elif what < 0.9:
            told.send(("page", load(library, f"第{seed}批{number}"), ""))
        elif what < 0.97:
            library.close()
            library = Library(folder)
        else:
            library.reindex()


def kill_again_and_again(folder: Path, times: int) -> None:
    library = Library(folder)
    ids = [load(library, f"开头{number}") for number in range(IDS)]
    library.close()
    tags: dict[str, str] = {}
    chance = random.Random(times)
    for seed in range(times):
        here, there = _processes.Pipe(duplex=False)
        worker = _processes.Process(target=work, args=(folder, seed, ids, there))
        worker.start()
        there.close()
        assert here.poll(60), "it works"
        time.sleep(chance.expovariate(1 / 0.05))
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)
        worker.join()
        acknowledged: list[tuple[str, str, str]] = []
        try:
            while True:
                acknowledged.append(here.recv())
        except EOFError:
            here.close()
        tags |= {key: tag for what, key, tag in acknowledged if what == "tag"}
        _verify(folder, seed, tags, [key for what, key, _ in acknowledged if what == "page"])


def _verify(folder: Path, seed: int, tags: dict[str, str], pages: list[str]) -> None:
    library = Library(folder)
    rows = {row.id: row for row in library.rows()}
    assert library.problems == ()
    assert library.check() == [], "what a crash left has been swept away"
    assert not list(folder.rglob(f"*{TEMPORARY}"))
    assert set(pages) <= rows.keys()
    for key, tag in tags.items():
        (now,) = rows[key].marks.tags
        assert library.marks(key).tags == (now,)
        # The last change may have reached the disk and the messenger not.
        later = now.startswith(f"{seed}.") and (not tag.startswith(f"{seed}.") or _count(now) > _count(tag))
        assert now == tag or later, (key, tag, now)
        tags[key] = now
    library.close()
    for path in (*folder.glob("marks.json"), *(folder / "issues").rglob("*.json")):
        with TinyDB(path) as stock:
            assert stock.tables()


def _count(tag: str) -> int:
    return int(tag.split(".")[1])


def test_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path, 12)


@pytest.mark.soak
def test_a_thousand_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path, 1000)


def mark(folder: Path, who: int, ids: list[str], times: int) -> None:
    library = Library(folder)
    for number in range(times):
        key = ids[number % len(ids)]
        library.change([key], lambda marks, number=number: Marks(tags=(*marks.tags, f"{who}.{number}")))  # type: ignore[misc]


def load_many(folder: Path, times: int) -> None:
    library = Library(folder)
    for number in range(times):
        load(library, f"边读边标{number}")


def together(folder: Path, marks: int, pages: int) -> None:
    library = Library(folder)
    ids = [load(library, f"开头{number}") for number in range(IDS)]
    workers = [_processes.Process(target=mark, args=(folder, who, ids, marks)) for who in range(2)]
    workers.append(_processes.Process(target=load_many, args=(folder, pages)))
    for worker in workers:
        worker.start()
    seen = 0
    while any(worker.is_alive() for worker in workers):
        library.refresh()
        now = sum(len(row.marks.tags) for row in library.view())
        assert now >= seen, "what was once seen stays"
        seen = now
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    library.refresh()
    assert sum(len(row.marks.tags) for row in library.view()) == 2 * marks
    assert len(library.view()) == 2 * (IDS + pages)
    assert Library(folder).check() == []


def test_two_programs_mark_while_a_third_loads_and_a_fourth_looks_on(tmp_path: Path) -> None:
    together(tmp_path, 60, 30)


@pytest.mark.soak
def test_two_programs_mark_two_thousand_times_each_while_a_third_loads(tmp_path: Path) -> None:
    together(tmp_path, 2000, 300)


def hold(path: Path, told: Connection) -> None:
    with locked(path):
        told.send("held")
        time.sleep(600)


def test_a_lock_that_another_program_holds_is_said_with_who_and_reading_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(tmp_path)
    article = load(library, "开头")
    library.change([article], lambda _: Marks(read=True))
    here, there = _processes.Pipe(duplex=False)
    worker = _processes.Process(target=hold, args=(tmp_path / "marks.json", there))
    worker.start()
    assert here.recv() == "held"
    monkeypatch.setattr("store.library.storage.LOCK_SECONDS", 0.2)
    with pytest.raises(LibraryError) as caught:
        library.change([article], lambda _: Marks(bookmarked=True))
    assert str(worker.pid) in caught.value.message
    assert "reading" in caught.value.hint
    assert Library(tmp_path).rows()[0].marks == Marks(read=True)
    worker.kill()
    worker.join()
    library.change([article], lambda _: Marks(bookmarked=True))
    assert library.marks(article) == Marks(bookmarked=True)
    assert (tmp_path / f"marks.json{LOCK}").exists()


def no_room(folder: Path) -> Callable[[], None]:
    """Leave little room on the file system of ``folder``, and return what gives it back."""
    free = os.statvfs(folder)
    room = free.f_bavail * free.f_frsize
    filler = folder.parent / "filler"
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, room - 200_000))
    return filler.unlink


@pytest.mark.soak
def test_a_full_disk_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    """On a small file system of its own; needs the right to mount one."""
    place = tmp_path / "small"
    place.mkdir()
    if os.system(f"mount -t tmpfs -o size=8m tmpfs {place}") != 0:
        pytest.skip("no file system can be mounted here")
    try:
        library = Library(place / "library")
        ids = [load(library, f"开头{number}") for number in range(IDS)]
        give_back = no_room(place / "library")
        kept: dict[str, str] = {}
        failed = 0
        for number in range(20_000):
            key, tag = ids[number % IDS], f"标{number}" * 20
            try:
                library.change([key], lambda _, tag=tag: Marks(tags=(tag,)))  # type: ignore[misc]
                kept[key] = tag
            except LibraryError:
                failed += 1
                if failed > 50:
                    break
        assert failed > 50, "the disk was full"
        give_back()
        library.close()
        library = Library(place / "library")
        assert library.check() == []
        assert {key: library.marks(key).tags for key in kept} == {key: (tag,) for key, tag in kept.items()}
        assert {row.id: row.marks.tags for row in library.rows() if row.id in kept} == {
            k: (t,) for k, t in kept.items()
        }
        library.close()
    finally:
        assert os.system(f"umount {place}") == 0
