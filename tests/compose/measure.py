"""Breaking a paragraph into lines of a column, as a page's typesetter does. Widths are in half ems."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.compose.habits import Kinsoku, Latin

CLOSING = frozenset("，。、；：？！”’）》〉」』】…—·%％")
OPENING = frozenset("“‘（《〈「『【")
PUNCTUATION = frozenset("，。、；：？！”’）》〉」』】“‘（《〈「『【·")
_RUN = re.compile(r"[A-Za-z0-9.,:/+%\-]+")


@dataclass(frozen=True)
class Rules:
    """The typesetter's rules: half-em punctuation, closing marks at a line's start, Latin words at its end."""

    narrow: bool
    kinsoku: Kinsoku
    latin: Latin


def advance(char: str, rules: Rules) -> int:
    """Return the width of ``char`` in half ems."""
    if char.isascii():
        return 1
    return 1 if rules.narrow and char in PUNCTUATION else 2


def _fill(text: str, start: int, room: int, rules: Rules) -> int:
    used, end = 0, start
    while end < len(text):
        used += advance(text[end], rules)
        if used > room:
            break
        end += 1
    return max(end, start + 1)


def _run_at(text: str, at: int) -> tuple[int, int] | None:
    """Return the Latin run that the break ``at`` would cut, or None."""
    for match in _RUN.finditer(text):
        if match.start() < at < match.end():
            return match.span()
        if match.start() >= at:
            break
    return None


def _mend(text: str, start: int, end: int, rules: Rules) -> int:
    """Move the break so that no opening mark ends and no closing mark starts a line."""
    if rules.kinsoku == "none":
        return end
    if rules.kinsoku == "hang":
        for _ in range(2):
            if end < len(text) and text[end] in CLOSING:
                end += 1
    else:
        while end < len(text) and text[end] in CLOSING and end - start > 3:
            end -= 1
    while text[end - 1] in OPENING and end - start > 3:
        end -= 1
    return end


def take(text: str, start: int, room: int, rules: Rules) -> tuple[int, str]:
    """Return where the line that begins at ``start`` ends, and what is printed behind it (a hyphen or nothing)."""
    end = _fill(text, start, room, rules)
    if end >= len(text):
        return len(text), ""
    run = _run_at(text, end)
    if run and rules.latin != "broken":
        low, high = run
        word = text[low:high]
        if rules.latin == "hyphen" and word.isalpha() and end - low >= 3 and high - end >= 2:
            return end - 1, "-"
        if low - start > 2:
            end = low
    mended = _mend(text, start, end, rules)
    cut = _run_at(text, mended)
    return (end if cut and rules.latin != "broken" and end > start else mended), ""
