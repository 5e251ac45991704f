"""The sample pages of the project: which articles stand on them, and how each is laid out."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.compose.articles import Form, sources
from tests.compose.habits import Habits
from tests.compose.page import Page, compose
from tests.compose.story import Story, tell


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
    return tell(sources()[name], random.Random(name), form, full_digits)


def _a01() -> _Plan:
    return _Plan(
        "jiangzhou-2026-03-20-A01",
        ("conference", "visit"),
        ("江州日报", "A01 要闻", "2026年3月20日 星期五", "责任编辑 祝清和 版式 岑一苇"),
        Habits(
            order="after",
            blanks="paragraphs",
            width=16,
            column=(14, 22),
            stray=0.1,
            quote_blank=0.3,
            caption_inside=0.0,
        ),
    )


def _a02() -> _Plan:
    return _Plan(
        "jiangzhou-2026-03-20-A02",
        ("science", "rain", "football"),
        ("A02 综合", "江州日报", "2026年3月20日 星期五", "本版编辑 虞立秋 祝清和"),
        Habits(order="before", blanks="none", width=18, indent="fullwidth", kinsoku="push", furniture="bottom"),
    )


PLANS: tuple[Callable[[], _Plan], ...] = (_a01, _a02)


def samples() -> list[Sample]:
    """Return the sample pages, always the same."""
    made = []
    for plan in (make() for make in PLANS):
        stories = [s if isinstance(s, Story) else _printed(s, plan.forms.get(s)) for s in plan.stories]
        page = compose(stories, plan.furniture, plan.habits, random.Random(plan.name))
        made.append(Sample(plan.name, page, plan.encoding))
    return made
