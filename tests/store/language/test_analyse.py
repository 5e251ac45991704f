"""Words, names and offices of a text agree with it and with each other, whatever the text."""

from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.language.analyse import analyse, analyse_all, fit_words
from store.language.entities import entities, entities_in
from store.language.jieba_tags import JiebaTagger
from store.language.names import names_in
from store.language.reading import Reading
from store.model import Article, Draft, Mention, Passage

PIECES = [
    *("江州市", "市长", "陈立新", "副市长", "、", "，", "。", "《", "》", "〈", "3月20日", "至", "·", "费尔南", "巴克"),
    *("大学", "（", "）", "省", "局", "和", "驻华大使", "公司", "Novas", "说", "出席", "会见了", "“", "”"),
    *("\n", " ", "\u200b", "记者 ", "陈市长", "\x00", "\x1b[31m", "мир", "ひらがな", "𠮷"),
]

TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=80)


def test_a_name_is_one_word_even_where_jieba_cuts_it() -> None:
    text = "团长费尔南·德巴巴到访"
    words = ["团长", "费尔南", "·", "德巴", "巴到", "访"]
    assert list(fit_words(words, [Mention("PER", 2, 9)], text)) == ["团长", "费尔南·德巴巴", "到", "访"]


def test_a_long_work_keeps_its_words_inside() -> None:
    text = "读《澜江旧事》时"
    assert list(fit_words(["读", "《", "澜江", "旧事", "》时"], [Mention("WORK", 1, 7)], text)) == [
        "读", "《", "澜江", "旧事", "》", "时",
    ]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(TEXTS)
@example("市长市长陈立新、、")
@example("《《》》〈")
@example("·" * 30)
def test_mentions_are_what_stands_there_and_words_cut_none(text: str) -> None:
    analysis = analyse(text)
    assert "".join(analysis.words) == text
    assert all(analysis.words)
    edges = {0}
    at = 0
    for word in analysis.words:
        at += len(word)
        edges.add(at)
    for before, after in zip(analysis.mentions, analysis.mentions[1:], strict=False):
        assert before.end <= after.start
    for mention in analysis.mentions:
        assert mention.name(text).strip()
        assert {mention.start, mention.end} <= edges
    assert {office.person for office in analysis.offices} <= set(analysis.mentions)
    assert all(office.office in text for office in analysis.offices)
    assert len(entities(text, analysis.mentions)) == len(analysis.mentions)


@cache
def _jieba() -> JiebaTagger:
    return JiebaTagger()


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_without_lac_mentions_do_not_overlap_either(text: str) -> None:
    words = _jieba().tag(text)
    reached = 0
    for mention in names_in(Reading(text, words)):
        assert reached <= mention.start < mention.end <= len(text)
        reached = mention.end


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, max_size=4))
def test_articles_of_a_page_are_analysed_as_they_are_one_by_one(texts: list[str]) -> None:
    assert analyse_all(texts) == [analyse(text) for text in texts]


@pytest.mark.parametrize(
    "piece",
    [
        "江州市举行会议讨论港口建设",
        "陈立新、",
        "市长陈立新、",
        "·",
        "《",
        "《澜江〉",
        "江州市和",
        "江州市白鹿县产业园",
        "latin words only ",
        "Latin",
        "3月20日至",
        "甲乙丙丁戊己庚辛",
        "（陈立新、",
        "\u200b",
        "驻",
        "局",
        "陈市长陈立新陈副市长",
        "мир日本のひらがな한국ΩNovas",
        "\x1b[31m红\x00\x07色",
        "😀𠮷é",
    ],
)
def test_a_long_line_without_an_end_of_a_sentence_is_answered_in_full(piece: str) -> None:
    text = piece * (30_000 // len(piece))
    analysis = analyse(text)
    assert "".join(analysis.words) == text
    article = Article("", "", Draft(paragraphs=(Passage(text),)), mentions=analysis.mentions, offices=analysis.offices)
    spans = sorted(span for entity in entities_in(article) for span in entity.spans)
    assert spans == [(mention.start, mention.end) for mention in analysis.mentions]
