"""Rules for organisations and facilities: a place or a unit, nouns, and the noun that ends the name.

The tagger ends such a name too early or cuts it where a common noun begins; the rules read it back from its last word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.language.doubt import believable_organisation, is_generic
from store.language.gazetteer import is_division
from store.language.lexicon import ENDS_FACILITY, ENDS_ORG, ENDS_TITLE, FACILITY_ENDS, ORG_ENDS, words_of
from store.language.reading import Reading
from store.model import Mention

_INSIDE = frozenset({"n", "nz", "vn", "a", "an", "nw", "s", "b", "xc", "", "LOC", "ORG", "PER"})
_INSIDE_VERBS = words_of(
    "退役 监督 管理 服务 保障 检验 检测 建设 发展 改革 规划 应急 救援 救助 援助 投资 控股 开发 运营 交流 合作 防控",
    "保护 防护 组织 宣传 统计 审计 卫生 驻 联合 综合 执法 仲裁 监测 预报 转化 创新",
)
_NOT_INSIDE = words_of(
    "会同 各 多 主要 有关 相关 大型 小型 著名 知名 优秀 新 老 各级 所有 全体 部分 一些 其他 多家",
    "一家 两家 这家 几家 该",
    "本 某 当地 我国 重点 民营 国有 外资 中小 不少 许多 众多 一所 一个 这个 唯一 首个 首家 首批 资深 近 来自 以及",
    "年轻 公办 民办 中小学 老牌 全 前 原 现任 曾任 时任",
)
_UNITS = frozenset("省市县区州镇乡村旗")
_WHOLE = ("国家", "全国", "中国", "中央", "中共", "共青团", "全省", "自治区")
_BARE = re.compile(
    r"^(?:有限公司|公司|集团|企业集团|银行|大学|学院|学校|小学|中学|高中|幼儿园|中小学|医院|中心|协会|学会|商会|法院|工会|俱乐部|队|"
    r"局|厅|委|电视台|电台|日报|晚报|联盟|剧团|乐团|部队|政府|办公室|海关|总队|支队|大队|研究所|研究院|实验室|报社|"
    r"社区|小区|公园|广场|街道|园区|景区|古村|老街|公路|铁路|码头|新区|高速公路|水库|温泉|草原|森林|海峡|半岛|群岛|高原|平原|"
    r"工业园|产业园|科技园|旅游区|保护区|示范区|服务区)$"
)
"""Suffixes that name nothing when a place alone stands before them: 江州学校, 江州公路."""
_OFFICIAL = frozenset({"政府", "法院", "局", "厅", "委", "电视台", "大学", "医院"})
"""Suffixes that name something after a division with its rank: 江州市政府."""
_NO_UNITS = words_of(
    "公司 集团 银行 队 中心 学校 部队 医院 大学 小学 中学 工作队",
)
_ALWAYS = frozenset({"日报", "晚报", "早报", "海关"})
_UNIT_BODY = re.compile(r"^[省市县区州镇乡](?:委|政府|人大|政协|纪委|监委|委员会|人民政府|人大常委会|党委)$")
_LONGEST = 30
_LIST_STOPS = frozenset("、，。；：“”（）")


def _is_anchor(reading: Reading, index: int) -> bool:
    tag, start, end = reading.words[index]
    word = reading.text[start:end]
    if word in _UNITS:
        return True
    if tag == "LOC":
        return end - start > 1 or (index > 0 and reading.of(index - 1) == "驻")
    if tag == "ORG":
        named = believable_organisation(word, 1) and not ENDS_TITLE.search(word)
        return end - start > 1 and (named or _UNIT_BODY.match(word) is not None)
    return word.startswith(_WHOLE) or _UNIT_BODY.match(word) is not None


def _touches(reading: Reading, index: int) -> bool:
    return index > 0 and reading.words[index - 1][2] == reading.words[index][1]


def _passes(reading: Reading, index: int) -> bool:
    """Say whether a word may stand between the beginning of a name and its last noun."""
    tag, start, end = reading.words[index]
    word = reading.text[start:end]
    if word in _NOT_INSIDE or tag == "w" or ENDS_TITLE.search(word):
        return False
    return tag in _INSIDE or word.startswith("第") or word in _INSIDE_VERBS


def _joins(reading: Reading, index: int) -> bool:
    """Say whether 和 or 与 at ``index`` stands inside a name: 发展和改革委员会, 林业和草原局."""
    if reading.of(index) not in {"和", "与"} or not _touches(reading, index):
        return False
    tag, start, end = reading.words[index - 1]
    before = reading.text[start:end]
    return tag in {"n", "vn", "v", "nz", "a", "an"} and not ENDS_ORG.search(before) and before not in _NOT_INSIDE


def _beginning(reading: Reading, last: int) -> int:
    """Return the index of the word that begins the organisation whose last word is ``last``, or -1."""
    anchor = last if _is_anchor(reading, last) and reading.words[last][0] == "ORG" else -1
    index, joined = last, -1
    limit = reading.words[last][2] - _LONGEST
    while _touches(reading, index) and reading.words[index - 1][1] > limit:
        index -= 1
        if _is_anchor(reading, index):
            if anchor == last and reading.of(index) not in _UNITS:
                break
            anchor = index
        elif anchor >= 0 and reading.of(index) != "驻":
            break
        elif _joins(reading, index):
            joined = index
        elif not _passes(reading, index):
            break
    joint = _HALVES.search(reading.of(last)) and _is_joint(reading, anchor, joined)
    return anchor if joined < 0 or joint else -1


_LONGEST_FIRST_HALF = 6
_HALVES = re.compile("[局厅委会院部所心室队]$")


def _is_joint(reading: Reading, anchor: int, joined: int) -> bool:
    """Say whether the words between a place or unit and 和 are short enough to be half of one office's field."""
    if anchor < 0:
        return False
    word = reading.of(anchor)
    if word == "村":
        return False
    if reading.words[anchor][0] == "ORG" and word not in _UNITS and not word.endswith(("大学", "院")):
        return False
    return 0 < reading.words[joined][1] - reading.words[anchor][2] <= _LONGEST_FIRST_HALF


