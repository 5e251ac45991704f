"""Foreign text cannot reach the terminal as anything but text."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from store.safe import clean_line, clean_text, masked


def test_an_escape_sequence_vanishes_with_its_parameters() -> None:
    assert clean_text("红\x1b[31m字\x1b]0;title\x07尾\x1b(B") == "红字尾"


def test_bidi_overrides_and_nul_vanish_and_line_ends_become_newlines() -> None:
    assert clean_text("甲\u202e乙\u2066丙\x00\r\n丁\r戊\u2028己") == "甲乙丙\n丁\n戊\n己"


def test_brackets_that_look_like_markup_stay_as_printed() -> None:
    assert clean_text("[bold]粗[/") == "[bold]粗[/"


def test_a_line_has_no_line_ends() -> None:
    assert clean_line("  标签\n第二行\t尾 \x1b[0m") == "标签 第二行 尾"


@given(st.text())
def test_nothing_but_controls_is_ever_removed(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert all(unicodedata.category(c) not in {"Cc", "Cs"} or c in "\n\f" for c in cleaned)


@given(st.text())
def test_masked_text_is_as_long_and_moves_no_terminal(text: str) -> None:
    shown = masked(text)
    assert len(shown) == len(text)
    assert not [char for char in shown if unicodedata.category(char) == "Cc" and char != "\n"]
    assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2069\u200f") & set(shown)
    assert masked(clean_text(text)) == clean_text(text) or "\f" in text
