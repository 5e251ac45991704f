"""What of a text answers a search: where its words stand, and a line of text around the first of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from store.errors import QueryError
from store.library.folding import fold
from store.library.query import All, Any, Node, Word, parse
from store.model import Selection, Span

MORE = "…"
LEAD = 4
"""One part in so many of a snippet, at most, stands before the first hit."""


class Snippet(NamedTuple):
    """A line of text.

    Attributes:
        text: on one line, "…" where more of the paragraph or of the article is left out.
        hits: the places of the words in it, in order and apart.
    """

    text: str
    hits: tuple[Span, ...]


def words_of(selection: Selection) -> tuple[str, ...]:
    """Return the words that a list wants in a text, without what it only leaves out; none where its query is wrong."""

    def words(node: Node) -> Iterable[str]:
        if isinstance(node, Word):
            yield node.text
        elif isinstance(node, All | Any):
            for each in node.nodes:
                yield from words(each)

    try:
        wanted = (*selection.words, *words(parse(selection.query)))
    except QueryError:
        return ()
    return tuple({fold(word): word for word in wanted if word.strip()}.values())


def hits(text: str, words: Sequence[str]) -> list[Span]:
    """Return where ``words`` stand in ``text`` as a search finds them, in order; places that touch are one."""
    folded = fold(text)
    found: list[Span] = []
    for word in map(fold, words):
        start = folded.find(word)
        while start >= 0:
            found.append((start, start + len(word)))
            start = folded.find(word, start + len(word))
    joined: list[Span] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def snippet(text: str, words: Sequence[str], room: int, measure: Callable[[str], int] = len, after: int = 0) -> Snippet:
    """Return a line of text with the first hit in it.

    Args:
        text: paragraphs, one a line.
        words: at least one character each.
        room: of the line, in units of ``measure``.
        measure: how long a text is: its characters, or its cells on a screen.
        after: hits that begin before this offset are taken only where there is no other: they show elsewhere.
    """
    found = hits(text, words)
    after = min(after, len(text))
    first = next((start for start, _ in found if start >= after), found[0][0] if found else after)
    line = text.rfind("\n", 0, first) + 1
    start = first
    lead = room // LEAD - measure(MORE)
    while start > line and (lead := lead - measure(text[start - 1])) >= 0:
        start -= 1
    while start < first and text[start].isspace():
        start += 1
    head = MORE if text[line:start].strip() else ""
    left = room - measure(head)
    end = start
    while end < len(text) and (left := left - measure(text[end])) >= 0:
        end += 1
    tail = MORE if text[end:].strip() else ""
    while tail and end > start and measure(head) + measure(text[start:end]) + measure(tail) > room:
        end -= 1
    shift = len(head) - start
    shown = tuple((max(a, start) + shift, min(b, end) + shift) for a, b in found if a < end and b > start)
    return Snippet(head + text[start:end].replace("\n", " ") + tail, shown)
