"""An article set as a page: headline block, body in one or more columns, each line knowing where its text stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from store.language.words import unpack
from store.model import Article, PageFacts, Span
from store.safe import masked
from tui.typeset.breaking import Measured, break_lines, measure, word_gaps
from tui.typeset.cells import cells_of
from tui.typeset.cells import width as cells
from tui.typeset.measures import MEASURE
from tui.typeset.ruby import NARROWEST, Reading, Ruby, over_line, rubies

Role = Literal[
    "folio",
    "kicker",
    "headline",
    "subtitle",
    "byline",
    "rule",
    "body",
    "subhead",
    "credit",
    "jump",
    "doubt",
    "blank",
    "ruby",
]

INDENT = 4
"""Cells before a paragraph: two full-width characters, as Chinese is set."""

SEAM = 2
"""Cells more between what were two lines of a headline whose characters are set apart."""

GUTTER = 4
"""Cells between two columns."""

NARROWEST_COLUMN = 40
"""Cells of a column (20 characters) below which an article is set in one."""

MARGINS = ((60, 2), (30, 1), (0, 0))
"""From which width of a pane on how many cells stay empty at each side."""

WEEKDAYS = "一二三四五六日"
UNSURE = "？ 此稿的拆分存疑"


class Line(NamedTuple):
    """One set line.

    Attributes:
        role: what it is, which decides how it looks.
        start, end: the half-open range of the article's text that it shows; where it shows none, both are the offset
            of the text that follows it.
        indent: empty cells before its text.
        text: what it shows where that is not text of the article (folio, byline, rule).
    """

    role: Role
    start: int
    end: int
    indent: int = 0
    text: str = ""


@dataclass(frozen=True)
class Style:
    """How an article is to be set.

    Attributes:
        width: cells of the pane.
        measure: cells of the longest comfortable line.
        columns: 1, 2, or 0 for as many as are comfortable.
        spaced: set words one cell apart.
        ambiguous_wide: as in ``cells.cells_of``.
        readings: what is set over words.
        shown: the text as it is to be shown, of the same length as the article's, or "" where it is that.
    """

    width: int
    measure: int = MEASURE
    columns: int = 0
    spaced: bool = False
    ambiguous_wide: bool = False
    readings: Sequence[Reading] = ()
    shown: str = ""


@dataclass(frozen=True)
class Sheet:
    """An article set for one width.

    Attributes:
        measured: its text and where each character stands.
        lines: the headline block, then the body.
        head: how many lines the headline block has.
        width: cells of the headline block, and of all columns with their gutters.
        column: cells of one column.
        columns: how many columns the body has.
        words: the offsets where words begin.
        pitch: lines that belong together: 2 where each line of the body has its readings before it, else 1.
    """

    measured: Measured
    lines: Sequence[Line]
    head: int
    width: int
    column: int
    columns: int
    words: Sequence[int]
    pitch: int = 1

    @property
    def text(self) -> str:
        """The article's text."""
        return self.measured.text

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def line_at(self, offset: int) -> int:
        """Return the index of the line that shows the character at ``offset`` (0 for an empty sheet)."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def top_of(self, offset: int) -> int:
        """Return the index of the line to put on top for the character at ``offset``: its readings, or its own."""
        line = self.line_at(offset)
        return line - 1 if line and self.lines[line - 1].role == "ruby" else line

    def word_span(self, word: int) -> Span:
        """Return the range of the word with an index in ``words``."""
        end = self.words[word + 1] if word + 1 < len(self.words) else len(self.text)
        return self.words[word], end

    def offset_at(self, line: int) -> int:
        """Return the offset of the first character shown at or after a line."""
        return self._starts[min(max(0, line), len(self._starts) - 1)] if self._starts else 0

    def shown_end(self, line: Line) -> int:
        """Return the end of what is drawn of a line: white space at its end is not."""
        return line.start + len(self.text[line.start : line.end].rstrip())

    def x_of(self, line: Line, offset: int) -> int:
        """Return the left edge in cells of the character at ``offset`` within its line's column."""
        return line.indent + self.measured.left[offset] - self.measured.left[line.start]

    def offset_drawn(self, number: int, drawn: int) -> int:
        """Return the offset of what is drawn as character ``drawn`` of a line, its indent and gaps counted too."""
        line = self.lines[min(max(0, number), len(self.lines) - 1)]
        at, end, seen = line.start, self.shown_end(line), line.indent
        while at < end and seen < drawn:
            at += 1
            seen += 1 + (self.measured.gaps.get(at, 0) if at < end else 0)
        return at


