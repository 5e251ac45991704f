"""The committed sample pages are what the composer makes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.compose.__main__ import gold_json
from tests.compose.articles import sources
from tests.compose.samples import Sample, samples
from tests.compose.script import FULL_DIGITS

FOLDER = Path(__file__).parent.parent / "sample_pages"


NARROW = {wide: narrow for narrow, wide in FULL_DIGITS.items()}


@pytest.mark.parametrize("sample", [pytest.param(s, id=s.name) for s in samples()])
def test_a_sample_page_is_what_the_composer_makes(sample: Sample) -> None:
    assert (FOLDER / sample.name / "page.txt").read_bytes() == sample.page.text.encode(sample.encoding)
    assert (FOLDER / sample.name / "gold.json").read_text("utf-8") == gold_json(sample.page)


def test_no_sample_page_is_left_over() -> None:
    assert {f.name for f in FOLDER.iterdir() if f.is_dir()} == {s.name for s in samples()}


def test_the_sample_pages_have_what_makes_a_page_hard() -> None:
    pages = {s.name: s for s in samples()}
    articles = [a for s in pages.values() for a in s.page.gold["articles"]]
    assert any(all(line.strip() for line in s.page.text.splitlines()) for s in pages.values())
    assert "gb18030" in {s.encoding for s in pages.values()}
    assert {s.page.gold["made"]["order"] for s in pages.values()} >= {"before", "after", "mixed", "middle"}
    assert {s.page.gold["made"]["indent"] for s in pages.values()} >= {"stripped", "fullwidth", "none"}
    jumps = {a["jump"] for a in articles}
    assert {"（下转A03版）", "（上接A01版）"} <= jumps
    assert any(a["subheads"] for a in articles)
    assert any("·" in p and "《" in p for p in ["".join(a["paragraphs"]) for a in articles])
    assert any("《〈" in p for a in articles for p in a["paragraphs"])
    assert any(a["kicker"] and a["subtitle"] for a in articles)
    assert any(a["credit"].startswith("（") for a in articles)
    assert any(a["credit"][:1] in {"□", "◎"} for a in articles)
    assert any(a["authors"] and not a["credit"] for a in articles)
    assert all(s.page.gold["furniture"] for s in pages.values())
    assert sum(bool(s.page.gold["captions"]) for s in pages.values()) > 6
    assert any(re.search(r"[一-鿿] [0-9]+ [一-鿿]", s.page.text) for s in pages.values())
    assert any(re.search(r"[A-Za-z]{4,}", p) for a in articles for p in a["paragraphs"])


def test_every_article_stands_on_a_sample_page() -> None:
    printed = {a["headline"].translate(NARROW) for s in samples() for a in s.page.gold["articles"]}
    assert {" ".join(source.headline) for source in sources().values()} == printed


def test_some_headlines_have_two_lines_and_some_three() -> None:
    lines = {line.translate(NARROW) for s in samples() for line in s.page.text.splitlines()}
    shown = [source.headline for source in sources().values() if set(source.headline) <= lines]
    assert {len(headline) for headline in shown} == {1, 2, 3}
