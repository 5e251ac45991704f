"""From mentions to the things named: the spellings of one name in an article are one entity.

赵市长 is the person of that surname whom the article calls 市长, 塔瓦雷斯 the 若泽·塔瓦雷斯 named before, and 江州
the 江州市.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache

from store.language.document import stem
from store.language.lexicon import COMPOUND, SURNAMES, TITLE_FORMS
from store.language.people import has_surname
from store.model import KINDS, Article, Kind, Mention, Namesake, Record, Span

_NO_SURNAME_HERE = frozenset("任代和向时正等为于从同对是有前原")
_SURNAMES = "".join(sorted(SURNAMES - _NO_SURNAME_HERE))
_SURNAME_AND_TITLE = re.compile(rf"({COMPOUND}|[{_SURNAMES}])((?:副|总)?(?:{TITLE_FORMS}|先生|女士|同志|工))")


IN_TITLE, IN_LEAD = 4, 2
"""A mention in a title line weighs so much, one in the first paragraph so much, any other 1: newspapers say first who a
story is about (the inverted pyramid)."""


MOST_OFFICES = 20
"""So many offices of one person are told of one article, the first ones."""


class ArticleEntity(Record, frozen=True):
    """A thing that an article mentions.

    Attributes:
        kind, name: what it is; the name is the fullest spelling that the article has, or the reader's label.
        spellings: as printed, a work without its 《》; the most frequent first.
        spans: its mentions, in the order of the text (characters).
        offices: of a person, what the article says it is, in the order of the text; none that is part of another one.
        weight: the sum over its mentions, by where they stand (``IN_TITLE``, ``IN_LEAD``, else 1).
    """

    kind: Kind
    name: str
    spellings: tuple[str, ...]
    spans: tuple[Span, ...]
    offices: tuple[str, ...] = ()
    weight: int = 0

    @property
    def office(self) -> str:
        """The first office that the article gives the person, or ""."""
        return self.offices[0] if self.offices else ""

    @property
    def first(self) -> int:
        """Where it is mentioned first (characters)."""
        return self.spans[0][0]


def entities_in(article: Article, namesakes: Collection[Namesake] = ()) -> tuple[ArticleEntity, ...]:
    """Return what an article mentions: kind by kind, by weight, then in the order of the text.

    Args:
        article: with its mentions.
        namesakes: names that mean another entity here, as the article's marks have them.
    """
    text = article.text
    labels = {(each.kind, each.name): each.label for each in namesakes}
    found: dict[tuple[Kind, str], list[Mention]] = defaultdict(list)
    for mention, name in zip(article.mentions, entities(text, article.mentions), strict=True):
        found[mention.kind, labels.get((mention.kind, name), name)].append(mention)
    offices: dict[Mention, list[str]] = defaultdict(list)
    for office in article.offices:
        offices[office.person].append(office.office.replace("\n", ""))
    title, lead = _opening(article)

    def weight(mention: Mention) -> int:
        return IN_TITLE if mention.start < title else IN_LEAD if mention.start < lead else 1

    entity = [
        ArticleEntity(
            kind,
            name,
            tuple(each for each, _ in Counter(printed(kind, m.name(text)) for m in mentions).most_common()),
            tuple((m.start, m.end) for m in mentions),
            _fullest([office for m in mentions for office in offices[m]]),
            sum(map(weight, mentions)),
        )
        for (kind, name), mentions in found.items()
    ]
    return tuple(sorted(entity, key=lambda each: (KINDS.index(each.kind), -each.weight, each.first)))


def printed(kind: Kind, name: str) -> str:
    """Return a name as it is printed, in one line; a work without its 《》."""
    line = name.replace("\n", "")
    return line.strip("《》") or line if kind == "WORK" else line


def _opening(article: Article) -> Span:
    """Return where the title lines of an article end in its text, and its first paragraph."""
    draft = article.draft
    title = sum(len(line.text) + 1 for line in (draft.kicker, draft.headline, draft.subtitle) if line)
    return title, title + (len(draft.paragraphs[0].text) if draft.paragraphs else 0)


def _fullest(offices: Sequence[str]) -> tuple[str, ...]:
    """Return offices once each, without those that are part of another one: 市长 beside 江州市市长."""
    once = list(itertools.islice(dict.fromkeys(offices), MOST_OFFICES))
    return tuple(office for office in once if not any(office != other and office in other for other in once))


def _surname(person: str) -> str:
    return person[:2] if re.match(COMPOUND, person) else person[:1]


def _persons_by_surname(text: str, mentions: Sequence[Mention]) -> dict[str, list[str]]:
    """Return the full Chinese names of an article by surname, each once, in order of appearance."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for mention in mentions:
        name = mention.name(text)
        if mention.kind == "PER" and has_surname(name) and not _SURNAME_AND_TITLE.fullmatch(name):
            found[_surname(name)][name] = None
    return {surname: list(names) for surname, names in found.items()}


def surname_forms(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield a surname with a title, 赵市长, where the article names one person of that surname whom it fits."""
    persons = _persons_by_surname(text, mentions)
    called = _called(text, persons)
    for form in _SURNAME_AND_TITLE.finditer(text) if persons else ():
        if form[2] not in {"先生", "女士", "同志", "工"} and called(form[1], form[2]):
            yield Mention("PER", form.start(), form.end())


def _called(text: str, persons: dict[str, list[str]]) -> Callable[[str, str], str]:
    """Return what tells of a surname and a title the one person, or the one whom the text gives the title; else ""."""

    @cache
    def person(surname: str, title: str) -> str:
        named = set(persons.get(surname, ()))
        if len(named) > 1:
            lengths = {len(name) for name in named}
            starts = [found.end() - len(surname) for found in re.finditer(re.escape(title + surname), text)]
            named &= {text[at : at + length] for at in starts for length in lengths}
        return named.pop() if len(named) == 1 else ""

    return person


def entities(text: str, mentions: Sequence[Mention]) -> list[str]:
    """Return the name of the entity of each mention: the fullest spelling of it that the article has."""
    called = _called(text, _persons_by_surname(text, mentions))
    full = _full_names(text, mentions)
    return [printed(mention.kind, _entity(mention, mention.name(text), called, full)) for mention in mentions]


def _entity(mention: Mention, name: str, called: Callable[[str, str], str], full: dict[str, str]) -> str:
    if mention.kind == "PER" and (form := _SURNAME_AND_TITLE.fullmatch(name)):
        return called(form[1], form[2]) or name
    return full.get(f"{mention.kind} {name}", name)


def _full_names(text: str, mentions: Sequence[Mention]) -> dict[str, str]:
    """Return kind and short spelling -> full one; a spelling that is short for two names is its own."""
    found: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        name = mention.name(text)
        if mention.kind == "PER" and "·" in name:
            found[f"PER {name.rpartition('·')[2]}"].add(name)
        elif mention.kind == "LOC" and (short := stem(name)):
            found[f"LOC {short}"].add(name)
    return {short: next(iter(names)) for short, names in found.items() if len(names) == 1}
