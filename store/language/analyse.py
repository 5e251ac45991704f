"""The analysis of an article's text: its words and its mentions, which never contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.language.names import recognise
from store.language.words import segment
from store.model import Analysis, Mention


def fit_words(words: Sequence[str], mentions: Sequence[Mention], text: str) -> Iterator[str]:
    """Yield ``words`` recut so that none crosses a mention's edge and each mention is one word.

    ``words`` must join to ``text``; ``mentions`` must be in order and without overlap. A mention that spans a line end
    or is long (a work, a date range) keeps jieba's words inside; only the edges are cut.
    """
    cuts, solid = set(), set()
    for mention in mentions:
        cuts |= {mention.start, mention.end}
        if mention.kind in {"PER", "LOC", "ORG"} and "\n" not in mention.name(text):
            solid |= set(range(mention.start + 1, mention.end))
    at = 0
    for word in words:
        at += len(word)
        cuts.add(at)
    start = 0
    for cut in sorted(cuts - solid - {0}):
        yield text[start:cut]
        start = cut


def analyse(text: str) -> Analysis:
    """Return the words and mentions of ``text``, a whole article: title lines, then paragraphs, one a line."""
    mentions = recognise(text)
    return Analysis(tuple(fit_words(segment(text), mentions, text)), tuple(mentions))
