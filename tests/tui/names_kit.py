"""A library of invented articles over some days, with offices, surname forms and namesakes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from store import Library
from store.model import Kind
from tests.store.library import naming
from tests.tui.kit import Reading
from tui.screens.choose import ChooseScreen
from tui.screens.entity import EntityScreen
from tui.screens.who import WhoScreen

NAMES: dict[str, Kind] = {
    **dict.fromkeys(("沈若川", "沈局长", "老沈", "梁月华", "曾庆年", "[b]白[/b]"), "PER"),
    **dict.fromkeys(("云水港", "临溪市"), "LOC"),
    **dict.fromkeys(("临溪市港务局",), "ORG"),
    **dict.fromkeys(("5月4日",), "TIME"),
}  # fmt: skip
OFFICES = ("港务局局长", "副局长", "馆长")

HARBOUR = "云水港开港"
SCHOOL = "图书室落成"
BRIDGE = "大桥合龙"
NIGHT = "夜航"

DAYS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("2031-05-02", (f"{SCHOOL}\n馆长梁月华送来了书。曾庆年也在。",)),
    ("2031-05-03", (f"{BRIDGE}\n副局长沈若川说，大桥通了。梁月华唱起歌。",)),
    (
        "2031-05-04",
        (
            f"{HARBOUR}\n港务局局长沈若川到临溪市。\n云水港年底完工，沈局长说。云水港一片欢腾，5月4日。云水港。",
            f"{NIGHT}\n老沈夜里出航，梁月华送行。[b]白[/b]也在。",
        ),
    ),
)


def keep(library: Library, date: str, stories: Sequence[str], label: str = "A01 要闻") -> None:
    """Keep a page of stories, each a headline and paragraphs with line ends between."""
    analyse = partial(naming.analysis, names=NAMES, offices=OFFICES)
    naming.keep(library, date, *stories, paper="临溪日报", label=label, analyse=analyse)


def fill_days(folder: Path) -> Library:
    """Make a library with four articles of three days."""
    library = Library(folder)
    for date, stories in DAYS:
        keep(library, date, stories)
    return library


def sidebar(reader: Reading) -> list[str]:
    """Return the names at the side."""
    return [entity.name for entity in reader.app.main.names.entities]


def sidebar_text(reader: Reading) -> str:
    """Return the sidebar as it is drawn, line by line."""
    names = reader.app.main.names
    return "\n".join(names.render_line(y).text.rstrip() for y in range(names.size.height))


def lit(reader: Reading) -> list[str]:
    """Return the mentions that are lit in the text."""
    pane = reader.app.main.pane
    return [pane.sheet.text[start:end] for start, end in pane._lit]


def card(reader: Reading) -> EntityScreen:
    """Return the screen of a name, which shows."""
    screen = reader.app.screen
    assert isinstance(screen, EntityScreen)
    return screen


def who(reader: Reading) -> WhoScreen:
    """Return the screen of who is mentioned, which shows."""
    screen = reader.app.screen
    assert isinstance(screen, WhoScreen)
    return screen


async def look_around(reader: Reading) -> None:
    """Let the reader look at what other programs did, as it does now and then."""
    reader.app.main.loads.look_around()
    await reader.settle()


async def choose(reader: Reading, written: str) -> None:
    """Choose what a dialog offers for ``written``."""
    assert isinstance(reader.app.screen, ChooseScreen)
    await reader.write(written)
    await reader.press("enter")
