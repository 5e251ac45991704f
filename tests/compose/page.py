"""Stories become a page: its text, and the gold that says what is what."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from tests.compose.arrange import Piece, by_kind, story_pieces, with_furniture, woven
from tests.compose.body import Body, set_body
from tests.compose.habits import Habits
from tests.compose.story import Story

Gold = dict[str, Any]
"""A page's gold, in the form of gold.json: articles, furniture, captions, made.

``made["marks"]`` are the marks around headlines that run into their text: they are printed, and belong to nothing.
"""


@dataclass(frozen=True)
class Page:
    """A composed page: the text of its dump, and its gold."""

    text: str
    gold: Gold = field(repr=False)


def _apart(before: Piece, after: Piece, habits: Habits) -> bool:
    """Say whether a blank line stands between two pieces."""
    if habits.blanks == "none":
        return False
    if habits.blanks == "columns":
        return before.kind == after.kind == "column" and before.story == after.story
    return True


def _lines(pieces: Sequence[Piece], habits: Habits, rng: random.Random) -> list[str]:
    lines: list[str] = []
    for before, piece in zip((None, *pieces), pieces, strict=False):
        if before and _apart(before, piece, habits):
            lines.append("")
        shown = [line for line in piece.lines if line or habits.blanks != "none"]
        if habits.leading and shown and rng.random() < habits.leading:
            shown[0] = " " + shown[0]
        lines += shown
    return lines


def _text(lines: Sequence[str], habits: Habits, rng: random.Random) -> str:
    end = "\r\n" if habits.carriage else "\n"
    text = ""
    for line in lines:
        trailed = line and habits.trailing and rng.random() < habits.trailing
        doubled = not line and habits.double_blank and rng.random() < habits.double_blank
        text += line + " " * bool(trailed) + end + end * bool(doubled)
    return text + "\f" * habits.form_feed


def _article(story: Story, body: Body) -> dict[str, Any]:
    return {
        "kicker": " ".join(story.kicker),
        "headline": " ".join(story.headline),
        "subtitle": " ".join(story.subtitle),
        "dateline": story.dateline,
        "authors": list(story.authors),
        "credit": story.credit,
        "paragraphs": list(body.paragraphs),
        "subheads": sorted(story.subheads),
        "jump": story.jump,
    }


def gold_of(stories: Sequence[Story], bodies: Sequence[Body], furniture: Sequence[str], made: dict[str, Any]) -> Gold:
    """Return the gold of a page on which ``stories`` are printed as ``bodies``."""
    return {
        "articles": [_article(story, body) for story, body in zip(stories, bodies, strict=True)],
        "furniture": list(furniture),
        "captions": [caption for story in stories for caption in story.captions],
        "made": made,
    }


def _of_story(habits: Habits, rng: random.Random) -> Habits:
    """Return the habits of one story: its own width, a box of one column, its indents lost."""
    if habits.width_spread:
        width = habits.width + rng.randint(-habits.width_spread, habits.width_spread)
        habits = replace(habits, width=max(8, width))
    if habits.boxed and rng.random() < habits.boxed:
        habits = replace(habits, width=rng.randint(20, 36), second_width=0, column=(500, 500))
    if habits.indent_lost and rng.random() < habits.indent_lost:
        habits = replace(habits, indent="stripped")
    return habits


def compose(stories: Sequence[Story], furniture: Sequence[str], habits: Habits, rng: random.Random) -> Page:
    """Return the page on which ``stories`` stand in this order, with ``furniture`` around them."""
    bodies = [set_body(story, _of_story(habits, rng), rng) for story in stories]
    blocks = [
        story_pieces(i, story, body, habits, rng) for i, (story, body) in enumerate(zip(stories, bodies, strict=True))
    ]
    blocks = woven(blocks, habits, rng)
    if habits.stream == "kinds":
        blocks = by_kind(blocks, rng)
    lines = _lines(with_furniture(blocks, furniture, habits, rng), habits, rng)
    made = {"blank_lines": habits.blanks != "none", "marks": "".join(body.marks for body in bodies), **asdict(habits)}
    return Page(_text(lines, habits, rng), gold_of(stories, bodies, furniture, made))
