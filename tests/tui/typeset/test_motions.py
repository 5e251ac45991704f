"""The cursor goes by words, sentences and paragraphs, and never stands on a mark."""

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from tui.typeset.motions import Steps, Unit


def steps(marked: str) -> tuple[Steps, str]:
    """Return the steps of a text whose words are parted by ``|``."""
    words = marked.split("|")
    return Steps("".join(words), list(accumulate(map(len, words), initial=0))[:-1]), "".join(words)


def walk(marked: str, unit: Unit, by: int) -> list[str]:
    found, _ = steps(marked)
    at = found.stops[0] if by > 0 else found.stops[-1]
    seen = [found.word(at)]
    while (on := found.step(at, unit, by)) != at:
        at = on
        seen.append(found.word(at))
    return seen


TEXT = "清河|大桥|\n|市民|说|：|“|好|！|”|大桥|，|通车|了|。|\n|《|江|上|》"


def test_words_are_walked_and_marks_are_passed() -> None:
    assert walk(TEXT, "word", 1) == ["清河", "大桥", "市民", "说", "好", "大桥", "通车", "了", "江", "上"]
    assert walk(TEXT, "word", -1) == walk(TEXT, "word", 1)[::-1]


def test_sentences_begin_after_their_closing_marks() -> None:
    assert walk(TEXT, "sentence", 1) == ["清河", "市民", "大桥", "江", "上"]
    assert walk(TEXT, "sentence", -1) == ["上", "江", "大桥", "市民", "清河"]


def test_paragraphs_are_walked() -> None:
    assert walk(TEXT, "paragraph", 1) == ["清河", "市民", "江", "上"]
    assert walk(TEXT, "paragraph", -1) == ["上", "江", "市民", "清河"]


def test_the_same_word_is_found_round_the_ends() -> None:
    found, text = steps(TEXT)
    first, second = text.index("大桥"), text.rindex("大桥")
    assert found.next_same(first, 1) == second
    assert found.next_same(second, 1) == first
    assert found.next_same(first, -1) == second


def test_a_text_of_marks_has_nowhere_to_stand() -> None:
    found, _ = steps("。|，|\n")
    assert found.at(0) is None
    assert found.under(1) is None


@given(st.text("江山，。！\n” a1", max_size=60), st.data())
def test_every_motion_ends_on_a_word_and_goes_the_way_it_says(text: str, data: st.DataObject) -> None:
    starts = sorted(data.draw(st.sets(st.integers(0, max(0, len(text) - 1)))) | {0}) if text else []
    found = Steps(text, starts)
    if not found.stops:
        return
    at = data.draw(st.sampled_from(found.stops))
    unit: Unit = data.draw(st.sampled_from(["word", "sentence", "paragraph"]))
    assert at <= found.step(at, unit, 1) in found.stops
    assert at >= found.step(at, unit, -1) in found.stops
    assert found.under(at) == at == found.at(at)
