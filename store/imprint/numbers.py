"""Which page of an issue a label speaks of, however it is written."""

from __future__ import annotations

import re
from typing import NamedTuple

from store.imprint.plain import NUMERALS, half_width, number

_PAGE = re.compile(rf"(?P<letter>[A-Z])?(?P<n>\d{{1,3}}|(?<=第)[{NUMERALS}]{{1,3}}|[{NUMERALS}]{{1,3}}(?=版))")


class PageNumber(NamedTuple):
    """Which page of an issue: the letter of its part, or "", and its number."""

    letter: str
    number: int


def page_number(label: str) -> PageNumber | None:
    """Return which page a label speaks of, or None where it names none."""
    text = half_width(label)
    found = _PAGE.search(text)
    if found:
        return PageNumber(found["letter"] or "", number(found["n"]))
    return PageNumber("", 1) if text.startswith("头版") else None
