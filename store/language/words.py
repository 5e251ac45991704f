"""Words: jieba's cut, and a compact way to keep it.

jieba's dictionary takes 0.6 s to read with or without its cache file, so ours is never written or read: nothing is
unpickled from a predictable place.
"""

from __future__ import annotations

import logging
import re
import threading
import warnings
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

_lock = threading.Lock()

_NAME_TAGS = {
    "nr": "PER", "nrt": "PER", "nrfg": "PER", "ns": "LOC", "nt": "ORG", "j": "ORG",
    "nz": "", "s": "", "z": "", "zg": "",
}  # fmt: skip
"""jieba's tags of names and abbreviations (ICTCLAS tag set), and three that it gives to places by mistake."""

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


@cache
def _names_in_dictionary() -> dict[str, str]:
    with tokenizer().get_dict_file() as dictionary:
        entries = (line.decode("utf-8").split() for line in dictionary)
        return {entry[0]: _NAME_TAGS[entry[-1]] for entry in entries if entry[-1] in _NAME_TAGS}


def is_in_dictionary(word: str) -> bool:
    """Say whether jieba's dictionary has ``word``."""
    return bool(tokenizer().FREQ.get(word))


def is_common_word(word: str) -> bool:
    """Say whether jieba's dictionary has ``word`` and does not call it a name."""
    return is_in_dictionary(word) and word not in _names_in_dictionary()


def dictionary_kind(word: str) -> str:
    """Return what jieba's dictionary takes ``word`` for: PER, LOC or ORG; "" where it does not know or tell."""
    return _names_in_dictionary().get(word, "")


def is_made_of_common_words(text: str) -> bool:
    """Say whether jieba cuts ``text`` into common words alone, each of two characters or more."""
    return all(len(word) > 1 and is_common_word(word) for word in tokenizer().cut(text, HMM=False))


_LONG_RUN = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]{400}(?=[\u4e00-\u9fd5a-zA-Z0-9+#&._%-])")


def blocks(text: str) -> Iterator[str]:
    """Yield ``text`` in pieces for jieba, whose time grows with the square of a run without punctuation.

    Prose stays whole: only a run of more than 400 such characters is divided.
    """
    start = 0
    for run in _LONG_RUN.finditer(text):
        yield text[start : run.end()]
        start = run.end()
    if start < len(text):
        yield text[start:]


def segment(text: str) -> list[str]:
    """Return the words of ``text`` in order; joined they are ``text`` exactly, white space and line ends included."""
    cut = tokenizer().cut
    return [word for block in blocks(text) for word in cut(block)]


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
