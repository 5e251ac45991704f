"""The ways in which words show in the text, and what each needs to know of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tui.say import Said

if TYPE_CHECKING:
    from tui.typeset.ruby import Reading

WordDisplay = Literal["plain", "spaced", "shaded", "parts", "pinyin", "new-pinyin", "levels"]

DISPLAYS: dict[WordDisplay, tuple[Said, Said]] = {
    "plain": (("普通", "Plain"), ("照报纸排", "as the paper has it")),
    "spaced": (("分词", "Spaced"), ("词与词分开一格", "words one cell apart")),
    "shaded": (("间色", "Shaded"), ("相邻的词底色不同", "every second word shaded")),
    "parts": (("词性", "Parts of speech"), ("名词、动词等各有颜色", "nouns, verbs… by colour")),
    "pinyin": (("拼音", "Pinyin"), ("每个词上注音", "over every word")),
    "new-pinyin": (("生词拼音", "Pinyin of new words"), ("只给生词注音", "over words not known yet")),
    "levels": (("HSK 等级", "HSK levels"), ("按等级着色", "words coloured by their level")),
}
"""Each display: its name, and what it does."""

ORDER: tuple[WordDisplay, ...] = tuple(DISPLAYS)

NEEDS: dict[WordDisplay, Literal["readings", "parts", "levels"]] = {
    "parts": "parts",
    "pinyin": "readings",
    "new-pinyin": "readings",
    "levels": "levels",
}
"""What of ``Aids`` a display cannot do without."""

PARTS = {
    **dict.fromkeys("n", "noun"),
    **dict.fromkeys("v", "verb"),
    **dict.fromkeys("a", "adjective"),
    **dict.fromkeys("d", "adverb"),
    **dict.fromkeys("mt", "number"),
    **dict.fromkeys("ru", "function"),
}
"""The look of a word for its part of speech (``store.language.parts``); names keep that of their kind."""

Script = Literal["printed", "simplified", "traditional"]

SCRIPTS: dict[Script, Said] = {
    "printed": ("照原样", "As printed"),
    "simplified": ("简体", "Simplified"),
    "traditional": ("繁体", "Traditional"),
}


@dataclass(frozen=True, slots=True)
class Aids:
    """What is known of the words of an article; None where nobody has asked yet.

    Attributes:
        readings: of those that have one, in the order of the text.
        parts: a letter for each word.
        levels: the HSK level of each word, 0 for none.
        new: the offsets at which the readings begin of words that the reader does not know yet.
    """

    readings: Sequence[Reading] | None = None
    parts: str | None = None
    levels: Sequence[int] | None = None
    new: Collection[int] = frozenset()

    def has(self, display: WordDisplay) -> bool:
        """Say whether this is all that a display needs."""
        needed = NEEDS.get(display)
        return needed is None or getattr(self, needed) is not None


NOTHING = Aids()
