"""Libraries of any size: invented issues whose texts have the shape of newspaper text, without any analysis.

Words are drawn from an invented vocabulary by Zipf's law, so that some characters stand in every article and most pairs
in few, which is what full text has to cope with. Texts have about 1,080 characters, articles about 20 mentions.
"""

from __future__ import annotations

import datetime
import random
from bisect import bisect
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from store.model import Analysis, Draft, Kind, Mention, PageFacts, Passage, RawPage, Split

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


@cache
def _names() -> list[tuple[Kind, str]]:
    chance = random.Random(8)
    words = _vocabulary()[0]
    kinds: tuple[Kind, ...] = ("PER", "LOC", "ORG", "TIME", "WORK")
    return [(chance.choice(kinds), "".join(chance.sample(words, 2))[:5]) for _ in range(20_000)]


def _story(chance: random.Random) -> tuple[list[str], list[tuple[int, Kind, str]]]:
    """Return the words of a text, a paragraph end as "\\n", with the mentions by the index of their word."""
    words, weights = _vocabulary()
    target = int(chance.lognormvariate(6.75, 0.65))
    text: list[str] = []
    mentions: list[tuple[int, Kind, str]] = []
    length = 0
    own = [words[bisect(weights, chance.random() * weights[-1])] for _ in range(OWN)]
    while length < target:
        if len(text) > 20 and chance.random() < REPEATED:
            at = chance.randrange(len(text) - 6)
            text += [word for word in text[at : at + chance.randint(2, 6)] if word != "\n"]
        elif chance.random() < 0.03:
            kind, name = _names()[min(int(chance.paretovariate(0.6)), 19_999)]
            mentions.append((len(text), kind, name))
            text.append(name)
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
        mentions = tuple(Mention(kind, starts[at + 2], starts[at + 3]) for at, kind, _ in named)
        analyses.append(_fitting(drafts[-1].text, words, mentions))
    return (
        RawPage(f"{facts.date}/{facts.label}.txt", raw),
        Split(tuple(drafts), facts=facts, splitter="bench"),
        facts,
        analyses,
    )


def _fitting(text: str, words: list[str], mentions: tuple[Mention, ...]) -> Analysis:
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
    return Analysis(tuple(lengths), tuple(mention for mention in mentions if mention.end <= len(text)))


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
