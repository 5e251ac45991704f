"""Places that the reader has marked with a letter, in whatever article: decisions beside the marks."""

from __future__ import annotations

from store.library.decisions import Table
from store.model import Article, Record

NEAR = 24
"""Characters of the text at a marked place that are kept, to find it again where the text has changed."""


class Spotted(Record, frozen=True):
    """A marked place.

    Attributes:
        article: the id of the article.
        offset: into its text (characters).
        near: what stood there.
    """

    article: str
    offset: int = 0
    near: str = ""


SPOTS = Table("places", Spotted, key="letter")


def spot(article: Article, offset: int) -> Spotted:
    """Return the mark of a place."""
    return Spotted(article.id, offset, article.text[offset : offset + NEAR])


def found_again(spotted: Spotted, text: str) -> int:
    """Return where in ``text`` a marked place is: where what stood there stands nearest, else at its offset."""
    places, at = [], text.find(spotted.near) if spotted.near else -1
    while at >= 0:
        places.append(at)
        at = text.find(spotted.near, at + 1)
    nearest = min(places, key=lambda place: abs(place - spotted.offset), default=spotted.offset)
    return max(0, min(nearest, len(text) - 1))
