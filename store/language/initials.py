"""The first letters of the pinyin of a name: typing szr finds 沈若川 and 沈泽荣.

pypinyin's own table of single characters is used (its phrases are for running text), with every reading a character
has: a name may have any of them (曾 as céng or zēng).
"""

from __future__ import annotations

from functools import cache


@cache
def letters_of(char: str) -> frozenset[str]:
    """Return the letters that ``char`` may begin with in pinyin; of a letter or a digit itself, of other signs none."""
    from pypinyin import Style, pinyin

    if not char.isalnum():
        return frozenset()
    (readings,) = pinyin(char, style=Style.FIRST_LETTER, heteronym=True)
    return frozenset(reading.casefold() for reading in readings)


def has_initials(name: str, letters: str) -> bool:
    """Say whether characters of ``name`` side by side begin with ``letters``; signs between them do not count."""
    wanted = letters.casefold()
    each = [found for char in name if (found := letters_of(char))]
    return any(
        all(letter in found for letter, found in zip(wanted, each[start:], strict=False))
        for start in range(len(each) - len(wanted) + 1)
    )
