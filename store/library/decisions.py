"""What the reader decides beside the marks of articles: documents by key, in tables of ``marks.json``.

Saved queries are kept so, and which names are one entity. A change is one durable line of the journal, however many
documents it concerns, and comes back as a value that takes it back. A new kind is a struct and the name of a table:

    OWN = Table("own words", OwnWord)
    library.decided(OWN)                             # {key: OwnWord}
    undo = library.decide(OWN, {"新词": OwnWord()})   # None in place of a document takes it away
    library.undo(undo)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

import msgspec

from store.library.identity import doc_id, fingerprint
from store.library.journaled import JournalDB
from store.library.touched import Document
from store.model import Record

Decision = TypeVar("Decision", bound=Record)


class Table(NamedTuple, Generic[Decision]):
    """A table of ``marks.json``.

    Attributes:
        name: of the table in the file.
        type: of its documents; it has no field that is called like ``key``.
        key: how the file calls the key of a document.
    """

    name: str
    type: type[Decision]
    key: str = "key"


class Decided(Record, frozen=True):
    """Documents of a table became others: by key, as they were and as they are; None where there is none."""

    table: str
    key: str
    before: Mapping[str, Document | None]
    after: Mapping[str, Document | None]


def number_of(key: str) -> int:
    """Return the TinyDB document id of a key."""
    return doc_id(fingerprint(key)[:10])


def read(
    table: Table[Decision], documents: Mapping[str, Mapping[str, object] | None]
) -> Iterator[tuple[str, Decision]]:
    """Yield keys and decisions of documents as the file has them; what is broken is left out, and stays as it is."""
    for document in documents.values():
        try:
            yield str((document or {})[table.key]), msgspec.convert(document, table.type, strict=False)
        except (KeyError, TypeError, msgspec.ValidationError):
            continue


def all_of(db: JournalDB, table: Table[Decision]) -> dict[str, Decision]:
    """Return the decisions of a table by key, in the order of the keys.

    Raises:
        LibraryError: if the file is broken.
    """
    return dict(sorted(read(table, (db.journal.read() or {}).get(table.name, {}))))


def decide(db: JournalDB, table: Table[Decision], changes: Mapping[str, Decision | None]) -> Decided:
    """Put documents in the place of others, by key, in one durable write; None takes one away.

    Raises:
        LibraryError: if they cannot be written; nothing is then changed.
    """
    documents = {key: None if each is None else msgspec.to_builtins(each) for key, each in changes.items()}
    return _put(db, table.name, table.key, documents)


def take_back(db: JournalDB, change: Decided) -> Decided:
    """Put back what a change had changed, only those fields, and return the inverse.

    Raises:
        LibraryError: if it cannot be written; nothing is then changed.
    """
    now = (db.journal.read() or {}).get(change.table, {})
    wanted = {
        key: _fields_back(now.get(str(number_of(key))), change.before[key], change.after[key]) for key in change.before
    }
    return _put(db, change.table, change.key, wanted)


def _fields_back(now: Mapping[str, object] | None, before: Document | None, after: Document | None) -> Document | None:
    if now is None or before is None or after is None:
        return before
    changed = {field for field in {*before, *after} if before.get(field) != after.get(field)}
    return {field: value for field, value in now.items() if field not in changed} | {
        field: before[field] for field in changed & before.keys()
    }


def _put(db: JournalDB, table: str, name: str, wanted: Mapping[str, Document | None]) -> Decided:
    before: dict[str, Document | None] = {}
    after: dict[str, Document | None] = {}
    with db.transaction(table) as (documents,):
        for key, document in wanted.items():
            number = number_of(key)
            before[key] = _without(documents[number], name) if number in documents else None
            after[key] = None if document is None else _without(document, name)
            if document is not None:
                documents[number] = {name: key} | _without(document, name)
            elif number in documents:
                del documents[number]
    return Decided(table, name, before, after)


def _without(document: Document, name: str) -> Document:
    return {field: value for field, value in document.items() if field != name}
