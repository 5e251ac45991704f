"""How a page is laid out and dumped: everything that differs from paper to paper and from tool to tool."""

from __future__ import annotations

import random
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_args, get_type_hints

Order = Literal["before", "after", "middle", "mixed"]
Blanks = Literal["none", "columns", "blocks", "paragraphs"]
Indent = Literal["stripped", "fullwidth", "ascii", "none"]
Kinsoku = Literal["hang", "push", "none"]
Latin = Literal["whole", "broken", "hyphen"]
Spot = Literal["top", "bottom", "scattered"]


@dataclass(frozen=True)
class Habits:
    """The habits of one page; shares are probabilities between 0 and 1.

    Attributes:
        order: where a headline stands: before its story, after it, between its columns, or differing by story.
        blanks: blank lines nowhere, at column breaks only, between blocks too, or between paragraphs too.
        indent: a first line's indent: removed, kept as two full-width or two ASCII spaces, or never set.
        width: the column's width in ems; ``second_width`` replaces it from some column on (0: never).
        narrow: whether punctuation is half an em wide.
        kinsoku: what happens to a closing mark at a line's start: hung, pushed with a character, left.
        latin: what happens to a Latin word or number at a line's end: kept whole, cut, cut with a hyphen.
        column: the least and the greatest number of lines of a column.
        paragraph_blank: share of paragraph breaks with a blank line (where ``blanks`` is "paragraphs").
        quote_blank: share of lines opening with a quotation mark that get a blank line before them.
        stray: share of the numbers with a stray space before or after them.
        glued: share of body lines that run on into the next without a line end.
        full_digits: digits are full-width, as printed.
        spaced_headline: a short headline is set with a space between its characters.
        joined_headline: the lines of a headline stand on one line.
        form: the form of all bylines, or "" for each article's own, or "any".
        credit_apart: share of closing credits that stand on a line of their own.
        caption_inside: share of captions that stand between the columns of their story.
        furniture: where the page's furniture stands; ``furniture_glued`` joins its pieces on one line.
    """

    order: Order = "before"
    blanks: Blanks = "columns"
    indent: Indent = "stripped"
    width: int = 16
    second_width: int = 0
    narrow: bool = True
    kinsoku: Kinsoku = "hang"
    latin: Latin = "whole"
    column: tuple[int, int] = (10, 24)
    paragraph_blank: float = 1.0
    quote_blank: float = 0.0
    stray: float = 0.0
    glued: float = 0.0
    full_digits: bool = False
    spaced_headline: bool = False
    joined_headline: bool = False
    form: str = ""
    credit_apart: float = 0.5
    caption_inside: float = 0.5
    furniture: Spot = "top"
    furniture_glued: bool = False


def draw(rng: random.Random) -> Habits:
    """Return the habits of a page by chance; every habit occurs alone and together with every other."""
    width = rng.randint(11, 24)
    least = rng.randint(6, 20)
    return Habits(
        order=rng.choice(get_args(Order)),
        blanks=rng.choice(get_args(Blanks)),
        indent=rng.choices(get_args(Indent), (5, 2, 1, 1))[0],
        width=width,
        second_width=rng.choice((0, 0, width + rng.randint(2, 8), max(8, width - rng.randint(2, 6)))),
        narrow=rng.random() < 0.7,
        kinsoku=rng.choice(get_args(Kinsoku)),
        latin=rng.choice(get_args(Latin)),
        column=(least, least + rng.randint(0, 25)),
        paragraph_blank=rng.choice((1.0, 1.0, 0.9, 0.5)),
        quote_blank=rng.choice((0.0, 0.0, 0.0, 0.4)),
        stray=rng.choice((0.0, 0.0, 0.2, 0.8)),
        glued=rng.choice((0.0, 0.0, 0.0, 0.02)),
        full_digits=rng.random() < 0.12,
        spaced_headline=rng.random() < 0.15,
        joined_headline=rng.random() < 0.2,
        form=rng.choice(("", "", "any", "any")),
        credit_apart=rng.choice((0.0, 0.3, 0.7, 1.0)),
        caption_inside=rng.choice((0.0, 0.3, 1.0)),
        furniture=rng.choice(get_args(Spot)),
        furniture_glued=rng.random() < 0.2,
    )


def _value(hint: Any, text: str) -> Any:
    if hint is bool:
        return text.lower() in {"1", "true", "yes"}
    if hint in (int, float, str):
        return hint(text)
    if text in get_args(hint):
        return text
    if hint == tuple[int, int]:
        low, _, high = text.partition("-")
        return int(low), int(high or low)
    raise ValueError(f"{text!r} is none of {', '.join(map(str, get_args(hint)))}")


def override(habits: Habits, settings: dict[str, str]) -> Habits:
    """Return ``habits`` with the fields named in ``settings`` set; raise ValueError for a name or value unknown."""
    hints = get_type_hints(Habits)
    known = {f.name for f in fields(Habits)}
    for name in settings:
        if name not in known:
            raise ValueError(f"no habit is called {name!r}; there are {', '.join(sorted(known))}")
    changes: dict[str, Any] = {name: _value(hints[name], text) for name, text in settings.items()}
    return replace(habits, **changes)
