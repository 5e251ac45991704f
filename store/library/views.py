"""Which articles a list has, asked of the index: all, the newest, or how many."""

from __future__ import annotations

import itertools

from store.library.index import Index
from store.library.rowview import RowView
from store.library.where import Where

_FROM_WORDS = (
    "FROM search CROSS JOIN rows r ON r.num = search.rowid JOIN pages p ON p.num = r.page WHERE search MATCH ?"
)
_FROM_PAGES = "FROM pages p CROSS JOIN rows r ON r.page = p.num WHERE 1"
_ORDER = "ORDER BY p.day DESC, p.paper, p.sort, p.id, r.pos"


def view(index: Index, wanted: Where) -> RowView:
    """Return all articles that meet a condition."""
    if wanted.match:
        query = f"SELECT r.num, r.page, r.read {_FROM_WORDS} AND {wanted.condition} {_ORDER}"
        return RowView(index, index.database.reader.execute(query, (wanted.match, *wanted.values)))
    query = f"SELECT r.num, r.page, r.read {_FROM_PAGES} AND {wanted.condition} {_ORDER}"
    return RowView(index, index.database.reader.execute(query, wanted.values))


def newest(index: Index, wanted: Where, limit: int) -> RowView:
    """Return the newest ``limit`` articles that meet a condition, without looking at the others where words lead."""
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


def count(index: Index, wanted: Where) -> int:
    """Return how many articles meet a condition."""
    source = _FROM_WORDS if wanted.match else _FROM_PAGES
    values = (wanted.match, *wanted.values) if wanted.match else wanted.values
    return int(index.database.one(f"SELECT count(*) {source} AND {wanted.condition}", values)[0])


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
