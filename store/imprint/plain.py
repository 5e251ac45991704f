"""What page labels, dates and jump lines share: half-width characters, and numbers in Chinese numerals."""

from __future__ import annotations

import re

CJK = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The ideographs, as the inside of a character class."""

NUMERALS = "〇○零一二三四五六七八九十廿卅"
"""The Chinese numerals of dates and page numbers, as the inside of a character class."""

MASK = "\0"
"""What stands for each character of a date that was taken out of a line."""

_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_DIGITS = {char: at for at, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_TENS = re.compile(r"(?P<tens>[一二三四五六七八九]?十|廿|卅)?(?P<ones>[一二三四五六七八九])?")


def half_width(text: str) -> str:
    """Return ``text`` with full-width digits, letters and signs in half width; every character keeps its place."""
    return text.translate(_HALF)


def number(written: str) -> int:
    """Return what ``written`` counts: digits with or without spaces between, or numerals up to 99; else -1."""
    solid = "".join(half_width(written).split())
    if solid.isascii() and solid.isdigit():
        return int(solid[:9])
    if len(solid) > 1 and all(char in _DIGITS for char in solid):
        return int("".join(str(_DIGITS[char]) for char in solid[:9]))
    found = _TENS.fullmatch(solid)
    if not solid or not found:
        return -1
    tens = {"": 0, "十": 1, "廿": 2, "卅": 3}.get(found["tens"] or "", -1)
    return 10 * (tens if tens >= 0 else _DIGITS[found["tens"][0]]) + _DIGITS.get(found["ones"] or "零", 0)
