"""Reading the postings of entities: counts, days, offices, company, and the names of a selection.

A name is what articles call an entity, an entity the number of the name that stands for all its names
(``entities_joined``).
"""

from __future__ import annotations

import datetime
import itertools
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from store.library.entities_written import pairs, unpacked
from store.library.entity import Beside, Held, Spelled
from store.library.folding import fold
from store.library.index import Index
from store.model import Kind

MOST_MERGED = 100
"""So many lists of postings SQLite merges as they lie; it takes 500 at most."""

AT_ONCE = 500
"""So many rows are asked for in one query."""


def rows_with(names: Sequence[int]) -> str:
    """Return SQL that gives the numbers of the rows that have one of these names, each once."""
    if len(names) > MOST_MERGED:
        return f"SELECT DISTINCT row FROM named WHERE name IN ({_listed(names)})"
    return " UNION ".join(f"SELECT row FROM named WHERE name = {number}" for number in names or [0])


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))


def date_of(day: int) -> str:
    """Return the date of a day's number, or "" for 0, which is an unknown one."""
    return datetime.date.fromordinal(day).isoformat() if day else ""


def entities_called(index: Index, kind: Kind, name: str) -> list[int]:
    """Return the entity that has a name in an article; where none has, all that are spelled so somewhere."""
    found = index.database.all("SELECT coalesce(full, num) FROM names WHERE kind = ? AND name = ?", (kind, name))
    found = found or index.database.all(
        "SELECT DISTINCT coalesce(n.full, n.num) FROM spellings s CROSS JOIN names n ON n.num = s.name"
        " WHERE s.folded = ? AND s.spelling = ? AND n.kind = ?",
        (fold(name), name, kind),
    )
    return [entity for (entity,) in found]


def called(index: Index, entities: Collection[int]) -> dict[int, tuple[Kind, str]]:
    """Return kind and name of entities, by their numbers."""
    found = index.database.all(f"SELECT num, kind, name FROM names WHERE num IN ({_listed(entities)})")
    return {number: (kind, name) for number, kind, name in found}


def names_of(index: Index, entity: int) -> list[int]:
    """Return the names of an entity."""
    query = "SELECT num FROM names WHERE num = ?1 UNION SELECT num FROM names WHERE full = ?1"
    return [number for (number,) in index.database.all(query, (entity,))]


def articles(index: Index, names: Sequence[int]) -> int:
    """Return how many articles mention an entity, by its names."""
    if len(names) > 1:
        return int(index.database.one(f"SELECT count(*) FROM ({rows_with(names)})")[0])
    found = index.database.one(f"SELECT sum(articles) FROM names WHERE num IN ({_listed(names)})")
    return int(found[0] or 0)


def spellings(index: Index, names: Sequence[int]) -> list[Spelled]:
    """Return the spellings of an entity, the most frequent first."""
    listed = _listed(names)
    found = index.database.all(
        "SELECT n.name, n.own, n.mentions - coalesce((SELECT sum(s.mentions) FROM spellings s WHERE s.name = n.num), 0)"
        f" FROM names n WHERE n.num IN ({listed})"
        f" UNION ALL SELECT spelling, articles, mentions FROM spellings WHERE name IN ({listed})"
    )
    articles: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    for spelling, there, often in found:
        articles[spelling] += there
        mentions[spelling] += often
    return [Spelled(each, articles[each], often) for each, often in mentions.most_common() if often]


def days(index: Index, names: Sequence[int]) -> list[tuple[str, int]]:
    """Return the dates of the articles that mention an entity, the first one first, and how many there are of each.

    Those without a date stand first, under "".
    """
    query = f"SELECT row >> ? AS day, count(*) FROM ({rows_with(names)}) GROUP BY day ORDER BY day"
    return [(date_of(day), count) for day, count in index.database.all(query, (index.day_bits,))]


def offices(index: Index, names: Sequence[int]) -> list[Held]:
    """Return the offices of a person, the latest first."""
    bits = index.day_bits
    found = index.database.all(
        "SELECT o.office, min(CASE WHEN h.row >= ?1 THEN h.row END), max(h.row), count(DISTINCT h.row) FROM held h"
        f" JOIN offices o ON o.num = h.office WHERE h.name IN ({_listed(names)}) GROUP BY h.office"
        " ORDER BY max(h.row) DESC, h.office",
        (1 << bits,),
    )
    held = [(office, last if first is None else first, last, count) for office, first, last, count in found]
    ids = _ids(index, {row for _, first, last, _ in held for row in (first, last)})
    return [
        Held(office, date_of(first >> bits), date_of(last >> bits), count, ids[first], ids[last])
        for office, first, last, count in held
    ]


