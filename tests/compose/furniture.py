"""What else stands on a page: its label, paper, date, editors, how to reach the office."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass

PAPERS = ("江州日报", "云岭晚报", "澜川商报", "北渚新报", "白鹿时报", "松门都市报", "澜川农民报", "望江晨报")
SECTIONS = ("要闻", "综合", "本地", "经济", "民生", "文化", "体育", "副刊", "评论", "专题", "国际", "科教")
SURNAMES = "乔孟沈闻苏蓝冯梅欧宁纪莫耿丁康宗费杭云尹谢顾方贺杜简童崔裴向叶罗柏祝岑虞"
GIVEN = ("知远", "晚晴", "亦舟", "采薇", "子青", "怀谷", "书敏", "名川", "一苇", "雨田", "清和", "立秋", "牧之", "若曦")


@dataclass(frozen=True)
class Facts:
    """What the furniture says of the page."""

    paper: str
    date: datetime.date
    sheet: int
    section: str


def draw_facts(rng: random.Random) -> Facts:
    """Return a paper, a date of 2024 to 2026, the number of a sheet and its section."""
    day = datetime.date(2024, 1, 1) + datetime.timedelta(days=rng.randrange(1000))
    return Facts(rng.choice(PAPERS), day, rng.randint(1, 16), rng.choice(SECTIONS))


def person(rng: random.Random) -> str:
    """Return the name of a person."""
    return rng.choice(SURNAMES) + rng.choice(GIVEN)


def label(facts: Facts, rng: random.Random) -> str:
    """Return the page's label: A01 要闻, 第1版 要闻, 要闻 01 and so on."""
    n, section = facts.sheet, facts.section
    forms = (
        f"A{n:02d} {section}",
        f"A{n:02d}{section}",
        f"第{n}版 {section}",
        f"{n:02d} {section}",
        f"{section} {n:02d}",
        f"{section}·{n:02d}",
        f"{n}版·{section}",
        f"{section} A{n}",
    )
    return rng.choice(forms)


def date_line(facts: Facts, rng: random.Random) -> str:
    """Return the date in one of the forms papers use."""
    d, weekday = facts.date, "星期" + "一二三四五六日"[facts.date.weekday()]
    full = f"{d.year}年{d.month}月{d.day}日"
    forms = (
        f"{full} {weekday}",
        f"{full}　{weekday}",
        full,
        f"{d.year}.{d.month}.{d.day} {weekday}",
        f"{d.year}.{d.month:02d}.{d.day:02d}",
        f"{d.isoformat()} {weekday}",
        f"{weekday} {full}",
        f"{d.year} 年 {d.month} 月 {d.day} 日 {weekday}",
    )
    return rng.choice(forms)


def editors(rng: random.Random) -> str:
    """Return the page's credit in one of the forms papers use."""
    a, b, c = person(rng), person(rng), person(rng)
    forms = (
        f"责任编辑 {a} 版式 {b}",
        f"责任编辑：{a}　美编：{b}　校对：{c}",
        f"本版编辑 {a} {b}",
        f"本版主编：{a}",
        f"值班编委 {a} 编辑 {b} 视觉 {c}",
        f"编辑/{a} 美编/{b} 校对/{c}",
        f"责编：{a} 版式：{b} 校对：{c}",
        f"统筹 {a} 检校 {b}",
    )
    return rng.choice(forms)


def contact(rng: random.Random) -> str:
    """Return a line that says how to reach the paper, or where its sheets come from."""
    phone = f"0{rng.randint(810, 899)}-{rng.randint(2000000, 8999999)}"
    forms = (
        f"新闻热线：{phone}",
        f"邮箱：xinwen{rng.randint(1, 99)}@example.com",
        f"邮政编码：{rng.randint(610000, 659999)}",
        f"社址：江州市望江区澜江路{rng.randint(1, 400)}号 邮编：{rng.randint(610000, 659999)}",
        f"广告热线 {phone} 发行热线 {phone[:-1]}0",
        f"国内统一连续出版物号 CN 99-{rng.randint(1, 99):04d}",
        f"第{rng.randint(1000, 19999)}期 今日{rng.choice((4, 8, 12, 16))}版",
        "www.example.com",
        "农历丙午年二月初二",
        "今日天气：小雨转多云 9℃～15℃",
        f"本报地址：云岭市霁峰区石门路{rng.randint(1, 200)}号",
        "零售每份1.00元",
        "讲文明 树新风 公益广告",
        "遗失声明、公告刊登热线：" + phone,
        f"扫码看更多 {PAPERS[0]}客户端",
    )
    return rng.choice(forms)


def guide_line(headline: str, rng: random.Random) -> str:
    """Return a line that points to the story of another page."""
    n = rng.randint(2, 16)
    return rng.choice(
        (
            f"{headline} ▶{n}版",
            f"▶▶{n}版 {headline}",
            f"{headline}　A{n:02d}",
            f"导读 {headline} 详见{n}版",
            f"{headline}/{n}版",
        )
    )


def draw_lines(facts: Facts, rng: random.Random, glued: bool) -> list[str]:
    """Return the lines of furniture of a page; most pages have most pieces, some have none."""
    if rng.random() < 0.08:
        return []
    lines = [label(facts, rng)] if rng.random() < 0.85 else []
    lines += [facts.paper] if rng.random() < 0.8 else []
    lines += [date_line(facts, rng)] if rng.random() < 0.85 else []
    lines += [editors(rng)] if rng.random() < 0.7 else []
    lines += [contact(rng) for _ in range(rng.choice((0, 0, 1, 2)))]
    lines = list(dict.fromkeys(lines))
    rng.shuffle(lines)
    if glued and len(lines) > 1:
        cut = rng.randint(2, len(lines))
        lines = [rng.choice((" ", "　", "")).join(lines[:cut]), *lines[cut:]]
    return lines
