"""The start: what shows at once, and how the reader finds again what showed when it was left."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from rich.console import RenderableType
from textual import events
from textual.screen import Screen

from store import Library
from store.errors import LibraryError
from store.model import Marks, PageFacts, Selection
from tests.tui.kit import BRIDGE, HARBOUR, RIVER, SCHOOL, fill, keep, reading
from tui.app import DubaoApp
from tui.place import Place, keep_place, read_place
from tui.settings import Settings
from tui.start import Start

pytestmark = pytest.mark.asyncio


async def test_the_first_frame_has_the_rows_of_the_list(tmp_path: Path) -> None:
    fill(tmp_path).close()
    start = Start(lambda: Library(tmp_path))
    start.library()

    class Framed(DubaoApp):
        first = ""

        def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
            if renderable is not None and not self.first:
                self.first = "\n".join(strip.text for strip in screen._compositor.render_strips())
            super()._display(screen, renderable)

    app = Framed(start, (), Settings(language="en"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
    assert "云水港" in app.first
    assert "A02 文化" in app.first


async def test_keys_typed_while_the_library_opens_act_on_its_list(tmp_path: Path) -> None:
    fill(tmp_path)
    let = threading.Event()

    def opening() -> Library:
        let.wait()
        return Library(tmp_path)

    async with reading(tmp_path, opening=opening) as reader:
        reader.post("jj")
        await reader.pilot.pause()
        let.set()
        await reader.settle()
        assert reader.app.main.articles.cursor == 2


async def test_keys_typed_ahead_of_the_palette_choose_a_command_there(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("j")
        reader.app.post_message(events.Key("ctrl+p", None))
        await reader.type_ahead("bookmark\n")
        assert reader.row.headline == SCHOOL
        assert reader.row.marks.bookmarked


async def test_the_list_and_the_cursor_are_found_again(tmp_path: Path) -> None:
    library = fill(tmp_path)
    rows = library.rows()
    library.change([rows[1].id, rows[3].id, rows[4].id], lambda _: Marks(bookmarked=True))
    async with reading(tmp_path) as reader:
        await reader.press("o", "down", "down", "enter", "j", "q")
    async with reading(tmp_path) as reader:
        assert reader.headlines == [SCHOOL, RIVER, BRIDGE]
        assert reader.shown == RIVER
        assert reader.app.main.browse.view.title == "Bookmarked"
        await reader.press("escape")
        assert len(reader.headlines) == 5, "Esc leads on to all articles"


async def test_the_cursor_is_found_again_far_down_a_long_list(tmp_path: Path) -> None:
    library = Library(tmp_path)
    for number in range(5):
        articles = [(f"第{number}版第{at}条", "云水港来了船。") for at in range(60)]
        keep(library, PageFacts("临溪日报", "2031-05-04", f"A0{number + 1}"), articles, paragraphs=1)
    async with reading(tmp_path) as reader:
        await reader.press("G", "k", "q")
    async with reading(tmp_path) as reader:
        assert reader.shown == "第4版第58条"


async def test_a_list_that_is_empty_by_now_gives_way_to_all_articles(tmp_path: Path) -> None:
    fill(tmp_path)
    keep_place(tmp_path, Place("#港", Selection(tag="港")))
    async with reading(tmp_path) as reader:
        assert len(reader.headlines) == 5


@pytest.mark.parametrize("kept", [b"", b"{", b"[1]", '{"selection": {"query": "(没有完"}}'.encode(), b"\xff"])
async def test_a_place_that_makes_no_sense_is_no_place(tmp_path: Path, kept: bytes) -> None:
    fill(tmp_path)
    (tmp_path / "reader.json").write_bytes(kept)
    async with reading(tmp_path) as reader:
        assert reader.shown == HARBOUR


async def test_pages_that_are_loaded_at_the_start_show_in_the_list_of_all(tmp_path: Path) -> None:
    fill(tmp_path)
    keep_place(tmp_path, Place("Unread", Selection(unread=True)))
    page = tmp_path / "page.txt"
    page.write_text("次日的消息\n\n　　云水港又来了船，大家都去看。\n")
    async with reading(tmp_path, paths=[page]) as reader:
        assert reader.app.main.browse.view.selection == Selection()


async def test_a_folder_that_cannot_be_written_keeps_no_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path)

    def fail(*_: object, **__: object) -> None:
        raise LibraryError("Locked", "by another program")

    monkeypatch.setattr("store.library.storage.locked", fail)
    keep_place(tmp_path, Place("Unread", Selection(unread=True)))
    assert read_place(tmp_path) == Place()
