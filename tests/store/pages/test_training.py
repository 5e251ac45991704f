"""The weights: learned the same from the same pages, and the same after they were written down."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from store.model import RawPage
from store.pages.crf import Weights, read_weights, weights
from store.pages.split import split_with
from store.pages.train import Example, example, learn, write
from tests.compose.draw import draw_page


@pytest.fixture(scope="module")
def pages() -> list[Example]:
    drawn = [draw_page(seed, {"manner": "plain", "order": "before"}) for seed in range(70_000, 70_012)]
    return [example("made", page.text, page.gold) for page in drawn]


@pytest.fixture(scope="module")
def learned(pages: list[Example]) -> Weights:
    return learn(pages, [])


def test_the_same_pages_give_the_same_weights(pages: list[Example], learned: Weights) -> None:
    again = learn(pages, [])
    assert again.names == learned.names
    assert np.allclose(again.emissions, learned.emissions)
    assert again.roles == learned.roles


def test_weights_that_were_written_split_as_those_that_were_learned(tmp_path: Path, learned: Weights) -> None:
    write(learned, tmp_path / "weights.json")
    kept = read_weights(tmp_path / "weights.json")
    for seed in range(70_020, 70_030):
        raw = RawPage("page.txt", draw_page(seed, {"manner": "plain", "order": "before"}).text)
        assert split_with(raw, kept).drafts == split_with(raw, learned).drafts


def test_the_weights_hold_no_words_of_any_text() -> None:
    assert all(name.isascii() for name in (*weights().names, *weights().roles))
