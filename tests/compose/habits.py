"""How a page is laid out and dumped: everything that differs from paper to paper and from tool to tool."""

from __future__ import annotations

import random
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_args, get_origin, get_type_hints

from tests.compose.script import Script

Manner = Literal["plain", "mupdf", "pdfminer"]
Order = Literal["before", "after", "middle", "mixed"]
Stream = Literal["stories", "kinds"]
Blanks = Literal["none", "columns", "blocks", "paragraphs"]
Indent = Literal["stripped", "fullwidth", "ascii", "none"]
Kinsoku = Literal["hang", "push", "none"]
Latin = Literal["whole", "broken", "hyphen"]
Spot = Literal["top", "bottom", "scattered", "midst"]
Roles = Literal["usual", "subtitle first", "headline first"]
Place = Literal["with", "first", "apart"]


@dataclass(frozen=True)
class Habits:
    """The habits of one page; shares are probabilities between 0 and 1.

    Attributes:
        manner: the kind of dump the other habits were drawn for: plain text with or without blank lines, or what
            PyMuPDF and pdfminer make of a PDF page.
        stories: the least and the greatest number of stories; ``short`` is the share of them cut to a paragraph or two.
        order: where a headline stands: before its story, after it, between its columns, or differing by story.
        stream: the stories one after another, or all bodies first and then all titles.
        inset: share of stories that stand before a column of the story before them.
        interleaved: share of stories whose pieces alternate with those of the story before them.
        broken_off: share of stories that begin or end in mid-sentence, with nothing to say where the rest is.
        blanks: blank lines nowhere, at column breaks only, between blocks too, or between paragraphs too.
        double_blank: share of blank lines that are doubled.
        indent: a first line's indent: removed, kept as two full-width or two ASCII spaces, or never set.
        indent_lost: share of stories whose indents are removed though the page keeps them.
        width: the column's width in ems; ``second_width`` replaces it from some column on (0: never).
        width_spread: ems by which a story's column may be narrower or wider than ``width``.
        boxed: share of stories set in a box, in one wide column.
        narrow: whether punctuation is half an em wide.
        ragged: share of lines set one em short, as where spacing is stretched.
        kinsoku: what happens to a closing mark at a line's start: hung, pushed with a character, left.
        latin: what happens to a Latin word or number at a line's end: kept whole, cut, cut with a hyphen.
        column: the least and the greatest number of lines of a column.
        paragraph_blank: share of paragraph breaks with a blank line (where ``blanks`` is "paragraphs").
        quote_blank: share of lines opening with a quotation mark that get a blank line before them.
        quote_break: share of quotation marks opening behind another mark where the tool begins a new line.
        stray_blank: share of lines within a paragraph that are followed by a blank line.
        stray: share of the numbers with a stray space before or after them.
        glued: share of body lines that run on into the next without a line end.
        spaced_lines: share of body lines with a space between their characters.
        table_cells: the cells of a table stand on a line each.
        trailing: share of lines with a space behind them.
        carriage: lines end with a carriage return and a line feed; ``form_feed`` ends the page.
        leading: share of blocks that begin with a space.
        dropcap: the first character of a story stands on a line of its own.
        script: the characters, simplified or traditional.
        narrow_marks: brackets and colons are half-width.
        radicals: a radical comes out as the sign of the radical's own code block.
        full_digits: digits are full-width, as printed.
        spaced_headline: a short headline is set with a space between its characters.
        joined_headline: the lines of a headline stand on one line.
        wrapped_headline: a headline of one line is broken in two anywhere.
        vertical_headline: a headline is set one character a line.
        wrapped_subtitle: a kicker or subtitle is broken in two anywhere.
        roles: the order of kicker, headline and subtitle.
        split_title: share of titles whose kicker or subtitle stands at the other end of the story.
        headless: share of stories printed without any title.
        runin: short stories are printed as briefs: the headline runs into the text, in 【】 or behind ▲.
        subhead_mark: what goes before a subhead, or "".
        subhead_blank: a blank line stands around a subhead (where there are blank lines).
        form: the form of all bylines, or "" for each article's own, or "any".
        byline: a byline above its story stands behind the title, before it, or at the other end of the story.
        spaced_names: a name of two characters is set with a space between them, as three characters wide.
        split_byline: a byline of two kinds of authors stands on two lines.
        credit_apart: share of closing credits that stand on a line of their own.
        credit_early: share of closing credits that a tool puts before the story's last line.
        caption_inside: share of captions that stand between the columns of their story.
        caption_midst: share of captions that stand between the lines of a column.
        caption_width: the width in ems to which captions are wrapped (0: never).
        furniture: where the page's furniture stands; ``furniture_glued`` joins its pieces on one line.
        guide: the furniture has lines that point to the stories of other pages.
    """

    manner: Manner = "plain"
    stories: tuple[int, int] = (2, 6)
    short: float = 0.0
    order: Order = "before"
    stream: Stream = "stories"
    inset: float = 0.0
    interleaved: float = 0.0
    broken_off: float = 0.0
    blanks: Blanks = "columns"
    double_blank: float = 0.0
    indent: Indent = "stripped"
    indent_lost: float = 0.0
    width: int = 16
    second_width: int = 0
    width_spread: int = 0
    boxed: float = 0.0
    narrow: bool = True
    ragged: float = 0.0
    kinsoku: Kinsoku = "hang"
    latin: Latin = "whole"
    column: tuple[int, int] = (10, 24)
    paragraph_blank: float = 1.0
    quote_blank: float = 0.0
    quote_break: float = 0.0
    stray_blank: float = 0.0
    stray: float = 0.0
    glued: float = 0.0
    spaced_lines: float = 0.0
    table_cells: bool = False
    trailing: float = 0.0
    carriage: bool = False
    form_feed: bool = False
    leading: float = 0.0
    dropcap: bool = False
    script: Script = "simplified"
    narrow_marks: bool = False
    radicals: bool = False
    full_digits: bool = False
    spaced_headline: bool = False
    joined_headline: bool = False
    wrapped_headline: bool = False
    vertical_headline: bool = False
    wrapped_subtitle: bool = False
    roles: Roles = "usual"
    split_title: float = 0.0
    headless: float = 0.0
    runin: str = ""
    subhead_mark: str = ""
    subhead_blank: bool = True
    form: str = ""
    byline: Place = "with"
    spaced_names: bool = False
    split_byline: bool = False
    credit_apart: float = 0.5
    credit_early: float = 0.0
    caption_inside: float = 0.5
    caption_midst: float = 0.0
    caption_width: int = 0
    furniture: Spot = "top"
    furniture_glued: bool = False
    guide: bool = False


