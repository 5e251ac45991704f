"""A library folder with an index that is kept up to it: what ``Library`` stands on."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from store.errors import LibraryError
from store.library.database import DayFullError
from store.library.index import Index
from store.library.issues import IssueFiles, Problem
from store.library.marks import MarksFile
from store.library.sync import Progress, Sync, sweep


class IndexedFolder:
    """The files of a library and their index; ``Library`` says what can be done with them.

    Raises:
        LibraryError: if the folder cannot be made or read, or an index can be made nowhere.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.RLock()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            list(folder.iterdir())
        except OSError as error:
            raise LibraryError(
                "The library cannot be opened",
                f"{folder}: {error.strerror}",
                "Name another folder with --library or DUBAO_LIBRARY",
            ) from error
        self._index = Index(folder)
        self._issues = IssueFiles(folder, self._index)
        self._marks = MarksFile(folder / "marks.json")
        self._sync = Sync(self._index, self._issues, self._marks)
        sweep(folder)
        self._compared = False
        self._version = self._index.database.version

    # The index -----------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _fresh(self) -> Iterator[None]:
        """Hold the lock, with an index that is up to the folder; its errors are told as ours."""
        with self._lock, self._telling():
            self._take_changes(lambda *_: None)
            yield

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise LibraryError(
                "The index of the library cannot be used",
                f"{self._index.database.path}: {error}. The documents are untouched",
                "`dubao reindex` makes a new one",
            ) from error

    def sync(self, progress: Progress = lambda *_: None) -> None:
        """Bring the index up to the folder; ``progress`` is told how many of how many files have been read.

        Other threads can use the library meanwhile.

        Raises:
            LibraryError: if the index cannot be written.
        """
        with self._telling():
            self._take_changes(progress, every=True)

    def reindex(self, progress: Progress = lambda *_: None) -> None:
        """Make the index anew from the documents and the marks.

        Raises:
            LibraryError: if it cannot be written.
        """
        with self._lock, self._telling():
            self._begin_again()
            self._take_changes(progress, every=True)
            self._index.database.shrink()

    def refresh(self, *, every: bool = False) -> bool:
        """Take in what other programs did, and return whether they did anything.

        Args:
            every: whether files are looked at one by one, which finds also those that were written over in place.
        """
        with self._lock, self._telling():
            known = self._version
            changed = self._take_changes(lambda *_: None, every=every)
            self._version = self._index.database.version
            return changed or self._version != known

    def _begin_again(self, more_bits: int = 0) -> None:
        self._index.begin_again(more_bits)
        self._sync.forget()
        self._compared = False

    def _take_changes(self, progress: Progress, *, every: bool = False) -> bool:
        """Take what is changed on the disk into the index; a broken index is thrown away first."""
        try:
            return self._compare(progress, every=every)
        except DayFullError:
            self._begin_again(more_bits=2)
            return self._take_changes(progress, every=True)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            self._begin_again()
            return self._compare(progress, every=True)

    def _compare(self, progress: Progress, *, every: bool) -> bool:
        with self._lock:
            changes = self._sync.changed(every=every or not self._compared)
            self._compared = True
        for done, change in enumerate(changes):
            progress(done, len(changes))
            with self._lock:
                self._sync.take(change)
        with self._lock:
            self._sync.resolve()
            return self._follow() or bool(changes)

    def _follow(self) -> bool:
        """Show in the index what was marked since; marks that are broken are set aside."""
        try:
            return self._sync.follow_marks()
        except LibraryError:
            pass
        try:
            self._sync.mend_marks()
            return self._sync.follow_marks()
        except LibraryError as error:
            self._sync.tell(Problem(str(self._marks.path), error.message))
            return False
