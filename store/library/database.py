"""The file ``index.sqlite``: its tables, and what becomes of it where it cannot be used.

Everything in it is made from the documents and the marks. It can be deleted at any time; a file that is broken, or of
another form, is thrown away and made again. Where the folder cannot be written a copy in a temporary folder serves.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.errors import LibraryError
from store.library.folding import contains, fold

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

FORM = "3 entities-words"
"""The form of the tables, and of what is in them; another one is made anew."""

BUSY_MILLISECONDS = 10_000

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE files (
    num INTEGER PRIMARY KEY, folder TEXT, name TEXT, inode INTEGER, mtime INTEGER, size INTEGER, problem TEXT,
    UNIQUE (folder, name));
CREATE TABLE pages (
    num INTEGER PRIMARY KEY, id TEXT UNIQUE, file INTEGER, day INTEGER, paper TEXT, date TEXT, label TEXT, sort TEXT,
    moves INTEGER, print TEXT, sum INTEGER, splitter TEXT);
CREATE INDEX pages_in_order ON pages (day DESC, paper, sort, id);
CREATE INDEX pages_in_file ON pages (file);
CREATE INDEX pages_by_print ON pages (print);
CREATE TABLE rows (
    num INTEGER PRIMARY KEY, id TEXT UNIQUE, page INTEGER, pos INTEGER, sum INTEGER, headline TEXT, authors TEXT,
    sure INTEGER, names BLOB, read INTEGER DEFAULT 0, bookmarked INTEGER DEFAULT 0, tags TEXT DEFAULT '',
    note TEXT DEFAULT '', position INTEGER DEFAULT 0);
CREATE INDEX rows_of_page ON rows (page, pos, read);
CREATE INDEX rows_bookmarked ON rows (num) WHERE bookmarked;
CREATE INDEX rows_noted ON rows (num) WHERE note != '';
CREATE TABLE marked (id TEXT PRIMARY KEY, marks TEXT) WITHOUT ROWID;
CREATE TABLE tagged (folded TEXT, tag TEXT, row INTEGER, PRIMARY KEY (folded, tag, row)) WITHOUT ROWID;
CREATE TABLE written (author TEXT, row INTEGER, PRIMARY KEY (author, row)) WITHOUT ROWID;
CREATE TABLE names (
    num INTEGER PRIMARY KEY, kind TEXT, name TEXT, folded TEXT, stem TEXT, full INTEGER, articles INTEGER,
    mentions INTEGER, own INTEGER, UNIQUE (kind, name));
CREATE INDEX names_folded ON names (folded, kind);
CREATE INDEX names_joined ON names (full) WHERE full NOT NULL;
CREATE INDEX names_by_stem ON names (stem) WHERE stem != '';
CREATE TABLE named (name INTEGER, row INTEGER, PRIMARY KEY (name, row)) WITHOUT ROWID;
CREATE TABLE spellings (
    num INTEGER PRIMARY KEY, name INTEGER, spelling TEXT, folded TEXT, told INTEGER, articles INTEGER, mentions INTEGER,
    UNIQUE (name, spelling));
CREATE INDEX spellings_folded ON spellings (folded);
CREATE TABLE offices (num INTEGER PRIMARY KEY, office TEXT UNIQUE, articles INTEGER);
CREATE TABLE held (name INTEGER, office INTEGER, row INTEGER, PRIMARY KEY (name, office, row)) WITHOUT ROWID;
CREATE TABLE joins (num INTEGER PRIMARY KEY, kind TEXT, name TEXT, target TEXT);
CREATE INDEX joins_by_name ON joins (name);
CREATE INDEX joins_by_target ON joins (target);
CREATE TABLE taught (num INTEGER PRIMARY KEY, ord INTEGER, text TEXT, cuts TEXT);
CREATE TABLE texts (num INTEGER PRIMARY KEY, body BLOB);
CREATE VIRTUAL TABLE search USING fts5(
    tokens, content='', detail=none, columnsize=0, tokenize='unicode61 remove_diacritics 0');
"""


class DayFullError(Exception):
    """A day has more articles than the numbers of its rows can count: the index is to be made again."""


def packed(text: str) -> bytes:
    """Return a text as the index keeps it."""
    return zlib.compress(text.encode("gb18030", "replace"), 6)


def unpacked(body: bytes) -> str:
    """Return the text that ``packed`` packed."""
    return zlib.decompress(body).decode("gb18030")


def _holds(body: bytes, word: str) -> bool:
    """Say, inside SQL, whether a packed text contains a folded word."""
    return contains(unpacked(body), word)


