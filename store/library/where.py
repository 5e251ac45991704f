"""What a query or a list wants, as a condition of the index's tables: exact, and quick where words lead the way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from store.library.folding import fold, wanted
from store.library.query import All, Any, Has, Node, Not, Word, parse
from store.model import Kind, Selection

_KINDS: dict[str, Kind] = {"person": "PER", "place": "LOC", "org": "ORG", "time": "TIME", "work": "WORK"}
_STATES = {
    "unread": "NOT r.read",
    "read": "r.read",
    "bookmarked": "r.bookmarked",
    "unsure": "NOT r.sure",
    "sure": "r.sure",
}
_PARTS = {"note": "r.note != ''", "tag": "r.tags != ''", "author": "r.authors != ''"}
_NEVER = "0"


class Where(NamedTuple):
    """A condition on ``rows r`` and ``pages p``.

    Attributes:
        condition: SQL.
        values: of its parameters.
        match: what full text the rows must match besides, or "".
        names: SQL of the numbers of names, one of which the rows must have a posting of besides, or "".
        name_values: of its parameters.
    """

    condition: str = "1"
    values: tuple[object, ...] = ()
    match: str = ""
    names: str = ""
    name_values: tuple[object, ...] = ()


def where(selection: Selection) -> Where:
    """Return the condition that the articles of a list meet.

    Raises:
        QueryError: if its query cannot be understood.
    """
    node = parse(selection.query)
    nodes: list[Node] = [*map(Word, selection.words), *(node.nodes if isinstance(node, All) else [node])]
    conditions = [*_of_marks(selection)]
    named = [_exactly(*selection.entity)] if selection.entity else []
    needed: list[str] = []
    for each in nodes:
        if isinstance(each, Word) and (found := wanted(fold(each.text)))[0]:
            needed += found[0]
            conditions += [] if found[1] else [_holding(each)]
        elif isinstance(each, Has) and each.field in _KINDS:
            named.append(_called(_KINDS[each.field], fold(each.value)))
        else:
            conditions.append(condition(each))
    first = named.pop(0) if named and not needed else Names("", ())
    both = _joined(" AND ", [*map(_naming, named), *conditions], "1")
    return Where(both.condition, both.values, _match(needed), *first)


def _of_marks(selection: Selection) -> Iterable[Where]:
    if selection.unread:
        yield Where(_STATES["unread"])
    if selection.bookmarked:
        yield Where(_STATES["bookmarked"])
    if selection.tag:
        yield Where(
            "r.num IN (SELECT row FROM tagged WHERE folded = ? AND tag = ?)", (fold(selection.tag), selection.tag)
        )


def _joined(glue: str, parts: list[Where], empty: str) -> Where:
    if not parts:
        return Where(empty)
    return Where(
        "(" + glue.join(part.condition for part in parts) + ")", tuple(value for part in parts for value in part.values)
    )


def _match(needed: Iterable[str]) -> str:
    return " AND ".join(f'"{token}"' for token in dict.fromkeys(needed))


def _holding(word: Word) -> Where:
    return Where("holds((SELECT body FROM texts t WHERE t.num = r.num), ?)", (fold(word.text),))


class Names(NamedTuple):
    """SQL that gives the numbers of names, and the values of its parameters."""

    query: str
    values: tuple[object, ...]


_ALL_NAMES = """
WITH e (num) AS (
    SELECT coalesce(n.full, n.num) FROM names n WHERE {names}
    UNION SELECT coalesce(n.full, n.num) FROM spellings s JOIN names n ON n.num = s.name WHERE {spelled})
SELECT num FROM e UNION SELECT n.num FROM e JOIN names n ON n.full = e.num"""
"""All names of the entities of which one name, or one spelling, is so."""


def _exactly(kind: Kind, name: str) -> Names:
    """Return the names of the entity that is called so in an article; of all that are spelled so where none is."""
    spelled = (
        "s.folded = ? AND s.spelling = ? AND n.kind = ?"
        " AND NOT EXISTS (SELECT 1 FROM names m WHERE m.kind = ? AND m.name = ?)"
    )
    values = (kind, name, fold(name), name, kind, kind, name)
    return Names(_ALL_NAMES.format(names="n.kind = ? AND n.name = ?", spelled=spelled), values)


def _called(kind: Kind, value: str) -> Names:
    """Return all names of the entities that have a folded name or spelling; ``*`` at its end stands for any rest.

    A namesake that was told apart is not found by what both are called.
    """
    bare = value.strip("《》") or value if kind == "WORK" else value
    fits = "substr({0}, 1, ?) = ?" if bare.endswith("*") else "{0} = ?"
    values: tuple[object, ...] = (len(bare) - 1, bare[:-1]) if bare.endswith("*") else (bare,)
    names = f"n.kind = ? AND {fits.format('n.folded')}"
    spelled = f"n.kind = ? AND {fits.format('s.folded')} AND NOT s.told"
    return Names(_ALL_NAMES.format(names=names, spelled=spelled), (kind, *values, kind, *values))


def _naming(names: Names) -> Where:
    return Where(f"r.num IN (SELECT d.row FROM named d WHERE d.name IN ({names.query}))", names.values)


def condition(node: Node) -> Where:
    """Return the condition that a node of a query is."""
    match node:
        case Word():
            return _word(node)
        case Has():
            return _has(node)
        case Not(inner):
            found = condition(inner)
            return Where(f"NOT ({found.condition})", found.values)
        case All(nodes):
            return _joined(" AND ", [condition(each) for each in nodes], "1")
        case Any(nodes):
            return _joined(" OR ", [condition(each) for each in nodes], _NEVER)


def _word(word: Word) -> Where:
    tokens, enough = wanted(fold(word.text))
    parts = [Where("r.num IN (SELECT rowid FROM search WHERE search MATCH ?)", (_match(tokens),))] if tokens else []
    return _joined(" AND ", parts if enough else [*parts, _holding(word)], "1")


def _has(node: Has) -> Where:
    value = fold(node.value)
    match node.field:
        case "is":
            return Where(_STATES[node.value])
        case "has":
            return Where(_PARTS[node.value])
        case "tag":
            return Where("r.num IN (SELECT row FROM tagged WHERE folded = ?)", (value,))
        case "author":
            return Where("r.num IN (SELECT row FROM written WHERE author = ?)", (value,))
        case "paper":
            return Where("fold(p.paper) = ?", (value,))
        case "page":
            return _page(node.value)
        case "date":
            return Where("p.date BETWEEN ? AND ?", (node.value, node.last))
        case _:
            return _naming(_called(_KINDS[node.field], value))


def _page(label: str) -> Where:
    """Return the condition of a page's label: all of it, one of its words, or its number however it is written."""
    from store.imprint.numbers import page_number
    from store.library.issues import label_order

    spaced = f" {fold(label)} "
    found = Where("instr(' ' || fold(p.label) || ' ', ?) > 0", (spaced,))
    if page_number(label) is None:
        return found
    order = label_order(label, 0)[:11]
    return _joined(" OR ", [found, Where("substr(p.sort, 1, 11) = ?", (order,))], _NEVER)
