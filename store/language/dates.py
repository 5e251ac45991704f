"""Times: calendar dates in digits and characters, ranges, and words such as 昨天, resolved by an issue's date.

A mention is the calendar core (3月24日, not 3月24日中午). A range is one mention where its second end leans on the
first for its month (3月19日至20日) or its first on the second for its unit (1至6月份); two whole dates are two
mentions.
"""

from __future__ import annotations

import datetime
import re
from calendar import monthrange

from store.model import Mention

_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
_DIGIT = "零〇一二三四五六七八九"
_TO = r" ?(?:至|到|—|--?|~|～|－|–) ?"
_YEAR = r"(?:(?:19|20)\d{2}|[一二][九〇零][〇零一二三四五六七八九]{2}) ?年"
_WHICH_YEAR = r"(?:今|去|明|(?<![目之以])前)年"
_PART_OF_YEAR = (
    r"(?:[上下]半年|[初底末](?![中级次审步])|[一二三四]季度|前[一二三四]季度|第[一二三四]季度|[春夏秋冬][天季])"
)
_MONTH_NUMBER = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_MONTH = rf"(?!三月三){_MONTH_NUMBER} ?月(?:份)?"
_DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])"
_DAY = rf"{_DAY_NUMBER} ?[日号]"
_PART_OF_MONTH = r"(?:[上中下]旬|[初底末](?!次|级))"

_BY_DAY = rf"(?:(?:{_YEAR}|{_WHICH_YEAR}) ?)?{_MONTH} ?{_DAY}(?:{_TO}{_DAY})?"
_BY_MONTH = rf"(?:(?:{_YEAR}|{_WHICH_YEAR}) ?)?(?:{_MONTH_NUMBER}{_TO}{_MONTH}|{_MONTH})(?:{_PART_OF_MONTH})?"
_BY_YEAR = rf"(?:{_YEAR}|{_WHICH_YEAR})(?: ?{_PART_OF_YEAR})?"
_BARE_DAYS = rf"{_DAY_NUMBER}{_TO}{_DAY_NUMBER} ?日|{_DAY_NUMBER} ?日"
_RELATIVE = (
    r"昨[日天晚夜晨]|(?<![目当以之提])前天|明天(?=[上下晚凌])|今[天日](?=[上下晚凌])|今[晚晨夜]"
    r"|[上下]半年|第?[一二三四]季度"
)

_DATE = re.compile(
    rf"(?<![\d.])(?:{_BY_DAY}|{_BY_MONTH}|{_BY_YEAR})|(?<![\d.])(?:{_BARE_DAYS})(?![子程志历用常前后内间])|{_RELATIVE}"
)


def dates(text: str) -> list[Mention]:
    """Return the times named in ``text``, in order, without overlap."""
    text = text.translate(_NARROW)
    return [Mention("TIME", m.start(), m.end()) for m in _DATE.finditer(text) if _is_date(m, text)]


def _is_date(match: re.Match[str], text: str) -> bool:
    """Say no to the 一月 of 每一月 and to the counted months of 一月有余."""
    found, start, end = match.group(), match.start(), match.end()
    if found[0] in "一二三四五六七八九十" and "月" in found and "年" not in found:
        return text[start - 1 : start] not in tuple("每这那几十第同") and text[end : end + 1] not in tuple("有余多亮")
    return True


def _number(written: str) -> int:
    if written.isdigit():
        return int(written)
    if "十" in written:
        tens, _, ones = written.partition("十")
        return 10 * (_DIGIT.index(tens) - 1 if tens else 1) + (_DIGIT.index(ones) - 1 if ones else 0)
    return int("".join("00123456789"[_DIGIT.index(char)] for char in written))


