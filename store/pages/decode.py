"""Bytes become text: which encoding a page was written in.

The order: a byte order mark; strict UTF-8; then UTF-8 with a few broken bytes, GB18030, Big5 and UTF-16 without a mark,
whichever reads most like Chinese text. The score is the share of common characters less that of impossible ones.
"Common" are the first levels of GB 2312 and Big5, the characters those standards' authors counted as frequent.
"""

from __future__ import annotations

import codecs
import unicodedata
from functools import cache

from store.errors import PageError
from store.safe import clean_text

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
_GRAMMATICAL = frozenset("的一是在不了有和人这中大为上个国这為這個國們们")
"""Characters so frequent in any modern Chinese text that they tell a right reading from a wrong one."""
_SAMPLE = 60_000
_LEAST = 0.6
_BINARY = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP or office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\xd0\xcf\x11\xe0", "an office file"),
)
HINT = "Give a text file in UTF-8 or GB18030."


@cache
def _common() -> frozenset[str]:
    """Return the characters of GB 2312 and Big5 level one, their punctuation, and printable ASCII."""
    found: set[str] = set(map(chr, range(32, 127))) | {"\n", "\r", "\t", "\u3000"}
    for encoding, rows, columns in (
        ("gb2312", (*range(0xA1, 0xA4), *range(0xB0, 0xD8)), range(0xA1, 0xFF)),
        ("big5", (*range(0xA1, 0xA3), *range(0xA4, 0xC7)), (*range(0x40, 0x7F), *range(0xA1, 0xFF))),
    ):
        for row in rows:
            for column in columns:
                found.update(bytes((row, column)).decode(encoding, "ignore"))
    return frozenset(found)


def _impossible(char: str) -> bool:
    if char in "\n\r\t\f":
        return False
    return char == "\ufffd" or unicodedata.category(char) in {"Cc", "Co", "Cn", "Cs"}


def _likeness(text: str) -> float:
    """Return how much ``text`` reads like a newspaper: about 1 for a right reading, below 0.6 for a wrong one."""
    if not text:
        return 0.0
    common = _common()
    good = sum(char in common for char in text)
    bad = sum(map(_impossible, text))
    foreign = sum(not char.isascii() for char in text)
    grammatical = sum(char in _GRAMMATICAL for char in text)
    return (good - 5 * bad) / len(text) + grammatical / max(1, foreign)


def _guess(data: bytes) -> tuple[str, str]:
    sample = data[:_SAMPLE]
    readings = {name: sample.decode(name, "replace") for name in _CANDIDATES}
    best = max(_CANDIDATES, key=lambda name: _likeness(readings[name]))
    if _likeness(readings[best]) < _LEAST:
        raise PageError("This is not a text file", "No known encoding makes text of it", HINT)
    return data.decode(best, "replace"), best


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of a page and the name of its encoding.

    The text is cleaned (``store.safe.clean_text``); form feeds stay, for they separate pages. Single broken bytes
    become U+FFFD.

    Raises:
        PageError: the bytes are empty, or no text.
    """
    if not data:
        raise PageError("This file is empty", "", HINT)
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return clean_text(data.decode(codec, "replace")), name
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise PageError("This is not a text file", f"It looks like {what}", HINT)
    try:
        text, name = data.decode("utf-8"), "utf-8"
        if "\0" in text:
            text, name = _guess(data)
    except UnicodeDecodeError:
        text, name = _guess(data)
    return clean_text(text), name
