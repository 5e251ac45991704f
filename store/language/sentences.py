"""Sentences of a text: what ends with 。！？… or with the line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.model import Span

_SENTENCE = re.compile(r"[^。！？!?…\n]*(?:[。！？!?…]+[”’」』）)》\"]*|\n|$)")


def sentences(text: str) -> Iterator[Span]:
    """Yield the ranges of the sentences of a text in order, without the white space around them."""
    for match in _SENTENCE.finditer(text):
        stripped = match[0].strip()
        if stripped:
            start = match.start() + match[0].index(stripped)
            yield start, start + len(stripped)


def sentence_at(text: str, offset: int) -> str:
    """Return the sentence that a character stands in, or "" between sentences."""
    return next((text[start:end] for start, end in sentences(text) if start <= offset < end), "")
