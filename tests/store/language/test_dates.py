"""Dates are found as they are printed, and mean a day of the calendar."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.dates import dates, resolve


def found(text: str) -> list[str]:
    return [m.name(text) for m in dates(text)]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("3 月 20 日，2024年1月启幕", ["3 月 20 日", "2024年1月"]),
        ("3月19日至20日到访", ["3月19日至20日"]),
        ("20日至23日在江州调研", ["20日", "23日"]),
        ("2026年1月至6月", ["2026年1月", "6月"]),
        ("1至6月份增长", ["1至6月份"]),
        ("去年12月、今年上半年", ["去年12月", "今年上半年"]),
        ("2027年底前，三月中旬", ["2027年底", "三月中旬"]),
        ("记者12日从港务局了解到", ["12日"]),
        ("昨天，第12日程安排", ["昨天"]),
        ("目前天气晴，每一月一次，三月三", []),
        ("增长3.5%，5号楼3月份", ["3月份"]),
    ],
)
def test_dates_in_a_text(text: str, times: list[str]) -> None:
    assert found(text) == times


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("昨天", "2026-02-28"),
        ("今晚", "2026-03-01"),
        ("28日", "2026-02-28"),
        ("1日", "2026-03-01"),
        ("3月 20 日", "2026-03-20"),
        ("去年12月", "2025-12"),
        ("十二月", "2026-12"),
        ("二〇二四年", "2024"),
        ("今年上半年", "2026-01/2026-06"),
        ("三月中旬", "2026-03-11/2026-03-20"),
        ("3月19日至20日", "2026-03-19/2026-03-20"),
        ("1至6月份", "2026-01/2026-06"),
        ("2024年8月1日—2日", "2024-08-01/2024-08-02"),
        ("2月31日", ""),
        ("很久以前", ""),
        ("", ""),
    ],
)
def test_a_date_is_resolved_by_the_day_of_the_issue(name: str, meaning: str) -> None:
    assert resolve(name, "2026-03-01") == meaning


def test_without_a_day_of_issue_nothing_is_resolved() -> None:
    assert resolve("昨天", "") == ""


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2050, 12, 31)))
def test_a_whole_date_means_itself(day: datetime.date) -> None:
    written = f"{day.year}年{day.month}月{day.day}日"
    assert found(f"他{written}到任") == [written]
    assert resolve(written, "2026-03-01") == day.isoformat()


@given(st.text(alphabet="0123456789零〇一二三四五六七八九十年月日号至到—今去明昨上下中旬底初半季度 ", max_size=12))
def test_whatever_is_found_can_be_asked_for_its_meaning(text: str) -> None:
    for mention in dates(text):
        assert isinstance(resolve(mention.name(text), "2026-03-01"), str)
