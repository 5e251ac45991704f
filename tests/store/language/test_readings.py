"""Words are read as a teacher would read them, names as their bearers do, and pinyin finds what it spells."""

from collections.abc import Sequence
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.readings import Spelling, answers_to, initials, readings, spelled, syllables
from store.language.tones import marked, toneless
from store.model import Kind, Mention


def read(words: Sequence[str], name: str = "", kind: Kind = "PER") -> tuple[str, ...]:
    """Return the readings of words, of which one may be a name."""
    ends = accumulate(map(len, words))
    mentions = [Mention(kind, end - len(word), end) for word, end in zip(words, ends, strict=True) if word == name]
    return readings("".join(words), words, mentions)


def test_a_character_is_read_as_its_word_wants_it() -> None:
    assert read(["银行", "的", "行长", "长大", "了"]) == ("yínháng", "de", "hángzhǎng", "zhǎngdà", "le")
    assert read(["重庆", "重要", "音乐", "快乐"]) == ("chóngqìng", "zhòngyào", "yīnyuè", "kuàilè")


def test_tones_are_those_of_a_dictionary_and_syllables_are_parted_where_they_would_run_together() -> None:
    assert read(["一般", "不是", "西安", "女儿"]) == ("yībān", "bùshì", "xī'ān", "nǚ'ér")


def test_what_has_no_chinese_has_no_reading() -> None:
    assert read(["GDP", "20", "，", "\n", "A股", "%"]) == ("", "", "", "", "gǔ", "")


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("曾清源", "Zēng Qīngyuán"),
        ("单一鸣", "Shàn Yīmíng"),
        ("解春", "Xiè Chūn"),
        ("仇小河", "Qiú Xiǎohé"),
        ("任远", "Rén Yuǎn"),
        ("华安", "Huà Ān"),
        ("欧阳若水", "Ōuyáng Ruòshuǐ"),
        ("尉迟明", "Yùchí Míng"),
        ("區小河", "Ōu Xiǎohé"),
    ],
)
def test_a_surname_has_its_own_reading_at_the_start_of_a_name(name: str, reading: str) -> None:
    assert read(["由", name, "说"], name)[1] == reading


def test_a_word_that_goes_on_behind_a_name_keeps_its_surname_reading() -> None:
    assert readings("曾清源说", ["曾清源说"], [Mention("PER", 0, 3)]) == ("Zēng Qīngyuán shuō",)
    assert readings("曾清源说", ["曾", "清源说"], [Mention("PER", 0, 3)]) == ("Zēng", "qīngyuánshuō")


def test_the_same_characters_elsewhere_have_their_usual_reading() -> None:
    assert read(["曾", "任", "单位", "解决"]) == ("céng", "rèn", "dānwèi", "jiějué")


def test_other_names_begin_with_a_capital_and_foreign_ones_have_no_surname() -> None:
    assert read(["临溪市", "区"], "临溪市", "LOC")[0] == "Línxīshì"
    assert read(["若泽·单塔"], "若泽·单塔")[0] == "Ruòzé Dāntǎ"


def test_traditional_words_are_read_as_their_simplified_forms() -> None:
    assert read(["銀行", "頭髮"]) == ("yínháng", "tóufà")


def test_a_dictionary_that_knows_the_one_reading_of_a_word_wins() -> None:
    words = ["喜欢", "行", "临溪"]
    given = {"喜欢": "xǐhuan", "行": "never asked for one character", "临溪": "línxī"}
    assert readings("".join(words), words, [Mention("LOC", 3, 5)], lambda word: given[word]) == (
        *("xǐhuan", "xíng", "Línxī"),
    )


def test_pinyin_is_typed_without_tones_and_finds_places_and_names() -> None:
    words = ["无锡", "和", "西安", "先", "到", "绿色", "无锡"]
    text = "".join(words)
    spelling = Spelling(words)

    def found(keys: str) -> list[str]:
        return [text[start:end] for start, end in spelling.find(keys)]

    assert found("wuxi") == found("Wú Xī") == ["无锡", "无锡"]
    assert found("xian") == ["西安", "先"]
    assert found("lvse") == found("lǜsè") == ["绿色"]
    assert found("wux") == ["无锡", "无锡"]
    assert found("uxi") == found("zzz") == found("  ") == []
    assert (spelled("无锡"), initials("无锡")) == ("wuxi", "wx")
    assert all(answers_to("临溪市港务局", keys) for keys in ("港务", "linxi", "lxs", "LX"))
    assert not any(answers_to("临溪市港务局", keys) for keys in ("xi", "gang", "海"))


@given(
    st.lists(st.text("长行曾了A1，。·一\n銀𠮷", min_size=1, max_size=4), max_size=12), st.text("xingcezl ", max_size=4)
)
def test_every_word_gets_one_reading_and_every_place_found_lies_in_the_text(words: list[str], keys: str) -> None:
    text = "".join(words)
    assert len(readings(text, words)) == len(words)
    assert all(len(syllables(word)) == len(word) for word in words)
    assert all(0 <= start < end <= len(text) for start, end in Spelling(words).find(keys))


@pytest.mark.parametrize(
    ("numbered", "with_marks"),
    [("lu:4 se4", "lǜ sè"), ("Xi1 an1", "Xī ān"), ("dui4 bu5 qi3", "duì bu qǐ"), ("liu2 hou2 gui1", "liú hóu guī")],
)
def test_numbers_of_tones_become_marks(numbered: str, with_marks: str) -> None:
    assert marked(numbered) == with_marks
    assert toneless(with_marks) == "".join(char for char in numbered.replace("u:", "ü") if not char.isdigit()).lower()
