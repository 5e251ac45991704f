"""Stories become a page: its text, and the gold that says what is what."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from tests.compose.body import Body, set_body
from tests.compose.habits import Habits
from tests.compose.measure import Rules, take
from tests.compose.story import Story
from tests.compose.title import title_block

Kind = Literal["title", "column", "caption", "furniture"]
Gold = dict[str, Any]
"""A page's gold, in the form of gold.json: articles, furniture, captions, made.

``made["marks"]`` are the marks around headlines that run into their text: they are printed, and belong to nothing.
"""


@dataclass(frozen=True)
class Piece:
    """Lines that stand together in the dump; ``story`` numbers the story they belong to (-1: none)."""

    kind: Kind
    story: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """A composed page: the text of its dump, and its gold."""

    text: str
    gold: Gold = field(repr=False)


def _place(order: str, columns: int, rng: random.Random) -> int:
    """Return the number of columns that stand before the headline."""
    if order == "mixed":
        order = rng.choices(("before", "after", "middle"), (4, 4, 1))[0]
    if order == "after":
        return columns
    return columns // 2 if order == "middle" else 0


def _captions(story: Story, habits: Habits) -> list[str]:
    """Return the captions as printed: a line each, or wrapped below a narrow picture."""
    if not habits.caption_width:
        return list(story.captions)
    rules = Rules(habits.narrow, "hang", "whole")
    lines = []
    for caption in story.captions:
        start = 0
        while start < len(caption):
            end, _ = take(caption, start, 2 * habits.caption_width, rules)
            lines.append(caption[start:end].strip())
            start = end
    return [line for line in lines if line]


def _story_pieces(number: int, story: Story, body: Body, habits: Habits, rng: random.Random) -> list[Piece]:
    pieces = [Piece("column", number, column) for column in body.columns]
    place = _place(habits.order, len(pieces), rng)
    title = title_block(story, habits, rng) if not story.runs_in else []
    if title:
        pieces.insert(place, Piece("title", number, tuple(title)))
    if story.captions:
        inside = rng.random() < habits.caption_inside and len(pieces) > 1
        at = rng.randint(1, len(pieces) - 1) if inside else rng.choice((0, len(pieces)))
        pieces.insert(at, Piece("caption", number, tuple(_captions(story, habits))))
    return pieces


def _by_kind(stories: list[list[Piece]], rng: random.Random) -> list[list[Piece]]:
    """Return the pieces with all titles together, before or behind all bodies, in their order or against it."""
    titles = [piece for pieces in stories for piece in pieces if piece.kind == "title"]
    bodies = [[piece for piece in pieces if piece.kind != "title"] for pieces in stories]
    if rng.random() < 0.3:
        titles.reverse()
    return [titles, *bodies] if rng.random() < 0.2 else [*bodies, titles]


def _with_furniture(
    stories: list[list[Piece]], lines: Sequence[str], habits: Habits, rng: random.Random
) -> list[Piece]:
    furniture = [Piece("furniture", -1, (line,)) for line in lines]
    flat = [piece for pieces in stories for piece in pieces]
    if habits.furniture == "top":
        return furniture + flat
    if habits.furniture == "bottom":
        return flat + furniture
    slots: list[list[Piece]] = [list(p) for p in stories] + [[]]
    for piece in furniture:
        slots[rng.randrange(len(slots))].insert(0, piece)
    return [piece for pieces in slots for piece in pieces]


def _apart(before: Piece, after: Piece, habits: Habits) -> bool:
    """Say whether a blank line stands between two pieces."""
    if habits.blanks == "none":
        return False
    if habits.blanks == "columns":
        return before.kind == after.kind == "column" and before.story == after.story
    return True


def _text(pieces: Sequence[Piece], habits: Habits, rng: random.Random) -> str:
    lines: list[str] = []
    for before, piece in zip((None, *pieces), pieces, strict=False):
        if before and _apart(before, piece, habits):
            lines.append("")
        shown = [line for line in piece.lines if line or habits.blanks != "none"]
        if habits.leading and shown and rng.random() < habits.leading:
            shown[0] = " " + shown[0]
        lines += shown
    return "\n".join(lines) + "\n"


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


def compose(stories: Sequence[Story], furniture: Sequence[str], habits: Habits, rng: random.Random) -> Page:
    """Return the page on which ``stories`` stand in this order, with ``furniture`` around them."""
    bodies = [set_body(story, habits, rng) for story in stories]
    blocks = [
        _story_pieces(i, story, body, habits, rng) for i, (story, body) in enumerate(zip(stories, bodies, strict=True))
    ]
    if habits.stream == "kinds":
        blocks = _by_kind(blocks, rng)
    pieces = _with_furniture(blocks, furniture, habits, rng)
    made = {"blank_lines": habits.blanks != "none", "marks": "".join(body.marks for body in bodies), **asdict(habits)}
    return Page(_text(pieces, habits, rng), gold_of(stories, bodies, furniture, made))
