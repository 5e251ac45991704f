"""Where Chinese may be broken: which marks stay off a line's ends (避头尾), and what stays in one piece."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

NEVER_FIRST = frozenset("，。、；：？！．·・‧•…—～〜’”」』）〕】》〉〗〙〛］｝〞｠»›％‰℃℉°′″￠々,.;:?!)]}%")
"""Marks that do not begin a line: stops, closing marks, joining marks and the units that follow digits.

Source: GB/T 15834-2011, 5.1.10; Requirements for Chinese Text Layout (W3C), 3.1.2.
"""

NEVER_LAST = frozenset("“‘「『（〔【《〈〖〘〚［｛〝｟«‹([{￥¥＄$£€№")
"""Marks that do not end a line: opening marks and what precedes digits."""

_MEASURE = (
    "年代|年度|年|月份|月|日|号|小时|时|点钟|点|分钟|分|秒|周年|周|岁|美元|欧元|日元|元|角|人次|人|名|位|个百分点|个|家|户|件|项|条|次|届|期"
    "|批|台|辆|架|艘|座|栋|所|间|处|张|本|部|篇|首|份|层|级|平方公里|平方千米|平方米|立方米|公里|千米|厘米|毫米|米|公斤|千克|克|斤|吨|公顷|亩"
    "|毫升|升|千瓦时|千瓦|兆瓦|度|倍|成|折|路|版|棵|头|只|种|类|章|节|届|座"
)
_D = "0-9０-９"
_L = "A-Za-zＡ-Ｚａ-ｚ\u00c0-\u024f"
_SOLID = re.compile(
    rf"[+\-−]?[{_D}]+(?:[.,:．/·\-–~～][{_D}]+)*"
    rf"(?:[{_L}][{_L}{_D}]*(?:[\-/][{_L}{_D}]+)*|[ ]?(?:[%％‰℃℉°]|[余多]?[十百千万亿]*[余多]?(?:{_MEASURE})?))"
    rf"|[{_L}][{_L}{_D}]*(?:[.'’\-–/_&@+:=?#×·~]+[{_L}{_D}]+)*"
    r"|—+|…+|⋯+|(?<!\.)\.{2,}"
)
_QUOTE = re.compile(r'"')


@lru_cache(maxsize=8192)
def is_mark(char: str) -> bool:
    """Say whether a character is punctuation or a symbol."""
    return unicodedata.category(char)[0] in "PS"


def needs_gap(before: str, after: str) -> bool:
    """Say whether spaced display separates two words: not beside white space, nor beside a mark."""
    return not (before.isspace() or after.isspace() or is_mark(before) or is_mark(after))


def solid_inside(text: str) -> set[int]:
    """Return the offsets inside what stays whole: Latin words, numbers with their unit, —— and ……."""
    inside: set[int] = set()
    for match in _SOLID.finditer(text):
        start, end = match.span()
        if end - start > 1:
            inside.update(range(start + 1, end))
    return inside


def glued(text: str) -> Iterator[int]:
    """Yield the offsets between a straight double quote and what it encloses; quotes open and close in turn."""
    if '"' not in text:
        return
    at = 0
    for line in text.split("\n"):
        for number, match in enumerate(_QUOTE.finditer(line)):
            yield at + (match.start() if number % 2 else match.end())
        at += len(line) + 1
