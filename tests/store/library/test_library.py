"""What a reader relies on: what was kept stays, what was marked stays, and a broken file breaks nothing else."""

import multiprocessing
import os
import stat
from pathlib import Path

import msgspec
import pytest
from tinydb import TinyDB

from store import Library
from store.errors import LibraryError, UnknownArticleError
from store.library.writing import Kept
from store.model import Draft, Marks, PageFacts, Selection
from tests.store.library.invented import BRIDGE, FACTS, TEA, draft, page


def keep(library: Library, *drafts: Draft, facts: PageFacts = FACTS, file: str = "page.txt") -> Kept:
    raw, split, analyses = page(*drafts, file=file)
    return library.keep(raw, split, facts, analyses)


def tagged(*tags: str, **changes: object) -> Marks:
    return Marks(tags=tags, **changes)  # type: ignore[arg-type]  # the tests name real fields


def test_what_was_kept_is_read_back_by_a_new_start(tmp_path: Path) -> None:
    kept = keep(Library(tmp_path), BRIDGE, TEA)
    library = Library(tmp_path)
    assert [row.headline for row in library.rows()] == ["清河大桥今天通车", "云岭春茶开采"]
    assert library.article(kept.articles[0]).draft == BRIDGE
    assert library.page(kept.page).facts == FACTS


def test_the_same_page_again_changes_nothing(tmp_path: Path) -> None:
    library = Library(tmp_path)
    first = keep(library, BRIDGE, TEA)
    files = {p: p.read_bytes() for p in tmp_path.rglob("*.json")}
    again = keep(library, BRIDGE, TEA, file="copy.txt")
    assert again.status == "same"
    assert again.articles == first.articles
    assert {p: p.read_bytes() for p in tmp_path.rglob("*.json")} == files


def test_a_corrected_page_keeps_ids_and_marks(tmp_path: Path) -> None:
    library = Library(tmp_path)
    bridge, tea = keep(library, BRIDGE, TEA).articles
    library.change([tea], lambda marks: msgspec.structs.replace(marks, bookmarked=True))
    mended = draft("清河大桥今日通车", *(p.text for p in BRIDGE.paragraphs))
    kept = keep(library, draft("天气", "多云。"), TEA, mended)
    assert kept.status == "corrected"
    assert kept.articles[1:] == (tea, bridge)
    assert library.marks(tea).bookmarked
    assert library.article(bridge).draft.headline.text == "清河大桥今日通车"
    assert len(library.rows()) == 3


def test_another_page_of_the_same_label_replaces_nothing(tmp_path: Path) -> None:
    library = Library(tmp_path)
    keep(library, BRIDGE)
    assert keep(library, TEA).status == "new"
    assert len(library.rows()) == 2


def test_the_newest_issue_comes_first_and_unknown_dates_last(tmp_path: Path) -> None:
    library = Library(tmp_path)
    keep(library, draft("旧", "旧闻一则。"), facts=PageFacts("江州日报", "2025-01-01", "A01"))
    keep(library, draft("无日期", "某日的事。"), facts=PageFacts())
    keep(library, draft("十版", "十版的事。"), facts=PageFacts("江州日报", "2026-03-20", "A10"))
    keep(library, draft("二版", "二版的事。"), facts=PageFacts("江州日报", "2026-03-20", "A2"))
    assert [row.headline for row in library.rows()] == ["二版", "十版", "旧", "无日期"]
    assert len(library.rows(limit=2)) == 2


def test_a_list_is_narrowed_by_words_marks_and_entities(tmp_path: Path) -> None:
    library = Library(tmp_path)
    bridge, tea = keep(library, BRIDGE, TEA).articles

    def ids(selection: Selection) -> list[str]:
        return [row.id for row in library.rows(selection)]

    library.change([tea], lambda _: tagged("茶", read=True))
    assert ids(Selection(words=("大桥", "市长"))) == [bridge]
    assert ids(Selection(words=("大桥", "茶农"))) == []
    assert ids(Selection(unread=True)) == [bridge]
    assert ids(Selection(tag="茶")) == [tea]
    assert ids(Selection(entity=("PER", "陈立新"))) == [bridge]
    assert library.entities() == [("PER", "陈立新", 1)]
    assert library.tags() == {"茶": 1}


def test_marks_undo_and_redo_and_leave_other_changes_alone(tmp_path: Path) -> None:
    library = Library(tmp_path)
    (one,) = keep(library, BRIDGE).articles
    undo = library.change([one], lambda marks: msgspec.structs.replace(marks, tags=("桥", "桥", " ")))
    Library(tmp_path).change([one], lambda marks: msgspec.structs.replace(marks, note="另一个窗口写的"))
    redo = library.undo(undo)
    assert library.marks(one) == Marks(note="另一个窗口写的")
    library.undo(redo)
    assert library.marks(one) == Marks(tags=("桥",), note="另一个窗口写的")


def test_a_mark_holds_no_escape(tmp_path: Path) -> None:
    library = Library(tmp_path)
    (one,) = keep(library, BRIDGE).articles
    library.change([one], lambda _: tagged("\x1b[31m[bold]\u202e", note="一\x1b]0;x\x07二"))
    assert library.marks(one) == Marks(tags=("[bold]",), note="一二")


