"""What a page says of itself: which paper, which date, which page.

The order of the sources, best first, for each fact by itself:

- paper: the furniture; the file's name; its folders, the nearest first; a line of the page that is but a paper's name.
- date: a whole date in the furniture; a day and a month in the furniture with the year from elsewhere; the file's name;
  its folders, the nearest first; the latest dateline with the year from elsewhere. "Elsewhere" is a year in the
  furniture, in the file's name, in a folder, in this order; never a clock.
- label: the furniture; the file's name; the folder it lies in. Not from a name where one file holds several pages.

What none of them says is unknown and stays "".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from store.imprint.dates import (
    Year,
    dateline_day,
    latest,
    named_date,
    named_year,
    printed_dates,
    printed_days,
    printed_years,
    with_year,
    without_dates,
)
from store.imprint.labels import named_label, printed_label
from store.imprint.papers import lone_paper, masked, named_paper, printed_paper
from store.imprint.plain import half_width
from store.model import PageFacts, RawPage, Split
from store.safe import clean_line

_EXTENSION = re.compile(r"\.[A-Za-z]\w{0,4}$")
_LONGEST = 400
"""Characters of a line of furniture that are looked at: a longer one is no masthead."""

_MASTHEAD = 30
"""Characters of the longest line that may be but a paper's name, as it is printed, with spaces."""


def read_facts(raw: RawPage, split: Split) -> PageFacts:
    """Return what is known of a page; "" for what is not. Never fails, whatever the text."""
    lines = [half_width(clean_line(passage.text[:_LONGEST])) for passage in split.furniture]
    parts = [half_width(clean_line(part)) for part in re.split(r"[\\/]", raw.file) if part]
    if parts:
        parts[-1] = _EXTENSION.sub("", parts[-1])
    undated = [without_dates(line) for line in lines]
    paper = printed_paper(undated) or next(filter(None, map(named_paper, reversed(parts))), "") or _lone_paper(raw)
    label = printed_label([masked(line, paper) for line in undated])
    return PageFacts(paper, _date(lines, "/".join(parts), split), label or _label_of_path(parts, raw.part))


def _lone_paper(raw: RawPage) -> str:
    short = [line for line in raw.text.split("\n") if len(line) <= _MASTHEAD]
    return lone_paper([half_width(clean_line(line)) for line in short])


def _date(lines: Sequence[str], path: str, split: Split) -> str:
    if printed := _printed(lines):
        return printed
    named = named_date(path).date
    years = [year for line in lines for year in printed_years(line)]
    year = years[0] if years else _year_of(named) or named_year(path)
    if year:
        days = [day for line in lines for day in printed_days(line)]
        if date := next(filter(None, (with_year(month, day, year) for month, day in days)), ""):
            return date
    if named or not year:
        return named
    heads = [text[:80] for d in split.drafts for text in (d.dateline, *(p.text for p in d.paragraphs[:1]))]
    return latest([day for head in heads if (day := dateline_day(head))], year)


def _printed(lines: Sequence[str]) -> str:
    """Return the whole date of the furniture: the one that stands there most often, best beside a weekday."""
    found = [date for line in lines for date in printed_dates(line)]
    count = Counter(date for date, _ in found)
    return max(found, key=lambda item: (count[item[0]], item[1]), default=("", False))[0]


def _year_of(date: str) -> Year | None:
    return Year(*map(int, date.split("-"))) if date else None


def _label_of_path(parts: Sequence[str], part: int) -> str:
    if part:
        return ""
    path = "/".join(parts)
    end = named_date(path).end
    at = len(path)
    for name in list(reversed(parts))[:2]:
        at -= len(name)
        date_end = end - at if end > at else -1
        if label := named_label(name, date_end, after_date=end >= 0 and end == at - 1):
            return label
        at -= 1
    return ""
