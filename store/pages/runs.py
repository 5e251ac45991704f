"""Runs of title-like pieces: is a run the title of a story, a subhead, or a gap between two stories?

What is seen of a run is the same for all its pieces and seen once: what it shares with the text before and behind,
whether that text goes on about the same things, whether other runs have the same form, as the subheads of a story have.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from store.pages.cohesion import Cohesion
from store.pages.lines import Line
from store.pages.shape import Shape

if TYPE_CHECKING:
    from store.pages.features import Seen

Names = tuple[str, ...]
"""The names of features that depend on the same few things."""
MADE_ONCE = 4096
"""Groups of names of each kind that are kept, so that they need not be made again."""
_ENDED = frozenset({"stop", "quoted_stop", "bracketed_stop", "bracket", "colon", "dash"})
_DASH = ("——", "—", "：", ":")
_BULLETS = "■□●◎◆◇○▲△★☆▶•◢·"
_TWINS = 150
"""Pieces before and behind a run among which others of its form are counted; ``_NEAR``: any others."""
_NEAR = 45


class Runs:
    """The runs of title-like pieces of a page, and what is seen of them."""

    def __init__(self, lines: Sequence[Line], shape: Shape, seen: Sequence[Seen], titleish: Sequence[bool]) -> None:
        self.lines, self.shape, self.seen, self.titleish = lines, shape, seen, titleish
        self.cohesion = Cohesion([line.text for line in lines])
        self.places = _places(titleish)
        self.blanks = _blanks(lines, shape)
        self.starts = [at for at, (place, _) in enumerate(self.places) if titleish[at] and not place]
        self.bylines = min(2, sum(one.byline == "bracket" for one in seen))
        self.datelines = min(2, sum(bool(one.dateline) for one in seen))
        self.order = self._order()
        isolated = sum(self.places[at][1] <= 2 for at in self.starts)
        self.density = min(4, round(100 * isolated / max(1, len(lines)) / 2))
        self._ask()
        self._lengths = [len(line.text) for line in lines]
        self._by_size: dict[int, list[int]] = defaultdict(list)
        for start in self.starts:
            self._by_size[self.places[start][1]].append(start)
        self._whole: dict[int, list[Names]] = {}

    def _ask(self) -> None:
        """Ask of all runs and gaps at once what the text around them shares."""
        starts = np.array(self.starts, dtype=np.int64)
        stops = np.array([at + self.places[at][1] for at in self.starts], dtype=np.int64)
        ahead, back = self.cohesion.around(starts, stops)
        self._around = dict(zip(self.starts, zip(ahead, back, strict=True), strict=True))
        self._same = dict(zip(self.starts, self.cohesion.alike(starts, stops), strict=True))
        self._far = self.cohesion.far(starts, stops)
        pieces = np.flatnonzero(self.titleish)
        self._far_alone = self.cohesion.far(pieces, pieces + 1)
        self._ends = self._gaps()
        gaps = np.array(list(self._ends.items()), dtype=np.int64).reshape(-1, 2)
        self._gap_same = dict(zip(self._ends, self.cohesion.alike(gaps[:, 1], gaps[:, 0]), strict=True))

    def _gaps(self) -> dict[int, int]:
        """Return where a story may begin without a title, and where the text before it ends."""
        found, end = {}, 0
        for at, one in enumerate(self.seen):
            if self.titleish[at]:
                continue
            if at and end:
                found[at] = end
            if not one.byline and not one.furniture:
                end = at + 1
        return found

    def _order(self) -> str:
        """Return whether the page's first and last pieces of a story look like a title (T) or like a body (B)."""
        story = [at for at, one in enumerate(self.seen) if not one.furniture and not one.caption]
        if not story:
            return "BB"
        first, last = story[0], story[-1]
        if self.seen[last].byline and len(story) > 1:
            last = story[-2]
        if self.seen[first].byline and len(story) > 1:
            first = story[1]
        return ("T" if self.titleish[first] else "B") + ("T" if self.titleish[last] else "B")

    def title_features(self, at: int) -> list[Names]:
        """Return the names of the features of the piece ``at`` as part of a run; none where it is in no run."""
        if not self.titleish[at]:
            return []
        place, size = self.places[at]
        start, stop = at - place, at - place + size
        if start not in self._whole:
            self._whole[start] = self._of_run(start, stop)
        return self._whole[start] + self._of_piece(at, start, stop)

    def _of_run(self, start: int, stop: int) -> list[Names]:
        size = min(3, stop - start)
        (ahead, back), far, same = self._around[start], self._far[stop], self._same[start]
        signed = start > 0 and self.seen[start - 1].byline == "bracket"
        dated = stop < len(self.lines) and bool(self.seen[stop].dateline)
        others = min(5, len(_near(self.starts, start, _NEAR)) - 1)
        found = [
            (f"titleish density {self.density} {size if size < 3 else '+'}",),
            _shared_names(self.order, ahead, back),
            _recurring_names(self.order, far, same),
            (f"titleish alike {same} {size} {ahead}/{back}",),
            (f"run blanks {self.blanks[start]}{self.blanks[stop]} {size}",),
            _signed_names(signed, self.bylines, dated, self.datelines, same),
            _twin_names(self._twins(start, stop), size, same, others),
        ]
        if start and not signed:
            found.append((f"run after {self.seen[start - 1].last} {self.seen[start - 1].width}",))
        return found

    def _of_piece(self, at: int, start: int, stop: int) -> list[Names]:
        place, size = at - start, stop - start
        width, column, text = self.shape.widths[at], self.shape.column[at], self.lines[at].text
        ratio = width / column if column else 9
        wide = "over" if ratio > 1.1 else "full" if ratio > 0.9 else "half" if ratio > 0.5 else "small"
        spot = "single" if size == 1 else "first" if place == 0 else "last" if place == size - 1 else "inner"
        found = [
            _spot_names(spot, min(4, size), wide, min(9, len(text) // 3), self.seen[at].byline),
            _form_names(
                text.startswith("—"),
                text.endswith(_DASH),
                " " in text or "\u3000" in text,
                text[0] in _BULLETS,
                len(text) == 1,
            ),
        ]
        if place:
            found.append((f"title turn {self._far[at]}>{self._far_alone[at + 1]} {self.blanks[at]}",))
        return found

    def _twins(self, start: int, stop: int) -> int:
        """Return how many other runs nearby have the same form, as a story's subheads have: 0 to 3."""
        form, found = self._lengths[start:stop], 0
        for other in _near(self._by_size[stop - start], start, _TWINS):
            same = other != start and all(abs(self._lengths[other + i] - size) <= 1 for i, size in enumerate(form))
            found += same
            if found == 3:
                break
        return found

    def gap_features(self, at: int) -> list[Names]:
        """Return what speaks for or against a new story at a piece that looks like the first line of a paragraph."""
        if not at or self.titleish[at]:
            return []
        end = self._ends.get(at)
        if end is None:
            return [(f"{self.order} first body",)]
        parted = min(3, at - end)
        if not parted and self.seen[at - 1].last not in _ENDED:
            return []
        signed = any(one.byline == "bracket" for one in self.seen[max(0, end - 1) : at])
        dated = bool(self.seen[at].dateline)
        return [_gap_names(parted, self._gap_same[at], signed, self.bylines, dated, self.datelines, self.order)]


@lru_cache(MADE_ONCE)
def _shared_names(order: str, ahead: int, back: int) -> Names:
    return (
        f"cohesion ahead {ahead}",
        f"cohesion back {back}",
        f"cohesion {ahead}/{back}",
        f"{order} cohesion ahead {ahead}",
        f"{order} cohesion back {back}",
    )


@lru_cache(MADE_ONCE)
def _recurring_names(order: str, far: str, same: int) -> Names:
    return (
        f"cohesion far {far}",
        f"{order} cohesion far {far}",
        f"titleish alike {same}",
        f"{order} titleish alike {same}",
    )


@lru_cache(MADE_ONCE)
def _signed_names(signed: bool, bylines: int, dated: bool, datelines: int, same: int) -> Names:
    return (
        f"run after byline {signed} of {bylines}",
        f"run before dateline {dated} of {datelines}",
        f"run between {signed} {dated} alike {same}",
    )


@lru_cache(MADE_ONCE)
def _twin_names(twins: int, size: int, same: int, others: int) -> Names:
    return f"twins {twins} {size}", f"twins {twins} alike {same}", f"runs near {others} {size}"


@lru_cache(MADE_ONCE)
def _spot_names(spot: str, size: int, wide: str, length: int, byline: str) -> Names:
    few = min(3, size)
    found = f"titleish {spot} {size}", f"titleish wide {wide} {few}", f"own length {length} {few}"
    return (*found, f"byline={byline} {spot} {few}") if byline else found


@lru_cache(MADE_ONCE)
def _form_names(dash: bool, ends_with_dash: bool, gap: bool, bullet: bool, single: bool) -> Names:
    forms = {"dash": dash, "ends with dash": ends_with_dash, "gap": gap, "bullet": bullet, "single character": single}
    return tuple(f"titleish {name}" for name, true in forms.items() if true)


@lru_cache(MADE_ONCE)
def _gap_names(parted: int, same: int, signed: bool, bylines: int, dated: bool, datelines: int, order: str) -> Names:
    return (
        f"gap {parted} alike {same}",
        f"gap {parted} {signed} of {bylines} {dated} of {datelines}",
        f"gap {parted} {signed} {dated} alike {same}",
        f"{order} gap {parted} alike {same}",
    )


def _blanks(lines: Sequence[Line], shape: Shape) -> list[str]:
    """Return for each piece, and the end, whether a blank line stands before it, and what those mean on this page."""
    within = [f"{shape.blanks}{'+' if line.blanks else '-'}" for line in lines[1:]]
    return ["edge", *within, "edge"]


def _near(starts: Sequence[int], start: int, within: int) -> Sequence[int]:
    """Return which of ``starts``, in order, are at most ``within`` pieces before or behind ``start``."""
    return starts[bisect_left(starts, start - within) : bisect_right(starts, start + within)]


def _places(titleish: Sequence[bool]) -> list[tuple[int, int]]:
    """Return for each piece its place in a run of title-like pieces, and the run's length."""
    found = [(0, 1)] * len(titleish)
    start = 0
    for at in range(len(titleish) + 1):
        if at < len(titleish) and titleish[at]:
            continue
        for i in range(start, at):
            found[i] = (i - start, at - start)
        start = at + 1
    return found