_PARTS = re.compile(
    rf"^(?:(?P<year>\d{{4}}|[{_DIGIT}]{{4}})年|(?P<which>[今去明前])年)?"
    rf"(?P<part>[上下]半年|年?[初底末]|第?[一二三四]季度|[春夏秋冬][天季])?"
    rf"(?:(?P<month>\d+|[{_DIGIT}十]+)月份?)?(?:(?P<ten>[上中下])旬)?"
    rf"(?:(?P<day>\d+)[日号])?$"
)
_DAYS_AWAY = {"昨": -1, "前": -2, "明": 1, "今": 0}
_YEARS_AWAY = {"今": 0, "去": -1, "前": -2, "明": 1}
_DAY_WORD = re.compile(r"^([昨前明今])[日天晚夜晨]$")
_BETWEEN = re.compile(r"至|到|—|--?|~|～|－|–")


def resolve(name: str, issued: str) -> str:
    """Return the time that ``name`` means in an issue of the ISO date ``issued``.

    The result is ISO 8601: ``2026-03-19``, ``2026-03``, ``2026``, or an interval ``2026-03-19/2026-03-20``. A day
    without a month is the latest such day not after the issue; a month without a year is one of the issue's year. It
    is "" where the name or ``issued`` does not tell enough.
    """
    name = re.sub(r"\s", "", name.translate(_NARROW))
    try:
        today = datetime.date.fromisoformat(issued)
        first, *rest = _BETWEEN.split(name)
        return _interval(first, rest[0], today) if rest else _single(name, today)
    except (ValueError, OverflowError, TypeError):
        return ""


def _interval(first: str, last: str, today: datetime.date) -> str:
    """Resolve a range; what one end leaves out it takes from the other."""
    if first[-1:].isdigit() or not re.search(r"[年月日号]", first):
        first += re.sub(r"^[^年月日号]*", "", last)[:1]
    begin = _single(first, today)
    year = begin[:4]
    if "月" not in last and begin.count("-") == 2:
        last = f"{int(begin[5:7])}月{last}"
    if not re.match(r"\d{4}年|[今去明前]年", last):
        last = f"{year}年{last}"
    end = _single(last, today)
    return f"{begin}/{end}" if begin and end else ""


def _single(name: str, today: datetime.date) -> str:
    if word := _DAY_WORD.match(name):
        return (today + datetime.timedelta(days=_DAYS_AWAY[word[1]])).isoformat()
    parts = _PARTS.match(name)
    if not name or parts is None:
        return ""
    year = _year(parts, today)
    if parts["day"] and not parts["month"]:
        return _latest(int(parts["day"]), today)
    if parts["part"] and not parts["month"]:
        return _part_of_year(parts["part"], year)
    if not parts["month"]:
        return f"{year}"
    month = _number(parts["month"])
    if parts["day"]:
        return datetime.date(year, month, int(parts["day"])).isoformat()
    if parts["ten"]:
        first, last = {"上": (1, 10), "中": (11, 20), "下": (21, monthrange(year, month)[1])}[parts["ten"]]
        return f"{year}-{month:02}-{first:02}/{year}-{month:02}-{last:02}"
    datetime.date(year, month, 1)
    return f"{year}-{month:02}"


def _year(parts: re.Match[str], today: datetime.date) -> int:
    if parts["year"]:
        return _number(parts["year"])
    return today.year + _YEARS_AWAY.get(parts["which"] or "今", 0)


def _latest(day: int, today: datetime.date) -> str:
    """Return the latest day of that number that is not after ``today``."""
    month = today.replace(day=1)
    if day > today.day:
        month = (month - datetime.timedelta(days=1)).replace(day=1)
    return month.replace(day=day).isoformat()


_PART_MONTHS = {
    "上半年": (1, 6), "下半年": (7, 12), "一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9), "四季度": (10, 12),
}  # fmt: skip


def _part_of_year(part: str, year: int) -> str:
    months = _PART_MONTHS.get(part.removeprefix("第"))
    return f"{year}-{months[0]:02}/{year}-{months[1]:02}" if months else f"{year}"
