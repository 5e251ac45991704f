"""Traditional or simplified characters, for display alone: a text keeps its length, and with it every offset.

OpenCC converts word by word, so that a word's characters are chosen together (头发 頭髮, 发展 發展).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

Script = Literal["simplified", "traditional"]
SCRIPTS: tuple[Script, ...] = ("simplified", "traditional")

_CONFIGS = {"simplified": "t2s", "traditional": "s2t"}
_BETWEEN = "\x1f"
"""Parts words; safe text has no such character, and no phrase of OpenCC goes over it."""


@cache
def _converter(script: Script) -> Any:
    from opencc import OpenCC

    return OpenCC(_CONFIGS[script])


def converted(words: Sequence[str], script: Script) -> tuple[str, ...]:
    """Return words in the characters of ``script``, each as long as it was.

    A word whose form is longer or shorter is converted character by character, and a character that would become
    several stays. OpenCC takes 0.1 s when it is first needed, and some 2 ms a page.
    """
    found = _convert(_BETWEEN.join(words), script).split(_BETWEEN) if words else []
    if len(found) != len(words):  # a word has the character that parts them
        found = [_convert(word, script) for word in words]
    return tuple(
        new if len(new) == len(word) else _by_character(word, script) for word, new in zip(words, found, strict=True)
    )


def _convert(text: str, script: Script) -> str:
    return str(_converter(script).convert(text))


def _by_character(word: str, script: Script) -> str:
    forms = [(char, _convert(char, script)) for char in word]
    return "".join(form if len(form) == 1 else char for char, form in forms)
