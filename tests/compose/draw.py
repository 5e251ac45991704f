"""A page by chance: which stories, in which form, with which habits."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from tests.compose.articles import Source, sources
from tests.compose.furniture import draw_facts, draw_lines
from tests.compose.habits import Habits, draw, override
from tests.compose.page import Page, compose
from tests.compose.story import Story, forms_of, jumped, shortened, tell

JUMPS = (
    ("（下转第{n}版）", "（上接第1版）"),
    ("下转{n}版", "上接1版"),
    ("（下转A0{n}版）", "◀上接A01版"),
    ("▶▶下转第{n}版", "（紧接一版）"),
)


def _story(source: Source, habits: Habits, rng: random.Random) -> Story:
    form = (
        rng.choice(forms_of(source))
        if habits.form == "any"
        else next((f for f in forms_of(source) if f == habits.form), None)
    )
    story = tell(source, rng, form, habits.full_digits)
    if len(story.paragraphs) > 3 and rng.random() < 0.3:
        story = shortened(story, rng.randint(2, len(story.paragraphs)))
    if rng.random() < 0.15:
        story = replace(story, kicker=())
    if rng.random() < 0.15:
        story = replace(story, subtitle=())
    if rng.random() < 0.4:
        story = replace(story, captions=())
    if len(story.paragraphs) > 3 and not story.tabular and rng.random() < 0.12:
        here, there = rng.choice(JUMPS)
        cut = rng.randint(2, len(story.paragraphs) - 1)
        offset = len(story.paragraphs[cut]) // 2 if cut not in story.subheads and rng.random() < 0.5 else None
        halves = jumped(story, cut, here.format(n=rng.randint(2, 8)), there, offset)
        story = rng.choice(halves)
    return story


def draw_page(seed: int, settings: dict[str, str] | None = None, pool: Sequence[Source] = ()) -> Page:
    """Return the page of ``seed``: the same seed, settings and articles always give the same page."""
    rng = random.Random(seed)
    habits = override(draw(rng), settings or {})
    chosen = rng.sample(list(pool or sources().values()), rng.randint(2, 6))
    stories = [_story(source, habits, rng) for source in chosen]
    return compose(stories, draw_lines(draw_facts(rng), rng, habits.furniture_glued), habits, rng)
