"""Places are found by characters, by pinyin, and by regular expressions that cannot hang the reader."""

import time

import pytest

from store.language.hits import PATIENCE, PatternError, by_pattern, find
from store.model import Mention

WORDS = ["无锡", "的", "GDP", "增长", "了", "，", "曾", "市长", "到", "无", "锡山", "。"]
TEXT = "".join(WORDS)


def found(wanted: str, *mentions: Mention) -> list[str]:
    return [TEXT[start:end] for start, end in find(TEXT, WORDS, mentions, wanted)]


def test_characters_are_found_across_words_and_whatever_their_case() -> None:
    assert found("无锡") == ["无锡", "无锡"]
    assert found("gdp") == ["GDP"]
    assert found("") == []


@pytest.mark.parametrize("wanted", ["wuxi", "wu xi", "wú xī", "WuXi"])
def test_pinyin_is_found_however_it_is_typed(wanted: str) -> None:
    assert found(wanted) == ["无锡", "无锡"]


def test_a_surname_is_found_by_its_own_reading() -> None:
    at = TEXT.index("曾")
    assert found("zeng", Mention("PER", at, at + 1)) == ["增", "曾"]


def test_initials_are_found_where_no_pinyin_is() -> None:
    assert found("zz") == ["增长"]
    assert found("sz") == ["市长"]


def test_a_pattern_is_found() -> None:
    assert [TEXT[a:b] for a, b in by_pattern(TEXT, r"无.|[A-Z]+|x*")] == ["无锡", "GDP", "无锡"]


def test_a_wrong_pattern_is_told() -> None:
    with pytest.raises(PatternError, match="missing"):
        by_pattern(TEXT, "(")


def test_a_pattern_that_would_take_for_ever_is_given_up() -> None:
    start = time.monotonic()
    with pytest.raises(PatternError, match="too long"):
        by_pattern("a" * 5_000 + "!", r"(a+)+$")
    assert time.monotonic() - start < 20 * PATIENCE
