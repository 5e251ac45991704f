"""Snippets: a line around the first hit, with the hits in it, whatever the text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from store.library.folding import fold
from store.library.snippets import MORE, hits, snippet, words_of
from store.model import Selection
from tests.tui.kit import HARBOUR, SCHOOL, fill

TEXT = st.text("船港 \n，aA灣湾", max_size=60)
WORDS = st.lists(st.text("船港aA灣", min_size=1, max_size=3), max_size=3)


@given(TEXT, WORDS)
def test_hits_are_all_places_of_the_words_in_order_and_apart(text: str, words: list[str]) -> None:
    folded, wanted = fold(text), [fold(word) for word in words]
    found = hits(text, words)
    covered = {at for start, end in found for at in range(start, end)}
    for word in wanted:
        for at in range(len(text)):
            if folded.startswith(word, at) and not covered & set(range(at, at + len(word))):
                raise AssertionError("a place is missing")
    assert all(any(word in folded[start:end] for word in wanted) for start, end in found)
    assert all(first[1] < second[0] for first, second in pairwise(found))


@given(TEXT, WORDS, st.integers(8, 40), st.integers(0, 20))
def test_a_snippet_is_a_line_of_the_text_that_fits_and_lights_what_it_has(
    text: str, words: list[str], room: int, after: int
) -> None:
    wanted = [fold(word) for word in words]
    shown, lit = snippet(text, words, room, after=after)
    assert len(shown) <= room
    assert "\n" not in shown
    assert shown.strip(MORE).strip(" ") in text.replace("\n", " ")
    assert all(0 <= start < end <= len(shown) for start, end in lit)
    assert all(
        any(fold(shown[start:end]) in word or word in fold(shown[start:end]) for word in wanted) for start, end in lit
    )
    assert bool(lit) == bool(hits(text, words))


def test_the_first_hit_stands_near_the_beginning_with_some_text_before_it() -> None:
    text = "标题\n" + "前面的话很长很长很长很长，" * 5 + "货轮靠港。" + "后面的话也很长。" * 9
    assert snippet(text, ["货轮"], 24) == ("…很长很长，货轮靠港。后面的话也很长。后面的话…", ((6, 8),))
    assert snippet("标题\n货轮靠港。", ["货轮"], 24, after=3) == ("货轮靠港。", ((0, 2),))
    assert snippet("货轮来了\n大家去看。", ["货轮"], 24, after=5).text == "货轮来了 大家去看。", "only the title has it"


def test_words_of_a_list_are_those_a_text_must_have() -> None:
    assert words_of(Selection(query='港 "山村 小学" OR 橋 -雨 tag:经济 (云 -(雪))')) == ("港", "山村 小学", "橋", "云")
    assert words_of(Selection(query='"没有完', words=("港",))) == ()
    assert len(words_of(Selection(words=("A", "a")))) == 1


def test_rows_give_snippets_of_their_bodies(tmp_path: Path) -> None:
    view = fill(tmp_path).view(Selection(query="云水港"))
    assert view[0].headline == HARBOUR
    first = view.snippets([0], ("云水港",), 12, len)[0]
    assert first == ("…天在云水港说，货轮今…", ((3, 6),))
    assert SCHOOL not in [row.headline for row in view]
