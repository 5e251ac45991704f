"""Names: who and what a text speaks of.

A recogniser turns a text into mentions. LAC does it where it can be imported, jieba's own tags where it cannot; works
and documents in 《》 are read by rule in both cases.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from functools import cache
from typing import Protocol

from store.language.words import tokenizer
from store.model import Kind, Mention


class Recogniser(Protocol):
    """Finds persons, places, organisations and times."""

    def mentions(self, text: str) -> list[Mention]:
        """Return the mentions in ``text`` in order, without overlap."""
        ...


class JiebaRecogniser:
    """jieba's part-of-speech tags, taken as they come: nr, ns, nt and t."""

    KINDS: dict[str, Kind] = {"nr": "PER", "nrfg": "PER", "nrt": "PER", "ns": "LOC", "nt": "ORG"}  # noqa: RUF012 - a constant table

    def __init__(self) -> None:
        import jieba.posseg

        self._tagger = jieba.posseg.POSTokenizer(tokenizer())

    def mentions(self, text: str) -> list[Mention]:
        """Return the mentions in ``text`` in order, without overlap."""
        found, start = [], 0
        for word, flag in self._tagger.cut(text):
            kind = self.KINDS.get(flag)
            if kind and len(word) > 1:
                found.append(Mention(kind, start, start + len(word)))
            start += len(word)
        return found


_lock = threading.Lock()


@cache
def _recogniser() -> Recogniser:
    try:
        from store.language.lac import LacRecogniser
    except ImportError:
        return JiebaRecogniser()
    return LacRecogniser()


def recogniser() -> Recogniser:
    """Return the best recogniser that can be imported, loaded on first use; safe to call from any thread."""
    with _lock:
        return _recogniser()


_OPEN, _CLOSE = "《〈", "》〉"
_LONGEST_WORK = 60
"""Characters; a 《 that is not closed within so many is a misprint."""

_DATE = re.compile(
    r"(?:\d{2,4} ?年 ?)?\d{1,2} ?月(?: ?\d{1,2} ?[日号])?(?: ?(?:至|到|—|-|~|～) ?(?:\d{1,2} ?月 ?)?\d{1,2} ?[日号])?"
    r"|\d{4} ?年(?: ?(?:至|到|—|-|~|～) ?\d{4} ?年)?"
)


def works(text: str) -> list[Mention]:
    """Return the works and documents named in 《》, brackets included; 〈〉 may nest inside, and so may 《》."""
    found, depth, start = [], 0, 0
    for at, char in enumerate(text):
        if char == "《" or (depth and char in _OPEN):
            if not depth:
                start = at
            depth += 1
        elif depth and char in _CLOSE:
            depth -= 1
            if not depth:
                found.append(Mention("WORK", start, at + 1))
        if depth and at - start > _LONGEST_WORK:
            depth = 0
    return found


def dates(text: str) -> list[Mention]:
    """Return the calendar dates written in digits, ranges as one."""
    return [Mention("TIME", m.start(), m.end()) for m in _DATE.finditer(text)]


def without_overlap(layers: Iterable[Iterable[Mention]]) -> list[Mention]:
    """Return the mentions of all layers in order; one that overlaps a mention of an earlier layer is dropped."""
    kept: list[Mention] = []
    for layer in layers:
        taken = {at for m in kept for at in range(m.start, m.end)}
        kept += [m for m in layer if taken.isdisjoint(range(m.start, m.end))]
    return sorted(kept, key=lambda m: m.start)


def recognise(text: str) -> list[Mention]:
    """Return all mentions in ``text``, in order, without overlap."""
    return without_overlap([works(text), dates(text), recogniser().mentions(text)])
