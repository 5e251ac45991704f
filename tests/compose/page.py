"""Stories become a page: its text, and the gold that says what is what."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from tests.compose.body import Body, set_body
from tests.compose.habits import Habits
from tests.compose.story import Story, stray_spaces

Kind = Literal["title", "column", "caption", "furniture"]
Gold = dict[str, Any]
"""A page's gold, in the form of gold.json: articles, furniture, captions, made."""


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


def _title(story: Story, habits: Habits, rng: random.Random) -> list[str]:
    headline = list(story.headline)
    if habits.joined_headline:
        headline = [" ".join(headline)]
    if habits.spaced_headline and len(headline) == 1 and len(headline[0]) <= 10 and not headline[0].isascii():
        headline = [" ".join(headline[0].replace(" ", ""))]
    lines: list[str] = []
    for role in (story.kicker, headline, story.subtitle):
        if lines and role and habits.blanks in {"blocks", "paragraphs"} and rng.random() < 0.3:
            lines.append("")
        lines += [stray_spaces(line, habits.stray, rng) for line in role]
    if story.above and story.credit:
        if habits.blanks in {"blocks", "paragraphs"} and rng.random() < 0.5:
            lines.append("")
        lines.append(story.credit)
    return lines


def _place(order: str, columns: int, rng: random.Random) -> int:
    """Return the number of columns that stand before the headline."""
    if order == "mixed":
        order = rng.choices(("before", "after", "middle"), (4, 4, 1))[0]
    if order == "after":
        return columns
    return columns // 2 if order == "middle" else 0


def _story_pieces(number: int, story: Story, body: Body, habits: Habits, rng: random.Random) -> list[Piece]:
    pieces = [Piece("column", number, column) for column in body.columns]
    place = _place(habits.order, len(pieces), rng)
    pieces.insert(place, Piece("title", number, tuple(_title(story, habits, rng))))
    if story.captions:
        inside = rng.random() < habits.caption_inside
        at = rng.randint(1, len(pieces) - 1) if inside else rng.choice((0, len(pieces)))
        pieces.insert(at, Piece("caption", number, story.captions))
    return pieces


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


def _text(pieces: Sequence[Piece], habits: Habits) -> str:
    lines: list[str] = []
    for before, piece in zip((None, *pieces), pieces, strict=False):
        if before and _apart(before, piece, habits):
            lines.append("")
        lines += [line for line in piece.lines if line or habits.blanks != "none"]
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
    pieces = _with_furniture(blocks, furniture, habits, rng)
    made = {"blank_lines": habits.blanks != "none", **asdict(habits)}
    return Page(_text(pieces, habits), gold_of(stories, bodies, furniture, made))
