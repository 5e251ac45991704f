"""What lists and searches rely on: they say what is in the documents, exactly, and nothing hangs on the index."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import Library
from store.errors import LibraryError
from store.library.folding import contains, fold
from store.library.lean import with_text, without_copies
from store.library.writing import Kept
from store.model import Article, Draft, Marks, PageFacts, Passage, Row, Selection
from tests.store.library.invented import BRIDGE, FACTS, TEA, draft, page

LATER = PageFacts("云岭晚报", "2026-03-21", "A02 综合")


def keep(library: Library, *drafts: Draft, facts: PageFacts = FACTS) -> Kept:
    raw, split, analyses = page(*drafts)
    return library.keep(raw, split, facts, analyses)


def found(library: Library, *words: str) -> list[str]:
    return [row.headline for row in library.rows(Selection(words=words))]


# Searching ---------------------------------------------------------------------------------------------------------

LETTERS = st.text("一二三的新質质ＡaÀbé12１ ，。\n㐀\U00020000ß", max_size=12)


@given(st.lists(st.tuples(LETTERS, LETTERS), min_size=1, max_size=6), st.lists(LETTERS, min_size=1, max_size=12))
@settings(max_examples=40, deadline=None)
def test_a_search_finds_what_reading_every_text_would_find(
    tmp_path_factory: pytest.TempPathFactory, stories: Sequence[tuple[str, str]], needles: Sequence[str]
) -> None:
    library = Library(tmp_path_factory.mktemp("library"))
    drafts = [draft(f"稿{number}{headline}", body) for number, (headline, body) in enumerate(stories)]
    keep(library, *drafts)
    pieces = [story[1][at : at + 3] for story in stories for at in (0, 2)]
    for needle in [*needles, *pieces]:
        if needle.strip():
            expected = [each.headline.text for each in drafts if fold(needle) in fold(each.text)]
            assert found(library, needle) == expected, needle
    library.close()


def test_case_width_and_traditional_forms_are_the_same(tmp_path: Path) -> None:
    library = Library(tmp_path)
    keep(library, draft("新質生產力ＧＤＰ增長５％", "市場后來發展。"), draft("别的", "没有关系。"))
    for word in ("新质生产力", "新質生產力", "gdp", "GDP增长5%", "ｇｄｐ", "后来发展", "力G", "％"):
        assert found(library, word) == ["新質生產力ＧＤＰ增長５％"], word


@given(st.text(max_size=40))
def test_folding_keeps_every_place_and_folds_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_a_word_is_found_in_every_form_that_folds_to_it() -> None:
    for char in map(chr, range(0x110000)):
        folded = fold(char)
        if folded != char:
            assert contains(f"甲{char}乙", folded), f"{ord(char):x}"
            assert contains(f"甲{char}乙", f"甲{folded}"), f"{ord(char):x}"
            assert not contains(f"甲{char}乙", f"{folded}丙"), f"{ord(char):x}"


@given(st.text("丙干乾幹后後⼲a", max_size=8), st.text("丙干后a", min_size=1, max_size=3))
def test_a_word_is_found_as_by_folding_the_whole_text(text: str, word: str) -> None:
    assert contains(text, word) == (word in fold(text))


# Lists -------------------------------------------------------------------------------------------------------------


def library_of_three_days(folder: Path) -> Library:
    library = Library(folder)
    for day in (3, 1, 2):
        for label in ("A02", "A01"):
            facts = PageFacts("江州日报", f"2026-03-0{day}", label)
            keep(library, *(draft(f"{day}-{label}-{number}", f"第{number}篇。") for number in range(40)), facts=facts)
    return library


def test_a_view_gives_the_rows_that_a_list_has_and_their_places(tmp_path: Path) -> None:
    library = library_of_three_days(tmp_path)
    rows, view = library.rows(), library.view()
    assert list(view) == rows
    assert len(rows) == 240
    assert [row.headline for row in rows[:2]] == ["3-A01-0", "3-A01-1"]
    assert [view.place_of(row.id) for row in rows] == list(range(240))
    assert view.place_of("0000000000") is None
    assert list(library.view(limit=50)) == rows[:50]
    assert [row.headline for row in view.narrowed("a02 2-a")] == [f"2-A02-{number}" for number in range(40)]


def test_the_newest_hits_of_a_search_are_the_first_of_all(tmp_path: Path) -> None:
    library = library_of_three_days(tmp_path)
    for words in (("第1",), ("篇",), ("第3", "篇。")):
        whole = library.rows(Selection(words=words))
        assert library.rows(Selection(words=words), limit=5) == whole[:5]
        assert library.count(Selection(words=words)) == len(whole)


def test_what_left_a_list_by_a_mark_stays_where_it_is_kept(tmp_path: Path) -> None:
    library = library_of_three_days(tmp_path)
    unread = Selection(unread=True)
    before = library.view(unread)
    library.change([before[7].id, before[9].id], lambda _: Marks(read=True))
    assert len(library.view(unread)) == 238
    after = library.view(unread, kept=before)
    assert [row.id for row in after] == [row.id for row in before]
    assert [after.unread[place] for place in (6, 7, 8, 9)] == [1, 0, 1, 0]


def test_a_day_with_more_articles_than_was_thought_of_is_like_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.library.indexing.DAY_BITS", 3)
    library = library_of_three_days(tmp_path)
    rows = library.rows()
    assert len(rows) == 240
    assert rows == sorted(rows, key=lambda row: (row.facts.date, -int(row.headline[4])), reverse=True)
    assert library.rows(Selection(words=("第1",)), limit=3) == library.rows(Selection(words=("第1",)))[:3]


# The index is only derived -------------------------------------------------------------------------------------------


def everything(folder: Path) -> tuple[list[Row], list[tuple[str, str, int]], dict[str, int], list[str]]:
    library = Library(folder)
    result = library.rows(), sorted(library.entities()), library.tags(), found(library, "大桥")
    library.close()
    return result  # type: ignore[return-value]  # a kind is a text


def lose(index: Path) -> None:
    for path in index.parent.glob("index.sqlite*"):
        path.unlink()


def spoil(index: Path) -> None:
    index.write_bytes(index.read_bytes()[:1500] + b"\xff" * 5000)


def replace_by_text(index: Path) -> None:
    lose(index)
    index.write_text("this is no database " * 500)


def make_older(index: Path) -> None:
    with sqlite3.connect(index) as connection:
        connection.execute("UPDATE meta SET value = 'older' WHERE name = 'form'")
    connection.close()


@pytest.mark.parametrize("harm", [lose, spoil, replace_by_text, make_older])
def test_an_index_that_is_lost_or_broken_is_made_again_without_loss(tmp_path: Path, harm: object) -> None:
    library = Library(tmp_path)
    bridge, tea = keep(library, BRIDGE, TEA).articles
    keep(library, draft("周末看桥去", "清河大桥边的公园开放了。"), facts=LATER)
    library.change([bridge], lambda _: Marks(tags=("桥",), note="再读", position=3))
    library.change([tea], lambda _: Marks(read=True))
    library.close()
    before = everything(tmp_path)
    assert len(before[0]) == 3
    assert callable(harm)
    harm(tmp_path / "index.sqlite")
    assert everything(tmp_path) == before
    library = Library(tmp_path)
    steps: list[tuple[int, int]] = []
    library.reindex(lambda done, total: steps.append((done, total)))
    assert steps == [(0, 2), (1, 2)]
    assert everything(tmp_path) == before


def test_what_another_program_does_is_seen_without_a_new_start(tmp_path: Path) -> None:
    library, other = Library(tmp_path), Library(tmp_path)
    assert library.rows() == []
    (bridge,) = keep(other, BRIDGE).articles
    assert library.refresh()
    assert not library.refresh()
    assert [row.id for row in library.view()] == [bridge]
    other.change([bridge], lambda _: Marks(tags=("桥",)))
    assert library.refresh()
    assert library.view()[0].marks.tags == ("桥",)
    other.remove([bridge])
    assert library.refresh()
    assert len(library.view()) == 0


def test_marks_that_another_program_wrote_and_never_indexed_are_seen(tmp_path: Path) -> None:
    library = Library(tmp_path)
    (bridge,) = keep(library, BRIDGE).articles
    from store.library.marks import MarksFile

    marks = MarksFile(tmp_path / "marks.json")
    marks.change([bridge], lambda *_: Marks(read=True))
    assert library.rows()[0].marks.read
    marks.change([bridge], lambda *_: Marks(tags=("桥",)))
    marks.compact()
    assert library.rows()[0].marks.tags == ("桥",)
    assert library.rows(Selection(tag="桥"))


def test_marks_that_a_person_put_in_their_place_are_seen(tmp_path: Path) -> None:
    library = Library(tmp_path)
    (bridge,) = keep(library, BRIDGE).articles
    assert library.rows()[0].marks == Marks()
    number = int(bridge, 32)
    (tmp_path / "marks.json").write_text(f'{{"marks": {{"{number}": {{"id": "{bridge}", "read": true}}}}}}', "utf-8")
    assert library.rows()[0].marks.read


def test_files_taken_away_added_and_written_over_in_place_are_seen(tmp_path: Path) -> None:
    library = Library(tmp_path)
    keep(library, BRIDGE)
    keep(library, TEA, facts=LATER)
    path = next(tmp_path.rglob("2026-03-20.json"))
    text = path.read_text("utf-8")
    path.write_text(text.replace("通车", "开通"), "utf-8")
    assert library.refresh(every=True)
    assert found(library, "今天开通") == ["清河大桥今天开通"]
    path.unlink()
    assert library.refresh(every=True)
    assert found(library, "大桥") == []
    path.write_text(text, "utf-8")
    os.utime(path, (0, 0))
    assert library.refresh(every=True)
    assert found(library, "大桥") == ["清河大桥今天通车"], "a clock that goes back changes nothing"


def test_a_folder_that_cannot_be_written_is_read(tmp_path: Path) -> None:
    library = Library(tmp_path)
    (bridge,) = keep(library, BRIDGE).articles
    library.change([bridge], lambda _: Marks(tags=("桥",)))
    library.close()
    script = f"""
