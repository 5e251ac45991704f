"""The documents: one TinyDB file per issue, and where each article and page stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from store.errors import LibraryError
from store.library.identity import SAME_PAGE, doc_id, fingerprint, mint, overlap, pair
from store.library.places import issue_path
from store.library.storage import LockedDB, Tables
from store.model import Analysis, Article, Draft, Page, PageFacts, RawPage, Split

PAGES, ARTICLES = "pages", "articles"


class Problem(NamedTuple):
    """A file of the library that cannot be used, and why; both for people."""

    file: str
    message: str


class Kept(NamedTuple):
    """What became of a page.

    Attributes:
        status: "new"; "same" where exactly this page was kept already; "corrected" where it replaced a kept page and
            carried its ids over.
        page: the id of the page.
        articles: the ids of its articles, in the order of the page.
    """

    status: str
    page: str
    articles: tuple[str, ...]


class Issue(NamedTuple):
    """One issue file as read: its pages in order, and its articles by id."""

    path: Path
    signature: tuple[int, int]
    pages: tuple[Page, ...]
    articles: dict[str, Article]


def natural(text: str) -> list[tuple[int, str]]:
    """Return a sort key that puts A2 before A10 and 第2版 before 第10版."""
    return [(int(digits or 0), rest) for digits, rest in re.findall(r"(\d*)(\D*)", text)]


def read_issue(path: Path) -> Issue:
    """Return the issue kept in ``path``.

    Raises:
        LibraryError: if the file is broken or is not an issue.
        FileNotFoundError: if there is none.
    """
    stat = path.stat()
    tables: Tables = LockedDB(path).storage.read() or {}
    try:
        pages = [msgspec.convert(doc, Page, strict=False) for doc in tables.get(PAGES, {}).values()]
        articles = [msgspec.convert(doc, Article, strict=False) for doc in tables.get(ARTICLES, {}).values()]
    except msgspec.ValidationError as error:
        raise LibraryError("A file of the library is broken", f"{path}: {error}. It was left as it is") from error
    pages.sort(key=lambda page: (natural(page.facts.label), page.raw.part))
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

    def refresh(self) -> None:
        """Read what is new or changed on the disk; a broken file becomes a problem and is left as it is."""
        there = set((self.folder / "issues").glob("*/*.json"))
        for path in self._issues.keys() - there:
            self._forget(path)
        self.problems = {path: why for path, why in self.problems.items() if path in there}
        for path in there:
            self._read(path)

    def _read(self, path: Path) -> None:
        try:
            stat = path.stat()
            if path in self._issues and self._issues[path].signature == (stat.st_mtime_ns, stat.st_size):
                return
            issue = read_issue(path)
        except FileNotFoundError:
            return
        except LibraryError as error:
            self._forget(path)
            self.problems[path] = error.message
            return
        self.problems.pop(path, None)
        self._forget(path)
        self._issues[path] = issue
        for page in issue.pages:
            self._by_page[page.id] = path
            self._by_text[fingerprint(page.raw.text)] = page.id
        self._by_article |= dict.fromkeys(issue.articles, path)

    def _forget(self, path: Path) -> None:
        if issue := self._issues.pop(path, None):
            for page in issue.pages:
                self._by_page.pop(page.id, None)
                self._by_text.pop(fingerprint(page.raw.text), None)
            for article in issue.articles:
                self._by_article.pop(article, None)

    def ids(self) -> Sequence[str]:
        """Return the ids of all articles."""
        return tuple(self._by_article)

    def pages(self) -> Iterator[tuple[Page, dict[str, Article]]]:
        """Yield every page with its issue's articles: newest date first, then paper, label, unknown dates last."""
        issues = sorted(self._issues.values(), key=lambda issue: issue.pages[0].facts.paper if issue.pages else "")
        issues.sort(key=lambda issue: issue.pages[0].facts.date if issue.pages else "", reverse=True)
        for issue in issues:
            for page in issue.pages:
                yield page, issue.articles

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

    def keep(self, raw: RawPage, split: Split, facts: PageFacts, analyses: Sequence[Analysis]) -> Kept:
        """Write a page and its articles in one step; ``analyses`` are those of ``split.drafts``, in order.

        Raises:
            LibraryError: if the issue's file is broken, locked or cannot be written; nothing is then changed.
        """
        from store.language.words import pack

        if (known := self.with_text(raw.text)) and (page := self.page(known)):
            return Kept("same", known, page.articles)
        page_id = mint(raw.text, self._by_page)
        path = issue_path(self.folder, facts, page_id)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError("The library cannot be written", f"{path.parent}: {error.strerror}") from error
        if path in self.problems:
            raise LibraryError("A file of the library is broken", self.problems[path], "Restore it from a backup")
        with LockedDB(path).transaction() as tables:
            pages, articles = tables.setdefault(PAGES, {}), tables.setdefault(ARTICLES, {})
            old = _corrected(raw, facts, [msgspec.convert(doc, Page) for doc in pages.values()])
            page_id = old.id if old else page_id
            replaced = [articles.pop(_key(article), None) for article in (old.articles if old else ())]
            kept = [msgspec.convert(doc, Article) for doc in replaced if doc is not None]
            ids = self._article_ids(raw, [a.text for a in kept], [a.id for a in kept], split.drafts)
            for key, draft, analysis in zip(ids, split.drafts, analyses, strict=True):
                articles[_key(key)] = msgspec.to_builtins(
                    Article(key, page_id, draft, pack(analysis.words), analysis.mentions)
                )
            pages[_key(page_id)] = msgspec.to_builtins(
                Page(page_id, facts, raw, split.splitter, tuple(ids), split.furniture, split.captions, split.warning)
            )
        self._read(path)
        return Kept("corrected" if old else "new", page_id, tuple(ids))

    def _article_ids(
        self, raw: RawPage, old_texts: Sequence[str], old_ids: Sequence[str], drafts: Sequence[Draft]
    ) -> list[str]:
        carried = pair(old_texts, [draft.text for draft in drafts])
        taken = set(self._by_article)
        ids = []
        for at in range(len(drafts)):
            ids.append(old_ids[carried[at]] if at in carried else mint(f"{at}\n{raw.text}", taken))
            taken.add(ids[-1])
        return ids


def _key(minted: str) -> str:
    return str(doc_id(minted))


def _corrected(raw: RawPage, facts: PageFacts, pages: Sequence[Page]) -> Page | None:
    """Return the kept page that ``raw`` is a corrected form of: all facts known and equal, and much text in common."""
    if not (facts.paper and facts.date and facts.label):
        return None
    rivals = [(overlap(page.raw.text, raw.text), page.id, page) for page in pages if page.facts == facts]
    best = max(rivals, default=None)
    return best[2] if best and best[0] >= SAME_PAGE else None