class Database:
    """One connection that writes, and one for each thread that reads beside it and never waits.

    Raises:
        LibraryError: if it can neither be opened nor made anywhere.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "index.sqlite"
        self.elsewhere: TemporaryDirectory[str] | None = None
        self.lock = threading.RLock()
        self._local = threading.local()
        self._readers: dict[threading.Thread, sqlite3.Connection] = {}
        self._among_readers = threading.Lock()
        try:
            self._open()
        except sqlite3.Error:
            self._open_elsewhere()

    def _open(self) -> None:
        try:
            self._connect()
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            self.remove()
            self._connect()

    def _connect(self) -> None:
        self.writer = self._connection()
        self.writer.execute("PRAGMA journal_mode = WAL")
        self.writer.execute("PRAGMA synchronous = NORMAL")
        if self._form() != FORM:
            with self.writing():
                if self._form() != FORM:
                    self._make()

    def _connection(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, isolation_level=None, check_same_thread=False, timeout=BUSY_MILLISECONDS / 1000
        )
        connection.execute("PRAGMA cache_size = -4000")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.create_function("holds", 2, _holds, deterministic=True)
        connection.create_function("fold", 1, fold, deterministic=True)
        return connection

    @property
    def reader(self) -> sqlite3.Connection:
        """The connection of this thread that reads."""
        found: sqlite3.Connection | None = getattr(self._local, "reader", None)
        if found is None:
            self._local.reader = found = self._connection()
            found.execute("PRAGMA query_only = ON")
            with self._among_readers:
                for thread in [thread for thread in self._readers if not thread.is_alive()]:
                    self._readers.pop(thread).close()
                self._readers[threading.current_thread()] = found
        return found

    def _form(self) -> str | None:
        try:
            found = self.writer.execute("SELECT value FROM meta WHERE name = 'form'").fetchone()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return None
            raise
        return found[0] if found else None

    def _make(self) -> None:
        for kind in ("table", "index"):
            found = self.writer.execute("SELECT name FROM sqlite_master WHERE type = ? AND sql NOT NULL", (kind,))
            for name in [name for (name,) in found if not name.startswith("search_")]:
                self.writer.execute(f'DROP {kind} IF EXISTS "{name}"')
        for statement in _TABLES.split(";\n"):
            if statement.strip():
                self.writer.execute(statement)
        self.writer.execute("INSERT INTO meta VALUES ('form', ?)", (FORM,))

    def _open_elsewhere(self) -> None:
        import shutil
        import tempfile

        self.elsewhere = tempfile.TemporaryDirectory(prefix="dubao-index-")
        there = Path(self.elsewhere.name) / self.path.name
        with contextlib.suppress(OSError):
            shutil.copyfile(self.path, there)
        self.path = there
        try:
            self._open()
        except sqlite3.Error as error:
            raise LibraryError(
                "The library cannot be indexed",
                f"{there}: {error}",
                "Make room on the disk, or set TMPDIR to a folder that can be written",
            ) from error

    def remove(self) -> None:
        """Take the file away."""
        for end in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + end).unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file."""
        with self.lock:
            for connection in (*self._readers.values(), self.writer):
                connection.close()
            if self.elsewhere:
                self.elsewhere.cleanup()

    def again(self, meta: Mapping[str, str]) -> None:
        """Throw everything away and begin with empty tables that remember ``meta``."""
        with self.writing():
            self._make()
            for name, value in meta.items():
                self.remember(name, value)

    def shrink(self) -> None:
        """Give the disk back what is not used, and put the full text in its best form."""
        with self.lock:
            self.writer.execute("INSERT INTO search (search) VALUES ('optimize')")
            self.writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection that writes; what is done with it counts as a whole, or, where an error is raised, not.

        Raises:
            sqlite3.Error: if it cannot be written.
        """
        with self.lock:
            if self.writer.in_transaction:
                yield self.writer
                return
            self.writer.execute("BEGIN IMMEDIATE")
            try:
                yield self.writer
            except BaseException:
                self.writer.execute("ROLLBACK")
                raise
            self.writer.execute("COMMIT")

    def all(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return all rows of a query, read beside whatever is being written."""
        return self.reader.execute(query, values).fetchall()

    def one(self, query: str, values: Sequence[Any] = ()) -> Any:
        """Return the first row of a query, or None."""
        return self.reader.execute(query, values).fetchone()

    @property
    def version(self) -> int:
        """A number that becomes another one when another program has written."""
        with self.lock:
            return int(self.writer.execute("PRAGMA data_version").fetchone()[0])

    def meta(self, name: str) -> str | None:
        """Return a value that was remembered, or None."""
        found = self.one("SELECT value FROM meta WHERE name = ?", (name,))
        return found[0] if found else None

    def remember(self, name: str, value: str) -> None:
        """Remember a value under a name."""
        with self.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
