"""Lines are broken as a compositor would break them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.typeset.breaking import NEVER_FIRST, NEVER_LAST, break_lines
from tui.typeset.cells import width


def lines(text: str, room: int, *words: str, indent: int = 0, spaced: bool = False) -> list[str]:
    starts, at = set(), 0
    for word in words or text:
        starts.add(at)
        at += len(word)
    return [text[a:b] for a, b in break_lines(text, starts, room, indent=indent, spaced=spaced)]


def test_a_closing_mark_never_begins_a_line() -> None:
    assert lines("春天来了，茶山绿了。", 8) == ["春天来", "了，茶山", "绿了。"]


def test_an_opening_mark_never_ends_a_line() -> None:
    assert lines("她读了《茶经》", 8) == ["她读了", "《茶经》"]
    assert lines("他说“好”", 5) == ["他说", "“好”"]


def test_words_stay_whole_where_they_fit() -> None:
    assert lines("市民游览古镇", 6, "市民", "游览", "古镇") == ["市民", "游览", "古镇"]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert lines("米哈利巴巴克", 6, "米哈利巴巴克") == ["米哈利", "巴巴克"]


def test_latin_words_and_numbers_with_their_unit_stay_whole() -> None:
    assert lines("增长GDP指标1.3%左右", 10) == ["增长GDP指", "标1.3%左右"]
    assert lines("全长三千零5.6万亩地", 14) == ["全长三千零", "5.6万亩地"]


def test_dashes_and_ellipses_are_not_torn() -> None:
    assert all(not part.startswith(("—", "…")) for part in lines("走吧——去江边……看看船", 6))


def test_a_space_at_a_lines_end_is_swallowed() -> None:
    assert lines("本报讯三 月报", 8) == ["本报讯三 ", "月报"]


def test_the_first_line_is_indented() -> None:
    assert lines("一二三四五六", 8, indent=4) == ["一二", "三四五六"]


def test_gaps_between_words_count() -> None:
    assert lines("市民游览古镇", 9, "市民", "游览", "古镇", spaced=True) == ["市民游览", "古镇"]


TEXT = st.text(
    alphabet=st.sampled_from("江州市民在茶山上“《（，。》）”、——……·1234.5%abcXYZ 　😀é\u0301\ufe0f♥👍\u200d")
    | st.characters(),
    max_size=80,
)


@given(TEXT.map(lambda text: text.replace("\n", " ")), st.integers(2, 30), st.integers(0, 6), st.booleans(), st.data())
def test_lines_give_the_text_back_and_fit(text: str, room: int, indent: int, spaced: bool, data: st.DataObject) -> None:
    starts = data.draw(st.sets(st.integers(0, max(0, len(text) - 1)))) if text else set()
    broken = break_lines(text, starts, room, indent=indent, spaced=spaced)
    assert "".join(text[a:b] for a, b in broken) == text
    for number, (start, end) in enumerate(broken):
        shown = text[start:end].rstrip()
        assert width(shown) <= (max(2, room - indent) if number == 0 else room)


@given(st.lists(st.sampled_from(["江州", "市民", "茶", "，", "。", "“", "”", "《", "》", "12.5%", "GDP"]), max_size=40))
def test_no_mark_lands_wrong_where_the_width_allows(words: list[str]) -> None:
    text = "茶" + "".join(words)
    runs = {len(run) for run in "".join("x" if c in NEVER_FIRST | NEVER_LAST else " " for c in text).split()}
    if max(runs, default=0) > 3:
        return
    for number, part in enumerate(lines(text, 20)):
        assert number == 0 or part[0] not in NEVER_FIRST
        assert number == len(lines(text, 20)) - 1 or part[-1] not in NEVER_LAST


@pytest.mark.parametrize(("text", "cells"), [("茶山", 4), ("a茶", 3), ("e\u0301", 1), ("“茶”", 4), ("❤\ufe0f", 2)])
def test_cells_are_counted_as_a_terminal_counts_them(text: str, cells: int) -> None:
    assert width(text) == cells == cell_len(text)


def test_ambiguous_marks_may_be_wide() -> None:
    assert width("“茶”…", ambiguous_wide=True) == 8
