"""Bringing the index up to the folder: what other programs wrote, what a crash left, and everything where it was lost.

Files are compared by inode, time and size, which need no reading; folders whose time has not changed are not looked
into, unless that time is too young to tell two changes apart, or all shall be compared.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from store.errors import LibraryError
from store.library import decisions
from store.library.entities_joined import JOINS, Join, set_all_joins, set_joins
from store.library.index import Index
from store.library.issues import Issue, IssueFiles, Problem, drop_copy
from store.library.journal import Changes, Position, keep_aside
from store.library.marks import MarksFile
from store.library.schema import NEWER
from store.library.storage import TEMPORARY, Signature, locked
from store.library.taught import follow_words, set_all_words
from store.model import Marks

YOUNG = 2_000_000_000
"""Nanoseconds; some file systems count the time of a folder in such steps."""

Progress = Callable[[int, int], None]
"""Told how many of how many files have been read."""


class Change(NamedTuple):
    """A file that is not as the index has it; without a signature it is gone."""

    path: Path
    signature: Signature | None


class Sync:
    """Compares a folder with its index."""

    def __init__(self, index: Index, issues: IssueFiles, marks: MarksFile) -> None:
        self._index = index
        self._issues = issues
        self._marks = marks
        self._seen: dict[Path, int] = {}
        self.told: dict[str, Problem] = {}

    def tell(self, problem: Problem) -> None:
        """Remember what went wrong with a file."""
        self.told[problem.file] = problem

    def forget(self) -> None:
        """Look into every folder again next time."""
        self._seen.clear()

    # Issue files ---------------------------------------------------------------------------------------------------

    def changed(self, *, every: bool) -> list[Change]:
        """Return the files that are not as the index has them.

        Args:
            every: whether folders that have not changed are looked into as well.
        """
        root = self._index.folder / "issues"
        there = {entry.name for entry in _entries(root) if entry.is_dir()}
        changes: list[Change] = []
        for name in sorted(there | set(self._index.folders() if every else ())):
            changes += self._changed_in(root / name, every=every)
        return changes

    def _changed_in(self, folder: Path, *, every: bool) -> Iterator[Change]:
        now = time.time_ns()
        try:
            when = folder.stat().st_mtime_ns
        except OSError:
            when = 0
        if not every and self._seen.get(folder) == when:
            return
        if abs(now - when) > YOUNG:
            self._seen[folder] = when
        else:
            self._seen.pop(folder, None)
        known = self._index.files_in(folder.name)
        for entry in _entries(folder):
            if entry.name.endswith(TEMPORARY):
                _sweep(folder, entry.name)
            if not entry.name.endswith(".json"):
                continue
            with contextlib.suppress(FileNotFoundError):
                stat = entry.stat()
                found = Signature(stat.st_ino, stat.st_mtime_ns, stat.st_size)
                if known.pop(entry.name, None) != found:
                    yield Change(folder / entry.name, found)
        for gone in known:
            yield Change(folder / gone, None)

    def take(self, change: Change) -> None:
        """Take one changed file into the index; one that is broken is set aside.

        Raises:
            sqlite3.Error: if the index cannot be written.
        """
        path = change.path
        try:
            issue = Issue(path)
            problem = ""
            if issue.newer:
                problem = NEWER
            self._index.take_in(path, issue, problem)
        except FileNotFoundError:
            self._index.take_in(path, None)
        except LibraryError as error:
            self._set_aside(path, error, change.signature)

    def _set_aside(self, path: Path, error: LibraryError, signature: Signature | None) -> None:
        try:
            with locked(path):
                aside = self._still_broken(path)
        except LibraryError:
            self._index.take_in(path, None, f"{error.message}. It was left as it is", signature)
            return
        if aside is None:
            self.take(Change(path, None))
            return
        self.tell(Problem(str(path), f"{error.message}. It was set aside as {aside.name}; load its pages again"))
        self._index.take_in(path, None)

    @staticmethod
    def _still_broken(path: Path) -> Path | None:
        try:
            issue = Issue(path)
            for page in issue.pages.values():
                issue.articles_of(page)
        except FileNotFoundError:
            return None
        except LibraryError:
            return keep_aside(path)
        return None

    def resolve(self) -> None:
        """Take away copies that a crash left where a page moved; what cannot be written now stays unseen."""
        stale, self._index.stale = self._index.stale, set()
        for wrong, right, page in sorted(stale):
            with contextlib.suppress(LibraryError):
                if drop_copy(wrong, right, page):
                    self._issues.read(wrong)

    # Marks ---------------------------------------------------------------------------------------------------------

    def follow_marks(self, last: Mapping[str, Marks] | None = None) -> bool:
        """Show in the index what the journal of the marks has more; return whether it had.

        Args:
            last: what the last write changed, where that is known.

        Raises:
            LibraryError: if the marks cannot be read.
            sqlite3.Error: if the index cannot be written.
        """
        journal = self._marks.db.journal
        position = self._index.marks_position()
        more = journal.since(position) if position else None
        if more is not None:
            lines, now = more
            if now != position:
                self._show([pair for line in lines for pair in self._marks.changed(line)], lines, now)
            return now != position
        now = journal.position
        compacted = position is not None and now.generation > position.generation  # else someone put another file there
        if position is not None and compacted and position.writes == now.writes:
            self._index.set_marks((), now)
            return False
        if position is not None and compacted and last is not None and position.writes + 1 == now.writes:
            self._show(last.items(), (), now)
            return True
        joins = {decisions.number_of(key): join for key, join in decisions.all_of(self._marks.db, JOINS).items()}
        self._show_all(dict(self._marks.items()), joins, now)
        return True

    @staticmethod
    def _joined(lines: Sequence[Changes]) -> dict[int, Join | None]:
        found: dict[int, Join | None] = {}
        for line in lines:
            for number, document in line.get(JOINS.name, {}).items():
                found[int(number)] = next((join for _, join in decisions.read(JOINS, {number: document})), None)
        return found

    def _show(self, marks: Iterable[tuple[str, Marks]], lines: Sequence[Changes], position: Position) -> None:
        with self._index.database.writing() as connection:
            set_joins(connection, self._joined(lines))
            follow_words(connection, lines)
            self._index.set_marks(marks, position)
            self._retell()

    def _show_all(self, marks: Mapping[str, Marks], joins: Mapping[int, Join], position: Position) -> None:
        with self._index.database.writing() as connection:
            set_all_joins(connection, joins)
            set_all_words(connection, self._marks.db)
            self._index.set_all_marks(marks, position)
            self._retell()

    def _retell(self) -> None:
        """Write the postings anew of articles in which namesakes were told apart; what is broken is told elsewhere."""
        ids, self._index.retold = self._index.retold, set()
        for key in sorted(ids):
            with contextlib.suppress(LibraryError):
                if article := self._issues.article(key):
                    self._index.retell(article)

    def mend_marks(self) -> None:
        """Set marks that cannot be read aside, and go on with those that can.

        Raises:
            LibraryError: if the marks can be neither read nor mended.
        """
        journal = self._marks.db.journal
        try:
            journal.read()
        except LibraryError as error:
            with locked(self._marks.path):
                aside = journal.mend()
            if aside:
                self.tell(Problem(str(self._marks.path), f"{error.message}. It was set aside as {aside.name}"))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _sweep(folder: Path, name: str) -> None:
    """Take away a temporary file that a crash left: whoever holds the lock of its file would still need it."""
    whole = folder / f"{name.rpartition('.json')[0]}.json"
    with contextlib.suppress(LibraryError, OSError), locked(whole, seconds=0):
        (folder / name).unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Take away the temporary files that a crash left beside the issues."""
    for entry in _entries(folder):
        if entry.name.endswith(TEMPORARY) and entry.name.startswith(("marks.json", "reader.json")):
            _sweep(folder, entry.name)
