"""What can be seen of a piece: named features, each 0 or 1, that the states are read from.

No feature looks at what a word means: they look at widths, blank lines, marks, the forms of bylines and furniture, and
at whether the same characters stand nearby. A feature's name says what it sees; the weights file lists them by name.

Names come in groups, each of what depends on the same few things. Most groups come again and again: they are made once,
and the score of a whole group is looked up (``store.pages.crf``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from store.pages.bylines import ascii_digits, byline_kind, dateline_of, is_jump
from store.pages.furniture import caption_kind, furniture_kind
from store.pages.lines import Line
from store.pages.runs import MADE_ONCE, Names, Runs
from store.pages.shape import Shape, ends_sentence

_OPENING_MARKS = "“‘《〈「『"
_BULLETS = "■□●◎◆◇○▲△★☆▶•◢·"
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、是]|第[一二三四五六七八九十]+[，、：章条届]?|[（(][一二三四五六七八九十\d]+[）)]"
    r"|\d{1,2}[.．、])"
)
_QUESTION = re.compile(r"^(?:问|答|记者|[\u4e00-\u9fff]{1,5})[：:]")
_SENTENCE_INSIDE = re.compile(r"[。；！？].")
_OPEN = {"“": "”", "（": "）", "《": "》", "‘": "’", "(": ")"}


def _bucket(difference: float) -> str:
    """Return a width's difference from the column's, in words: ems, the first-line gap of two ems in the middle."""
    if difference > 1.5:
        return "over"
    if difference > 0.5:
        return "over1"
    if difference >= -0.5:
        return "full"
    if difference >= -1.0:
        return "full1"
    if difference >= -1.5:
        return "gap1"
    if difference >= -2.5:
        return "gap2"
    if difference >= -4.0:
        return "gap3"
    return "short"


def _last(text: str) -> str:
    char = text[-1]
    if ends_sentence(text):
        return "quoted_stop" if char in "”’」』" else "bracketed_stop" if char in "）)" else "stop"
    if char in "，、；,;":
        return "comma"
    if char in "：:":
        return "colon"
    if char in "—-":
        return "dash"
    if char in "）)】〕":
        return "bracket"
    if char in "”’》〉」』":
        return "quote"
    if char in "“‘《〈（「『":
        return "opening"
    if char.isascii():
        return "latin"
    return "char"


def _first(text: str) -> str:
    char = text[0]
    if char in _OPENING_MARKS:
        return "quote"
    if char in "（(【〔":
        return "bracket"
    if char in _BULLETS:
        return "bullet"
    if char in "—-":
        return "dash"
    if char in "，。、；：？！”’）》〉」』】…,.;:":
        return "closing"
    if char.isascii() or char in "０１２３４５６７８９":
        return "latin"
    return "char"


def _marks(text: str) -> str:
    """Return how much running text a line holds by its marks."""
    if _SENTENCE_INSIDE.search(text):
        return "sentences"
    if text[-1] in "。；":
        return "ended"
    commas = text.count("，") + text.count("、") + text.count("；")
    return "commas" if commas > 1 else "comma" if commas else "none"


def open_marks(lines: Sequence[Line]) -> list[int]:
    """Return for each line whether a quotation or bracket is open at its start (within 12 lines): 0, 1, 2 or more."""
    found: list[int] = []
    stack: list[tuple[str, int]] = []
    for at, line in enumerate(lines):
        while stack and at - stack[0][1] > 12:
            stack.pop(0)
        found.append(min(2, len(stack)))
        for char in line.text:
            if char in _OPEN:
                stack.append((_OPEN[char], at))
            elif char in "”）》’)" and any(close == char for close, _ in stack):
                while stack[-1][0] != char:
                    stack.pop()
                stack.pop()
    return found


class Seen(msgspec.Struct, frozen=True, cache_hash=True):
    """What is seen of one piece by itself, each as a short name; "" where there is nothing."""

    width: str
    last: str
    first: str
    marks: str
    length: str
    byline: str
    dateline: str
    furniture: str
    caption: str
    jump: str


_ALWAYS = ("width", "last", "first", "marks", "length")
_SOMETIMES = ("byline", "dateline", "furniture", "caption", "jump")
_EDGE = Seen("edge", "edge", "edge", "edge", "edge", "edge", "", "edge", "edge", "edge")


def see(line: Line, width: float, column: float) -> Seen:
    """Return what is seen of a line that is ``width`` ems wide in a column of ``column`` ems (0: unknown)."""
    text = line.text
    plain = ascii_digits(text)
    return Seen(
        width=_bucket(width - column) if column else "unknown",
        last=_last(text),
        first=_first(text),
        marks=_marks(text),
        length=str(min(7, len(text) // 4)),
        byline=byline_kind(text),
        dateline="yes" if dateline_of(plain) else "",
        furniture=furniture_kind(plain),
        caption=caption_kind(text),
        jump="yes" if is_jump(text) else "",
    )


def titleish(line: Line, seen: Seen) -> bool:
    """Say whether a piece may be a line of a title or a subhead: no running text, no byline, not a full line."""
    if line.cut == "run-in":
        return True
    if seen.marks in {"sentences", "ended"} or seen.byline not in {"", "names"}:
        return False
    if seen.furniture or seen.jump or seen.dateline or seen.caption == "photographer":
        return False
    return seen.width not in {"full", "full1", "over1"} or seen.last not in {"comma", "opening"}


class PageFeatures:
    """The features of all pieces of one page."""

    def __init__(self, lines: Sequence[Line], shape: Shape) -> None:
        self.lines, self.shape = lines, shape
        self.seen = [
            see(line, width, column) for line, width, column in zip(lines, shape.widths, shape.column, strict=True)
        ]
        self.runs = Runs(lines, shape, self.seen, [titleish(*one) for one in zip(lines, self.seen, strict=True)])
        self.open = open_marks(lines)
        self._bracketed = [seen.byline == "bracket" for seen in self.seen]
        self._dated = [bool(seen.dateline) for seen in self.seen]

    def of(self, at: int) -> list[Names]:
        """Return the names of the features of the piece ``at`` that are 1, in groups."""
        prev = self.seen[at - 1] if at else _EDGE
        succ = self.seen[at + 1] if at + 1 < len(self.seen) else _EDGE
        found = [*self._own(at), *self._junction(at, prev), *self._around(at, prev, succ)]
        found += self.runs.title_features(at)
        found += self.runs.gap_features(at)
        return [group for group in found if group]

    def _own(self, at: int) -> list[Names]:
        own, line = self.seen[at], self.lines[at]
        cut_before = self.lines[at - 1].cut if at else ""
        numbered, speaks = _NUMBERED.match(line.text) is not None, _QUESTION.match(line.text) is not None
        edges = at < 4, at >= len(self.lines) - 4
        return [_own_names(own), _form_names(own.marks, line.cut, cut_before, numbered, speaks, *edges)]

    def _junction(self, at: int, prev: Seen) -> list[Names]:
        """What the border to the piece before says: was its paragraph over, does this look like a first line?"""
        own, shape = self.seen[at], self.shape
        gap, after = self.runs.blanks[at], self.runs.blanks[at + 1]
        ahead = _bucket(shape.widths[at] - shape.behind[at]) if shape.behind[at] else "unknown"
        back = _bucket(shape.widths[at - 1] - shape.before[at]) if at and shape.before[at] else "unknown"
        found = [
            _blank_names(gap, after, own.marks, prev.last),
            _border_names(prev.last, prev.width, own.first, own.width),
            _first_line_names(gap, shape.first, prev.last, own.width, ahead, back),
        ]
        if shape.indented:
            found.append(_indent_names(self.lines[at].indent > 0, prev.last))
        if self.open[at]:
            found.append((f"open={self.open[at]}", f"open+prev_last={prev.last}"))
        if at and _shared_line(self.lines[at - 1].text, self.lines[at].text, shape, at):
            found.append(("with_prev_full",))
        return found

    def _around(self, at: int, prev: Seen, succ: Seen) -> list[Names]:
        own = self.seen[at]
        return [
            _neighbour_names(own.last, own.width, own.marks, prev.marks, succ.width, succ.marks),
            _beside_names("prev", prev),
            _beside_names("next", succ),
            _near_names(
                self._dated[at + 2 : at + 3] == [True],
                True in self._bracketed[max(0, at - 3) : max(0, at - 1)],
                True in self._dated[at + 2 : at + 5],
            ),
        ]


@lru_cache(MADE_ONCE)
def _own_names(own: Seen) -> Names:
    found = ["bias", *(f"{key}={getattr(own, key)}" for key in _ALWAYS)]
    found += [f"{key}={value}" for key in _SOMETIMES if (value := getattr(own, key))]
    return (*found, f"width+last={own.width} {own.last}", f"width+marks={own.width} {own.marks}")


@lru_cache(MADE_ONCE)
def _form_names(marks: str, cut: str, cut_before: str, numbered: bool, speaks: bool, start: bool, end: bool) -> Names:
    forms = {
        f"cut {cut}": cut,
        f"behind cut {cut_before}": cut_before,
        f"numbered {marks}": numbered,
        "speaker": speaks,
        f"page_start {marks}": start,
        f"page_end {marks}": end,
    }
    return tuple(name for name, true in forms.items() if true)


@lru_cache(MADE_ONCE)
def _blank_names(gap: str, after: str, marks: str, prev_last: str) -> Names:
    return (
        f"blank={gap}",
        f"blank_after={after}",
        f"blanks={gap}{after} {marks}",
        f"blank+prev_last={gap} {prev_last}",
    )


@lru_cache(MADE_ONCE)
def _border_names(prev_last: str, prev_width: str, first: str, width: str) -> Names:
    return (
        f"prev_last={prev_last}",
        f"prev_last+prev_width={prev_last} {prev_width}",
        f"prev_last+width={prev_last} {width}",
        f"prev_width+width={prev_width} {width}",
        f"prev_last+first={prev_last} {first}",
        f"prev_width+first={prev_width} {first}",
    )


@lru_cache(MADE_ONCE)
def _first_line_names(gap: str, narrower: str, prev_last: str, width: str, ahead: str, back: str) -> Names:
    return (
        f"prev_last+ahead={prev_last} {ahead}",
        f"first {narrower} {prev_last} {ahead} {back}",
        f"first {narrower} {prev_last} {width}",
        f"blank {gap} {prev_last} {back}",
        f"blank {gap} {narrower} {ahead}",
        f"prev_last+back={prev_last} {back}",
    )


@lru_cache(MADE_ONCE)
def _indent_names(indented: bool, prev_last: str) -> Names:
    indent = "yes" if indented else "no"
    return f"indent={indent}", f"indent+prev_last={indent} {prev_last}"


@lru_cache(MADE_ONCE)
def _neighbour_names(last: str, width: str, marks: str, prev_marks: str, next_width: str, next_marks: str) -> Names:
    return (
        f"last+next_width={last} {next_width}",
        f"width+next_width={width} {next_width}",
        f"marks+prev_marks={marks} {prev_marks}",
        f"marks+next_marks={marks} {next_marks}",
    )


@lru_cache(MADE_ONCE)
def _beside_names(side: str, seen: Seen) -> Names:
    return tuple(f"{side}_{key}={value}" for key in _SOMETIMES if (value := getattr(seen, key)))


@lru_cache(MADE_ONCE)
def _near_names(dated_in_2: bool, bracketed: bool, dated: bool) -> Names:
    forms = {"dateline_in_2": dated_in_2, "bracket_byline_near": bracketed, "dateline_near": dated}
    return tuple(name for name, true in forms.items() if true)


def _shared_line(before: str, text: str, shape: Shape, at: int) -> bool:
    """Say whether two pieces fill one line together: a text tool began a new one at an opening mark."""
    if text[0] not in "“‘（《〈「『" or not shape.column[at]:
        return False
    return (
        abs(shape.widths[at - 1] + shape.widths[at] - shape.column[at]) <= 1.5
        and shape.widths[at - 1] < shape.column[at] - 2
    )
