"""The order in which the pieces of a page come out: titles, columns, captions and furniture."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from tests.compose.body import Body
from tests.compose.habits import Habits
from tests.compose.measure import Rules, take
from tests.compose.story import Story
from tests.compose.title import title_block

Kind = Literal["title", "column", "caption", "furniture"]


@dataclass(frozen=True)
class Piece:
    """Lines that stand together in the dump; ``story`` numbers the story they belong to (-1: none)."""

    kind: Kind
    story: int
    lines: tuple[str, ...]


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


def _torn_by(piece: Piece, caption: Piece, rng: random.Random) -> list[Piece]:
    """Return a column in two with ``caption`` between its lines."""
    cut = rng.randint(1, len(piece.lines) - 1)
    head, tail = piece.lines[:cut], piece.lines[cut:]
    return [Piece("column", piece.story, head), caption, Piece("column", piece.story, tail)]


def _with_caption(pieces: list[Piece], caption: Piece, habits: Habits, rng: random.Random) -> list[Piece]:
    long = [i for i, piece in enumerate(pieces) if piece.kind == "column" and len(piece.lines) > 1]
    if long and rng.random() < habits.caption_midst:
        at = rng.choice(long)
        return [*pieces[:at], *_torn_by(pieces[at], caption, rng), *pieces[at + 1 :]]
    inside = rng.random() < habits.caption_inside and len(pieces) > 1
    at = rng.randint(1, len(pieces) - 1) if inside else rng.choice((0, len(pieces)))
    return [*pieces[:at], caption, *pieces[at:]]


def story_pieces(number: int, story: Story, body: Body, habits: Habits, rng: random.Random) -> list[Piece]:
    """Return the pieces of one story in the order of the dump."""
    pieces = [Piece("column", number, column) for column in body.columns]
    place = _place(habits.order, len(pieces), rng)
    block, apart = title_block(story, habits, rng) if not story.runs_in else ([], [])
    if block:
        pieces.insert(place, Piece("title", number, tuple(block)))
    if apart:
        pieces.insert(0 if place else len(pieces), Piece("title", number, tuple(apart)))
    if story.captions:
        return _with_caption(pieces, Piece("caption", number, tuple(_captions(story, habits))), habits, rng)
    return pieces


def woven(stories: list[list[Piece]], habits: Habits, rng: random.Random) -> list[list[Piece]]:
    """Return the stories with some set into the story before them, and some alternating with it piece by piece."""
    blocks: list[list[Piece]] = []
    for pieces in stories:
        midst = [i for i, piece in enumerate(blocks[-1]) if i and piece.kind == "column"] if blocks else []
        if midst and rng.random() < habits.inset:
            at = rng.choice(midst)
            blocks[-1][at:at] = pieces
        elif blocks and rng.random() < habits.interleaved:
            pairs = zip_longest(blocks[-1], pieces)
            blocks[-1] = [piece for pair in pairs for piece in pair if piece]
        else:
            blocks.append(list(pieces))
    return blocks


def by_kind(stories: list[list[Piece]], rng: random.Random) -> list[list[Piece]]:
    """Return the pieces with all titles together, before or behind all bodies, in their order or against it."""
    titles = [piece for pieces in stories for piece in pieces if piece.kind == "title"]
    bodies = [[piece for piece in pieces if piece.kind != "title"] for pieces in stories]
    if rng.random() < 0.3:
        titles.reverse()
    return [titles, *bodies] if rng.random() < 0.2 else [*bodies, titles]


def with_furniture(stories: list[list[Piece]], lines: Sequence[str], habits: Habits, rng: random.Random) -> list[Piece]:
    """Return all pieces with the furniture at the page's top, its bottom, between stories or in their midst."""
    furniture = [Piece("furniture", -1, (line,)) for line in lines]
    flat = [piece for pieces in stories for piece in pieces]
    if habits.furniture == "top":
        return furniture + flat
    if habits.furniture == "bottom":
        return flat + furniture
    slots = [[piece] for piece in flat] if habits.furniture == "midst" else [list(p) for p in stories]
    slots.append([])
    for piece in furniture:
        slots[rng.randrange(len(slots))].insert(0, piece)
    return [piece for pieces in slots for piece in pieces]
