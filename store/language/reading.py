"""A text as a tagger read it: what the rules for names look at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, cast

from store.model import Kind, Mention

Tagged = tuple[str, int, int]
"""A tag (``PER``, ``LOC``, ``ORG``, ``n``, ``v``, ``w``…) and the half-open range it covers, never empty."""

NAMED: frozenset[str] = frozenset({"PER", "LOC", "ORG"})


class Tagger(Protocol):
    """Cuts a text into tagged words; ``LAC``'s tags are the common language."""

    def tag(self, text: str) -> list[Tagged]:
        """Return the words of ``text`` in order, white space left out."""
        ...


@dataclass(frozen=True)
class Reading:
    """A text and its tagged words, in order."""

    text: str
    words: Sequence[Tagged]

    @cached_property
    def starts(self) -> list[int]:
        """Where each word starts."""
        return [start for _, start, _ in self.words]

    def first_word(self, at: int) -> int:
        """Return the index of the first word that starts at or after ``at``."""
        return bisect_left(self.starts, at)

    def word_over(self, at: int) -> int:
        """Return the index of the last word that starts at or before ``at``, or -1."""
        return bisect_right(self.starts, at) - 1

    def of(self, index: int) -> str:
        """Return the word at ``index``."""
        _, start, end = self.words[index]
        return self.text[start:end]

    def tagged_names(self) -> list[Mention]:
        """Return what the tagger itself calls a person, place or organisation."""
        return [Mention(cast(Kind, tag), start, end) for tag, start, end in self.words if tag in NAMED]


def without_overlap(layers: Iterable[Iterable[Mention]]) -> list[Mention]:
    """Return the mentions of all layers in order; one that overlaps a mention of an earlier layer is dropped.

    Within one layer the first in reading order wins, the longer of two that start together.
    """
    kept: list[Mention] = []
    for layer in layers:
        kept = list(_merged(kept, sorted(layer, key=lambda m: (m.start, -m.end))))
    return kept


def _merged(kept: Sequence[Mention], layer: Sequence[Mention]) -> Iterator[Mention]:
    """Merge two ordered runs; ``kept`` has no overlap and wins."""
    at, reached = 0, 0
    for mention in layer:
        while at < len(kept) and kept[at].end <= mention.start:
            yield kept[at]
            reached = kept[at].end
            at += 1
        if (
            mention.start >= reached
            and mention.start < mention.end
            and (at == len(kept) or mention.end <= kept[at].start)
        ):
            yield mention
            reached = mention.end
    yield from kept[at:]
