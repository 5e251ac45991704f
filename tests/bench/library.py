"""What a library costs at 1,000, 10,000 and 100,000 articles, each figure against its own baseline.

``DUBAO_BENCH_SIZES`` names other sizes, the largest last; ``DUBAO_BENCH_FOLDER`` a folder where the libraries are kept
between runs.
"""

from __future__ import annotations

import contextlib
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from store import Library
from store.library import journal
from store.library.database import unpacked
from store.library.folding import fold
from store.model import Marks, Selection
from tests.bench import generate, library_reader
from tests.bench.row import Row, milliseconds, p95

SIZES = [int(size) for size in os.environ.get("DUBAO_BENCH_SIZES", "1000,10000,100000").split(",")]
QUERIES = 60


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    kept = os.environ.get("DUBAO_BENCH_FOLDER")
    if kept:
        yield Path(kept)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def run() -> Iterator[Row]:
    """Yield the figures of each size, then the ratios between them."""
    with _folder() as folder:
        tagging: dict[int, float] = {}
        keys: dict[int, float] = {}
        for size in SIZES:
            place = folder / str(size)
            if not (place / "done").exists():
                yield from build(place, size)
                (place / "done").touch()
            yield from _disk(place, size)
            library = Library(place)
            library.sync()
            yield from _search(library, size)
            tagging[size], flushing, rest = _tagging(library)
            yield Row(f"{size}: set a tag, durable, p95", tagging[size], "ms", target="<= 5")
            yield Row(f"{size}: of it flushing one line, p95", flushing, "ms")
            yield Row(f"{size}: of it all else, p95", rest, "ms")
            library.close()
            figures = library_reader.measure(place)
            keys[size] = figures.key
            yield from _reader(size, figures)
        small, large = SIZES[0], SIZES[-1]
        yield Row("set a tag, largest / smallest", tagging[large] / tagging[small], "x", f"at {small}", "<= 1.3")
        yield Row("key to frame, largest / smallest", keys[large] / keys[small], "x", f"at {small}", "<= 1.3")


