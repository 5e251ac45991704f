"""What stays the same when a page is loaded again: ids, and the pairing of old articles with new ones."""

from __future__ import annotations

import base64
import hashlib
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from store.model import Span

_DIGITS = "0123456789abcdefghijklmnopqrstuv"
_ID_LENGTH = 10
_SHINGLE = 4
"""Characters; long enough that two stories on one subject share few of them."""

SAME_PAGE = 0.5
"""Share of shingles in common above which a page of the same paper, date and label is that page, corrected."""

SAME_ARTICLE = 0.3
HALF = 0.5


def fingerprint(text: str) -> str:
    """Return a hash of ``text``: 26 characters of lower-case base32."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return base64.b32hexencode(digest).decode("ascii").rstrip("=").lower()


def mint(text: str, taken: Callable[[str], bool]) -> str:
    """Return an id of 10 characters that is not ``taken``: the same text gives the same id in every library."""
    salt = 0
    while taken(candidate := fingerprint(f"{salt}\n{text}")[:_ID_LENGTH]):
        salt += 1
    return candidate


def doc_id(minted: str) -> int:
    """Return the TinyDB document id, an integer, of a minted id: its value in base 32."""
    return int(minted, 32)


def minted(number: int) -> str:
    """Return the minted id of a TinyDB document id: the inverse of ``doc_id``."""
    digits = ""
    while number:
        number, digit = divmod(number, 32)
        digits = _DIGITS[digit] + digits
    return digits.rjust(_ID_LENGTH, "0")


def _shingles(text: str) -> Counter[str]:
    bare = "".join(text.split())
    return Counter(bare[at : at + _SHINGLE] for at in range(max(1, len(bare) - _SHINGLE + 1)))


def overlap(a: str, b: str) -> float:
    """Return the share of shingles, 0.0 to 1.0, that the longer of two texts has in common with the other."""
    ours, theirs = _shingles(a), _shingles(b)
    return (ours & theirs).total() / max(ours.total(), theirs.total())


def pair(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Pair new texts with old ones, one to one, best overlap first.

    Returns:
        index into ``new`` -> index into ``old``, only for pairs that overlap enough to be one article.
    """
    if not old:
        return {}
    ours, theirs = [_shingles(t) for t in new], [_shingles(t) for t in old]
    scores = {
        (i, j): (a & b).total() / max(a.total(), b.total()) for i, a in enumerate(ours) for j, b in enumerate(theirs)
    }
    return _best_pairs({at: score for at, score in scores.items() if score >= SAME_ARTICLE})


def _best_pairs(scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Return pairs, one to one, the best first; of equal ones those that stand first."""
    pairs: dict[int, int] = {}
    for i, j in sorted(scores, key=lambda at: (-scores[at], at)):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def pair_places(old: Sequence[Sequence[Span]], new: Sequence[Sequence[Span]]) -> dict[int, int]:
    """Pair the stories of a page that was split again with the old ones, by the characters of the page they share.

    Args:
        old: the ranges of the page that each old story was made of.
        new: those of each new story.

    Returns:
        index into ``new`` -> index into ``old``, one to one, most characters first; not where they share less than a
        fifth of the shorter.
    """
    runs = sorted((start, end, j) for j, spans in enumerate(old) for start, end in spans)
    starts = [start for start, _, _ in runs]
    shared: Counter[tuple[int, int]] = Counter()
    for i, spans in enumerate(new):
        for start, end in spans:
            for first, last, j in runs[max(0, bisect_right(starts, start) - 1) : bisect_left(starts, end)]:
                shared[i, j] += max(0, min(end, last) - max(start, first))
    sizes, were = [_size(spans) for spans in new], [_size(spans) for spans in old]
    return _best_pairs({(i, j): n for (i, j), n in shared.items() if n and n >= min(sizes[i], were[j]) / 5})


def _size(spans: Sequence[Span]) -> int:
    return sum(end - start for start, end in spans)


def holder(text: str, texts: Sequence[str]) -> int | None:
    """Return the index of the one of ``texts`` that holds most of ``text``, or None where none holds half of it."""
    lost = _shingles(text)
    shares = [(lost & _shingles(other)).total() / lost.total() for other in texts]
    best = max(range(len(shares)), key=lambda at: shares[at], default=None)
    return best if best is not None and shares[best] >= HALF else None


def same_place(old: str, new: str, offset: int) -> int:
    """Return where in ``new`` the character at ``offset`` of ``old`` stands, by the text after it; else clamped."""
    for length in (40, 16, 6):
        needle = old[offset : offset + length]
        found = [match.start() for match in re.finditer(re.escape(needle), new)] if needle else []
        if found:
            return min(found, key=lambda at: abs(at - offset))
    return max(0, min(offset, len(new) - 1))
