"""The invented articles as plain text, as an article of a library holds them."""

from __future__ import annotations

from tests.compose.articles import Source


def as_text(source: Source) -> str:
    """Return title lines, then paragraphs, one a line; the authors stand in brackets where the dateline ends."""
    authors = f"（{source.title}{'、'.join(source.authors)}）" if source.authors else ""
    first, *others = source.paragraphs
    opening = f"{source.dateline}{authors}" if source.dateline else authors
    titles = [*source.kicker, *source.headline, *source.subtitle]
    return "\n".join([*titles, f"{opening}{first}", *others])


def shares(right: int, wrong: int, missed: int) -> tuple[float, float, float]:
    """Return precision, recall and their harmonic mean F1; 1 where there was nothing to find."""
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0
