"""Who and what the articles of a library speak of, and what the reader makes of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator

from msgspec.structs import replace

from store.errors import LibraryError
from store.language.entities import ArticleEntity, entities_in
from store.library.decisions import Decided, Table
from store.library.entity import Beside, EntityCard, Held, Named, Sentence, Spelled
from store.library.marking import MarkedFolder
from store.library.marks import Undo
from store.model import EVERYTHING, KINDS, Article, Kind, Namesake, Record, Row, Selection, Span
from store.safe import clean_line

FIELDS: dict[Kind, str] = {"PER": "person", "LOC": "place", "ORG": "org", "TIME": "time", "WORK": "work"}
"""How the query language calls the kinds."""

STAR = "★ "
"""Begins the name of a saved query that follows an entity."""


class Join(Record, frozen=True):
    """Two names of a kind are one entity, called ``into``; where ``into`` is the name itself, it is its own entity."""

    kind: Kind
    name: str
    into: str


JOINS = Table("joins", Join)
"""By kind and name with a space between."""


class EntitiesFolder(MarkedFolder):
    """A library folder as its entities are seen.

    An entity is a kind and a name: the fullest spelling of it. ``name`` may be any name the entity has in an article
    (``store.language.entities.entities_in``): the methods find the entity across the library.
    """

    # Asking --------------------------------------------------------------------------------------------------------

    def entity(self, kind: Kind, name: str, beside: int = 20) -> EntityCard:
        """Return what the library knows of an entity; a card without articles where it knows none.

        Args:
            kind, name: of the entity.
            beside: at most so many others that it appears with.
        """
        kind, name = self.entity_of(kind, name)
        spelled: Counter[str] = Counter()
        spelled_in: Counter[str] = Counter()
        days: Counter[str] = Counter()
        others: Counter[tuple[Kind, str]] = Counter()
        offices: dict[str, list[Row]] = defaultdict(list)
        rows: list[Row] = []
        for row, article in self._articles():
            there = self._there(article)
            entity = there.pop((kind, name), [])
            if not entity:
                continue
            rows.append(row)
            days[row.facts.date] += 1
            others.update(other for other in there if other[0] != "TIME")
            for each in entity:
                names = [article.text[a:b].replace("\n", "") for a, b in each.spans]
                spelled.update(names)
                spelled_in.update(set(names))
                for office in each.offices:
                    offices[office].append(row)
        dates = sorted(date for date in days if date)
        return EntityCard(
            kind,
            name,
            tuple(Spelled(each, spelled_in[each], count) for each, count in spelled.most_common()),
            len(rows),
            spelled.total(),
            dates[0] if dates else "",
            dates[-1] if dates else "",
            tuple(
                Held(office, held[-1].facts.date, held[0].facts.date, len(held), held[-1].id, held[0].id)
                for office, held in offices.items()
            ),
            tuple(sorted((date, count) for date, count in days.items() if date)),
            tuple(Beside(*other, count) for other, count in others.most_common(beside)),
            len(rows),
        )

    def entity_of(self, kind: Kind, name: str) -> tuple[Kind, str]:
        """Return kind and name of the entity that is called so in an article: its fullest spelling."""
        joins = self.decided(JOINS)
        seen: list[str] = []
        while name not in seen and (join := joins.get(f"{kind} {name}")):
            seen.append(name)
            name = join.into
        return kind, name

    def sentences(self, kind: Kind, name: str, limit: int = 20, before: str = "") -> list[Sentence]:
        """Return sentences that mention an entity: those of the newest article first, in the order of its text.

        Args:
            kind, name: of the entity.
            limit: so many and those that the last article has more; an article is never divided.
            before: the id of an article: only sentences of articles that come after it in a list, to go on with.
        """
        wanted = self.entity_of(kind, name)
        found: list[Sentence] = []
        waiting = bool(before)
        for row, article in self._articles():
            if waiting or len(found) >= limit:
                waiting = waiting and row.id != before
                continue
            spans = sorted(span for each in self._there(article).get(wanted, ()) for span in each.spans)
            found += _sentences(row, article.text, spans)
        return found

    def new_here(self, article: Article) -> set[tuple[Kind, str]]:
        """Return kind and name, as ``entities_in`` gives them, of what no article of an earlier day mentions."""
        others = list(self._articles())
        date = next((row.facts.date for row, _ in others if row.id == article.id), "")
        earlier = [other for row, other in others if row.id != article.id and (row.facts.date < date or not date)]
        known = {key for other in earlier for key in self._there(other)}
        there = self._there(article)
        return {(each.kind, each.name) for key, all_ in there.items() if key not in known for each in all_}

    def who(
        self, selection: Selection = EVERYTHING, kinds: Collection[Kind] = ("PER", "LOC", "ORG", "WORK"), limit: int = 0
    ) -> list[Named]:
        """Return the entities that the selected articles mention: kind by kind, in most articles first.

        Args:
            selection: which articles.
            kinds: only these.
            limit: at most so many of each kind; all where it is 0.

        Raises:
            QueryError: if the selection's query cannot be understood.
        """
        rows: dict[tuple[Kind, str], list[Row]] = defaultdict(list)
        mentions: Counter[tuple[Kind, str]] = Counter()
        offices: dict[tuple[Kind, str], dict[str, None]] = defaultdict(dict)
        for row, article in self._articles(selection):
            for key, all_ in self._there(article).items():
                rows[key].append(row)
                mentions[key] += sum(len(each.spans) for each in all_)
                offices[key] |= {office: None for each in all_ for office in each.offices}
        found = [
            Named(*key, tuple(offices[key]), len(there), mentions[key], there[-1].facts.date, there[0].facts.date)
            for key, there in rows.items()
            if key[0] in kinds
        ]
        found.sort(key=lambda each: (KINDS.index(each.kind), -each.articles, -each.mentions, each.name))
        counts: Counter[Kind] = Counter()
        kept: list[Named] = []
        for each in found:
            counts[each.kind] += 1
            if not limit or counts[each.kind] <= limit:
                kept.append(each)
        return kept

    def namesakes(self, article_id: str) -> tuple[Namesake, ...]:
        """Return the names that mean another entity in an article, for ``entities_in``."""
        return self.marks(article_id).namesakes

    # Deciding ------------------------------------------------------------------------------------------------------

    def join_names(self, kind: Kind, name: str, into: str) -> Decided:
        """Make a name another name of an entity, across the library; ``into`` the name itself parts it again.

        Raises:
            LibraryError: if a name is empty, or it cannot be written.
        """
        into = clean_line(into)
        if not name or not into:
            raise LibraryError("A name needs at least one visible character")
        changes = {f"{kind} {name}": Join(kind, name, into)}
        if into != name and self.entity_of(kind, into)[1] == name:
            changes[f"{kind} {into}"] = Join(kind, into, into)
        return self.decide(JOINS, changes)

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
        wanted = self.entity_of(kind, name)
        label = clean_line(label) or self._free_label(*wanted)
        new: dict[str, tuple[Namesake, ...]] = {}
        for key in articles:
            article, marked = self._article(key), self.namesakes(key)
            was = {(each.kind, each.label): each.name for each in marked}
            there = [each for each in entities_in(article, marked) if self.entity_of(each.kind, each.name) == wanted]
            locals_ = {was.get((kind, each.name), each.name) for each in there}
            if locals_:
                kept = tuple(each for each in marked if each.kind != kind or each.name not in locals_)
                new[key] = kept + tuple(Namesake(kind, each, label) for each in sorted(locals_) if each != label)
        if not new:
            raise LibraryError("None of these articles mentions it", clean_line(name))
        with self._lock:
            return self._change(new, lambda key, marks: replace(marks, namesakes=new[key]))

    def _free_label(self, kind: Kind, name: str) -> str:
        number = 2
        while self.entity(kind, f"{name}（{number}）").articles:
            number += 1
        return f"{name}（{number}）"

    def follow(self, kind: Kind, name: str) -> Decided:
        """Follow an entity: save a query that lists its articles, whose name begins with a star.

        Raises:
            LibraryError: if it cannot be written, or no query can name it.
        """
        query = followed(*self.entity_of(kind, name))
        taken = self.queries()
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
        query = followed(*self.entity_of(kind, name))
        return next((title for title, saved in self.queries().items() if saved == query), "")

    # -- by reading every article: slow, to be replaced by an index ---------------------------------------------------

    def _article(self, key: str) -> Article:
        return self.article(key)  # type: ignore[attr-defined, no-any-return]

    def _articles(self, selection: Selection = EVERYTHING) -> Iterator[tuple[Row, Article]]:
        for row in self.rows(selection):  # type: ignore[attr-defined]
            yield row, self.article(row.id)  # type: ignore[attr-defined]

    def _there(self, article: Article) -> dict[tuple[Kind, str], list[ArticleEntity]]:
        found: dict[tuple[Kind, str], list[ArticleEntity]] = defaultdict(list)
        for each in entities_in(article, self.namesakes(article.id)):
            found[self.entity_of(each.kind, each.name)].append(each)
        return found


def followed(kind: Kind, name: str) -> str:
    """Return the query that lists the articles of an entity.

    Raises:
        LibraryError: if its name has a quotation mark, which no query can have.
    """
    if '"' in name:
        raise LibraryError("This name cannot be followed", f"{clean_line(name)} has a quotation mark in it")
    return f'{FIELDS[kind]}:"{name}"'


_ENDS = "。！？；\n"
_CLOSING = "”’」』）》"


def _sentences(row: Row, text: str, spans: list[Span]) -> Iterator[Sentence]:
    """Yield the sentences that hold spans, each once with all of them."""
    at = 0
    while at < len(spans):
        start, end = sentence_at(text, spans[at])
        inside = [span for span in spans[at:] if span[0] < end]
        yield Sentence(row.id, row.facts, row.headline, text[start:end], start, tuple(inside))
        at += len(inside)


def sentence_at(text: str, span: Span) -> Span:
    """Return the range of the sentence around a span: to the ends of sentences, with quotation marks that close."""
    start = 1 + max((text.rfind(mark, 0, span[0]) for mark in _ENDS), default=-1)
    while start < span[0] and (text[start] in _CLOSING or text[start].isspace()):
        start += 1
    ends = [at for mark in _ENDS if (at := text.find(mark, span[1])) >= 0]
    end = min(ends, default=len(text))
    if end < len(text) and text[end] != "\n":
        end += 1
        while end < len(text) and text[end] in _CLOSING:
            end += 1
    return start, end
