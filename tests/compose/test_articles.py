"""The articles are whole, and what they say of themselves stands in their text."""

from __future__ import annotations

import pytest

from tests.compose.articles import Source, sources

ALL = [pytest.param(source, id=name) for name, source in sources().items()]


def text_of(source: Source) -> str:
    return "\n".join(
        [
            *source.kicker,
            *source.headline,
            *source.subtitle,
            source.dateline,
            *source.authors,
            *source.paragraphs,
            *source.captions,
        ]
    )


@pytest.mark.parametrize("source", ALL)
def test_an_article_is_as_long_as_a_newspaper_article(source: Source) -> None:
    assert 200 <= sum(map(len, source.paragraphs)) <= 2500


@pytest.mark.parametrize("source", ALL)
def test_persons_and_offices_are_named_in_the_text(source: Source) -> None:
    text = text_of(source)
    for person, office in source.offices:
        assert person in text
        assert office in text


@pytest.mark.parametrize("source", ALL)
def test_a_credit_names_every_author(source: Source) -> None:
    assert all(author in source.credit for author in source.authors) or not source.credit


@pytest.mark.parametrize("source", ALL)
def test_names_are_named_in_the_text(source: Source) -> None:
    text = text_of(source)
    kinds = ("PER", "LOC", "ORG", "WORK", "TIME")
    assert set(source.names) <= {*kinds, "optional"}
    clear = [name for kind in kinds for name in source.names.get(kind, ())]
    assert len(clear) == len(set(clear))
    assert [name for names in source.names.values() for name in names if name not in text] == []


@pytest.mark.parametrize("source", ALL)
def test_every_person_with_an_office_is_a_person(source: Source) -> None:
    assert {person for person, _ in source.offices} <= set(source.names.get("PER", ()))


@pytest.mark.parametrize("source", ALL)
def test_a_subhead_is_a_short_paragraph_before_another(source: Source) -> None:
    for i in source.subheads:
        assert len(source.paragraphs[i]) <= 30
        assert i + 1 < len(source.paragraphs)
        assert i + 1 not in source.subheads
