"""Libraries of any size: invented issues whose texts have the shape of newspaper text, without any analysis.

Words are drawn from an invented vocabulary by Zipf's law, so that some characters stand in every article and most pairs
in few, which is what full text has to cope with. Texts have about 1,080 characters, articles about 20 mentions of a
cast of their own, drawn by Zipf's law from many names: the first one stands in every sixth article, most in one.
Places stand with their rank and without, persons now and then behind an office.
"""

from __future__ import annotations

import datetime
import random
from bisect import bisect
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from store.model import Analysis, Draft, Kind, Mention, Office, PageFacts, Passage, RawPage, Split

PAPERS = ("江州日报", "云岭晚报", "临溪时报")
PAGES = 10
ARTICLES = 7
REPEATED, SUBJECT, OWN = 0.05, 0.6, 60
"""How often a story repeats a phrase of its own, how often it takes one of its own words, and how many it has.

So it has somewhat more different characters and pairs than the stories in ``tests/articles`` (0.73 tokens a character
against 0.63), and packs somewhat better (0.37 of its UTF-8 against 0.48).
"""

LINE = 18
"""Characters in a printed line."""

Kept = tuple[RawPage, Split, PageFacts, list[Analysis]]


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    chance = random.Random(7)
    characters = [chr(0x4E00 + 5 * number) for number in range(3500)]
    weights = list(accumulate(1 / (rank + 8) for rank in range(len(characters))))

    def character() -> str:
        return characters[bisect(weights, chance.random() * weights[-1])]

    lengths = (1, 2, 2, 2, 3)
    words = list(dict.fromkeys("".join(character() for _ in range(chance.choice(lengths))) for _ in range(60_000)))
    return words, list(accumulate(1 / (rank + 20) for rank in range(len(words))))


NAMES, CAST, OFFICES = 400_000, 10, ("市长", "副市长", "区委书记", "局长", "董事长", "总经理", "院长", "教授", "主任")
"""How many names there are, how many a story draws from, and what persons may be."""


class Name(NamedTuple):
    """A name that stories use: its kind, its spellings, and the offices it may stand behind."""

    kind: Kind
    spellings: tuple[str, ...]
    offices: tuple[str, ...] = ()


@cache
def _names() -> tuple[list[Name], list[float]]:
    chance = random.Random(8)
    words = _vocabulary()[0]
    kinds: tuple[Kind, ...] = ("PER", "PER", "LOC", "LOC", "ORG", "ORG", "TIME", "WORK")
    names = []
    for _ in range(NAMES):
        kind, text = chance.choice(kinds), "".join(chance.sample(words, 2))[:4]
        spellings = (f"{text}市", text) if kind == "LOC" and len(text) > 1 else (text,)
        names.append(Name(kind, spellings, tuple(chance.sample(OFFICES, 2)) if kind == "PER" else ()))
    return names, list(accumulate(1 / (rank + 3) for rank in range(NAMES)))


class Named(NamedTuple):
    """A mention: the index of its word, its kind, and the office that stands before it, or ""."""

    word: int
    kind: Kind
    office: str


def _story(chance: random.Random) -> tuple[list[str], list[Named]]:
    """Return the words of a text, a paragraph end as "\\n", with the mentions."""
    words, weights = _vocabulary()
    target = int(chance.lognormvariate(6.75, 0.65))
    text: list[str] = []
    mentions: list[Named] = []
    length = 0
    names, shares = _names()
    cast = [names[bisect(shares, chance.random() * shares[-1])] for _ in range(CAST)]
    own = [words[bisect(weights, chance.random() * weights[-1])] for _ in range(OWN)]
    while length < target:
        if len(text) > 20 and chance.random() < REPEATED:
            at = chance.randrange(len(text) - 6)
            text += [word for word in text[at : at + chance.randint(2, 6)] if word != "\n"]
        elif chance.random() < 0.03:
            name = chance.choice(cast)
            office = chance.choice(name.offices) if name.offices and chance.random() < 0.2 else ""
            text += [office] if office else []
            mentions.append(Named(len(text), name.kind, office))
            text.append(chance.choice(name.spellings))
        elif chance.random() < SUBJECT:
            text.append(own[min(int(chance.paretovariate(0.7)), OWN) - 1])
        else:
            text.append(words[bisect(weights, chance.random() * weights[-1])])
        length = sum(map(len, text)) if len(text) % 20 == 0 else length + len(text[-1])
        if chance.random() < 0.1:
            text.append(chance.choice("，，，。、"))
        elif chance.random() < 0.012:
            text += ["。", "\n"]
    return [*text, "。"], mentions


def _page(chance: random.Random, facts: PageFacts) -> Kept:
    raw = f"{facts.label}\n{facts.paper} {facts.date}\n"
    drafts: list[Draft] = []
    analyses: list[Analysis] = []
    for _ in range(ARTICLES):
        headline = "".join(chance.choices(_vocabulary()[0], k=7))[:16]
        words, named = _story(chance)
        words = [headline, "\n", *words]
        text = "".join(words)
        raw += "\n"
        passages: list[Passage] = []
        for paragraph in text.split("\n"):
            spans = []
            for at in range(0, len(paragraph), LINE):
                spans.append((len(raw), len(raw) + len(paragraph[at : at + LINE])))
                raw += paragraph[at : at + LINE] + "\n"
            passages.append(Passage(paragraph, tuple(spans)))
        passages = [passage for passage in passages if passage]
        drafts.append(Draft(headline=passages[0], paragraphs=tuple(passages[1:])))
        starts = [0, *accumulate(map(len, words))]
        mentions = [Mention(each.kind, starts[each.word + 2], starts[each.word + 3]) for each in named]
        held = [Office(each, name.office) for each, name in zip(mentions, named, strict=True) if name.office]
        analyses.append(_fitting(drafts[-1].text, words, mentions, held))
    return (
        RawPage(f"{facts.date}/{facts.label}.txt", raw),
        Split(tuple(drafts), facts=facts, splitter="bench"),
        facts,
        analyses,
    )


def _fitting(text: str, words: list[str], mentions: list[Mention], offices: list[Office]) -> Analysis:
    """Return the analysis of a text, whose end may have lost an empty paragraph."""
    joined = "".join(words)
    assert joined.startswith(text.rstrip("\n")) or text == joined
    lengths: list[str] = []
    at = 0
    for word in words:
        piece = text[at : at + len(word)]
        at += len(piece)
        if piece:
            lengths.append(piece)
    return Analysis(
        tuple(lengths),
        tuple(mention for mention in mentions if mention.end <= len(text)),
        tuple(office for office in offices if office.person.end <= len(text)),
    )


def issues(articles: int) -> Iterator[list[Kept]]:
    """Yield the pages of issues, newest paper by paper and day by day, until there are so many articles."""
    chance = random.Random(articles)
    first = datetime.date(2025, 12, 31)
    done = number = 0
    while done < articles:
        date = (first - datetime.timedelta(days=number // len(PAPERS))).isoformat()
        paper = PAPERS[number % len(PAPERS)]
        labels = [f"A{label:02} 要闻" for label in range(1, PAGES + 1)][: -(-(articles - done) // ARTICLES)]
        yield [_page(chance, PageFacts(paper, date, label)) for label in labels]
        done += len(labels) * ARTICLES
        number += 1
