"""Writing the postings of entities: which names an article has, how they are spelled, and who is what in it.

A name is what an article alone calls an entity (``store.language.entities.entities_in``). The table ``named`` has a
posting for each article and name; ``names`` counts them, ``spellings`` counts spellings that are not the name itself,
``held`` says which offices the article gives a person. Which names are one entity across the library is said in
``names`` alone (``entities_joined``), so that joining two changes no posting.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import msgspec

from store.library import entities_joined as joined
from store.library.folding import fold
from store.model import Article, Kind, Namesake

Numbers = list[int]


class Packed(NamedTuple):
    """What a row keeps of its names, to be counted and taken out again; pairs one after the other.

    Attributes:
        names: number of a name, its mentions.
        spelled: number of a spelling, its mentions.
        held: number of a person's name, number of an office.
    """

    names: Numbers
    spelled: Numbers
    held: Numbers


def pairs(numbers: Numbers) -> Iterator[tuple[int, int]]:
    """Yield numbers two by two."""
    each = iter(numbers)
    return zip(each, each, strict=True)


def packed(found: Packed) -> bytes:
    """Return the names of a row as the index keeps them."""
    return msgspec.msgpack.encode(found)


def unpacked(body: bytes) -> Packed:
    """Return the names that ``packed`` packed."""
    return msgspec.msgpack.decode(body, type=Packed)


def put(connection: sqlite3.Connection, row: int, article: Article, namesakes: Collection[Namesake]) -> bytes:
    """Write the postings of an article that has none, and return what its row keeps of them."""
    from store.language.entities import entities_in, printed

    text, told = article.text, {(each.kind, each.label) for each in namesakes}
    found = Packed([], [], [])
    new: list[joined.Name] = []
    for entity in entities_in(article, namesakes):
        kind, name = entity.kind, entity.name
        spelled = Counter(printed(kind, text[start:end]) for start, end in entity.spans)
        number, is_new = _count_name(connection, kind, name, len(entity.spans), name in spelled)
        found.names.extend((number, len(entity.spans)))
        new += [(kind, name)] if is_new else []
        for spelling, count in spelled.items():
            if spelling != name:
                link, is_new = _count_spelling(connection, number, spelling, (kind, name) in told, count)
                found.spelled.extend((link, count))
                new += [(kind, spelling)] if is_new and kind == "PER" else []
        for office in entity.offices:
            found.held.extend((number, _count_office(connection, office)))
    connection.executemany("INSERT INTO named VALUES (?, ?)", [(name, row) for name, _ in pairs(found.names)])
    connection.executemany("INSERT INTO held VALUES (?, ?, ?)", [(*pair, row) for pair in pairs(found.held)])
    joined.settle(connection, new)
    return packed(found)


def _count_name(connection: sqlite3.Connection, kind: Kind, name: str, mentions: int, own: bool) -> tuple[int, bool]:
    """Count an article for a name; return its number, and whether it has no other one."""
    number, articles = connection.execute(
        "INSERT INTO names (kind, name, folded, stem, articles, mentions, own) VALUES (?, ?, ?, ?, 1, ?, ?)"
        " ON CONFLICT (kind, name) DO UPDATE SET articles = articles + 1, mentions = mentions + excluded.mentions,"
        " own = own + excluded.own RETURNING num, articles",
        (kind, name, fold(name), joined.short_of(kind, name), mentions, own),
    ).fetchone()
    return number, articles == 1


def _count_spelling(
    connection: sqlite3.Connection, name: int, spelling: str, told: bool, mentions: int
) -> tuple[int, bool]:
    number, articles = connection.execute(
        "INSERT INTO spellings (name, spelling, folded, told, articles, mentions) VALUES (?, ?, ?, ?, 1, ?)"
        " ON CONFLICT (name, spelling) DO UPDATE SET articles = articles + 1, mentions = mentions + excluded.mentions"
        " RETURNING num, articles",
        (name, spelling, fold(spelling), told, mentions),
    ).fetchone()
    return number, articles == 1


def _count_office(connection: sqlite3.Connection, office: str) -> int:
    number: int = connection.execute(
        "INSERT INTO offices (office, articles) VALUES (?, 1)"
        " ON CONFLICT (office) DO UPDATE SET articles = articles + 1 RETURNING num",
        (office,),
    ).fetchone()[0]
    return number


def drop(connection: sqlite3.Connection, row: int, body: bytes) -> None:
    """Take the postings of a row out; ``body`` is what the row keeps of them."""
    found = unpacked(body)
    names, held = list(pairs(found.names)), list(pairs(found.held))
    own = dict(names)
    gone: list[joined.Name] = []
    for link, count in pairs(found.spelled):
        name, kind, spelling, articles = connection.execute(
            "UPDATE spellings SET articles = articles - 1, mentions = mentions - ? WHERE num = ?"
            " RETURNING name, (SELECT kind FROM names n WHERE n.num = spellings.name), spelling, articles",
            (count, link),
        ).fetchone()
        own[name] -= count
        if not articles:
            connection.execute("DELETE FROM spellings WHERE num = ?", (link,))
            gone += [(kind, spelling)] if kind == "PER" else []
    connection.executemany("DELETE FROM named WHERE name = ? AND row = ?", [(name, row) for name, _ in names])
    connection.executemany(
        "DELETE FROM held WHERE name = ? AND office = ? AND row = ?", [(*pair, row) for pair in held]
    )
    _uncount_offices(connection, (office for _, office in held))
    for number, count in names:
        kind, name, articles = connection.execute(
            "UPDATE names SET articles = articles - 1, mentions = mentions - ?, own = own - ? WHERE num = ?"
            " RETURNING kind, name, articles",
            (count, own[number] > 0, number),
        ).fetchone()
        gone += [(kind, name)] if not articles else []
    joined.settle(connection, gone)


def _uncount_offices(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    for number in numbers:
        connection.execute("UPDATE offices SET articles = articles - 1 WHERE num = ?", (number,))
        connection.execute("DELETE FROM offices WHERE num = ? AND articles <= 0", (number,))
