"""A story's body in columns: lines of the column's width, broken wherever a column is full."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from itertools import pairwise

from tests.compose.habits import Habits
from tests.compose.measure import PUNCTUATION, Rules, advance, take
from tests.compose.story import Story, stray_spaces

INDENTS = {"stripped": "", "none": "", "fullwidth": "　　", "ascii": "  "}
_SHIFTED = re.compile(r"(?<=[，。、：；])(?=[“《（])")


@dataclass(frozen=True)
class Body:
    """A body as printed.

    Attributes:
        columns: the lines of each column, without line ends; "" is a blank line.
        paragraphs: the paragraphs as printed, with the hyphens that line ends put in.
        marks: what is printed around a headline that runs into the body, and belongs to neither.
    """

    columns: tuple[tuple[str, ...], ...]
    paragraphs: tuple[str, ...]
    marks: str = ""


def _letter_by_letter(line: str) -> str:
    """Return ``line`` with a space between its characters, none behind a mark, as stretched lines come out."""
    out = ""
    for char in line:
        out += ("" if not out or out[-1] in PUNCTUATION else " ") + char
    return out


@dataclass
class _Setter:
    """Fills columns line by line."""

    habits: Habits
    rng: random.Random
    columns: list[list[str]] = field(default_factory=list)
    left: int = 0
    ems: int = 0

    def __post_init__(self) -> None:
        self.rules = Rules(self.habits.narrow, self.habits.kinsoku, self.habits.latin)
        self.turn = self.rng.randint(1, 3)
        self.next_column()

    def chance(self, share: float) -> bool:
        return bool(share) and self.rng.random() < share

    def next_column(self) -> None:
        if self.columns and self.columns[-1] and not self.columns[-1][-1]:
            self.columns[-1].pop()
        second = self.habits.second_width
        self.ems = second if second and len(self.columns) >= self.turn else self.habits.width
        self.left = self.rng.randint(*self.habits.column)
        self.columns.append([])

    def blank(self) -> None:
        if self.columns[-1] and self.columns[-1][-1]:
            self.columns[-1].append("")

    def line(self, text: str, runs_on: bool = False) -> None:
        """Set one line; one that ``runs_on`` may be glued to the line before it."""
        if self.left <= 0:
            self.next_column()
        column = self.columns[-1]
        if runs_on and column and column[-1] and self.chance(self.habits.glued):
            column[-1] += text
            return
        if runs_on and self.chance(self.habits.stray_blank):
            self.blank()
        column.append(text)
        self.left -= 1

    def shown(self, text: str, whole: bool) -> list[str]:
        """Return a line as the tool hands it over: stretched, or in two where a mark is shifted."""
        text = stray_spaces(text.strip(" "), self.habits.stray, self.rng)
        if whole and self.chance(self.habits.spaced_lines):
            return [_letter_by_letter(text)]
        cuts = [0, *(m.start() for m in _SHIFTED.finditer(text) if self.chance(self.habits.quote_break)), len(text)]
        return [text[a:b] for a, b in pairwise(cuts) if a < b]

    def paragraph(self, text: str, indented: bool = True) -> str:
        """Set ``text``, in several columns where it must; return it as printed."""
        printed, start = "", 0
        while start < len(text):
            if self.left <= 0:
                self.next_column()
            first = start == 0
            room = 2 * self.ems - (4 if first and indented and self.habits.indent != "none" else 0)
            room -= 2 if self.chance(self.habits.ragged) else 0
            end, hyphen = take(text, start, room, self.rules)
            lines = self.shown(text[start:end] + hyphen, end < len(text))
            if lines and lines[0][:1] in {"“", "‘"} and self.chance(self.habits.quote_blank):
                self.blank()
            for i, line in enumerate(lines):
                opens = first and i == 0
                self.line((INDENTS[self.habits.indent] if opens and indented else "") + line, runs_on=not opens)
            printed += text[start:end] + hyphen
            start = end
        return printed

    def closing(self, text: str, apart: bool, early: bool = False) -> None:
        """Set a closing credit or jump line: behind the last line where it fits, else on lines of its own."""
        column = self.columns[-1]
        room = 2 * self.ems - sum(advance(c, self.rules) for c in column[-1])
        fits = sum(advance(c, self.rules) for c in text) < room
        if early and fits:
            column.insert(len(column) - 1, text)
            return
        if not apart and fits:
            column[-1] += self.rng.choice((" ", "　", "  ")) + text
            return
        if self.habits.blanks == "paragraphs" and self.rng.random() < 0.5:
            self.blank()
        self.paragraph(text, indented=False)

    def subhead(self, text: str) -> str:
        """Set a subhead, with its mark and with a blank line around it where the page has both habits."""
        text = self.habits.subhead_mark + text
        apart = self.habits.subhead_blank and self.habits.blanks in {"blocks", "paragraphs"}
        if apart:
            self.blank()
        printed = self.paragraph(text, indented=False)
        if apart:
            self.blank()
        return printed

    def row(self, text: str) -> str:
        """Set a row of a table or a verse, without indent, in its cells where the page has the habit."""
        if not self.habits.table_cells:
            return self.paragraph(text, indented=False)
        return " ".join(self.paragraph(cell, indented=False) for cell in text.split())

    def dropcap(self, text: str) -> str:
        """Set ``text`` with its first character on a line of its own."""
        self.line(text[0])
        return text[0] + self.paragraph(text[1:], indented=False)


def _run_in(story: Story, mark: str) -> tuple[str, str]:
    """Return the headline as it runs into the text, and the marks around it."""
    headline = "".join(story.headline)
    return (f"【{headline}】", "【】") if mark == "【】" else (f"▲{headline} ", "▲")


def set_body(story: Story, habits: Habits, rng: random.Random) -> Body:
    """Return the body of ``story`` in columns."""
    setter = _Setter(habits, rng)
    printed: list[str] = []
    opening, marks = _run_in(story, habits.runin) if story.runs_in else ("", "")
    if story.continued and story.jump:
        setter.line(story.jump)
    for i, text in enumerate(story.paragraphs):
        if printed and habits.blanks == "paragraphs" and setter.chance(habits.paragraph_blank):
            setter.blank()
        if i in story.tabular:
            printed.append(setter.row(text))
        elif i in story.subheads:
            printed.append(setter.subhead(text))
        elif i == 0 and opening:
            printed.append(setter.paragraph(opening + text).removeprefix(opening))
        elif i == 0 and habits.dropcap and not story.dateline and text[0] not in PUNCTUATION:
            printed.append(setter.dropcap(text))
        else:
            printed.append(setter.paragraph(text, indented=not (i == 0 and story.midway)))
    if story.credit and not story.above:
        setter.closing(story.credit, setter.chance(habits.credit_apart), setter.chance(habits.credit_early))
    if story.jump and not story.continued:
        setter.closing(story.jump, setter.chance(habits.credit_apart))
    return Body(tuple(tuple(c) for c in setter.columns if c), tuple(printed), marks)
