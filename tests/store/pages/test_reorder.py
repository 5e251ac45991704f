"""Labelled pages in another order: nothing is lost, and each line is still what it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from store.pages.gold import label_pieces
from store.pages.labels import Label
from store.pages.lines import Line
from store.pages.observe import observe
from store.pages.reorder import reordered
from tests.compose.draw import draw_page

TITLED = {Label.TITLE_FIRST, Label.TITLE}


def labels_of(pieces: Sequence[Line], gold: dict[str, object]) -> Counter[tuple[str, Label | None]]:
    """Return what each piece is; that a line is the first of its title depends on what stands before it."""
    labels = label_pieces(pieces, gold).labels
    return Counter(
        (piece.text, Label.TITLE if label in TITLED else label) for piece, label in zip(pieces, labels, strict=True)
    )


@pytest.mark.parametrize("seed", range(71_000, 71_010))
def test_a_page_in_another_order_has_the_same_lines_and_stories(seed: int) -> None:
    page = draw_page(seed, {"manner": "plain", "order": "before", "blanks": "none"})
    pieces = observe(page.text).pieces
    found = reordered(page.text, pieces, page.gold, seed)
    assert found is not None
    text, gold = found
    assert Counter(text.split("\n")) == Counter(page.text.split("\n"))
    assert sorted(map(str, gold["articles"])) == sorted(map(str, page.gold["articles"]))
    assert labels_of(observe(text).pieces, gold) == labels_of(pieces, page.gold)


def test_a_page_of_one_story_has_no_other_order() -> None:
    text = "钟楼重开\n关闭两年的钟楼今天重新开放。\n市民可以免费登楼。"
    article = {"headline": "钟楼重开", "paragraphs": text.split("\n")[1:], "subheads": []}
    assert reordered(text, observe(text).pieces, {"articles": [article]}, 1) is None
