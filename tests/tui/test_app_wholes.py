"""What is done to a whole list: it asks, it is one step, and it can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.model import Marks, PageFacts
from tests.tui.kit import BRIDGE, HARBOUR, RIVER, SCHOOL, SONG, fill, keep, reading

pytestmark = pytest.mark.asyncio


async def test_mark_all_read_asks_and_is_undone_in_one_step(tmp_path: Path) -> None:
    library = fill(tmp_path)
    library.change([library.rows()[0].id], lambda _: Marks(read=True))
    async with reading(tmp_path) as reader:
        await reader.press("A", "escape")
        assert reader.read == [HARBOUR]
        await reader.press("A", "enter")
        assert len(reader.read) == 5
        assert reader.said[-1] == "All read: 4 articles"
        assert all(row.marks.read for row in library.rows())
        await reader.press("u")
        assert reader.read == [HARBOUR]
        await reader.press("ctrl+r", "A")
        assert reader.said[-1] == "Nothing is unread here"


async def test_a_tag_is_renamed_on_all_its_articles(tmp_path: Path) -> None:
    library = fill(tmp_path)
    rows = library.rows()
    library.change([rows[1].id, rows[3].id], lambda _: Marks(tags=("旧",)))
    async with reading(tmp_path) as reader:
        await reader.press("T")
        assert reader.said[-1] == "First open the list of a tag with o"
        await reader.press("o")
        await reader.write("#旧")
        await reader.press("enter", "T", "backspace")
        await reader.write("新")
        await reader.press("enter")
        assert library.tags() == {"新": 2}
        assert reader.headlines == [SCHOOL, RIVER]
        assert reader.app.main.browse.view.title == "#新"
        assert str(reader.app.main.browse.reader.bar.render()) == "#新"
        await reader.press("u")
        assert library.tags() == {"旧": 2}
        assert reader.app.main.browse.view.title == "#旧"
        assert reader.headlines == [SCHOOL, RIVER]
        await reader.press("ctrl+r", "T", "backspace", "enter")
        assert library.tags() == {}


async def test_a_search_is_saved_and_chosen_again_with_its_count(tmp_path: Path) -> None:
    library = fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("s")
        await reader.write("桥 (")
        await reader.press("enter")
        assert len(reader.app.screen_stack) == 2, "what is wrong is said, and can be mended"
        await reader.press("backspace", "enter", "f3")
        await reader.write("看桥")
        await reader.press("enter")
        assert library.queries() == {"看桥": "桥"}
        assert reader.headlines == [BRIDGE]
        await reader.press("escape", "o")
        await reader.write("看桥")
        await reader.press("enter")
        assert reader.headlines == [BRIDGE]
        await reader.press("f3", "backspace", "backspace", "enter")
        assert library.queries() == {}


async def test_the_language_of_queries_holds_in_the_search(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("s")
        await reader.write("person:梁月华 -work:江上行")
        await reader.press("enter")
        assert reader.headlines == [SCHOOL]
        await reader.press("escape", "s")
        await reader.write("临溪市 OR 歌声")
        await reader.press("enter")
        assert reader.headlines == [HARBOUR, SCHOOL, SONG, RIVER, BRIDGE]


async def test_what_another_program_does_shows_without_a_new_start(tmp_path: Path) -> None:
    library = fill(tmp_path)
    async with reading(tmp_path) as reader:
        keep(library, PageFacts("临溪日报", "2031-05-05", "A01"), [("次日的消息", "云水港又来了船。")])
        library.change([library.rows()[1].id], lambda _: Marks(bookmarked=True))
        reader.app.main.loads.look_around()
        await reader.settle()
        assert reader.headlines[0] == "次日的消息"
        assert "★" in reader.list_text


async def test_a_library_of_a_newer_program_is_read_and_what_cannot_be_marked_is_said(tmp_path: Path) -> None:
    library = fill(tmp_path)
    library.change([library.rows()[0].id], lambda _: Marks(tags=("港",)))
    library.close()
    marks = tmp_path / "marks.json"
    newer = marks.read_text("utf-8").replace('"schema":2', '"schema":99')
    marks.write_text(newer, "utf-8")
    async with reading(tmp_path) as reader:
        assert any("newer Dubao, and only read" in said for said in reader.said)
        assert "#港" in reader.list_text
        await reader.press("b")
        assert "newer Dubao" in reader.said[-1]
        assert "★" not in reader.list_text
    assert marks.read_text("utf-8") == newer


@pytest.mark.parametrize(
    ("keys", "read", "bookmarked"),
    [
        ("s桥 is:unread\nb", [], [BRIDGE]),
        ("s江上行\nA\n", [SONG], []),
        ("A\nub", [], [HARBOUR]),
    ],
)
async def test_keys_typed_ahead_reach_the_list_they_are_meant_for(
    tmp_path: Path, keys: str, read: list[str], bookmarked: list[str]
) -> None:
    library = fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.type_ahead(keys)
    rows = library.rows()
    assert [row.headline for row in rows if row.marks.bookmarked] == bookmarked
    assert [row.headline for row in rows if row.marks.read] == read
