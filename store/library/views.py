"""Which articles a list has, asked of the index: all, the newest, or how many."""

from __future__ import annotations

import itertools

from store.library.entities_read import articles, rows_with
from store.library.index import Index
from store.library.rowview import RowView
from store.library.where import Where

_FROM_WORDS = (
    "FROM search CROSS JOIN rows r ON r.num = search.rowid JOIN pages p ON p.num = r.page WHERE search MATCH ?"
)
_FROM_PAGES = "FROM pages p CROSS JOIN rows r ON r.page = p.num WHERE 1"
ASKED_AT_ONCE = 200
"""So many rows that names lead to, and those that their day has more, are looked at in one query."""

_ORDER = "ORDER BY p.day DESC, p.paper, p.sort, p.id, r.pos"


def _names(index: Index, wanted: Where) -> list[int]:
    return [number for (number,) in index.database.all(wanted.names, wanted.name_values)]


def _from_names(index: Index, wanted: Where) -> str:
    """Return where the rows come from that have a posting of one of the names."""
    numbers = _names(index, wanted)
    postings, condition = f"({rows_with(numbers)}) d", "1"
    if len(numbers) == 1:
        postings, condition = "named d", f"d.name = {numbers[0]}"
    return f"FROM {postings} CROSS JOIN rows r ON r.num = d.row CROSS JOIN pages p ON p.num = r.page WHERE {condition}"


def _source(index: Index, wanted: Where) -> tuple[str, tuple[object, ...]]:
    """Return where rows come from, and the values of its parameters."""
    if wanted.match:
        return _FROM_WORDS, (wanted.match,)
    return (_from_names(index, wanted) if wanted.names else _FROM_PAGES), ()


def view(index: Index, wanted: Where) -> RowView:
    """Return all articles that meet a condition."""
    source, values = _source(index, wanted)
    query = f"SELECT r.num, r.page, r.read {source} AND {wanted.condition} {_ORDER}"
    return RowView(index, index.database.reader.execute(query, (*values, *wanted.values)))


def newest(index: Index, wanted: Where, limit: int) -> RowView:
    """Return the newest ``limit`` articles that meet a condition; words or names lead the way where there are any."""
    if wanted.names and not wanted.match:
        return RowView(index, _newest_named(index, wanted, limit)[:limit])
    if not wanted.match:
        query = f"SELECT r.num, r.page, r.read {_FROM_PAGES} AND {wanted.condition} {_ORDER} LIMIT ?"
        return RowView(index, index.database.reader.execute(query, (*wanted.values, limit)))
    query = (
        f"SELECT r.num, r.page, r.read, p.paper, p.sort, p.id, r.pos {_FROM_WORDS} AND {wanted.condition}"
        " ORDER BY search.rowid DESC"
    )
    bits = index.day_bits
    days = itertools.groupby(
        index.database.reader.execute(query, (wanted.match, *wanted.values)), key=lambda row: row[0] >> bits
    )
    found: list[tuple[int, int, int]] = []
    for _, rows in days:
        found += [row[:3] for row in sorted(rows, key=lambda row: row[3:])]
        if len(found) >= limit:
            break
    return RowView(index, found[:limit])


def _newest_named(index: Index, wanted: Where, limit: int) -> list[tuple[int, int, int]]:
    """Return the newest rows that names lead to, whole days, until there are ``limit``."""
    bits = index.day_bits
    numbers = index.database.reader.execute(f"{rows_with(_names(index, wanted))} ORDER BY row DESC")
    found: list[tuple[int, int, int]] = []
    asked: list[int] = []
    for _, day in itertools.groupby((number for (number,) in numbers), key=lambda number: number >> bits):
        if len(found) >= limit:
            break
        asked += day
        if len(asked) >= ASKED_AT_ONCE:
            found += _in_order(index, wanted, asked)
            asked = []
    return found + _in_order(index, wanted, asked)


def _in_order(index: Index, wanted: Where, numbers: list[int]) -> list[tuple[int, int, int]]:
    query = (
        "SELECT r.num, r.page, r.read FROM rows r CROSS JOIN pages p ON p.num = r.page"
        f" WHERE r.num IN ({','.join(map(str, numbers))}) AND {wanted.condition} {_ORDER}"
    )
    return index.database.all(query, wanted.values) if numbers else []


def count(index: Index, wanted: Where) -> int:
    """Return how many articles meet a condition."""
    if wanted.names and wanted.condition == "1":
        return articles(index, _names(index, wanted))
    source, values = _source(index, wanted)
    query = f"SELECT count(*) {source} AND {wanted.condition}"
    return int(index.database.one(query, (*values, *wanted.values))[0])


def count_some(index: Index, wanted: Where, most: int) -> int:
    """Return how many articles meet a condition, or ``most`` as soon as there are so many."""
    source = _FROM_WORDS if wanted.match else _FROM_PAGES
    values = (wanted.match, *wanted.values) if wanted.match else wanted.values
    found = f"SELECT count(*) FROM (SELECT 1 {source} AND {wanted.condition} LIMIT ?)"
    return int(index.database.one(found, (*values, most))[0])


def merged(index: Index, wide: RowView, narrow: RowView, kept: RowView) -> RowView:
    """Return the articles of ``wide``, in its order, that are in one of the other lists."""
    stay = {*narrow.numbers, *kept.numbers}
    found = zip(wide.numbers, wide.pages, wide.unread, strict=True)
    return RowView(index, ((number, page, not unread) for number, page, unread in found if number in stay))
