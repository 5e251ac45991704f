"""Who and what the articles of a library speak of, and what the reader makes of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from store.errors import LibraryError, UnknownArticleError
from store.library import entities_read, views
from store.library.decisions import Decided
from store.library.entities_joined import JOINS, Join, entity_of, leads_to
from store.library.entity import EntityCard, Named, Sentence
from store.library.marking import MarkedFolder
from store.library.marks import Undo
from store.library.where import where
from store.model import EVERYTHING, Article, Kind, Marks, Namesake, Row, Selection, Span
from store.safe import clean_line

if TYPE_CHECKING:
    from store.language.entities import ArticleEntity

FIELDS: dict[Kind, str] = {"PER": "person", "LOC": "place", "ORG": "org", "TIME": "time", "WORK": "work"}
"""How the query language calls the kinds."""

WHO: tuple[Kind, ...] = ("PER", "LOC", "ORG", "WORK")

STAR = "★ "
"""Begins the name of a saved query that follows an entity."""

LOOKED = 500
"""So many of an entity's articles, the newest, are looked at for what appears beside it."""

_FOLLOWED = re.compile(r'(\w+):"([^"]*)"')


class EntitiesFolder(MarkedFolder):
    """A library folder as its entities are seen.

    An entity is a kind and a name: the fullest spelling of it. ``name`` may be any name the entity has in an article
    (``store.language.entities.entities_in``): the methods find the entity across the library. They ask the index alone,
    as ``Library.view`` does.
    """

    # Asking --------------------------------------------------------------------------------------------------------

    def entities(
        self, kind: Kind | None = None, containing: str = "", limit: int | None = None
    ) -> list[tuple[Kind, str, int]]:
        """Return kind, name and number of articles of entities, most mentioned first.

        Args:
            kind: only of this kind.
            containing: only where a name of it contains this, folded.
            limit: at most so many.
        """
        with self._fresh():
            return entities_read.most_mentioned(self._index, kind, containing, limit)

    def entity(self, kind: Kind, name: str, beside: int = 20) -> EntityCard:
        """Return what the library knows of an entity; a card without articles where it knows none.

        Args:
            kind, name: of the entity.
            beside: at most so many others that it appears with, counted in the newest ``LOOKED`` of its articles.
        """
        with self._telling():
            index = self._index
            kind, name = self.entity_of(kind, name)
            names = self._names(kind, name)
            days = entities_read.days(index, names)
            if not days:
                return EntityCard(kind, name)
            articles, days = sum(count for _, count in days), [each for each in days if each[0]]
            spellings = entities_read.spellings(index, names)
            return EntityCard(
                kind,
                name,
                tuple(spellings),
                articles,
                sum(spelled.mentions for spelled in spellings),
                days[0][0] if days else "",
                days[-1][0] if days else "",
                tuple(entities_read.offices(index, names)) if kind == "PER" else (),
                tuple(days),
                tuple(entities_read.beside(index, names, beside, LOOKED)) if beside else (),
                min(articles, LOOKED) if beside else 0,
            )

    def entity_of(self, kind: Kind, name: str) -> tuple[Kind, str]:
        """Return kind and name of the entity that is called so in an article: its fullest spelling."""
        with self._telling():
            found = entities_read.entities_called(self._index, kind, name)
            if len(found) == 1:
                return entities_read.called(self._index, found)[found[0]]
            return kind, entity_of(self._index.database.reader, kind, name)

    def _names(self, kind: Kind, name: str) -> list[int]:
        found = entities_read.entities_called(self._index, kind, name)
        return entities_read.names_of(self._index, found[0]) if len(found) == 1 else []

    def _there(self, article: Article, names: Collection[int]) -> list[ArticleEntity]:
        """Return what of an article one of these names stands for."""
        from store.language.entities import entities_in

        wanted = set(entities_read.called(self._index, names).values())
        found = entities_in(article, self.marks(article.id).namesakes)
        return [each for each in found if (each.kind, each.name) in wanted]

    def sentences(self, kind: Kind, name: str, limit: int = 20, before: str = "") -> list[Sentence]:
        """Return sentences that mention an entity: those of the newest article first, in the order of its text.

        Args:
            kind, name: of the entity.
            limit: so many and those that the last article has more; an article is never divided.
            before: the id of an article: only sentences of articles that come after it in a list, to go on with.
        """
        found: list[Sentence] = []
        with self._telling():
            names = self._names(kind, name)
            for number in entities_read.in_order(self._index, names, before):
                row = next((row for _, row in self._index.rows([number])), None)
                article = self._readable(row.id) if row else None
                if row and article:
                    spans = sorted(span for each in self._there(article, names) for span in each.spans)
                    found += _sentences(row, article.text, spans)
                if len(found) >= limit:
                    break
        return found

    def _readable(self, article_id: str) -> Article | None:
        """Return an article, or None where it is gone or broken, which is told elsewhere."""
        with self._lock:
            try:
                return self._issues.article(article_id)
            except LibraryError:
                return None

    def new_here(self, article: Article) -> set[tuple[Kind, str]]:
        """Return kind and name, as ``entities_in`` gives them, of what no article of an earlier day mentions.

        In an article of no date this is what no other article mentions.
        """
        from store.language.entities import entities_in

        with self._telling():
            number, bits = self._index.number_of(article.id), self._index.day_bits
            if number is None:
                return set()
            begin = number >> bits << bits if number >> bits else number
            return {
                (each.kind, each.name)
                for each in entities_in(article, self.marks(article.id).namesakes)
                if not self._older(self._names(each.kind, each.name), begin, number)
            }

    def _older(self, names: list[int], begin: int, number: int) -> bool:
        """Say whether a row before ``begin`` has one of these names; where that is ``number``, any other row."""
        others = "row < ?" if begin >> self._index.day_bits else "row != ?"
        found = self._index.database.one(f"SELECT 1 FROM ({entities_read.rows_with(names)}) WHERE {others}", (begin,))
        return found is not None

    def who(self, selection: Selection = EVERYTHING, kinds: Collection[Kind] = WHO, limit: int = 0) -> list[Named]:
        """Return the entities that the selected articles mention: kind by kind, in most articles first.

        Args:
            selection: which articles.
            kinds: only these.
            limit: at most so many of each kind; all where it is 0.

        Raises:
            QueryError: if the selection's query cannot be understood.
        """
        from store.library.entities_who import who

        with self._telling():
            return who(self._index, views.view(self._index, where(selection)).numbers, kinds, limit)

    def namesakes(self, article_id: str) -> tuple[Namesake, ...]:
        """Return the names that mean another entity in an article, for ``entities_in``."""
        return self.marks(article_id).namesakes

    # Deciding ------------------------------------------------------------------------------------------------------

    def join_names(self, kind: Kind, name: str, into: str) -> Decided:
        """Make a name another name of an entity, across the library; ``into`` the name itself parts it again.

        Raises:
            LibraryError: if a name is empty, or it cannot be written.
        """
        name, into = clean_line(name), clean_line(into)
        if not name or not into:
            raise LibraryError("A name needs at least one visible character")
        changes = {name: into}
        with self._lock, self._telling():
            if into != name and leads_to(self._index.database.reader, kind, into, name):
                changes[into] = into
            return self.decide(JOINS, {f"{kind} {each}": Join(kind, each, target) for each, target in changes.items()})

    def tell_apart(self, kind: Kind, name: str, articles: Collection[str], label: str = "") -> Undo:
        """Say that a name means another entity in some articles: a namesake.

        Args:
            kind, name: of the entity that it is elsewhere.
            articles: ids of the articles, or of the one article.
            label: what the other entity is called; 王伟（2） where it is not given. The name itself takes it back.

        Raises:
            LibraryError: if none of the articles mentions it, or it cannot be written.
            UnknownArticleError: if there is no such article.
        """
        with self._lock, self._telling():
            label = clean_line(label) or self._free_label(*self.entity_of(kind, name))
            names = self._names(kind, name)
            new: dict[str, tuple[Namesake, ...]] = {}
            for key in articles:
                article = self._issues.article(key)
                if article is None:
                    raise UnknownArticleError("No such article", key)
                marks = self.marks(key)
                if ours := _own_names(article, marks, kind, {each.name for each in self._there(article, names)}):
                    new[key] = _told_apart(marks, kind, ours, label)
            if not new:
                raise LibraryError("None of these articles mentions it", clean_line(name))
            return self._change(new, lambda key, marks: replace(marks, namesakes=new[key]))

    def _free_label(self, kind: Kind, name: str) -> str:
        number = 2
        while entities_read.entities_called(self._index, kind, f"{name}（{number}）"):
            number += 1
        return f"{name}（{number}）"

    def follow(self, kind: Kind, name: str) -> Decided:
        """Follow an entity: save a query that lists its articles, whose name begins with a star.

        Raises:
            LibraryError: if it cannot be written, or its name has a quotation mark, which no query can have.
        """
        kind, name = self.entity_of(kind, name)
        if '"' in name:
            raise LibraryError("This name cannot be followed", f"{clean_line(name)} has a quotation mark in it")
        query, taken = f'{FIELDS[kind]}:"{name}"', self.queries()
        title = f"{STAR}{clean_line(name)}"
        while taken.get(title, query) != query:
            title += "′"
        return self.save_query(title, query)

    def unfollow(self, kind: Kind, name: str) -> Decided:
        """Follow an entity no longer.

        Raises:
            LibraryError: if it is not followed, or it cannot be written.
        """
        if not (title := self.follows(kind, name)):
            raise LibraryError("It is not followed", clean_line(name))
        return self.save_query(title, "")

    def follows(self, kind: Kind, name: str) -> str:
        """Return the name of the saved query by which an entity is followed, or ""."""
        wanted = self.entity_of(kind, name)
        for title, query in self.queries().items():
            field = _FOLLOWED.fullmatch(query)
            if field and field[1] == FIELDS[kind] and self.entity_of(kind, field[2]) == wanted:
                return title
        return ""


