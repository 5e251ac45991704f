"""Queries, tags and saved queries on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import Library
from store.model import Marks
from tests.tui.kit import BRIDGE, HARBOUR, RIVER, SCHOOL, fill
from tests.tui.test_cli import Run, run

__all__ = ["run"]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Fill the library that ``run`` uses."""
    return fill(tmp_path / "library")


def headlines(result: tuple[int, list[dict[str, str]], str]) -> list[str]:
    assert result[0] == 0, result[2]
    return [row["headline"] for row in result[1]]


def test_list_understands_queries(run: Run, library: Library) -> None:
    assert headlines(run("list", "--json", "临溪市", "-孩子")) == [HARBOUR, RIVER]
    assert headlines(run("list", "--json", "person:梁月华 page:A01")) == [SCHOOL]
    assert headlines(run("list", "--json", "船 OR 桥头", "--limit", "1")) == [HARBOUR]
    assert headlines(run("list", "--json", "--", "-临溪市")) == ["老艺人传唱《江上行》"]


def test_a_query_that_is_none_is_pointed_at(run: Run, library: Library) -> None:
    status, lines, err = run("list", "港口", "date:2026-13")
    assert (status, lines) == (2, [])
    query, mark = next(pair for pair in zip(err.splitlines(), err.splitlines()[1:], strict=False) if "^" in pair[1])
    assert query == "港口 date:2026-13"
    assert mark == "     " + "^" * len("date:2026-13")
    for command in (["export", "--format", "txt", "("], ["mark", "--query", "(", "--read"], ["resplit", "("]):
        assert run(*command)[0] == 2
    assert run("list", "--jsn")[0] == 2


def test_all_articles_of_a_query_are_marked_in_one_step(run: Run, library: Library) -> None:
    assert run("mark", "--query", "桥 is:unread", "--tag", "桥", "--read")[0] == 0
    assert headlines(run("list", "--json", "tag:桥")) == [BRIDGE]
    status, _, err = run("mark", "--query", "没有这回事", "--read")
    assert (status, err) == (0, "0 articles marked\n")
    assert run("mark", "--query", "桥", "abcd", "--read")[0] == 2


def test_tags_are_listed_renamed_and_removed(run: Run, library: Library) -> None:
    ids = [row.id for row in library.rows()]
    library.change(ids[:3], lambda _: Marks(tags=("旧",)))
    library.change(ids[2:], lambda marks: Marks(tags=(*marks.tags, "新")))
    assert run("tags", "--json")[1] == [{"tag": "旧", "articles": 3}, {"tag": "新", "articles": 3}]
    assert run("tags", "--rename", "旧", "新")[0] == 0
    assert run("tags", "--json")[1] == [{"tag": "新", "articles": 5}]
    assert run("tags", "--remove", "新")[2] == "5 articles changed\n"
    assert run("tags", "--json")[1] == []
    status, _, err = run("tags", "--remove", "新")
    assert status == 1
    assert "新" in err


def test_queries_are_saved_counted_and_removed(run: Run, library: Library) -> None:
    assert run("queries", "--save", "看桥", "桥", "is:unread")[0] == 0
    assert run("queries", "--json")[1] == [{"name": "看桥", "query": "桥 is:unread", "articles": 1}]
    run("mark", "--query", "桥", "--read")
    assert run("queries", "--json")[1][0]["articles"] == 0
    assert run("queries", "--save", "坏的", "(")[0] == 2
    assert run("queries", "--remove", "看桥")[0] == 0
    assert run("queries")[1] == []
    assert run("queries", "--remove", "看桥")[0] == 1


def test_the_list_is_the_same_byte_for_byte_after_the_index_was_lost(
    run: Run, library: Library, tmp_path: Path
) -> None:
    run("mark", "--query", "临溪市", "--tag", "市", "--note", "一\n二")
    before = run("list", "--json")
    library.close()
    for path in (tmp_path / "library").glob("index.sqlite*"):
        path.unlink()
    assert run("reindex")[0] == 0
    assert run("list", "--json") == before


def test_a_backup_is_restored_and_never_over_a_library_unasked(run: Run, library: Library, tmp_path: Path) -> None:
    run("mark", "--query", "桥", "--tag", "桥")
    before = run("list", "--json")
    assert run("backup", "b.zip")[0] == 0
    status, _, err = run("restore", "b.zip")
    assert status == 1
    assert "--replace" in err
    assert run("restore", "b.zip", "--library", "other")[0] == 0
    assert run("list", "--json", "--library", "other")[1] == before[1]
    run("mark", "--query", "桥", "--untag", "桥")
    library.close()
    status, _, err = run("restore", "b.zip", "--replace")
    assert status == 0
    assert "before-restore-1" in err
    assert run("list", "--json") == before
    (tmp_path / "b.zip").write_text("x")
    assert run("restore", "b.zip", "--replace")[0] == 1


def test_exports_come_in_again_and_go_into_a_folder(run: Run, library: Library, tmp_path: Path) -> None:
    assert run("export", "--format", "jsonl", "-o", "all.jsonl")[0] == 0
    with (tmp_path / "all.jsonl").open("a") as file:
        file.write("nonsense\n")
    status, _, err = run("import", "all.jsonl", "--library", "other")
    assert status == 1
    assert "line 6" in err
    assert err.splitlines()[-1] == "5 articles imported, 0 already there, 1 failed"
    assert run("list", "--json", "--library", "other")[1] == run("list", "--json")[1]
    assert run("import", "none.jsonl")[0] == 1
    assert run("export", "--format", "md", "-o", "notes/", "桥")[0] == 0
    (note,) = (tmp_path / "notes").iterdir()
    assert note.read_text("utf-8").startswith('---\nid: "')
    assert run("export", "--format", "csv")[1][0].startswith("id,date,paper")


def test_a_file_that_is_no_export_is_named_and_told_in_a_few_lines(run: Run, tmp_path: Path) -> None:
    (tmp_path / "novel.txt").write_text("话说天下大势\n" * 1000, "utf-8")
    status, lines, err = run("import", "novel.txt")
    assert (status, lines) == (1, [])
    told = err.splitlines()
    assert len(told) < 20
    assert told[0].startswith("novel.txt: ")
    assert told[-1] == "0 articles imported, 0 already there, 1000 failed"


def test_a_check_says_how_much_there_is_so_that_a_wrong_folder_is_noticed(run: Run) -> None:
    assert run("check", "--library", "elsewhere") == (0, [], "elsewhere: sound, 0 articles\n")
