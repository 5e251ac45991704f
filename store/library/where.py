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
    """

    condition: str = "1"
    values: tuple[object, ...] = ()
    match: str = ""


def where(selection: Selection) -> Where:
    """Return the condition that the articles of a list meet.

    Raises:
        QueryError: if its query cannot be understood.
    """
    node = parse(selection.query)
    nodes: list[Node] = [*map(Word, selection.words), *(node.nodes if isinstance(node, All) else [node])]
    conditions = [*_of_marks(selection)]
    if selection.entity:
        conditions.append(_named("n.kind = ? AND n.name = ?", selection.entity))
    needed: list[str] = []
    for each in nodes:
        if isinstance(each, Word) and (found := wanted(fold(each.text)))[0]:
            needed += found[0]
            conditions += [] if found[1] else [_holding(each)]
        else:
            conditions.append(condition(each))
    both = _joined(" AND ", conditions, "1")
    return Where(both.condition, both.values, _match(needed))


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


def _named(condition: str, values: tuple[object, ...]) -> Where:
    return Where(
        f"r.num IN (SELECT d.row FROM names n JOIN named d ON d.name = n.num WHERE {condition})", tuple(values)
    )


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
            return _entity(_KINDS[node.field], value)


def _entity(kind: Kind, value: str) -> Where:
    """Return the condition of mentioning a name; ``*`` at its end stands for any rest, 《》 may be left out."""
    if value.endswith("*"):
        first = value[:-1]
        return _named("n.kind = ? AND substr(n.folded, 1, ?) = ?", (kind, len(first), first))
    bare = value.removeprefix("《").removesuffix("》")
    forms = dict.fromkeys((value, f"《{bare}》", bare) if kind == "WORK" else (value,))
    return _named(f"n.kind = ? AND n.folded IN ({','.join('?' * len(forms))})", (kind, *forms))


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
