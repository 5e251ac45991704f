"""The documents: one TinyDB file per issue, read when they are needed, found through the index."""

from __future__ import annotations

import contextlib
import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import msgspec

from store.errors import LibraryError
from store.library.database import DayFullError
from store.library.identity import minted
from store.library.lean import with_text
from store.library.schema import META, refuse_newer
from store.library.storage import Signature, signature
from store.library.tables import ARTICLES, PAGES, both_locked, page_in, read_tables, take, write_tables
from store.model import Article, Page

if TYPE_CHECKING:
    from store.library.index import Index

OPEN_ISSUES = 8
"""So many issues are kept in memory, as bytes: the reader goes back and forth in few."""


class Problem(NamedTuple):
    """A file of the library that cannot be used, and why; both for people."""

    file: str
    message: str


def natural(text: str) -> list[tuple[int, str]]:
    """Return a sort key that puts A2 before A10 and 第2版 before 第10版."""
    return [(int(digits or 0), rest) for digits, rest in re.findall(r"(\d*)(\D*)", text)]


def label_order(label: str, part: int) -> str:
    """Return a text that sorts pages: by the letter of a part and the number of a page, however they are written."""
    from store.imprint.numbers import page_number

    number = page_number(label)
    letter, digits = (number.letter, number.number) if number else ("~", 0)
    rest = "".join(f"{count:09}{text}" for count, text in natural(label))
    return f"{letter:<2}{digits:09} {rest} {part:09}"


class Issue:
    """One issue file as read; its pages and articles are decoded when they are asked for.

    Raises:
        LibraryError: if the file is broken or is not an issue.
        FileNotFoundError: if there is none.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        found = signature(path)
        if found is None:
            raise FileNotFoundError(path)
        self.signature: Signature = found
        try:
            tables = msgspec.json.decode(path.read_bytes(), type=dict[str, dict[str, msgspec.Raw]])
            meta = msgspec.json.decode(tables.get(META, {}).get("1", b"{}"), type=dict[str, int])
            self.newer = refuse_newer(meta.get("schema", 1))
            self._pages = {minted(int(key)): raw for key, raw in tables.get(PAGES, {}).items()}
            self._articles = {minted(int(key)): raw for key, raw in tables.get(ARTICLES, {}).items()}
            self.pages = {key: msgspec.json.decode(raw, type=Page) for key, raw in self._pages.items()}
        except FileNotFoundError:
            raise
        except OSError as error:
            raise LibraryError("A file of the library cannot be read", f"{path}: {error.strerror}") from error
        except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
            raise LibraryError("A file of the library is broken", f"{path}: {error}") from error

    def sum_of(self, article_id: str) -> int:
        """Return a checksum of an article as it is kept."""
        return crc32(self._articles[article_id])

    def sum_of_page(self, page_id: str) -> int:
        """Return a checksum of a page with its articles as they are kept."""
        total = crc32(self._pages[page_id])
        for key in self.pages[page_id].articles:
            total = crc32(self._articles.get(key, msgspec.Raw()), total)
        return total

    def has(self, article_id: str) -> bool:
        """Say whether an article is there."""
        return article_id in self._articles

    def article(self, article_id: str) -> Article | None:
        """Return an article, or None where there is none of this id.

        Raises:
            LibraryError: if it is broken.
        """
        raw = self._articles.get(article_id)
        if raw is None:
            return None
        try:
            article = msgspec.json.decode(raw, type=Article)
        except msgspec.MsgspecError as error:
            raise LibraryError("An article is broken", f"{self.path}: {article_id}: {error}") from error
        page = self.pages.get(article.page)
        return with_text(article, page.raw.text) if page else article

    def articles_of(self, page: Page) -> list[Article]:
        """Return the articles of a page that are there, in their order."""
        return [article for key in page.articles if (article := self.article(key))]


class IssueFiles:
    """The issue files of a library folder, found through its index."""

    def __init__(self, folder: Path, index: Index) -> None:
        self.folder = folder
        self.index = index
        self._open: OrderedDict[Path, Issue] = OrderedDict()

    def issue(self, path: Path) -> Issue | None:
        """Return an issue as it is on the disk now, or None where its file is gone.

        Raises:
            LibraryError: if the file is broken.
        """
        known = self._open.pop(path, None)
        try:
            if known is None or known.signature != signature(path):
                known = Issue(path)
        except FileNotFoundError:
            return None
        self._open[path] = known
        while len(self._open) > OPEN_ISSUES:
            self._open.popitem(last=False)
        return known

    def read(self, path: Path) -> None:
        """Take a file that has just been written into the index; where a day is full, the next comparison does it."""
        with contextlib.suppress(DayFullError):
            self.index.take_in(path, self.issue(path))

    def has_article(self, article_id: str) -> bool:
        """Say whether an article has this id."""
        return self.index.page_of(article_id) is not None

    def has_page(self, page_id: str) -> bool:
        """Say whether a page has this id."""
        return self.index.path_of(page_id) is not None

    def path_of(self, page_id: str) -> Path | None:
        """Return the file that a page is in, or None where there is none of this id."""
        return self.index.path_of(page_id)

    def pages(self, ids: Iterable[str]) -> Iterator[Page]:
        """Yield pages by their ids, those that are there."""
        return (page for key in ids if (page := self.page(key)))

    def pages_beside(self, page_id: str) -> list[tuple[Page, list[Article]]]:
        """Return the pages of the issue that a page is of, each with its articles in order."""
        path = self.path_of(page_id)
        issue = self.issue(path) if path else None
        if issue is None:
            return []
        ids = [key for key in self.index.pages_in(issue.path) if key in issue.pages]
        return [(issue.pages[key], issue.articles_of(issue.pages[key])) for key in ids]

    def article(self, article_id: str) -> Article | None:
        """Return an article, or None where there is none of this id."""
        page = self.index.page_of(article_id)
        path = self.path_of(page) if page else None
        issue = self.issue(path) if path else None
        return issue.article(article_id) if issue else None

    def page(self, page_id: str) -> Page | None:
        """Return a page, or None where there is none of this id."""
        path = self.path_of(page_id)
        issue = self.issue(path) if path else None
        return issue.pages.get(page_id) if issue else None

    def with_text(self, text: str) -> str | None:
        """Return the id of the page whose raw text is exactly ``text``."""
        return self.index.page_with(text)


def drop_copy(wrong: Path, right: Path, page_id: str) -> bool:
    """Take the copy of a page out of ``wrong``, if ``right`` still has the one that moved; return whether it did.

    Raises:
        LibraryError: if that cannot be written.
    """
    with both_locked(wrong, right):
        source, target = read_tables(wrong), read_tables(right)
        stale, moved = page_in(source, page_id), page_in(target, page_id)
        if stale is None or moved is None or moved.moves < stale.moves:
            return False
        take(source, stale)
        write_tables(wrong, source)
        return True
