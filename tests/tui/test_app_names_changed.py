"""Names that are followed, joined and told apart, here or by other programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import Library
from tests.tui.kit import reading
from tests.tui.names_kit import (
    BRIDGE,
    HARBOUR,
    NIGHT,
    card,
    choose,
    fill_days,
    keep,
    lit,
    look_around,
    sidebar,
    sidebar_text,
    who,
)

pytestmark = pytest.mark.asyncio

WIDE = (120, 30)


async def test_a_followed_name_is_a_list_with_unread_articles(tmp_path: Path) -> None:
    library = fill_days(tmp_path)
    async with reading(tmp_path, size=WIDE) as reader:
        await reader.press("enter", "tab", "*")
        assert reader.said[-1] == "Following “沈若川”; o lists it"
        await reader.press("u")
        assert reader.said[-1] == "Undone: Following “沈若川”"
        await reader.press("*")
        assert "★" in sidebar_text(reader)
        await reader.press("o")
        assert any("★ 沈若川" in line and "1/2" in line for line in reader.drawn.split("\n"))
        await choose(reader, "★ 沈")
        assert reader.headlines == [HARBOUR, BRIDGE]
        await reader.press("u")
        assert library.queries() == {}
        await reader.press("ctrl+r")
        assert library.follows("PER", "沈若川")
        await reader.press("tab", "tab", "*")
        assert reader.said[-1] == "No longer following “沈若川”"
        assert library.queries() == {}
        assert "★" not in sidebar_text(reader)


async def test_two_names_become_one_and_are_two_again(tmp_path: Path) -> None:
    library = fill_days(tmp_path)
    async with reading(tmp_path, size=WIDE) as reader:
        await reader.press("j", "tab", "tab")
        assert reader.shown == NIGHT
        names = reader.app.main.names
        names.go_to(sidebar(reader).index("老沈"))
        await reader.press("=")
        await choose(reader, "src")
        assert reader.said[-1] == "老沈 = 沈若川"
        assert "沈若川" in sidebar(reader)
        assert "老沈" not in sidebar(reader)
        await reader.press("u")
        assert "老沈" in sidebar(reader)
        names.go_to(sidebar(reader).index("老沈"))
        await reader.press("E", "=")
        await choose(reader, "沈若川")
        assert card(reader).entity_name == "沈若川"
        assert [each.headline for each in card(reader).list.sentences] == [HARBOUR, HARBOUR, NIGHT, BRIDGE]
        await reader.press("u")
        assert library.entity("PER", "沈若川").articles == 2
        assert len(card(reader).list.sentences) == 3


async def test_a_namesake_is_told_apart_and_undone(tmp_path: Path) -> None:
    library = fill_days(tmp_path)
    async with reading(tmp_path, size=WIDE) as reader:
        await reader.press("tab", "tab", "|", "enter")
        assert sidebar(reader)[0] == "沈若川（2）"
        await reader.press("x")
        assert reader.headlines == [HARBOUR]
        await reader.press("u")
        assert library.entity("PER", "沈若川").articles == 2
        await reader.press("tab", "tab")
        assert "沈若川" in sidebar(reader)
        await reader.press("E", "G", "|")
        await reader.write("桥上的沈若川")
        await reader.press("enter")
        assert [each.headline for each in card(reader).list.sentences] == [HARBOUR, HARBOUR]
        assert library.entity("PER", "桥上的沈若川").articles == 1
        await reader.press("u")
        assert [each.headline for each in card(reader).list.sentences] == [HARBOUR, HARBOUR, BRIDGE]


async def test_a_list_of_a_name_stays_lit_when_the_name_becomes_another(tmp_path: Path) -> None:
    fill_days(tmp_path)
    async with reading(tmp_path, size=WIDE) as reader:
        await reader.press("j", "tab", "tab")
        reader.app.main.names.go_to(sidebar(reader).index("老沈"))
        await reader.press("x", "tab", "tab")
        reader.app.main.names.go_to(sidebar(reader).index("老沈"))
        await reader.press("=")
        await choose(reader, "src")
        await reader.press("escape", "escape")
        assert reader.headlines == [HARBOUR, NIGHT, BRIDGE]
        assert lit(reader) == ["老沈"]
        await reader.press("j")
        assert lit(reader) == ["沈若川"], "the same person under the name that he has elsewhere"


async def test_the_screens_of_names_show_what_other_programs_load_and_join(tmp_path: Path) -> None:
    fill_days(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("W")
        other = Library(tmp_path)
        keep(other, "2031-05-05", ["新闻\n沈若川与曾庆年通了话。"])
        await look_around(reader)
        counts = {each.name: each.articles for each in who(reader).list.names}
        assert (counts["沈若川"], counts["曾庆年"]) == (3, 2)
        await reader.type_ahead("/src\n\n")
        assert card(reader).entity_name == "沈若川"
        assert card(reader).list.sentences[0].headline == "新闻"
        other.join_names("PER", "老沈", "沈若川")
        await look_around(reader)
        assert NIGHT in [each.headline for each in card(reader).list.sentences]
        await reader.press("escape", "escape")
        assert "老沈" not in [each.name for each in who(reader).list.names]
