"""The query language: what ``dubao list``, the search of the reader, exports and saved lists understand.

``docs/queries.md`` says it for people. A query is words side by side (all must hold), ``OR`` between alternatives,
``-`` before what must not hold, parentheses, ``"phrases"``, and fields with a colon. A text is parsed into nodes here;
``store.library.where`` makes conditions of them.
"""

from __future__ import annotations

import calendar
import re
from typing import Final, Literal, NamedTuple, get_args

from store.errors import QueryError
from store.model import Record

Field = Literal["tag", "is", "has", "person", "place", "org", "time", "work", "paper", "page", "author", "date"]
FIELDS: Final[tuple[str, ...]] = get_args(Field)
STATES: Final = ("unread", "read", "bookmarked", "unsure", "sure")
PARTS: Final = ("note", "tag", "author")


class Word(Record, frozen=True, tag=True):
    """A text that must occur in the title or the body."""

    text: str


class Has(Record, frozen=True, tag=True):
    """A field that must have a value; for a date these are the first and the last day."""

    field: Field
    value: str
    last: str = ""


class Not(Record, frozen=True, tag=True):
    """What must not hold."""

    node: Node


class All(Record, frozen=True, tag=True):
    """What must hold together; nothing holds always."""

    nodes: tuple[Node, ...] = ()


class Any(Record, frozen=True, tag=True):
    """Alternatives."""

    nodes: tuple[Node, ...]


Node = Word | Has | Not | All | Any


class _Token(NamedTuple):
    kind: Literal["word", "phrase", "field", "(", ")", "-", "OR", "end"]
    text: str
    start: int
    end: int
    value: str = ""


_SPACE = re.compile(r"\s+")
_FIELD = re.compile(r"([A-Za-z]+)[:：]")
_WORD = re.compile(r'[^\s()"]+')
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def parse(text: str) -> Node:
    """Return what a query means; an empty one holds always.

    Raises:
        QueryError: if it is none; it points at the spot.
    """
    return _Parser(text).parse()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._next = self._token()

    def parse(self) -> Node:
        if self._next.kind == "end":
            return All()
        node = self._alternatives()
        if self._next.kind == ")":
            raise self._wrong(self._next, "there is no “(” before this “)”")
        return node

    # Tokens --------------------------------------------------------------------------------------------------------

    def _wrong(self, token: _Token, what: str, hint: str = "") -> QueryError:
        return QueryError(self._text, token.start, token.end, what, hint)

    def _token(self) -> _Token:
        if space := _SPACE.match(self._text, self._at):
            self._at = space.end()
        start, rest = self._at, self._text[self._at :]
        if not rest:
            return _Token("end", "", start, start)
        if rest[0] in "()-" and not (rest[0] == "-" and not rest[1:2].strip()):
            self._at += 1
            return _Token(rest[0], rest[0], start, start + 1)  # type: ignore[arg-type]  # one of the three
        if rest[0] == '"':
            return _Token("phrase", self._phrase(), start, self._at)
        if field := _FIELD.match(rest):
            return self._field(field[1], start, start + field.end())
        word = _WORD.match(rest)
        assert word is not None
        self._at += word.end()
        return _Token("OR" if word[0] == "OR" else "word", word[0], start, self._at)

    def _phrase(self) -> str:
        start = self._at
        end = self._text.find('"', start + 1)
        if end < 0:
            raise QueryError(self._text, start, len(self._text), "this phrase has no closing quotation mark")
        self._at = end + 1
        if not self._text[start + 1 : end].strip():
            raise QueryError(self._text, start, end + 1, "there is nothing between the quotation marks")
        return self._text[start + 1 : end]

    def _field(self, name: str, start: int, colon: int) -> _Token:
        if name.lower() not in FIELDS:
            hint = f"There are {', '.join(FIELDS)}; between quotation marks it is plain text"
            raise QueryError(self._text, start, colon, f"there is no field “{name}”", hint)
        self._at = colon
        if self._text[colon : colon + 1] == '"':
            return _Token("field", name.lower(), start, self._at, self._phrase())
        value = _WORD.match(self._text, colon)
        if value is None:
            raise QueryError(self._text, start, colon, f"“{name}:” needs a value right after it", f"{name}:…")
        self._at = value.end()
        return _Token("field", name.lower(), start, self._at, value[0])

    def _take(self) -> _Token:
        token, self._next = self._next, self._token()
        return token

    # Nodes ---------------------------------------------------------------------------------------------------------

    def _alternatives(self) -> Node:
        nodes = [self._together()]
        while self._next.kind == "OR":
            self._take()
            nodes.append(self._together())
        return nodes[0] if len(nodes) == 1 else Any(tuple(nodes))

    def _together(self) -> Node:
        nodes = [self._one()]
        while self._next.kind not in {"OR", ")", "end"}:
            nodes.append(self._one())
        return nodes[0] if len(nodes) == 1 else All(tuple(nodes))

    def _one(self) -> Node:
        token = self._take()
        if token.kind == "-":
            return Not(self._one())
        if token.kind == "(":
            node = self._alternatives()
            if self._next.kind != ")":
                raise self._wrong(token, "this “(” is not closed")
            self._take()
            return node
        if token.kind == "field":
            return self._valued(token)
        if token.kind in {"word", "phrase"}:
            return Word(token.text)
        wrong = {"OR": "“OR” needs something on both sides", ")": "something is missing before this “)”"}
        raise self._wrong(token, wrong.get(token.kind, "something is missing"))

    def _valued(self, token: _Token) -> Has:
        name, value = token.text, token.value
        for field, values in (("is", STATES), ("has", PARTS)):
            if name == field and value not in values:
                raise self._wrong(token, f"“{name}:{value}” does not exist", f"There are {', '.join(values)}")
        if name != "date":
            return Has(name, value)  # type: ignore[arg-type]  # one of FIELDS
        first, dots, last = value.partition("..")
        bounds = self._days(token, first)[0], self._days(token, last if dots else first)[1]
        if dots and not (first or last):
            raise self._wrong(token, "this span of days has neither end", "date:2026-03-01..2026-03-20")
        if bounds[0] > bounds[1]:
            raise self._wrong(token, "this span of days ends before it begins")
        return Has("date", *bounds)

    def _days(self, token: _Token, written: str) -> tuple[str, str]:
        """Return the first and the last day of a year, a month or a day; all days where nothing is written."""
        if not written:
            return "0001-01-01", "9999-12-31"
        match = _DATE.fullmatch(written)
        year, month, day = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
        real = year and month <= 12 and (not day or (month and day <= calendar.monthrange(year, month)[1]))
        if match is None or not real or (match[2] and not month) or (match[3] and not day):
            hint = "Write date:2026, date:2026-03, date:2026-03-20 or date:2026-03-01..2026-03-20"
            raise self._wrong(token, f"“{written}” is no date", hint)
        months = (month, month) if month else (1, 12)
        days = (day, day) if day else (1, calendar.monthrange(year, months[1])[1])
        return f"{year:04}-{months[0]:02}-{days[0]:02}", f"{year:04}-{months[1]:02}-{days[1]:02}"
