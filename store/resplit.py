"""Splitting kept pages again after the splitter has become better."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.analysing import analyse_split, split_raw
from store.errors import DubaoError, PageError, UnknownArticleError
from store.library.importing import IMPORTED
from store.load import Found, LoadEvent, PageFailed, PageKept
from store.many import many
from store.model import Page

if TYPE_CHECKING:
    from store.library.library import Library


@dataclass
class ResplitReport:
    """The sum of splitting pages again."""

    pages: int = 0
    articles: int = 0
    unchanged: int = 0
    failed: int = 0

    def add(self, event: LoadEvent) -> None:
        """Count an event."""
        if isinstance(event, PageFailed):
            self.failed += 1
        elif isinstance(event, PageKept):
            split = event.status == "split"
            self.pages += split
            self.articles += len(event.articles) if split else 0
            self.unchanged += not split

    def __str__(self) -> str:
        """Return the one line that ends it."""
        return (
            f"{many(self.pages, 'page')} split again, {many(self.articles, 'article')}, "
            f"{self.unchanged} left as they were, {self.failed} failed"
        )


def resplit(
    library: Library,
    wanted: Collection[str] | None = None,
    *,
    every: bool = False,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[LoadEvent]:
    """Split kept pages again, one event a page; their articles keep ids and marks where their text is found again.

    A page that the reader has changed, by taking articles out, is left as it is, and so is one of imported articles.

    Args:
        library: where the pages are.
        wanted: the ids of the pages; by default all.
        every: also those that this version of the splitter made.
        cancelled: asked between two pages.
    """
    ids = [key for key in library.page_ids() if wanted is None or key in wanted]
    yield Found(len(ids))
    for done, key in enumerate(ids, 1):
        with contextlib.suppress(UnknownArticleError):  # another program took it out
            yield _split(library, library.page(key), done, every=every)
        if cancelled():
            return


def _split(library: Library, page: Page, done: int, *, every: bool) -> PageKept | PageFailed:
    from store.pages.split import SPLITTER

    raw, status, articles, warning = page.raw, "same", page.articles, page.warning
    try:
        if not page.removed and page.splitter != IMPORTED and (every or page.splitter != SPLITTER):
            split = split_raw(raw)
            kept = library.split_again(page.id, split, analyse_split(split))
            status, articles, warning = kept.status, kept.articles, split.warning
    except DubaoError as error:
        return PageFailed(raw.file, raw.part, error, done)
    except Exception as error:  # noqa: BLE001 - one page that breaks a parser must not end the others
        wrong = PageError("This page could not be taken apart", f"{raw.file}: {error!r}", "Please report it")
        return PageFailed(raw.file, raw.part, wrong, done)
    return PageKept(raw.file, raw.part, status, page.id, articles, page.facts, warning, done)
