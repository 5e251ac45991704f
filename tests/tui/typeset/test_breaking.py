"""Lines are broken as a compositor would break them."""

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.typeset.breaking import Measured, break_lines, measure, word_gaps
from tui.typeset.cells import cells_of, width
from tui.typeset.rules import NEVER_FIRST, NEVER_LAST


def measured(text: str, *words: str, spaced: bool = False) -> Measured:
    starts = list(accumulate(map(len, words or text), initial=0))[:-1]
    return measure(text, starts, gaps=word_gaps(text, starts) if spaced else None)


def lines(text: str, room: int, *words: str, indent: int = 0, spaced: bool = False) -> list[str]:
    found = break_lines(measured(text, *words, spaced=spaced), 0, len(text), room, indent=indent)
    return [text[a:b] for a, b in found]


def test_a_closing_mark_never_begins_a_line() -> None:
    assert lines("春天来了，茶山绿了。", 8) == ["春天来", "了，茶山", "绿了。"]


@pytest.mark.parametrize("mark", "，。、；：？！…”’」』）〕】》〉％%℃·～")
def test_no_closing_or_joining_mark_begins_a_line(mark: str) -> None:
    assert lines(f"江州市民{mark}茶", 8)[0] == "江州市"


@pytest.mark.parametrize("mark", "“‘「『（〔【《〈￥$")
def test_no_opening_mark_ends_a_line(mark: str) -> None:
    assert lines(f"江州市{mark}茶山", 8)[0] == "江州市"


def test_opening_marks_go_with_what_follows() -> None:
    assert lines("她读了《茶经》", 8) == ["她读了", "《茶经》"]
    assert lines("他说“好”", 5) == ["他说", "“好”"]


def test_straight_quotes_open_and_close_in_turn() -> None:
    assert lines('江州"茶山"好', 5) == ["江州", '"茶', '山"好']


def test_words_stay_whole_where_they_fit() -> None:
    assert lines("市民游览古镇", 6, "市民", "游览", "古镇") == ["市民", "游览", "古镇"]


def test_a_word_longer_than_the_line_is_cut_and_fills_it() -> None:
    assert lines("米哈利巴巴克", 6, "米哈利巴巴克") == ["米哈利", "巴巴克"]
    assert lines("他叫米哈利巴巴克", 8, "他", "叫", "米哈利巴巴克") == ["他叫米哈", "利巴巴克"]


def test_latin_words_and_numbers_with_their_unit_stay_whole() -> None:
    assert lines("增长GDP指标1.3%左右", 10) == ["增长GDP指", "标1.3%左右"]
    assert lines("全长三千零5.6万亩地", 14) == ["全长三千零", "5.6万亩地"]
    assert lines("电话打到0510-8765去", 14) == ["电话打到", "0510-8765去"]
    assert lines("今年是2026年", 10) == ["今年是", "2026年"]
    assert lines("水温有12.5℃了", 10) == ["水温有", "12.5℃了"]
    assert lines("坐上了COVID-19专列", 10) == ["坐上了", "COVID-19专", "列"]


def test_a_web_address_longer_than_the_line_is_cut() -> None:
    assert lines("https://example.invalid/news", 12) == ["https://exam", "ple.invalid/", "news"]


def test_dashes_and_ellipses_are_not_torn() -> None:
    for room in range(6, 20):
        assert not any(part.startswith(("—", "…")) for part in lines("走吧——去江边……看看船", room))


def test_spaces_at_a_lines_end_are_swallowed() -> None:
    assert lines("本报讯三 月报", 8) == ["本报讯三 ", "月报"]
    assert lines("本报讯三　  月报", 8) == ["本报讯三　  ", "月报"]


def test_no_gap_is_left_where_a_run_after_a_space_does_not_fit() -> None:
    assert lines("晚报 清河大桥今天通车了", 16)[0] == "晚报 清河大桥今"


def test_the_first_line_is_indented() -> None:
    assert lines("一二三四五六", 8, indent=4) == ["一二", "三四五六"]


