"""A composed page and its gold say the same."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compose.__main__ import gold_json, main
from tests.compose.arrange import Piece, woven
from tests.compose.articles import sources
from tests.compose.draw import draw_page
from tests.compose.habits import Habits
from tests.compose.measure import Rules, advance, take
from tests.compose.page import Gold

SEEDS = st.integers(0, 2**32)
CALM = {
    "manner": "plain",
    "runin": "",
    "headless": "0",
    "broken_off": "0",
    "caption_inside": "0",
    "caption_midst": "0",
    "furniture": "top",
    "dropcap": "no",
    "inset": "0",
    "interleaved": "0",
}


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
        printed_names = "".join((article["credit"] + article["paragraphs"][0]).split())
        assert all(author in printed_names for author in article["authors"])


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
    assert all(line.strip() for line in page.text.rstrip("\f").splitlines())
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


def joined(text: str) -> str:
    return "".join(text.split())


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_a_habit_of_roles_changes_the_order_of_lines_and_not_the_gold(seed: int) -> None:
    fixed = CALM | {"roles": "subtitle first", "byline": "with", "order": "before", "stream": "stories"}
    page = draw_page(seed, fixed | {"split_title": "0"})
    dump = joined(page.text)
    for article in page.gold["articles"]:
        kicker, headline, subtitle = (joined(article[role]) for role in ("kicker", "headline", "subtitle"))
        assert kicker + subtitle + headline in dump


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_a_split_title_stands_at_both_ends_of_its_story(seed: int) -> None:
    fixed = CALM | {"split_title": "1", "byline": "with", "order": "before", "stream": "stories", "guide": "no"}
    page = draw_page(seed, fixed)
    dump = joined(page.text)
    for article in page.gold["articles"]:
        if not (article["kicker"] or article["subtitle"]):
            continue
        body = dump.index(joined(max(article["paragraphs"], key=len)))
        apart = [role for role in ("kicker", "subtitle") if article[role] and dump.rindex(joined(article[role])) > body]
        assert len(apart) == 1
        assert dump.index(joined(article["headline"])) < body


def story_of(number: int, columns: int) -> list[Piece]:
    return [Piece("title" if i == 0 else "column", number, (f"{number}.{i}",)) for i in range(columns + 1)]


@given(st.lists(st.integers(1, 5), min_size=2, max_size=5), SEEDS)
def test_a_story_set_into_another_stays_in_one_piece_before_a_column(columns: list[int], seed: int) -> None:
    stories = [story_of(number, count) for number, count in enumerate(columns)]
    (block,) = woven(stories, Habits(inset=1.0), random.Random(seed))
    for number, story in enumerate(stories):
        assert [piece for piece in block if piece.story == number] == story
    last = len(stories) - 1
    places = [i for i, piece in enumerate(block) if piece.story == last]
    assert places == list(range(places[0], places[0] + len(places)))
    assert block[places[-1] + 1].kind == "column"


@given(st.integers(1, 5), st.integers(1, 5), SEEDS)
def test_interleaved_stories_alternate_and_keep_their_order(one: int, other: int, seed: int) -> None:
    stories = [story_of(0, one), story_of(1, other)]
    (block,) = woven(stories, Habits(interleaved=1.0), random.Random(seed))
    assert [[piece for piece in block if piece.story == number] for number in (0, 1)] == stories
    both = 2 * min(one + 1, other + 1)
    assert [piece.story for piece in block[:both]] == [0, 1] * (both // 2)


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_stories_are_broken_off_in_mid_sentence(seed: int) -> None:
    prose = [source for source in sources().values() if len(source.paragraphs) > 3 and not source.tabular]
    page = draw_page(seed, CALM | {"broken_off": "1", "stories": "8", "short": "0"}, prose)
    articles = [article for article in page.gold["articles"] if not article["jump"]]
    headless = [article for article in articles if not article["headline"]]
    endless = [article for article in articles if article["paragraphs"][-1][-1] not in "。！？”」…）)"]
    assert len(headless) + len(endless) > len(articles) // 2


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_a_caption_in_the_midst_of_a_column_stands_between_two_lines_of_its_story(seed: int) -> None:
    fixed = CALM | {"caption_midst": "1", "stories": "1", "order": "before", "caption_width": "0", "stray": "0"}
    page = draw_page(seed, fixed | {"byline": "with", "split_title": "0", "stream": "stories"})
    lines = [joined(line) for line in page.text.splitlines() if line.strip()]
    captions = [joined(caption) for caption in page.gold["captions"]]
    article = page.gold["articles"][0]
    body = joined("".join(article["paragraphs"]) + article["credit"] + article["jump"])
    if captions:
        at = lines.index(captions[0])
        assert lines[at : at + len(captions)] == captions
        assert lines[at - 1] in body
        assert lines[at + len(captions)] in body


def test_a_page_in_traditional_characters_prints_and_tells_them() -> None:
    page = draw_page(3, {"script": "traditional"})
    assert not set("这说们国时会") & set(page.text)
    assert set("這說們國時會") & set(page.text)
    assert Counter("".join(page.text.split())) == printed(page.gold)


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_spaced_names_stay_whole_in_the_gold(seed: int) -> None:
    page = draw_page(seed, {"spaced_names": "yes", "form": "closing"})
    for article in page.gold["articles"]:
        for author in article["authors"]:
            assert " " not in author
            assert len(author) != 2 or author not in article["credit"]


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_line_ends_and_spaces_behind_lines_are_the_only_difference_they_make(seed: int) -> None:
    bare = {"trailing": "0", "carriage": "no", "form_feed": "no", "double_blank": "0"}
    plain = draw_page(seed, bare)
    marked = draw_page(seed, bare | {"trailing": "1", "carriage": "yes", "form_feed": "yes"})
    assert [line.rstrip() for line in marked.text.split("\r\n")] == [line.rstrip() for line in plain.text.split("\n")]
    assert marked.text.endswith("\f")
    assert " \r\n" in marked.text


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_a_page_has_as_many_stories_as_asked(seed: int) -> None:
    assert len(draw_page(seed, {"stories": "1"}).gold["articles"]) == 1
    many = draw_page(seed, {"stories": "9-9", "short": "1"}).gold["articles"]
    assert len(many) == 9
    assert all(len(article["paragraphs"]) <= 2 for article in many)


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_a_guide_points_to_stories_that_stand_elsewhere(seed: int) -> None:
    page = draw_page(seed, {"guide": "yes", "script": "simplified", "radicals": "no", "stories": "4"})
    titles = {joined(source.headline[0]) for source in sources().values()}
    here = {joined(article["headline"]) for article in page.gold["articles"] if article["headline"]}
    guides = [line for line in page.gold["furniture"] if any(title in joined(line) for title in titles)]
    assert guides
    assert not any(title in joined(line) for line in guides for title in here)
