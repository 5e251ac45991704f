"""A list of articles of any length: numbers in memory, and rows fetched from the index where they are looked at."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, overload

from store.library.folding import fold
from store.model import PageFacts, Row

if TYPE_CHECKING:
    from store.library.index import Index
    from store.library.snippets import Snippet

Measure = Callable[[str], int]

CHUNK = 64
KEPT_CHUNKS = 32
GONE = Row("", "", PageFacts(), "")
"""Stands where an article was that has been taken out since."""


class RowView(Sequence[Row]):
    """The articles of a list, newest first. Making one costs some bytes an article; a row is read when it is asked for.

    Attributes:
        numbers: of the articles in the index, in the order of the list.
        pages: the number of each one's page.
        unread: one byte an article, 1 where it is unread.
    """

    def __init__(self, index: Index | None = None, found: Iterable[tuple[int, int, int]] = ()) -> None:
        self._index = index
        self.numbers = array("q")
        self.pages = array("q")
        self.unread = bytearray()
        for number, page, read in found:
            self.numbers.append(number)
            self.pages.append(page)
            self.unread.append(not read)
        self._chunks: OrderedDict[int, list[Row]] = OrderedDict()

    def __len__(self) -> int:
        """Return how many articles there are."""
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        """Return the row at a place."""
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        if place < 0:
            place += len(self)
        if not 0 <= place < len(self):
            raise IndexError(place)
        return self._chunk(place // CHUNK)[place % CHUNK]

    def _chunk(self, at: int) -> list[Row]:
        rows = self._chunks.pop(at, None)
        if rows is None:
            numbers = self.numbers[at * CHUNK : (at + 1) * CHUNK]
            found = dict(self._index.rows(numbers)) if self._index else {}
            rows = [found.get(number, GONE) for number in numbers]
        self._chunks[at] = rows
        while len(self._chunks) > KEPT_CHUNKS:
            self._chunks.popitem(last=False)
        return rows

    def place_of(self, article_id: str) -> int | None:
        """Return where an article stands, or None where the list does not have it."""
        number = self._index.number_of(article_id) if self._index else None
        if number is None:
            return None
        bits = self._index.day_bits if self._index else 0
        first = bisect_left(self.numbers, -(number >> bits), key=lambda each: -(each >> bits))
        for place in range(first, len(self.numbers)):
            if self.numbers[place] == number:
                return place
            if self.numbers[place] >> bits != number >> bits:
                break
        return None

    def replace(self, place: int, row: Row) -> None:
        """Show another row at a place; the index has it too."""
        self.unread[place] = not row.marks.read
        if place // CHUNK in self._chunks:
            self._chunks[place // CHUNK][place % CHUNK] = row

    def snippets(self, places: Sequence[int], words: Sequence[str], room: int, measure: Measure) -> list[Snippet]:
        """Return a line of each article's text around the first of ``words``, its headline left out.

        Some 0.2 ms an article, for a worker. ``room`` and ``measure`` are those of ``store.library.snippets.snippet``.
        """
        from store.library.snippets import Snippet, snippet

        texts = self._index.texts(self.numbers[place] for place in places) if self._index else {}
        found = []
        for place in places:
            text, headline = texts.get(self.numbers[place]), self[place].headline
            if text is None:
                found.append(Snippet("", ()))
                continue
            at = text.find(headline)
            found.append(snippet(text, words, room, measure, at + len(headline) + 1 if at >= 0 else 0))
        return found

    def narrowed(self, text: str) -> RowView:
        """Return the articles whose headline, authors, tags, paper, date or label have every word of ``text``."""
        words = fold(text).split()
        view = RowView(self._index)
        for at in range(0, len(self), 1000):
            numbers = self.numbers[at : at + 1000]
            shown = self._index.shown(numbers) if self._index else {}
            for place, number in enumerate(numbers, at):
                line = fold(shown.get(number, ""))
                if all(word in line for word in words):
                    view.numbers.append(number)
                    view.pages.append(self.pages[place])
                    view.unread.append(self.unread[place])
        return view