def _ids(index: Index, rows: Collection[int]) -> dict[int, str]:
    return dict(index.database.all(f"SELECT num, id FROM rows WHERE num IN ({_listed(rows)})"))


def beside(index: Index, names: Sequence[int], most: int, looked: int) -> list[Beside]:
    """Return what appears with an entity in the newest ``looked`` of its articles, in most of them first.

    Names of times are left out.
    """
    newest = index.database.all(f"{rows_with(names)} ORDER BY row DESC LIMIT ?", (looked,))
    standing = joined(index)
    ours = {standing.get(name, name) for name in names}
    found: Counter[int] = Counter()
    for _, body in bodies(index, [row for (row,) in newest]):
        found.update({standing.get(name, name) for name, _ in pairs(unpacked(body).names)})
    for entity in ours:
        del found[entity]
    others: list[Beside] = []
    counted = sorted(found.items(), key=lambda each: (-each[1], each[0]))
    for at in range(0, len(counted), AT_ONCE):
        if len(others) >= most:
            break
        there = called(index, [entity for entity, _ in counted[at : at + AT_ONCE]])
        others += [
            Beside(*there[entity], count) for entity, count in counted[at : at + AT_ONCE] if there[entity][0] != "TIME"
        ]
    return others[:most]


def joined(index: Index) -> dict[int, int]:
    """Return the names that stand for another one, with the number of that."""
    return dict(index.database.all("SELECT num, full FROM names WHERE full NOT NULL"))


def bodies(index: Index, rows: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """Yield what rows keep of their names, in the order of their numbers if ``rows`` are in that."""
    for at in range(0, len(rows), AT_ONCE):
        listed = _listed(rows[at : at + AT_ONCE])
        yield from index.database.all(f"SELECT num, names FROM rows WHERE num IN ({listed}) ORDER BY num")


def first_row(index: Index, names: Sequence[int]) -> int | None:
    """Return the number of the first row that has one of these names."""
    found = [index.database.one("SELECT min(row) FROM named WHERE name = ?", (name,))[0] for name in names]
    return min((row for row in found if row is not None), default=None)


def in_order(index: Index, names: Sequence[int], after: str = "") -> Iterator[int]:
    """Yield the rows that have one of these names in the order of a list, a day at a time.

    Args:
        index: to read.
        names: their numbers.
        after: the id of an article: only rows that come after it.
    """
    bits = index.day_bits
    number = index.number_of(after) if after else None
    if after and number is None:
        return
    end = 1 << 62 if number is None else (number >> bits) + 1 << bits
    query = (
        f"SELECT d.row, p.paper, p.sort, p.id, r.pos FROM ({rows_with(names)}) d CROSS JOIN rows r ON r.num = d.row"
        " JOIN pages p ON p.num = r.page WHERE d.row < ? ORDER BY d.row DESC"
    )
    days = itertools.groupby(index.database.reader.execute(query, (end,)), key=lambda row: row[0] >> bits)
    for _, found in days:
        rows = [row for row, *_ in sorted(found, key=lambda row: row[1:])]
        yield from rows[rows.index(number) + 1 :] if number in rows else rows


def most_mentioned(index: Index, kind: Kind | None, containing: str, limit: int | None) -> list[tuple[Kind, str, int]]:
    """Return kind, name and number of articles of the entities of which a name contains a text, most articles first."""
    found = index.database.all(
        "SELECT e.num, e.kind, e.name, sum(n.articles) AS articles, count(*) FROM names n"
        " JOIN names e ON e.num = coalesce(n.full, n.num) WHERE (?1 IS NULL OR n.kind = ?1) AND (?2 = '' OR e.num IN"
        " (SELECT coalesce(full, num) FROM names WHERE instr(folded, ?2) > 0))"
        " GROUP BY e.num HAVING sum(n.articles) > 0 ORDER BY articles DESC, e.num LIMIT ?3",
        (kind, fold(containing), -1 if limit is None else limit),
    )
    exact = [
        (kind, name, count if names == 1 else articles(index, names_of(index, entity)))
        for entity, kind, name, count, names in found
    ]
    return sorted(exact, key=lambda each: -each[2])
