"""Runs of title-like pieces: is a run the title of a story, a subhead, or a gap between two stories?

What is seen of a run is the same for all its pieces and seen once: what it shares with the text before and behind,
whether that text goes on about the same things, whether other runs have the same form, as the subheads of a story have.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from store.pages.cohesion import Cohesion
from store.pages.lines import Line
from store.pages.shape import Shape

if TYPE_CHECKING:
    from store.pages.features import Seen

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
        self._whole: dict[int, list[str]] = {}

    def _ask(self) -> None:
        """Ask of all runs and gaps at once what the text around them shares."""
        starts = np.array(self.starts, dtype=np.int64)
        stops = np.array([at + self.places[at][1] for at in self.starts], dtype=np.int64)
        ahead, back = self.cohesion.around(starts, stops)
        self._around = dict(zip(self.starts, zip(ahead, back, strict=True), strict=True))
        self._same = dict(zip(self.starts, self.cohesion.alike(starts, stops), strict=True))
        self._far = dict(zip(self.starts, self.cohesion.far(starts, stops), strict=True))
        later = [at for at, (place, _) in enumerate(self.places) if place]
        at, first = np.array(later, dtype=np.int64), np.array([at - self.places[at][0] for at in later], dtype=np.int64)
        far = zip(self.cohesion.far(first, at), self.cohesion.far(at, at + 1), strict=True)
        self._turns = dict(zip(later, far, strict=True))
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

    def blank(self, at: int) -> str:
        """Return whether a blank line stands before the piece ``at``, and what blank lines mean on this page."""
        if at == 0 or at == len(self.lines):
            return "edge"
        return f"{self.shape.blanks}{'+' if self.lines[at].blanks else '-'}"

    def title_features(self, at: int) -> list[str]:
        """Return the names of the features of the piece ``at`` as part of a run; none where it is in no run."""
        if not self.titleish[at]:
            return []
        place, size = self.places[at]
        start, stop = at - place, at - place + size
        if start not in self._whole:
            self._whole[start] = self._of_run(start, stop)
        return self._whole[start] + self._of_piece(at, start, stop)

    def _of_run(self, start: int, stop: int) -> list[str]:
        size = min(3, stop - start)
        (ahead, back), far, same = self._around[start], self._far[start], self._same[start]
        signed = start > 0 and self.seen[start - 1].byline == "bracket"
        dated = stop < len(self.lines) and bool(self.seen[stop].dateline)
        twins = self._twins(start, stop)
        others = len(_near(self.starts, start, _NEAR)) - 1
        found = [
            f"titleish density {self.density} {size if size < 3 else '+'}",
            f"cohesion ahead {ahead}",
            f"cohesion back {back}",
            f"cohesion {ahead}/{back}",
            f"{self.order} cohesion ahead {ahead}",
            f"{self.order} cohesion back {back}",
            f"cohesion far {far}",
            f"{self.order} cohesion far {far}",
            f"titleish alike {same}",
            f"{self.order} titleish alike {same}",
            f"titleish alike {same} {size} {ahead}/{back}",
            f"run blanks {self.blank(start)}{self.blank(stop)} {size}",
            f"run after byline {signed} of {self.bylines}",
            f"run before dateline {dated} of {self.datelines}",
            f"run between {signed} {dated} alike {same}",
            f"twins {twins} {size}",
            f"twins {twins} alike {same}",
            f"runs near {min(5, others)} {size}",
        ]
        if start and not signed:
            found.append(f"run after {self.seen[start - 1].last} {self.seen[start - 1].width}")
        return found

    def _of_piece(self, at: int, start: int, stop: int) -> list[str]:
        place, size = at - start, stop - start
        width, column, text = self.shape.widths[at], self.shape.column[at], self.lines[at].text
        ratio = width / column if column else 9
        wide = "over" if ratio > 1.1 else "full" if ratio > 0.9 else "half" if ratio > 0.5 else "small"
        spot = "single" if size == 1 else "first" if place == 0 else "last" if place == size - 1 else "inner"
        found = [
            f"titleish {spot} {min(4, size)}",
            f"titleish wide {wide} {min(3, size)}",
            f"own length {min(9, len(text) // 3)} {min(3, size)}",
        ]
        if self.seen[at].byline:
            found.append(f"byline={self.seen[at].byline} {spot} {min(3, size)}")
        if place:
            before, alone = self._turns[at]
            found.append(f"title turn {before}>{alone} {self.blank(at)}")
        forms = {
            "dash": text.startswith(("——", "—")),
            "ends with dash": text.endswith(_DASH),
            "gap": " " in text or "\u3000" in text,
            "bullet": text[0] in _BULLETS,
            "single character": len(text) == 1,
        }
        return found + [f"titleish {name}" for name, true in forms.items() if true]

    def _twins(self, start: int, stop: int) -> int:
        """Return how many other runs nearby have the same form, as a story's subheads have: 0 to 3."""
        form, found = self._lengths[start:stop], 0
        for other in _near(self._by_size[stop - start], start, _TWINS):
            same = other != start and all(abs(self._lengths[other + i] - size) <= 1 for i, size in enumerate(form))
            found += same
            if found == 3:
                break
        return found

    def gap_features(self, at: int) -> list[str]:
        """Return what speaks for or against a new story at a piece that looks like the first line of a paragraph."""
        if not at or self.titleish[at]:
            return []
        end = at
        while end and (self.titleish[end - 1] or self.seen[end - 1].byline or self.seen[end - 1].furniture):
            end -= 1
        if not end:
            return [f"{self.order} first body"]
        parted = min(3, at - end)
        ended = self.seen[at - 1].last in {"stop", "quoted_stop", "bracketed_stop", "bracket", "colon", "dash"}
        if not parted and not ended:
            return []
        same = self._gap_same[at]
        signed = any(one.byline == "bracket" for one in self.seen[max(0, end - 1) : at])
        dated = bool(self.seen[at].dateline)
        return [
            f"gap {parted} alike {same}",
            f"gap {parted} {signed} of {self.bylines} {dated} of {self.datelines}",
            f"gap {parted} {signed} {dated} alike {same}",
            f"{self.order} gap {parted} alike {same}",
        ]


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
