"""What the index has of the reader's words: the own words, and a number that tells whether anything was said since.

So opening an article reads no marks, and asking what is known waits for nothing that is being written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from store.language.teaching import OwnWord, TeachingError, checked
from store.library import decisions
from store.library.decisions import Table
from store.library.journal import Changes
from store.library.journaled import JournalDB
from store.model import Record

Familiarity = Literal["known", "learning", "ignored"]
"""What the reader says of a word; a word of which nothing is said is unknown."""


class Taught(Record, frozen=True):
    """An own word, by its text: where it is cut, and its place in the order of teaching."""

    order: int
    cuts: tuple[int, ...] = ()


class Familiar(Record, frozen=True):
    """How well the reader knows a word."""

    state: Familiarity


OWN = Table("own words", Taught, key="text")
FAMILIAR = Table("familiar words", Familiar, key="word")
SAID = "words"
"""The name under which the index counts how often something was said of words."""


def follow_words(connection: sqlite3.Connection, lines: Iterable[Changes]) -> None:
    """Show in the index what the journal has more, or has no longer, of the reader's words."""
    said = False
    for line in lines:
        said = said or OWN.name in line or FAMILIAR.name in line
        for number, document in line.get(OWN.name, {}).items():
            connection.execute("DELETE FROM taught WHERE num = ?", (int(number),))
            _insert(connection, {number: document})
    if said:
        _count(connection)


def set_all_words(connection: sqlite3.Connection, db: JournalDB) -> None:
    """Show in the index all that is said of words, and nothing else."""
    connection.execute("DELETE FROM taught")
    _insert(connection, (db.journal.read() or {}).get(OWN.name, {}))
    _count(connection)


def _count(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO meta VALUES (?, '1') ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1", (SAID,)
    )


def _insert(connection: sqlite3.Connection, documents: Mapping[str, Mapping[str, object] | None]) -> None:
    """Insert own words; what another program broke has no effect."""
    for text, own in decisions.read(OWN, documents):
        cuts = " ".join(map(str, own.cuts))
        connection.execute(
            "INSERT OR REPLACE INTO taught VALUES (?, ?, ?, ?)", (decisions.number_of(text), own.order, text, cuts)
        )


def read_taught(connection: sqlite3.Connection) -> Iterator[OwnWord]:
    """Yield the own words, the oldest first; what can be no word is left out."""
    for text, cuts in connection.execute("SELECT text, cuts FROM taught ORDER BY ord, text"):
        try:
            yield checked(OwnWord(text, tuple(map(int, cuts.split()))))
        except TeachingError:
            continue
