"""``Library``: the one door to everything that is kept."""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import LibraryError, UnknownArticleError
from store.library import views, writing
from store.library.changes import Change, FactsSet, Removed, Restored
from store.library.decisions import Decided
from store.library.entities import EntitiesFolder
from store.library.issues import Problem
from store.library.marks import UNMARKED, Undo, merged, moved, taken_back
from store.library.rowview import RowView
from store.library.schema import NEWER
from store.library.sync import Progress
from store.library.vocabulary import WordsFolder
from store.library.where import where
from store.library.writing import Heir, Kept, New
from store.model import (
    EVERYTHING,
    Analysis,
    Article,
    Page,
    PageFacts,
    RawPage,
    Row,
    Selection,
    Split,
)

if TYPE_CHECKING:
    from store.library.halves import Halves
    from store.library.importing import Line

SHORTEST_PREFIX = 4
AMBIGUOUS = 9
"""So many ids are named where a short one is not clear."""


class Library(WordsFolder, EntitiesFolder):
    """A folder of pages, articles and marks.

    Safe to use from several threads, and beside other processes on the same folder. What ``keep`` and ``change`` return
    is on the disk. A broken file is a problem of its own: it is set aside, and the rest works.

    Lists and searches read an index that is made from the documents. Methods bring it up to the folder before they
    answer; ``sync`` does that with a word on its progress, which matters where the index was lost.

    Raises:
        LibraryError: if the folder cannot be made or read, or an index can be made nowhere.
    """

    def close(self) -> None:
        """Bring the journal of the marks into ``marks.json``, so that stock TinyDB opens it, and close the index."""
        with self._lock:
            with contextlib.suppress(LibraryError, sqlite3.Error):
                self._follow()
                self._marks.compact()
                self._follow()
            self._index.database.close()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The files that cannot be used as they should, and those that were set aside since the library was opened."""
        with self._fresh():
            found = [Problem(str(path), why) for path, why in self._index.problems()]
            with contextlib.suppress(LibraryError):
                if self._marks.newer:
                    found.append(Problem(str(self._marks.path), NEWER))
                elif broken := self._marks.broken:
                    found.append(Problem(str(self._marks.path), broken))
            return (*found, *self._sync.told.values())

    def check(self, progress: Progress = lambda *_: None) -> list[Problem]:
        """Read every file of the library and return what is not sound, left-over temporary files included."""
        from store.library.checking import check

        with self._lock:
            return check(self.folder, self._marks, progress)

    # Pages ---------------------------------------------------------------------------------------------------------

    def has(self, raw: RawPage) -> str | None:
        """Return the id of the page whose raw text is exactly this one's, or None."""
        with self._fresh():
            return self._issues.with_text(raw.text)

    def keep(self, raw: RawPage, split: Split, facts: PageFacts, analyses: Sequence[Analysis]) -> Kept:
        """Keep a page and its articles; ``analyses`` are those of ``split.drafts``, in order.

        The same page again changes nothing. A corrected page (same paper, date and label, at least half of its text in
        common) replaces the old one and carries ids, and with them marks, over.

        Raises:
            LibraryError: if it cannot be written; the library is then as it was.
        """
        return self.keep_all([New(raw, split, facts, analyses)])[0]

    def keep_all(self, pages: Sequence[New]) -> list[Kept]:
        """Keep pages; those that follow one another and are of one issue in a single write.

        Raises:
            LibraryError: if they cannot be written; issues before that are then kept.
        """
        done: list[Kept] = []
        with self._fresh():
            for _, run in itertools.groupby(enumerate(pages), lambda each: each[1].issue or each[0]):
                kept = writing.keep(self._issues, [new for _, new in run])
                for each in kept:
                    self._carry_marks(each.heirs)
                done += kept
        return done

    def adopt(self, lines: Sequence[Line]) -> list[str]:
        """Keep articles of an export (``store.library.importing``) with ids, and marks where there are none.

        Returns:
            the ids of those that were not there.

        Raises:
            LibraryError: if they cannot be written; pages before that are then kept.
        """
        from store.library.importing import by_page

        new: list[str] = []
        marks = {line.id: line.marks for line in lines}
        with self._fresh():
            for page in by_page(lines):
                new += writing.adopt(self._issues, page)
            marked = [key for key in new if marks[key] != UNMARKED]
            if marked:
                self._change(marked, lambda key, now: marks[key] if now == UNMARKED else now)
        return new

    def backup(self, file: Path, progress: Progress = lambda *_: None) -> int:
        """Write documents and marks into one file and verify it; return how many issues it has.

        ``store.library.backup.restore`` puts it back.

        Raises:
            LibraryError: if it cannot be written.
        """
        from store.library.backup import backup

        with self._lock:
            return backup(self.folder, self._marks, file, progress)

    def split_again(self, page_id: str, split: Split, analyses: Sequence[Analysis]) -> Kept:
        """Put another split of a kept page in the place of its articles; ids and marks are carried over.

        An article whose text is now part of another one leaves its tags, bookmark and note to that.

        Raises:
            LibraryError: if there is no such page, or it cannot be written.
        """
        with self._fresh():
            kept = writing.split_again(self._issues, page_id, split, analyses)
            self._carry_marks(kept.heirs)
            return kept

    def _carry_marks(self, heirs: Sequence[Heir]) -> None:
        """Let marks follow their text. Marks that cannot be read or written stay as they are."""
        with contextlib.suppress(LibraryError):
            for old, new in heirs:
                left = self._index.marks_of(old.id)
                if old.id == new.id and left.position:
                    self._change([old.id], lambda _, now, old=old, new=new: moved(now, old.text, new.text))  # type: ignore[misc]  # defaults bind the loop's values
                elif old.id != new.id and left != UNMARKED:
                    self._change([new.id], lambda _, now, left=left: merged(now, left))  # type: ignore[misc]
                    self._change([old.id], lambda *_: UNMARKED)

    def set_facts(self, page_id: str, facts: PageFacts) -> FactsSet:
        """Give a page another paper, date and label; its articles keep ids and marks.

        Raises:
            LibraryError: if there is no such page, or it cannot be written; nothing has then changed.
        """
        with self._fresh():
            return FactsSet(page_id, writing.set_facts(self._issues, page_id, facts), facts)

    def remove(self, articles: Collection[str] = (), pages: Collection[str] = ()) -> Removed:
        """Take articles, and pages with all their articles, out of the library, and their marks with them.

        A page that has no article left goes too. Loading it again brings it back whole.

        Raises:
            LibraryError: if one is not there, or it cannot be written.
        """
        with self._fresh():
            wanted: dict[str, set[str]] = {page: set(self.page(page).articles) for page in pages}
            for article in articles:
                wanted.setdefault(self.article(article).page, set()).add(article)
            taken = tuple(writing.take_out(self._issues, wanted))
            removed = Removed(taken, {})
            with contextlib.suppress(LibraryError):
                left = self._change(removed.articles, lambda *_: UNMARKED).before
                removed = Removed(taken, {key: marks for key, marks in left.items() if marks != UNMARKED})
                self._marks.compact()
                self._follow()
            return removed

    def _restore(self, removed: Removed) -> Restored:
        back = set(writing.put_back(self._issues, removed.taken))
        if removed.marks:
            self._change(removed.marks, lambda key, now: removed.marks[key] if now == UNMARKED else now)
        return Restored(
            {
                part.page.id: tuple(article.id for article in part.articles if article.id in back)
                for part in removed.taken
            }
        )

    def find_pages(self, named: str) -> list[Page]:
        """Return the page whose id is ``named``, or every page whose label is, or begins with, that word."""
        with self._fresh():
            if page := self._issues.page(named):
                return [page]
            pages = self._index.pages("label = ? OR substr(label, 1, ?) = ?", (named, len(named) + 1, f"{named} "))
            whole = [key for key, facts in pages if facts.label == named]
            return list(self._issues.pages(whole or [key for key, _ in pages]))

    def issue_pages(self, paper: str, date: str) -> list[Page]:
        """Return the pages of one paper on one date, in their order."""
        with self._fresh():
            found = self._index.pages("paper = ? AND date = ?", (paper, date))
            return list(self._issues.pages([key for key, _ in found]))

    def page_ids(self, selection: Selection = EVERYTHING) -> list[str]:
        """Return the ids of the pages that have selected articles: newest issue first, then paper and label.

        Raises:
            QueryError: if the selection's query cannot be understood.
        """
        with self._fresh():
            if selection == EVERYTHING:
                return [key for key, _ in self._index.pages()]
            wanted = set(views.view(self._index, where(selection)).pages)
            return [key for number, key in self._index.page_numbers() if number in wanted]

    def pages(self) -> Iterator[Page]:
        """Yield every page: newest issue first, then paper and label."""
        for key in self.page_ids():
            with contextlib.suppress(UnknownArticleError):
                yield self.page(key)

    def halves(self, article_id: str) -> Halves:
        """Return the other halves of a story that runs on from page to page, as far as the library has them."""
        from store.library.halves import Halves, halves_of, link

        with self._lock, self._telling():
            article = self._issues.article(article_id)
            page = self._issues.page(article.page) if article else None
            if page is None or not (page.facts.paper and page.facts.date):
                return Halves()
            links = link(self._issues.pages_beside(page.id))
            found = links.get(article_id)
            if found is None:
                return Halves()
            return halves_of(article_id, links, self._index.rows_of((found.continues, found.continued)))

    # Lists ---------------------------------------------------------------------------------------------------------

    def rows(self, selection: Selection = EVERYTHING, limit: int | None = None) -> list[Row]:
        """Return the selected articles: newest issue first, then paper, page and order on the page.

        Raises:
            QueryError: if the selection's query cannot be understood.
        """
        wanted = where(selection)
        with self._fresh():
            found = views.view(self._index, wanted) if limit is None else views.newest(self._index, wanted, limit)
            return list(found)

    def rows_of(self, ids: Collection[str]) -> list[Row]:
        """Return the articles of these ids that are there, in the order of a list."""
        with self._fresh():
            found = self._index.rows_of(ids)
            places = {key: place for place, key in enumerate(self._index.in_order(found))}
            return sorted(found.values(), key=lambda row: places[row.id])

    def view(self, selection: Selection = EVERYTHING, limit: int | None = None, kept: RowView | None = None) -> RowView:
        """Return the selected articles as a list that reads its rows when they are looked at.

        This asks the index alone, and beside whatever is being written: what other programs did is seen after ``sync``
        or ``refresh``.

        Args:
            selection: which articles.
            limit: at most so many, the newest.
            kept: articles of this list stay although their marks fit no longer.

        Raises:
            QueryError: if the selection's query cannot be understood.
        """
        with self._telling():
            if limit is not None:
                return views.newest(self._index, where(selection), limit)
            found = views.view(self._index, where(selection))
            if kept is None:
                return found
            return views.merged(self._index, views.view(self._index, where(EVERYTHING)), found, kept)

    def count(self, selection: Selection = EVERYTHING) -> int:
        """Return how many articles are selected, as far as the index has them.

        Raises:
            QueryError: if the selection's query cannot be understood.
        """
        with self._telling():
            return views.count(self._index, where(selection))

    def article(self, article_id: str) -> Article:
        """Return an article, its words as the reader has taught them.

        Raises:
            UnknownArticleError: if there is none of this id.
        """
        with self._lock, self._telling():
            article = self._issues.article(article_id)
            if article is None:
                self._take_changes(lambda *_: None, every=True)
                article = self._issues.article(article_id)
            if article is None:
                raise UnknownArticleError("No such article", article_id)
            return self.taught(article)

    def page(self, page_id: str) -> Page:
        """Return a page.

        Raises:
            UnknownArticleError: if there is none of this id.
        """
        with self._fresh():
            page = self._issues.page(page_id)
            if page is None:
                raise UnknownArticleError("No such page", page_id)
            return page

    def resolve(self, prefix: str) -> str:
        """Return the one article id that is ``prefix`` or begins with it (4 characters at least).

        Raises:
            UnknownArticleError: if there is none, or more than one.
        """
        if len(prefix) < SHORTEST_PREFIX:
            raise UnknownArticleError(
                "This id is too short", prefix, f"Give at least {SHORTEST_PREFIX} characters of it"
            )
        with self._fresh():
            matching = self._index.ids_from(prefix, AMBIGUOUS)
            if prefix in matching:
                return prefix
            if len(matching) > 1:
                raise UnknownArticleError("More than one article", f"{prefix} begins {', '.join(matching)}")
            if not matching:
                raise UnknownArticleError("No such article", prefix, "`dubao list` shows the ids")
            return matching[0]

    def undo(self, change: Change) -> Change:
        """Take a change back, only in what it changed, and return the inverse: the undo of an undo is a redo.

        Raises:
            LibraryError: if it cannot be written.
        """
        with self._lock:
            if isinstance(change, Undo):
                before, after = change.before, change.after
                return self._change(before, lambda key, now: taken_back(now, before[key], after[key]))
            if isinstance(change, Decided):
                return self._decide_back(change)
            if isinstance(change, FactsSet):
                now = self.page(change.page).facts
                return self.set_facts(change.page, taken_back(now, change.before, change.after))
            if isinstance(change, Removed):
                return self._restore(change)
            bare = [page for page, articles in change.articles.items() if not articles and not self.page(page).articles]
            return self.remove([article for articles in change.articles.values() for article in articles], bare)
