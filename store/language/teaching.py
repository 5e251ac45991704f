"""Words as the reader cuts them: a pass above jieba and the entities, over words as they were analysed.

The reader joins a word with the next, or cuts it. Either is an *own word*: a string, and the places within it where
words end; a joined one has none. jieba's own dictionary could not force a cut, and needs the whole text cut anew.

Own words are applied one after another, the oldest first, each to the words that the ones before it have left: just as
the reader saw them. So the newest wins, and taking one back leaves what had been there before. Against the words of
the text the longest match wins: an own word holds where its edges are edges of words, and else where it is longer than
each word it would cut through; other words stay whole: joining 日 and 报 cuts neither 江州日报社 nor 今日报道. Nothing
is cut again out of its context: every other word stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from store.errors import DubaoError

LONGEST = 40
"""Characters of an own word."""

_WITHIN = "·•・‧-–—/&+."
"""Marks that stand within words, so that one may be joined with them."""


class TeachingError(DubaoError):
    """This cannot become a word."""


class OwnWord(NamedTuple):
    """A string that the reader wants cut in one way, wherever it stands.

    Attributes:
        text: two characters or more, on one line.
        cuts: the places within it where a word ends, in order; none: it is one word.
    """

    text: str
    cuts: tuple[int, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The words it is cut into."""
        edges = (0, *self.cuts, len(self.text))
        return tuple(self.text[a:b] for a, b in pairwise(edges))


def joined(words: Sequence[str], index: int) -> OwnWord:
    """Return the own word that joins the word at ``index`` with the next one.

    Raises:
        TeachingError: if there is none before a mark or the end of a line, or they become too long.
    """
    following = words[index + 1] if index + 1 < len(words) else ""
    if not any(char.isalnum() or char in _WITHIN for char in following):
        raise TeachingError("There is no word right after this one", words[index])
    return checked(OwnWord(words[index] + words[index + 1]))


def cut(word: str, at: int) -> OwnWord:
    """Return the own word that cuts a word before its character ``at``.

    Raises:
        TeachingError: if there is nothing on one side, or it is no word.
    """
    if not 0 < at < len(word):
        raise TeachingError("A word is cut between two of its characters", word, "Move the cursor into it")
    return checked(OwnWord(word, (at,)))


def checked(own: OwnWord) -> OwnWord:
    """Return an own word if it can be one.

    Raises:
        TeachingError: if it has white space or no letter, is too short or too long, or is cut outside of itself.
    """
    text = own.text
    if any(char.isspace() for char in text) or not any(char.isalnum() for char in text):
        raise TeachingError("This is no word", text, "A word stands on one line and has no spaces")
    if not 2 <= len(text) <= LONGEST:
        raise TeachingError("An own word has 2 to 40 characters", text)
    if any(not a < b for a, b in zip((0, *own.cuts), (*own.cuts, len(text)), strict=True)):
        raise TeachingError("A word is cut between two of its characters", text)
    return own


def taught(text: str, words: Sequence[str], own: Iterable[OwnWord]) -> tuple[str, ...]:
    """Return the words of a text after own words were applied to them; joined they are ``text``.

    Args:
        text: any text.
        words: joined they are ``text``.
        own: the oldest first.

    Linear in the text for each own word that stands in it; 1,000 own words and 20,000 characters take some 10 ms.
    """
    edges: bytearray | None = None
    for each in own:
        start = text.find(each.text)
        if start >= 0 and edges is None:
            edges = _edges(words)
        while start >= 0:
            assert edges is not None
            end = start + len(each.text)
            if _holds(edges, start, end):
                edges[start : end + 1] = b"\1" + bytes(end - start - 1) + b"\1"
                for at in each.cuts:
                    edges[start + at] = 1
                start = text.find(each.text, end)
            else:
                start = text.find(each.text, start + 1)
    return tuple(words) if edges is None else tuple(_between(text, edges))


def _edges(words: Sequence[str]) -> bytearray:
    """Return for each place of a text whether a word begins or ends there."""
    ends = list(accumulate(map(len, words)))
    edges = bytearray((ends[-1] if ends else 0) + 1)
    edges[0] = 1
    for end in ends:
        edges[end] = 1
    return edges


def _holds(edges: bytearray, start: int, end: int) -> bool:
    """Say whether an own word may stand here: it is longer than each word that it would cut through."""
    length = end - start
    cut_through = (edges.find(1, at) - edges.rfind(1, 0, at) for at in (start, end) if not edges[at])
    return all(word < length for word in cut_through)


def _between(text: str, edges: bytearray) -> Iterator[str]:
    start = 0
    end = edges.find(1, 1)
    while end > 0:
        yield text[start:end]
        start, end = end, edges.find(1, end + 1)
