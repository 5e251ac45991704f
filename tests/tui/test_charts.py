"""Charts: every count is seen, nothing is wider than its room."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.charts import Periods, bar, columns, number_of, periods

DAYS = st.dates(date(1815, 1, 1), date(2099, 12, 31))
COUNTS = st.dictionaries(DAYS, st.integers(1, 500), max_size=40)


@pytest.mark.parametrize(
    ("last", "unit", "count"),
    [
        (date(2031, 5, 4), "day", 1),
        (date(2031, 6, 30), "day", 58),
        (date(2031, 12, 31), "week", 36),
        (date(2034, 12, 31), "month", 44),
        (date(2055, 1, 1), "year", 25),
        (date(2131, 1, 1), "decade", 11),
    ],
)
def test_the_shortest_period_that_fits_is_taken(last: date, unit: str, count: int) -> None:
    first = date(2031, 5, 4)
    found = periods({first: 2, last: 3} if last != first else {first: 5}, 60)
    assert found is not None
    assert (found.unit, len(found.counts), found.first, found.last) == (unit, count, first, last)
    assert sum(found.counts) == 5


@given(COUNTS, st.integers(30, 200))
def test_every_count_is_in_one_period_and_the_periods_fit(counts: dict[date, int], width: int) -> None:
    found = periods(counts, width)
    if found is None:
        assert not counts
        return
    assert sum(found.counts) == sum(counts.values())
    assert len(found.counts) <= width
    assert found.counts[0] > 0
    assert found.counts[-1] > 0


def test_a_week_begins_on_monday() -> None:
    sunday = date(2031, 5, 4)
    saturday, monday = sunday - timedelta(days=1), sunday + timedelta(days=1)
    assert number_of(saturday, "week") == number_of(sunday, "week") == number_of(monday, "week") - 1


def test_periods_without_a_count_are_not_left_out() -> None:
    assert periods({date(2031, 5, 4): 1, date(2031, 5, 7): 2}, 9) == Periods(
        "day", date(2031, 5, 4), date(2031, 5, 7), (1, 0, 0, 2)
    )


def test_columns_stand_side_by_side() -> None:
    assert columns([1, 0, 8, 4], 4, 1) == ["▁ █▄"]
    assert columns([8, 16], 2, 2) == [" █", "██"]
    assert columns([8, 16], 8, 1) == ["▄▄▄ ███ "]
    assert columns([], 8, 2) == ["", ""]


@given(st.lists(st.integers(0, 10**6), max_size=90), st.integers(1, 80), st.integers(1, 4))
def test_columns_fit_and_show_whatever_is_above_nothing(values: list[int], width: int, height: int) -> None:
    lines = columns(values, width, height)
    assert len(lines) == height
    assert all(cell_len(line) <= width for line in lines)
    shown = values[-width:]
    if shown:
        step = len(lines[-1]) // len(shown)
        assert [cell != " " for cell in lines[-1][::step]] == [value > 0 for value in shown]


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(1, 60))
def test_a_bar_has_its_width_and_is_full_for_the_most(value: int, most: int, width: int) -> None:
    drawn = bar(value, most, width)
    assert cell_len(drawn) == width
    assert (drawn.strip() == "") == (value == 0)
    assert (drawn == "█" * width) or value < most
