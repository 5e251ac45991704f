"""What the reader adds to a library: marks of articles, tags as a whole, and saved queries."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from store.errors import LibraryError
from store.library import decisions, views
from store.library.decisions import Decided, Decision, Table
from store.library.indexed import IndexedFolder
from store.library.marks import Undo
from store.library.query import parse
from store.library.where import where
from store.model import Marks, Record, Selection
from store.safe import clean_line, clean_text


class SavedQuery(Record, frozen=True):
    """A query that is kept under a name."""

    query: str


QUERIES = Table("queries", SavedQuery, key="name")


class MarkedFolder(IndexedFolder):
    """A library folder as the reader marks it."""

    def marks(self, article_id: str) -> Marks:
        """Return the marks of an article; unmarked where it has none."""
        with self._lock, self._telling():
            self._follow()
            return self._index.marks_of(article_id)

    def change(self, ids: Iterable[str], step: Callable[[Marks], Marks]) -> Undo:
        """Apply ``step`` to the marks of each article, all in one durable write.

        Raises:
            LibraryError: if they cannot be written; they are then as they were.
        """
        with self._lock:
            return self._change(ids, lambda _, marks: step(marks))

    def _change(self, ids: Iterable[str], step: Callable[[str, Marks], Marks]) -> Undo:
        """Change marks in one durable write; where the index cannot follow now, it does so later."""
        with contextlib.suppress(sqlite3.Error):
            self._follow()
        undo = self._marks.change(ids, step)
        with contextlib.suppress(sqlite3.Error):
            self._sync.follow_marks(undo.after)
        return undo

    def tags(self) -> dict[str, int]:
        """Return every tag with the number of its articles, most used first."""
        with self._fresh():
            return self._index.tags()

    def rename_tag(self, old: str, new: str) -> Undo:
        """Give the articles of a tag another one in its place, or none where ``new`` is "", in one step.

        Raises:
            LibraryError: if no article has the tag, or it cannot be written.
        """
        new = clean_line(new)
        with self._fresh():
            ids = [row.id for row in views.view(self._index, where(Selection(tag=old)))]
            if not ids:
                raise LibraryError("There is no such tag", clean_line(old), "`dubao tags` lists them")

            def step(marks: Marks) -> Marks:
                if old not in marks.tags:
                    return marks
                return replace(marks, tags=tuple(new if tag == old else tag for tag in marks.tags))

            return self.change(ids, step)

    def queries(self) -> dict[str, str]:
        """Return the saved queries by name, in the order of their names."""
        return {name: saved.query for name, saved in self.decided(QUERIES).items()}

    def save_query(self, name: str, query: str) -> Decided:
        """Save a query under a name, or remove it where the query is "".

        Raises:
            QueryError: if it cannot be understood.
            LibraryError: if the name is empty, or it cannot be written.
        """
        name, query = clean_line(name), clean_text(query).strip()
        if not name:
            raise LibraryError("A saved query needs a name")
        parse(query)
        return self.decide(QUERIES, {name: SavedQuery(query) if query else None})

    def decided(self, table: Table[Decision]) -> dict[str, Decision]:
        """Return what the reader decided, by key (``store.library.decisions``); nothing where the file is broken."""
        with self._lock, contextlib.suppress(LibraryError):
            return decisions.all_of(self._marks.db, table)
        return {}

    def decide(self, table: Table[Decision], changes: Mapping[str, Decision | None]) -> Decided:
        """Put decisions in the place of others, by key, in one durable write; None takes one away.

        Raises:
            LibraryError: if they cannot be written; nothing is then changed.
        """
        with self._lock:
            return self._deciding(lambda: decisions.decide(self._marks.db, table, changes))

    def _decide_back(self, change: Decided) -> Decided:
        with self._lock:
            return self._deciding(lambda: decisions.take_back(self._marks.db, change))

    def _deciding(self, write: Callable[[], Decided]) -> Decided:
        """Write a decision; where the index cannot follow now, it does so later."""
        done = write()
        with contextlib.suppress(sqlite3.Error):
            self._follow()
        return done
