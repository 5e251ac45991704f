"""An article as a page prints it: its byline in one form, its digits, its jump line; still without lines."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace

from tests.compose.articles import Form, Source
from tests.compose.credit import drawn_credit, drawn_opening, opening, own_credit


@dataclass(frozen=True)
class Story:
    """What is printed of one article.

    Attributes:
        dateline: stands in the first paragraph too, or in the credit where that holds it.
        credit: the byline as printed; ``above`` says whether it stands with the headline or closes the story.
        paragraphs: with the dateline; ``subheads`` and ``tabular`` are indices into them.
        jump: the jump line as printed; ``continued`` says whether it opens the story (上接) or closes it (下转).
        midway: the first paragraph goes on with a sentence of another page, so that it has no indent.
        runs_in: the headline runs into the first paragraph, as in a brief.
    """

    kicker: tuple[str, ...]
    headline: tuple[str, ...]
    subtitle: tuple[str, ...]
    dateline: str
    authors: tuple[str, ...]
    credit: str
    above: bool
    paragraphs: tuple[str, ...]
    subheads: frozenset[int] = frozenset()
    tabular: frozenset[int] = frozenset()
    captions: tuple[str, ...] = ()
    jump: str = ""
    continued: bool = False
    midway: bool = False
    runs_in: bool = False


def _named(source: Source, gap: str) -> Source:
    """Return ``source`` with ``gap`` between the characters of an author's name of two."""
    if not gap:
        return source
    credit = source.credit
    for name in source.authors:
        credit = credit.replace(name, _stretched(name, gap))
    return replace(source, authors=tuple(_stretched(name, gap) for name in source.authors), credit=credit)


def _stretched(name: str, gap: str) -> str:
    return gap.join(name) if len(name) == 2 else name


def tell(
    source: Source, rng: random.Random, form: Form | None = None, drawn: bool = False, name_gap: str = ""
) -> Story:
    """Return ``source`` as it is printed, in its own form of byline or in ``form``.

    With ``drawn``, byline and opening take one of the many shapes that they have in print. ``name_gap`` is set between
    the characters of an author's name that has two.
    """
    form = form or source.form
    printed = _named(source, name_gap)
    first = (drawn_opening if drawn else opening)(printed, form, rng) + source.paragraphs[0]
    credit = (drawn_credit if drawn else own_credit)(printed, form, rng)
    named = credit + first
    authors = tuple(a for a in source.authors if form != "none" and _stretched(a, name_gap) in named)
    return Story(
        kicker=source.kicker,
        headline=source.headline,
        subtitle=source.subtitle,
        dateline=source.dateline,
        authors=authors,
        credit=credit,
        above=form in {"byline", "picture"},
        paragraphs=(first, *source.paragraphs[1:]),
        subheads=source.subheads,
        tabular=source.tabular,
        captions=source.captions,
    )


def in_letters(story: Story, table: dict[int, int]) -> Story:
    """Return ``story`` with its characters replaced as ``table`` says, one for one."""

    def each(lines: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(line.translate(table) for line in lines)

    return replace(
        story,
        kicker=each(story.kicker),
        headline=each(story.headline),
        subtitle=each(story.subtitle),
        dateline=story.dateline.translate(table),
        authors=each(story.authors),
        credit=story.credit.translate(table),
        paragraphs=each(story.paragraphs),
        captions=each(story.captions),
        jump=story.jump.translate(table),
    )


def shortened(story: Story, count: int) -> Story:
    """Return ``story`` cut after ``count`` paragraphs; a subhead left last goes too."""
    while count > 1 and count - 1 in story.subheads:
        count -= 1
    kept = range(count)
    return replace(
        story,
        paragraphs=story.paragraphs[:count],
        subheads=story.subheads & set(kept),
        tabular=story.tabular & set(kept),
    )


def jumped(story: Story, paragraph: int, here: str, there: str, offset: int | None = None) -> tuple[Story, Story]:
    """Return ``story`` in two halves, cut before ``paragraph`` or, with ``offset``, inside it.

    The first half ends with the jump line ``here`` and prints no closing credit; the second opens with ``there``.
    """
    head, tail = list(story.paragraphs[:paragraph]), list(story.paragraphs[paragraph:])
    moved = paragraph
    if offset is not None:
        head.append(tail[0][:offset])
        tail[0] = tail[0][offset:]
    first = replace(
        story,
        paragraphs=tuple(head),
        subheads=frozenset(i for i in story.subheads if i < len(head)),
        tabular=frozenset(i for i in story.tabular if i < len(head)),
        jump=here,
    )
    if not story.above:
        signed = story.dateline in story.credit
        first = replace(
            first,
            credit="",
            authors=() if story.credit else story.authors,
            dateline="" if signed else story.dateline,
        )
    second = replace(
        story,
        kicker=(),
        subtitle=(),
        dateline="" if story.dateline not in story.credit else story.dateline,
        paragraphs=tuple(tail),
        subheads=frozenset(i - moved for i in story.subheads if i >= moved),
        tabular=frozenset(i - moved for i in story.tabular if i >= moved),
        captions=(),
        jump=there,
        continued=True,
        midway=offset is not None,
    )
    if story.above:
        second = replace(second, credit="", authors=())
    if not story.credit:
        second = replace(second, authors=())
    return first, second


def stray_spaces(line: str, share: float, rng: random.Random) -> str:
    """Return ``line`` with stray spaces before or after a ``share`` of its numbers."""
    if not share:
        return line

    def spaced(match: re.Match[str]) -> str:
        if rng.random() >= share:
            return match.group()
        before, after = rng.choice(((" ", ""), ("", " "), (" ", " ")))
        return before + match.group() + after

    return re.sub(r"[0-9０-９]+(?:\.[0-9０-９]+)?", spaced, line).strip(" ")
