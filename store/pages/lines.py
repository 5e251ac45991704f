"""A page's text becomes lines that know where they stand, and lines become passages.

Text tools leave traces that are not the newspaper's: a line broken where two marks share one em (``、“``), a justified
line with a space after every character, spaces around digits. Lines are mended here, their origins kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from store.model import NOTHING, Passage, Span

_CJK = r"\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARK = r"，。、；：？！“”‘’（）《》〈〉【】「」『』—…·"
_SPACE = r"[ \u00a0\u2000-\u200a\u202f\u205f\u3000]"
_DIGIT = r"0-9０-９"
_AT_DIGIT = re.compile(rf"(?<=[{_DIGIT}.%％]){_SPACE}+(?=[{_CJK}{_MARK}])|(?<=[{_CJK}{_MARK}]){_SPACE}+(?=[{_DIGIT}])")
_DATELINE_DIGIT = re.compile(rf"(?:讯|电|道|者){_SPACE}+$")
_SPACED_RUN = re.compile(rf"(?<![{_CJK}])[{_CJK}](?:{_SPACE}?[{_MARK}]?{_SPACE}[{_CJK}{_MARK}]){{3,}}(?![{_CJK}])")
_ALL_SPACED = re.compile(rf"[{_CJK}](?:{_SPACE}+[{_CJK}])+")
_ANY_SPACE = re.compile(_SPACE)
_MANY_SPACES = re.compile(rf"{_SPACE}+")
_OPENING = "“‘（《〈【「『([〔"
_PAUSES = "，、；,;"
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_LATIN_END = frozenset(_LATIN + "0123456789,.;:!?%)'’\"-")
_LATIN_START = frozenset(_LATIN + "(")


class Line(msgspec.Struct, frozen=True):
    """One line of a page, as it was printed.

    Attributes:
        text: without layout spaces.
        spans: where it stands in the page's text.
        blanks: how many blank lines stand before it.
        indent: its indent in ems, 0 where it has none.
        cut: what it is where it was cut from a line that holds two things: "run-in" (a headline that runs into its
            text), "runs-on" (that text) or "tail" (a closing byline or jump line); else "".
    """

    text: str
    spans: tuple[Span, ...]
    blanks: int
    indent: int
    cut: str = ""


def tidy(text: str) -> str:
    """Return ``text`` without the spaces a layout leaves: at digits, inside spaced-out words, doubled."""
    text = text.strip()
    spaces = len(_ANY_SPACE.findall(text))
    if not spaces:
        return text
    if _ALL_SPACED.fullmatch(text):
        return _ANY_SPACE.sub("", text)
    solid = len(text) - spaces
    if spaces >= 6 and spaces >= 0.6 * solid:
        text = re.sub(rf"(?<=[{_CJK}{_MARK}]){_SPACE}|{_SPACE}(?=[{_CJK}{_MARK}])", "", text)
    text = _SPACED_RUN.sub(lambda run: _ANY_SPACE.sub("", run[0]), text)
    text = _AT_DIGIT.sub(lambda gap: " " if _DATELINE_DIGIT.search(text[: gap.end()]) else "", text)
    return _MANY_SPACES.sub(" ", text)


def _indent(raw: str) -> int:
    head = raw[: len(raw) - len(raw.lstrip())]
    wide = head.count("\u3000")
    return min(8, wide + (len(head) - wide) // 2)


def _width(text: str) -> float:
    """Return a line's rough width in ems: half an em for Latin and digits."""
    return sum(0.5 if ord(char) < 0x2000 else 1.0 for char in text)


def _broken(before: str, lines: Sequence[Line], at: int) -> bool:
    """Say whether a text tool cut one line in two between two marks that share an em, within a sentence.

    ``before`` is the text that the line ``at`` would be the rest of.
    """
    after = lines[at].text
    if before[-1] not in _PAUSES or after[0] not in _OPENING:
        return False
    full = _usual_width(lines, at)
    first = _width(before)
    return first < full - 1.5 and full - 2.5 <= first + _width(after) <= full + 2.5


def _usual_width(lines: Sequence[Line], at: int) -> float:
    """Return the width that most lines near ``at`` reach, in ems."""
    near = [round(_width(line.text)) for line in lines[max(0, at - 12) : at + 13]]
    counts = {w: near.count(w) for w in set(near)}
    return float(max(counts, key=lambda w: (counts[w], w), default=0))


def lines_of(text: str) -> list[Line]:
    """Return the lines of a page that hold any text, mended, in their order."""
    found: list[Line] = []
    offset = blanks = 0
    for raw in text.split("\n"):
        solid = tidy(raw)
        if solid:
            start = offset + len(raw) - len(raw.lstrip())
            found.append(Line(solid, ((start, offset + len(raw.rstrip())),), blanks, _indent(raw)))
            blanks = 0
        else:
            blanks += 1
        offset += len(raw) + 1
    mended: list[Line] = []
    for at, line in enumerate(found):
        if mended and not line.blanks and not line.indent:
            before = mended[-1]
            if _broken(before.text, found, at):
                mended[-1] = Line(before.text + line.text, before.spans + line.spans, before.blanks, before.indent)
                continue
        mended.append(line)
    return mended


def join(texts: Iterable[str]) -> str:
    """Return lines joined as running text: without a space between Chinese, with one between Latin words."""
    parts: list[str] = []
    last = ""
    for text in texts:
        if last[-1:] in _LATIN_END and text[:1] in _LATIN_START:
            parts.append(" ")
        parts.append(text)
        last = text or last
    return "".join(parts)


def passage(lines: Sequence[Line], *, title: bool = False) -> Passage:
    """Return lines as one passage: running text, or title lines joined by a space."""
    if not lines:
        return NOTHING
    texts = [line.text for line in lines]
    text = " ".join(texts) if title else tidy(join(texts))
    return Passage(text, tuple(span for line in lines for span in line.spans))


def cut(page: str, line: Line, at: int) -> tuple[Line | None, Line | None]:
    """Return a line of ``page`` cut in two before its ``at``-th character, white space not counted."""
    where = _nth(line.text, at)
    head, tail = line.text[:where].strip(), line.text[where:].strip()
    if not head or not tail:
        return (line, None) if head else (None, line)
    first: list[Span] = []
    second: list[Span] = []
    for start, end in line.spans:
        solid = solid_length(page[start:end])
        middle = start + _nth(page[start:end], at)
        if at >= solid:
            first.append((start, end))
        elif at <= 0:
            second.append((start, end))
        else:
            first.append((start, start + len(page[start:middle].rstrip())))
            second.append((middle, end))
        at -= solid
    return Line(head, tuple(first), line.blanks, line.indent), Line(tail, tuple(second), 0, 0)


def solid_length(text: str) -> int:
    """Return how many characters of ``text`` are not white space."""
    return len("".join(text.split()))


def _nth(text: str, count: int) -> int:
    """Return the index of the ``count``-th character of ``text`` that is not white space (from 0)."""
    for index, char in enumerate(text):
        if not char.isspace():
            if count <= 0:
                return index
            count -= 1
    return len(text)
