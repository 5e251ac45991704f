"""Words: jieba's cut, and a compact way to keep it.

jieba's dictionary takes 0.6 s to read with or without its cache file, so ours is never written or read: nothing is
unpickled from a predictable place.
"""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

_lock = threading.Lock()

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VALUE = {digit: value for value, digit in enumerate(_DIGITS)}
_MOST = len(_DIGITS) - 1
_CONTINUED = "~"


@cache
def _tokenizer() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba

    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def tokenizer() -> Any:
    """Return the one jieba tokenizer, read on first use (0.6 s, 70 MB); safe to call from any thread."""
    with _lock:
        return _tokenizer()


def segment(text: str) -> list[str]:
    """Return the words of ``text`` in order; joined they are ``text`` exactly, white space and line ends included."""
    return list(tokenizer().cut(text)) if text else []


def pack(words: Sequence[str]) -> str:
    """Return the lengths of ``words`` as one printable ASCII string, a character a word of up to 61 characters.

    A longer word is written as ``~`` for each full 61 characters before its last digit.
    """
    return "".join(_CONTINUED * (len(word) // _MOST) + _DIGITS[len(word) % _MOST] for word in words)


def _lengths(packed: str) -> Iterator[int]:
    held = 0
    for char in packed:
        if char == _CONTINUED:
            held += _MOST
        else:
            yield held + _VALUE[char]
            held = 0


def unpack(lengths: str, text: str) -> list[str]:
    """Return the words that ``pack`` packed, cut from ``text``.

    Raises:
        ValueError: if the lengths do not add up to the text.
    """
    words, start = [], 0
    for length in _lengths(lengths):
        words.append(text[start : start + length])
        start += length
    if start != len(text):
        raise ValueError(f"{start} characters of words for a text of {len(text)}")
    return words
