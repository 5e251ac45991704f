"""The command registry: one definition, and everything made from it agrees with it."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App
from textual.widget import Widget

from tests.tui.kit import HARBOUR, SCHOOL, fill, reading
from tui.command import Command
from tui.commands import COMMANDS, keys_of
from tui.handbook import keys_page
from tui.keymap import check_keymap, clashes
from tui.keys import Sequences, is_key, shown_key
from tui.screens.entity import EntityScreen
from tui.screens.help import help_text
from tui.screens.main import MainScreen
from tui.settings import Settings
from tui.widgets.article_list import ArticleList
from tui.widgets.panes import Panes
from tui.widgets.reader import Reader
from tui.widgets.reading import ReadingPane
from tui.widgets.sidebar import Sidebar
from tui.widgets.who_list import WhoList

ALL = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)


def test_no_key_has_two_meanings_in_one_context() -> None:
    assert clashes({}) == []


def test_a_clash_is_seen() -> None:
    (_, names), *_ = clashes({"bookmark": "t"})
    assert set(names) == {"bookmark", "tags"}
    (_, names), *_ = clashes({"bookmark": "g"})
    assert set(names) == {"bookmark", "first"}


@ALL
def test_a_command_is_complete(command: Command) -> None:
    assert command.title[0]
    assert command.title[1]
    assert command.help[0].endswith("。")
    assert command.help[1].endswith(".")
    assert len(command.initials) == sum("\u4e00" <= char <= "\u9fff" for char in command.title[0])
    assert all(is_key(key) for key in keys_of(command))


@ALL
def test_a_command_has_an_action_where_its_keys_hold(command: Command) -> None:
    places: dict[str, tuple[type[Widget] | type[App[int]], ...]] = {
        "everywhere": (MainScreen,),
        "pane": (ArticleList, Sidebar, Reader),
        "list": (ArticleList,),
        "sidebar": (Sidebar,),
        "name": (Sidebar, WhoList, EntityScreen),
        "words": (ReadingPane,),
        "finding": (Panes,),
    }
    for place in places[command.context]:
        assert hasattr(place, f"action_{command.name}"), place


def test_the_page_of_keys_is_current() -> None:
    page = Path(__file__).parents[2] / "docs" / "keys.md"
    assert page.read_text("utf-8") == keys_page(), "make it again: python -m tui.handbook > docs/keys.md"


def test_help_has_every_command_with_the_keys_that_hold() -> None:
    for width in (40, 72, 120):
        text = help_text({"bookmark": "f5"}, width).plain
        assert all(cell_len(line) <= width for line in text.split("\n"))
        unbroken = "".join(text.split())
        for command in COMMANDS:
            assert all("".join(part.split()) in unbroken for part in (*command.title, command.help[1]))
        assert "f5" in text


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ({"bookmrk": "x"}, "bookmrk: there is no such command; did you mean bookmark?"),
        ({"bookmark": "hyper+x"}, "bookmark: 'hyper+x' is not a key; keys look like x, X, f5, space, ctrl+y or g g"),
        ({"bookmark": ""}, "bookmark: '' is not a key; keys look like x, X, f5, space, ctrl+y or g g"),
        ({"bookmark": 3}, 'bookmark: write a key or a list of keys, like "x" or ["x", "ctrl+y"]'),
        ({"bookmark": []}, 'bookmark: write a key or a list of keys, like "x" or ["x", "ctrl+y"]'),
        ({"bookmark": "t"}, "bookmark: t would mean both bookmark and tags; the default keys are kept"),
        ({"bookmark": "g"}, "bookmark: g g (first) and g (bookmark) begin alike; the default keys are kept"),
    ],
)
def test_a_wrong_keymap_is_explained_and_the_default_holds(written: dict[str, object], message: str) -> None:
    assert check_keymap(written) == ({}, [message])


def test_keys_can_be_exchanged() -> None:
    keymap, problems = check_keymap({"bookmark": "t", "tags": ["b", "g t"]})
    assert keymap == {"bookmark": "t", "tags": "b,g t"}
    assert problems == []


async def test_a_keymap_holds_in_the_reader(tmp_path: Path) -> None:
    fill(tmp_path)
    settings = Settings(language="en", keys={"next_unread": "f", "bookmark": "g b", "first": "z z"})
    async with reading(tmp_path, settings=settings) as reader:
        await reader.press("n")
        assert reader.shown == HARBOUR
        await reader.press("f")
        assert reader.shown == SCHOOL
        await reader.press("g", "b")
        assert reader.row.marks.bookmarked
        await reader.press("z", "z")
        assert reader.shown == HARBOUR


@pytest.mark.parametrize("query", ["收藏", "bookmark", "sc"])
async def test_the_palette_finds_by_chinese_english_and_initials(tmp_path: Path, query: str) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("ctrl+p")
        await reader.write(query)
        await reader.press("enter")
        await reader.settle()
        assert reader.row.marks.bookmarked


async def test_the_help_screen_opens_and_closes(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("question_mark", "j", "space", "q")
        assert reader.app.screen is reader.app.main
        assert reader.shown == HARBOUR


def test_keys_are_shown_as_people_write_them() -> None:
    assert [shown_key(key) for key in ("j", "g g", "ctrl+r", "escape", "space")] == ["j", "gg", "^R", "Esc", "Space"]


KEYS = st.lists(st.sampled_from(["g", "x", "j", "escape"]), max_size=12)


@given(KEYS)
def test_sequences_lose_no_key_but_prefixes_and_escape(keys: list[str]) -> None:
    machine = Sequences(["g g", "g x", "j"])
    made = [made for key in keys if (made := machine.feed(key))]
    assert not [key for key in made if key == "g"]
    # A key that begins nothing goes through, whatever was pending: runs of such keys come out as they went in.
    for is_j, run in groupby(keys, lambda key: key == "j"):
        if is_j:
            assert "j" in made
            assert made.count("j") >= len(list(run))
    assert machine.pending in {"", "g"}


def test_a_sequence_becomes_one_key() -> None:
    machine = Sequences(["g g", "g x"])
    assert [machine.feed(key) for key in ("g", "g", "g", "x", "g", "j", "g", "escape", "x")] == [
        None,
        "g g",
        None,
        "g x",
        None,
        "j",
        None,
        None,
        "x",
    ]
