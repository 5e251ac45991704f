"""Marks: what shows has been saved, and what was done can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import Library
from store.errors import LibraryError
from store.model import Marks
from tests.tui.kit import HARBOUR, SCHOOL, fill, reading
from tui.screens.marks import split_tags, tag_completions

pytestmark = pytest.mark.asyncio


async def test_a_bookmark_shows_in_the_list_is_saved_and_comes_off_again(tmp_path: Path) -> None:
    library = fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("b")
        assert reader.said[-1] == "Bookmarked"
        assert "★" in reader.list_text
        assert library.marks(reader.row.id).bookmarked
        await reader.press("b")
        assert "★" not in reader.list_text
        assert not library.marks(reader.row.id).bookmarked


async def test_several_tags_at_once_with_completion_from_known_ones(tmp_path: Path) -> None:
    library = fill(tmp_path)
    rows = library.rows()
    library.change([rows[3].id], lambda _: Marks(tags=("河道", "水利")))
    async with reading(tmp_path) as reader:
        await reader.press("t")
        await reader.write("航运, 河")
        await reader.press("tab", "enter")
        assert library.marks(reader.row.id).tags == ("河道", "航运")
        assert "#河道" in reader.list_text
        await reader.press("t")
        await reader.press(*["backspace"] * 20, "enter")
        assert library.marks(reader.row.id).tags == ()
        await reader.press("t")
        await reader.write("港口")
        await reader.press("escape")
        assert library.marks(reader.row.id).tags == ()


async def test_r_marks_as_read_and_as_unread_again(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("r")
        assert reader.read == [HARBOUR]
        await reader.press("r")
        assert reader.read == []


async def test_a_note_is_written_kept_and_changed(tmp_path: Path) -> None:
    library = fill(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("c")
        await reader.write("first")
        await reader.press("enter")
        await reader.write("second")
        await reader.press("ctrl+s")
        assert library.marks(reader.row.id).note == "first\nsecond"
        assert "✎" in reader.list_text
        await reader.press("c")
        await reader.write("!")
        await reader.press("escape")
        assert library.marks(reader.row.id).note == "first\nsecond"


async def test_undo_says_what_it_took_back_and_redo_does_it_again(tmp_path: Path) -> None:
    library = fill(tmp_path)
    async with reading(tmp_path) as reader:
        first = reader.row.id
        await reader.press("b", "j", "t")
        await reader.write("学校")
        await reader.press("enter", "l", "u")
        assert reader.said[-1] == f"Undone: Tags: #学校 · {SCHOOL}"
        assert library.marks(reader.row.id) == Marks(read=True), "having been read is not undone with the tags"
        await reader.press("u")
        assert reader.said[-1] == f"Undone: Bookmarked · {HARBOUR}"
        assert library.marks(first) == Marks()
        await reader.press("u")
        assert reader.said[-1] == "Nothing to undo"
        await reader.press("ctrl+r", "ctrl+r", "ctrl+r")
        assert reader.said[-1] == "Nothing to do again"
        assert library.marks(first).bookmarked
        assert library.marks(reader.row.id).tags == ("学校",)


async def test_what_could_not_be_saved_is_said_and_does_not_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path)
    async with reading(tmp_path) as reader:

        def fail(*_: object) -> None:
            raise LibraryError("The marks cannot be written", "marks.json: No space left on device")

        monkeypatch.setattr(Library, "change", fail)
        await reader.press("b")
        assert reader.said[-1] == "The marks cannot be written marks.json: No space left on device"
        assert "★" not in reader.list_text
        await reader.press("u")
        assert reader.said[-1] == "Nothing to undo"
        await reader.press("j")
        assert reader.shown == SCHOOL


async def test_foreign_text_in_tags_and_notes_is_only_text(tmp_path: Path) -> None:
    library = fill(tmp_path)
    nasty = "[bold]红[/"
    async with reading(tmp_path, size=(120, 30)) as reader:
        await reader.press("t")
        await reader.write(nasty)
        await reader.press("enter")
        assert library.marks(reader.row.id).tags == (nasty,)
        assert "#[bold]红[/" in reader.list_text
        await reader.press("c")
        await reader.write(nasty)
        await reader.press("ctrl+s", "t", "escape", "o")
        await reader.write(nasty)
        await reader.press("enter")
        assert reader.headlines == [HARBOUR]
        await reader.press("u", "u")
        assert nasty in reader.said[-1]


async def test_neither_long_tags_nor_a_long_note_hide_the_other(tmp_path: Path) -> None:
    library = fill(tmp_path)
    long = Marks(bookmarked=True, tags=("很长的标签" * 40,), note="批注" * 200)
    library.change([library.rows()[0].id], lambda _: long)
    async with reading(tmp_path) as reader:
        assert "#很长的标签" in reader.drawn
        assert "✎ 批注" in reader.drawn
        assert HARBOUR[:4] in reader.list_text


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("经济 港口", ("经济", "港口")),
        ("经济，港口、航运, #云水", ("经济", "港口", "航运", "云水")),
        (" 经济  经济 ", ("经济",)),
        ("＃＃ ", ()),
        ("\x1b[31m红\u202e色", ("红色",)),
    ],
)
async def test_tags_are_split_at_spaces_and_commas(written: str, tags: tuple[str, ...]) -> None:
    assert split_tags(written) == tags


async def test_completion_offers_the_most_used_tags_and_none_twice() -> None:
    known = {"经济": 3, "经贸": 9, "财经": 5, "体育": 50}
    assert [line for line, _ in tag_completions("体育 经", known)] == ["体育 经贸 ", "体育 经济 ", "体育 财经 "]
    assert "体育 体育 " not in [line for line, _ in tag_completions("体育 ", known)]
