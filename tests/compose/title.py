"""The block of a title: its lines in their roles, as a page sets them."""

from __future__ import annotations

import random

from tests.compose.habits import Habits
from tests.compose.measure import CLOSING, OPENING
from tests.compose.story import Story, stray_spaces

SPACED = 12
"""Characters up to which a headline may be set letter by letter."""


def _wrapped(line: str, rng: random.Random) -> list[str]:
    """Return ``line`` in two, cut near its middle where no mark is torn off and no Latin word broken."""
    middle = len(line) // 2 + rng.randint(-2, 2)
    if len(line) < 12 or line[middle] in CLOSING or line[middle - 1] in OPENING:
        return [line]
    if line[middle - 1].isascii() and line[middle].isascii():
        return [line]
    return [line[:middle].strip(), line[middle:].strip()]


def headline_lines(lines: tuple[str, ...], habits: Habits, rng: random.Random) -> list[str]:
    """Return the headline as printed: joined, wrapped, letter by letter or one character a line."""
    if habits.joined_headline:
        return [" ".join(lines)]
    if habits.vertical_headline:
        return [char for line in lines for char in line if char != " "]
    if habits.wrapped_headline and len(lines) == 1:
        return _wrapped(lines[0], rng)
    if habits.spaced_headline and len(lines) == 1 and len(lines[0]) <= SPACED and not lines[0].isascii():
        return [" ".join(lines[0].replace(" ", ""))]
    return list(lines)


def title_block(story: Story, habits: Habits, rng: random.Random) -> list[str]:
    """Return kicker, headline, subtitle and a byline that stands with them; "" is a blank line."""
    loose = habits.blanks in {"blocks", "paragraphs"}
    lines: list[str] = []
    for role in (story.kicker, headline_lines(story.headline, habits, rng) if story.headline else [], story.subtitle):
        if lines and role and loose and rng.random() < 0.3:
            lines.append("")
        lines += [stray_spaces(line, habits.stray, rng) for line in role]
    if story.above and story.credit:
        if lines and loose and rng.random() < 0.5:
            lines.append("")
        lines += _byline(story.credit, habits, rng)
    return lines


def _byline(credit: str, habits: Habits, rng: random.Random) -> list[str]:
    """Return a byline, on two lines where it names two kinds of authors and the page has the habit."""
    head, space, tail = credit.rpartition(" ")
    head, gap, title = head.rpartition(" ")
    if habits.split_byline and space and gap and head and title in {"通讯员", "实习生", "见习记者"}:
        return [head, f"{title} {tail}"]
    return [credit]
