"""Rows under heads: every line is one head or one row, and each row has its line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.library.rowview import RowView
from tui.widgets.article_list import Listing
from tui.widgets.groups import Groups

KEYS = st.lists(st.integers(0, 5), max_size=60)


@given(KEYS)
def test_lines_are_heads_and_rows_in_order(keys: list[int]) -> None:
    groups = Groups.of(keys)
    drawn: list[tuple[str, int]] = []
    for row, key in enumerate(keys):
        if row == 0 or keys[row - 1] != key:
            drawn.append(("head", row))
        drawn.append(("row", row))
    assert groups.lines == len(drawn)
    for line, (what, row) in enumerate(drawn):
        assert groups.row_at(line) == (row if what == "row" else None)
        assert groups.group_at(line) == groups.group_of(row)
        if what == "row":
            assert groups.line_of(row) == line
    assert groups.row_at(-1) is None
    assert groups.row_at(groups.lines) is None
    assert sum(groups.size_of(group) for group in range(len(groups.starts))) == len(keys)


@given(st.lists(st.booleans(), min_size=1, max_size=40), st.data())
def test_the_next_unread_is_the_nearest(read: list[bool], data: st.DataObject) -> None:
    listing = Listing.of(RowView(None, [(place, 1, value) for place, value in enumerate(read)]))
    place = data.draw(st.integers(-1, len(read)))
    after = [other for other in range(len(read)) if other > place and not read[other]]
    before = [other for other in range(len(read)) if other < place and not read[other]]
    assert listing.next_unread(place, 1) == (after[0] if after else None)
    assert listing.next_unread(place, -1) == (before[-1] if before else None)


@given(KEYS, st.integers(1, 3))
def test_rows_of_several_lines_stand_under_their_heads(keys: list[int], height: int) -> None:
    groups = Groups.of(keys, height)
    drawn: list[int | None] = []
    for row, key in enumerate(keys):
        drawn += [None] if row == 0 or keys[row - 1] != key else []
        drawn += [row] * height
    assert [groups.row_at(line) for line in range(groups.lines)] == drawn
    for row in range(len(keys)):
        assert drawn.index(row) == groups.line_of(row)
