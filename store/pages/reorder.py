"""The stories of a labelled page in another order: as true a page as the first, with other neighbours."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from store.pages.gold import label_pieces
from store.pages.lines import Line

Block = tuple[tuple[int, ...], list[str]]
"""Lines of a page and the stories they hold, none where they are furniture or captions."""


def reordered(
    text: str, pieces: Sequence[Line], gold: Mapping[str, Any], seed: int
) -> tuple[str, dict[str, Any]] | None:
    """Return a page's text and gold with its stories in an order drawn by ``seed``; what stands between stays in place.

    Stories whose lines stand among each other move together. ``None`` where fewer than two parts are left to move, or
    a story of the gold, or the border between two, is not to be found in the lines.
    """
    blocks = _blocks(text, pieces, gold)
    moving = [block for block in blocks if block[0]]
    if len(moving) < 2 or sum(len(stories) for stories, _ in moving) != len(gold["articles"]):
        return None
    random.Random(seed).shuffle(moving)
    placed = iter(moving)
    found = [next(placed) if stories else (stories, lines) for stories, lines in blocks]
    articles = [gold["articles"][story] for stories, _ in found for story in stories]
    return "\n".join(line for _, lines in found for line in lines), {**gold, "articles": articles}


def _blocks(text: str, pieces: Sequence[Line], gold: Mapping[str, Any]) -> list[Block]:
    """Return a page as blocks of lines; none where one line belongs to two stories."""
    lines = text.split("\n")
    stories = _stories_of_lines(lines, pieces, label_pieces(pieces, gold).stories)
    if stories is None:
        return []
    found: list[Block] = []
    at = 0
    for held, first, end in _parts(stories):
        found += [((), lines[at:first])] if at < first else []
        found.append((held, lines[first:end]))
        at = end
    return [*found, ((), lines[at:])] if at < len(lines) else found


def _stories_of_lines(lines: Sequence[str], pieces: Sequence[Line], stories: Sequence[int]) -> list[int] | None:
    """Return the story of each line, -1 where it has none, or ``None`` where one has two."""
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    found = [-1] * len(lines)
    for piece, story in zip(pieces, stories, strict=True):
        for first, _ in piece.spans:
            at = bisect_right(starts, first) - 1
            if found[at] not in (-1, story) and story != -1:
                return None
            found[at] = max(found[at], story)
    return found


def _parts(stories: Sequence[int]) -> list[tuple[tuple[int, ...], int, int]]:
    """Return the stories that stand among each other, with the lines from the first of theirs to the last."""
    reach: dict[int, list[int]] = {}
    for at, story in enumerate(stories):
        if story != -1:
            reach.setdefault(story, [at, at + 1])[1] = at + 1
    found: list[tuple[tuple[int, ...], int, int]] = []
    for story, (first, end) in reach.items():
        if found and first < found[-1][2]:
            held, start, last = found[-1]
            found[-1] = ((*held, story), start, max(last, end))
        else:
            found.append(((story,), first, end))
    return found
