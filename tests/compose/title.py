"""The block of a title: its lines in their roles, as a page sets them."""

from __future__ import annotations

import random
from typing import Literal

from tests.compose.habits import Habits
from tests.compose.measure import CLOSING, OPENING
from tests.compose.story import Story, stray_spaces

Role = Literal["kicker", "headline", "subtitle", "byline"]

SPACED = 12
"""Characters up to which a headline may be set letter by letter."""

_ORDERS: dict[str, tuple[Role, ...]] = {
    "usual": ("kicker", "headline", "subtitle"),
    "subtitle first": ("kicker", "subtitle", "headline"),
    "headline first": ("headline", "kicker", "subtitle"),
}


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


def _small(lines: tuple[str, ...], habits: Habits, rng: random.Random) -> list[str]:
    """Return a kicker or subtitle as printed."""
    return [part for line in lines for part in _wrapped(line, rng)] if habits.wrapped_subtitle else list(lines)


def _role_lines(story: Story, habits: Habits, rng: random.Random) -> dict[Role, list[str]]:
    """Return the printed lines of each role that ``story`` has, in the order of the page."""
    lines: dict[Role, list[str]] = {
        "kicker": _small(story.kicker, habits, rng),
        "headline": headline_lines(story.headline, habits, rng) if story.headline else [],
        "subtitle": _small(story.subtitle, habits, rng),
    }
    byline = _byline(story.credit, habits, rng) if story.above and story.credit else []
    shown: dict[Role, list[str]] = {"byline": byline} if habits.byline == "first" else {}
    for role in _ORDERS[habits.roles]:
        shown[role] = [stray_spaces(line, habits.stray, rng) for line in lines[role]]
    shown.setdefault("byline", byline)
    return {role: shown[role] for role in shown if shown[role]}


def title_block(story: Story, habits: Habits, rng: random.Random) -> tuple[list[str], list[str]]:
    """Return the lines of a title and of a byline with it ("" is a blank line).

    What comes second stands apart, at the other end of the story.
    """
    loose = habits.blanks in {"blocks", "paragraphs"}
    roles = _role_lines(story, habits, rng)
    apart: list[str] = []
    if habits.byline == "apart" and len(roles) > 1:
        apart += roles.pop("byline", [])
    either: tuple[Role, Role] = ("kicker", "subtitle")
    small = [role for role in either if role in roles]
    if small and "headline" in roles and rng.random() < habits.split_title:
        apart = roles.pop(rng.choice(small)) + apart
    lines: list[str] = []
    for role, part in roles.items():
        if lines and loose and rng.random() < (0.5 if role == "byline" else 0.3):
            lines.append("")
        lines += part
    return lines, apart


def _byline(credit: str, habits: Habits, rng: random.Random) -> list[str]:
    """Return a byline, on two lines where it names two kinds of authors and the page has the habit."""
    head, space, tail = credit.rpartition(" ")
    head, gap, title = head.rpartition(" ")
    if habits.split_byline and space and gap and head and title in {"通讯员", "实习生", "见习记者"}:
        return [head, f"{title} {tail}"]
    return [credit]
