"""Articles fetched beside the interface, and the neighbours of the one that shows before anyone asks for them."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from store.errors import LibraryError
from store.model import Article, PageFacts, Row
from tui.names import names_in

if TYPE_CHECKING:
    from store import Library
    from store.language.entities import ArticleEntity
    from store.library.halves import Halves

KEPT = 12
"""So many articles are kept: the neighbours of the last few that showed."""

Shown = tuple[str, PageFacts]
"""What of a row decides what the reading pane shows."""


def shows(row: Row | None) -> Shown | None:
    """Return what of a row decides what the reading pane shows."""
    return (row.id, row.facts) if row else None


class Fetched(NamedTuple):
    """What shows beside a row: its article, the other halves of its story, and the names in it."""

    article: Article | None = None
    halves: Halves | None = None
    names: Sequence[ArticleEntity] = ()


NOTHING = Fetched()


class Fetching:
    """Fetches articles, and keeps the last ones until the list is fetched anew. Safe to use from several threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._kept: OrderedDict[Shown, Fetched] = OrderedDict()
        self._generation = 0

    def known(self, row: Row | None) -> Fetched | None:
        """Return what shows beside a row, if it is there already."""
        wanted = shows(row)
        return self._kept.get(wanted) if wanted else NOTHING

    def forget(self) -> None:
        """Fetch everything again: it may have changed."""
        with self._lock:
            self._generation += 1
            self._kept.clear()

    def fetch(self, row: Row) -> Fetched:
        """Return what shows beside a row; called in a thread.

        Raises:
            LibraryError: if there is no such article any more, or it cannot be read.
        """
        generation = self._generation
        article = self._library.article(row.id)
        fetched = Fetched(article, self._library.halves(row.id), names_in(self._library, article))
        with self._lock:
            if generation == self._generation:
                self._kept[row.id, row.facts] = fetched
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return fetched

    def fetch_ahead(self, row: Row) -> None:
        """Fetch what shows beside a row that may be asked for next; called in a thread."""
        if self.known(row) is None:
            with contextlib.suppress(LibraryError):  # it is told when someone asks for it
                self.fetch(row)
