"""Names: the sidebar, the screen of a name, and who is mentioned."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.kit import fill, reading
from tests.tui.names_kit import (
    BRIDGE,
    HARBOUR,
    NIGHT,
    SCHOOL,
    card,
    choose,
    fill_days,
    keep,
    lit,
    sidebar,
    sidebar_text,
    who,
)
from tui.screens import entity as entity_screen
from tui.screens.choose import offers
from tui.settings import Settings

pytestmark = pytest.mark.asyncio

WIDE = (120, 30)


async def test_the_sidebar_shows_offices_counts_and_what_is_new(tmp_path: Path) -> None:
    fill_days(tmp_path)
    async with reading(tmp_path, size=WIDE) as reader:
        assert reader.shown == HARBOUR
        shown = sidebar_text(reader).split("\n")
        (person,) = (line for line in shown if "沈若川" in line)
        assert "沈若川 港务局局长" in person
        assert person.endswith("2"), "沈局长 is he"
        assert "new" not in person, "he was mentioned the day before"
        assert "new" in next(line for line in shown if "云水港" in line)
        assert "new" not in next(line for line in shown if "5月4日" in line), "a time is never new"
        await reader.press("G")
        assert reader.shown == SCHOOL
        assert "new" not in sidebar_text(reader), "on the first day of a library everything would be"


async def test_names_stand_by_weight_or_as_they_appear(tmp_path: Path) -> None:
    keep(fill_days(tmp_path), "2031-05-05", ["梁月华说\n曾庆年来了。\n沈若川、曾庆年、沈若川、沈若川、沈若川。"])
    async with reading(tmp_path, size=WIDE) as reader:
        await reader.press("tab", "tab")
        assert sidebar(reader) == ["梁月华", "沈若川", "曾庆年"], "a title weighs four, the first paragraph two"
        await reader.press("j", "S")
        assert sidebar(reader) == ["梁月华", "曾庆年", "沈若川"]
        assert reader.app.main.names.key == ("PER", "沈若川"), "the cursor stays on its name"
        await reader.press("S")
        assert sidebar(reader) == ["梁月华", "沈若川", "曾庆年"]


@pytest.mark.parametrize("written", ["若", "src", "lxs", "港务", "zzz"])
async def test_slash_finds_names_by_characters_or_initials(tmp_path: Path, written: str) -> None:
    fill_days(tmp_path)
    found = {"若": ["沈若川"], "src": ["沈若川"], "lxs": ["临溪市"], "港务": [], "zzz": []}[written]
    async with reading(tmp_path, size=WIDE) as reader:
        await reader.type_ahead(f"\t\t/{written}")
        assert sidebar(reader) == found
        await reader.press("escape")
        assert len(sidebar(reader)) == 4


async def test_keys_typed_ahead_reach_the_name_that_is_meant(tmp_path: Path) -> None:
    fill_days(tmp_path)
    async with reading(tmp_path, size=WIDE) as reader:
        await reader.type_ahead("\t\t/ysg\nE")
        assert card(reader).entity_name == "云水港"


async def test_x_lists_the_articles_of_all_spellings_and_lights_them(tmp_path: Path) -> None:
    fill_days(tmp_path)
    async with reading(tmp_path, size=WIDE) as reader:
        await reader.press("tab", "tab", "x")
        assert reader.headlines == [HARBOUR, BRIDGE]
        assert reader.focus == "articles"
        assert lit(reader) == ["沈若川", "沈局长"]
        await reader.press("escape")
        assert len(reader.headlines) == 4


async def test_the_screen_of_a_name_says_what_the_library_knows(tmp_path: Path) -> None:
    fill_days(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("e", "E")
        drawn = reader.drawn
        assert "People · 沈若川" in drawn
        assert "2 articles · 3 mentions · 2031-05-03 – 05-04" in drawn
        assert "沈局长 1" in drawn, "another spelling"
        lines = drawn.split("\n")
        offices = [line for line in lines if "局长  2031" in line]
        assert ["港务局局长" in line for line in offices] == [True, False], "the latest office first"
        assert "2031-05-03 " in next(line for line in lines if "a column a day" in line)
        assert [each.name for each in card(reader).companions.beside][:1] == ["临溪市"]
        sentences = card(reader).list.sentences
        assert [each.headline for each in sentences] == [HARBOUR, HARBOUR, BRIDGE], "the newest first"
        await reader.press("escape")
        assert reader.app.screen is reader.app.main
        assert reader.focus == "names"


async def test_a_sentence_leads_to_its_article_and_back(tmp_path: Path) -> None:
    keep(fill_days(tmp_path), "2031-05-01", ["旧闻\n" + "\n".join(["山高水长。" * 30] * 30) + "\n曾庆年走了。"])
    async with reading(tmp_path) as reader:
        await reader.press("E")
        await choose(reader, "曾庆年")
        assert [each.headline for each in card(reader).list.sentences] == [SCHOOL, "旧闻"]
        await reader.press("G", "enter")
        assert reader.app.screen is reader.app.main
        assert reader.shown == "旧闻"
        assert reader.row.marks.read
        assert reader.focus == "reading"
        assert reader.app.main.pane.at_end, "the sentence is in sight"
        assert "曾庆年走了" in reader.drawn
        await reader.press("escape", "escape")
        assert len(reader.headlines) == 5


async def test_the_word_cursor_leads_to_the_screen_of_the_name_under_it(tmp_path: Path) -> None:
    fill_days(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("l", "i")
        pane = reader.app.main.pane
        assert pane.cursor is not None
        while pane.sheet.text[slice(*pane.word)] != "沈局长":
            pane.move("word", 1)
        await reader.press("E")
        assert card(reader).entity_name == "沈若川"


async def test_what_appears_with_a_name_has_a_screen_of_its_own(tmp_path: Path) -> None:
    fill_days(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("e", "E", "tab")
        companions = card(reader).companions
        place = next(at for at, each in enumerate(companions.beside) if each.name == "梁月华")
        await reader.press(*"j" * place, "enter")
        assert card(reader).entity_name == "梁月华"
        assert "馆长" in reader.drawn
        await reader.press("escape")
        assert card(reader).entity_name == "沈若川"
        assert card(reader).focused is companions
        await reader.press("S")
        assert [each.kind for each in companions.beside] == ["PER", "LOC", "LOC"]
        await reader.press("x")
        assert reader.app.screen is reader.app.main
        assert reader.headlines == [HARBOUR, BRIDGE]


async def test_many_offices_are_a_list_whose_articles_are_a_key_away(tmp_path: Path) -> None:
    keep(fill_days(tmp_path), "2031-05-01", ["旧职\n馆长沈若川开馆。"])
    async with reading(tmp_path) as reader:
        await reader.press("e", "E", "tab")
        screen = card(reader)
        assert [each.office for each in screen.companions.offices] == ["港务局局长", "副局长", "馆长"]
        assert "馆长" in reader.drawn
        await reader.press("j", "j", "enter")
        assert reader.shown == "旧职"


async def test_who_is_mentioned_in_the_list_the_issue_or_what_a_query_finds(tmp_path: Path) -> None:
    fill_days(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("W")
        people = [(each.name, each.articles) for each in who(reader).list.names if each.kind == "PER"]
        assert people[:2] == [("梁月华", 3), ("沈若川", 2)]
        assert "港务局局长" in reader.drawn
        await reader.press("S", "S")
        assert [each.name for each in who(reader).list.names][:4] == ["[b]白[/b]", "老沈", "沈若川", "梁月华"]
        assert "2031-05-03" in next(line for line in reader.drawn.split("\n") if "沈若川" in line)
        await reader.press("slash")
        await reader.write("zqn")
        await reader.press("enter")
        assert [each.name for each in who(reader).list.names] == ["曾庆年"]
        await reader.press("escape")
        assert len(who(reader).list.names) > 1, "the first Escape clears the filter"
        await reader.press("o", "down", "down", "enter")
        assert "临溪日报" in reader.drawn.split("\n")[0]
        assert "曾庆年" not in [each.name for each in who(reader).list.names], "not in the issue of the 4th"
        new = [each.name for each in who(reader).list.names if (each.kind, each.name) in who(reader).list.new]
        assert new == ["[b]白[/b]", "老沈", "云水港", "临溪市"], "what no earlier issue mentions"
        await reader.press("s")
        await reader.write("date:2031-05-02")
        await reader.press("enter")
        assert {each.name for each in who(reader).list.names} == {"梁月华", "曾庆年"}
        await reader.press("enter", "escape", "G", "x")
        assert reader.app.screen is reader.app.main
        assert reader.headlines == [NIGHT, BRIDGE, SCHOOL], "the articles of 梁月华, wherever they are"


async def test_typed_ahead_a_screen_of_names_takes_the_keys_meant_for_it(tmp_path: Path) -> None:
    fill_days(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.type_ahead("W/src\n\nGb")
        assert card(reader).entity_name == "沈若川"
        sentences = card(reader).list
        assert sentences.sentence is sentences.sentences[-1], "G went to the last sentence"
        await reader.type_ahead("\nb")
        assert reader.shown == BRIDGE
        assert reader.row.marks.bookmarked


async def test_typed_ahead_names_are_those_of_the_article_that_comes(tmp_path: Path) -> None:
    fill_days(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.type_ahead("jE\n")
        assert card(reader).entity_name == "老沈"


async def test_sentences_are_fetched_as_they_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entity_screen, "FIRST", 40)
    monkeypatch.setattr(entity_screen, "MORE", 40)
    library = fill_days(tmp_path)
    for number in range(8):
        keep(library, "2031-06-01", [f"第{number}{each}号\n曾庆年来了。" for each in range(20)], f"B{number:02}")
    async with reading(tmp_path) as reader:
        await reader.press("E")
        await choose(reader, "曾庆年")
        shown = card(reader).list
        assert len(shown.sentences) == 40
        await reader.press("G")
        assert len(shown.sentences) == 80
        assert shown.cursor == 39, "the cursor stays where it was"
        for _ in range(8):
            await reader.press("G")
        assert len(shown.sentences) == 161
        assert shown.sentences[-1].headline == SCHOOL
        assert len({(each.article, each.start) for each in shown.sentences}) == 161


async def test_foreign_names_are_never_markup(tmp_path: Path) -> None:
    fill_days(tmp_path)
    async with reading(tmp_path, size=WIDE) as reader:
        await reader.press("j", "tab", "tab")
        names = reader.app.main.names
        names.go_to(sidebar(reader).index("[b]白[/b]"))
        await reader.press("E")
        assert "People · [b]白[/b]" in reader.drawn
        assert "[b]白[/b]也在" in reader.drawn
        await reader.press("*", "escape", "W")
        assert "Following “[b]白[/b]”; o lists it" in reader.said
        assert "[b]白[/b]" in reader.drawn


async def test_the_last_line_and_help_fit(tmp_path: Path) -> None:
    fill_days(tmp_path)
    async with reading(tmp_path, settings=Settings(language="en", keys={"entity": "f7"})) as reader:
        await reader.press("e", "f7")
        line = str(card(reader).query_one("#keys").render())
        assert line.startswith(" x its articles  * follow")
        assert len(line) <= 80
        await reader.press("question_mark", "q", "g", "escape", "tab", "tab", "ctrl+p")
        await reader.write("bookmark")
        assert "收藏" not in reader.drawn, "the palette offers only what has a meaning here"
        await reader.press("escape")
        assert card(reader).entity_name == "沈若川"


async def test_in_a_slim_window_one_list_shows_at_a_time(tmp_path: Path) -> None:
    fill_days(tmp_path)
    async with reading(tmp_path, size=(50, 24)) as reader:
        await reader.press("e", "E")
        assert not card(reader).companions.display
        await reader.press("tab")
        assert card(reader).companions.display
        assert not card(reader).list.display


async def test_clicks_do_what_keys_do(tmp_path: Path) -> None:
    fill_days(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("e", "E")
        y = next(at for at, line in enumerate(reader.drawn.split("\n")) if "梁月华" in line)
        await reader.pilot.click(offset=(5, y))
        await reader.settle()
        await reader.pilot.click(offset=(5, y))
        await reader.settle()
        assert card(reader).entity_name == "梁月华"


async def test_the_names_of_one_article_have_the_room_of_those_of_the_next(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path, size=(120, 7)) as reader:
        names, widths, scrolls = reader.app.main.names, [], []
        for _ in range(2):
            await reader.press("J")
            widths.append((names.scrollable_content_region.width, reader.app.main.pane.sheet.width))
            scrolls.append(names.max_scroll_y > 0)
        assert sorted(scrolls) == [False, True]
        assert widths[0] == widths[1], "a bar that comes and goes would place every pane of the screen anew"


async def test_times_are_offered_after_all_other_names(tmp_path: Path) -> None:
    library = fill_days(tmp_path)
    for day in (6, 7, 8):
        keep(library, f"2031-05-0{day}", ["旧闻\n5月4日的事。"])
    offered = [offer.title for offer in offers(library)]
    assert offered[-1] == "5月4日", "although it is mentioned most"
    assert offers(library, "5月")[-1].count == "4"


async def test_the_filter_of_the_names_shows_and_escape_clears_it(tmp_path: Path) -> None:
    fill_days(tmp_path)
    async with reading(tmp_path, size=WIDE) as reader:
        await reader.press("tab", "tab", "slash")
        await reader.write("src\n")
        assert "names “src”" in reader.drawn.split("\n")[0]
        assert sidebar(reader) == ["沈若川"]
        await reader.press("escape")
        assert reader.focus == "names"
        assert len(sidebar(reader)) == 4
        assert "src" not in reader.drawn.split("\n")[0]
        await reader.press("escape")
        assert reader.focus == "reading"


async def test_one_is_not_said_as_many(tmp_path: Path) -> None:
    fill_days(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.type_ahead("W/沈\n")
        assert "2 names" in reader.drawn.split("\n")[0]
        await reader.press("escape")
        await reader.type_ahead("/[b]\n")
        assert "1 name " in reader.drawn.split("\n")[0]
        await reader.press("enter")
        assert "1 article · 1 mention ·" in reader.drawn.split("\n")[0]
