"""A story's body in columns: lines of the column's width, broken wherever a column is full."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.compose.habits import Habits
from tests.compose.measure import Rules, advance, take
from tests.compose.story import Story, stray_spaces

INDENTS = {"stripped": "", "none": "", "fullwidth": "　　", "ascii": "  "}


@dataclass(frozen=True)
class Body:
    """A body as printed.

    Attributes:
        columns: the lines of each column, without line ends; "" is a blank line.
        paragraphs: the paragraphs as printed, with the hyphens that line ends put in.
    """

    columns: tuple[tuple[str, ...], ...]
    paragraphs: tuple[str, ...]


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
        if runs_on and column and column[-1] and self.rng.random() < self.habits.glued:
            column[-1] += text
            return
        column.append(text)
        self.left -= 1

    def paragraph(self, text: str, indented: bool = True) -> str:
        """Set ``text``, in several columns where it must; return it as printed."""
        printed, start = "", 0
        while start < len(text):
            if self.left <= 0:
                self.next_column()
            first = start == 0
            room = 2 * self.ems - (4 if first and indented and self.habits.indent != "none" else 0)
            end, hyphen = take(text, start, room, self.rules)
            line = stray_spaces(text[start:end].strip(" "), self.habits.stray, self.rng) + hyphen
            if line[:1] in {"“", "‘"} and self.habits.quote_blank and self.rng.random() < self.habits.quote_blank:
                self.blank()
            self.line((INDENTS[self.habits.indent] if first and indented else "") + line, runs_on=not first)
            printed += text[start:end] + hyphen
            start = end
        return printed

    def closing(self, text: str, apart: bool) -> None:
        """Set a closing credit or jump line: behind the last line where it fits, else on lines of its own."""
        room = 2 * self.ems - sum(advance(c, self.rules) for c in self.columns[-1][-1])
        if not apart and sum(advance(c, self.rules) for c in text) < room:
            self.columns[-1][-1] += self.rng.choice((" ", "　", "  ")) + text
            return
        if self.habits.blanks == "paragraphs" and self.rng.random() < 0.5:
            self.blank()
        self.paragraph(text, indented=False)


def set_body(story: Story, habits: Habits, rng: random.Random) -> Body:
    """Return the body of ``story`` in columns."""
    setter = _Setter(habits, rng)
    printed: list[str] = []
    if story.continued and story.jump:
        setter.line(story.jump)
    for i, text in enumerate(story.paragraphs):
        if printed and habits.blanks == "paragraphs" and rng.random() < habits.paragraph_blank:
            setter.blank()
        if i in story.tabular:
            setter.line(text)
            printed.append(text)
        else:
            flush = i in story.subheads or (i == 0 and story.midway)
            printed.append(setter.paragraph(text, indented=not flush))
    if story.credit and not story.above:
        setter.closing(story.credit, rng.random() < habits.credit_apart)
    if story.jump and not story.continued:
        setter.closing(story.jump, rng.random() < habits.credit_apart)
    return Body(tuple(tuple(c) for c in setter.columns if c), tuple(printed))
