"""Stories that run on from page to page: which article is the other half of which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from store.imprint.jumps import targets
from store.imprint.numbers import PageNumber, page_number
from store.model import Article, Page, Record, Row

AKIN = 0.5
"""Share of a headline's pairs of characters in the other one, above which a half without a jump line is taken."""

Issue = Sequence[tuple[Page, Sequence[Article]]]
"""The pages of one paper on one date, each with its articles in order."""


class Links(Record, frozen=True):
    """The ids of an article's other halves, or "": the one it continues, and the one it is continued by."""

    continues: str = ""
    continued: str = ""


class Halves(Record, frozen=True):
    """The other halves of an article as a list shows them: the one it continues, and the one it is continued by."""

    continues: Row | None = None
    continued: Row | None = None


class _Half(NamedTuple):
    article: Article
    page: str
    own: PageNumber | None

    def speaks_of(self, direction: Literal["to", "from"]) -> tuple[PageNumber, ...]:
        return targets(self.article.draft.jump.text, self.own, direction)


def link(issue: Issue) -> dict[str, Links]:
    """Return the links of all articles of an issue that have any, by article id.

    A half that runs on to a page goes with the half on that page that comes from its own. Where several do, titles and
    text decide, one to one, the closest first. A half that has no jump line is taken only where its title has much of
    the other's.
    """
    halves = [_Half(article, page.id, page_number(page.facts.label)) for page, found in issue for article in found]
    jumping = [half for half in halves if half.article.draft.jump]
    pairs: dict[tuple[str, str], tuple[bool, float]] = {}
    for half in jumping:
        for other in halves:
            if other.page != half.page:
                pairs.update(_as_pair(half, other))
                pairs.update(_as_pair(other, half))
    links: dict[str, Links] = {}
    for first, second in sorted(pairs, key=lambda ids: pairs[ids], reverse=True):
        before, after = links.get(first, Links()), links.get(second, Links())
        if not before.continued and not after.continues:
            links[first] = Links(before.continues, second)
            links[second] = Links(first, links.get(second, Links()).continued)
    return links


def _as_pair(first: _Half, second: _Half) -> Iterator[tuple[tuple[str, str], tuple[bool, float]]]:
    """Yield the ids and the score of two halves, if the one may run on as the other."""
    to, back = first.speaks_of("to"), second.speaks_of("from")
    there, here = second.own in to, first.own in back
    elsewhere = (to and second.own and not there) or (back and first.own and not here)
    if elsewhere or not (there or here):
        return
    agreed = bool(to and back)
    if agreed or _kinship(first.article, second.article) >= AKIN:
        yield (first.article.id, second.article.id), (agreed, _cohesion(first.article, second.article))


def _runs(text: str, length: int) -> set[str]:
    bare = "".join(char for char in text if char.isalnum())
    return {bare[at : at + length] for at in range(len(bare) - length + 1)}


def _title(article: Article) -> str:
    draft = article.draft
    return f"{draft.kicker.text} {draft.headline.text} {draft.subtitle.text}"


def _share(some: set[str], others: set[str]) -> float:
    return len(some & others) / min(len(some), len(others)) if some and others else 0.0


def _kinship(first: Article, second: Article) -> float:
    return _share(_runs(first.draft.headline.text, 2), _runs(second.draft.headline.text, 2))


def _cohesion(first: Article, second: Article) -> float:
    """Return how much two articles are one story: shared titles, each one's title in the other's text, shared text."""
    ours, theirs = _runs(_title(first), 2), _runs(_title(second), 2)
    named = _share(ours, _runs(second.text, 2)) + _share(theirs, _runs(first.text, 2))
    same_authors = bool(set(first.draft.authors) & set(second.draft.authors))
    return 2 * _share(ours, theirs) + named + _share(_runs(first.text, 3), _runs(second.text, 3)) + same_authors


def halves_of(article_id: str, links: Mapping[str, Links], rows: Mapping[str, Row]) -> Halves:
    """Return the other halves of an article as rows."""
    found = links.get(article_id, Links())
    return Halves(rows.get(found.continues), rows.get(found.continued))
