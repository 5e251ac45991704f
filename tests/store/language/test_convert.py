"""A text in the other script keeps its length, so every place in it stays where it was."""

from hypothesis import given
from hypothesis import strategies as st

from store.language.convert import SCRIPTS, Script, converted


def test_characters_are_chosen_by_their_word() -> None:
    assert converted(["头发", "发展", "\n", "皇后", "后面", "GDP"], "traditional") == (
        *("頭髮", "發展", "\n", "皇后", "後面", "GDP"),
    )
    assert converted(["頭髮", "發展"], "simplified") == ("头发", "发展")
    assert converted([], "traditional") == ()


@given(
    st.lists(
        st.text(st.characters() | st.sampled_from("头发后里面台\x1f\x00\n𠮷"), min_size=1, max_size=6), max_size=8
    ),
    st.sampled_from(SCRIPTS),
)
def test_every_word_keeps_its_length(words: list[str], script: Script) -> None:
    assert [len(word) for word in converted(words, script)] == [len(word) for word in words]
