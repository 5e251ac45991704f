"""The own words as the index has them, so that opening an article reads no marks."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from store.language.teaching import OwnWord, TeachingError, checked
from store.library import decisions
from store.library.decisions import Table
from store.library.journal import Changes
from store.library.journaled import JournalDB
from store.model import Record


class Taught(Record, frozen=True):
    """An own word, by its text: where it is cut, and its place in the order of teaching."""

    order: int
    cuts: tuple[int, ...] = ()


OWN = Table("own words", Taught, key="text")


def follow_taught(connection: sqlite3.Connection, lines: Iterable[Changes]) -> None:
    """Show in the index which own words the journal has more, or has no longer."""
    for line in lines:
        for number, document in line.get(OWN.name, {}).items():
            connection.execute("DELETE FROM taught WHERE num = ?", (int(number),))
            _insert(connection, {number: document})


def set_all_taught(connection: sqlite3.Connection, db: JournalDB) -> None:
    """Show in the index all own words that there are, and no others."""
    connection.execute("DELETE FROM taught")
    _insert(connection, (db.journal.read() or {}).get(OWN.name, {}))


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
