"""The head of an entity's screen: spellings, offices over time, and how often it is mentioned when."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from store.many import many
from tui.charts import Periods, Unit, columns, periods
from tui.say import Said, say
from tui.widgets.cells import fill, fit

if TYPE_CHECKING:
    from store.library.entity import EntityCard, Held

BY_UNIT: dict[Unit, Said] = {
    "day": ("每柱一天", "a column a day"),
    "week": ("每柱一周", "a column a week"),
    "month": ("每柱一月", "a column a month"),
    "year": ("每柱一年", "a column a year"),
    "decade": ("每柱十年", "a column ten years"),
}


def between_dates(first: str, last: str) -> str:
    """Return the days from ``first`` to ``last`` as short as they can be: the year of the second only if it differs."""
    if not first or first == last:
        return last or say("日期不详", "undated")
    return f"{first} – {last[5:] if last[:4] == first[:4] else last}"


def counted(articles: int) -> str:
    """Return a number of articles in words."""
    return say(f"{articles} 篇", many(articles, "article"))


def facts_of(card: EntityCard, width: int, height: int) -> list[Content]:
    """Return what an entity is called and what it has been, in at most ``height`` lines of ``width`` cells."""
    others = [each for each in card.spellings if each.name != card.name]
    lines: list[Content] = []
    if others:
        lines.append(
            _listed(say("写法", "Spelled"), " · ".join(f"{each.name} {each.mentions}" for each in others), width)
        )
    room = height - len(lines)
    shown = card.offices if len(card.offices) <= room else card.offices[: max(0, room - 1)]
    lines += [_office(say("职务", "Office") if not at else "", held, width) for at, held in enumerate(shown)]
    if left_out := len(card.offices) - len(shown):
        lines.append(_listed("", say(f"另有 {left_out} 个", f"{left_out} more"), width))
    return lines[:height]


def _label(text: str) -> tuple[str, str]:
    return f" {fill(text, _label_width())} ", "$faint"


def _label_width() -> int:
    return max(cell_len(say(*label)) for label in (("写法", "Spelled"), ("职务", "Office")))


def _listed(label: str, text: str, width: int) -> Content:
    return Content.assemble(_label(label), fit(text, width - _label_width() - 3))


def _office(label: str, held: Held, width: int) -> Content:
    when = f"{between_dates(held.first, held.last)} · {counted(held.articles)}"
    room = width - _label_width() - 5
    office = fit(held.office, max(room // 2, room - cell_len(when)))
    return Content.assemble(_label(label), office, "  ", (fit(when, room - cell_len(office)), "$faint"))


def days_of(card: EntityCard) -> dict[date, int]:
    """Return the number of articles by day; what is no day is left out."""
    found: dict[date, int] = {}
    for day, count in card.days:
        with contextlib.suppress(ValueError):
            found[date.fromisoformat(day)] = count
    return found


def chart_of(days: Mapping[date, int], width: int, height: int) -> list[Content]:
    """Return columns for articles by day, week, month or year, and a line with the first and the last day.

    A single day needs no columns.
    """
    found = periods(days, width - 2)
    if found is None or found.first == found.last or height < 2:
        return []
    drawn = columns(found.counts, width - 2, height - 1)
    lines = [Content.assemble(" ", (line, "$accent")) for line in drawn]
    return [*lines, _axis(found, max(map(cell_len, drawn)), width - 2)]


def _axis(found: Periods, drawn: int, width: int) -> Content:
    """Return the line under the columns: the first day, what a column is, how high the highest is, the last day."""
    first, last = found.first.isoformat(), found.last.isoformat()
    unit = say(*BY_UNIT[found.unit])
    middle = say(f"{unit}，最高 {max(found.counts)} 篇", f"{unit}, at most {max(found.counts)}")
    span = max(drawn, min(width, len(first) + len(last) + cell_len(middle) + 4))
    gap = span - len(first) - len(last) - cell_len(middle)
    if gap < 2:
        return Content(f" {first}{' ' * max(1, span - 20)}{last}")
    return Content.assemble(" ", first, " " * (gap // 2), (middle, "$faint"), " " * (gap - gap // 2), last)


class CardHead(Widget):
    """What is known of an entity: beside each other where there is room, else one above the other."""

    WIDE = 100
    HEIGHT = {False: (3, 3), True: (5, 5)}  # noqa: RUF012 -- a constant
    """Lines of the facts and of the chart at most: in a low window, and in one that is not."""
    LOW = 30

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._card: EntityCard | None = None
        self._days: dict[date, int] = {}
        self._told = ""

    def show(self, card: EntityCard) -> None:
        """Show another card."""
        self._card, self._told = card, ""
        self._days = days_of(card)
        self.refresh(layout=True)

    def tell(self, told: str) -> None:
        """Show a line of our own as long as there is no card."""
        self._told = told
        self.refresh(layout=True)

    def on_resize(self, event: events.Resize) -> None:
        """Set everything for the width there is."""
        self.refresh(layout=True)

    def _lines(self, width: int) -> list[Content]:
        card = self._card
        if card is None:
            return [Content.styled(f" {fit(self._told, width - 2)}", "$faint")]
        facts, chart = self.HEIGHT[self.app.size.height >= self.LOW]
        if width < self.WIDE:
            return [*facts_of(card, width, facts), *chart_of(self._days, width, chart)]
        half = width // 2
        left, right = facts_of(card, half, chart), chart_of(self._days, width - half, chart)
        blank = Content("")
        return [
            _padded(left[at] if at < len(left) else blank, half) + (right[at] if at < len(right) else blank)
            for at in range(max(len(left), len(right)))
        ]

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return how many lines there are at this width."""
        return max(1, len(self._lines(width)))

    def render(self) -> Content:
        """Draw the lines."""
        return Content("\n").join(self._lines(self.size.width))


def _padded(line: Content, width: int) -> Content:
    return line + Content(" " * max(0, width - line.cell_length))
