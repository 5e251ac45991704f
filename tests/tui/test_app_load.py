"""Pages come in from inside the reader, or by being named on the command line."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

import store.load
from store import Library
from store.errors import PageError
from store.load import Found, LoadEvent, PageFailed, PageKept
from store.model import PageFacts
from tests.tui.kit import HARBOUR, PAGES, SCHOOL, fill, keep, reading
from tui.screens.loads import path_completions

pytestmark = pytest.mark.asyncio

PAGE = """临溪日报 2031年5月4日 A03 民生

河边的集市又开张了

　　本报讯 河边的集市昨天又开张了。卖鱼的、卖菜的早早来到桥下，人来人往，十分热闹。

　　摊主们说，停了两年的集市能回来，大家都很高兴。集市每逢三、六、九开放。
"""


async def test_an_empty_library_says_what_to_press_and_what_to_type(tmp_path: Path) -> None:
    async with reading(tmp_path / "library") as reader:
        main = reader.app.main
        welcome = str(main.query_one("#welcome").render())
        assert main.query_one("#welcome").display
        assert "Press a and type the path of a page or a folder" in welcome
        assert "dubao load" in welcome
        assert str(tmp_path / "library") in welcome


async def test_a_file_is_loaded_from_inside_and_shows(tmp_path: Path) -> None:
    page = tmp_path / "pages" / "集市.txt"
    page.parent.mkdir()
    page.write_text(PAGE, "utf-8")
    async with reading(tmp_path / "library") as reader:
        await reader.press("a")
        await reader.write(str(page.parent) + "/集")
        await reader.press("tab", "enter")
        article = reader.app.main.pane.article
        assert article is not None
        assert "河边的集市" in article.text
        assert any(said.startswith("Loaded: 1 page,") for said in reader.said)
        assert not reader.app.main.load_bar.display
        assert not reader.app.main.query_one("#welcome").display


async def test_paths_of_the_command_line_are_loaded_and_failures_are_named(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(PAGE, "utf-8")
    empty = tmp_path / "[bold]empty[.txt"
    empty.write_text("", "utf-8")
    gone = tmp_path / "gone.txt"
    async with reading(tmp_path / "library", paths=[empty, good, gone]) as reader:
        assert any("[bold]empty[.txt" in said for said in reader.said)
        assert any("gone.txt" in said for said in reader.said)
        assert "2 failed" in reader.said[-1]
        assert reader.headlines


Load = Callable[[Sequence[Path], Library, PageFacts, Callable[[], bool]], Iterator[LoadEvent]]


def pages_one_by_one(gate: threading.Event, library_pages: int) -> Load:
    """Return a load that keeps a page and then waits for the gate before each of the others."""

    def load(
        paths: Sequence[Path], library: Library, given: PageFacts, cancelled: Callable[[], bool]
    ) -> Iterator[LoadEvent]:
        yield Found(library_pages)
        for number, (facts, articles) in enumerate(PAGES[:library_pages], 1):
            if cancelled():
                return
            keep(library, facts, articles)
            yield PageKept(f"{number}.txt", 0, "new", "", ("",) * len(articles), facts, "", number)
            gate.wait(10)

    return load


async def test_pages_show_as_they_arrive_and_a_load_can_be_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()
    monkeypatch.setattr(store.load, "load", pages_one_by_one(gate, 2))
    async with reading(tmp_path) as reader:
        reader.app.main.loads.start([tmp_path])
        while reader.app.main.articles.row is None:
            await reader.pilot.pause()
        assert reader.headlines == [HARBOUR, SCHOOL]
        assert reader.app.main.load_bar.display
        await reader.pilot.press("j")
        await reader.pilot.pause()
        assert reader.row.headline == SCHOOL, "one can read while pages are being loaded"
        await reader.pilot.press("ctrl+x")
        gate.set()
        await reader.settle()
        assert reader.said[-1].startswith("Stopped: 1 page, 2 articles")
        assert reader.headlines == [HARBOUR, SCHOOL]
        assert reader.row.headline == SCHOOL
        await reader.press("ctrl+x")
        assert reader.said[-1] == "Nothing is being loaded"


async def test_of_many_failures_the_first_are_told_and_all_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(*_: object) -> Iterator[LoadEvent]:
        yield Found(40)
        for number in range(40):
            yield PageFailed(f"{number}.txt", 0, PageError("Nothing in it", f"{number}.txt is empty"), number)

    monkeypatch.setattr(store.load, "load", load)
    fill(tmp_path)
    async with reading(tmp_path, paths=[tmp_path]) as reader:
        assert len([said for said in reader.said if "is empty" in said]) < 10
        assert reader.said[-1].endswith("40 failed")


async def test_completion_of_paths_goes_into_folders_and_past_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "page.txt").touch()
    (tmp_path / ".hidden").touch()
    assert [line for line, _ in path_completions(f"{tmp_path}/")] == [f"{tmp_path}/papers/", f"{tmp_path}/page.txt"]
    assert [shown for _, shown in path_completions(f"{tmp_path}/pag")] == ["page.txt"]
    assert path_completions(f"{tmp_path}/nothing/x") == []
