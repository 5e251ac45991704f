"""``dubao who``: names with offices and counts, for people and for programs."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from rich.cells import cell_len

from store import Library
from tests.store.library.naming import keep
from tests.tui.test_cli import Run, run

__all__ = ["run"]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Fill the library that ``run`` uses."""
    library = Library(tmp_path / "library")
    keep(library, "2026-03-01", "甲\n副市长陆承泽到江州。")
    keep(library, "2026-03-20", "乙\n市长陆承泽与王伟到江州市，陆市长说好。", paper="云岭晚报")
    return library


def test_names_of_a_query_as_objects(run: Run, library: Library) -> None:
    status, found, _ = run("who", "--json", "paper:云岭晚报")
    assert status == 0
    assert found[0] == {
        "kind": "PER",
        "name": "陆承泽",
        "offices": ["市长"],
        "articles": 1,
        "mentions": 2,
        "first": "2026-03-20",
        "last": "2026-03-20",
    }
    assert [each["name"] for each in found] == ["陆承泽", "王伟", "江州市"]


def test_a_table_for_people_is_aligned_whatever_the_width_of_a_name(run: Run, library: Library) -> None:
    status, lines, _ = run("who", "--kind", "person", "--kind", "place")
    assert status == 0
    assert [line.split()[1] for line in lines] == ["name", "陆承泽", "王伟", "江州市"]
    assert len({cell_len(line[: line.rindex("2026-03-20")]) for line in lines[1:]}) == 1
    assert lines[1].endswith("市长；副市长")
    assert run("who", "--limit", "1", "--kind", "person")[1] == lines[:2]


def test_values_for_a_spreadsheet(run: Run, library: Library) -> None:
    _, lines, _ = run("who", "--csv")
    rows = list(csv.DictReader(lines))
    assert [(row["name"], row["offices"], row["articles"]) for row in rows] == [
        ("陆承泽", "市长、副市长", "2"),
        ("王伟", "", "1"),
        ("江州市", "", "2"),
    ]


def test_what_is_asked_wrongly_is_said(run: Run, library: Library) -> None:
    assert run("who", "--csv", "--json")[0] == 2
    status, lines, err = run("who", "date:2026-13")
    assert (status, lines) == (2, [])
    assert "^" in err


def test_people_are_told_that_nothing_was_found_and_programs_get_nothing(run: Run, library: Library) -> None:
    for command in ("who", "list"):
        assert run(command, "没有这回事") == (0, [], "Nothing found\n")
        assert run(command, "--json", "没有这回事") == (0, [], "")
    status, lines, err = run("list", "--library", "elsewhere")
    assert (status, lines) == (0, [])
    assert err.startswith("The library is empty: elsewhere.")
