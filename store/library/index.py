"""The index: what lists, searches and marks need of every article, made from the documents and kept up to date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from store.library.database import unpacked
from store.library.identity import fingerprint
from store.library.indexing import IndexWriter, parted
from store.library.journal import Position
from store.library.storage import Signature
from store.model import Marks, PageFacts, Row

MOST_VALUES = 500
"""So many parameters every SQLite takes."""

_ROW = """
SELECT r.num, r.id, p.id, p.paper, p.date, p.label, r.headline, r.authors, r.sure, r.read, r.bookmarked, r.tags, r.note,
       r.position
FROM rows r JOIN pages p ON p.num = r.page WHERE r."""


def row_of(found: tuple[object, ...]) -> Row:
    """Return what a list shows of an article, from what ``_ROW`` selects."""
    _, key, page, paper, date, label, headline, authors, sure, read, bookmarked, tags, note, position = found
    return msgspec.convert(
        {
            "id": key,
            "page_id": page,
            "facts": {"paper": paper, "date": date, "label": label},
            "headline": headline,
            "authors": parted(str(authors)),
            "sure": bool(sure),
            "marks": {
                "read": bool(read),
                "bookmarked": bool(bookmarked),
                "tags": parted(str(tags)),
                "note": note,
                "position": position,
            },
        },
        Row,
    )


class Index(IndexWriter):
    """What ``index.sqlite`` says of the documents and the marks in a folder."""

    def folders(self) -> list[str]:
        """Return the folders of issue files there were."""
        return [folder for (folder,) in self.database.all("SELECT DISTINCT folder FROM files")]

    def files_in(self, folder: str) -> dict[str, Signature]:
        """Return the signatures of the files of a folder when they were last read, by name."""
        found = self.database.all("SELECT name, inode, mtime, size FROM files WHERE folder = ?", (folder,))
        return {name: Signature(*rest) for name, *rest in found}

    def problems(self) -> list[tuple[Path, str]]:
        """Return the files that could not be read, and why."""
        found = self.database.all("SELECT folder, name, problem FROM files WHERE problem != '' ORDER BY folder, name")
        return [(self.path(folder, name), why) for folder, name, why in found]

    def marks_position(self) -> Position | None:
        """Return up to where the journal of the marks has been followed, or None."""
        found = self.database.meta("marks")
        return msgspec.json.decode(found, type=Position) if found else None

    def marks_of(self, article_id: str) -> Marks:
        """Return the marks of an article, as far as the journal has been followed."""
        return self.marks_in(self.database.reader, article_id)

    def tags(self) -> dict[str, int]:
        """Return every tag with the number of its articles, most used first."""
        return dict(self.database.all("SELECT tag, count(*) AS n FROM tagged GROUP BY tag ORDER BY n DESC, min(row)"))

    # What is there -------------------------------------------------------------------------------------------------

    def path_of(self, page_id: str) -> Path | None:
        """Return the file that a page is in, or None where there is none of this id."""
        found = self.database.one(
            "SELECT f.folder, f.name FROM pages p JOIN files f ON f.num = p.file WHERE p.id = ?", (page_id,)
        )
        return self.path(*found) if found else None

    def page_of(self, article_id: str) -> str | None:
        """Return the id of the page that an article is on, or None where there is no such article."""
        found = self.database.one(
            "SELECT p.id FROM rows r JOIN pages p ON p.num = r.page WHERE r.id = ?", (article_id,)
        )
        return found[0] if found else None

    def page_with(self, text: str) -> str | None:
        """Return the id of the page whose raw text is exactly ``text``, or None."""
        found = self.database.one("SELECT id FROM pages WHERE print = ?", (fingerprint(text),))
        return found[0] if found else None

    def pages_in(self, path: Path) -> list[str]:
        """Return the ids of the pages in a file, in their order."""
        found = self.database.all(
            "SELECT p.id FROM pages p JOIN files f ON f.num = p.file WHERE f.folder = ? AND f.name = ?"
            " ORDER BY p.day DESC, p.paper, p.sort, p.id",
            self.place(path),
        )
        return [key for (key,) in found]

    def pages(self, where: str = "1", values: tuple[object, ...] = ()) -> list[tuple[str, PageFacts]]:
        """Return pages with their facts: newest first, then paper and label."""
        found = self.database.all(
            f"SELECT id, paper, date, label FROM pages WHERE {where} ORDER BY day DESC, paper, sort, id", values
        )
        return [(key, PageFacts(*facts)) for key, *facts in found]

    def ids_from(self, prefix: str, most: int) -> list[str]:
        """Return the ids of articles that begin with ``prefix``."""
        found = self.database.all(
            "SELECT id FROM rows WHERE id >= ? AND id < ? ORDER BY id LIMIT ?", (prefix, prefix + "\x7f", most)
        )
        return [key for (key,) in found]

    def rows(self, numbers: Iterable[int]) -> Iterator[tuple[int, Row]]:
        """Yield what a list shows of articles, by their numbers, in no order."""
        wanted = ",".join(map(str, numbers))
        for found in self.database.all(f"{_ROW}num IN ({wanted})"):
            yield found[0], row_of(found)

    def texts(self, numbers: Iterable[int]) -> dict[int, str]:
        """Return the texts of articles, by their numbers."""
        wanted = ",".join(map(str, numbers))
        found = self.database.all(f"SELECT num, body FROM texts WHERE num IN ({wanted})")
        return {number: unpacked(body) for number, body in found}

    def rows_of(self, ids: Iterable[str]) -> dict[str, Row]:
        """Return what a list shows of articles, by their ids."""
        wanted = list(ids)
        found: list[tuple[object, ...]] = []
        for at in range(0, len(wanted), MOST_VALUES):
            part = wanted[at : at + MOST_VALUES]
            found += self.database.all(f"{_ROW}id IN ({','.join('?' * len(part))})", part)
        return {str(each[1]): row_of(each) for each in found}

    def in_order(self, ids: Iterable[str]) -> list[str]:
        """Return ids of articles in the order of a list."""
        wanted = set(ids)
        query = "SELECT r.id FROM pages p CROSS JOIN rows r ON r.page = p.num WHERE r.num IN (%s) ORDER BY p.day DESC,"
        numbers = [number for key in wanted if (number := self.number_of(key)) is not None]
        found = self.database.all(query % ",".join(map(str, numbers)) + " p.paper, p.sort, p.id, r.pos")
        return [key for (key,) in found]

    def page_numbers(self) -> list[tuple[int, str]]:
        """Return the numbers and ids of all pages: newest first, then paper and label."""
        return self.database.all("SELECT num, id FROM pages ORDER BY day DESC, paper, sort, id")

    def number_of(self, article_id: str) -> int | None:
        """Return the number of an article, or None where there is none of this id."""
        found = self.database.one("SELECT num FROM rows WHERE id = ?", (article_id,))
        return found[0] if found else None

    def shown(self, numbers: Iterable[int]) -> dict[int, str]:
        """Return all that a list shows of articles as one text each, by their numbers."""
        wanted = ",".join(map(str, numbers))
        found = self.database.all(
            "SELECT r.num, r.headline, r.authors, r.tags, p.paper, p.date, p.label FROM rows r"
            f" JOIN pages p ON p.num = r.page WHERE r.num IN ({wanted})"
        )
        return {number: "\n".join(parts) for number, *parts in found}
