"""What is known of the words of an article, gathered for the reading pane; all of it is for a worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from tui.displays import Aids, WordDisplay
from tui.typeset.ruby import Reading

if TYPE_CHECKING:
    from store.library.vocabulary import Knowledge
    from store.model import Article

NO_WORD = -1
"""The level of what is no word to learn: marks, numbers, names."""


def words_of(article: Article) -> list[str]:
    """Return the words of an article; its characters where it has none, or broken ones."""
    from store.language.words import unpack

    try:
        return unpack(article.lengths, article.text)
    except ValueError:
        return list(article.text)


READ: tuple[WordDisplay, ...] = ("pinyin", "new-pinyin")
"""The displays that show how words are read."""


def gather(
    article: Article, display: WordDisplay, knowledge: Knowledge, aids: Aids, known: Callable[[str], str]
) -> Aids:
    """Return ``aids`` with what ``display`` needs.

    Args:
        article, display, knowledge, aids: whose words show how, to whom, and what has been gathered of them.
        known: as in ``store.language.readings.readings``.
    """
    words = words_of(article)
    if display in READ:
        aids = replace(aids, readings=_readings(article, words, known), new=_new(article, words, knowledge))
    elif display == "parts":
        aids = replace(aids, parts=_parts(article, words))
    elif display == "levels":
        aids = replace(aids, levels=_levels(article, words))
    return aids


def _starts(words: Sequence[str]) -> list[int]:
    return list(accumulate(map(len, words), initial=0))[:-1]


def _readings(article: Article, words: Sequence[str], known: Callable[[str], str]) -> list[Reading]:
    from store.language.readings import readings, syllables

    people = {mention.start for mention in article.mentions if mention.kind == "PER"}
    read = zip(_starts(words), words, readings(article.text, words, article.mentions, cache(known)), strict=True)
    return [_over(at, text, syllables(word, person=at in people)) for at, word, text in read if text]


def _over(at: int, text: str, syllables: Sequence[str]) -> Reading:
    """Return a reading over the characters that are read: that of 60分 stands over its last one."""
    first = next((place for place, syllable in enumerate(syllables) if syllable), 0)
    return Reading(at + first, text, syllables[first:])


def _names(article: Article) -> set[int]:
    """Return the offsets where names begin."""
    return {mention.start for mention in article.mentions if mention.kind in ("PER", "LOC", "ORG")}


def _new(article: Article, words: Sequence[str], knowledge: Knowledge) -> frozenset[int]:
    from store.language.readings import is_read

    names = _names(article)
    there = zip(_starts(words), words, strict=True)
    return frozenset(
        at + next(place for place, char in enumerate(word) if is_read(char))
        for at, word in there
        if at not in names and is_read(word) and knowledge.is_unknown(word)
    )


def _parts(article: Article, words: Sequence[str]) -> str:
    from store.language.parts import parts

    return article.parts if len(article.parts) == len(words) else parts(article.text, words)


def _levels(article: Article, words: Sequence[str]) -> list[int]:
    from store.language.levels import level
    from store.language.readings import is_read

    names = _names(article)
    return [
        NO_WORD if at in names or not is_read(word) else level(word)
        for at, word in zip(_starts(words), words, strict=True)
    ]
