"""Lists: choosing, searching, filtering, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from store.model import Marks, PageFacts
from tests.tui.kit import BRIDGE, HARBOUR, RIVER, SCHOOL, SONG, fill, keep, reading
from tui.settings import Settings

pytestmark = pytest.mark.asyncio


async def test_an_article_read_in_the_unread_list_stays_until_the_list_is_left(tmp_path: Path) -> None:
    library = fill(tmp_path)
    library.change([library.rows()[0].id], lambda _: Marks(read=True))
    async with reading(tmp_path) as reader:
        await reader.press("o")
        await reader.write("unread")
        await reader.press("enter")
        assert reader.headlines == [SCHOOL, SONG, RIVER, BRIDGE]
        await reader.press("l", "n")
        assert reader.headlines == [SCHOOL, SONG, RIVER, BRIDGE]
        assert reader.read == [SCHOOL, SONG]
        keep(library, PageFacts("临溪日报", "2031-05-05", "A01"), [("次日的消息", "云水港又来了船。")])
        reader.app.main.browse.reload()
        await reader.settle()
        assert reader.headlines == ["次日的消息", SCHOOL, SONG, RIVER, BRIDGE], "not even new pages take it away"
        assert reader.shown == SONG
        await reader.press("o", "enter", "o", "down", "enter")
        assert reader.headlines == ["次日的消息", RIVER, BRIDGE]


async def test_lists_of_bookmarks_of_a_tag_and_of_a_name(tmp_path: Path) -> None:
    library = fill(tmp_path)
    rows = library.rows()
    library.change([rows[1].id], lambda _: Marks(bookmarked=True))
    library.change([rows[2].id, rows[4].id], lambda _: Marks(tags=("文化",)))
    async with reading(tmp_path) as reader:
        await reader.press("o", "down", "down", "enter")
        assert reader.headlines == [SCHOOL]
        await reader.press("o")
        await reader.write("#文")
        await reader.press("enter")
        assert reader.headlines == [SONG, BRIDGE]
        await reader.press("o")
        await reader.write("梁月华")
        await reader.press("enter")
        assert reader.headlines == [SCHOOL, SONG]
        await reader.press("escape")
        assert reader.headlines == [SONG, BRIDGE], "back to the list before"
        await reader.press("escape", "escape", "escape")
        assert len(reader.headlines) == 5


async def test_a_choice_says_that_nothing_matches(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("o")
        await reader.write("没有这回事\n")
        assert "Nothing matches" in reader.drawn
        assert reader.app.screen is not reader.app.main, "there is nothing to take"
        await reader.press("escape")
        assert len(reader.headlines) == 5


async def test_a_search_wants_every_word_finds_what_is_read_and_leads_back(tmp_path: Path) -> None:
    library = fill(tmp_path)
    library.change([row.id for row in library.rows()], lambda _: Marks(read=True))
    async with reading(tmp_path) as reader:
        await reader.press("G", "s")
        await reader.write("临溪市 孩子")
        await reader.press("enter")
        assert reader.headlines == [SCHOOL, BRIDGE]
        await reader.press("s")
        await reader.write("没有这回事")
        await reader.press("enter")
        assert reader.headlines == []
        assert "No articles here" in reader.list_text
        assert reader.shown == ""
        await reader.press("escape", "escape")
        assert reader.shown == BRIDGE, "where the cursor was"


async def test_slash_filters_the_list_and_escape_shows_all_again(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("slash")
        await reader.write("桥")
        assert reader.headlines == [BRIDGE]
        await reader.press("enter")
        assert reader.focus == "articles"
        assert reader.shown == BRIDGE
        await reader.press("escape")
        assert len(reader.headlines) == 5
        assert reader.shown == BRIDGE
        await reader.press("slash", "z", "escape")
        assert len(reader.headlines) == 5


async def test_slash_in_the_text_finds_and_n_walks_hits_until_escape(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("l", "slash")
        await reader.write("欢腾")
        await reader.press("enter")
        assert reader.said[-1] == "12 found"
        before = reader.app.main.pane.position
        await reader.press(*"nnnnnnnnnnn")
        assert reader.shown == HARBOUR
        assert reader.app.main.pane.position > before
        await reader.press("N", "escape")
        assert reader.focus == "reading", "the first Escape only ends the finding"
        await reader.press("n")
        assert reader.shown == SCHOOL
        await reader.press("slash")
        await reader.write("欢腾")
        await reader.press("enter")
        assert reader.said[-1] == "Not found"


async def test_slash_in_the_sidebar_filters_names(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path, size=(120, 30)) as reader:
        await reader.press("tab", "tab", "slash")
        await reader.write("港")
        await reader.press("enter")
        assert [entity.name for entity in reader.app.main.names.entities] == ["云水港", "临溪市港务局"]
        assert reader.focus == "names"


async def test_letters_written_in_a_question_are_no_commands(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("s")
        await reader.write("ggqbn")
        await reader.press("escape")
        assert reader.shown == HARBOUR
        assert reader.read == []
        await reader.press("slash")
        await reader.write("ggqb")
        assert reader.headlines == []
        await reader.press("escape")
        assert len(reader.headlines) == 5


async def test_the_last_line_tells_what_the_keys_do_here(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path, size=(100, 30)) as reader:
        assert "Enter open" in reader.keys
        assert "Esc" not in reader.keys, "there is nothing to go back to"
        await reader.press("l")
        assert "Enter open" not in reader.keys
        assert "Esc back" in reader.keys
        await reader.press("slash")
        assert reader.keys.strip() == "characters or pinyin   Enter finds   ^R by pattern   Esc leaves it"
        await reader.press("escape", "escape", "slash")
        assert reader.keys.strip() == "filters as you type   Enter keeps it   Esc clears it"
        await reader.write("桥\n")
        assert "Esc back" in reader.keys
        await reader.press("g")
        assert "g…" in reader.keys


async def test_a_letter_soon_after_escape_is_no_letter_with_alt(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("s")
        await reader.write("港")
        reader.app.post_message(events.Key("alt+j", "j"))
        await reader.settle()
        assert reader.app.screen is reader.app.main
        assert reader.shown == SCHOOL
        await reader.press("l")
        reader.app.post_message(events.Key("alt+shift+g", "G"))
        await reader.settle()
        assert reader.focus == "articles"
        assert reader.shown == BRIDGE
    settings = Settings(language="en", keys={"bookmark": "alt+j"})
    async with reading(tmp_path, settings=settings) as reader:
        reader.app.post_message(events.Key("alt+j", "j"))
        await reader.settle()
        assert reader.row.marks.bookmarked


async def test_a_search_shows_where_its_words_stand_and_lights_them(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path, size=(160, 45)) as reader:
        await reader.press("s")
        await reader.write("梁月华\n")
        assert reader.headlines == [SCHOOL, SONG]
        lines = reader.list_text.split("\n")
        assert lines[1].strip().startswith(f"● {SCHOOL}")
        assert "梁月华送来了第一批书" in lines[2]
        lit = reader.app.main.articles.get_component_rich_style("list--hit", partial=True).color
        strip = reader.app.main.articles.render_line(2)
        assert "梁月华" in [segment.text for segment in strip if segment.style and segment.style.color == lit]
        await reader.press("down")
        assert reader.shown == SONG
        await reader.press("escape")
        assert len(reader.headlines) == 5, "in the list Esc leads back, as it does without hits"
        assert "梁月华" not in reader.list_text


async def test_an_article_that_was_searched_for_has_its_hits_lit_and_n_walks_them_until_escape(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("s")
        await reader.write("沈若川 臨溪\n")
        assert reader.headlines == [HARBOUR, RIVER]
        assert reader.app.main.pane.sheet.text.count("临溪") + reader.app.main.pane.sheet.text.count("沈若川") == 24
        await reader.press("n")
        assert reader.shown == RIVER, "in the list n is the next unread article"
        await reader.press("enter")
        before = reader.app.main.pane.position
        assert "next hit" in reader.keys
        await reader.press(*"nnnnnnnnnnnnnnnnnnnn")
        assert reader.shown == RIVER
        assert reader.app.main.pane.position > before
        await reader.press("escape")
        assert reader.focus == "reading"
        assert "next hit" not in reader.keys
        await reader.press("escape")
        assert reader.focus == "articles"


async def test_passing_by_what_was_searched_for_is_no_reading(tmp_path: Path) -> None:
    library = fill(tmp_path)
    async with reading(tmp_path, size=(80, 12)) as reader:
        await reader.press("s")
        await reader.write("桥头\n")
        await reader.press("escape")
    assert {row.marks.position for row in library.rows()} == {0}
