"""A jump line says where the other half of a story is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.imprint.jumps import Jump, parse_jump, targets
from store.imprint.numbers import PageNumber, page_number


@pytest.mark.parametrize(
    ("line", "jump"),
    [
        ("（下转第2版）", Jump("to", PageNumber("", 2))),
        ("（下转A03版）", Jump("to", PageNumber("A", 3))),
        ("（下转Ａ０３版）", Jump("to", PageNumber("A", 3))),
        ("（上接第一版）", Jump("from", PageNumber("", 1))),
        ("（上接 1 版）", Jump("from", PageNumber("", 1))),
        ("▶▶▶下转3版", Jump("to", PageNumber("", 3))),
        ("下转第十二版", Jump("to", PageNumber("", 12))),
        ("上接头版", Jump("from", PageNumber("", 1))),
        ("紧接第2版", Jump("beside", PageNumber("", 2))),
        ("（上接A01版《江上行》）", Jump("from", PageNumber("A", 1))),
    ],
)
def test_a_jump_line_names_direction_and_page(line: str, jump: Jump) -> None:
    assert parse_jump(line) == (jump,)


@pytest.mark.parametrize("line", ["", "（完）", "详见今日要闻", "下转", "转业军人12名", "上接天际", "第2版"])
def test_other_lines_name_none(line: str) -> None:
    assert parse_jump(line) == ()


def test_a_story_in_the_middle_speaks_of_both_its_neighbours() -> None:
    line, own = "（上接第一版） （下转第3版）", PageNumber("", 2)
    assert targets(line, own, "to") == (PageNumber("", 3),)
    assert targets(line, own, "from") == (PageNumber("", 1),)


def test_the_page_beside_is_after_or_before_by_its_number() -> None:
    assert targets("紧接第2版", PageNumber("", 1), "to") == (PageNumber("", 2),)
    assert targets("紧接第1版", PageNumber("", 2), "from") == (PageNumber("", 1),)


def test_a_page_without_a_letter_is_of_the_same_part_of_the_paper() -> None:
    assert targets("下转2版", PageNumber("A", 1), "to") == (PageNumber("A", 2),)


@pytest.mark.parametrize("label", ["A03 综合", "综合 A03", "A3"])
def test_a_label_is_the_same_page_however_it_is_written(label: str) -> None:
    assert page_number(label) == PageNumber("A", 3)


@given(st.text() | st.text(alphabet="下转上接紧第版一十A01２、 （）", max_size=20))
def test_no_text_breaks_it(line: str) -> None:
    assert all(jump.page.number > 0 for jump in parse_jump(line))
