"""The label of a page: its number as printed, and the name of its section (``A01 要闻``, ``第3版``)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.imprint.plain import CJK, MASK, NUMERALS, number

SECTIONS = frozenset(
    """
    要闻 头版 导读 综合 本地 本埠 时政 时事 政务 经济 财经 金融 证券 产经 产业 商业 市场 楼市
    房产 汽车 科技 科教 科学 教育 校园 文化 文艺 文娱 娱乐 文体 体育 健康 卫生 医疗 民生 社会
    法治 法制 国际 国内 天下 中国 世界 环球 环境 生态 评论 言论 观点 理论 思想 时评 副刊 周刊
    专题 专版 专刊 特刊 特别报道 深度 调查 焦点 关注 聚焦 热点 人物 访谈 读书 阅读 书评 悦读
    旅游 旅行 美食 生活 消费 服务 便民 公告 广告 公益 天气 图片 影像 视觉 摄影 农业 农村 三农
    乡村 乡镇 县区 县域 区县 城市 城事 都市 街道 社区 基层 党建 人大 政协 军事 国防 青年 少年
    少儿 老年 妇女 女性 家庭 亲子 交通 能源 水利 港口 航运 工业 企业 创业 就业 人才 收藏 艺术
    戏剧 影视 音乐 文学 诗歌 小说 连载 历史 地理 文史 博览 百科 声音 互动 本地新闻 国内新闻
    国际新闻 综合新闻 社会新闻 经济新闻 体育新闻 文化新闻 时政新闻 民生新闻 要闻版 新闻 财经新闻
    县区新闻 基层新闻 文体新闻
    """.split()  # noqa: SIM905 -- a list of two hundred words is easier read so
)
"""The names that sections commonly have."""

_LONGEST = max(map(len, SECTIONS))
_NO_SECTION = re.compile(
    r"[报報编編责責校审審版号號期价價社刊]|记者|星期|本期|今日|今天|电话|热线|地址|邮|主任|主管|主办|出版"
    r"|视觉|美术|组版|值班|统筹|检校|策划|摄|农历|零售|全年|每份|天气|总|共"
)
_NOT_AFTER = re.compile(r"热线|电话|信箱|邮箱|网|客户端|统一|部|中心")
_LETTERED = re.compile(r"(?<![A-Za-z0-9])(?P<letter>[A-Z])\s?(?P<n>\d\s?\d(?!\s?\d)|\d{1,3})(?![\dA-Za-z.%℃-])\s?版?")
_ORDINAL = re.compile(rf"第\s?(?P<n>\d\s?\d|\d{{1,3}}|[{NUMERALS}]{{1,3}})\s?版")
_COUNTED = re.compile(rf"(?<!\d)(?P<n>\d\s?\d|\d{{1,3}}|(?<![{CJK}])[{NUMERALS}]{{1,3}})\s?版(?![{CJK}]{{0,2}}[次编])")
_NAMED_NUMBER = re.compile(r"版(?:次|面|号)\s?[::]?\s?(?P<letter>[A-Z])?(?P<n>\d{1,3})(?!\d)")
_BARE = re.compile(r"[-—–·\s]*(?P<n>\d\s?\d|\d)[-—–·\s]*")
_NUMBER = re.compile(r"(?<![\d.:/-])(?P<n>\d\s?\d|\d)(?![\d.:/%℃-])")
_HOW_MANY = re.compile(r"(?:今日|今天|本期|本报|共|开|开本|总|计|全|出|每期|周[一二三四五六日]|加|增|印)\s?[::]?\s?$")
_RIGHT = re.compile(rf"\s{{0,2}}[·・::|/-]?\s{{0,2}}(?P<run>[{CJK}]{{2,}})")
_LEFT = re.compile(rf"(?P<run>[{CJK}]{{2,}})\s{{0,2}}[·・::|/-]?\s{{0,2}}$")
_FILE_LETTERED = re.compile(
    r"(?<![A-Za-z0-9])(?:(?P<letter>[A-Z])(?P<n>\d{1,3})|(?P<low>[a-d])(?P<two>\d\d))(?![A-Za-z0-9])"
)
_AFTER_DATE = re.compile(r"[-_ ]+(?:\d{1,2}-(?P<page>\d\d)|(?P<n>\d{1,3}))(?![\dA-Za-z])")


def _section(line: str, start: int, end: int) -> str:
    """Return the section's name beside what stands at ``start`` to ``end``, or ""."""
    right, left = _RIGHT.match(line, end), _LEFT.search(line[:start])
    for run in (right, left):
        if run and run["run"] in SECTIONS:
            return run["run"]
    for run, known in ((right, known_head), (left, _known_tail)):
        if run and (name := known(run["run"])):
            return name
    for run in (right, left):
        if run and len(run["run"]) <= 4 and not _NO_SECTION.search(run["run"]):
            return run["run"]
    return ""


