"""What stays the same when a page is loaded again: ids, and the pairing of old articles with new ones."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Container, Sequence

_SHINGLE = 4
"""Characters; long enough that two stories on one subject share few of them."""

SAME_PAGE = 0.5
"""Share of shingles in common above which a page of the same paper, date and label is that page, corrected."""

SAME_ARTICLE = 0.3


def fingerprint(text: str) -> str:
    """Return a hash of ``text``: 26 characters of lower-case base32."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return base64.b32hexencode(digest).decode("ascii").rstrip("=").lower()


def mint(text: str, taken: Container[str]) -> str:
    """Return an id of 10 characters that is not ``taken``: the same text gives the same id in every library."""
    salt = 0
    while (candidate := fingerprint(f"{salt}\n{text}")[:10]) in taken:
        salt += 1
    return candidate


def doc_id(minted: str) -> int:
    """Return the TinyDB document id, an integer, of a minted id: its value in base 32."""
    return int(minted, 32)


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
    ours, theirs = [_shingles(t) for t in new], [_shingles(t) for t in old]
    scored = sorted(
        (
            ((a & b).total() / max(a.total(), b.total()), -i, -j)
            for i, a in enumerate(ours)
            for j, b in enumerate(theirs)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for score, i, j in scored:
        if score >= SAME_ARTICLE and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return pairs
