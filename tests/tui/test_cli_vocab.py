"""The vocabulary and the own words on the command line."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from store import Library
from tests.store.library.invented import FACTS, TEA, page
from tests.tui.kit import BRIDGE, HARBOUR, fill
from tests.tui.test_cli import Run, run

__all__ = ["run"]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Fill the library that ``run`` uses, with two words collected from two articles."""
    library = fill(tmp_path / "library")
    ids = {row.headline: row.id for row in library.rows()}
    library.note_word("货轮", "云水港迎来首艘“货轮”\t\n", "huòlún", 'a "freighter", e.g. a big one', ids[HARBOUR])
    library.note_word("合龙", "=新桥合龙", "hélóng", "-to join\nup", ids[BRIDGE])
    return library


def test_the_vocabulary_is_shown_for_people_and_for_programs(run: Run, library: Library) -> None:
    status, lines, _ = run("vocab")
    assert status == 0
    assert [line.split()[:2] for line in lines] == [["货轮", "huòlún"], ["合龙", "hélóng"]]
    status, cards, _ = run("vocab", "--json")
    assert [card["word"] for card in cards] == ["货轮", "合龙"]
    assert cards[0]["sentence"] == "云水港迎来首艘“货轮”"


def test_tabs_for_flash_cards_have_a_head_and_one_card_a_line(run: Run, library: Library) -> None:
    status, lines, _ = run("vocab", "--format", "tsv")
    assert status == 0
    assert lines[:2] == ["#separator:tab", "#html:false"]
    columns = lines[2].removeprefix("#columns:").split("\t")
    cards = list(csv.DictReader(lines[3:], columns, delimiter="\t"))
    assert [(card["word"], card["gloss"]) for card in cards] == [
        ("货轮", 'a "freighter", e.g. a big one'),
        ("合龙", "-to join up"),
    ]


def test_a_table_has_a_head_and_nothing_that_a_spreadsheet_calculates(run: Run, library: Library) -> None:
    _, lines, _ = run("vocab", "--format", "csv")
    rows = list(csv.DictReader(lines))
    assert [(row["word"], row["sentence"], row["gloss"]) for row in rows] == [
        ("货轮", "云水港迎来首艘“货轮”", 'a "freighter", e.g. a big one'),
        ("合龙", "'=新桥合龙", "'-to join up"),
    ]


def test_a_query_leaves_the_words_of_its_articles(run: Run, library: Library) -> None:
    assert [card["word"] for card in run("vocab", "--json", "person:沈若川")[1]] == ["货轮"]
    assert run("vocab", "(")[0] == 2


def test_words_are_taken_out(run: Run, library: Library) -> None:
    assert run("vocab", "--remove", "货轮")[0] == 0
    assert [card["word"] for card in run("vocab", "--json")[1]] == ["合龙"]
    status, _, err = run("vocab", "--remove", "货轮")
    assert status == 1
    assert "货轮" in err
    assert run("vocab", "--remove", "合龙", "--format", "csv")[0] == 2
    assert run("vocab", "--json", "--format", "csv")[0] == 2


def test_own_words_are_taught_listed_and_forgotten(run: Run, library: Library) -> None:
    raw, split, analyses = page(TEA)
    (key,) = library.keep(raw, split, FACTS, analyses).articles
    assert run("own", "--teach", "首艘", "--teach", "货|轮", "--teach", "春茶")[0] == 0
    assert run("own")[1] == ["首艘", "货|轮", "春茶"]
    assert run("own", "--json")[1][1] == {"text": "货轮", "words": ["货", "轮"]}
    assert "春茶" in run("show", key, "--json")[1][0]["words"]
    assert run("own", "--remove", "货|轮")[0] == 0
    assert run("own")[1] == ["首艘", "春茶"]
    for wrong in (("--remove", "货轮"), ("--teach", "首艘", "--teach", "字"), ("--teach", "|首艘")):
        assert run("own", *wrong)[0] == 1
    assert run("own")[1] == ["首艘", "春茶"]