def draw(rng: random.Random, manner: Manner | None = None) -> Habits:
    """Return the habits of a page by chance; every habit occurs alone and together with every other."""
    manner = manner or rng.choices(get_args(Manner), (4, 1, 1))[0]
    habits = _draw_rarer(_draw_layout(rng), rng)
    if manner == "mupdf":
        return _as_mupdf(habits, rng)
    return _as_pdfminer(habits, rng) if manner == "pdfminer" else habits


def _draw_layout(rng: random.Random) -> Habits:
    width = rng.randint(11, 24)
    least = rng.randint(6, 20)
    return Habits(
        order=rng.choice(get_args(Order)),
        blanks=rng.choice(get_args(Blanks)),
        indent=rng.choices(get_args(Indent), (5, 2, 1, 1))[0],
        width=width,
        second_width=rng.choice((0, 0, width + rng.randint(2, 8), max(8, width - rng.randint(2, 6)))),
        narrow=rng.random() < 0.7,
        ragged=rng.choice((0.0, 0.0, 0.0, 0.1)),
        kinsoku=rng.choice(get_args(Kinsoku)),
        latin=rng.choice(get_args(Latin)),
        column=(least, least + rng.randint(0, 25)),
        paragraph_blank=rng.choice((1.0, 1.0, 0.9, 0.5)),
        quote_blank=rng.choice((0.0, 0.0, 0.0, 0.4)),
        stray_blank=rng.choice((0.0, 0.0, 0.0, 0.0, 0.02)),
        stray=rng.choice((0.0, 0.0, 0.2, 0.8)),
        glued=rng.choice((0.0, 0.0, 0.0, 0.02)),
        leading=rng.choice((0.0, 0.0, 0.3)),
        dropcap=rng.random() < 0.04,
        full_digits=rng.random() < 0.12,
        spaced_headline=rng.random() < 0.15,
        joined_headline=rng.random() < 0.15,
        wrapped_headline=rng.random() < 0.2,
        headless=rng.choice((0.0, 0.0, 0.1)),
        runin=rng.choice(("", "", "", "", "", "【】", "▲")),
        subhead_mark=rng.choice(("", "", "", "■", "◆", "●")),
        subhead_blank=rng.random() < 0.5,
        form=rng.choice(("", "", "any", "any")),
        split_byline=rng.random() < 0.3,
        credit_apart=rng.choice((0.0, 0.3, 0.7, 1.0)),
        caption_inside=rng.choice((0.0, 0.3, 1.0)),
        caption_width=rng.choice((0, 0, 0, rng.randint(12, 30))),
        furniture=rng.choice(get_args(Spot)),
        furniture_glued=rng.random() < 0.2,
    )