def build(folder: Path, size: int) -> Iterator[Row]:
    """Make a library of a size, and yield what that costs."""
    library = Library(folder)
    start = time.perf_counter()
    for pages in generate.issues(size):
        for raw, split, facts, analyses in pages:
            library.keep(raw, split, facts, analyses)
    taken = time.perf_counter() - start
    yield Row(f"{size}: keep and index an article", taken / size * 1000, "ms")
    ids = [row.id for row in library.view()]
    chance = random.Random(1)
    read = chance.sample(ids, size * 3 // 10)
    library.change(read, lambda marks: replace(marks, read=True))
    tagged = chance.sample(ids, size // 20)
    library.change(tagged, lambda marks: replace(marks, tags=(chance.choice(["经济", "港口", "教育", "桥"]),)))
    library.close()


def _disk(folder: Path, size: int) -> Iterator[Row]:
    library = Library(folder)
    text = sum(
        len(unpacked(body).encode()) for (body,) in library._index.database.writer.execute("SELECT body FROM texts")
    )
    library.close()
    documents = sum(path.stat().st_size for path in (folder / "issues").rglob("*.json"))
    index = sum(path.stat().st_size for path in folder.glob("index.sqlite*"))
    yield Row(f"{size}: documents / text", documents / text, "x", "UTF-8 of the articles' texts")
    yield Row(f"{size}: index / text", index / text, "x", "UTF-8 of the articles' texts")
    yield Row(f"{size}: documents and index / text", (documents + index) / text, "x", "UTF-8 of the text", "<= 3.5")


def _queries(library: Library) -> dict[str, tuple[list[tuple[str, ...]], float]]:
    """Return words to search for, cut from the texts themselves, with the target of each kind."""
    chance = random.Random(2)
    rows = library.view()
    texts = [library.article(rows[chance.randrange(len(rows))].id).text for _ in range(40)]

    def cut(low: int, high: int) -> str:
        while True:
            text = chance.choice(texts)
            length = chance.randint(low, high)
            at = chance.randrange(max(1, len(text) - length))
            piece = text[at : at + length]
            if len(piece) == length and piece.isalnum():
                return piece

    return {
        "one character": ([(cut(1, 1),) for _ in range(QUERIES)], 60),
        "a word": ([(cut(2, 2),) for _ in range(QUERIES)], 10),
        "two words": ([(cut(2, 2), cut(2, 2)) for _ in range(QUERIES)], 10),
        "a phrase of 4-8": ([(cut(4, 8),) for _ in range(QUERIES)], 20),
    }


def _search(library: Library, size: int) -> Iterator[Row]:
    kinds = _queries(library)
    for name, (queries, target) in kinds.items():
        times = [
            milliseconds(lambda words=words: list(library.view(Selection(words=words), limit=50)), 1)[0]  # type: ignore[misc]
            for words in queries
        ]
        yield Row(f"{size}: search, newest 50, {name}, p95", p95(times), "ms", target=f"<= {target}")
    sample = [words for queries, _ in kinds.values() for words in queries[:: max(1, QUERIES * size // 200_000)]]
    yield from _exactness(library, size, sample)


def _exactness(library: Library, size: int, queries: list[tuple[str, ...]]) -> Iterator[Row]:
    """Compare with reading every text: of all articles that contain the words, and of all that were found."""
    bodies = library._index.database.writer.execute("SELECT r.id, t.body FROM rows r JOIN texts t ON t.num = r.num")
    expected: list[set[str]] = [set() for _ in queries]
    folded = [[fold(word) for word in words] for words in queries]
    for key, body in bodies:
        text = fold(unpacked(body))
        for matching, needles in zip(expected, folded, strict=True):
            if all(needle in text for needle in needles):
                matching.add(key)
    right = there = given = 0
    for words, wanted in zip(queries, expected, strict=True):
        found = {row.id for row in library.view(Selection(words=words))}
        right, there, given = right + len(found & wanted), there + len(wanted), given + len(found)
    yield Row(f"{size}: recall against reading every text", right / there, "", target=">= 1.0")
    yield Row(f"{size}: precision against reading every text", right / given, "", target=">= 1.0")


def _tagging(library: Library) -> tuple[float, float, float]:
    """Return the 95th percentiles of setting a tag, of flushing the disk for it, and of the rest, in milliseconds."""
    rows = library.view()
    chance = random.Random(3)
    ids = [rows[chance.randrange(len(rows))].id for _ in range(300)]
    library.change(ids[:1], lambda marks: replace(marks, tags=("热身",)))
    flushing: list[float] = []
    flush = journal._flush

    def timed(handle: int) -> None:
        flushing.extend(milliseconds(lambda: flush(handle), 1))

    journal._flush = timed
    try:
        times = [milliseconds(lambda key=key: library.change([key], _toggle), 1)[0] for key in ids]  # type: ignore[misc]
    finally:
        journal._flush = flush
    return p95(times), p95(flushing), p95([one - other for one, other in zip(times, flushing, strict=True)])


def _toggle(marks: Marks) -> Marks:
    return replace(marks, tags=() if "测" in marks.tags else ("测",))


def _reader(size: int, figures: library_reader.Figures) -> Iterator[Row]:
    largest = size == SIZES[-1]
    yield Row(f"{size}: key to frame, p95", figures.key, "ms", target="<= 16" if largest else "")
    yield Row(f"{size}: key to frame, computed by the interface, p95", figures.computing, "ms")
    yield Row(f"{size}: key to the article beside the list, p95", figures.beside, "ms")
    paint, target = "an empty Textual app", "<= 1.25" if largest else ""
    yield Row(f"{size}: first frame / empty app", figures.frame / figures.empty, "x", paint, target)
    yield Row(f"{size}: first frame with rows / empty app", figures.rows / figures.empty, "x", paint, target)
    yield Row(f"{size}: memory above an empty app", figures.memory, "MB", target="<= 60" if largest else "")


if __name__ == "__main__":
    for each in run():
        sys.stdout.write(f"{each}\n")
