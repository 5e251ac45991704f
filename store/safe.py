"""Foreign text made harmless: no control characters, no terminal escapes, no bidi overrides."""

from __future__ import annotations

import re
import unicodedata

_ESCAPE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]"  # CSI, ECMA-48 5.4
    r"|[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"  # OSC, DCS, SOS, PM, APC with their strings, ECMA-48 5.6
    r"|[ -/]*[0-~])?"
)
_LINE_END = re.compile(r"\r\n?|[\x0b\x85\u2028\u2029]")
_KEPT_FORMATS = frozenset("\u200b\u200c\u200d\u2060\ufeff")
"""Joiners have a meaning inside emoji and some scripts, zero-width spaces are spaces; every other format character
goes."""


def _harmless(char: str) -> bool:
    category = unicodedata.category(char)
    return category not in {"Cc", "Cf", "Cs"} or char in "\n\f" or char in _KEPT_FORMATS


def clean_text(text: str) -> str:
    """Return ``text`` with ``\\n`` line ends and without escapes, controls (but ``\\n``, ``\\f``) and bidi overrides.

    Tabs become spaces. Escape sequences are removed whole, so that their parameters do not remain as text.
    """
    text = _ESCAPE.sub("", text)
    text = _LINE_END.sub("\n", text).replace("\t", " ")
    if text.isascii() and text.isprintable():
        return text
    return "".join(filter(_harmless, text))


_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def masked(text: str) -> str:
    """Return ``text``, as long as it is, with U+FFFD for every character that may move a terminal or its text."""
    return _UNSAFE.sub("\ufffd", text)


def clean_line(text: str) -> str:
    """Return ``text`` as one harmless line: cleaned, white space runs made one space, ends trimmed."""
    return " ".join(clean_text(text).split())
