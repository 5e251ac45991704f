"""Pinyin as it is written: tone numbers, tone marks, or neither."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MARKS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300"}
_SYLLABLE = re.compile(r"([A-Za-zÜü:]+)([1-5])")
_TONES = str.maketrans("", "", "\u0304\u0301\u030c\u0300")


def marked(numbered: str) -> str:
    """Return syllables with tone numbers ("lu:4 se4") with tone marks ("lǜ sè"); a fifth tone has none.

    The mark stands on a or e, else on the o of ou, else on the last vowel (GB/T 16159, 汉语拼音方案).
    """
    return _SYLLABLE.sub(lambda match: _marked(match[1].replace("u:", "ü").replace("U:", "Ü"), match[2]), numbered)


def _marked(syllable: str, tone: str) -> str:
    if tone not in _MARKS:
        return syllable
    low = syllable.lower()
    at = max(low.find("a"), low.find("e"))
    if at < 0:
        at = low.find("ou")
    if at < 0:
        at = max((low.rfind(vowel) for vowel in "iouü"), default=-1)
    at = at if at >= 0 else len(syllable) - 1
    return unicodedata.normalize("NFC", syllable[: at + 1] + _MARKS[tone] + syllable[at + 1 :])


def toneless(pinyin: str) -> str:
    """Return pinyin in small letters without tone marks; ü stays ü."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", pinyin).translate(_TONES)).lower()


@lru_cache(maxsize=4096)
def typed(pinyin: str) -> str:
    """Return pinyin as it is typed: small letters from a to z alone, v for ü, without tones, spaces and apostrophes."""
    return re.sub(r"[^a-z]", "", toneless(pinyin).replace("ü", "v"))


def joined(syllables: list[str] | tuple[str, ...]) -> str:
    """Return the syllables of one word written together, an apostrophe before a, e and o (Xī'ān)."""
    word = ""
    for syllable in syllables:
        if word and syllable == "r":
            word += "r"  # 儿 after a vowel belongs to its syllable
            continue
        parted = word and word[-1].isalpha() and toneless(syllable[:1]) in {"a", "e", "o"}
        word += "'" + syllable if parted else syllable
    return word
