"""In the reader a page gets its facts, what is wrong is taken out, and a story is followed to its other half."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import Library
from store.errors import LibraryError
from store.model import Analysis, Draft, Marks, PageFacts, Passage, RawPage, Split
from tests.tui.kit import BRIDGE, HARBOUR, PAGES, RIVER, SCHOOL, SONG, fill, keep, reading

pytestmark = pytest.mark.asyncio

A01 = PAGES[0][0]


async def test_paper_date_and_label_of_the_page_are_set_and_the_cursor_stays(tmp_path: Path) -> None:
    library = fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("j", "f2", *["backspace"] * 10)
        await reader.write("北山晚报")
        await reader.press("tab", *["backspace"] * 10)
        await reader.write("2031.5.6")
        await reader.press("tab", *["backspace"] * 10)
        await reader.write("第3版")
        await reader.press("enter")
        new = PageFacts("北山晚报", "2031-05-06", "第3版")
        assert reader.row.facts == new
        assert reader.row.headline == SCHOOL
        assert {row.facts for row in library.rows() if row.headline in (HARBOUR, SCHOOL)} == {new}
        assert "北山晚报" in reader.list_text
        assert "北山晚报" in reader.app.main.pane.sheet.lines[0].text
        await reader.press("u")
        assert "Undone: Page: 北山晚报" in reader.said[-1]
        assert reader.row.facts == A01
        assert library.page(reader.row.page_id).facts == A01
        await reader.press("ctrl+r")
        assert library.page(reader.row.page_id).facts == new


async def test_a_wrong_date_is_told_and_nothing_is_kept(tmp_path: Path) -> None:
    library = fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("f2", "tab", *["backspace"] * 10)
        await reader.write("2031-13-40")
        await reader.press("enter")
        hint = reader.app.screen.query_one(".dialog-hint")
        assert "“2031-13-40” is no date" in str(hint.render())
        assert reader.app.focused is not None
        assert reader.app.focused.id == "fact-date"
        await reader.press("escape")
        assert reader.row.facts == A01
        assert library.rows()[0].facts == A01


async def test_what_is_not_known_may_stay_empty(tmp_path: Path) -> None:
    library = fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("f2", "tab", *["backspace"] * 10, "enter")
        page = library.page(reader.row.page_id)
        assert page.facts == PageFacts(A01.paper, "", A01.label)
        assert library.check() == []


async def test_an_article_is_removed_after_asking_and_u_brings_it_back(tmp_path: Path) -> None:
    library = fill(tmp_path)
    async with reading(tmp_path) as reader:
        gone = reader.row.id
        await reader.press("b", "delete", "escape")
        assert reader.headlines == [HARBOUR, SCHOOL, SONG, RIVER, BRIDGE]
        await reader.press("delete", "enter")
        assert reader.said[-1] == f"Removed: This article · {HARBOUR}"
        assert reader.headlines == [SCHOOL, SONG, RIVER, BRIDGE]
        assert reader.shown == SCHOOL
        assert library.marks(gone) == Marks()
        await reader.press("u")
        assert reader.headlines == [HARBOUR, SCHOOL, SONG, RIVER, BRIDGE]
        assert reader.shown == HARBOUR, "the cursor is where it was"
        assert library.marks(gone).bookmarked
        await reader.press("u")
        assert not library.marks(gone).bookmarked
        await reader.press("ctrl+r", "ctrl+r")
        assert reader.headlines == [SCHOOL, SONG, RIVER, BRIDGE]
        assert Library(tmp_path).check() == []


@pytest.mark.parametrize(
    ("ahead", "left", "bookmarked"),
    [
        ("⌦\nb", [SCHOOL, SONG, RIVER, BRIDGE], [SCHOOL]),
        ("⌦\njb", [SCHOOL, SONG, RIVER, BRIDGE], [SONG]),
        ("⌦\n⌦\nlb", [SONG, RIVER, BRIDGE], [SONG]),
        ("j⌦\nukb", [HARBOUR, SCHOOL, SONG, RIVER, BRIDGE], [HARBOUR]),
    ],
)
async def test_keys_typed_after_a_removal_act_on_what_is_left(
    tmp_path: Path, ahead: str, left: list[str], bookmarked: list[str]
) -> None:
    library = fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.type_ahead(ahead)
        assert reader.headlines == left
        assert [row.headline for row in library.rows() if row.marks.bookmarked] == bookmarked


async def test_a_page_and_an_issue_are_removed_whole(tmp_path: Path) -> None:
    library = fill(tmp_path)
    keep(library, PageFacts("北山晚报", "2031-05-03", "B02"), [("山上的茶园", "茶园里来了客人。")])
    async with reading(tmp_path) as reader:
        await reader.press("delete", "down", "enter")
        assert reader.headlines == [SONG, RIVER, BRIDGE, "山上的茶园"]
        await reader.press("u", "delete", "down", "down", "enter")
        assert reader.headlines == ["山上的茶园"]
        assert reader.shown == "山上的茶园"
        await reader.press("u")
        assert reader.headlines == [HARBOUR, SCHOOL, SONG, RIVER, BRIDGE, "山上的茶园"]


async def test_what_is_removed_leaves_no_mark_and_comes_back_with_tags_and_place(tmp_path: Path) -> None:
    library = fill(tmp_path)
    async with reading(tmp_path) as reader:
        gone = reader.row.id
        await reader.press("t")
        await reader.write("港口")
        await reader.press("enter", "l", "space", "delete", "enter")
        assert gone not in (tmp_path / "marks.json").read_text("utf-8")
        await reader.press("u")
        marks = library.marks(gone)
        assert (marks.tags, marks.read) == (("港口",), True)
        assert marks.position > 0


async def test_everything_removed_shows_the_empty_library(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("delete", "down", "down", "enter")
        assert reader.app.main.query_one("#welcome").display
        await reader.press("delete", "f2", "greater_than_sign")
        assert reader.app.screen is reader.app.main
        await reader.press("u")
        assert reader.headlines == [HARBOUR, SCHOOL, SONG, RIVER, BRIDGE]


async def test_what_cannot_be_removed_is_told_and_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:

        def fail(*_: object, **__: object) -> None:
            raise LibraryError("The library cannot be written", "2031-05-04.json: No space left on device")

        monkeypatch.setattr(Library, "remove", fail)
        await reader.press("delete", "enter")
        assert reader.said[-1] == "The library cannot be written 2031-05-04.json: No space left on device"
        assert len(reader.headlines) == 5
        await reader.press("u")
        assert reader.said[-1] == "Nothing to undo"


def halves(folder: Path) -> Library:
    """Make a library with a story that runs on from the first page to the second."""
    library = Library(folder)
    for facts, headline, jump in (
        (PAGES[0][0], HARBOUR, "（下转A02版）"),
        (PAGES[1][0], "首艘货轮离港以后", "（上接A01版）"),
    ):
        draft = Draft(headline=Passage(headline), paragraphs=(Passage(f"{headline}的正文。"),), jump=Passage(jump))
        other = Draft(headline=Passage(SONG + facts.label), paragraphs=(Passage(f"{facts.label}的另一篇。"),))
        drafts = (other, draft)
        raw = RawPage(facts.label, "\n".join(d.text for d in drafts))
        library.keep(raw, Split(drafts), facts, [Analysis((d.text,), ()) for d in drafts])
    return library


async def test_a_story_is_followed_to_its_other_half_and_back(tmp_path: Path) -> None:
    library = halves(tmp_path)
    async with reading(tmp_path, size=(120, 30)) as reader:
        await reader.press("greater_than_sign")
        assert reader.said[-1] == "The library has no other half of this story"
        await reader.press("j")
        assert reader.shown == HARBOUR
        (line,) = [line.text for line in reader.app.main.pane.sheet.lines if line.text.startswith("▸")]
        assert line == "▸ goes on: A02 文化 [>] · 首艘货轮离港以后"
        await reader.press("l", "greater_than_sign")
        assert reader.shown == "首艘货轮离港以后"
        assert reader.row.marks.read
        (line,) = [line.text for line in reader.app.main.pane.sheet.lines if line.text.startswith("◂")]
        assert line.startswith("◂ comes from: A01 要闻 [<] · 云水港迎来")
        await reader.press("less_than_sign")
        assert reader.shown == HARBOUR
        assert [row.marks.read for row in library.rows()].count(True) == 2


async def test_the_other_half_is_found_although_the_list_does_not_have_it(tmp_path: Path) -> None:
    halves(tmp_path)
    async with reading(tmp_path, size=(120, 30)) as reader:
        await reader.press("s")
        await reader.write("迎来首艘")
        await reader.press("enter")
        assert reader.headlines == [HARBOUR]
        await reader.press("greater_than_sign")
        assert reader.shown == "首艘货轮离港以后"
        assert len(reader.headlines) == 4


async def test_keys_typed_after_the_one_that_follows_a_story_act_on_its_other_half(tmp_path: Path) -> None:
    library = halves(tmp_path)
    async with reading(tmp_path, size=(120, 30)) as reader:
        await reader.type_ahead("j>b")
        assert reader.shown == "首艘货轮离港以后"
        await reader.type_ahead("s迎来首艘\n>t水\n<b")
        assert reader.shown == HARBOUR
    rows = library.rows()
    assert {row.headline for row in rows if row.marks.bookmarked} == {HARBOUR, "首艘货轮离港以后"}
    assert [row.headline for row in rows if row.marks.tags] == ["首艘货轮离港以后"]
