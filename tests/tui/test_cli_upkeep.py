"""From the command line a page gets its facts, is split again, and is taken out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import store.pages.split
from store import Library
from store.model import Analysis, Draft, Passage, RawPage, Split
from store.pages.lines import lines_of, passage
from tests.tui.kit import fill
from tui.cli import main

Run = Callable[..., tuple[int, list[Any], str]]

PAGE = """清河大桥今天通车
本报讯 3月20日，清河大桥正式通车。
云岭春茶开采
云岭镇的春茶比去年早了六天开采。
"""


def by_pairs(raw: RawPage) -> Split:
    """Split a page into stories of two lines, a headline and a paragraph."""
    lines = lines_of(raw.text)
    pairs = [lines[at : at + 2] for at in range(0, len(lines), 2)]
    return Split(tuple(Draft(headline=passage(p[:1], title=True), paragraphs=(passage(p[1:]),)) for p in pairs))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a library folder, and a page in a folder that says its date."""
    monkeypatch.setenv("DUBAO_LIBRARY", str(tmp_path / "library"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(store.pages.split, "split_page", by_pairs)
    (tmp_path / "2026-03-20").mkdir()
    (tmp_path / "2026-03-20" / "A01.txt").write_text(PAGE, "utf-8")
    return tmp_path


@pytest.fixture
def run(folder: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run ``dubao``; give status, the lines of standard output and standard error."""

    def call(*argv: str) -> tuple[int, list[Any], str]:
        status = main(argv)
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        lines = out.splitlines()
        return status, [json.loads(line) for line in lines] if "--json" in argv else lines, err

    return call


def ids(run: Run) -> list[str]:
    return [row["id"] for row in run("list", "--json")[1]]


# Facts -------------------------------------------------------------------------------------------------------------


def test_what_is_not_known_is_given_afterwards_by_loading_again(run: Run) -> None:
    _, (first,), _ = run("load", "2026-03-20", "--json")
    assert (first["status"], first["paper"], first["date"], first["page"]) == ("new", "", "2026-03-20", "A01")
    before = ids(run)
    run("mark", before[0], "--bookmark")
    _, (again,), err = run("load", "2026-03-20", "--paper", "江州日报", "--page", "A01 要闻", "--json")
    assert (again["status"], again["paper"], again["date"], again["page"]) == (
        *("set", "江州日报", "2026-03-20", "A01 要闻"),
    )
    assert err.splitlines()[-1] == "0 pages, 0 articles, 1 already there (1 set anew), 0 failed"
    assert ids(run) == before
    assert run("list", "--json")[1][0]["bookmarked"]
    _, (same,), err = run("load", "2026-03-20", "--json")
    assert (same["status"], same["paper"]) == ("same", "江州日报"), "what was given stays"
    assert err.splitlines()[-1] == "0 pages, 0 articles, 1 already there, 0 failed"
    assert run("check")[0] == 0


def test_what_is_given_wins_over_what_the_page_says(run: Run) -> None:
    _, (loaded,), _ = run("load", "2026-03-20", "--date", "2026-03-21", "--json")
    assert (loaded["date"], loaded["page"]) == ("2026-03-21", "A01")


def test_split_tells_people_what_the_page_says_of_itself(run: Run) -> None:
    assert "2026-03-20 · A01" in run("split", "2026-03-20/A01.txt")[1][0]


# Splitting again ---------------------------------------------------------------------------------------------------


def whole(raw: RawPage) -> Split:
    """Split a page into one story."""
    lines = lines_of(raw.text)
    return Split((Draft(headline=passage(lines[:1], title=True), paragraphs=(passage(lines[1:]),)),))


def test_pages_of_an_older_splitter_are_split_again_and_marks_stay(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store.pages.split, "split_page", whole)
    run("load", "2026-03-20")
    (one,) = ids(run)
    run("mark", one, "--tag", "桥", "--note", "周末再读")
    monkeypatch.setattr(store.pages.split, "split_page", by_pairs)
    assert run("resplit")[2].splitlines()[-1] == ("0 pages split again, 0 articles, 1 left as they were, 0 failed"), (
        "the same version would do the same"
    )
    monkeypatch.setattr(store.pages.split, "SPLITTER", "newer")
    status, (event,), err = run("resplit", "--json")
    assert (status, event["status"], len(event["articles"])) == (0, "split", 2)
    assert err.splitlines()[-1] == "1 page split again, 2 articles, 0 left as they were, 0 failed"
    rows = {row["id"]: row for row in run("list", "--json")[1]}
    assert (rows[one]["tags"], rows[one]["note"]) == (["桥"], "周末再读")
    assert run("resplit")[2].splitlines()[-1].endswith("1 left as they were, 0 failed")
    assert run("resplit", "--all")[2].splitlines()[-1].startswith("1 page split again")
    assert run("check")[0] == 0


def test_a_query_selects_the_pages_of_the_articles_that_match(run: Run, folder: Path) -> None:
    (folder / "2026-03-20" / "A02.txt").write_text("白鹿湖迎来候鸟\n湖边的候鸟比去年多了一成。\n", "utf-8")
    run("load", "2026-03-20")
    _, events, _ = run("resplit", "候鸟", "--all", "--json")
    assert [event["file"] for event in events] == ["2026-03-20/A02.txt"]
    assert run("resplit", "没有这个词", "--all", "--json")[1] == []


def test_a_page_that_breaks_the_splitter_stays_as_it_was(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("load", "2026-03-20")
    before = ids(run)

    def broken(_: RawPage) -> Split:
        raise ValueError("no such line")

    monkeypatch.setattr(store.pages.split, "split_page", broken)
    status, (event,), _ = run("resplit", "--all", "--json")
    assert status == 1
    assert "no such line" in event["error"]
    assert ids(run) == before


def test_a_page_the_reader_took_an_article_from_is_not_split_again(run: Run) -> None:
    run("load", "2026-03-20")
    first, second = ids(run)
    run("remove", first)
    run("resplit", "--all")
    assert ids(run) == [second]


# Taking out --------------------------------------------------------------------------------------------------------


def test_an_article_is_removed_and_loading_its_page_brings_it_back(run: Run) -> None:
    run("load", "2026-03-20")
    first, second = ids(run)
    run("mark", first, "--tag", "桥")
    status, lines, err = run("remove", first[:6])
    assert status == 0
    assert "清河大桥今天通车" in lines[0]
    assert err.splitlines()[-1] == "0 pages, 1 article removed"
    assert ids(run) == [second]
    _, (event,), err = run("load", "2026-03-20", "--json")
    assert event["status"] == "restored"
    assert ids(run) == [first, second]
    assert run("list", "--json")[1][0]["tags"] == [], "marks go with what is removed"
    assert run("check")[0] == 0


def test_a_page_is_removed_by_label_or_id_and_an_issue_by_paper_and_date(run: Run, folder: Path) -> None:
    (folder / "2026-03-20" / "A02.txt").write_text("白鹿湖迎来候鸟\n湖边的候鸟比去年多了一成。\n", "utf-8")

    def load() -> list[Any]:
        return run("load", "2026-03-20", "--paper", "江州日报", "--json")[1]

    load()
    status, gone, err = run("remove", "--page", "A02", "--json")
    assert (status, [row["headline"] for row in gone]) == (0, ["白鹿湖迎来候鸟"])
    assert err.splitlines()[-1] == "1 page, 1 article removed"
    page = load()[0]["page_id"]
    assert run("remove", "--page", page)[0] == 0
    assert [row["headline"] for row in run("list", "--json")[1]] == ["白鹿湖迎来候鸟"]
    load()
    assert run("remove", "--issue", "江州日报/2026-03-20")[2].splitlines()[-1] == "2 pages, 3 articles removed"
    assert ids(run) == []
    assert run("check")[0] == 0


def test_a_label_that_several_pages_have_removes_none(run: Run, folder: Path) -> None:
    run("load", "2026-03-20")
    other = folder / "2026-03-21"
    other.mkdir()
    (other / "A01.txt").write_text("白鹿湖迎来候鸟\n湖边的候鸟比去年多了一成。\n", "utf-8")
    run("load", "2026-03-21")
    status, lines, err = run("remove", "--page", "A01")
    assert (status, lines) == (1, [])
    assert "2026-03-20" in err
    assert "2026-03-21" in err
    assert len(ids(run)) == 3


@pytest.mark.parametrize(
    ("argv", "status"),
    [
        (("remove",), 2),
        (("remove", "abcd", "--page", "A01"), 2),
        (("remove", "--issue", "江州日报"), 2),
        (("remove", "--issue", "江州日报/2026-02-30"), 2),
        (("remove", "--issue", "白鹿时报/2026-03-20"), 1),
        (("remove", "--page", "Z99"), 1),
        (("remove", "zzzz"), 1),
    ],
)
def test_what_is_not_there_removes_nothing(run: Run, argv: tuple[str, ...], status: int) -> None:
    run("load", "2026-03-20")
    found, lines, err = run(*argv)
    assert (found, lines) == (status, [])
    assert err
    assert len(ids(run)) == 2


# Halves ------------------------------------------------------------------------------------------------------------


def test_show_names_the_other_half_of_a_story(run: Run, folder: Path) -> None:
    library = Library(folder / "library")
    fill(folder / "library")
    rows = library.rows()
    for row, jump in ((rows[0], "（下转A02版）"), (rows[3], "（上接A01版）")):
        page = library.page(row.page_id)
        drafts = [library.article(key).draft for key in page.articles]
        changed = tuple(
            Draft(headline=d.headline, paragraphs=d.paragraphs, jump=Passage(jump)) if key == row.id else d
            for key, d in zip(page.articles, drafts, strict=True)
        )
        library.remove(pages=[page.id])
        library.keep(page.raw, Split(changed), page.facts, [Analysis((d.text,), ()) for d in changed])
    first, second = (next(row.id for row in library.rows() if row.headline == r.headline) for r in (rows[0], rows[3]))
    _, (shown,), _ = run("show", first, "--json")
    assert (shown["continues"], shown["continued"]) == ("", second)
    _, (shown,), _ = run("show", second, "--json")
    assert (shown["continues"], shown["continued"]) == (first, "")
    assert any(first in line and rows[0].headline in line for line in run("show", second)[1])
