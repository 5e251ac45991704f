"""What stretches of a page share: the answers for all stretches at once are those of looking each up in the text."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from store.pages.cohesion import Cohesion

TEXTS = st.lists(st.text("江州港口路，", min_size=1, max_size=8), min_size=1, max_size=12)
EDGES = st.lists(st.integers(0, 12), min_size=2, max_size=6)


def stretches_of(edges: list[int], count: int) -> list[tuple[int, int]]:
    """Return stretches of pieces that do not touch."""
    places = sorted({min(edge, count) for edge in edges})
    found: list[tuple[int, int]] = []
    for start, stop in pairwise(places):
        if not found or found[-1][1] < start:
            found.append((start, stop))
    return found


def runs_of_three(texts: list[str]) -> list[str]:
    text = "".join(texts)
    return [run for at in range(len(text) - 2) if "，" not in (run := text[at : at + 3])]


def side_of(title: list[str], before: list[str], behind: list[str]) -> str:
    runs = set(runs_of_three(title))
    back, ahead = len(runs & set(runs_of_three(before))), len(runs & set(runs_of_three(behind)))
    if not ahead and not back:
        return "none"
    if ahead >= 2 * back:
        return "ahead" if ahead > 1 else "ahead1"
    return ("back" if back > 1 else "back1") if back >= 2 * ahead else "both"


@given(TEXTS, EDGES)
def test_where_a_title_recurs_is_told_of_the_whole_and_of_each_part_of_it(texts: list[str], edges: list[int]) -> None:
    titles = stretches_of(edges, len(texts))
    far = Cohesion(texts).far(*(np.array(ends, dtype=np.int64) for ends in zip(*titles, strict=True))) if titles else []
    for start, stop in titles:
        for at in range(start + 1, stop + 1):
            assert far[at] == side_of(texts[start:at], texts[:start], texts[at:])


@given(TEXTS, st.integers(0, 12), st.integers(1, 12))
def test_a_title_that_stands_whole_in_a_story_shares_all_with_it(texts: list[str], at: int, stop: int) -> None:
    texts = [*texts, "江州港口", *texts]
    cohesion = Cohesion([*texts, "江州，港口"])
    title = cohesion.title(len(texts), len(texts) + 1)
    where = texts.index("江州港口")
    assert cohesion.shared(title, where, where + 1) == 1.0
    assert 0.0 <= cohesion.shared(title, at, at + stop) <= 1.0


def test_a_number_counts_as_one_character() -> None:
    cohesion = Cohesion(["投资2026万元", "共2026万", "共20万"])
    title = cohesion.title(0, 1)
    assert cohesion.shared(title, 1, 2) > 0
    assert cohesion.shared(title, 2, 3) == 0
