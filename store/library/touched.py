"""A table to change that remembers which documents were touched, so that only they are written."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

Document = dict[str, Any]


class Touched(MutableMapping[int, Document]):
    """The documents of a TinyDB table by id; one is copied when it is first looked at, the originals stay as they are.

    Args:
        table: document id, written as in JSON, -> document.
    """

    def __init__(self, table: Mapping[str, Document]) -> None:
        self._table = table
        self._touched: dict[str, Document | None] = {}

    def __getitem__(self, doc_id: int) -> Document:
        """Return a document that may be changed in place."""
        key = str(doc_id)
        if key not in self._touched:
            self._touched[key] = copy.deepcopy(self._table[key])
        document = self._touched[key]
        if document is None:
            raise KeyError(doc_id)
        return document

    def __setitem__(self, doc_id: int, document: Mapping[str, Any]) -> None:
        """Put a document in."""
        self._touched[str(doc_id)] = dict(document)

    def __delitem__(self, doc_id: int) -> None:
        """Take a document out."""
        if doc_id not in self:
            raise KeyError(doc_id)
        self._touched[str(doc_id)] = None

    def __contains__(self, doc_id: object) -> bool:
        """Say whether there is a document of this id, without touching it."""
        key = str(doc_id)
        return self._touched[key] is not None if key in self._touched else key in self._table

    def __iter__(self) -> Iterator[int]:
        """Yield the ids of all documents."""
        added = [key for key in self._touched if key not in self._table]
        return (int(key) for key in [*self._table, *added] if self._touched.get(key, True) is not None)

    def __len__(self) -> int:
        """Return how many documents there are."""
        return sum(1 for _ in self)

    def changes(self) -> dict[str, Document | None]:
        """Return the documents that are not as they were, None where one went."""
        return {key: doc for key, doc in self._touched.items() if doc != self._table.get(key)}
