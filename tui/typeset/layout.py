"""An article set for a width: headline block and body, line by line, each line knowing where its text stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal

from store.language.words import unpack
from store.model import Article, PageFacts, Passage
from tui.typeset.breaking import break_lines
from tui.typeset.cells import width as cells

Role = Literal[
    "facts", "kicker", "headline", "subtitle", "byline", "rule", "body", "subhead", "credit", "doubt", "blank"
]

INDENT = 4
"""Cells before a paragraph: two full-width characters, as Chinese is set."""

MEASURE = 80
"""Cells of a comfortable line: 40 characters."""


@dataclass(frozen=True)
class SetLine:
    """One line on the screen.

    Attributes:
        role: what it is, which decides how it looks.
        start, end: the half-open range of the article's text that it shows; equal where it shows none.
        indent: empty cells before its text, within the measure.
        text: what it shows where that is not text of the article (byline, facts, rule).
    """

    role: Role
    start: int
    end: int
    indent: int = 0
    text: str = ""


@dataclass(frozen=True)
class Layout:
    """An article set for one width.

    Attributes:
        text: the article's text.
        lines: from top to bottom.
        word_starts: where its words begin.
        margin: empty cells left of every line.
        spaced: whether words are drawn one cell apart.
    """

    text: str = ""
    lines: Sequence[SetLine] = ()
    word_starts: frozenset[int] = frozenset()
    margin: int = 0
    spaced: bool = False
    _starts: list[int] = field(default_factory=list)

    def line_at(self, offset: int) -> int:
        """Return the index of the line that shows the character at ``offset``, or of the nearest one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def offset_at(self, line: int) -> int:
        """Return the offset of the first character shown at or after a line."""
        return self._starts[min(max(0, line), len(self._starts) - 1)] if self._starts else 0


def set_article(
    article: Article,
    facts: PageFacts,
    width: int,
    *,
    measure: int = MEASURE,
    spaced: bool = False,
    ambiguous_wide: bool = False,
) -> Layout:
    """Set an article in a pane of ``width`` cells, in the middle if it is wider than ``measure``."""
    return _Setter(article, facts, max(2, width), measure, spaced, ambiguous_wide).layout()


class _Setter:
    def __init__(
        self, article: Article, facts: PageFacts, width: int, measure: int, spaced: bool, ambiguous_wide: bool
    ) -> None:
        self.article, self.draft, self.facts = article, article.draft, facts
        self.text = article.text
        self.width = min(width, measure)
        self.margin = (width - self.width) // 2
        self.spaced, self.wide = spaced, ambiguous_wide
        words = unpack(article.lengths, self.text) if article.lengths else list(self.text)
        self.word_starts = tuple(accumulate(map(len, words), initial=0))

    def layout(self) -> Layout:
        lines = list(self._lines())
        starts: list[int] = []
        for line in reversed(lines):
            known = starts[-1] if starts else len(self.text)
            starts.append(min(known, line.start) if line.end > line.start else known)
        starts.reverse()
        return Layout(self.text, lines, frozenset(self.word_starts), self.margin, self.spaced, starts)

    def _lines(self) -> Iterator[SetLine]:
        draft, at = self.draft, 0
        source = " · ".join(part for part in (self.facts.paper, self.facts.date, self.facts.label) if part)
        yield from self._aside("facts", source)
        yield SetLine("blank", 0, 0)
        titles: tuple[tuple[Role, Passage], ...] = (
            ("kicker", draft.kicker),
            ("headline", draft.headline),
            ("subtitle", draft.subtitle),
        )
        for role, title in titles:
            if title:
                yield from self._title(role, title, at)
                at += len(title.text) + 1
        yield from self._aside("byline", "　".join(draft.authors))
        if not draft.sure:
            yield from self._aside("doubt", "? 版面拆分存疑")
        yield SetLine("rule", at, at, text="─" * self.width)
        subheads = set(draft.subheads)
        for number, paragraph in enumerate(draft.paragraphs):
            if number in subheads:
                yield SetLine("blank", at, at)
                yield from self._run("subhead", at, len(paragraph.text), 0)
            else:
                yield from self._run("body", at, len(paragraph.text), min(INDENT, max(0, self.width - INDENT)))
            at += len(paragraph.text) + 1
        for closing in (draft.credit, draft.jump):
            yield from self._aside("credit", closing.text)

    def _title(self, role: Role, title: Passage, at: int) -> Iterator[SetLine]:
        pieces = title.text.split(" ") if title.text.count(" ") + 1 == len(title.spans) else [title.text]
        for piece in pieces:
            for line in self._run(role, at, len(piece), 0):
                shown = cells(self.text[line.start : line.end].rstrip(), ambiguous_wide=self.wide)
                yield SetLine(role, line.start, line.end, max(0, (self.width - shown) // 2))
            at += len(piece) + 1

    def _run(self, role: Role, at: int, length: int, indent: int) -> Iterator[SetLine]:
        begun = bisect_left(self.word_starts, at), bisect_left(self.word_starts, at + length)
        starts = {start - at for start in self.word_starts[slice(*begun)]}
        text = self.text[at : at + length]
        lines = break_lines(
            text, starts, self.width, indent=indent, spaced=self.spaced and role == "body", ambiguous_wide=self.wide
        )
        for number, line in enumerate(lines):
            yield SetLine(role, at + line.start, at + line.end, 0 if number else indent)

    def _aside(self, role: Role, text: str) -> Iterator[SetLine]:
        for line in break_lines(text, range(len(text)), self.width, ambiguous_wide=self.wide) if text else ():
            shown = text[line.start : line.end].rstrip()
            room = self.width - cells(shown, ambiguous_wide=self.wide)
            yield SetLine(role, 0, 0, max(0, room if role == "credit" else room // 2), shown)