def test_no_gap_stands_inside_a_character() -> None:
    text = "ae\u0301\u0302"
    measured = measure(text, range(4), gaps=dict.fromkeys(range(1, 4), 1))
    assert dict(measured.gaps) == {1: 1}
    assert measured.span_width(0, 4) == 3


def test_gaps_between_words_count_but_not_at_a_lines_end() -> None:
    assert lines("市民游览古镇", 9, "市民", "游览", "古镇", spaced=True) == ["市民游览", "古镇"]
    assert lines("市民游览古镇", 8, "市民", "游览", "古镇", spaced=True) == ["市民", "游览", "古镇"]


ALPHABET = '江州市民在茶山上“《（，。》）”、——……·1234.5%abcXYZ" 　😀é\u0301\ufe0f♥👍\u200d'
TEXT = st.text(alphabet=st.sampled_from(ALPHABET) | st.characters(codec="utf-8"), max_size=80).map(
    lambda text: text.replace("\n", " ")
)


@st.composite
def cut_texts(draw: st.DrawFn) -> Measured:
    text = draw(TEXT)
    starts = sorted(draw(st.sets(st.integers(0, max(0, len(text) - 1)))) | {0}) if text else []
    return measure(text, starts, gaps=word_gaps(text, starts) if draw(st.booleans()) else None)


@given(cut_texts(), st.integers(2, 30), st.integers(0, 6))
def test_lines_give_the_text_back_and_fit(text: Measured, room: int, indent: int) -> None:
    broken = break_lines(text, 0, len(text.text), room, indent=indent)
    assert "".join(text.text[a:b] for a, b in broken) == text.text
    for number, (start, end) in enumerate(broken):
        assert text.span_width(start, end) <= (max(2, room - indent) if number == 0 else room)
        gaps = sum(text.gaps.get(at, 0) for at in range(start + 1, len(text.text[:end].rstrip(" \u3000"))))
        assert width(text.text[start:end].rstrip(" \u3000\u2003")) + gaps <= room


@given(cut_texts(), st.integers(2, 30))
def test_a_mark_lands_wrong_only_where_nothing_else_was_left(text: Measured, room: int) -> None:
    def wrong(at: int) -> bool:
        return text.text[at] in NEVER_FIRST or text.text[at].isspace() or text.text[at - 1] in NEVER_LAST

    for start, end in break_lines(text, 0, len(text.text), room)[:-1]:
        if wrong(end):
            other = [at for at in range(start + 1, end) if at not in text.inside and at not in text.glued]
            assert all(wrong(at) or text.text[at - 1] in "\u200d\ufe0f\u0301" for at in other), text.text[start:end]


@given(cut_texts(), st.integers(2, 30))
def test_no_word_that_fits_a_line_is_cut(text: Measured, room: int) -> None:
    pieces = [0, *text.breaks, len(text.text)]
    fits = [(a, b) for a, b in pairwise(pieces) if text.span_width(a, b) <= room]
    for _, end in break_lines(text, 0, len(text.text), room):
        assert not any(a < end < b for a, b in fits)


@given(cut_texts())
def test_graphemes_are_never_torn(text: Measured) -> None:
    assert not any(end in text.inside for _, end in break_lines(text, 0, len(text.text), 2))


@pytest.mark.parametrize(
    ("text", "cells"), [("茶山", 4), ("a茶", 3), ("e\u0301", 1), ("“茶”", 4), ("❤\ufe0f", 2), ("👩\u200d🌾", 2)]
)
def test_cells_are_counted_as_a_terminal_counts_them(text: str, cells: int) -> None:
    assert width(text) == cells == cell_len(text)


def test_ambiguous_marks_may_be_wide() -> None:
    assert width("“茶”…", ambiguous_wide=True) == 8


def test_graphemes_do_not_join_across_a_line_end() -> None:
    cells, inside = cells_of("茶\n\u0301山")
    assert cells == [2, 0, 0, 2]
    assert inside == frozenset()
