"""Charts of block characters: what is counted by days becomes periods that fit, and columns or bars of cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

COLUMNS = " ▁▂▃▄▅▆▇█"
BARS = " ▏▎▍▌▋▊▉█"
EIGHTHS = 8
WIDEST_COLUMN = 6
"""Cells from one column to the next at most, where there are few."""

Unit = Literal["day", "week", "month", "year", "decade"]
UNITS: tuple[Unit, ...] = get_args(Unit)


@dataclass(frozen=True, slots=True)
class Periods:
    """What was counted in each of the days, weeks, months, years or decades from the first to the last, none left out.

    Attributes:
        unit: what a period is; weeks begin on Monday (ISO 8601).
        first, last: the first and the last day on which something was counted.
        counts: one a period, in order.
    """

    unit: Unit
    first: date
    last: date
    counts: tuple[int, ...]


def number_of(day: date, unit: Unit) -> int:
    """Return the number of the period that ``day`` is in; the next period has the next number."""
    match unit:
        case "day":
            return day.toordinal()
        case "week":
            return (day.toordinal() - 1) // 7
        case "month":
            return day.year * 12 + day.month
        case "year":
            return day.year
        case "decade":
            return day.year // 10


def periods(counts: Mapping[date, int], width: int) -> Periods | None:
    """Return ``counts`` by the shortest period of which no more than ``width`` lie between the first and the last day.

    Decades are taken where even they are too many; None where nothing was counted.
    """
    if not counts:
        return None
    first, last = min(counts), max(counts)
    unit: Unit = next((each for each in UNITS if number_of(last, each) - number_of(first, each) < width), "decade")
    begin = number_of(first, unit)
    found = [0] * (number_of(last, unit) - begin + 1)
    for day, count in counts.items():
        found[number_of(day, unit) - begin] += count
    return Periods(unit, first, last, tuple(found))


def columns(values: Sequence[int], width: int, height: int) -> list[str]:
    """Return standing columns as ``height`` lines, the top first, each of at most ``width`` cells.

    The highest column is full, what is above 0 has an eighth of a cell at least, and where there is room columns are
    wider, with a space between them. Values that do not fit fall away at the left.
    """
    values = values[-width:] if width > 0 else ()
    most = max(values, default=0)
    step = min(WIDEST_COLUMN, width // len(values)) if values else 1
    eighths = [_eighths(value, most, height) for value in values]
    return [
        "".join(_cell(COLUMNS, each - level * EIGHTHS) * max(1, step - 1) + " " * (step > 1) for each in eighths)
        for level in reversed(range(height))
    ]


def bar(value: int, most: int, width: int) -> str:
    """Return a lying bar of exactly ``width`` cells, full where ``value`` is ``most``."""
    eighths = _eighths(value, most, width)
    return "".join(_cell(BARS, eighths - at * EIGHTHS) for at in range(width))


def _eighths(value: int, most: int, cells: int) -> int:
    if value <= 0 or most <= 0:
        return 0
    return max(1, round(min(value, most) * cells * EIGHTHS / most))


def _cell(blocks: str, eighths: int) -> str:
    return blocks[max(0, min(EIGHTHS, eighths))]
