"""What the index says of entities is what reading every article would say, whatever was done to the library before."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import Library
from store.errors import LibraryError
from store.language.document import stem
from store.language.entities import ArticleEntity, entities_in
from store.library.changes import Change
from store.library.entities_joined import JOINS
from store.model import KINDS, Article, Kind, PageFacts, Row, Selection
from tests.store.library.naming import NAMES, keep

Name = tuple[Kind, str]
DATES = ("", "2026-03-01", "2026-03-02", "2026-03-20")
PIECES = (*NAMES, "市长陆承泽", "副市长王伟", "若泽·塔瓦雷斯", "塔瓦雷斯", "在", "，", "。", "\n")


class Reading:
    """Every article read, and what the rules say of the names in them."""

    def __init__(self, library: Library) -> None:
        self.articles: list[tuple[Row, Article, tuple[ArticleEntity, ...]]] = []
        for row in library.view():
            article = library.article(row.id)
            self.articles.append((row, article, entities_in(article, library.namesakes(row.id))))
        self.joins = {(join.kind, join.name): join.into for join in library.decided(JOINS).values()}
        self.names = {(each.kind, each.name) for _, _, there in self.articles for each in there}
        self.called: dict[str, set[str]] = defaultdict(set)
        for row, _, there in self.articles:
            labels = {each.label for each in library.namesakes(row.id)}
            for each in there:
                if each.kind == "PER" and "·" in each.name and each.name not in labels:
                    for spelling in each.spellings:
                        self.called[spelling].add(each.name)

        self.there = {row.id: {self.entity(each.kind, each.name) for each in there} for row, _, there in self.articles}

    def entity(self, kind: Kind, name: str) -> Name:
        seen: list[str] = []
        while name not in seen:
            seen.append(name)
            name = self.joins.get((kind, name)) or self._fuller(kind, name)
        return kind, min(seen[seen.index(name) :])

    def _fuller(self, kind: Kind, name: str) -> str:
        fuller: set[str] = set()
        if kind == "LOC":
            fuller = {place for kind, place in self.names if kind == "LOC" and stem(place) == name}
        elif kind == "PER":
            fuller = self.called[name] - {name}
        return next(iter(fuller)) if len(fuller) == 1 else name

    def mentioning(self, wanted: Name) -> Iterator[tuple[Row, Article, list[ArticleEntity]]]:
        for row, article, there in self.articles:
            ours = [each for each in there if self.entity(each.kind, each.name) == wanted]
            if ours:
                yield row, article, ours


def check(library: Library) -> None:
    """Compare what the library says of every entity with what reading says."""
    reading = Reading(library)
    wanted = {reading.entity(*name) for name in reading.names}
    for name in reading.names:
        assert library.entity_of(*name) == reading.entity(*name)
    named = {(each.kind, each.name): each for each in library.who(kinds=KINDS)}
    assert named.keys() == wanted
    assert {(kind, name): count for kind, name, count in library.entities()} == {
        name: each.articles for name, each in named.items()
    }
    for name in wanted:
        found = list(reading.mentioning(name))
        card = library.entity(*name, beside=1000)
        spelled = Counter(
            article.text[start:end].strip("《》\n").replace("\n", "")
            for _, article, there in found
            for each in there
            for start, end in each.spans
        )
        assert {each.name: each.mentions for each in card.spellings} == spelled
        assert (card.articles, card.mentions) == (len(found), spelled.total())
        assert (named[name].articles, named[name].mentions) == (len(found), spelled.total())
        assert [row.id for row in library.view(Selection(entity=name))] == [row.id for row, _, _ in found]
        assert library.count(Selection(entity=name)) == len(found)
        days = Counter(row.facts.date for row, _, _ in found if row.facts.date)
        assert card.days == tuple(sorted(days.items()))
        assert (card.first, card.last) == (min(days, default=""), max(days, default=""))
        assert (named[name].first, named[name].last) == (card.first, card.last)
        held: dict[str, list[str]] = defaultdict(list)
        for row, _, ours in found:
            for office in {office for each in ours for office in each.offices}:
                held[office].append(row.facts.date)
        assert {each.office: (each.first, each.last, each.articles) for each in card.offices} == {
            office: (min(filter(None, dates), default=""), max(dates), len(dates)) for office, dates in held.items()
        }
        assert set(named[name].offices) == held.keys()
        others = Counter(
            other for row, _, _ in found for other in reading.there[row.id] if other != name and other[0] != "TIME"
        )
        assert {(each.kind, each.name): each.articles for each in card.beside} == others
        mentions = {(each.article, span) for each in library.sentences(*name, limit=1000) for span in each.spans}
        assert mentions == {(row.id, span) for row, _, ours in found for each in ours for span in each.spans}
    for row, article, there in reading.articles:
        others_there = [
            reading.there[other.id]
            for other, _, _ in reading.articles
            if (other.facts.date < row.facts.date if row.facts.date else other.id != row.id)
        ]
        earlier = set[Name]().union(*others_there)
        new = {(each.kind, each.name) for each in there if reading.entity(each.kind, each.name) not in earlier}
        assert library.new_here(article) == new


STORIES = st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join), min_size=1, max_size=3)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("load"), st.sampled_from(DATES), STORIES),
        st.tuples(st.sampled_from(["remove", "move", "apart", "apart", "join", "join", "undo", "undo", "again"])),
    ),
    min_size=2,
    max_size=9,
)


def play(library: Library, step: tuple[object, ...], chance: random.Random, done: list[Change]) -> None:
    """Do one step, on what chance picks."""
    rows = library.rows()
    names = [(kind, name) for kind, name, _ in library.entities()]
    match step:
        case ("load", str(date), list(stories)):
            keep(library, date, *(f"{chance.random()}\n{story}" for story in stories), label=f"A{chance.randrange(99)}")
        case ("again",):
            library.reindex()
        case ("undo",) if done:
            done.append(library.undo(done.pop(chance.randrange(len(done)))))
        case ("remove",) if rows:
            done.append(library.remove([chance.choice(rows).id]))
        case ("move",) if rows:
            row = chance.choice(rows)
            done.append(library.set_facts(row.page_id, PageFacts("云岭晚报", chance.choice(DATES), row.facts.label)))
        case ("apart",) if names:
            kind, name = chance.choice(names)
            there = [row.id for row in library.rows(Selection(entity=(kind, name)))]
            label = chance.choice(["", "王伟", "江州", "某甲", name])
            done.append(library.tell_apart(kind, name, chance.sample(there, chance.randint(1, len(there))), label))
        case ("join",) if names:
            kind, name = chance.choice(names)
            into = chance.choice([name, "某乙", *(other for each, other in names if each == kind)])
            done.append(library.join_names(kind, name, into))


@given(STEPS, st.integers(0, 1 << 30))
@settings(max_examples=25, deadline=None)
def test_the_index_says_of_entities_what_reading_every_article_says(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[object, ...]], seed: int
) -> None:
    folder = tmp_path_factory.mktemp("library")
    library, chance, done = Library(folder), random.Random(seed), list[Change]()
    for step in steps:
        try:
            play(library, step, chance, done)
        except LibraryError:
            continue  # an undo of what is gone
        check(library)
    library.close()
    again = Library(folder)
    check(again)
    again.reindex()
    check(again)
    again.close()
