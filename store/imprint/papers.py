"""The name of a paper, as it stands in the furniture or in the name of a folder."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from store.imprint.labels import SECTIONS, known_head
from store.imprint.plain import CJK, MASK

_KINDS = """
    日报 晚报 早报 晨报 午报 夜报 时报 商报 都市报 青年报 少年报 学生报 周报 新报 快报 导报
    农民报 农村报 工人报 劳动报 妇女报 老年报 老人报 法治报 法制报 经济报 消费报 教育报 科技报
    科学报 体育报 文化报 文学报 文艺报 艺术报 卫生报 健康报 医药报 环境报 交通报 旅游报 电视报
    生活报 信息报 政协报 民族报 侨报 军报 邮报 论坛报 文摘报 国防报 税务报 法院报 公安报 石油报
    铁道报 矿业报 证券报 金融报 保险报 建设报 质量报 知识报 文汇报 大公报 画报 星报 联合报 评论报
    参考报 日報 晚報 早報 晨報 時報 商報 都市報 青年報 週報 新報 快報 導報 文匯報 大公報 聯合報
    經濟報 生活報
    """.split()  # noqa: SIM905 -- easier read so
_STRONG = "|".join(sorted(_KINDS, key=len, reverse=True))
_NAME = re.compile(rf"[{CJK}]{{1,12}}?(?:{_STRONG})")
_LINE = re.compile(rf"[{CJK}]{{1,8}}[报報]")
_NEVER = re.compile(
    r"(?:本|通|汇|举|海|预|情|电|公|简|年|月|上|播|申|填|书|捷|喜|警|讣|墙|板|小|大|战|谍|回|呈|瞒"
    r"|虚|谎|禀|速|今|各|该|我|贵|党|机关|学|校|剪|读|订|送|看|办)[报報]$"
)
_PUBLISHER = re.compile(
    r"社|集团|集團|报业|報業|传媒|傳媒|印务|印刷|记者|記者|讯|訊|通讯|特约|评论员|道|告|纸|全媒体|融媒"
)
_ABOUT_IT = re.compile(
    r"数字报|电子版|客户端|官方|官网|微信|微博|公众号|视频号|发行|广告|编辑部|编委|出版|主办|网|App|APP|新闻"
)
_ALONE = 3
"""How surely a line that is but a name is the page's own paper."""
_WEAK = ("快报", "周报", "导报", "评论报", "画报", "参考报", "快報", "週報", "導報")
_EDITOR = re.compile(r"(?:编辑|责编|美编|主编|编委|版式|校对|视觉|检校|统筹|组版|设计)\s?[:/：]?\s?$")
_BEFORE = re.compile(
    r"^(?:.*?(?:欢迎|请您?)?订阅|.*?(?:主办|主管|承办|出版)单?位?|今日|本版|中共[^委]{1,8}委(?:机关报)?|机关报)(?=..)"
)


def _name(candidate: str) -> str:
    """Return a paper's name out of what ends like one, without the name of a section before it, or ""."""
    name = _BEFORE.sub("", candidate)
    if section := known_head(name):
        rest = name[len(section) :]
        # 青年时报, 都市快报: a section's name may begin a paper's own.
        if rest not in _KINDS and _NAME.fullmatch(rest):
            name = rest
    kind = next(kind for kind in sorted(_KINDS, key=len, reverse=True) if name.endswith(kind))
    stem = name[: -len(kind)]
    nobody = not stem or stem in {"本", "我", "各", "该", "每", "每周", "一周", "本周", "今", "大", "小", "新"}
    weak = stem in SECTIONS and kind in _WEAK
    return "" if nobody or weak or len(name) > 10 or name[0] in "的和与及在为" else name


def _without_person(name: str) -> str:
    """Return the paper's name out of one that an editor's name is glued to; most are called after a place of two."""
    kind = next(kind for kind in sorted(_KINDS, key=len, reverse=True) if name.endswith(kind))
    return name[-len(kind) - 2 :] if len(name) - len(kind) >= 4 else name


def _candidates(line: str) -> Iterator[tuple[int, str]]:
    """Yield names of papers in a line with how surely they are the page's own, 0 to 3."""
    solid = re.sub(r"[\s《》〈〉“”]", "", line)
    if _LINE.fullmatch(solid):
        unusual = "" if _NEVER.search(solid) or _ABOUT_IT.search(solid) else solid
        name = _name(solid) if _NAME.fullmatch(solid) else unusual
        if name:
            yield _ALONE, name
            return
    for found in _NAME.finditer(line):
        after, name = line[found.end() :].lstrip("》〉 "), _name(found[0])
        if name and _EDITOR.search(line[: found.start()]):
            name = _without_person(name)
        if not name or _PUBLISHER.match(after):
            continue
        if _ABOUT_IT.match(after):
            yield 0, name
        else:
            alone = name == found[0] and not re.match(rf"[{CJK}]", line[found.end() :])
            yield (2 if alone else 1), name


def printed_paper(lines: Sequence[str]) -> str:
    """Return the name of the paper from the furniture of a page (half width, dates masked), or "".

    A line that is but a name wins over a name between spaces, that over one within a run of text; of names that are
    equally sure the one that stands there most often, then the first. 本报, 江州日报社 and a press group name no paper.
    """
    found = [candidate for line in lines for candidate in _candidates(line)]
    best = max((sure for sure, _ in found), default=0)
    names = Counter(name for sure, name in found if sure == best)
    return max(names, key=lambda name: names[name], default="")


def lone_paper(lines: Sequence[str]) -> str:
    """Return the paper that most of the lines that are but a paper's name (half width) name, or ""."""
    names = Counter(name for line in lines for sure, name in _candidates(line) if sure == _ALONE)
    return max(names, key=lambda name: names[name], default="")


def named_paper(part: str) -> str:
    """Return the paper that the name of a file or a folder (half width) begins with, or ""."""
    found = re.match(rf"[^{CJK}]*(?P<name>[{CJK}]+)", part)
    if not found or not _NAME.fullmatch(found["name"]):
        return ""
    return _name(found["name"])


def masked(line: str, paper: str) -> str:
    """Return ``line`` with the paper's name masked, every other character in its place."""
    return line.replace(paper, MASK * len(paper)) if paper else line