def test_an_id_may_be_shortened_while_it_is_clear(tmp_path: Path) -> None:
    library = Library(tmp_path)
    (one,) = keep(library, BRIDGE).articles
    assert library.resolve(one[:4]) == one
    for wrong in ("zzzz", one[:2], "", one + "x"):
        with pytest.raises(UnknownArticleError):
            library.resolve(wrong)


def test_a_broken_issue_is_named_and_set_aside_and_its_pages_can_be_loaded_again(tmp_path: Path) -> None:
    library = Library(tmp_path)
    (bridge,) = keep(library, BRIDGE).articles
    keep(library, TEA, facts=PageFacts("江州日报", "2026-03-21", "A01"))
    library.change([bridge], lambda _: tagged("桥"))
    broken = next(tmp_path.rglob("2026-03-20.json"))
    broken.write_text('{"pages": ', "utf-8")
    library = Library(tmp_path)
    assert [row.headline for row in library.rows()] == ["云岭春茶开采"]
    (problem,) = library.problems
    assert problem.file == str(broken)
    assert "2026-03-20.json.broken-1" in problem.message
    assert broken.with_name("2026-03-20.json.broken-1").read_text("utf-8") == '{"pages": '
    assert keep(library, BRIDGE).articles == (bridge,)
    assert library.rows()[1].marks.tags == ("桥",)
    assert [problem.message for problem in library.check()] == ["was broken, and set aside"]


def test_broken_marks_are_named_and_set_aside_and_the_rest_goes_on(tmp_path: Path) -> None:
    library = Library(tmp_path)
    (one,) = keep(library, BRIDGE).articles
    marks = tmp_path / "marks.json"
    marks.write_text("[]", "utf-8")
    library = Library(tmp_path)
    assert len(library.rows()) == 1
    assert library.problems[0].file == str(marks)
    assert "marks.json.broken-1" in library.problems[0].message
    assert (tmp_path / "marks.json.broken-1").read_text("utf-8") == "[]"
    library.change([one], lambda _: Marks(read=True))
    assert Library(tmp_path).marks(one).read


def test_a_sound_library_checks_clean_and_left_overs_are_told(tmp_path: Path) -> None:
    library = Library(tmp_path)
    keep(library, BRIDGE)
    assert library.check() == []
    (tmp_path / "marks.jsonx.tmp").touch()
    (problem,) = library.check()
    assert problem.message.startswith("left over from a write")


def test_plain_tinydb_opens_every_file(tmp_path: Path) -> None:
    library = Library(tmp_path)
    (one,) = keep(library, BRIDGE).articles
    library.change([one], lambda _: Marks(read=True))
    library.close()
    with TinyDB(tmp_path / "marks.json") as marks, TinyDB(next(tmp_path.rglob("2026-03-20.json"))) as issue:
        assert marks.table("marks").all() == [{"id": one, "read": True}]
        assert issue.table("articles").all()[0]["id"] == one


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError, match="file/library"):
        Library(tmp_path / "file" / "library")


def test_a_write_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library(tmp_path)
    (one,) = keep(library, BRIDGE).articles
    library.change([one], lambda _: Marks(read=True))

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("store.library.journal._flush", full)
    with pytest.raises(LibraryError, match="No space left"):
        library.change([one], lambda _: Marks(bookmarked=True))
    monkeypatch.undo()
    assert library.marks(one) == Marks(read=True)
    assert Library(tmp_path).check() == []


def _mark_many(folder: Path, article: str, names: list[str]) -> None:
    library = Library(folder)
    for name in names:
        library.change([article], lambda marks, name=name: msgspec.structs.replace(marks, tags=(*marks.tags, name)))  # type: ignore[misc]  # a default binds the loop's value


def test_two_processes_lose_no_mark(tmp_path: Path) -> None:
    library = Library(tmp_path)
    (one,) = keep(library, BRIDGE).articles
    spawn = multiprocessing.get_context("spawn")
    names = [[f"{who}{number}" for number in range(40)] for who in "甲乙"]
    workers = [spawn.Process(target=_mark_many, args=(tmp_path, one, part)) for part in names]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert set(library.marks(one).tags) == set(names[0] + names[1])


def test_who_may_read_the_files_is_as_the_umask_says_and_stays(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        library = Library(tmp_path)
        keep(library, BRIDGE)
        article = library.rows()[0].id
        library.change([article], lambda _: Marks(read=True))
        library.close()
        marks = tmp_path / "marks.json"
        assert stat.S_IMODE(marks.stat().st_mode) == 0o640
        marks.chmod(0o600)
        library = Library(tmp_path)
        library.change([article], lambda _: Marks(bookmarked=True))
        (journal,) = tmp_path.glob("marks.json.*.log")
        assert stat.S_IMODE(journal.stat().st_mode) == 0o600
        library.close()
        assert stat.S_IMODE(marks.stat().st_mode) == 0o600
    finally:
        os.umask(before)
