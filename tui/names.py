"""What the interface shows of names: fetched in workers, ordered and narrowed by plain functions."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, TypeVar

from store.errors import QueryError
from store.model import KINDS, Article, Kind
from store.safe import clean_line
from tui.say import Said

if TYPE_CHECKING:
    from store import Library
    from store.language.entities import ArticleEntity

KIND_TITLES: dict[Kind, Said] = {
    "PER": ("人物", "People"),
    "LOC": ("地点", "Places"),
    "ORG": ("机构", "Organisations"),
    "TIME": ("时间", "Times"),
    "WORK": ("作品", "Works"),
}

ONE_OF_KIND: dict[Kind, Said] = {
    "PER": ("人物", "Person"),
    "LOC": ("地点", "Place"),
    "ORG": ("机构", "Organisation"),
    "TIME": ("时间", "Time"),
    "WORK": ("作品", "Work"),
}

Order = Literal["weight", "appearance"]
"""How the sidebar orders the names of a kind."""

Key = tuple[Kind, str]
"""An entity across the library: its kind and its name."""


Item = TypeVar("Item")

SEARCHED = 5000
"""So many names, the most mentioned ones, are looked through for pinyin initials."""


def names_in(library: Library, article: Article) -> tuple[ArticleEntity, ...]:
    """Return what ``article`` mentions under the names that the library has for it; names that were joined are one."""
    from store.language.entities import entities_in

    found: dict[Key, list[ArticleEntity]] = {}
    for each in entities_in(article, library.namesakes(article.id)):
        found.setdefault(library.entity_of(each.kind, each.name), []).append(each)
    return ordered([_joined(key, same) for key, same in found.items()], "weight")


def _joined(key: Key, same: Sequence[ArticleEntity]) -> ArticleEntity:
    from store.language.entities import ArticleEntity

    return ArticleEntity(
        *key,
        tuple(dict.fromkeys(spelling for each in same for spelling in each.spellings)),
        tuple(sorted(span for each in same for span in each.spans)),
        tuple(dict.fromkeys(office for each in same for office in each.offices)),
        sum(each.weight for each in same),
    )


def ordered(entities: Sequence[ArticleEntity], order: Order) -> tuple[ArticleEntity, ...]:
    """Return the entities kind by kind: those that weigh most first, or as they appear in the text."""

    def place(each: ArticleEntity) -> tuple[int, int, int]:
        return KINDS.index(each.kind), -each.weight if order == "weight" else 0, each.first

    return tuple(sorted(entities, key=place))


def new_in(library: Library, article: Article, date: str) -> frozenset[Key]:
    """Return the entities of ``article``, but for times, that no article of an earlier day mentions.

    On the first day that the library has nothing is new: everything would be.
    """
    if date and date == library.first_day():
        return frozenset()
    return frozenset(library.entity_of(*each) for each in library.new_here(article) if each[0] != "TIME")


def followed_names(library: Library) -> frozenset[Key]:
    """Return the entities that the reader follows: those that a saved query asks for, and for nothing else."""
    from store.library.entities import FIELDS
    from store.library.query import Has, parse

    kinds = {field: kind for kind, field in FIELDS.items()}
    found: set[Key] = set()
    for query in library.queries().values():
        with contextlib.suppress(QueryError):  # a newer program may have saved it
            node = parse(query)
            if isinstance(node, Has) and node.field in kinds:
                found.add(library.entity_of(kinds[node.field], node.value))
    return frozenset(found)


def matching(items: Sequence[Item], needle: str, name: Callable[[Item], str]) -> list[Item]:
    """Return those whose name has ``needle`` in it, or characters side by side whose pinyin begins with its letters.

    Letters load pinyin the first time, which takes a fifth of a second.
    """
    needle = clean_line(needle).casefold()
    if not (needle.isascii() and needle.isalnum()):
        return [each for each in items if needle in name(each).casefold()]
    from store.language.initials import has_initials

    return [each for each in items if needle in name(each).casefold() or has_initials(name(each), needle)]


def known_names(library: Library, needle: str, limit: int, kind: Kind | None = None) -> list[tuple[Kind, str, int]]:
    """Return kind, name and number of articles of the names that match ``needle``: the most mentioned, times last.

    Every paper says 今年, and nobody looks for it.
    """
    found = library.entities(kind, containing=needle, limit=limit)
    if needle.isascii() and needle.isalnum():
        more = matching(library.entities(kind, limit=SEARCHED), needle, lambda each: each[1])
        found = sorted({*found, *more}, key=lambda each: (-each[2], each[1]))[:limit]
    return sorted(found, key=lambda each: each[0] == "TIME")
