"""The part of speech of each word, one letter a word, kept with an article so that showing them needs no tagger.

Letters: n noun, v verb, a adjective, d adverb, m number or measure, t time, r pronoun, u what only joins or marks
(prepositions, conjunctions, particles), w mark or white space, x anything else. They come from the tagger's tags (LAC's
set; jieba's ICTCLAS tags begin with the same letters). A word that was put together of several tagged ones is what its
last one is: in Chinese the head of a compound stands last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from store.language.reading import Tagged

_LETTERS = {"TIME": "t", "xc": "u", "PER": "n", "LOC": "n", "ORG": "n"} | {
    first: letter
    for letter, firsts in (("n", "nfsjil"), ("v", "v"), ("a", "abz"), ("d", "d"), ("m", "mq"), ("t", "t"), ("r", "r"),
                           ("u", "pcuyeohk"), ("w", "w"))
    for first in firsts
}  # fmt: skip
OTHER, MARK = "x", "w"


def letter(tag: str) -> str:
    """Return the letter for a tag."""
    return _LETTERS.get(tag) or _LETTERS.get(tag[:1], OTHER)


def parts_of(words: Sequence[str], tagged: Sequence[Tagged]) -> str:
    """Return a letter for each word: that of the tagged word in which its last character stands.

    Args:
        words: of a text, in order, with nothing left out.
        tagged: of the same text, in order; white space may be left out.
    """
    ends = [end for _, _, end in tagged]
    found = []
    for end in accumulate(map(len, words)):
        place = bisect_left(ends, end)
        there = place < len(tagged) and tagged[place][1] < end
        found.append(letter(tagged[place][0]) if there else MARK)
    return "".join(found)


def recut(parts: str, before: Sequence[str], now: Sequence[str]) -> str:
    """Return the letters of the words of a text that was cut anew; "" where ``parts`` are not those of ``before``."""
    if len(parts) != len(before):
        return ""
    ends = list(accumulate(map(len, before)))
    return "".join(parts[bisect_left(ends, end)] for end in accumulate(map(len, now)))


def parts(text: str, words: Sequence[str]) -> str:
    """Return the letters of the words of a text that has none kept; asks the tagger, so it is for a worker."""
    from store.language.names import tagger

    return parts_of(words, tagger().tag(text))
