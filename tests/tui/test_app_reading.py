"""Reading: moving, going in, going on, and finding one's place again."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from store import Library
from store.model import Article, PageFacts
from tests.tui.kit import BRIDGE, HARBOUR, RIVER, SCHOOL, SONG, fill, keep, reading
from tui.displays import ORDER

pytestmark = pytest.mark.asyncio


async def test_the_list_is_grouped_by_page_and_shows_the_first_article(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        assert reader.headlines == [HARBOUR, SCHOOL, SONG, RIVER, BRIDGE]
        lines = reader.list_text.split("\n")
        assert "A01 要闻" in lines[0]
        assert "A02 文化" in lines[3]
        assert lines[5].rstrip().endswith("?"), "a split that is not sure is marked"
        assert reader.shown == HARBOUR
        assert reader.focus == "articles"


@pytest.mark.parametrize(("down", "up"), [("j", "k"), ("down", "up")])
async def test_moving_in_the_list_shows_articles_and_marks_none_as_read(tmp_path: Path, down: str, up: str) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press(down, down, down, up)
        assert reader.shown == SONG
        assert reader.read == []


@pytest.mark.parametrize("key", ["enter", "l", "right"])
async def test_going_into_an_article_marks_it_as_read_and_esc_comes_back(tmp_path: Path, key: str) -> None:
    library = fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("j", key)
        assert reader.focus == "reading"
        assert reader.read == [SCHOOL]
        assert library.marks(reader.row.id).read
        await reader.press("escape")
        assert reader.focus == "articles"


async def test_n_and_p_walk_unread_articles_and_begin_anew_at_the_end(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("n")
        assert reader.shown == SCHOOL
        await reader.press("n", "n", "n")
        assert reader.shown == BRIDGE
        await reader.press("n")
        assert reader.shown == HARBOUR
        await reader.press("n")
        assert reader.said[-1] == "No other unread article here"
        await reader.press("j", "r", "j", "p")
        assert reader.shown == SCHOOL


async def test_capital_j_and_k_walk_all_articles_and_mark_them(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("J", "J", "K")
        assert reader.shown == SCHOOL
        assert reader.read == [SCHOOL, SONG]
        await reader.press("K", "K")
        assert reader.said[-1] == "This is the first article"


async def test_brackets_turn_pages_without_marking(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("]")
        assert reader.shown == SONG
        await reader.press("]")
        assert reader.said[-1] == "This is the last page"
        await reader.press("[")
        assert reader.shown == HARBOUR
        assert reader.read == []


async def test_g_g_and_capital_g_go_to_the_ends_of_the_pane(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("G")
        assert reader.shown == BRIDGE
        await reader.press("g")
        assert reader.shown == BRIDGE
        await reader.press("g")
        assert reader.shown == HARBOUR
        await reader.press("l", "G")
        end = reader.app.main.pane.position
        assert end > 0
        await reader.press("g", "j")
        assert reader.app.main.pane.position == end, "g followed by another key is forgotten"
        await reader.press("g", "g")
        assert reader.app.main.pane.position == 0


async def test_space_reads_through_an_article_and_then_the_next_unread_one(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("space")
        assert reader.read == [HARBOUR]
        assert reader.app.main.pane.position > 0
        for _ in range(30):
            if reader.shown != HARBOUR:
                break
            await reader.press("space")
        assert reader.shown == SCHOOL
        assert reader.read == [HARBOUR, SCHOOL]
        assert reader.app.main.pane.position == 0


async def test_tab_walks_the_panes_there_are(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path, size=(120, 30)) as reader:
        walked = []
        for key in ("tab", "tab", "tab", "shift+tab"):
            await reader.press(key)
            walked.append(reader.focus)
        assert walked == ["reading", "names", "articles", "names"]


async def test_the_place_in_each_article_is_remembered(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("l", *"jjjjjj")
        place = reader.app.main.pane.position
        assert place > 0
        await reader.press("J", "space")
        other = reader.app.main.pane.position
        await reader.press("q")
    assert Library(tmp_path).rows()[1].marks.position == other
    async with reading(tmp_path) as reader:
        assert reader.app.main.pane.position == other, "the article that showed last shows again"
        await reader.press("k")
        assert reader.app.main.pane.position == place


async def test_a_narrow_window_shows_the_names_when_asked_and_gives_the_list_back(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        assert reader.panes == ["articles", "reading"]
        await reader.press("e")
        assert reader.panes == ["reading", "names"]
        assert reader.focus == "names"
        await reader.press("escape", "escape")
        assert reader.panes == ["articles", "reading"]
        assert reader.focus == "articles"
        await reader.pilot.resize_terminal(120, 30)
        await reader.settle()
        assert reader.panes == ["articles", "reading", "names"]
        await reader.press("e")
        assert reader.panes == ["articles", "reading"]


async def test_a_very_narrow_window_shows_one_pane_at_a_time(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path, size=(40, 12)) as reader:
        shown = [reader.panes]
        for key in ("l", "e", "escape", "escape", "tab"):
            await reader.press(key)
            shown.append(reader.panes)
        assert shown == [["articles"], ["reading"], ["names"], ["reading"], ["articles"], ["reading"]]
        await reader.pilot.resize_terminal(120, 30)
        await reader.settle()
        assert reader.panes == ["articles", "reading", "names"]
        await reader.pilot.resize_terminal(40, 12)
        await reader.settle()
        assert reader.panes == ["reading"]
        assert "云水港" in reader.drawn
        await reader.pilot.resize_terminal(80, 24)
        await reader.settle()
        assert reader.panes == ["articles", "reading"]


async def test_the_sidebar_walks_mentions_lights_them_and_lists_articles(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path, size=(120, 30)) as reader:
        await reader.press("tab", "tab")
        names = reader.app.main.names
        assert [entity.name for entity in names.entities] == ["沈若川", "云水港", "临溪市港务局"]
        await reader.press("j")
        assert names.entity is not None
        assert names.entity.name == "云水港"
        await reader.press("enter", "enter")
        assert reader.said[-1] == f"Mention 2 of {len(names.entity.spans)}"
        await reader.press("x")
        assert reader.headlines == [HARBOUR, SONG]
        assert reader.focus == "articles"
        await reader.press("escape")
        assert len(reader.headlines) == 5


async def test_w_changes_how_words_are_set(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        seen = [reader.app.main.pane.word_display]
        for _ in ORDER:
            await reader.press("w")
            seen.append(reader.app.main.pane.word_display)
        assert seen == [*ORDER, "plain"]


async def test_a_list_of_many_thousand_rows_draws_only_what_shows(tmp_path: Path) -> None:
    library = Library(tmp_path)
    keep(
        library,
        PageFacts("临溪日报", "2031-05-04", "A01"),
        [(f"第{n}号消息", "临溪市今天有雨。") for n in range(300)],
        1,
    )
    async with reading(tmp_path) as reader:
        assert len(reader.headlines) == 300
        await reader.press("G")
        assert reader.shown == "第299号消息"
        assert "第299号消息" in reader.list_text
        assert "第1号消息" not in reader.list_text


async def test_keys_typed_ahead_reach_what_they_are_meant_for(tmp_path: Path) -> None:
    library = fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.type_ahead("jt经济 qn\n")
        assert library.marks(reader.row.id).tags == ("qn", "经济")
        await reader.type_ahead("jlGggjjb/号子\n")
        assert reader.shown == SONG
        assert reader.focus == "reading"
        assert reader.row.marks.bookmarked
        assert "12 found" in reader.said


@pytest.mark.parametrize(
    ("ahead", "bookmarked", "tags"),
    [
        ("t经济\nb", [HARBOUR], {HARBOUR: ("经济",)}),
        ("s孩子\njjb", [BRIDGE], {}),
        ("/桥\nlGbt水\n", [BRIDGE], {BRIDGE: ("水",)}),
        ("s孩子\n\nb/没有\nnb", [SCHOOL, BRIDGE], {}),
        ("bbb", [HARBOUR], {}),
        ("jt水利\nkt水\t\njo水\nGb", [SCHOOL], {HARBOUR: ("水利",), SCHOOL: ("水利",)}),
        ("bbjbt水\nt", [SCHOOL], {SCHOOL: ("水",)}),
    ],
)
async def test_keys_after_the_answer_to_a_question_are_commands_again(
    tmp_path: Path, ahead: str, bookmarked: list[str], tags: dict[str, tuple[str, ...]]
) -> None:
    library = fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.type_ahead(ahead)
    rows = library.rows()
    assert [row.headline for row in rows if row.marks.bookmarked] == bookmarked
    assert {row.headline: row.marks.tags for row in rows if row.marks.tags} == tags


async def test_keys_typed_before_the_library_is_open_are_not_lost(tmp_path: Path) -> None:
    library = fill(tmp_path)
    gate = threading.Event()

    def opening() -> Library:
        gate.wait(10)
        return Library(tmp_path)

    async with reading(tmp_path, opening=opening) as reader:
        reader.post("jjb")
        await reader.pilot.pause()
        gate.set()
        await reader.settle()
        assert reader.row.headline == SONG
        assert library.marks(reader.row.id).bookmarked


async def test_the_article_under_the_cursor_shows_however_late_others_arrive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path)
    gates: dict[str, threading.Event] = {}
    fetch = Library.article

    def slowly(library: Library, article_id: str) -> Article:
        article = fetch(library, article_id)
        gates.setdefault(article.draft.headline.text, threading.Event()).wait(10)
        return article

    async with reading(tmp_path) as reader:
        monkeypatch.setattr(Library, "article", slowly)
        for key in "jjkk":
            await reader.pilot.press(key)
        for headline in (SONG, SCHOOL):
            gates.setdefault(headline, threading.Event()).set()
        await reader.settle()
        assert (reader.row.headline, reader.shown) == (HARBOUR, HARBOUR)
        await reader.pilot.press("j", "j", "j")
        for headline in (RIVER, SONG, SCHOOL):
            gates.setdefault(headline, threading.Event()).set()
        await reader.settle()
        assert (reader.row.headline, reader.shown) == (RIVER, RIVER)


async def test_what_is_written_into_a_find_line_replaces_what_was_found_before(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("l", "slash")
        await reader.write("云水港")
        await reader.press("enter", "slash")
        await reader.write("沈若川")
        await reader.press("enter")
        assert reader.said[-1] == "12 found"
