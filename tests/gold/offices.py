"""``python -m tests.gold.offices``: precision and recall of the offices read from the invented articles.

A pair is a person and one office; 市委副书记、市长 are two. A phrase that ends in the one written beside the article is
that office, said with more of its place. Authors' bylines are not offices.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from store.language.names import names_in, tagger
from store.language.offices import offices
from store.language.reading import Reading
from tests.compose.articles import Source, sources
from tests.gold.articles import as_text, shares

PRECISION, RECALL = 0.95, 0.90

Pairs = set[tuple[str, str]]


def _single(pairs: Iterable[tuple[str, str]]) -> Pairs:
    return {(person, one) for person, office in pairs for one in office.split("、")}


def _same(found: tuple[str, str], gold: tuple[str, str]) -> bool:
    return found[0] == gold[0] and found[1].endswith(gold[1])


def compare(source: Source) -> tuple[Pairs, Pairs]:
    """Return the pairs written beside an article that its text has, and those read from the text."""
    text = as_text(source)
    reading = Reading(text, tagger().tag(text))
    found = offices(reading, names_in(reading))
    gold = [(person, office) for person, office in source.offices if person in text and office in text]
    pairs, read = _single(gold), _single((o.person.name(text), o.office) for o in found)
    return pairs, {next((g for g in pairs if _same(f, g)), f) for f in read}


def main() -> int:
    """Print the pairs that differ, then precision and recall against their targets."""
    right = wrong = missed = 0
    for name, source in sources().items():
        gold, found = compare(source)
        right, wrong, missed = right + len(gold & found), wrong + len(found - gold), missed + len(gold - found)
        for sign, pairs in (("missed", gold - found), ("wrong", found - gold)):
            for person, office in sorted(pairs):
                print(f"{name}: {sign} {person} {office}")
    precision, recall, _ = shares(right, wrong, missed)
    print(f"{right + missed} pairs: precision {precision:.3f} (>= {PRECISION}), recall {recall:.3f} (>= {RECALL})")
    return 0 if precision >= PRECISION and recall >= RECALL else 1


if __name__ == "__main__":
    sys.exit(main())
