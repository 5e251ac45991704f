"""Jump lines: to which page a story runs on, or from which page it comes (下转第2版, 上接A01版)."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from store.imprint.numbers import PageNumber
from store.imprint.plain import NUMERALS, half_width, number

Direction = Literal["to", "from", "beside"]
"""紧接 stands on either page: it means the page after this one, or the one before."""

_ONE = rf"第?\s?(?:[A-Z]\s?\d{{1,3}}|\d{{1,3}}|[{NUMERALS}]{{1,3}}|头)\s?版?"
_JUMP = re.compile(
    rf"(?P<how>紧接|上接|承接|续接|接上|下转|下接|紧转|续见|转|接)\s?(?:本报|今日)?\s?(?P<pages>{_ONE}(?:\s?[、,，和及]\s?{_ONE})*)"
)
_PAGE = re.compile(rf"(?P<letter>[A-Z])?\s?(?P<n>\d{{1,3}}|[{NUMERALS}]{{1,3}}|头)")
_HOW: dict[str, Direction] = {
    "紧接": "beside",
    "上接": "from",
    "承接": "from",
    "续接": "from",
    "接上": "from",
    "接": "from",
}


class Jump(NamedTuple):
    """One half's word about the other: in which direction it lies, and on which page."""

    direction: Direction
    page: PageNumber


def parse_jump(line: str) -> tuple[Jump, ...]:
    """Return what a jump line says, in its order; nothing where it is none. Never fails, whatever the text."""
    found: list[Jump] = []
    for jump in _JUMP.finditer(half_width(line)):
        if not re.search(r"[第版A-Z]", jump["pages"]):
            continue
        for page in _PAGE.finditer(jump["pages"]):
            counted = 1 if page["n"] == "头" else number(page["n"])
            if counted > 0:
                found.append(Jump(_HOW.get(jump["how"], "to"), PageNumber(page["letter"] or "", counted)))
    return tuple(found)


def targets(line: str, own: PageNumber | None, direction: Literal["to", "from"]) -> tuple[PageNumber, ...]:
    """Return the pages in one direction that a jump line on page ``own`` speaks of.

    A page without a letter is of the part of the paper that the line stands in: 下转2版 on A01 means A02.
    """
    pages = []
    for jump in parse_jump(line):
        page = PageNumber(jump.page.letter or (own.letter if own else ""), jump.page.number)
        beside = "to" if own and page > own else "from"
        if (beside if jump.direction == "beside" else jump.direction) == direction:
            pages.append(page)
    return tuple(pages)
