"""``Library``: the one door to everything that is kept."""

from __future__ import annotations

import contextlib
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from store.errors import LibraryError, UnknownArticleError
from store.library import writing
from store.library.changes import Change, FactsSet, Removed, Restored
from store.library.halves import Halves, halves_of, link
from store.library.identity import same_place
from store.library.issues import IssueFiles, Problem
from store.library.marks import UNMARKED, MarksFile, Undo, merged, taken_back
from store.library.storage import TEMPORARY, locked
from store.library.writing import Heir, Kept
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
        self._aside: list[Problem] = []
        self._read_marks: tuple[object, dict[str, Marks]] = (None, {})

    def close(self) -> None:
        """Bring the journal of the marks into ``marks.json``, so that stock TinyDB opens it; nothing else is left."""
        with self._lock, contextlib.suppress(LibraryError):
            self._marks.compact()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The broken files that were met so far."""
        with self._lock:
            found = [Problem(str(path), why) for path, why in sorted(self._issues.problems.items())]
            self._all_marks()
            return (*found, *self._aside)

    def check(self) -> list[Problem]:
        """Read every file of the library and return what is not sound, left-over temporary files included."""
        with self._lock:
            self._issues = IssueFiles(self.folder)
            self._issues.refresh()
            found = list(self.problems)
            for page, articles in self._issues.pages():
                missing = [key for key in page.articles if key not in articles]
                found += [Problem(page.raw.file, f"its article {key} is missing") for key in missing]
            found += [Problem(str(p), "left over from a write") for p in sorted(self.folder.rglob(f"*{TEMPORARY}"))]
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
            kept = writing.keep(self._issues, raw, split, facts, analyses)
            self._carry_marks(kept.heirs)
            return kept

    def split_again(self, page_id: str, split: Split, analyses: Sequence[Analysis]) -> Kept:
        """Put another split of a kept page in the place of its articles; ids and marks are carried over.

        An article whose text is now part of another one leaves its tags, bookmark and note to that.

        Raises:
            LibraryError: if there is no such page, or it cannot be written.
        """
        with self._lock:
            self._issues.refresh()
            kept = writing.split_again(self._issues, page_id, split, analyses)
            self._carry_marks(kept.heirs)
            return kept

    def _carry_marks(self, heirs: Sequence[Heir]) -> None:
        """Let marks follow their text. Marks that cannot be read or written stay as they are."""
        marks = self._all_marks()
        with contextlib.suppress(LibraryError):
            for old, new in heirs:
                if old.id == new.id and marks.get(old.id, UNMARKED).position:
                    self._marks.change([old.id], lambda _, now, old=old, new=new: moved(now, old.text, new.text))  # type: ignore[misc]  # defaults bind the loop's values
                elif old.id != new.id and old.id in marks:
                    self._marks.change([new.id], lambda _, now, left=marks[old.id]: merged(now, left))  # type: ignore[misc]
                    self._marks.change([old.id], lambda *_: UNMARKED)

    def set_facts(self, page_id: str, facts: PageFacts) -> FactsSet:
        """Give a page another paper, date and label; its articles keep ids and marks.

        Raises:
            LibraryError: if there is no such page, or it cannot be written; nothing has then changed.
        """
        with self._lock:
            self._issues.refresh()
            return FactsSet(page_id, writing.set_facts(self._issues, page_id, facts), facts)

    def remove(self, articles: Collection[str] = (), pages: Collection[str] = ()) -> Removed:
        """Take articles, and pages with all their articles, out of the library, and their marks with them.

        A page that has no article left goes too. Loading it again brings it back whole.

        Raises:
            LibraryError: if one is not there, or it cannot be written.
        """
        with self._lock:
            self._issues.refresh()
            wanted: dict[str, set[str]] = {page: set(self.page(page).articles) for page in pages}
            for article in articles:
                wanted.setdefault(self.article(article).page, set()).add(article)
            taken = tuple(writing.take_out(self._issues, wanted))
            removed = Removed(taken, {})
            with contextlib.suppress(LibraryError):
                left = self._marks.change(removed.articles, lambda *_: UNMARKED).before
                removed = Removed(taken, {key: marks for key, marks in left.items() if marks != UNMARKED})
                self._marks.compact()
            return removed

    def _restore(self, removed: Removed) -> Restored:
        back = set(writing.put_back(self._issues, removed.taken))
        if removed.marks:
            self._marks.change(removed.marks, lambda key, now: removed.marks[key] if now == UNMARKED else now)
        return Restored(
            {
                part.page.id: tuple(article.id for article in part.articles if article.id in back)
                for part in removed.taken
            }
        )

    def find_pages(self, named: str) -> list[Page]:
        """Return the page whose id is ``named``, or every page whose label is, or begins with, that word."""
        with self._lock:
            self._issues.refresh()
            if page := self._issues.page(named):
                return [page]
            pages = [page for page, _ in self._issues.pages()]
            whole = [page for page in pages if page.facts.label == named]
            return whole or [page for page in pages if page.facts.label.split(" ")[0] == named]

    def issue_pages(self, paper: str, date: str) -> list[Page]:
        """Return the pages of one paper on one date, in their order."""
        with self._lock:
            self._issues.refresh()
            return [page for page, _ in self._issues.pages() if (page.facts.paper, page.facts.date) == (paper, date)]

    def pages(self) -> list[Page]:
        """Return every page: newest issue first, then paper and label."""
        with self._lock:
            self._issues.refresh()
            return [page for page, _ in self._issues.pages()]

    def halves(self, article_id: str) -> Halves:
        """Return the other halves of a story that runs on from page to page, as far as the library has them."""
        with self._lock:
            article = self._issues.article(article_id)
            page = self._issues.page(article.page) if article else None
            if page is None or not (page.facts.paper and page.facts.date):
                return Halves()
            issue = self._issues.pages_beside(page.id)
            marks = self._all_marks()
            rows = {a.id: row(other, a, marks.get(a.id, UNMARKED)) for other, found in issue for a in found}
            return halves_of(article_id, link(issue), rows)

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

    def undo(self, change: Change) -> Change:
        """Take a change back, only in what it changed, and return the inverse: the undo of an undo is a redo.

        Raises:
            LibraryError: if it cannot be written.
        """
        with self._lock:
            if isinstance(change, Undo):
                return self._marks.undo(change)
            self._issues.refresh()
            if isinstance(change, FactsSet):
                now = self.page(change.page).facts
                return self.set_facts(change.page, taken_back(now, change.before, change.after))
            if isinstance(change, Removed):
                return self._restore(change)
            bare = [page for page, articles in change.articles.items() if not articles and not self.page(page).articles]
            return self.remove([article for articles in change.articles.values() for article in articles], bare)

    def tags(self) -> dict[str, int]:
        """Return every tag with the number of its articles, most used first."""
        with self._lock:
            return dict(Counter(tag for marks in self._all_marks().values() for tag in marks.tags).most_common())

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
        journal = self._marks.db.journal
        try:
            self._mend_marks()
            journal.read()
            if self._read_marks[0] != journal.mark:
                self._read_marks = journal.mark, dict(self._marks.items())
        except LibraryError as error:
            self._tell(Problem(str(self._marks.path), error.message))
            return {}
        return self._read_marks[1]

    def _mend_marks(self) -> None:
        """Set marks that cannot be read aside, and go on with those that can."""
        journal = self._marks.db.journal
        try:
            journal.read()
        except LibraryError as error:
            with locked(self._marks.path):
                aside = journal.mend()
            if aside:
                self._tell(Problem(str(self._marks.path), f"{error.message}. It was set aside as {aside.name}"))

    def _tell(self, problem: Problem) -> None:
        if problem not in self._aside:
            self._aside.append(problem)


def moved(marks: Marks, old: str, new: str) -> Marks:
    """Return ``marks`` with the reader's place found again in the text that has changed."""
    return replace(marks, position=same_place(old, new, marks.position))


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
    headline = draft.headline.text or (draft.paragraphs[0].text if draft.paragraphs else "")
    return Row(article.id, page.id, page.facts, headline, draft.authors, draft.sure, marks)