import os, shutil, tempfile
import filelock
from pathlib import Path
from store import Library
from store.errors import LibraryError
from store.library.folding import fold
from store.model import Marks, Selection
fold("桥")
os.setgid(65534)
os.setuid(65534)
library = Library(Path({str(tmp_path)!r}))
print([row.headline for row in library.rows(Selection(words=("大桥",)))], library.rows()[0].marks.tags)
try:
    library.change([{bridge!r}], lambda _: Marks(read=True))
except LibraryError as error:
    print(error.title)
"""
    folders = [tmp_path, *tmp_path.parents]
    if os.geteuid() != 0:
        pytest.skip("only root can take rights away from a process")
    modes = {folder: folder.stat().st_mode for folder in folders if folder != Path("/")}
    for folder in modes:
        folder.chmod(modes[folder] | 0o055)
    try:
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    finally:
        for folder, mode in modes.items():
            folder.chmod(mode)
    assert done.stdout.splitlines() == ["['清河大桥今天通车'] ('桥',)", "The library cannot be written"], done.stderr


# Forms of files ------------------------------------------------------------------------------------------------------

SCHEMA_1 = """{"pages": {
"11": {"id": "000000000b", "facts": {"paper": "江州日报", "date": "2026-03-20", "label": "A01"},
 "raw": {"file": "a.txt", "text": "桥通了\\n两岸的人都来了。"}, "splitter": "1", "articles": ["000000000c"]}
},
"articles": {
"12": {"id": "000000000c", "page": "000000000b", "draft": {"headline": ["桥通了", [[0, 3]]],
 "paragraphs": [["两岸的人都来了。", [[4, 12]]]]}, "lengths": "38"}
}}
"""


def test_a_library_of_the_first_schema_opens_and_becomes_the_present_one_when_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "issues" / "江州日报-abcdef" / "2026-03-20.json"
    path.parent.mkdir(parents=True)
    path.write_text(SCHEMA_1, "utf-8")
    (tmp_path / "marks.json").write_text('{"marks": {\n"12": {"id": "000000000c", "tags": ["桥"]}\n}}\n', "utf-8")
    library = Library(tmp_path)
    (row,) = library.rows()
    assert (row.id, row.headline, row.marks.tags) == ("000000000c", "桥通了", ("桥",))
    before = library.article(row.id)
    library.change([row.id], lambda marks: msgspec.structs.replace(marks, read=True))
    library.set_facts(row.page_id, PageFacts("江州日报", "2026-03-20", "A02"))
    (written,) = (tmp_path / "issues").rglob("*.json")
    assert '"schema":2' in written.read_text("utf-8").replace(" ", "")
    assert written.read_text("utf-8").count("两岸的人都来了") == 1, "the text stands once, on its page"
    again = Library(tmp_path)
    assert again.article(row.id) == before
    assert again.marks(row.id) == Marks(read=True, tags=("桥",))


def test_an_issue_of_a_newer_program_is_read_said_and_not_written(tmp_path: Path) -> None:
    library = Library(tmp_path)
    kept = keep(library, BRIDGE)
    path = next(tmp_path.rglob("2026-03-20.json"))
    newer = path.read_text("utf-8").replace('"schema":2', '"schema":99')
    path.write_text(newer, "utf-8")
    library = Library(tmp_path)
    assert [row.headline for row in library.rows()] == ["清河大桥今天通车"]
    assert "newer Dubao" in library.problems[0].message
    with pytest.raises(LibraryError, match="newer"):
        library.set_facts(kept.page, PageFacts("江州日报", "2026-03-20", "A09"))
    with pytest.raises(LibraryError, match="newer"):
        keep(library, TEA)
    assert path.read_text("utf-8") == newer


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda s: (min(s), max(s))), max_size=3)


@given(st.text("一二三 \n", min_size=30, max_size=30), SPANS, SPANS, st.text("一二", max_size=3))
def test_an_article_without_copies_is_given_back_as_it_was(
    page: str, first: list[tuple[int, int]], second: list[tuple[int, int]], other: str
) -> None:
    spaced = Passage(" ".join(page[a:b] for a, b in first) or "题", tuple(first))
    joined = Passage("".join(page[a:b] for a, b in second) or "文", tuple(second))
    parts = [part for part in (spaced, joined, Passage(other)) if part.text.strip() or not part.spans]
    article = Article("a", "p", Draft(headline=parts[0], paragraphs=tuple(parts)))
    assert with_text(without_copies(article, page), page) == article
