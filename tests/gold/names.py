"""``python -m tests.gold.names [--misses]``: the names found in the invented articles against those written there.

Distinct names of an article, by kind. A name that careful readers disagree on is optional and counts neither way. A
time is found where its calendar core is.
"""

from __future__ import annotations

import re
import sys
from collections import Counter

from store.language.names import recognise
from tests.compose.articles import Source, sources
from tests.gold.articles import as_text, shares

KINDS = ("PER", "LOC", "ORG", "WORK", "TIME")


def found_in(source: Source) -> set[tuple[str, str]]:
    """Return the distinct names found in an article, with their kinds, without brackets and spaces."""
    text = as_text(source)
    return {(m.kind, _bare(m.name(text))) for m in recognise(text)}


def _bare(name: str) -> str:
    return re.sub(r"\s", "", name).strip("《》")


def _same_time(found: tuple[str, str], gold: tuple[str, str]) -> bool:
    return found[0] == gold[0] == "TIME" and (found[1] in gold[1] or gold[1] in found[1])


def compare(source: Source) -> tuple[set[tuple[str, str]], set[tuple[str, str]], set[tuple[str, str]]]:
    """Return the gold names that were found, what was found and is wrong, and what was missed."""
    text = as_text(source)
    gold = {(kind, _bare(name)) for kind in KINDS for name in source.names.get(kind, ()) if name in text}
    free = {_bare(name) for name in (*source.names.get("optional", ()), *source.authors)}
    found = found_in(source)
    right = {g for g in gold if g in found or any(_same_time(f, g) for f in found)}
    wrong = {f for f in found - gold if f[1] not in free and not any(_same_time(f, g) for g in gold)}
    return right, wrong, gold - right


def main() -> int:
    """Print precision, recall and F1 by kind."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for name, source in sources().items():
        found, false, lost = compare(source)
        right.update(kind for kind, _ in found)
        wrong.update(kind for kind, _ in false)
        missed.update(kind for kind, _ in lost)
        if "--misses" in sys.argv:
            print(f"{name}: missed {sorted(lost)}; wrong {sorted(false)}")
    rows = {kind: (right[kind], wrong[kind], missed[kind]) for kind in KINDS}
    rows["PER+LOC+ORG"] = tuple(map(sum, zip(*(rows[kind] for kind in KINDS[:3]), strict=True)))  # type: ignore[assignment]
    print(f"{'':12} {'gold':>5} {'P':>6} {'R':>6} {'F1':>6}")
    for kind, counts in rows.items():
        print(f"{kind:12} {counts[0] + counts[2]:5}", *(f"{share:6.3f}" for share in shares(*counts)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
