"""The reader's own words: cut as taught, in every text, and nothing else is touched."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.sentences import sentence_at, sentences
from store.language.teaching import OwnWord, TeachingError, checked, cut, joined, taught

ALPHABET = "江城日报社今道"
texts = st.lists(st.text(ALPHABET + "，", min_size=1, max_size=4), min_size=1, max_size=12)


@st.composite
def own_words(draw: st.DrawFn) -> OwnWord:
    text = draw(st.text(ALPHABET, min_size=2, max_size=5))
    cuts = draw(st.sets(st.integers(1, len(text) - 1), max_size=len(text) - 1))
    return OwnWord(text, tuple(sorted(cuts)))


def cut_as(own: list[OwnWord], *words: str) -> str:
    return "/".join(taught("".join(words), words, own))


def test_a_joined_word_is_one_word_wherever_it_stands_whole() -> None:
    own = [joined(["江城", "晚", "报", "说"], 1)]
    assert cut_as(own, "江城", "晚", "报", "说", "，", "晚", "报") == "江城/晚报/说/，/晚报"


def test_a_longer_word_around_it_or_across_its_edge_stays_whole() -> None:
    own = [OwnWord("日报")]
    assert cut_as(own, "江城日报社", "今日", "报道", "日", "报") == "江城日报社/今日/报道/日报"


def test_it_wins_over_shorter_words_that_it_cuts_through() -> None:
    assert cut_as([OwnWord("生命科学")], "研究生", "命", "科", "学家") == "研究/生命科学/家"


def test_a_cut_holds_for_the_whole_word() -> None:
    own = [cut("研究生命", 2)]
    assert cut_as(own, "研究生命", "的", "研究生", "命") == "研究/生命/的/研究/生命"


def test_the_newest_wins_and_sees_what_the_older_ones_have_left() -> None:
    words = ("研究生命", "科学")
    own = [cut("研究生命", 2)]
    own.append(joined(taught("研究生命科学", words, own), 1))
    assert cut_as(own, *words) == "研究/生命科学"
    own.append(cut("生命科学", 2))
    assert cut_as(own, *words) == "研究/生命/科学"


@given(texts, st.lists(own_words(), max_size=8))
def test_words_cover_the_text_exactly_after_teaching(words: list[str], own: list[OwnWord]) -> None:
    text = "".join(words)
    now = taught(text, words, own)
    assert "".join(now) == text
    assert all(now)


@given(texts, st.lists(own_words(), max_size=6), st.data())
def test_what_is_taught_at_a_place_holds_at_that_place(
    words: list[str], own: list[OwnWord], data: st.DataObject
) -> None:
    text = "".join(words)
    now = taught(text, words, own)
    index = data.draw(st.integers(0, len(now) - 1))
    try:
        new = joined(now, index) if data.draw(st.booleans()) else cut(now[index], len(now[index]) // 2)
    except TeachingError:
        return
    start = sum(map(len, now[:index]))
    after = taught(text, words, [*(each for each in own if each.text != new.text), new])
    if any(each.text == new.text for each in own):
        return  # an older teaching of the same string is forgotten, and others with it may hold differently
    ends = set(accumulate(map(len, after))) | {0}
    wanted = {start + at for at in (0, *new.cuts, len(new.text))}
    first = text.find(new.text)
    if first <= start - len(new.text) or first == start:  # no overlapping place before it
        assert {at for at in ends if start <= at <= start + len(new.text)} == wanted


@given(texts, st.lists(own_words(), max_size=6), own_words())
def test_words_outside_of_an_own_word_stay_as_they_were(words: list[str], own: list[OwnWord], new: OwnWord) -> None:
    text = "".join(words)
    before, after = taught(text, words, own), taught(text, words, [*own, new])
    if new.text not in text:
        assert after == before
    changed = set(accumulate(map(len, before))) ^ set(accumulate(map(len, after)))
    covered = {
        at
        for start in range(len(text))
        if text.startswith(new.text, start)
        for at in range(start, start + len(new.text) + 1)
    }
    assert changed <= covered


@pytest.mark.parametrize("text", ["字", "", "江 城", "江\n城", "，。", "江" * 41])
def test_what_can_be_no_word_is_refused(text: str) -> None:
    with pytest.raises(TeachingError):
        checked(OwnWord(text))


def test_joining_and_cutting_need_something_on_both_sides() -> None:
    with pytest.raises(TeachingError):
        joined(["江", "城"], 1)
    with pytest.raises(TeachingError):
        joined(["江", "\n"], 0)
    with pytest.raises(TeachingError):
        joined(["江", "。"], 0)
    assert joined(["京", "·"], 0) == OwnWord("京·")
    with pytest.raises(TeachingError):
        cut("江城", 0)
    with pytest.raises(TeachingError):
        checked(OwnWord("江城", (2,)))


def test_sentences_keep_their_closing_quotes_and_end_with_the_line() -> None:
    text = "“好。”他说。\n第二天……走了！\n没有句号"
    assert [text[start:end] for start, end in sentences(text)] == ["“好。”", "他说。", "第二天……", "走了！", "没有句号"]
    assert sentence_at(text, text.index("走")) == "走了！"
    assert sentence_at(text, text.index("\n")) == ""
