"""Offices: what the text says a person is, read from the phrase beside the name.

The rules: an office stands before the name (市委书记某某; several joined by 、 or 兼) and holds for the list of names
that it begins (副市长甲、乙、丙); or it follows the name at once (某某局长), in brackets (某某（局长）), or after a
verb of appointment (某某任局长). A byline's 记者 is no office.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from store.language.lexicon import ENDS_TITLE, TITLE_FORMS, TITLE_NOUNS, words_of
from store.language.reading import Reading
from store.model import Mention, Office

_NO_OFFICE = re.compile(r"(?:记者|通讯员|编辑|摄影|先生|女士|读者|网友|作者|观众|同学|游客|旅客|乘客|领事馆)$")
_LONGEST_TITLE = 8
_LONGEST = 40
_INSIDE = frozenset({"n", "nz", "vn", "a", "an", "nw", "b", "LOC", "ORG", "xc", "s", "f", "q"})
_INSIDE_VERBS = words_of(
    "原 退休 管理 监督 退役 替补 助理 兼 执行 特邀 分管 常务 首席 代理 联合 驻 驻华 驻沪 监察 监委 检察 审计 主管",
    "客座 挂职 留守 返乡 规划 运营 运维 研发 治安 执勤 值班 外卖 护林 养蜂 种粮 调度 参谋 统战 宣传 组织 医疗 救援",
    "检验 服务 党",
)
_NOT_FIRST = words_of(
    "时任 现任 曾任 本报 本地 当地 年轻 一些 部分 有的 其中 该 本 来自 著名 知名 资深 全体 各位 各 我 的 任 由",
)
_OUTSIDE = words_of(
    "现场 活动 会议 期间 当天 年轻 老 小 随后 同时 日前 近日 精神 本 其中 所在 上午 下午 晚上",
)
_AND = re.compile(r"(?:、|和|及|以及|与)$")


@dataclass(frozen=True)
class _Page:
    """A reading with the mentions found in it, for looking left and right of a place."""

    reading: Reading
    mentions: Sequence[Mention]
    ends: dict[int, Mention] = field(default_factory=dict)
    word_ends: dict[int, int] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.reading.text


def offices(reading: Reading, mentions: Sequence[Mention]) -> list[Office]:
    """Return who holds which office by the words of the text, in order of the persons, each pair once a place.

    ``mentions`` are those of the reading, in order, without overlap.
    """
    ends = {m.end: m for m in mentions if m.kind in {"LOC", "ORG"}}
    page = _Page(reading, mentions, ends, {end: index for index, (_, _, end) in enumerate(reading.words)})
    found: list[Office] = []
    listed: tuple[int, str] = (-1, "")
    for mention in mentions:
        if mention.kind != "PER":
            continue
        office = _before(page, mention.start)
        if not office and listed[1] and _AND.match(page.text[listed[0] : mention.start].strip() or " "):
            office = listed[1]
        listed = (mention.end, office)
        found += [Office(mention, name) for name in (office, _after(page, mention)) if name]
    return found


def _title_before(text: str, at: int) -> int:
    """Return where the title that ends at ``at`` begins, or ``at`` where there is none."""
    title = ENDS_TITLE.search(text[max(0, at - _LONGEST_TITLE) : at])
    if title is None or _NO_OFFICE.search(title.group()):
        return at
    return at - len(title.group())


def _before(page: _Page, at: int) -> str:
    """Return the office printed just before ``at``, or ""."""
    text = page.text
    at = at - 1 if text[at - 1 : at] in ("“", "·") else at
    start = _title_before(text, at)
    if start == at:
        return ""
    while at - start <= _LONGEST and (further := _further(page, start)) < start:
        start = further
    return _trimmed(text[start:at])


def _further(page: _Page, at: int) -> int:
    """Return where the part of an office that ends at ``at`` begins, or ``at`` where the office begins."""
    text = page.text
    if not at or text[at - 1] in "，。；：！？“”（）《》\n 　":
        return at
    if text[at - 1] in "、兼":
        title = _title_before(text, at - 1)
        return title if title < at - 1 else at
    if mention := page.ends.get(at):
        return mention.start
    index = page.word_ends.get(at)
    if index is None:
        return _inside_a_word(page, at)
    tag, start, end = page.reading.words[index]
    word = text[start:end]
    if word in _NOT_FIRST or word in _OUTSIDE or _crosses(page, start, end):
        return at
    inside = (
        tag in _INSIDE
        or (tag == "PER" and word.endswith(("港", "市", "州")))
        or word in _INSIDE_VERBS
        or word.startswith(("第", "驻", "一级", "二级", "三级"))
    )
    return start if inside and "\n" not in word else at


def _inside_a_word(page: _Page, at: int) -> int:
    """Return the start of the word that a title ends: 市委书记 is one word to the tagger."""
    index = page.reading.word_over(at - 1)
    if index < 0:
        return at
    tag, start, end = page.reading.words[index]
    joined = start < at < end and tag in _INSIDE and not _crosses(page, start, at)
    return start if joined else at


def _crosses(page: _Page, start: int, end: int) -> bool:
    """Say whether a mention's edge lies inside the range, or a person or time in it."""
    at = bisect_left(page.mentions, end, key=lambda m: m.start) - 1
    if at < 0 or page.mentions[at].end <= start:
        return False
    mention = page.mentions[at]
    return mention.kind in {"PER", "TIME", "WORK"} or mention.start < start or mention.end != end


def _trimmed(office: str) -> str:
    while first := next((word for word in _NOT_FIRST if office.startswith(word) and len(office) > len(word)), ""):
        office = office[len(first) :]
    return office.strip("、")


_FOLLOWING = re.compile(rf"(?:国家|副|总|老)?(?:{TITLE_FORMS}|总书记|同志)(?![团席室处院会])")
_IN_BRACKETS = re.compile(rf"[（(]((?:[^（）()，。；\n]{{0,20}}?)(?:{TITLE_NOUNS}))[）)，,]")
_APPOINTED = re.compile(
    rf"(?:被任命为|当选为?|担任|出任|就任|接任|继任|现任|时任|任)([^，。；、：\n]{{0,20}}?(?:{TITLE_NOUNS}))(?=[，。；、）”一]|$)"
)


def _after(page: _Page, person: Mention) -> str:
    """Return the office printed just after a person, or ""."""
    at = person.end
    if following := _FOLLOWING.match(page.text, at):
        return "" if following.group() == "同志" else following.group()
    if bracket := _IN_BRACKETS.match(page.text, at):
        return "" if _NO_OFFICE.search(bracket.group(1)) else bracket.group(1)
    if appointed := _APPOINTED.match(page.text, at):
        return appointed.group(1)
    return ""