def known_head(run: str) -> str:
    """Return the common section name that ``run`` begins with, the longest, or ""."""
    name = next((run[:size] for size in range(_LONGEST, 1, -1) if run[:size] in SECTIONS), "")
    return "" if _NOT_AFTER.match(run[len(name) :]) else name


def _known_tail(run: str) -> str:
    return next((run[-size:] for size in range(_LONGEST, 1, -1) if run[-size:] in SECTIONS), "")


def _label(line: str, found: re.Match[str]) -> str:
    core = "".join(found[0].split())
    section = _section(line, found.start(), found.end())
    return f"{core} {section}" if section else core


def printed_label(lines: Sequence[str]) -> str:
    """Return the label of a page from its furniture (half width, dates and papers masked), or "".

    版次：A03; a letter and a number; 第3版; 3版; a number beside the name of a section; a mere number. The first kind
    of these that is found on any line wins. How many pages an issue has (今日8版) is no label.
    """
    for line in lines:
        if found := _NAMED_NUMBER.search(line):
            return (found["letter"] or "") + found["n"]
    for pattern in (_LETTERED, _ORDINAL, _COUNTED):
        for line in lines:
            for found in pattern.finditer(line):
                if not _HOW_MANY.search(line[: found.start()]):
                    return _label(line, found)
    return _beside_section(lines) or _number_alone(lines)


def _beside_section(lines: Sequence[str]) -> str:
    for sure in (True, False):
        for line in lines:
            for found in _NUMBER.finditer(line):
                section = _section(line, found.start(), found.end())
                digits = "".join(found["n"].split())
                alone = len(line.strip(MASK + " ·・|:/-")) <= len(section) + len(found["n"]) + 3
                known = section in SECTIONS and (alone or len(digits) == 2)
                if section and (known if sure else alone and len(digits) == 2):
                    return f"{digits} {section}"
    return ""


def _number_alone(lines: Sequence[str]) -> str:
    for line in lines:
        if (found := _BARE.fullmatch(line.replace(MASK, " "))) and number(found["n"]) > 0:
            return "".join(found["n"].split())
    return ""


def named_label(name: str, date_end: int, *, after_date: bool) -> str:
    """Return the label in the name of a file or a folder (half width, without its extension), or "".

    Args:
        name: one part of a path.
        date_end: where the issue's date ends in it, or -1 where it stands elsewhere.
        after_date: whether the part before it ends with the date, so that a mere number is a page's.
    """
    for pattern in (_ORDINAL, _COUNTED):
        if (found := pattern.search(name)) and not _HOW_MANY.search(name[: found.start()]):
            return _label(name, found)
    if found := _FILE_LETTERED.search(name):
        section = _section(name, found.start(), found.end())
        return found[0].upper() + (f" {section}" if section else "")
    if date_end >= 0 and (found := _AFTER_DATE.match(name, date_end)):
        section = _section(name, date_end, found.end())
        return (found["page"] or found["n"]) + (f" {section}" if section else "")
    if after_date and (found := re.match(r"(\d{1,3})(?![\dA-Za-z])", name)):
        section = _section(name, 0, found.end())
        return found[1] + (f" {section}" if section else "")
    return ""
