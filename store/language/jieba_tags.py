"""jieba's part-of-speech tags as a tagger: what stands in where LAC cannot be imported."""

from __future__ import annotations

import re
from collections.abc import Callable

from store.language import gazetteer
from store.language.doubt import is_a_country
from store.language.people import has_surname
from store.language.reading import Tagged
from store.language.words import blocks, is_common_word, tokenizer

_TAGS = {
    "nr": "PER", "nrt": "PER", "nrfg": "PER", "ns": "LOC", "nt": "ORG", "t": "TIME", "x": "w", "eng": "nz", "j": "n",
    "l": "n", "i": "n", "b": "n", "uj": "u", "ul": "u", "uv": "u", "uz": "u", "ug": "u", "ud": "u", "ng": "n", "s": "s",
}  # fmt: skip
"""jieba's tags (ICTCLAS) in LAC's words."""


_FREQUENT = 60
"""Counts in jieba's dictionary from which on a "person" is the common word of the same characters (高峰, 顾问)."""
_NO_PERSON = re.compile(r"[化性者型式类][^·]*$|^(?:和|与|及|在|对)")
_HEADLESS = re.compile(
    r"^(?:人民)?(?:法院|检察院|公安局|政府|代表处|办事处|大学|医院|委员会|党委|公司|银行|中心|.{1,2}厂)$"
)


class JiebaTagger:
    """jieba's tagger: 0.6 s and 60 MB beyond the tokenizer. What its dictionary wrongly calls a name is a noun here."""

    def __init__(self) -> None:
        import jieba.posseg

        self._tagger = jieba.posseg.POSTokenizer(tokenizer())

    def tag(self, text: str) -> list[Tagged]:
        """Return the tagged words of ``text`` in order, white space left out."""
        found, start = [], 0
        pairs = (pair for block in blocks(text) for pair in self._tagger.cut(block))
        for word, flag in pairs:
            if word.strip():
                tag = "LOC" if flag == "s" and gazetteer.is_division(word) else _TAGS.get(flag, flag)
                believed = _BELIEVED.get(tag, _always)(word)
                found.append((tag if believed else "n", start, start + len(word)))
            start += len(word)
        return found


def _always(word: str) -> bool:
    return True


def _person(word: str) -> bool:
    frequency = tokenizer().FREQ.get(word) or 0
    if _NO_PERSON.search(word) or (len(word) > 2 and any(map(_is_frequent, (word[1:], word[:2])))):
        return False
    return frequency < _FREQUENT if len(word) < 3 or not has_surname(word) else frequency < 10 * _FREQUENT


def _is_frequent(word: str) -> bool:
    return is_common_word(word) and tokenizer().FREQ[word] > 10 * _FREQUENT


def _place(word: str) -> bool:
    return (
        gazetteer.is_division(word)
        or is_a_country(word)
        or (len(word) > 2 and not _NO_PERSON.search(word))
        or word in _REGIONS
        or (len(word) > 1 and word[-1] in "省市县区镇乡村州郡江河湖岛湾港")
    )


def _organisation(word: str) -> bool:
    return not _HEADLESS.match(word)


_REGIONS = frozenset({"中东", "亚太", "西欧", "东欧", "北欧", "拉美", "南洋", "东南亚", "日本", "约旦", "地中海"})
_BELIEVED: dict[str, Callable[[str], bool]] = {"PER": _person, "LOC": _place, "ORG": _organisation}
