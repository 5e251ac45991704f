"""Lines become pieces: what stands on one line but belongs to two things is cut apart.

A closing byline or jump line stands behind the last words of a story; the headline of a brief runs into its text, in
【】 or behind ▲. A piece is a line that holds one thing only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce

from msgspec.structs import replace

from store.pages.bylines import ascii_digits, byline_kind, dateline_of, is_bracketed_byline, is_jump, join_bylines
from store.pages.lines import Line, cut, solid_length

_PLAIN_TAIL = re.compile(r"(?:[▶◀►◄→←]+|下转|上接|紧接)\S{2,10}$")
_OPENING_JUMP = re.compile(r"[（(](?:紧接|上接)[^（）()]{1,10}[）)]")
_ENDS = "。！？!?…”’」』）)—：:"
RUN_IN_MARKS = "▲△■◆●★□▶【】"
_RUN_IN = "▲△▶◆"


def pieces_of(page: str, lines: Sequence[Line]) -> list[Line]:
    """Return ``lines`` of ``page`` with closing bylines, jump lines and run-in headlines cut off, in order."""
    pieces: list[Line] = []
    at = 0
    while at < len(lines):
        taken = _run_in(page, lines, at, pieces)
        if not taken:
            taken = 1
            pieces += _parted(page, lines, at)
        at += taken
    return _joined_bylines(pieces)


def _joined_bylines(pieces: Sequence[Line]) -> list[Line]:
    """Return pieces with each byline in brackets that line ends cut made one piece, of three lines at most."""
    joined: list[Line] = []
    at = 0
    while at < len(pieces):
        whole, taken = pieces[at], 1
        if whole.text[0] in "（(【" and whole.text[-1] not in "）)】" and len(whole.text) < 40:
            for count in (2, 3, 4):
                run = pieces[at : at + count]
                text = reduce(join_bylines, (piece.text for piece in run))
                if len(run) == count and text[-1] in "）)】" and byline_kind(text):
                    spans = tuple(span for piece in run for span in piece.spans)
                    whole, taken = Line(text, spans, run[0].blanks, run[0].indent), count
                    break
        joined.append(whole)
        at += taken
    return joined


def _parted(page: str, lines: Sequence[Line], at: int) -> list[Line]:
    line = lines[at]
    following = lines[at + 1] if at + 1 < len(lines) else None
    heads: list[Line] = []
    opening = _OPENING_JUMP.match(line.text)
    if opening and is_jump(opening[0]):
        head, rest = cut(page, line, solid_length(opening[0]))
        if head and rest:
            heads, line = [head], rest
    tails: list[Line] = []
    while where := _tail_start(line.text, following):
        head, tail = cut(page, line, solid_length(line.text[:where]))
        if not head or not tail:
            break
        tails.insert(0, replace(tail, cut="tail"))
        line, following = head, None
    return [*heads, line, *tails]


def _tail_start(text: str, following: Line | None) -> int:
    """Return where a closing byline or jump line begins in ``text``, or 0; it may go on on the line ``following``."""
    start = max(text.rfind("（"), text.rfind("("))
    if start > 0:
        tail, before = text[start:], text[:start].rstrip()
        closed = tail.endswith(("）", ")"))
        whole = tail if closed else tail + (following.text if following else "").partition("）")[0] + "）"
        ended = before.endswith(tuple(_ENDS)) or text[start - 1].isspace()
        lonely = closed and (following is None or following.blanks > 0) and byline_kind(tail[1:-1]) == "names"
        if (closed and is_jump(whole)) or ((ended or lonely) and is_bracketed_byline(whole)):
            return start
    plain = _PLAIN_TAIL.search(text)
    if plain and plain.start() and is_jump(plain[0]) and (text[plain.start() - 1] in _ENDS + " \u3000"):
        return plain.start()
    return 0


def _run_in(page: str, lines: Sequence[Line], at: int, pieces: list[Line]) -> int:
    """Append the pieces of a headline that runs into its text; return how many lines they took, or 0."""
    text = lines[at].text
    if text.startswith("【"):
        return _bracketed_run_in(page, lines, at, pieces)
    if text[0] in _RUN_IN and len(text) > 8 and not text.startswith("▶▶"):
        return _marked_run_in(page, lines, at, pieces)
    return 0


def _bracketed_run_in(page: str, lines: Sequence[Line], at: int, pieces: list[Line]) -> int:
    for taken in range(1, 4):
        if at + taken > len(lines):
            return 0
        last = lines[at + taken - 1]
        end = last.text.find("】")
        if end < 0:
            continue
        head, tail = cut(page, last, solid_length(last.text[: end + 1]))
        if not tail or not head:
            return 0
        pieces += _as_run_in([*lines[at : at + taken - 1], head], tail)
        return taken
    return 0


def _as_run_in(headline: Sequence[Line], text: Line) -> list[Line]:
    return [*(replace(line, cut="run-in") for line in headline), replace(text, cut="runs-on")]


def _marked_run_in(page: str, lines: Sequence[Line], at: int, pieces: list[Line]) -> int:
    """Cut ▲headline text: before a dateline, else at the last space of its first two lines."""
    for taken in (1, 2):
        if at + taken > len(lines):
            return 0
        last = lines[at + taken - 1].text
        for space in [m.start() for m in re.finditer(r"[ \u3000]+", last)]:
            rest = last[space:].strip()
            following = lines[at + taken].text if at + taken < len(lines) else ""
            if dateline_of(ascii_digits(rest + following)):
                head, tail = cut(page, lines[at + taken - 1], solid_length(last[:space]))
                if head and tail:
                    pieces += _as_run_in([*lines[at : at + taken - 1], head], tail)
                    return taken
    joined = lines[at].text
    for taken, last in ((1, joined), (2, lines[at + 1].text if at + 1 < len(lines) else "")):
        space = max(last.rfind(" "), last.rfind("\u3000"))
        ended = re.search(r"[。；]", last[:space] if space > 0 else last)
        if space > 0 and not ended:
            head, tail = cut(page, lines[at + taken - 1], solid_length(last[:space]))
            if head and tail:
                pieces += _as_run_in([*lines[at : at + taken - 1], head], tail)
                return taken
        if ended:
            return 0
    return 0