def organisations(reading: Reading) -> Iterator[Mention]:
    """Find organisations from their last noun back to the place or unit that begins them: 澜川省林业和草原局."""
    for last, (tag, _, end) in enumerate(reading.words):
        suffix = _suffix(reading, last)
        if suffix is None or tag in {"PER", "w", "TIME", "d", "p", "u"} or _goes_on(reading, last):
            continue
        first = _beginning(reading, last)
        if first < 0 or (first == last and tag == "ORG"):
            continue
        begin = reading.words[first][1]
        before = reading.text[begin : end - len(suffix)]
        if _names_nothing(reading, first, last, before, suffix):
            continue
        yield Mention("ORG", begin, end)


def _suffix(reading: Reading, last: int) -> str | None:
    """Return the noun that ends an organisation with the word ``last``; it may be two words, 中心组."""
    _, start, end = reading.words[last]
    if reading.text[end - 1] not in ORG_ENDS or ENDS_TITLE.search(reading.text[start:end]):
        return None
    if _touches(reading, last):
        previous = reading.words[last - 1][1]
        if (two := ENDS_ORG.search(reading.text[previous:end])) and two.start() == 0:
            return two.group()
    found = ENDS_ORG.search(reading.text[start:end])
    return found.group() if found else None


def _goes_on(reading: Reading, last: int) -> bool:
    """Say whether the next word is part of the same name, so that this one does not end it."""
    if last + 1 >= len(reading.words) or not _touches(reading, last + 1):
        return False
    tag, start, end = reading.words[last + 1]
    return tag in {"n", "ORG", "vn", "nz"} and ENDS_ORG.search(reading.text[start:end]) is not None


def _names_nothing(reading: Reading, first: int, last: int, before: str, suffix: str) -> bool:
    tag = reading.words[first][0]
    unit = before in _UNITS
    if len(before) < 1:
        return True
    if first == last:
        return False
    if unit or before.startswith(_WHOLE):
        return suffix in _NO_UNITS or before in {"国家", "全国"}
    if tag == "LOC" and reading.words[first][2] - reading.words[first][1] == len(before):
        official = suffix in _ALWAYS or (suffix in _OFFICIAL and before[-1] in "省市县区州国")
        more = len(before) > 4 and before[-1] not in "省市县区镇乡村州" and not is_division(before)
        return _BARE.match(suffix) is not None and not official and not more
    return False


_COMMITTEE = re.compile(
    r"(?:[省市县区州旗镇乡]委|党委|团委|纪委|[省市县区]政府)(?=(?:常务|第一)?副?(?:书记|常委|秘书长|部长|委员))"
)


def committees(reading: Reading) -> Iterator[Mention]:
    """Find the committee of a place before its official: 江州市委|书记, which the tagger joins to the title."""
    for committee in _COMMITTEE.finditer(reading.text):
        index = reading.word_over(committee.start() - 1) if committee.start() else -1
        if index < 0:
            continue
        tag, start, end = reading.words[index]
        whole = tag == "LOC" or (tag == "ORG" and reading.text[start:end].startswith(("共青团", "中共")))
        if whole and end == committee.start() and end - start > 1:
            yield Mention("ORG", start, committee.end())


_LABORATORY = re.compile(r"(?:国家|全国|省|市|部)?重点实验室$|工程(?:技术)?研究中心$")


_LEADS_TO = words_of(
    "深入 走进 来到 参观 考察 前往 走访 调研 建设 依托 成立 组建 新建 筹建 获批 入选 建成 揭牌 加入 联合"
)


