"""Words give back their text, and pack into a string that gives them back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.words import pack, segment, unpack


def test_a_sentence_is_cut_into_words() -> None:
    assert {"昨天", "游览", "古镇"} <= set(segment("江州市民昨天游览了古镇"))


@given(st.text())
def test_words_joined_are_the_text(text: str) -> None:
    assert "".join(segment(text)) == text


@given(st.lists(st.text(min_size=1, max_size=400), max_size=20))
def test_packed_words_come_back(words: list[str]) -> None:
    packed = pack(words)
    assert packed.isascii()
    assert unpack(packed, "".join(words)) == words


def test_lengths_of_another_text_are_refused() -> None:
    with pytest.raises(ValueError, match="3 characters"):
        unpack(pack(["三个字"]), "四个字了")
