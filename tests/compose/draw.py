"""A page by chance: which stories, in which form, with which habits."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from tests.compose.articles import Form, Source, sources
from tests.compose.credit import forms_of
from tests.compose.furniture import draw_facts, draw_lines, guide_line
from tests.compose.habits import Habits, drawn_with
from tests.compose.page import Page, compose
from tests.compose.script import FULL_DIGITS, NARROW_MARKS, RADICALS, TRADITIONAL
from tests.compose.story import Story, in_letters, jumped, shortened, tell

JUMPS = (
    ("（下转第{n}版）", "（上接第1版）"),
    ("下转{n}版", "上接1版"),
    ("（下转A0{n}版）", "◀上接A01版"),
    ("▶▶下转第{n}版", "（紧接一版）"),
)

BRIEF = 420
"""Characters up to which a story may be printed as a brief."""


def _form(source: Source, habits: Habits, rng: random.Random) -> Form | None:
    forms = forms_of(source)
    if habits.form == "any":
        return rng.choice(forms)
    return next((form for form in forms if form == habits.form), None)


def _cut_over(story: Story, rng: random.Random) -> Story:
    """Return one half of a story that runs over two pages."""
    here, there = rng.choice(JUMPS)
    cut = rng.randint(2, len(story.paragraphs) - 1)
    offset = len(story.paragraphs[cut]) // 2 if cut not in story.subheads and rng.random() < 0.5 else None
    return rng.choice(jumped(story, cut, here.format(n=rng.randint(2, 8)), there, offset))


def _broken_off(story: Story, rng: random.Random) -> Story:
    """Return one half of a story cut in mid-sentence, without a jump line; the second half has no title."""
    plain = [i for i in range(1, len(story.paragraphs)) if i not in story.subheads and len(story.paragraphs[i]) > 8]
    if not plain:
        return story
    cut = rng.choice(plain)
    first, second = jumped(story, cut, "", "", rng.randint(4, len(story.paragraphs[cut]) - 4))
    return rng.choice((first, replace(second, headline=())))


def _as_brief(story: Story, habits: Habits) -> Story:
    """Return ``story`` as a brief where the page has briefs and it is short and plain enough."""
    plain = not (story.above or story.subheads or story.tabular or story.continued)
    latin = any(char.isascii() and char.isalpha() for line in story.headline for char in line)
    if habits.runin and plain and not latin and sum(map(len, story.paragraphs)) <= BRIEF:
        return replace(story, kicker=(), subtitle=(), runs_in=True)
    return story


def _story(source: Source, habits: Habits, rng: random.Random) -> Story:
    gap = rng.choice((" ", "　")) if habits.spaced_names else ""
    story = tell(source, rng, _form(source, habits, rng), drawn=True, name_gap=gap)
    if rng.random() < habits.short:
        story = shortened(story, rng.randint(1, 2))
    elif len(story.paragraphs) > 3 and rng.random() < 0.3:
        story = shortened(story, rng.randint(2, len(story.paragraphs)))
    if rng.random() < 0.15:
        story = replace(story, kicker=())
    if rng.random() < 0.15:
        story = replace(story, subtitle=())
    if rng.random() < 0.4:
        story = replace(story, captions=())
    if len(story.paragraphs) > 3 and not story.tabular and rng.random() < 0.12:
        story = _cut_over(story, rng)
    elif not story.tabular and rng.random() < habits.broken_off:
        story = _broken_off(story, rng)
    if rng.random() < habits.headless:
        return replace(story, kicker=(), headline=(), subtitle=())
    return _as_brief(story, habits)


def _letters(habits: Habits) -> dict[int, int]:
    """Return the characters that the page prints instead of others, without digits."""
    tables = {
        "script": TRADITIONAL if habits.script == "traditional" else {},
        "marks": NARROW_MARKS if habits.narrow_marks else {},
        "radicals": RADICALS if habits.radicals else {},
    }
    return {char: other for table in tables.values() for char, other in table.items()}


def _furniture(chosen: Sequence[Source], habits: Habits, rng: random.Random) -> list[str]:
    lines = draw_lines(draw_facts(rng), rng, habits.furniture_glued)
    if habits.guide:
        elsewhere = [source for source in sources().values() if source not in chosen]
        lines += [guide_line("".join(source.headline), rng) for source in rng.sample(elsewhere, rng.randint(1, 4))]
    return lines


def draw_page(seed: int, settings: dict[str, str] | None = None, pool: Sequence[Source] = ()) -> Page:
    """Return the page of ``seed``: the same seed, settings and articles always give the same page."""
    rng = random.Random(seed)
    habits = drawn_with(rng, settings or {})
    kept = list(pool or sources().values())
    chosen = rng.sample(kept, min(len(kept), rng.randint(*habits.stories)))
    letters = _letters(habits)
    digits = FULL_DIGITS if habits.full_digits else {}
    stories = [in_letters(_story(source, habits, rng), letters | digits) for source in chosen]
    furniture = [line.translate(letters) for line in _furniture(chosen, habits, rng)]
    return compose(stories, furniture, habits, rng)