def laboratories(reading: Reading) -> Iterator[Mention]:
    """Find laboratories that no place begins, 与 inside included: 软物质与内河工程国家重点实验室."""
    for last, (_, start, end) in enumerate(reading.words):
        if reading.text[end - 1] not in "室心" or not _LABORATORY.search(reading.text[max(0, start - 4) : end]):
            continue
        first = last
        while _touches(reading, first) and end - reading.words[first - 1][1] <= _LONGEST:
            tag = reading.words[first - 1][0]
            inside = tag in _INSIDE or tag == "v" or _joins(reading, first - 1)
            if not inside or reading.of(first - 1) in _NOT_INSIDE | _LEADS_TO:
                break
            first -= 1
        begin = reading.words[first][1]
        if end - begin > 7:
            yield Mention("ORG", begin, end)


_LATIN = re.compile(
    r"(?:[一-龥]{2,5})?(?<![A-Za-z0-9&.\- ])[A-Z][A-Za-z0-9&.\- ]{0,40}(?:（[一-龥]{2,6}）)?"
    r"[一-龥]{0,8}(?:公司|集团|中心|大学|银行|学院|研究院|实验室)"
)


def latin(reading: Reading) -> Iterator[Mention]:
    """Find organisations named in Latin letters before a Chinese noun: 比利时Kaai（江州）检测中心."""
    for match in _LATIN.finditer(reading.text):
        start = match.start()
        while start < match.end() and not reading.text[start].isascii():
            index = reading.word_over(start)
            tag, begin, end = reading.words[index] if index >= 0 else ("", start, start + 1)
            if begin == start and tag == "LOC":
                break
            start = max(end, start + 1)
        if match.end() - start > 4:
            yield Mention("ORG", start, match.end())


_BRACKET = re.compile(
    r"（([一-龥]{2,8})）(?:[一-龥]{0,10}?)(?:有限责任公司|股份有限公司|有限公司|公司|集团|中心|学校|分校|医院)"
)


def bracketed(reading: Reading) -> Iterator[Mention]:
    """Find companies with a place in brackets inside: 白鹭科技（江州）股份有限公司."""
    for match in _BRACKET.finditer(reading.text):
        index = reading.word_over(match.start() - 1) if match.start() else -1
        inside = reading.first_word(match.start() + 1)
        tagged_place = inside < len(reading.words) and reading.words[inside][0] == "LOC"
        if not tagged_place and not is_division(match.group(1)):
            continue
        first = index
        while first > 0 and _touches(reading, first) and _passes(reading, first - 1):
            first -= 1
            if reading.words[index][2] - reading.words[first][1] > 10:
                break
        if index >= 0 and reading.words[index][2] == match.start() and _passes(reading, index):
            yield Mention("ORG", reading.words[first][1], match.end())


_NOT_FACILITY = frozenset({"PER", "LOC", "ORG", "w", "TIME", "v", "d", "p", "u"})


def _facility_noun(reading: Reading, last: int) -> int:
    """Return the index of the word that begins the noun ending with ``last``; it may be two words, 先行|区."""
    if _touches(reading, last):
        two = reading.text[reading.words[last - 1][1] : reading.words[last][2]]
        if (noun := ENDS_FACILITY.search(two)) and not noun.start():
            return last - 1
    return last


def _whole_place(reading: Reading, first: int) -> int:
    """Return the index of the first of the places that run into a facility's name: those with no rank of their own."""
    while _touches(reading, first) and reading.words[first - 1][0] == "LOC":
        before = reading.of(first - 1)
        if is_division(before) or before[-1] in "省市县区镇乡村州国":
            break
        first -= 1
    return first


def facilities(reading: Reading) -> Iterator[Mention]:
    """Find facilities from their last noun back to the nearest place: 江州港口产业展示馆."""
    for last, (tag, _, end) in enumerate(reading.words):
        if reading.text[end - 1] not in FACILITY_ENDS:
            continue
        first, between = _facility_noun(reading, last), 0
        start = reading.words[first][1]
        suffix = ENDS_FACILITY.search(reading.text[start:end])
        if suffix is None or (tag in _NOT_FACILITY and (tag != "LOC" or suffix.start())):
            continue
        while _touches(reading, first) and end - reading.words[first - 1][1] <= 16:
            first -= 1
            before = reading.words[first]
            if before[0] in {"LOC", "ORG"} and before[2] - before[1] > 1:
                if between and is_generic(reading.text[before[2] : start + suffix.start()]):
                    break
                bare = not between and start + suffix.start() == before[2]
                if not (bare and _BARE.match(suffix.group())):
                    yield Mention("LOC", reading.words[_whole_place(reading, first)][1], end)
                break
            if before[0] not in {"n", "nz", "a", "vn", "m"} or reading.of(first) in _NOT_INSIDE:
                break
            between += before[2] - before[1]
