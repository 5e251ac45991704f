"""Dates as papers print them and as files are named after them.

Only dates that exist, of years in which there were newspapers, are returned; always as ISO 8601 (``2026-03-20``).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from store.imprint.plain import MASK, NUMERALS, half_width, number

YEARS = range(1815, 2100)
"""The years a date may be of: from the first periodical in Chinese to a bound that needs no clock."""

_S = r"\s{0,2}"
_Y = r"(?:1\s?[89]|2\s?0)\s?\d\s?\d"
_N = r"\d\s?\d|\d"
_C = rf"[{NUMERALS}]"
_MONTH_DAY = rf"(?P<m>{_N}|{_C}{{1,3}}){_S}月{_S}(?P<d>{_N}|{_C}{{1,3}}){_S}[日号]"
_PRINTED = (
    re.compile(rf"(?P<y>{_Y}|{_C}(?:\s?{_C}){{3}}){_S}年{_S}{_MONTH_DAY}?"),
    # A page number may be glued to the day: it has two digits.
    re.compile(
        rf"(?P<y>{_Y})\s?(?P<sep>[./·-])\s?(?P<m>{_N})\s?(?P=sep)\s?"
        rf"(?P<d>(?:{_N})(?!\d)|\d\d(?=\d\d(?!\d))|\d(?=\d\d(?!\d)))"
    ),
    re.compile(r"(?<![\d-])(?P<y>(?:1[89]|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?![\d-])"),
)
_NAMED = (
    re.compile(r"(?<!\d)(?P<y>(?:1[89]|20)\d\d)[-_./年]?(?P<m>\d\d)[-_./月]?(?P<d>\d\d)日?(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:1[89]|20)\d\d)[-_./年](?P<m>\d{1,2})[-_./月](?P<d>\d{1,2})日?(?!\d)"),
)
_WITHOUT_YEAR = re.compile(rf"(?<![\d年])(?<![{NUMERALS}]){_MONTH_DAY}(?:{_S}[至到—-]{_S}(?P<last>{_N}){_S}日)?")
_YEAR_PRINTED = re.compile(rf"(?<!\d)(?P<y>{_Y}){_S}年(?:{_S}(?P<m>{_N}){_S}月)?")
_YEAR_NAMED = re.compile(r"(?<![0-9A-Za-z])(?P<y>(?:1[89]|20)\d\d)(?:[-_./年]?(?P<m>0[1-9]|1[0-2])(?!\d))?(?!\d)")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_CYCLE = rf"[{_STEMS}][{_BRANCHES}]{_S}[（(]?[鼠牛虎兔龙龍蛇马馬羊猴鸡雞狗猪豬]?[）)]?{_S}年?"
_ONES = "一二三四五六七八九"
_LUNAR_MONTH = r"[闰閏]?[正一二三四五六七八九十冬腊臘]{1,2}月[大小]?"
_LUNAR_DAY = rf"{_LUNAR_MONTH}(?:初[{_ONES}十]|[二三]?十[{_ONES}]?|廿[{_ONES}]?)日?"
_LUNAR = re.compile(
    rf"(?:[农農]历|[农農]曆|[阴陰夏]历){_S}(?:{_CYCLE})?{_S}(?:{_LUNAR_DAY})?"
    rf"|{_CYCLE}{_S}{_LUNAR_DAY}|{_LUNAR_MONTH}(?:初[{_ONES}十]|廿[{_ONES}]?(?![{_ONES}日]))"
)
_WEEKDAY = re.compile(r"(?:星期|周|週|礼拜)\s?[一二三四五六日天]")
_FOUNDING = re.compile(r"(?:创刊|始于|成立|出版|创办|截至)\S{0,3}$")
_PHONE = re.compile(r"电话|热线|传真|邮编|邮政编码|QQ|微信|第\s?\d+\s?期|CN|ISSN|[Tt]el", re.IGNORECASE)
_DATELINE = re.compile(
    rf"^.{{0,24}}?{_MONTH_DAY}(?:{_S}[至到—-]{_S}(?P<last>{_N}){_S}日)?{_S}(?:[专專]?[电電]|[讯訊])"
    rf"|^.{{0,12}}?[讯訊电電]{_S}(?:[（(][^）)]{{0,40}}[）)])?{_S}(?P<plain>{_N}){_S}月{_S}(?P<day>{_N}){_S}日"
    rf"(?:{_S}[至到—-]{_S}(?P<until>{_N}){_S}日)?"
)


class Year(NamedTuple):
    """A year that a day and a month may be of, and as far as they are known the month and the day it was found with."""

    year: int
    month: int = 0
    day: int = 0


class Named(NamedTuple):
    """A date in a path, and the offset of its end."""

    date: str
    end: int


def iso(year: int, month: int, day: int) -> str:
    """Return a date, or "" where there is no such day or the year is not plausible."""
    if year not in YEARS:
        return ""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""


def parse_date(written: str) -> str:
    """Return the one date that ``written`` is, in any of the forms papers and files have; "" where it is none."""
    text = half_width(written).strip()
    for pattern in (*_NAMED, *_PRINTED):
        found = pattern.fullmatch(text)
        if found and found["d"]:
            return _date_of(found)
    return ""


def _date_of(found: re.Match[str]) -> str:
    return iso(number(found["y"]), number(found["m"]), number(found["d"]))


def without_lunar(line: str) -> str:
    """Return ``line``, half width, with what the lunar calendar says masked."""
    return _LUNAR.sub(lambda found: MASK * len(found[0]), line)


def without_dates(line: str) -> str:
    """Return ``line``, half width, with every date and weekday masked."""
    line = without_lunar(line)
    for pattern in (*_PRINTED, _WITHOUT_YEAR, _WEEKDAY):
        line = pattern.sub(lambda found: MASK * len(found[0]), line)
    return line


def printed_dates(line: str) -> Iterator[tuple[str, bool]]:
    """Yield the whole dates of a line of furniture (half width), each with whether a weekday stands beside it.

    Dates of a founding are left out, and digits that may be a telephone's.
    """
    line = without_lunar(line)
    weekday = bool(_WEEKDAY.search(line))
    patterns = _PRINTED[:2] if _PHONE.search(line) else _PRINTED
    for pattern in patterns:
        for found in pattern.finditer(line):
            founding = _FOUNDING.search(line[: found.start()]) or line[found.end() :].startswith("创刊")
            if found["d"] and not founding and (date := _date_of(found)):
                yield date, weekday


def printed_days(line: str) -> Iterator[tuple[int, int]]:
    """Yield month and day of the dates without a year of a line of furniture (half width)."""
    for found in _WITHOUT_YEAR.finditer(without_lunar(line)):
        yield number(found["m"]), number(found["last"] or found["d"])


def printed_years(line: str) -> Iterator[Year]:
    """Yield the years that a line of furniture (half width) names, with their months."""
    for found in _YEAR_PRINTED.finditer(without_lunar(line)):
        if not _FOUNDING.search(line[: found.start()]) and number(found["y"]) in YEARS:
            yield Year(number(found["y"]), number(found["m"]) if found["m"] else 0)


def named_date(path: str) -> Named:
    """Return the last date in a path (half width) and where it ends; "" and -1 where there is none."""
    matches = [found for pattern in _NAMED for found in pattern.finditer(path) if _date_of(found)]
    if not matches:
        return Named("", -1)
    last = max(matches, key=lambda found: found.end())
    return Named(_date_of(last), last.end())


def named_year(path: str) -> Year | None:
    """Return the last year in a path (half width), with its month, or None."""
    found = [found for found in _YEAR_NAMED.finditer(path) if int(found["y"]) in YEARS]
    return Year(int(found[-1]["y"]), int(found[-1]["m"] or 0)) if found else None


def dateline_day(text: str) -> tuple[int, int] | None:
    """Return month and day of the dateline that ``text`` begins with (新华社北京3月20日电, 本报讯 3月20日), or None."""
    found = _DATELINE.match(half_width(text))
    if not found:
        return None
    if found["m"]:
        return number(found["m"]), number(found["last"] or found["d"])
    return number(found["plain"]), number(found["until"] or found["day"])


def with_year(month: int, day: int, year: Year) -> str:
    """Return a day of a month with a year from elsewhere, or "" where there is no such day.

    Where the month is known that the year was found with, the date is the nearest to it, so that 12月31日 on a page
    filed in January is of the year before.
    """
    if not year.month:
        return iso(year.year, month, day)
    there = datetime.date(year.year, year.month, min(max(1, year.day or 15), 28))
    near = [date for turn in (0, -1, 1) if (date := iso(year.year + turn, month, day))]
    return min(near, key=lambda date: abs(datetime.date.fromisoformat(date) - there), default="")


def latest(days: Sequence[tuple[int, int]], year: Year) -> str:
    """Return the latest of some days with a year from elsewhere: a page is not older than its newest dateline.

    Where days of the first and of the last two months stand together, a year turned between them.
    """
    turned = any(month <= 2 for month, _ in days) and any(month >= 11 for month, _ in days)
    dates = [with_year(month, day, year) for month, day in days if not turned or month <= 2]
    return max(dates, default="")
