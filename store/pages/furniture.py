"""What belongs to the page and to its pictures: how furniture and captions look in print."""

from __future__ import annotations

import re

_HAN = r"[\u4e00-\u9fff]"
_DATE = re.compile(
    r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?|[二〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
_WEEKDAY = re.compile(r"星期[一二三四五六日天]|周[一二三四五六日]")
_LABEL = re.compile(
    rf"^(?:第?\s?[A-Z]?\d{{1,3}}\s?版|[A-Z]\d{{1,3}}|\d{{2}}|第[一二三四五六七八九十]+版)[\s·|/—\-:：]*{_HAN}{{0,6}}$"
    rf"|^{_HAN}{{2,6}}(?:·{_HAN}{{2,4}})?[\s·|/—\-]*(?:[A-Z]\d{{1,3}}|\d{{2}}|第?\s?[A-Z]?\d{{1,3}}\s?版)$"
)
_PAPER = re.compile(
    rf"^{_HAN}{{1,6}}(?:日报|晚报|晨报|时报|商报|早报|新报|导报|周报|都市报|青年报|农民报|快报|信报|文艺报|周刊)$"
)
_STAFF = re.compile(
    r"(?:责任?编辑?|本版(?:责编|编辑|主编|制图|美编|统筹)|值班(?:编委|总编|主任|编辑)|执行主编|主编|组版|版式"
    r"|版面(?:设计|编辑)?|美编|美术编辑|视觉|校对|检校|统筹|排版|编审|见习编辑|编辑)[\s：:/]*[\u4e00-\u9fff]{1,4}"
)
_CONTACT = re.compile(
    r"热线|电话[：:]|邮箱|E-?mail|邮编|邮政编码|社址|本报地址|地址[：:]|网址|www\.|http|传真|连续出版物号|CN\s?\d|邮发代号"
    r"|总第\s?\d|第\d+期|零售每份|(?:广告|发行)(?:热线|部|电话|中心|许可证)|今日\d+版|投稿|来稿|农历|客户端|微信公众号|QQ"
    r"|电子信箱|\w@\w+\."
)
_SECTION = re.compile(
    r"^(?:简讯|短讯|要闻|新闻集装箱|天下短讯|一句话新闻|新闻速递|新闻速览|国际简讯|国内简讯|综合新闻|导读|图片新闻|新闻链接"
    r"|相关链接)$"
)
_CAPTION_END = re.compile(r"(?:摄|/图|供图|图片?来源.*|绘图|制图|发)(?:影报道)?[）)]?$")
_PHOTOGRAPHER = re.compile(
    rf"(?:记者|通讯员|特约记者|实习生|新华社发|本报)?[\s/]*{_HAN}(?:{_HAN}{{1,3}}|\s{_HAN})\s*摄[）)]?$"
)
_CAPTION_START = re.compile(
    r"^(?:[▲▼◀▶↑↓←→]\s*)?(?:图为|上图|下图|左图|右图|图[①②③④一二三四\d]|[①②③④])|^[（(]?资料图片|^资料图|^漫画|^新华社发"
)
_NUMBERED = re.compile(r"[\d年版]")
"""What every date and every label has."""
_PROSE = re.compile(r"[，。；！？“”]")
_DATED_SCENE = re.compile(r"^(?:\d{1,2}月\d{1,2}日|近日|昨日|昨天|日前|连日来)，.{4,40}(?:摄|。)$")


def furniture_kind(text: str) -> str:
    """Return what furniture a line with ASCII digits looks like: "date", "label", "paper", "staff", "contact" or ""."""
    if len(text) > 60:
        return ""
    solid = "".join(text.split())
    if solid.endswith(("报", "刊")) and _PAPER.match(solid):
        return "paper"
    if _NUMBERED.search(text):
        if _LABEL.match(text.strip()):
            return "label"
        if _is_dated(text, solid):
            return "date"
    if not _PROSE.search(text):
        if _STAFF.search(text):
            return "staff"
        if len(solid) <= 40 and _CONTACT.search(text):
            return "contact"
    if _SECTION.match(solid):
        return "section"
    return ""


def _is_dated(text: str, solid: str) -> bool:
    """Say whether a line, ``solid`` without its spaces, is a date with a weekday or with little else."""
    date = _DATE.search(text)
    if not date:
        return False
    rest = solid.replace("".join(date[0].split()), "")
    return bool(_WEEKDAY.search(rest)) or (len(rest) <= 12 and not re.search(r"[，。；]", rest))


def caption_kind(text: str) -> str:
    """Return what makes a line look like a caption: "photographer", "picture", "scene" or ""."""
    if "摄" in text[-4:] and (_PHOTOGRAPHER.search(text) or (len(text) < 40 and _CAPTION_END.search(text))):
        return "photographer"
    if _CAPTION_START.match(text):
        return "picture"
    if _DATED_SCENE.match(text):
        return "scene"
    return ""
