"""What a gloss, a reading, a script and the own words cost, and what memory the dictionary takes."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from tests.bench.row import PAGES, Row, milliseconds, p95

Given = TypeVar("Given")
LOOK_UPS, TIMES = 20_000, 10
LENGTHS = (1_500, 20_000)
OWN_WORDS = 1_000

_MEMORY = """
import sys
from pathlib import Path

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6

words = sys.stdin.buffer.read().decode().split()
before = resident()
from store.language.dictionary import Dictionary
dictionary = Dictionary(Path(sys.argv[1]))
for word in words:
    dictionary.look_up(word)
print(resident() - before)
"""
"""Prints how many MB the open dictionary takes after many look-ups, with all that it imports."""


def run() -> Iterator[Row]:
    """Yield the cost of the dictionary, then that of readings, scripts and own words at two lengths of text."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _dictionary(Path(folder))
    for length in LENGTHS:
        yield from _texts(length)


def _dictionary(folder: Path) -> Iterator[Row]:
    from store.language import cedict
    from store.language.dictionary import Dictionary

    yield Row("make the dictionary, once", milliseconds(lambda: Dictionary(folder).close(), 1)[0], "ms")
    yield Row("open it", p95(milliseconds(lambda: Dictionary(folder).close(), TIMES)), "ms")
    dictionary = Dictionary(folder)
    words = random.Random(2).sample([line.simplified for line in cedict.entries()], LOOK_UPS)
    yield Row("gloss look-up warm, p95", p95(_each(dictionary.look_up, words)), "ms", target="<= 1")
    lacking = [first + second for first, second in zip(words[:500], words[500:1000], strict=True)]
    yield Row("a word it lacks explained by its parts, p95", p95(_each(dictionary.explain, lacking)), "ms")
    yield Row("words that contain a word, p95", p95(_each(dictionary.containing, words[:50])), "ms")
    dictionary.close()
    if sys.platform == "linux":
        call = [sys.executable, "-c", _MEMORY, str(folder)]
        done = subprocess.run(call, check=True, capture_output=True, input=" ".join(words).encode())
        yield Row("memory of the dictionary", float(done.stdout), "MB", target="<= 15")


def _each(work: Callable[[Given], object], values: Sequence[Given]) -> list[float]:
    return [milliseconds(lambda: work(value), 1)[0] for value in values]  # noqa: B023 -- called before the next value


def _texts(length: int) -> Iterator[Row]:
    from store.language.convert import converted
    from store.language.readings import Spelling, readings
    from store.language.readings import _syllables as readings_of
    from store.language.teaching import OwnWord, taught
    from store.language.words import segment
    from store.pages.read import find_files, read_pages

    pages = [raw.text for path in find_files([PAGES]) for raw in read_pages(path)]
    text = "".join(pages)[:length]
    words = segment(text)

    def at_first() -> None:
        readings_of.cache_clear()
        readings(text, words)

    name = f"{len(text):,} characters"
    readings("重", ["重"])
    converted(["重"], "traditional")
    yield Row(f"{name}: read them, words new, p95", p95(milliseconds(at_first, TIMES)), "ms")
    yield Row(f"{name}: read them again, p95", p95(milliseconds(lambda: readings(text, words), TIMES)), "ms")
    yield Row(f"{name}: make them findable by pinyin, p95", p95(milliseconds(lambda: Spelling(words), TIMES)), "ms")
    convert = milliseconds(lambda: converted(words, "traditional"), TIMES)
    yield Row(f"{name}: in traditional characters, p95", p95(convert), "ms")
    dice = random.Random(3)
    starts = [dice.randrange(len(words) - 1) for _ in range(OWN_WORDS)]
    own = [OwnWord(words[at] + words[at + 1]) for at in starts]
    pass_ = milliseconds(lambda: taught(text, words, own), TIMES)
    yield Row(f"{name}: {OWN_WORDS:,} own words of them, p95", p95(pass_), "ms")
    away = [OwnWord(f"{word.text}龘") for word in own]
    yield Row(
        f"{name}: {OWN_WORDS:,} own words of others", p95(milliseconds(lambda: taught(text, words, away), TIMES)), "ms"
    )
