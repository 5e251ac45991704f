"""Which names are one entity across the library: ``names.full`` is the number of the name that a name stands for.

The rules, in this order:

1. What the reader joined or parted (``store.library.entities.join_names``).
2. A place without its rank stands for the one place of the library that has one, 江州 for 江州市, unless the gazetteer
   has another province or prefecture of that name: 吉林 stands for neither of two.
3. The last part of a name with ·, 塔瓦雷斯, stands for the one full name for which some article uses it.

A surname with a title, 陆市长, means somebody in one article alone, so it is a spelling there and joins nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from functools import lru_cache

from store.library.decisions import Table
from store.library.folding import fold
from store.model import Kind, Record

Name = tuple[Kind, str]


class Join(Record, frozen=True):
    """Two names of a kind are one entity, called ``into``; where ``into`` is the name itself, it is its own entity."""

    kind: Kind
    name: str
    into: str


JOINS = Table("joins", Join)
"""What the reader joined, by kind and name with a space between."""


_WITH_RULES = ("LOC", "PER")
"""Kinds of which names stand for others without the reader's word."""


@lru_cache(maxsize=4096)
def short_of(kind: Kind, name: str) -> str:
    """Return a place without its rank, or "" where there is none, or for another kind."""
    from store.language.document import stem

    return stem(name) if kind == "LOC" else ""


def settle(connection: sqlite3.Connection, changed: Iterable[Name]) -> None:
    """Say again for names that came or went, and for all that may stand for one entity with them, what they are."""
    names = dict.fromkeys(changed)
    ruled = connection.execute("SELECT 1 FROM joins LIMIT 1").fetchone()
    touched: dict[Name, None] = {}
    for each in names:
        if ruled or each[0] in _WITH_RULES:
            touched |= dict.fromkeys(_near(connection, each))
    for kind, name in touched:
        number, was = _number(connection, kind, name)
        if number is None:
            continue
        entity = entity_of(connection, kind, name)
        full = _number(connection, kind, entity)[0] if entity != name else None
        if full != was:
            connection.execute("UPDATE names SET full = ? WHERE num = ?", (full, number))
    _sweep(connection, names | touched)


def _near(connection: sqlite3.Connection, name: Name) -> Iterable[Name]:
    """Yield a name, and the names that are joined with it now or would be by a rule."""
    kind, text = name
    yield name
    near = [text]
    if short := short_of(kind, text):
        near.append(short)
        yield kind, short
    for each in near:
        yield from connection.execute(
            "SELECT g.kind, g.name FROM names n JOIN names g ON g.full = coalesce(n.full, n.num)"
            " WHERE n.kind = ? AND n.name = ?",
            (kind, each),
        )
    yield from connection.execute("SELECT kind, name FROM joins WHERE kind = ? AND target = ?", name)


def _number(connection: sqlite3.Connection, kind: Kind, name: str) -> tuple[int | None, int | None]:
    """Return the number of a name, and that of the name it stands for; None where there is none."""
    found = connection.execute("SELECT num, full FROM names WHERE kind = ? AND name = ?", (kind, name)).fetchone()
    return found or (None, None)


def entity_of(connection: sqlite3.Connection, kind: Kind, name: str) -> str:
    """Return the name of the entity that a name stands for, by the rules; in a circle, the first name of that."""
    seen: list[str] = []
    while name not in seen:
        seen.append(name)
        name = _next(connection, kind, name)
    return min(seen[seen.index(name) :])


def leads_to(connection: sqlite3.Connection, kind: Kind, name: str, other: str) -> bool:
    """Say whether the rules lead from a name to another one."""
    seen: set[str] = set()
    while name not in seen and name != other:
        seen.add(name)
        name = _next(connection, kind, name)
    return name == other


def _next(connection: sqlite3.Connection, kind: Kind, name: str) -> str:
    joined = connection.execute("SELECT target FROM joins WHERE kind = ? AND name = ?", (kind, name)).fetchone()
    if joined:
        return str(joined[0])
    if kind == "LOC":
        return _fuller_place(connection, name)
    return _fuller_person(connection, name) if kind == "PER" else name


def _fuller_place(connection: sqlite3.Connection, name: str) -> str:
    from store.language.gazetteer import divisions_called

    found = connection.execute(
        "SELECT name FROM names WHERE kind = 'LOC' AND stem = ? AND stem != '' AND articles > 0", (name,)
    )
    fuller = {full for (full,) in found}
    return fuller.pop() if len(fuller) == 1 and divisions_called(name) <= fuller else name


def _fuller_person(connection: sqlite3.Connection, name: str) -> str:
    found = connection.execute(
        "SELECT DISTINCT n.name FROM spellings s CROSS JOIN names n ON n.num = s.name"
        " WHERE s.folded = ? AND s.spelling = ? AND NOT s.told AND n.kind = 'PER' AND instr(n.name, '·') LIMIT 2",
        (fold(name), name),
    ).fetchall()
    return str(found[0][0]) if len(found) == 1 else name


def _sweep(connection: sqlite3.Connection, names: Iterable[Name]) -> None:
    """Take away names that no article has any more, but those to which the reader joined another one."""
    connection.executemany(
        "DELETE FROM names WHERE kind = ?1 AND name = ?2 AND articles <= 0"
        " AND NOT EXISTS (SELECT 1 FROM joins WHERE kind = ?1 AND target = ?2)",
        names,
    )


def set_joins(connection: sqlite3.Connection, changes: Mapping[int, Join | None]) -> None:
    """Follow what the reader joined and parted, by the number of the decision; None where it was taken back."""
    for number, join in changes.items():
        was = "DELETE FROM joins WHERE num = ? RETURNING kind, name, target"
        near: list[Name] = []
        for kind, name, target in connection.execute(was, (number,)).fetchall():
            near += [(kind, name), (kind, target)]
        if join:
            connection.execute("INSERT INTO joins VALUES (?, ?, ?, ?)", (number, join.kind, join.name, join.into))
            connection.execute(
                "INSERT OR IGNORE INTO names (kind, name, folded, stem, articles, mentions, own)"
                " VALUES (?, ?, ?, ?, 0, 0, 0)",
                (join.kind, join.into, fold(join.into), short_of(join.kind, join.into)),
            )
            near += [(join.kind, join.name), (join.kind, join.into)]
        settle(connection, near)


def set_all_joins(connection: sqlite3.Connection, joins: Mapping[int, Join]) -> None:
    """Follow all that the reader joined; what is not given is no longer so."""
    known = {number: Join(*rest) for number, *rest in connection.execute("SELECT num, kind, name, target FROM joins")}
    gone: dict[int, Join | None] = dict.fromkeys(known.keys() - joins.keys())
    set_joins(connection, gone | {number: join for number, join in joins.items() if known.get(number) != join})
