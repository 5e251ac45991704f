"""The names of a selection of articles, counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from store.library.entities_read import bodies, called, date_of, joined
from store.library.entities_written import pairs, unpacked
from store.library.entity import Named
from store.library.index import Index
from store.model import KINDS, Kind


class _Count:
    """What has been seen of one entity: rows come in their order, so that the last one seen is the last."""

    __slots__ = ("articles", "first", "last", "mentions", "offices")

    def __init__(self) -> None:
        self.articles = self.mentions = self.first = self.last = 0
        self.offices: dict[int, int] = {}


def who(index: Index, rows: Iterable[int], kinds: Collection[Kind], limit: int) -> list[Named]:
    """Return the entities of some kinds in rows: kind by kind, in most articles first, at most ``limit`` of a kind."""
    found = _counted(index, sorted(rows))
    names = called(index, found)
    order = sorted(
        (entity for entity in found if names[entity][0] in kinds),
        key=lambda each: (KINDS.index(names[each][0]), -found[each].articles, -found[each].mentions, names[each][1]),
    )
    of_kind: Counter[Kind] = Counter()
    shown: list[int] = []
    for entity in order:
        of_kind[names[entity][0]] += 1
        if not limit or of_kind[names[entity][0]] <= limit:
            shown.append(entity)
    offices = _offices(index, {office for entity in shown for office in found[entity].offices})
    return [_named(found[entity], names[entity], offices, index.day_bits) for entity in shown]


def _named(count: _Count, name: tuple[Kind, str], offices: dict[int, str], bits: int) -> Named:
    held = sorted(count.offices, key=lambda office: (-count.offices[office], office))
    first, last = date_of(count.first >> bits), date_of(count.last >> bits)
    return Named(*name, tuple(offices[office] for office in held), count.articles, count.mentions, first, last)


def _counted(index: Index, rows: Sequence[int]) -> dict[int, _Count]:
    standing, dated = joined(index), 1 << index.day_bits
    found: dict[int, _Count] = defaultdict(_Count)
    for row, body in bodies(index, rows):
        packed = unpacked(body)
        there: dict[int, int] = {}
        for name, mentions in pairs(packed.names):
            entity = standing.get(name, name)
            there[entity] = there.get(entity, 0) + mentions
        for entity, mentions in there.items():
            count = found[entity]
            count.articles += 1
            count.mentions += mentions
            count.last = row
            if count.first < dated:
                count.first = row
        for name, office in pairs(packed.held):
            found[standing.get(name, name)].offices[office] = row
    return found


def _offices(index: Index, numbers: Collection[int]) -> dict[int, str]:
    listed = ",".join(map(str, numbers))
    return dict(index.database.all(f"SELECT num, office FROM offices WHERE num IN ({listed})"))
