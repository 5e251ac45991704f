"""What a reader relies on when a page gets other facts, is taken out, put back or split again."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Library
from store.errors import LibraryError, UnknownArticleError
from store.library.changes import Removed
from store.library.identity import same_place
from store.library.storage import Tables
from store.library.tables import write_tables
from store.library.writing import Kept
from store.model import Analysis, Draft, Marks, PageFacts, Passage, RawPage, Split
from tests.store.library.invented import BRIDGE, FACTS, TEA, draft, page

NEXT_DAY = PageFacts("江州日报", "2026-03-21", "A02 综合")
MARKED = Marks(read=True, bookmarked=True, tags=("桥",), note="周末再读", position=12)


def keep(library: Library, *drafts: Draft, facts: PageFacts = FACTS) -> Kept:
    raw, split, analyses = page(*drafts)
    return library.keep(raw, split, facts, analyses)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "issues").rglob("*.json"))


# Facts -------------------------------------------------------------------------------------------------------------


def test_a_page_moves_to_another_issue_with_ids_and_marks(tmp_path: Path) -> None:
    library = Library(tmp_path)
    kept = keep(library, BRIDGE, TEA)
    library.change([kept.articles[0]], lambda _: MARKED)
    library.set_facts(kept.page, NEXT_DAY)
    for opened in (library, Library(tmp_path)):
        assert opened.page(kept.page).facts == NEXT_DAY
        assert [row.id for row in opened.rows()] == list(kept.articles)
        assert opened.marks(kept.articles[0]) == MARKED
        assert opened.check() == []
    assert files(tmp_path) == ["2026-03-21.json"]


def test_no_page_goes_into_an_issue_with_a_broken_document(tmp_path: Path) -> None:
    library = Library(tmp_path)
    stays = keep(library, BRIDGE)
    keep(library, TEA, facts=NEXT_DAY)
    (broken,) = tmp_path.rglob("2026-03-21.json")
    os.utime(broken.parent, (0, 0))  # so that the folder does not tell of what is written over in place
    library.rows()
    broken.write_text(broken.read_text("utf-8").replace('"id":', '"jd":'), "utf-8")
    before = broken.read_bytes()
    with pytest.raises(LibraryError, match=r"2026-03-21\.json"):
        library.set_facts(stays.page, NEXT_DAY)
    with pytest.raises(LibraryError, match=r"2026-03-21\.json"):
        keep(library, draft("新稿", "另外一个版面。"), facts=NEXT_DAY)
    assert broken.read_bytes() == before
    opened = Library(tmp_path)
    assert [row.id for row in opened.rows()] == list(stays.articles)
    (aside,) = tmp_path.rglob("2026-03-21.json.broken-1")
    opened.set_facts(stays.page, NEXT_DAY)
    assert [row.id for row in Library(tmp_path).rows()] == list(stays.articles)
    assert aside.read_bytes() == before


def test_a_page_of_unknown_date_gets_one_and_the_others_of_its_issue_stay(tmp_path: Path) -> None:
    library = Library(tmp_path)
    stays = keep(library, TEA)
    moves = keep(library, BRIDGE, facts=PageFacts("", "", ""))
    library.set_facts(moves.page, FACTS)
    assert {row.id for row in library.rows()} == {*stays.articles, *moves.articles}
    assert files(tmp_path) == ["2026-03-20.json"]


def test_facts_can_be_set_back_and_again(tmp_path: Path) -> None:
    library = Library(tmp_path)
    kept = keep(library, BRIDGE)
    redo = library.undo(library.set_facts(kept.page, NEXT_DAY))
    assert library.page(kept.page).facts == FACTS
    library.undo(redo)
    assert library.page(kept.page).facts == NEXT_DAY
    assert Library(tmp_path).check() == []


def test_an_undo_of_facts_leaves_alone_what_was_set_meanwhile(tmp_path: Path) -> None:
    library = Library(tmp_path)
    kept = keep(library, BRIDGE)
    change = library.set_facts(kept.page, PageFacts("江州日报", "2026-03-21", "A01 要闻"))
    Library(tmp_path).set_facts(kept.page, PageFacts("江州日报", "2026-03-21", "A09"))
    library.undo(change)
    assert library.page(kept.page).facts == PageFacts("江州日报", "2026-03-20", "A09")


def test_a_crash_while_a_page_moves_leaves_a_copy_that_the_next_opening_takes_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(tmp_path)
    other = keep(library, TEA)
    kept = keep(library, BRIDGE, facts=PageFacts("江州日报", "2026-03-20", "A02"))

    class KilledError(BaseException):
        pass

    def killed(*_: object) -> None:
        raise KilledError

    monkeypatch.setattr("store.library.writing.take", killed)
    with pytest.raises(KilledError):
        library.set_facts(kept.page, NEXT_DAY)
    monkeypatch.undo()
    texts = [path.read_text("utf-8") for path in sorted((tmp_path / "issues").rglob("*.json"))]
    assert all(kept.articles[0] in text for text in texts), "both files have the page now"
    opened = Library(tmp_path)
    assert [row.id for row in opened.rows()] == [*kept.articles, *other.articles]
    assert opened.page(kept.page).facts == NEXT_DAY
    left = [path.read_text("utf-8") for path in sorted((tmp_path / "issues").rglob("*.json"))]
    assert [kept.articles[0] in text for text in left] == [False, True]
    assert opened.check() == []


def test_a_copy_that_cannot_be_taken_away_is_not_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library(tmp_path)
    kept = keep(library, BRIDGE)

    def only_new(path: Path, content: Tables) -> None:
        if path.name != "2026-03-21.json":
            raise LibraryError("The library cannot be written")
        write_tables(path, content)

    monkeypatch.setattr("store.library.writing.write_tables", only_new)
    monkeypatch.setattr("store.library.issues.write_tables", only_new)
    library.set_facts(kept.page, NEXT_DAY)
    for opened in (library, Library(tmp_path)):
        assert [(row.id, row.facts) for row in opened.rows()] == [(kept.articles[0], NEXT_DAY)]
        assert opened.article(kept.articles[0]).draft == BRIDGE


def test_a_move_that_cannot_be_written_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library(tmp_path)
    kept = keep(library, BRIDGE)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LibraryError, match="No space left"):
        library.set_facts(kept.page, NEXT_DAY)
    monkeypatch.undo()
    assert Library(tmp_path).page(kept.page).facts == FACTS
    assert files(tmp_path) == ["2026-03-20.json"]


def test_a_page_that_moves_does_not_write_over_a_broken_file(tmp_path: Path) -> None:
    library = Library(tmp_path)
    kept = keep(library, BRIDGE)
    keep(library, TEA, facts=NEXT_DAY)
    broken = next(tmp_path.rglob("2026-03-21.json"))
    broken.write_text("{", "utf-8")
    library = Library(tmp_path)
    library.set_facts(kept.page, NEXT_DAY)
    assert library.page(kept.page).facts == NEXT_DAY
    assert next(tmp_path.rglob("2026-03-21.json.broken-1")).read_text("utf-8") == "{"


def test_pages_stand_in_the_order_of_their_numbers_however_they_are_labelled(tmp_path: Path) -> None:
    library = Library(tmp_path)
    for label in ("第十版", "第2版 综合", "第三版", "1版 要闻"):
        keep(library, draft(label, f"{label}的一条消息。"), facts=PageFacts("江州日报", "2026-03-20", label))
    assert [row.headline for row in library.rows()] == ["1版 要闻", "第2版 综合", "第三版", "第十版"]


def _to_and_fro(folder: Path, page_id: str, first: PageFacts, second: PageFacts) -> None:
    library = Library(folder)
    for facts in (second, first) * 10:
        library.set_facts(page_id, facts)


def test_two_processes_move_pages_between_the_same_issues_and_lose_none(tmp_path: Path) -> None:
    library = Library(tmp_path)
    there = PageFacts("江州日报", "2026-03-21", "A01 要闻")
    one, other = keep(library, BRIDGE), keep(library, TEA, facts=there)
    spawn = multiprocessing.get_context("spawn")
    ways = ((one.page, FACTS, there), (other.page, there, FACTS))
    workers = [spawn.Process(target=_to_and_fro, args=(tmp_path, *way)) for way in ways]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    opened = Library(tmp_path)
    assert {row.id: row.facts for row in opened.rows()} == {one.articles[0]: FACTS, other.articles[0]: there}
    assert opened.check() == []


# Taking out --------------------------------------------------------------------------------------------------------


def test_an_article_goes_with_its_marks_and_nothing_else(tmp_path: Path) -> None:
    library = Library(tmp_path)
    bridge, tea = keep(library, BRIDGE, TEA).articles
    library.change([bridge, tea], lambda _: MARKED)
    removed = library.remove([bridge])
    assert removed.articles == (bridge,)
    for opened in (library, Library(tmp_path)):
        assert [row.id for row in opened.rows()] == [tea]
        assert (opened.marks(bridge), opened.marks(tea)) == (Marks(), MARKED)
        assert opened.check() == []
    with pytest.raises(UnknownArticleError):
        library.remove([bridge])


def test_what_was_taken_out_comes_back_in_its_place_with_its_marks(tmp_path: Path) -> None:
    library = Library(tmp_path)
    bridge, tea = keep(library, BRIDGE, TEA).articles
    library.change([bridge], lambda _: MARKED)
    restored = library.undo(library.remove([bridge]))
    assert [row.id for row in library.rows()] == [bridge, tea]
    assert library.marks(bridge) == MARKED
    again = library.undo(restored)
    assert isinstance(again, Removed)
    assert [row.id for row in library.rows()] == [tea]
    library.undo(again)
    assert Library(tmp_path).marks(bridge) == MARKED


def test_a_page_goes_whole_and_comes_back_whole(tmp_path: Path) -> None:
    library = Library(tmp_path)
    kept = keep(library, BRIDGE, TEA)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.json")}
    removed = library.remove(pages=[kept.page])
    assert (files(tmp_path), library.rows()) == ([], [])
    library.undo(removed)
    assert {path: path.read_bytes() for path in tmp_path.rglob("issues/*/*.json")} == before


def test_the_last_article_takes_its_page_along(tmp_path: Path) -> None:
    library = Library(tmp_path)
    kept = keep(library, BRIDGE)
    library.remove(kept.articles)
    assert files(tmp_path) == []
    assert keep(library, BRIDGE).status == "new"


def test_what_was_loaded_again_meanwhile_is_not_put_back_twice(tmp_path: Path) -> None:
    library = Library(tmp_path)
    kept = keep(library, BRIDGE, TEA)
    library.change([kept.articles[0]], lambda _: MARKED)
    removed = library.remove(pages=[kept.page])
    assert keep(Library(tmp_path), BRIDGE, TEA).articles == kept.articles
    library.undo(removed)
    assert [row.id for row in library.rows()] == list(kept.articles)
    assert library.marks(kept.articles[0]) == MARKED


def test_pages_are_found_by_id_and_by_label(tmp_path: Path) -> None:
    library = Library(tmp_path)
    first = keep(library, BRIDGE).page
    second = keep(library, TEA, facts=NEXT_DAY).page
    assert [page.id for page in library.find_pages(first)] == [first]
    assert [page.id for page in library.find_pages("A02")] == [second]
    assert [page.id for page in library.find_pages("A02 综合")] == [second]
    assert library.find_pages("A0") == []
    assert [page.id for page in library.issue_pages("江州日报", "2026-03-20")] == [first]


# Splitting again ---------------------------------------------------------------------------------------------------

TEXT = "清河大桥今天通车\n两岸居民步行过桥只要八分钟。\n云岭春茶开采\n今年的雨水正好，茶农起得很早。\n"
LINES = [(0, 8), (9, 23), (24, 30), (31, 46)]


def story(*lines: int) -> Draft:
    parts = [Passage(TEXT[start:end], ((start, end),)) for start, end in (LINES[line] for line in lines)]
    return Draft(headline=parts[0], paragraphs=tuple(parts[1:]))


def split(*drafts: Draft, version: str = "2") -> tuple[Split, list[Analysis]]:
    return Split(drafts=drafts, splitter=version), [Analysis(tuple(d.text), ()) for d in drafts]


def loaded(folder: Path, *drafts: Draft) -> tuple[Library, Kept]:
    library = Library(folder)
    taken, analyses = split(*drafts, version="1")
    return library, library.keep(RawPage("page.txt", TEXT), taken, FACTS, analyses)


def test_stories_that_were_one_are_parted_and_the_larger_part_keeps_id_and_marks(tmp_path: Path) -> None:
    library, kept = loaded(tmp_path, story(0, 1, 2, 3))
    (one,) = kept.articles
    library.change([one], lambda _: MARKED)
    again = library.split_again(kept.page, *split(story(0, 1), story(2, 3)))
    assert again.status == "split"
    assert one in again.articles
    assert len(set(again.articles)) == 2
    assert library.marks(one).tags == ("桥",)
    assert library.page(kept.page).splitter == "2"
    assert library.check() == []


def test_a_story_that_became_part_of_another_leaves_it_its_tags_bookmark_and_note(tmp_path: Path) -> None:
    library, kept = loaded(tmp_path, story(0, 1), story(2, 3))
    first, second = kept.articles
    library.change([first], lambda _: Marks(tags=("茶",), note="先读"))
    library.change([second], lambda _: MARKED)
    (left,) = library.split_again(kept.page, *split(story(0, 1, 2, 3))).articles
    (gone,) = {first, second} - {left}
    marks = library.marks(left)
    assert marks.tags == ("桥", "茶")
    assert marks.bookmarked
    assert set(marks.note.split("\n")) == {"先读", "周末再读"}
    assert library.marks(gone) == Marks()


def test_the_reader_is_where_he_was_in_the_text(tmp_path: Path) -> None:
    library, kept = loaded(tmp_path, story(0, 1, 2, 3))
    (one,) = kept.articles
    place = story(0, 1, 2, 3).text.index("今年的雨水")
    library.change([one], lambda _: Marks(position=place))
    library.split_again(kept.page, *split(story(2, 3), story(0, 1)))
    article = library.article(one)
    position = library.marks(one).position
    assert article.text[position:].startswith("今年的雨水") or position == len(article.text) - 1


def test_an_id_of_a_story_that_is_gone_is_not_given_to_another(tmp_path: Path) -> None:
    library, kept = loaded(tmp_path, story(0, 1), story(2, 3))
    merged = library.split_again(kept.page, *split(story(0, 1, 2, 3), version="2"))
    again = library.split_again(kept.page, *split(story(0, 1), story(2, 3), version="3"))
    assert set(merged.articles) <= set(kept.articles)
    assert set(again.articles) >= set(merged.articles)
    assert library.check() == []


def test_splitting_again_gives_a_page_whole(tmp_path: Path) -> None:
    library, kept = loaded(tmp_path, story(0, 1), story(2, 3))
    library.remove([kept.articles[0]])
    again = library.split_again(kept.page, *split(story(0, 1), story(2, 3)))
    assert (again.status, again.articles) == ("restored", kept.articles)


@given(st.text("一二三四五六", max_size=60), st.text("一二三四五六", max_size=60), st.integers(0, 80))
def test_a_place_in_a_changed_text_is_always_in_it(old: str, new: str, offset: int) -> None:
    assert 0 <= same_place(old, new, offset) <= max(0, len(new) - 1)
    if offset < len(old):
        assert same_place(old, old, offset) == offset
