"""The sample pages of the project: which articles stand on them, and how each is laid out."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tests.compose.articles import Form, sources
from tests.compose.habits import Habits
from tests.compose.page import Page, compose
from tests.compose.script import FULL_DIGITS
from tests.compose.story import Story, in_letters, jumped, tell


@dataclass(frozen=True)
class Sample:
    """A sample page: the name of its folder, the page, and the encoding of its file."""

    name: str
    page: Page
    encoding: str = "utf-8"


@dataclass(frozen=True)
class _Plan:
    name: str
    stories: tuple[str | Story, ...]
    furniture: tuple[str, ...]
    habits: Habits
    encoding: str = "utf-8"
    forms: dict[str, Form] = field(default_factory=dict)


def _printed(name: str, form: Form | None = None, full_digits: bool = False) -> Story:
    story = tell(sources()[name], random.Random(name), form)
    return in_letters(story, FULL_DIGITS) if full_digits else story


_JIANGZHOU = ("江州日报", "2026年3月20日 星期五")
_YUNLING = ("云岭晚报", "2026.3.21 星期六")


def _halves() -> tuple[Story, Story]:
    return jumped(_printed("conference"), 4, "（下转A03版）", "（上接A01版）", offset=47)


def _a01() -> _Plan:
    habits = Habits(order="after", blanks="paragraphs", width=16, column=(14, 22), stray=0.1, quote_blank=0.3)
    return _Plan(
        "jiangzhou-2026-03-20-A01",
        (_halves()[0], "visit"),
        ("A01 要闻", *_JIANGZHOU, "责任编辑 祝清和 版式 岑一苇", "国内统一连续出版物号 CN 99-0020"),
        replace(habits, caption_inside=0.0),
    )


def _a02() -> _Plan:
    return _Plan(
        "jiangzhou-2026-03-20-A02",
        ("exam", "rain", "roadworks", "corrections"),
        ("A02 综合", *_JIANGZHOU, "本版编辑 虞立秋 祝清和", "新闻热线：0812-3320168"),
        Habits(order="before", blanks="none", width=18, indent="fullwidth", kinsoku="push", furniture="bottom"),
    )


def _a03() -> _Plan:
    habits = Habits(order="before", blanks="blocks", width=14, second_width=19, column=(12, 26), caption_inside=1.0)
    return _Plan(
        "jiangzhou-2026-03-20-A03",
        ("farming", _halves()[1], "lanterns"),
        ("A03 乡村", *_JIANGZHOU, "责编：顾牧之 版式：岑一苇 校对：莫若曦"),
        replace(habits, furniture="scattered", credit_apart=1.0),
    )


def _a04() -> _Plan:
    habits = Habits(order="middle", blanks="columns", width=17, column=(20, 34), subhead_mark="■", caption_midst=1.0)
    return _Plan(
        "jiangzhou-2026-03-20-A04",
        ("inspection", "obituary"),
        ("A04 深度", *_JIANGZHOU, "责编：顾牧之 版式：莫若曦"),
        replace(habits, width_spread=4, furniture="midst"),
    )


def _a05() -> _Plan:
    habits = Habits(manner="mupdf", stream="kinds", order="after", blanks="none", width=15, column=(18, 40))
    return _Plan(
        "jiangzhou-2026-03-20-A05",
        ("bearing", "science"),
        ("A05 产经", *_JIANGZHOU, "责编：岑一苇 版式：虞立秋"),
        replace(habits, quote_break=1.0, caption_width=18, latin="broken"),
    )


def _a06() -> _Plan:
    habits = Habits(manner="pdfminer", order="before", blanks="paragraphs", paragraph_blank=0.8, width=19)
    return _Plan(
        "jiangzhou-2026-03-20-A06",
        ("summit", "cranes", "football"),
        ("国际·体育 A06", *_JIANGZHOU, "责编：莫若曦 版式：祝清和"),
        replace(habits, spaced_lines=0.04, credit_early=0.6, stray_blank=0.01, column=(14, 30), furniture="scattered"),
    )


def _a07() -> _Plan:
    habits = Habits(order="before", blanks="columns", width=16, column=(16, 28), boxed=0.3, roles="headline first")
    return _Plan(
        "jiangzhou-2026-03-20-A07",
        ("pickles", "ferry", "awards", "lighthouse"),
        ("A07 副刊", *_JIANGZHOU, "责编：虞立秋 美编：岑一苇", "邮箱：fukan@example.com"),
        replace(habits, spaced_headline=True),
    )


def _01() -> _Plan:
    habits = Habits(order="mixed", blanks="paragraphs", width=17, column=(9, 18), stray=0.5, paragraph_blank=0.8)
    return _Plan(
        "yunling-2026-03-21-01",
        ("transport", "tunnel", "economy"),
        ("01 头版", *_YUNLING, "值班编委 康名川 编辑 罗雨田 视觉 尹采薇", "邮政编码：650321"),
        habits,
    )


def _02() -> _Plan:
    habits = Habits(order="before", blanks="columns", width=15, second_width=22, column=(10, 20), indent="none")
    return _Plan(
        "yunling-2026-03-21-02",
        ("portrait", "school"),
        ("人物·02", *_YUNLING, "编辑/叶知远 美编/柏子青"),
        replace(habits, latin="hyphen", credit_apart=0.0),
        forms={"school": "picture"},
    )


def _03() -> _Plan:
    habits = Habits(order="after", blanks="blocks", width=20, column=(8, 16), kinsoku="none", joined_headline=True)
    return _Plan(
        "yunling-2026-03-21-03",
        ("review", "opinion", "oped"),
        ("03 文化评论", *_YUNLING, "本版主编：费晚晴", "邮箱：pinglun@example.com"),
        replace(habits, furniture="bottom"),
        encoding="gb18030",
    )


def _04() -> _Plan:
    habits = Habits(order="middle", blanks="blocks", width=13, column=(9, 14), spaced_headline=True, narrow=False)
    return _Plan(
        "yunling-2026-03-21-04",
        ("briefs", "marathon"),
        ("04 县区", *_YUNLING, "编辑 谢怀谷"),
        replace(habits, furniture_glued=True, full_digits=True),
    )


def _05() -> _Plan:
    habits = Habits(order="before", blanks="none", width=21, second_width=14, column=(8, 30), split_title=1.0)
    return _Plan(
        "yunling-2026-03-21-05",
        ("court", "batteries", "letters"),
        ("05 法治", *_YUNLING, "编辑/叶知远 校对/谢怀谷", "新闻热线：0871-6650321"),
        replace(habits, furniture="scattered", split_byline=True),
    )


def _06() -> _Plan:
    habits = Habits(order="mixed", blanks="blocks", width=16, column=(12, 24), trailing=0.2, double_blank=0.2)
    return _Plan(
        "yunling-2026-03-21-06",
        ("markets", "pollen"),
        ("06 财经健康", *_YUNLING, "编辑 罗雨田 美编 柏子青"),
        replace(habits, table_cells=True, stray=0.3, indent="ascii", indent_lost=0.5),
    )


PLANS: tuple[Callable[[], _Plan], ...] = (
    *(_a01, _a02, _a03, _a04, _a05, _a06, _a07),
    *(_01, _02, _03, _04, _05, _06),
)


def samples() -> list[Sample]:
    """Return the sample pages, always the same."""
    made = []
    for plan in (make() for make in PLANS):
        stories = [
            s if isinstance(s, Story) else _printed(s, plan.forms.get(s), plan.habits.full_digits) for s in plan.stories
        ]
        page = compose(stories, plan.furniture, plan.habits, random.Random(plan.name))
        made.append(Sample(plan.name, page, plan.encoding))
    return made
