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