def _own_names(article: Article, marks: Marks, kind: Kind, names: Collection[str]) -> set[str]:
    """Return what the article alone calls the entities of these names, whatever the reader told apart."""
    from store.language.entities import entities_in

    labels = {each.name: each.label for each in marks.namesakes if each.kind == kind}
    own = {each.name for each in entities_in(article) if each.kind == kind}
    return {name for name in own if labels.get(name, name) in names}


def _told_apart(marks: Marks, kind: Kind, ours: Collection[str], label: str) -> tuple[Namesake, ...]:
    """Return the namesakes of an article in which names of its own now mean ``label``."""
    kept = [each for each in marks.namesakes if each.kind != kind or each.name not in ours]
    return (*kept, *(Namesake(kind, name, label) for name in sorted(ours) if name != label))


_END = re.compile(r"[。！？；]+[”’」』）》]*|\n")
"""Where a sentence ends: with the quotation marks and brackets that close behind it, or with its line."""


def _sentences(row: Row, text: str, spans: Sequence[Span]) -> Iterator[Sentence]:
    """Yield the sentences that hold spans, which are in order, each once with all of them."""
    ends = [(end.start() if end[0] == "\n" else end.end(), end.end()) for end in _END.finditer(text)]
    starts = [0, *(start for _, start in ends)]
    stops = [*(stop for stop, _ in ends), len(text)]
    at = 0
    while at < len(spans):
        first = at
        sentence = bisect_right(starts, spans[at][0]) - 1
        stop = sentence
        while at < len(spans) and spans[at][0] < max(stops[stop], starts[stop] + 1):
            stop = max(stop, bisect_left(stops, spans[at][1]))  # a name may hold the end of a sentence
            at += 1
        start = starts[sentence]
        yield Sentence(row.id, row.facts, row.headline, text[start : stops[stop]], start, tuple(spans[first:at]))
