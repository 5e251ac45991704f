"""TinyDB over a journaled file: its own calls, each written as one line of the journal."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from store.library.journal import JournalStorage
from store.library.storage import locked
from store.library.touched import Touched


class JournalTable(Table):
    """A table whose changes are written as one line of the journal, under the file's lock, on fresh data.

    No search result is cached: another process may write between two searches.
    """

    def __init__(self, storage: Storage, name: str, **options: Any) -> None:
        super().__init__(storage, name, **(options | {"cache_size": 0}))

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert a document; its id is taken under the lock."""
        with self._exclusive():
            return super().insert(document)

    def insert_multiple(self, documents: Any) -> list[int]:
        """Insert documents; their ids are taken under the lock."""
        with self._exclusive():
            return super().insert_multiple(documents)

    @contextlib.contextmanager
    def _exclusive(self) -> Iterator[JournalStorage]:
        storage = self.storage
        assert isinstance(storage, JournalStorage)
        with locked(storage.path):
            self._next_id = None
            yield storage

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        with self._exclusive() as storage:
            touched = Touched((storage.read() or {}).get(self.name, {}))
            updater(touched)
            storage.append({self.name: touched.changes()})


class JournalDB(TinyDB):
    """A TinyDB file with a journal, safe between processes."""

    table_class = JournalTable  # type: ignore[assignment]  # declared type[Table], not a subclass of it

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(path, storage=JournalStorage)

    @property
    def journal(self) -> JournalStorage:
        """The storage."""
        storage = self.storage
        assert isinstance(storage, JournalStorage)
        return storage

    @contextlib.contextmanager
    def transaction(self, *names: str) -> Iterator[tuple[Touched, ...]]:
        """Give tables to change, under the lock; what was touched is written in one step unless an error is raised."""
        with locked(self.path):
            tables = self.journal.read() or {}
            touched = tuple(Touched(tables.get(name, {})) for name in names)
            yield touched
            self.journal.append({name: table.changes() for name, table in zip(names, touched, strict=True)})
