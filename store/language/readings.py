"""How words are read: pinyin with tone marks, for the reader's eye and for finding by pinyin.

Readings of words are those of pypinyin's phrases. Tones are those of the dictionary, without sandhi (一般 yībān), and
the syllables of a word are written together (GB/T 16159). pypinyin takes 0.2 s and 50 MB when it is first needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

from store.language.characters import simplified
from store.language.lexicon import COMPOUND
from store.language.surnames import SURNAME_READINGS
from store.language.tones import joined, typed
from store.model import Mention, Span

_HAN_FIRST = "\u3400"
_COMPOUND = tuple(COMPOUND.split("|"))
_ALONE = {
    "了": "le",
    "得": "de",
    "地": "de",
    "着": "zhe",
    "的": "de",
    "还": "hái",
    "和": "hé",
    "长": "cháng",
    "都": "dōu",
    "谁": "shéi",
    "似": "sì",
}
"""Words of one character that are nearly always read so in prose."""
_CITED = {"一": "yī", "不": "bù"}
"""Characters that a dictionary of phrases writes with the tones of sandhi."""

_NAMES = frozenset({"PER", "LOC", "ORG"})


def is_read(word: str) -> bool:
    """Say whether a word has a reading: whether it has Chinese characters."""
    return any(_is_han(char) for char in word)


def _is_han(char: str) -> bool:
    return char >= _HAN_FIRST and ("\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff" or char == "〇")


def syllables(word: str, *, person: bool = False) -> tuple[str, ...]:
    """Return the reading of each character of a word, with tone marks; "" for what is no Chinese character.

    Args:
        word: one word.
        person: whether it is, or begins with, the name of a person, whose surname has a reading of its own.
    """
    return _syllables(word, person)


@lru_cache(maxsize=20_000)
def _syllables(word: str, person: bool) -> tuple[str, ...]:
    if not is_read(word):
        return ("",) * len(word)
    if len(word) == 1 and word in _ALONE and not person:
        return (_ALONE[word],)
    read = [_CITED.get(char, syllable) for char, syllable in zip(word, _read(word), strict=True)]
    if person and (length := _surname(word)):
        read[:length] = SURNAME_READINGS.get(simplified(word[:length]), tuple(read[:length]))
    return tuple(read)


def _unread(text: str) -> Any:
    """Return nothing for each character that pypinyin cannot read."""
    return [""] * len(text)


def _read(word: str) -> Iterator[str]:
    from pypinyin import Style, lazy_pinyin
    from pypinyin.constants import PHRASES_DICT

    han = "".join(char for char in word if _is_han(char))
    if han not in PHRASES_DICT:
        han = simplified(han)
    read = iter(lazy_pinyin(han, style=Style.TONE, errors=_unread))
    for char in word:
        yield next(read) if _is_han(char) else ""


def readings(
    text: str, words: Sequence[str], mentions: Iterable[Mention] = (), known: Callable[[str], str] = lambda _: ""
) -> tuple[str, ...]:
    """Return the pinyin of each word, "" for numbers, Latin and punctuation.

    Args:
        text: of an article.
        words: joined they are ``text``.
        mentions: names begin with a capital; a person's surname has its surname reading (曾 Zēng) and stands apart.
        known: what a dictionary gives as the one reading of a word, else ""; it wins over pypinyin, which knows few
            neutral tones (``Dictionary.pinyin``: 喜欢 xǐhuan).

    ``text`` and ``words`` of 20,000 characters take 0.3 s the first time, and some 10 ms after that.
    """
    starts = {mention.start: mention for mention in mentions if mention.kind in _NAMES}
    found = []
    for word, end in zip(words, accumulate(map(len, words)), strict=True):
        mention = starts.get(end - len(word))
        if mention is not None and mention.kind == "PER":
            name = word[: mention.end - mention.start]
            found.append(" ".join(part for part in (person(name), reading(word[len(name) :])) if part))
            continue
        pinyin = (known(word) if len(word) > 1 else "") or reading(word)
        found.append(capital(pinyin) if mention else pinyin)
    return tuple(found)


def reading(word: str) -> str:
    """Return the pinyin of one word, written together; "" where it has no Chinese character."""
    return joined([syllable for syllable in syllables(word) if syllable])


def person(name: str) -> str:
    """Return the pinyin of a person's name: surname and given name apart, each with a capital (Zēng Qīngyuán)."""
    surname = _surname(name)
    if not surname:
        parts = [joined([each for each in syllables(part) if each]) for part in re.split("[·•・]", name)]
        return " ".join(capital(part) for part in parts if part)
    read = syllables(name, person=True)
    parts = [joined([each for each in part if each]) for part in (read[:surname], read[surname:])]
    return " ".join(capital(part) for part in parts if part)


def _surname(name: str) -> int:
    """Return the length of the surname a name begins with; 0 for a foreign name, which is longer or has a dot."""
    simple = simplified(name)
    length = next((len(each) for each in _COMPOUND if simple.startswith(each) and len(name) > len(each)), 1)
    return length if is_read(name) and "·" not in name and len(name) <= length + 2 else 0


def capital(pinyin: str) -> str:
    """Return pinyin with a capital first letter."""
    return pinyin[:1].upper() + pinyin[1:]


def initials(text: str) -> str:
    """Return the first letter of each syllable of ``text`` (无锡 wx)."""
    return "".join(typed(each)[:1] for each in syllables(text) if each)


def spelled(text: str) -> str:
    """Return the pinyin of ``text`` as it is typed: without tones and spaces, v for ü (无锡 wuxi)."""
    return "".join(typed(each) for each in syllables(text) if each)


def answers_to(name: str, keys: str) -> bool:
    """Say whether what was typed finds a name: by a part of it, its pinyin from the start, or its initials."""
    keys = keys.strip().lower()
    if keys in name.lower():
        return True
    letters = typed(keys)
    return bool(letters) and (spelled(name).startswith(letters) or initials(name).startswith(letters))


class Spelling:
    """A text by its pinyin, so that places can be found in it by what is typed. Made once for a text."""

    def __init__(self, words: Sequence[str], mentions: Iterable[Mention] = ()) -> None:
        people = {mention.start for mention in mentions if mention.kind == "PER"}
        pieces: list[str] = []
        self._starts: dict[int, int] = {}
        self._ends: dict[int, int] = {}
        at = place = 0
        for word in words:
            for syllable in syllables(word, person=at in people):
                piece = typed(syllable) or " "
                self._starts[place] = at
                place += len(piece)
                at += 1
                self._ends[place] = at
                pieces.append(piece)
        self._spelled = "".join(pieces)

    def find(self, keys: str) -> list[Span]:
        """Return the ranges of the text whose pinyin is what was typed ("wuxi", "wú xī"), in order.

        Where there is none, those whose last syllable only begins so.
        """
        wanted = typed(keys)
        found = [(at, at + len(wanted)) for at in self._places(wanted)] if wanted else []
        whole = [(self._starts[start], self._ends[end]) for start, end in found if end in self._ends]
        return whole or [(self._starts[start], self._end(end)) for start, end in found]

    def _places(self, wanted: str) -> Iterator[int]:
        at = self._spelled.find(wanted)
        while at >= 0:
            if at in self._starts:
                yield at
            at = self._spelled.find(wanted, at + 1)

    def _end(self, place: int) -> int:
        while place not in self._ends:
            place += 1
        return self._ends[place]
