"""Writing the index: what is in a file, a page and an article, and what the reader marked."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from store.library import entities_written
from store.library.database import Database, DayFullError, packed, unpacked
from store.library.folding import fold, tokens
from store.library.identity import fingerprint
from store.library.issues import Issue, label_order
from store.library.journal import Position
from store.library.marks import UNMARKED
from store.library.storage import Signature
from store.model import Article, Marks, Page

SEPARATOR = "\x1f"
"""Stands between tags, and between authors; no safe text has it."""

DAY_BITS = 10
"""A row's number is its day times two to this power, and a count within the day. Full text keeps their differences,
so fewer bits make it smaller. Where a day has more articles, the index is made again with more bits."""


LONGEST_OPENING = 80
"""Characters of an article without a headline that a list shows in its place."""


class Stale(NamedTuple):
    """A copy of a page that a crash left where the page moved away: the file that has it, and the one that is right."""

    wrong: Path
    right: Path
    page: str


def day_of(date: str) -> int:
    """Return the number of a day, or 0 where the date is unknown."""
    try:
        return datetime.date.fromisoformat(date).toordinal()
    except ValueError:
        return 0


def listed(values: Iterable[str]) -> str:
    return SEPARATOR.join(values)


def parted(text: str) -> tuple[str, ...]:
    return tuple(text.split(SEPARATOR)) if text else ()


class IndexWriter:
    """What is written into ``index.sqlite``; each call counts as a whole.

    Attributes:
        stale: copies of pages that were met where they are not right.
        retold: the ids of articles whose names mean other entities than their postings say; ``retell`` is to be called.

    Raises:
        LibraryError: if the index can neither be opened nor made.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = Database(folder)
        self.stale: set[Stale] = set()
        self.retold: set[str] = set()

    @property
    def day_bits(self) -> int:
        """How many bits of a row's number count the articles of a day; another program may have made it more."""
        return int(self.database.meta("day bits") or DAY_BITS)

    def begin_again(self, more_bits: int = 0) -> None:
        """Throw everything away; the file itself where it cannot be used any more.

        Args:
            more_bits: for more articles a day.

        Raises:
            sqlite3.Error: if that is not possible.
        """
        self.stale.clear()
        try:
            self.database.again({"day bits": str(self.day_bits + more_bits)})
        except sqlite3.DatabaseError:
            self.database.close()
            self.database.remove()
            self.database = Database(self.folder)

    # Files ---------------------------------------------------------------------------------------------------------

    def place(self, path: Path) -> tuple[str, str]:
        return path.parent.name, path.name

    def path(self, folder: str, name: str) -> Path:
        """Return the path of an issue file from how the index calls it."""
        return self.folder / "issues" / folder / name

    def take_in(self, path: Path, issue: Issue | None, problem: str = "", signature: Signature | None = None) -> None:
        """Make the index say of a file what is in it; None where it is gone or cannot be read.

        Raises:
            sqlite3.Error: if that cannot be written.
        """
        with self.database.writing() as connection:
            place = self.place(path)
            connection.execute("INSERT OR IGNORE INTO files (folder, name, problem) VALUES (?, ?, '')", place)
            number = connection.execute("SELECT num FROM files WHERE folder = ? AND name = ?", place).fetchone()[0]
            known = issue.signature if issue else signature
            if known:
                connection.execute(
                    "UPDATE files SET inode = ?, mtime = ?, size = ?, problem = ? WHERE num = ?",
                    (*known, problem, number),
                )
            else:
                connection.execute("DELETE FROM files WHERE num = ?", (number,))
            there = set(issue.pages) if issue else set()
            for page, key in connection.execute("SELECT num, id FROM pages WHERE file = ?", (number,)).fetchall():
                if key not in there:
                    self._drop_page(connection, page)
            for key in sorted(there):
                assert issue is not None
                self._take_page(connection, issue, number, issue.pages[key])

    # Pages ---------------------------------------------------------------------------------------------------------

    def _take_page(self, connection: sqlite3.Connection, issue: Issue, file: int, page: Page) -> None:
        total, day = issue.sum_of_page(page.id), day_of(page.facts.date)
        known = connection.execute(
            "SELECT p.num, p.file, p.sum, p.moves, p.day, f.folder, f.name FROM pages p LEFT JOIN files f"
            " ON f.num = p.file WHERE p.id = ?",
            (page.id,),
        ).fetchone()
        if known:
            number, where, old_sum, moves, old_day, folder, name = known
            if where != file and folder is not None and self._rival_wins(issue.path, page, moves, folder, name):
                return
            if (where, old_sum) == (file, total):
                return
            if old_day != day:
                self._drop_page(connection, number)
                known = None
        if not known:
            number = connection.execute("INSERT INTO pages (id) VALUES (?)", (page.id,)).lastrowid
        facts, order = page.facts, label_order(page.facts.label, page.raw.part)
        print_ = fingerprint(page.raw.text)
        connection.execute(
            "UPDATE pages SET file = ?, day = ?, paper = ?, date = ?, label = ?, sort = ?, moves = ?, print = ?,"
            " sum = ?, splitter = ? WHERE num = ?",
            (file, day, facts.paper, facts.date, facts.label, order, page.moves, print_, total, page.splitter, number),
        )
        self._take_articles(connection, issue, page, number, day)

    def _rival_wins(self, path: Path, page: Page, moves: int, folder: str, name: str) -> bool:
        """Say whether the copy of a page that is known counts, and not the one just met; the other is to go."""
        rival = self.path(folder, name)
        wins = (moves, str(rival)) > (page.moves, str(path))
        self.stale.add(Stale(path, rival, page.id) if wins else Stale(rival, path, page.id))
        return wins

    def _drop_page(self, connection: sqlite3.Connection, number: int) -> None:
        for (row,) in connection.execute("SELECT num FROM rows WHERE page = ?", (number,)).fetchall():
            self._drop_row(connection, row)
        connection.execute("DELETE FROM pages WHERE num = ?", (number,))

    # Articles ------------------------------------------------------------------------------------------------------

    def _take_articles(self, connection: sqlite3.Connection, issue: Issue, page: Page, number: int, day: int) -> None:
        found = connection.execute("SELECT id, num, sum FROM rows WHERE page = ?", (number,))
        known = {key: (row, total) for key, row, total in found}
        for gone in known.keys() - set(page.articles):
            self._drop_row(connection, known[gone][0])
        for at, key in enumerate(page.articles):
            if not issue.has(key):
                if key in known:
                    self._drop_row(connection, known[key][0])
                continue
            row, total = known.get(key, (0, None))
            if total == issue.sum_of(key):
                connection.execute("UPDATE rows SET pos = ? WHERE num = ?", (at, row))
                continue
            article = issue.article(key)
            assert article is not None
            self._put_row(connection, row, article, (number, at, issue.sum_of(key), day))

    def _put_row(
        self, connection: sqlite3.Connection, row: int, article: Article, place: tuple[int, int, int, int]
    ) -> None:
        page, at, total, day = place
        marks = self.marks_in(connection, article.id)
        elsewhere = connection.execute("SELECT num FROM rows WHERE id = ?", (article.id,)).fetchone()
        if elsewhere:
            self._drop_row(connection, elsewhere[0])
        row = row or self._free_number(connection, day)
        draft, text = article.draft, article.text
        headline = draft.headline.text or (draft.paragraphs[0].text[:LONGEST_OPENING] if draft.paragraphs else "")
        names = entities_written.put(connection, row, article, marks.namesakes)
        connection.execute(
            "INSERT INTO rows (num, id, page, pos, sum, headline, authors, sure, names) VALUES (?,?,?,?,?,?,?,?,?)",
            (row, article.id, page, at, total, headline, listed(draft.authors), draft.sure, names),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO written VALUES (?, ?)", [(fold(author), row) for author in draft.authors]
        )
        connection.execute("INSERT INTO texts VALUES (?, ?)", (row, packed(text)))
        connection.execute("INSERT INTO search (rowid, tokens) VALUES (?, ?)", (row, _tokens(text)))
        if marks != UNMARKED:
            self._show_marks(connection, row, "", marks)

    def _free_number(self, connection: sqlite3.Connection, day: int) -> int:
        bits = self.day_bits
        first, last = day << bits, (day + 1 << bits) - 1
        number: int = connection.execute(
            "SELECT coalesce(max(num) + 1, ?) FROM rows WHERE num BETWEEN ? AND ?", (first, first, last)
        ).fetchone()[0]
        if number <= last:
            return number
        taken = {row for (row,) in connection.execute("SELECT num FROM rows WHERE num BETWEEN ? AND ?", (first, last))}
        free = next((number for number in range(first, last + 1) if number not in taken), None)
        if free is None:
            raise DayFullError
        return free

    @staticmethod
    def _drop_row(connection: sqlite3.Connection, row: int) -> None:
        found = connection.execute(
            "SELECT r.names, r.authors, t.body FROM rows r JOIN texts t ON t.num = r.num WHERE r.num = ?", (row,)
        ).fetchone()
        if found is None:
            return
        names, authors, body = found
        text = unpacked(body)
        connection.execute("INSERT INTO search (search, rowid, tokens) VALUES ('delete', ?, ?)", (row, _tokens(text)))
        connection.execute("DELETE FROM texts WHERE num = ?", (row,))
        entities_written.drop(connection, row, names)
        written = [(fold(author), row) for author in parted(authors)]
        connection.executemany("DELETE FROM written WHERE author = ? AND row = ?", written)
        _untag(connection, row)
        connection.execute("DELETE FROM rows WHERE num = ?", (row,))

    # Marks ---------------------------------------------------------------------------------------------------------

    @staticmethod
    def marks_in(connection: sqlite3.Connection, article_id: str) -> Marks:
        """Return the marks last known of an article, whether it has a row now or had one."""
        found = connection.execute("SELECT marks FROM marked WHERE id = ?", (article_id,)).fetchone()
        return msgspec.json.decode(found[0], type=Marks) if found else UNMARKED

    def set_marks(self, changed: Iterable[tuple[str, Marks]], position: Position | None = None) -> None:
        """Show other marks of articles, and remember up to where the journal has been followed.

        Raises:
            sqlite3.Error: if that cannot be written.
        """
        with self.database.writing() as connection:
            for key, marks in changed:
                if self.marks_in(connection, key).namesakes != marks.namesakes:
                    self.retold.add(key)
                if marks == UNMARKED:
                    connection.execute("DELETE FROM marked WHERE id = ?", (key,))
                else:
                    connection.execute(
                        "INSERT OR REPLACE INTO marked VALUES (?, ?)", (key, msgspec.json.encode(marks).decode())
                    )
                found = connection.execute("SELECT num, tags FROM rows WHERE id = ?", (key,)).fetchone()
                if found:
                    self._show_marks(connection, found[0], found[1], marks)
            if position is not None:
                self.database.remember("marks", msgspec.json.encode(position).decode())

    def retell(self, article: Article) -> None:
        """Write the postings of an article anew, some of whose names mean other entities than before.

        Raises:
            sqlite3.Error: if that cannot be written.
        """
        with self.database.writing() as connection:
            found = connection.execute("SELECT num, names FROM rows WHERE id = ?", (article.id,)).fetchone()
            if found:
                row, names = found
                entities_written.drop(connection, row, names)
                names = entities_written.put(connection, row, article, self.marks_in(connection, article.id).namesakes)
                connection.execute("UPDATE rows SET names = ? WHERE num = ?", (names, row))

    @staticmethod
    def _show_marks(connection: sqlite3.Connection, row: int, tags: str, marks: Marks) -> None:
        if tags != listed(marks.tags):
            _untag(connection, row)
            connection.executemany(
                "INSERT OR IGNORE INTO tagged VALUES (?, ?, ?)", [(fold(tag), tag, row) for tag in marks.tags]
            )
        connection.execute(
            "UPDATE rows SET read = ?, bookmarked = ?, tags = ?, note = ?, position = ? WHERE num = ?",
            (marks.read, marks.bookmarked, listed(marks.tags), marks.note, marks.position, row),
        )

    def set_all_marks(self, marks: Mapping[str, Marks], position: Position) -> None:
        """Show the marks of all articles; those that are not given have none.

        Raises:
            sqlite3.Error: if that cannot be written.
        """
        with self.database.writing() as connection:
            known = {
                key: msgspec.json.decode(text, type=Marks)
                for key, text in connection.execute("SELECT id, marks FROM marked")
            }
            gone = [(key, UNMARKED) for key in known.keys() - marks.keys()]
            new = [(key, each) for key, each in marks.items() if known.get(key) != each]
            self.set_marks([*gone, *new], position)


def _tokens(text: str) -> str:
    return " ".join(tokens(fold(text)))


def _untag(connection: sqlite3.Connection, row: int) -> None:
    for tag in parted(connection.execute("SELECT tags FROM rows WHERE num = ?", (row,)).fetchone()[0]):
        connection.execute("DELETE FROM tagged WHERE folded = ? AND tag = ? AND row = ?", (fold(tag), tag, row))