EMPTY = Sheet(measure("", ()), (), 0, 0, 0, 1, ())


def word_starts(article: Article) -> list[int]:
    """Return the offsets where the words of an article begin; of an article without words, every offset."""
    words = unpack(article.lengths, article.text) if article.lengths else article.text
    return list(accumulate(map(len, words), initial=0))[:-1]


def set_article(article: Article, facts: PageFacts, style: Style, halves: tuple[str, str] = ("", "")) -> Sheet:
    """Set an article for a pane; ``halves`` are lines of their own before and after its text, where not empty."""
    return _Setter(article, facts, style, halves).sheet()


def _columns(style: Style, room: int) -> int:
    fitting = 2 if room >= 2 * NARROWEST_COLUMN + GUTTER else 1
    wanted = style.columns or (2 if room > style.measure + GUTTER else 1)
    return min(wanted, fitting)


class _Setter:
    def __init__(self, article: Article, facts: PageFacts, style: Style, halves: tuple[str, str]) -> None:
        self.article, self.draft, self.facts, self.style = article, article.draft, facts, style
        self.text = masked(style.shown or article.text)
        self.comes_from, self.goes_on = halves
        room = max(2, style.width - 2 * next(margin for least, margin in MARGINS if style.width >= least))
        self.columns = _columns(style, room)
        longest = style.measure if self.columns == 1 else style.measure * 3 // 4
        self.column = max(2, min(longest, (room - GUTTER * (self.columns - 1)) // self.columns))
        self.width = self.column * self.columns + GUTTER * (self.columns - 1)
        self.words = word_starts(article)
        titles = [title.text for title in (self.draft.kicker, self.draft.headline, self.draft.subtitle)]
        self.body_at = sum(len(title) + 1 for title in titles if title)
        wide = style.ambiguous_wide
        self.over: Sequence[Ruby] = ()
        if style.readings and self.column >= NARROWEST:
            self.over = list(rubies(style.readings, self.column - INDENT, cells_of(self.text, ambiguous_wide=wide)[0]))
        gaps = {} if self.over else self._gaps()
        self.measured = measure(self.text, self.words, gaps=gaps, over=self.over, ambiguous_wide=wide)

    def _gaps(self) -> dict[int, int]:
        gaps = word_gaps(self.text, self.words) if self.style.spaced else {}
        gaps = {at: gap for at, gap in gaps.items() if at >= self.body_at}
        start, end = self._headline()
        apart = [
            at for at in range(start + 1, end) if self._cells(self.text[at - 1]) == self._cells(self.text[at]) == 2
        ]
        if self._cells(self.text[start:end]) + len(apart) <= self.width * 3 // 4:
            seams = [at for at in range(start + 1, end) if self.text[at - 1] == " "]
            gaps |= dict.fromkeys(apart, 1) | (dict.fromkeys(seams, SEAM) if apart else {})
        return gaps

    def _headline(self) -> tuple[int, int]:
        kicker, headline = self.draft.kicker.text, self.draft.headline.text
        start = len(kicker) + 1 if kicker else 0
        return start, start + len(headline)

    def _cells(self, text: str) -> int:
        return cells(text, ambiguous_wide=self.style.ambiguous_wide)

    def sheet(self) -> Sheet:
        head = list(self._head())
        body = list(self._with_readings(self._body(), always=True))
        pitch = 2 if self.over else 1
        return Sheet(self.measured, [*head, *body], len(head), self.width, self.column, self.columns, self.words, pitch)

    def _with_readings(self, lines: Iterable[Line], *, always: bool) -> Iterator[Line]:
        """Yield each line after the row of its readings; a line without any after an empty row, if ``always``."""
        for line in lines:
            row = over_line(self.over, line.start, line.end, self.measured.left, line.indent)
            if row or (always and self.over):
                yield Line("ruby" if line.end > line.start else "blank", line.start, line.start, 0, row)
            yield line

    def _head(self) -> Iterator[Line]:
        yield from self._folio()
        yield Line("blank", 0, 0)
        at = 0
        roles: tuple[Role, ...] = ("kicker", "headline", "subtitle")
        for role, title in zip(roles, (self.draft.kicker, self.draft.headline, self.draft.subtitle), strict=True):
            if title:
                yield from self._with_readings(self._title(role, at, at + len(title.text)), always=False)
                at += len(title.text) + 1
        at = min(at, len(self.text))
        if self.draft.authors:
            yield Line("blank", at, at)
            yield from self._aside("byline", at, "□ " + "　".join(self.draft.authors), 0.5)
        if not self.draft.sure:
            yield from self._aside("doubt", at, UNSURE, 0.5)
        yield from self._aside("jump", at, self.comes_from, 0.0)
        yield Line("blank", at, at)

    def _folio(self) -> Iterator[Line]:
        """Paper, date and page as a newspaper has them over its columns, with a rule below."""
        paper, day, label = self.facts.paper, long_date(self.facts.date), self.facts.label
        parts = [part for part in (paper, day, label) if part]
        if parts:
            free = self.width - sum(map(self._cells, parts))
            if len(parts) > 1 and free >= 2 * len(parts):
                gap, odd = divmod(free, len(parts) - 1)
                line = (" " * gap).join(parts[:2]) + "".join(" " * (gap + odd) + part for part in parts[2:])
                yield Line("folio", 0, 0, 0, line)
            else:
                yield from self._aside("folio", 0, " ".join(parts), 0.0)
        yield Line("rule", 0, 0, 0, "─" * self.width)

    def _title(self, role: Role, start: int, end: int) -> Iterator[Line]:
        """Set a title in the middle, in lines of about the same length, broken where it was printed so if they fit."""
        lines = self._printed(start, end) or self._balanced(start, end)
        for first, last in lines:
            shown = self.measured.span_width(first, last)
            yield Line(role, first, last, max(0, (self.width - shown) // 2))

    def _printed(self, start: int, end: int) -> list[tuple[int, int]]:
        if self.measured.span_width(start, end) <= self.width or " " not in self.text[start:end]:
            return []
        parts = self.text[start:end].split(" ")
        edges = list(accumulate((len(part) + 1 for part in parts), initial=start))
        lines = [(first, min(last, end)) for first, last in pairwise(edges)]
        return lines if all(self.measured.span_width(*line) <= self.width for line in lines) else []

    def _balanced(self, start: int, end: int) -> list[tuple[int, int]]:
        lines = break_lines(self.measured, start, end, self.width)
        low, high = self.measured.span_width(start, end) // len(lines), self.width
        while low < high:
            middle = (low + high) // 2
            tried = break_lines(self.measured, start, end, middle)
            if len(tried) > len(lines):
                low = middle + 1
            else:
                lines, high = tried, middle
        return lines

    def _body(self) -> Iterator[Line]:
        at = self.body_at
        indent = INDENT if self.column >= 4 * INDENT else 0
        subheads = frozenset(self.draft.subheads)
        for number, paragraph in enumerate(self.draft.paragraphs):
            end = at + len(paragraph.text)
            if number in subheads:
                if number and not self.over:
                    yield Line("blank", at, at)
                for start, stop in break_lines(self.measured, at, end, self.column):
                    shown = self.measured.span_width(start, stop)
                    yield Line("subhead", start, stop, max(0, (self.column - shown) // 2))
            else:
                lines = break_lines(self.measured, at, end, self.column, indent=indent)
                yield Line("body", *lines[0], indent)
                for line in lines[1:]:
                    yield Line("body", *line)
            at = end + 1
        yield from self._aside("credit", len(self.text), self.draft.credit.text, 1.0, self.column)
        yield from self._aside("jump", len(self.text), self.draft.jump.text, 1.0, self.column)
        yield from self._aside("jump", len(self.text), self.goes_on, 0.0, self.column)

    def _aside(self, role: Role, at: int, text: str, place: float, width: int = 0) -> Iterator[Line]:
        """Set text that is not the article's own: at the left (0.0), in the middle (0.5) or at the right (1.0)."""
        width = width or self.width
        measured = measure(text, range(len(text)), ambiguous_wide=self.style.ambiguous_wide)
        for start, end in break_lines(measured, 0, len(text), width) if text else ():
            free = width - measured.span_width(start, end)
            yield Line(role, at, at, int(free * place), text[start:end].rstrip())


def long_date(iso: str) -> str:
    """Return a date as a Chinese paper prints it (2026年3月20日 星期五); what is no date comes back as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.year}年{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"
