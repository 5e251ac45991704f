"""What was changed in a library, so that it can be taken back: kept in memory, while the reader is open."""

from __future__ import annotations

from collections.abc import Mapping

from store.library.decisions import Decided
from store.library.marks import Undo
from store.library.writing import Taken
from store.model import Marks, PageFacts, Record


class FactsSet(Record, frozen=True):
    """A page got other facts."""

    page: str
    before: PageFacts
    after: PageFacts


class Removed(Record, frozen=True):
    """Articles were taken out, with their marks by article id."""

    taken: tuple[Taken, ...]
    marks: Mapping[str, Marks]

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles that went."""
        return tuple(article.id for part in self.taken for article in part.articles)


class Restored(Record, frozen=True):
    """Pages got back what had been taken out of them: page id -> article ids."""

    articles: Mapping[str, tuple[str, ...]]


Change = Undo | FactsSet | Removed | Restored | Decided
