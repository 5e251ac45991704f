"""``Library``: the one door to everything that is kept."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from store.errors import LibraryError, UnknownArticleError
from store.library.issues import IssueFiles, Kept, Problem
from store.library.marks import UNMARKED, MarksFile, Undo
from store.library.storage import TEMPORARY
from store.model import (
    EVERYTHING,
    Analysis,
    Article,
    Kind,
    Marks,
    Page,
    PageFacts,
    RawPage,
    Row,
    Selection,
    Split,
)

SHORTEST_PREFIX = 4

LEFT_OVER = "left over from a write that was cut off; nothing is lost, and the next change removes it"

LONGEST_OPENING = 80
"""Characters of an article without a headline that a list shows in its place."""


class Library:
    """A folder of pages, articles and marks.

    Safe to use from several threads, and beside other processes on the same folder. What ``keep`` and ``change`` return
    is on the disk. A broken file is a problem of its own: the rest works, and the file is left as it is.

    Raises:
        LibraryError: if the folder cannot be made or read.
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
        self._issues = IssueFiles(folder)
        self._marks = MarksFile(folder / "marks.json")

    def close(self) -> None:
        """Give everything back; nothing is left to be written."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The broken files that were met so far."""
        with self._lock:
            found = [Problem(str(path), why) for path, why in sorted(self._issues.problems.items())]
            try:
                self._marks.all()
            except LibraryError as error:
                found.append(Problem(str(self._marks.path), error.message))
            return tuple(found)

    def check(self) -> list[Problem]:
        """Read every file of the library and return what is not sound, left-over temporary files included."""
        with self._lock:
            self._issues = IssueFiles(self.folder)
            self._issues.refresh()
            found = list(self.problems)
            for page, articles in self._issues.pages():
                missing = [key for key in page.articles if key not in articles]
                found += [Problem(page.raw.file, f"its article {key} is missing") for key in missing]
            found += [Problem(str(p), LEFT_OVER) for p in sorted(self.folder.rglob(f"*{TEMPORARY}"))]
            return found

    def has(self, raw: RawPage) -> str | None:
        """Return the id of the page whose raw text is exactly this one's, or None."""
        with self._lock:
            self._issues.refresh()
            return self._issues.with_text(raw.text)

    def keep(self, raw: RawPage, split: Split, facts: PageFacts, analyses: Sequence[Analysis]) -> Kept:
        """Keep a page and its articles; ``analyses`` are those of ``split.drafts``, in order.

        The same page again changes nothing. A corrected page (same paper, date and label, at least half of its text in
        common) replaces the old one and carries ids, and with them marks, over.

        Raises:
            LibraryError: if it cannot be written; the library is then as it was.
        """
        with self._lock:
            self._issues.refresh()
            return self._issues.keep(raw, split, facts, analyses)

    def rows(self, selection: Selection = EVERYTHING, limit: int | None = None) -> list[Row]:
        """Return the selected articles: newest issue first, then paper, page and order on the page."""
        with self._lock:
            self._issues.refresh()
            marks = self._all_marks()
            rows: list[Row] = []
            for page, articles in self._issues.pages():
                for key in page.articles:
                    if limit is not None and len(rows) >= limit:
                        return rows
                    article = articles.get(key)
                    if article and selects(selection, article, marks.get(key, UNMARKED)):
                        rows.append(row(page, article, marks.get(key, UNMARKED)))
            return rows

    def article(self, article_id: str) -> Article:
        """Return an article.

        Raises:
            UnknownArticleError: if there is none of this id.
        """
        with self._lock:
            article = self._issues.article(article_id)
            if article is None:
                self._issues.refresh()
                article = self._issues.article(article_id)
            if article is None:
                raise UnknownArticleError("No such article", article_id)
            return article

    def page(self, page_id: str) -> Page:
        """Return a page.

        Raises:
            UnknownArticleError: if there is none of this id.
        """
        with self._lock:
            self._issues.refresh()
            page = self._issues.page(page_id)
            if page is None:
                raise UnknownArticleError("No such page", page_id)
            return page

    def resolve(self, prefix: str) -> str:
        """Return the one article id that is ``prefix`` or begins with it (4 characters at least).

        Raises:
            UnknownArticleError: if there is none, or more than one.
        """
        with self._lock:
            self._issues.refresh()
            ids = self._issues.ids()
            matching = [key for key in ids if key.startswith(prefix)] if len(prefix) >= SHORTEST_PREFIX else []
            if prefix in matching:
                return prefix
            if len(matching) > 1:
                raise UnknownArticleError("More than one article", f"{prefix} begins {', '.join(matching)}")
            if not matching:
                raise UnknownArticleError("No such article", prefix, "`dubao list` shows the ids")
            return matching[0]

    def marks(self, article_id: str) -> Marks:
        """Return the marks of an article; unmarked where it has none."""
        with self._lock:
            return self._all_marks().get(article_id, UNMARKED)

    def change(self, ids: Iterable[str], step: Callable[[Marks], Marks]) -> Undo:
        """Apply ``step`` to the marks of each article, all in one durable write.

        Raises:
            LibraryError: if they cannot be written; they are then as they were.
        """
        with self._lock:
            return self._marks.change(ids, lambda _, marks: step(marks))

    def undo(self, undo: Undo) -> Undo:
        """Take a change back, only in what it changed, and return the inverse: the undo of an undo is a redo."""
        with self._lock:
            return self._marks.undo(undo)

    def tags(self) -> dict[str, int]:
        """Return every tag with the number of its articles, most used first."""
        with self._lock:
            try:
                return self._marks.tags()
            except LibraryError:
                return {}

    def entities(self, kind: Kind | None = None) -> list[tuple[Kind, str, int]]:
        """Return kind, name and number of articles of every entity, most mentioned first."""
        with self._lock:
            self._issues.refresh()
            count: Counter[tuple[Kind, str]] = Counter()
            for page, articles in self._issues.pages():
                for key in page.articles:
                    if article := articles.get(key):
                        text = article.text
                        count.update({(m.kind, m.name(text)) for m in article.mentions if kind in (None, m.kind)})
            return [(found, name, number) for (found, name), number in count.most_common()]

    def _all_marks(self) -> Mapping[str, Marks]:
        try:
            return self._marks.all()
        except LibraryError:
            return {}


def selects(selection: Selection, article: Article, marks: Marks) -> bool:
    """Say whether an article with these marks belongs to a selection."""
    if (selection.unread and marks.read) or (selection.bookmarked and not marks.bookmarked):
        return False
    if selection.tag and selection.tag not in marks.tags:
        return False
    if not selection.words and not selection.entity:
        return True
    text = article.text
    folded = text.casefold()
    return all(word.casefold() in folded for word in selection.words) and (
        selection.entity is None or any((m.kind, m.name(text)) == selection.entity for m in article.mentions)
    )


def row(page: Page, article: Article, marks: Marks) -> Row:
    """Return an article as a list shows it."""
    draft = article.draft
    headline = draft.headline.text or (draft.paragraphs[0].text[:LONGEST_OPENING] if draft.paragraphs else "")
    return Row(article.id, page.id, page.facts, headline, draft.authors, draft.sure, marks)
