"""The committed sample pages are what the composer makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.compose.__main__ import gold_json
from tests.compose.samples import Sample, samples

FOLDER = Path(__file__).parent.parent / "sample_pages"


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
