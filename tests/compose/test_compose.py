"""A composed page and its gold say the same."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compose.__main__ import gold_json, main
from tests.compose.draw import draw_page
from tests.compose.habits import Habits
from tests.compose.measure import Rules, advance, take
from tests.compose.page import Gold

SEEDS = st.integers(0, 2**32)
CALM = {"manner": "plain", "runin": "", "headless": "0", "caption_inside": "0", "furniture": "top", "dropcap": "no"}


def printed(gold: Gold) -> Counter[str]:
    """Count every character that is not white space in the gold of a page."""
    parts: list[str] = [*gold["furniture"], *gold["captions"], gold["made"]["marks"]]
    for article in gold["articles"]:
        parts += [article[key] for key in ("kicker", "headline", "subtitle", "credit", "jump")]
        parts += article["paragraphs"]
    return Counter("".join("".join(parts).split()))


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_every_character_of_a_page_stands_once_in_its_gold(seed: int) -> None:
    page = draw_page(seed)
    assert Counter("".join(page.text.split())) == printed(page.gold)


@given(SEEDS)
@settings(max_examples=40, deadline=None)
def test_a_dateline_stands_in_the_first_paragraph_or_in_the_credit(seed: int) -> None:
    for article in draw_page(seed).gold["articles"]:
        assert article["dateline"] in article["paragraphs"][0] + article["credit"]
        assert all(i < len(article["paragraphs"]) for i in article["subheads"])
        assert all(author in article["credit"] + article["paragraphs"][0] for author in article["authors"])


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_a_paragraph_is_printed_in_its_order(seed: int) -> None:
    page = draw_page(seed, CALM | {"order": "before", "blanks": "none"})
    dump = "".join(page.text.split())
    for article in page.gold["articles"]:
        for paragraph in article["paragraphs"]:
            assert "".join(paragraph.split()) in dump


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_a_seed_is_a_page(seed: int) -> None:
    assert draw_page(seed) == draw_page(seed)
    assert draw_page(seed).text != draw_page(seed + 1).text


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_a_page_without_blank_lines_has_none(seed: int) -> None:
    page = draw_page(seed, {"blanks": "none"})
    assert all(line.strip() for line in page.text.splitlines())
    assert page.gold["made"]["blank_lines"] is False


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_an_indent_that_is_kept_stands_before_paragraphs_only(seed: int) -> None:
    page = draw_page(seed, CALM | {"indent": "fullwidth", "glued": "0"})
    starts = tuple(paragraph[:6] for article in page.gold["articles"] for paragraph in article["paragraphs"])
    for line in page.text.splitlines():
        if line.startswith("　　"):
            text = "".join(line.split())
            assert any(text.startswith("".join(start.split())[:4]) for start in starts)


@given(SEEDS, st.sampled_from(["before", "after"]))
@settings(max_examples=20, deadline=None)
def test_a_headline_stands_where_the_habit_says(seed: int, order: str) -> None:
    page = draw_page(seed, CALM | {"order": order})
    dump = "".join(page.text.split())
    for article in page.gold["articles"]:
        headline, body = ("".join(t.split()) for t in (article["headline"], max(article["paragraphs"], key=len)))
        assert (dump.index(headline) < dump.index(body)) == (order == "before")


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_a_page_in_the_manner_of_mupdf_has_neither_blank_lines_nor_stray_spaces(seed: int) -> None:
    page = draw_page(seed, {"manner": "mupdf"})
    assert "\n\n" not in page.text
    assert page.gold["made"]["stray"] == 0


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_all_titles_together_stand_behind_or_before_all_bodies(seed: int) -> None:
    page = draw_page(seed, CALM | {"stream": "kinds"})
    dump = "".join(page.text.split())
    headlines = [dump.index("".join(a["headline"].split())) for a in page.gold["articles"]]
    bodies = [dump.index("".join(max(a["paragraphs"], key=len).split())) for a in page.gold["articles"]]
    assert max(headlines) < min(bodies) or max(bodies) < min(headlines)


RULES = st.builds(
    Rules, st.booleans(), st.sampled_from(["hang", "push", "none"]), st.sampled_from(["whole", "broken", "hyphen"])
)


@given(st.text(alphabet="江州一二三，。“”（）《》·ABCxyz 0123.%", min_size=1, max_size=200), st.integers(8, 60), RULES)
def test_lines_are_the_paragraph_and_fit_their_column(text: str, room: int, rules: Rules) -> None:
    start, lines = 0, []
    while start < len(text):
        end, _ = take(text, start, room, rules)
        assert end > start
        lines.append(text[start:end])
        start = end
    assert "".join(lines) == text
    hung = 0 if rules.kinsoku != "hang" else 2 * 2
    assert all(sum(advance(c, rules) for c in line) <= room + hung for line in lines)


def test_the_command_writes_as_many_pages_as_asked(tmp_path: Path) -> None:
    with patch(
        "sys.argv", ["compose", str(tmp_path), "--pages", "3", "--seed", "5", "--habits", "order=after", "width=13"]
    ):
        assert main() == 0
    folders = sorted(tmp_path.iterdir())
    assert [f.name for f in folders] == ["c00005", "c00006", "c00007"]
    made = json.loads((folders[0] / "gold.json").read_text("utf-8"))["made"]
    assert (made["order"], made["width"]) == ("after", 13)
    page = draw_page(5, {"order": "after", "width": "13"})
    assert (folders[0] / "gold.json").read_text("utf-8") == gold_json(page)


@pytest.mark.parametrize(("name", "value"), [("order", "sideways"), ("colour", "red")])
def test_a_habit_that_does_not_exist_is_refused(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=f"{value}|{name}"):
        draw_page(0, {name: value})


def test_habits_are_documented() -> None:
    documented = Habits.__doc__ or ""
    assert all(name in documented for name in Habits.__dataclass_fields__)
