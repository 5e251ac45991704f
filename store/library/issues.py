"""The documents: one TinyDB file per issue, and where each article and page stands in them."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from store.errors import LibraryError
from store.imprint.numbers import page_number
from store.library.identity import fingerprint
from store.library.storage import AtomicStorage, Tables
from store.library.tables import ARTICLES, PAGES, both_locked, page_in, read_tables, take, write_tables
from store.model import Article, Page


class Problem(NamedTuple):
    """A file of the library that cannot be used, and why; both for people."""

    file: str
    message: str


class Issue(NamedTuple):
    """One issue file as read: its pages in order, and its articles by id."""

    path: Path
    signature: tuple[int, int]
    pages: tuple[Page, ...]
    articles: dict[str, Article]


def natural(text: str) -> list[tuple[int, str]]:
    """Return a sort key that puts A2 before A10 and 第2版 before 第10版."""
    return [(int(digits or 0), rest) for digits, rest in re.findall(r"(\d*)(\D*)", text)]


def _label_order(label: str) -> tuple[str, int, list[tuple[int, str]]]:
    """Return a sort key of labels: by the letter of a part and the number of a page, however they are written."""
    number = page_number(label)
    return (number.letter, number.number, natural(label)) if number else ("~", 0, natural(label))


def read_issue(path: Path) -> Issue:
    """Return the issue kept in ``path``.

    Raises:
        LibraryError: if the file is broken or is not an issue.
        FileNotFoundError: if there is none.
    """
    stat = path.stat()
    tables: Tables = AtomicStorage(path).read() or {}
    try:
        pages = [msgspec.convert(doc, Page, strict=False) for doc in tables.get(PAGES, {}).values()]
        articles = [msgspec.convert(doc, Article, strict=False) for doc in tables.get(ARTICLES, {}).values()]
    except msgspec.ValidationError as error:
        raise LibraryError("A file of the library is broken", f"{path}: {error}. It was left as it is") from error
    pages.sort(key=lambda page: (_label_order(page.facts.label), page.raw.part))
    return Issue(path, (stat.st_mtime_ns, stat.st_size), tuple(pages), {article.id: article for article in articles})


class IssueFiles:
    """All issue files of a library folder, read when first needed and again when another process changed them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: dict[Path, str] = {}
        self._issues: dict[Path, Issue] = {}
        self._by_article: dict[str, Path] = {}
        self._by_page: dict[str, Path] = {}
        self._by_text: dict[str, str] = {}
        self._stale: set[tuple[Path, Path, str]] = set()

    def refresh(self) -> None:
        """Read what is new or changed on the disk; a broken file becomes a problem and is left as it is."""
        there = set((self.folder / "issues").glob("*/*.json"))
        for path in self._issues.keys() - there:
            self._forget(path)
        self.problems = {path: why for path, why in self.problems.items() if path in there}
        for path in there:
            self.read(path)
        self._resolve()

    def read(self, path: Path) -> None:
        """Read one file, if it changed on the disk."""
        try:
            stat = path.stat()
            if path in self._issues and self._issues[path].signature == (stat.st_mtime_ns, stat.st_size):
                return
            issue = read_issue(path)
        except FileNotFoundError:
            self._forget(path)
            return
        except LibraryError as error:
            self._forget(path)
            self.problems[path] = error.message
            return
        self.problems.pop(path, None)
        self._forget(path)
        self._issues[path] = issue
        for page in issue.pages:
            if self._is_right(page, path):
                self._by_page[page.id] = path
                self._by_text[fingerprint(page.raw.text)] = page.id
        self._by_article |= {
            article.id: path for article in issue.articles.values() if self._by_page.get(article.page) == path
        }

    def _is_right(self, page: Page, path: Path) -> bool:
        """Say whether the copy of a page in ``path`` is the one that counts; the other one is to be taken away."""
        other = self._by_page.get(page.id)
        rival = self.page(page.id)
        if other is None or other == path or rival is None:
            return True
        right = (page.moves, str(path)) > (rival.moves, str(other))
        self._stale.add((other, path, page.id) if right else (path, other, page.id))
        return right

    def _resolve(self) -> None:
        """Take away copies that a crash left where a page moved; what cannot be written now stays unseen."""
        stale, self._stale = self._stale, set()
        for wrong, right, page_id in sorted(stale):
            with contextlib.suppress(LibraryError):
                if drop_copy(wrong, right, page_id):
                    self.read(wrong)

    def _forget(self, path: Path) -> None:
        if issue := self._issues.pop(path, None):
            for page in issue.pages:
                if self._by_page.get(page.id) == path:
                    del self._by_page[page.id]
                    self._by_text.pop(fingerprint(page.raw.text), None)
            for article in issue.articles:
                if self._by_article.get(article) == path:
                    del self._by_article[article]

    def ids(self) -> Sequence[str]:
        """Return the ids of all articles."""
        return tuple(self._by_article)

    def page_ids(self) -> Sequence[str]:
        """Return the ids of all pages."""
        return tuple(self._by_page)

    def pages(self) -> Iterator[tuple[Page, dict[str, Article]]]:
        """Yield every page with its issue's articles: newest date first, then paper, label, unknown dates last."""
        issues = sorted(self._issues.values(), key=lambda issue: issue.pages[0].facts.paper if issue.pages else "")
        issues.sort(key=lambda issue: issue.pages[0].facts.date if issue.pages else "", reverse=True)
        for issue in issues:
            for page in issue.pages:
                if self._by_page.get(page.id) == issue.path:
                    yield page, issue.articles

    def path_of(self, page_id: str) -> Path | None:
        """Return the file that a page is in, or None where there is none of this id."""
        return self._by_page.get(page_id)

    def pages_beside(self, page_id: str) -> list[tuple[Page, list[Article]]]:
        """Return the pages of the issue that a page is of, each with its articles in order."""
        path = self._by_page[page_id]
        issue = self._issues[path]
        pages = [page for page in issue.pages if self._by_page.get(page.id) == path]
        return [(page, [issue.articles[key] for key in page.articles if key in issue.articles]) for page in pages]

    def article(self, article_id: str) -> Article | None:
        """Return an article, or None where there is none of this id."""
        path = self._by_article.get(article_id)
        return self._issues[path].articles.get(article_id) if path else None

    def page(self, page_id: str) -> Page | None:
        """Return a page, or None where there is none of this id."""
        path = self._by_page.get(page_id)
        return next((p for p in self._issues[path].pages if p.id == page_id), None) if path else None

    def with_text(self, text: str) -> str | None:
        """Return the id of the page whose raw text is exactly ``text``."""
        return self._by_text.get(fingerprint(text))


def drop_copy(wrong: Path, right: Path, page_id: str) -> bool:
    """Take the copy of a page out of ``wrong``, if ``right`` still has the one that moved; return whether it did."""
    with both_locked(wrong, right):
        source, target = read_tables(wrong), read_tables(right)
        stale, moved = page_in(source, page_id), page_in(target, page_id)
        if stale is None or moved is None or moved.moves < stale.moves:
            return False
        take(source, stale)
        write_tables(wrong, source)
        return True
