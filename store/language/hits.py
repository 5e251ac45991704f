"""Where something stands in a text: by its characters, by its pinyin, or by a regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate

from store.errors import DubaoError
from store.language.readings import Spelling, initials, is_read
from store.language.tones import typed
from store.model import Mention, Span

PATIENCE = 0.5
"""Seconds that a regular expression may take."""

_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f'’\s]+")


class PatternError(DubaoError):
    """A regular expression is wrong, or takes too long."""


def by_characters(text: str, wanted: str) -> list[Span]:
    """Return every place of ``wanted``, whatever its case; white space between its characters hides none."""
    pattern = r"\s*".join(re.escape(char) for char in "".join(wanted.split()))
    return [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)] if pattern else []


def by_pinyin(words: Sequence[str], mentions: Iterable[Mention], wanted: str) -> list[Span]:
    """Return every place that is read so ("wuxi", "wú xī"); where there is none, words with these initials ("wx").

    Reads the whole text, so the first time it is for a worker (``store.language.readings``).
    """
    letters = typed(wanted)
    if not letters:
        return []
    if found := Spelling(words, mentions).find(wanted):
        return found
    places = zip(words, accumulate(map(len, words)), strict=True)
    return [(end - len(word), end) for word, end in places if is_read(word) and initials(word) == letters]


def is_pinyin(wanted: str) -> bool:
    """Say whether something may be meant as pinyin: whether it is Latin letters alone."""
    return bool(_LATIN.fullmatch(wanted)) and bool(typed(wanted))


def find(text: str, words: Sequence[str], mentions: Iterable[Mention], wanted: str) -> list[Span]:
    """Return every place of ``wanted`` by its characters and, where it may be pinyin, by that; in order and apart."""
    found = by_characters(text, wanted)
    return apart([*found, *by_pinyin(words, mentions, wanted)] if is_pinyin(wanted) else found)


def by_pattern(text: str, pattern: str) -> list[Span]:
    """Return every place that a regular expression matches (module ``regex``, case ignored), without the empty ones.

    Lets other threads run, and gives up after ``PATIENCE`` seconds.

    Raises:
        PatternError: if the expression is wrong or takes too long.
    """
    import regex

    try:
        compiled = regex.compile(pattern, regex.IGNORECASE | regex.MULTILINE)
        matches = compiled.finditer(text, timeout=PATIENCE, concurrent=True)
        return [match.span() for match in matches if match.end() > match.start()]
    except regex.error as error:
        raise PatternError("This is no regular expression", f"{pattern}: {error}") from error
    except TimeoutError as error:
        raise PatternError("This regular expression takes too long", pattern, "Make it simpler") from error


def apart(spans: Iterable[Span]) -> list[Span]:
    """Return ranges in order without those that overlap an earlier one."""
    kept: list[Span] = []
    for start, end in sorted(spans):
        if not kept or kept[-1][1] <= start:
            kept.append((start, end))
    return kept