def _draw_rarer(habits: Habits, rng: random.Random) -> Habits:
    """Return ``habits`` with some of those that one page in ten or twenty has."""

    def rarely(share: float, odds: float) -> float:
        return share if rng.random() < odds else 0.0

    stories = rng.choices(((2, 6), (1, 1), (7, 12)), (8, 1, 1))[0]
    return replace(
        habits,
        stories=stories,
        short=0.85 if stories[0] > 6 else rarely(0.3, 0.2),
        inset=rarely(0.4, 0.08),
        interleaved=rarely(0.5, 0.03),
        broken_off=rarely(0.2, 0.08),
        double_blank=rarely(0.3, 0.06),
        indent_lost=rarely(0.4, 0.2),
        width_spread=rng.choice((0, 0, 0, 2, 5)),
        boxed=rarely(0.25, 0.12),
        table_cells=rng.random() < 0.3,
        trailing=rarely(rng.choice((0.1, 1.0)), 0.06),
        carriage=rng.random() < 0.05,
        form_feed=rng.random() < 0.08,
        script=rng.choices(get_args(Script), (30, 1))[0],
        narrow_marks=rng.random() < 0.03,
        radicals=rng.random() < 0.02,
        wrapped_subtitle=rng.random() < 0.1,
        roles=rng.choices(get_args(Roles), (10, 1, 1))[0],
        split_title=rarely(0.5, 0.1),
        byline=rng.choices(get_args(Place), (8, 1, 2))[0],
        spaced_names=rng.random() < 0.25,
        caption_midst=rarely(0.5, 0.1),
        guide=rng.random() < 0.06,
    )


def _as_mupdf(habits: Habits, rng: random.Random) -> Habits:
    """PyMuPDF: the content stream's order, no blank lines, a new line where a quotation mark is shifted."""
    return replace(
        habits,
        manner="mupdf",
        blanks="none",
        indent=rng.choices(("stripped", "fullwidth"), (8, 1))[0],
        stream=rng.choices(get_args(Stream), (3, 1))[0],
        kinsoku=rng.choices(get_args(Kinsoku), (6, 2, 1))[0],
        column=(rng.randint(5, 20), rng.randint(30, 60)),
        quote_break=rng.choice((0.0, 0.7, 1.0)),
        stray=0.0,
        glued=0.0,
        leading=0.0,
        vertical_headline=rng.random() < 0.12,
        caption_width=rng.choice((0, rng.randint(12, 30))),
        furniture=rng.choice(("top", "bottom", "scattered", "midst")),
    )


def _as_pdfminer(habits: Habits, rng: random.Random) -> Habits:
    """pdfminer: mostly the page's own order, a blank line for each text box, spaced lines, credits set too early."""
    return replace(
        habits,
        manner="pdfminer",
        order=rng.choices(("before", "mixed", "middle", "after"), (6, 2, 1, 1))[0],
        blanks="paragraphs",
        paragraph_blank=rng.choice((0.6, 0.8, 0.95)),
        indent="stripped",
        kinsoku=rng.choices(get_args(Kinsoku), (6, 2, 1))[0],
        stray_blank=rng.choice((0.01, 0.03)),
        stray=0.0,
        glued=0.0,
        spaced_lines=rng.choice((0.0, 0.03, 0.1)),
        leading=0.0,
        vertical_headline=rng.random() < 0.08,
        credit_early=rng.choice((0.0, 0.3, 0.6)),
        caption_width=rng.choice((0, rng.randint(12, 30))),
        furniture=rng.choice(("top", "top", "scattered")),
    )


def _value(hint: Any, text: str) -> Any:
    if hint is bool:
        return text.lower() in {"1", "true", "yes"}
    if hint in (int, float, str):
        return hint(text)
    if get_origin(hint) is tuple:
        low, _, high = text.partition("-")
        return int(low), int(high or low)
    if text in get_args(hint):
        return text
    raise ValueError(f"{text!r} is none of {', '.join(map(str, get_args(hint)))}")


def drawn_with(rng: random.Random, settings: dict[str, str]) -> Habits:
    """Return drawn habits with the fields named in ``settings`` set; raise ValueError for a name or value unknown."""
    hints = get_type_hints(Habits)
    for name in settings:
        if name not in {f.name for f in fields(Habits)}:
            raise ValueError(f"no habit is called {name!r}; there are {', '.join(sorted(hints))}")
    changes: dict[str, Any] = {name: _value(hints[name], text) for name, text in settings.items()}
    return replace(draw(rng, changes.get("manner")), **changes)
