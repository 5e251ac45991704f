"""What entities cost in the largest library of ``tests.bench.library``: cards, lists, counts and the names of a query.

Entities are drawn by their articles, so that the frequent ones, which cost most, are met most often; the most frequent
ones are measured besides. ``DUBAO_BENCH_FOLDER`` and ``DUBAO_BENCH_SIZES`` as there.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from store import Library
from store.model import Kind, Selection
from tests.bench import library as libraries
from tests.bench.row import Row, milliseconds, p95

DRAWN, MOST = 200, 10
FIRST_ROWS = 200
"""So many rows the reader asks for first."""

Work = Callable[[Library, Kind, str], object]


def _list(library: Library, kind: Kind, name: str) -> object:
    return list(library.view(Selection(entity=(kind, name)), limit=FIRST_ROWS)[:50])


def _count(library: Library, kind: Kind, name: str) -> object:
    return library.count(Selection(entity=(kind, name)))


def _unread(library: Library, kind: Kind, name: str) -> object:
    return library.count(Selection(entity=(kind, name), unread=True))


def _whole_list(library: Library, kind: Kind, name: str) -> object:
    return library.view(Selection(entity=(kind, name)))


WORK: dict[str, tuple[Work, str]] = {
    "a card": (lambda library, kind, name: library.entity(kind, name), "<= 20"),
    "its articles counted": (_count, "<= 20"),
    "its unread articles counted": (_unread, "<= 20"),
    "its list, the first rows": (_list, "<= 20"),
    "its list, every row": (_whole_list, ""),
    "its 20 newest sentences": (lambda library, kind, name: library.sentences(kind, name, 20), ""),
}


def run() -> Iterator[Row]:
    """Yield the figures at the largest size."""
    size = libraries.SIZES[-1]
    kept = os.environ.get("DUBAO_BENCH_FOLDER")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(kept or folder) / str(size)
        if not (place / "done").exists():
            yield from libraries.build(place, size)
            (place / "done").touch()
        library = Library(place)
        library.sync()
        yield from _figures(library, size)
        library.close()


def _figures(library: Library, size: int) -> Iterator[Row]:
    chance = random.Random(4)
    found = [each for each in library.entities() if each[0] != "TIME"]
    yield Row(f"{size}: articles of the most frequent entity", found[0][2], "", target=f">= {size / 10:.0f}")
    drawn = chance.choices(found, weights=[articles for _, _, articles in found], k=DRAWN)
    library.entity(*drawn[0][:2])
    for name, (work, target) in WORK.items():
        times = {which: _times(library, work, names) for which, names in (("drawn", drawn), ("most", found[:MOST]))}
        yield Row(f"{size}: {name}, p95", p95(times["drawn"]), "ms", target=target)
        yield Row(f"{size}: {name}, the {MOST} most frequent, p95", p95(times["most"]), "ms")
    article = library.article(library.view(limit=1)[0].id)
    yield Row(f"{size}: what is new in an article", p95(milliseconds(lambda: library.new_here(article), 20)), "ms")
    first = library.view(limit=1)[0].facts
    issue = Selection(query=f"paper:{first.paper} date:{first.date}")
    yield Row(f"{size}: who is named in an issue", p95(milliseconds(lambda: library.who(issue), 10)), "ms")
    yield Row(f"{size}: who is named in the library", milliseconds(lambda: library.who(limit=30), 1)[0], "ms")
    kind, name, _ = found[0]
    joining = p95(milliseconds(lambda: library.undo(library.join_names(kind, found[50][1], name)), 10))
    yield Row(f"{size}: two names joined and parted, durable, p95", joining, "ms")


def _times(library: Library, work: Work, names: list[tuple[Kind, str, int]]) -> list[float]:
    return [
        milliseconds(lambda kind=kind, name=name: work(library, kind, name), 1)[0]  # type: ignore[misc]  # defaults bind the loop's values
        for kind, name, _ in names
    ]
