"""Each word has a part of speech, whatever it was cut from and however it is cut later."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from store.language.analyse import analyse
from store.language.parts import letter, parts_of, recut


def test_tags_of_both_taggers_become_letters() -> None:
    tags = ("n", "PER", "vn", "ad", "d", "q", "TIME", "r", "xc", "uj", "w", "eng")
    assert "".join(map(letter, tags)) == "nnvadmtruuwu"


def test_a_word_is_what_its_last_piece_is_and_white_space_is_no_word() -> None:
    assert parts_of(["快跑", "\n", "桥"], [("a", 0, 1), ("v", 1, 2), ("n", 3, 4)]) == "vwn"


def test_an_article_is_analysed_with_a_letter_for_every_word() -> None:
    found = analyse("江州的市民高兴地走过了新桥。\n他们唱歌。")
    assert len(found.parts) == len(found.words)
    assert dict(zip(found.words, found.parts, strict=True))["市民"] == "n"


@given(st.lists(st.text("江山河", min_size=1, max_size=4), min_size=1), st.data())
def test_words_cut_anew_keep_the_letter_of_their_end(words: list[str], data: st.DataObject) -> None:
    text = "".join(words)
    edges = sorted(data.draw(st.sets(st.integers(1, len(text)))) | {0, len(text)})
    now = [text[a:b] for a, b in pairwise(edges)]
    letters = "".join(data.draw(st.sampled_from("nva")) for _ in words)
    by_character = "".join(part * len(word) for part, word in zip(letters, words, strict=True))
    assert recut(letters, words, now) == "".join(by_character[end - 1] for end in edges[1:])
    assert recut(letters + "n", words, now) == ""
