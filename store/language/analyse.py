"""The analysis of an article's text: its words, its mentions and its offices, which never contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.language.names import names_in, tagger
from store.language.offices import offices
from store.language.parts import parts_of
from store.language.reading import Reading
from store.language.words import segment
from store.model import Analysis, Mention

_ONE_WORD = frozenset({"PER", "LOC", "ORG"})
_LONGEST_WORD = 16
"""Characters; a longer name keeps jieba's words inside, as a work and a range of dates do."""


def fit_words(words: Sequence[str], mentions: Sequence[Mention], text: str) -> Iterator[str]:
    """Yield ``words`` recut so that none crosses a mention's edge and each short name is one word.

    ``words`` must join to ``text``; ``mentions`` must be in order and without overlap. A mention that spans a line end
    or is long keeps jieba's words inside; only the edges are cut.
    """
    at = start = 0
    upcoming = iter(mentions)
    mention = next(upcoming, None)
    for word in words:
        at += len(word)
        while mention and mention.start < at:
            if start < mention.start:
                yield text[start : mention.start]
                start = mention.start
            if mention.end > at:
                break
            yield text[start : mention.end]
            start = mention.end
            mention = next(upcoming, None)
        whole = mention is not None and mention.start < at and _is_one_word(mention, text)
        if start < at and not whole:
            yield text[start:at]
            start = at


def _is_one_word(mention: Mention, text: str) -> bool:
    name = mention.name(text)
    return mention.kind in _ONE_WORD and len(name) <= _LONGEST_WORD and "\n" not in name


def analyse(text: str) -> Analysis:
    """Return the analysis of ``text``, a whole article: title lines, then paragraphs, one a line."""
    return _analysis(Reading(text, tagger().tag(text)))


def analyse_all(texts: Sequence[str]) -> list[Analysis]:
    """Return the analysis of each article of a page, the same as one by one; tagged at once they cost less."""
    tagged = tagger().tag("\n".join(texts))
    found, at, index = [], 0, 0
    for text in texts:
        words = []
        while index < len(tagged) and tagged[index][1] < at + len(text):
            tag, start, end = tagged[index]
            words.append((tag, start - at, end - at))
            index += 1
        found.append(_analysis(Reading(text, words)))
        at += len(text) + 1
    return found


def _analysis(reading: Reading) -> Analysis:
    mentions = names_in(reading)
    words = tuple(fit_words(segment(reading.text), mentions, reading.text))
    return Analysis(words, tuple(mentions), tuple(offices(reading, mentions)), parts_of(words, reading.words))
