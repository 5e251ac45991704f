"""The dictionary answers for both scripts, explains what it lacks, and mends itself."""

import os
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.dictionary import Dictionary, DictionaryError
from store.language.levels import label, level
from store.language.readings import is_read


@pytest.fixture(scope="module")
def dictionary() -> Iterator[Dictionary]:
    found = Dictionary()
    yield found
    found.close()


def test_a_word_is_found_by_its_simplified_and_by_its_traditional_form(dictionary: Dictionary) -> None:
    for word in ("银行", "銀行"):
        entry = dictionary.look_up(word)
        assert entry is not None
        (meaning,) = entry.meanings
        assert (meaning.simplified, meaning.traditional, meaning.pinyin) == ("银行", "銀行", "yín háng")
        assert meaning.senses[0] == "bank"
    assert dictionary.look_up("没有这个词的") is None
    assert dictionary.look_up("") is None


def test_a_word_with_several_readings_has_the_sense_of_the_one_it_is_read_with(dictionary: Dictionary) -> None:
    entry = dictionary.look_up("曾")
    assert entry is not None
    assert {meaning.pinyin for meaning in entry.meanings} >= {"céng", "zēng", "Zēng"}
    assert entry.gloss("céng").startswith("once")
    assert entry.gloss("Zēng") != entry.gloss("céng")
    assert entry.gloss("nowhere") == entry.gloss()


def test_tones_that_others_write_otherwise_do_not_hide_a_sense(dictionary: Dictionary) -> None:
    entry = dictionary.look_up("地方")
    assert entry is not None
    assert entry.first("dìfāng") != entry.first("dìfang")
    assert entry.first("DIFANG") == entry.meanings[0]


def test_the_reading_of_a_word_is_known_where_there_is_only_one(dictionary: Dictionary) -> None:
    known = {word: dictionary.pinyin(word) for word in ("喜欢", "喜歡", "一点儿", "女儿", "地方", "没有这个词的")}
    assert known == {
        "喜欢": "xǐhuan",
        "喜歡": "xǐhuan",
        "一点儿": "yīdiǎnr",
        "女儿": "nǚ'ér",
        "地方": "",
        "没有这个词的": "",
    }


def test_references_inside_a_sense_are_readable(dictionary: Dictionary) -> None:
    entry = dictionary.look_up("猫")
    assert entry is not None
    assert "measure word: 只 [zhī]" in entry.gloss()


def test_what_it_lacks_is_explained_by_the_longest_parts(dictionary: Dictionary) -> None:
    assert dictionary.look_up("新质生产力") is None
    parts = dictionary.explain("新质生产力")
    assert [(part.text, part.reading) for part in parts] == [("新", "xīn"), ("质", "zhì"), ("生产力", "shēngchǎnlì")]
    assert all(part.entry for part in parts)
    unknown = dictionary.explain("港口\u3401")
    assert [(part.text, bool(part.entry)) for part in unknown] == [("港口", True), ("\u3401", False)]


@given(word=st.text("港口新质生产力A1，𠮷", max_size=12))
def test_parts_make_up_the_word_and_are_never_the_word(dictionary: Dictionary, word: str) -> None:
    parts = dictionary.explain(word)
    assert "".join(part.text for part in parts) == (word if len(word) > 1 and is_read(word) else "")
    assert word not in {part.text for part in parts}


def test_words_that_contain_a_word_come_with_the_easy_ones_first(dictionary: Dictionary) -> None:
    words = [meaning.simplified for meaning in dictionary.containing("港口", 10)]
    assert words
    assert all("港口" in word and word != "港口" for word in words)
    assert len(words) == len(set(words))
    of_one = [level(meaning.simplified) or 9 for meaning in dictionary.containing("口", 50)]
    assert of_one == sorted(of_one)
    assert len(dictionary.containing("口", 7)) == 7
    assert dictionary.containing("") == []
    assert dictionary.containing("%") == []


def test_it_is_made_once_and_told_while_it_is_made(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    Dictionary(tmp_path, lambda done, total: told.append((done, total))).close()
    assert told == sorted(told)
    assert 0 < told[-1][0] <= told[-1][1]
    assert [path.name for path in tmp_path.iterdir()] == ["dictionary.sqlite"]
    Dictionary(tmp_path, lambda *_: pytest.fail("it is there already")).close()


@pytest.mark.parametrize("damage", ["cut", "other", "empty", "form"])
def test_a_damaged_one_is_made_again(tmp_path: Path, damage: str, dictionary: Dictionary) -> None:
    file = tmp_path / "dictionary.sqlite"
    data = dictionary.path.read_bytes()
    file.write_bytes({"cut": data[: len(data) // 2], "other": b"no database", "empty": b""}.get(damage, data))
    if damage == "form":
        with sqlite3.connect(file) as database:
            database.execute("UPDATE edition SET mark = 'of another form'")
        database.close()
    again = Dictionary(tmp_path)
    assert again.look_up("港口")
    again.close()
    assert file.read_bytes()[:15] == b"SQLite format 3"


def test_damage_while_it_is_open_is_told_and_mended_at_the_next_opening(tmp_path: Path, dictionary: Dictionary) -> None:
    file = tmp_path / "dictionary.sqlite"
    file.write_bytes(dictionary.path.read_bytes())
    opened = Dictionary(tmp_path)
    with file.open("r+b") as there:
        there.seek(0)
        there.write(b"\xff" * file.stat().st_size)
    with pytest.raises(DictionaryError, match="damaged"):
        opened.look_up("港口")
    opened.close()
    again = Dictionary(tmp_path)
    assert again.look_up("港口")
    again.close()


def test_what_a_crash_left_is_swept_away_but_not_what_another_process_is_making(tmp_path: Path) -> None:
    old, young = tmp_path / "dictionary-a.part", tmp_path / "dictionary-b.part"
    old.touch()
    young.touch()
    os.utime(old, (0, 0))
    Dictionary(tmp_path).close()
    assert (old.exists(), young.exists()) == (False, True)


def test_where_its_folder_cannot_be_written_a_copy_serves(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    found = Dictionary(tmp_path / "file")
    assert found.look_up("港口")
    place = found.path
    found.close()
    assert not place.exists()


def test_several_threads_look_up_at_once(dictionary: Dictionary) -> None:
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(dictionary.look_up, ["港口", "银行", "猫"] * 100))
    assert [entry and entry.word for entry in found] == ["港口", "银行", "猫"] * 100


def test_levels_are_those_of_the_syllabus_in_force() -> None:
    assert (level("爱"), level("愛"), level("新质生产力")) == (1, 1, 0)
    assert [label(each) for each in (0, 1, 6, 7)] == ["", "1", "6", "7-9"]
