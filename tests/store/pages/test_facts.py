"""A page says which paper, which date and which page it is: in its furniture, in its file's name, or not at all."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model import Draft, PageFacts, Passage, RawPage, Split
from store.pages.facts import read_facts


def facts(*furniture: str, file: str = "page.txt", text: str = "", part: int = 0) -> tuple[str, str, str]:
    drafts = (Draft(paragraphs=(Passage(text),)),) if text else ()
    split = Split(drafts=drafts, furniture=tuple(map(Passage, furniture)))
    found = read_facts(RawPage(file, text, part), split)
    return found.paper, found.date, found.label


def test_a_masthead_says_all_three() -> None:
    assert facts("A01 要闻", "澜川商报", "2026年3月20日 星期五") == ("澜川商报", "2026-03-20", "A01 要闻")
    assert facts("澜川商报 A03 乡村 2026年3月20日 星期五 农历丙午年二月初二") == ("澜川商报", "2026-03-20", "A03 乡村")


@pytest.mark.parametrize(
    "line",
    [
        "2026年3月20日 星期五",
        "星期五　2026年3月20日",
        "2026.3.20",
        "2026.03.20 星期五",
        "2026-03-20",
        "2026/3/20",
        "２０２６年３月２０日",
        "2 0 2 6 年 3 月 2 0 日",
        "2026 年 3 月 20 日",
        "二〇二六年三月二十日",
        "二○二六年三月二十日 星期五",
        "二零二六年三月廿日",
        "2026年3月20日 农历丙午年二月初二",
        "丙午年二月初二 2026年3月20日",
        "创刊于1951年7月1日　2026年3月20日",
        "第12701期2026年3月20日今日8版",
    ],
)
def test_a_date_is_understood_however_it_is_printed(line: str) -> None:
    assert facts(line)[1] == "2026-03-20"


@pytest.mark.parametrize(
    "line",
    [
        "2026-13-40",
        "2026年2月30日",
        "农历丙午年二月初二",
        "新闻热线：0812-20260320",
        "1123年3月20日",
        "3月20日 星期五",
        "第20260320期",
        "邮编：620260",
    ],
)
def test_what_is_no_date_of_the_issue_stays_unknown(line: str) -> None:
    assert facts(line)[1] == ""


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("A01 要闻", "A01 要闻"),
        ("A01要闻", "A01 要闻"),
        ("Ａ０１　要闻", "A01 要闻"),
        ("要闻·A01", "A01 要闻"),
        ("要闻 A1", "A1 要闻"),
        ("第3版", "第3版"),
        ("第 3 版 综合", "第3版 综合"),
        ("第三版", "第三版"),
        ("3版 综合", "3版 综合"),
        ("3版·县区", "3版 县区"),
        ("01 头版", "01 头版"),
        ("人物·02", "02 人物"),
        ("渔火 07", "07 渔火"),
        ("版次：A03", "A03"),
        ("今日8版 A02 国际", "A02 国际"),
        ("03", "03"),
    ],
)
def test_a_label_has_its_number_first_and_then_its_section(line: str, label: str) -> None:
    assert facts(line)[2] == label


@pytest.mark.parametrize(
    "line",
    [
        "今日8版",
        "共12版",
        "责任编辑 12 孟采薇",
        "国内统一连续出版物号 CN 99-0012",
        "今日天气：小雨 9℃～15℃",
        "邮编 628051",
    ],
)
def test_numbers_of_other_things_are_no_label(line: str) -> None:
    assert facts(line)[2] == ""


@pytest.mark.parametrize(
    "line",
    [
        "白鹿时报",
        "《白鹿时报》",
        "白 鹿 时 报",
        "白鹿时报 2026年3月20日",
        "A01要闻白鹿时报2026年3月20日",
        "校对：费清和白鹿时报",
    ],
)
def test_a_paper_is_found_alone_and_in_a_glued_line(line: str) -> None:
    assert facts(line)[0] == "白鹿时报"


@pytest.mark.parametrize(
    "line",
    [
        "本报地址：云岭路2号",
        "读者来信请寄本报",
        "天气预报",
        "白鹿日报社出版",
        "白鹿日报报业集团主办",
        "白鹿日报记者 孟采薇",
        "体育快报",
        "市委机关报",
    ],
)
def test_an_institution_is_no_paper(line: str) -> None:
    assert facts(line)[0] == ""


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("2026-03-20/A01.txt", ("", "2026-03-20", "A01")),
        ("白鹿时报/20260320/A01.txt", ("白鹿时报", "2026-03-20", "A01")),
        ("白鹿时报/2026/03/20/第3版-综合.txt", ("白鹿时报", "2026-03-20", "第3版 综合")),
        ("bailu-2026-03-20-A01/page.txt", ("", "2026-03-20", "A01")),
        ("blsb_20240321_02.txt", ("", "2024-03-21", "02")),
        ("nw.D110000_20260320_3-01.htm", ("", "2026-03-20", "01")),
        ("html/2026-03/20/node_2.htm", ("", "2026-03-20", "")),
        ("20260320/03.txt", ("", "2026-03-20", "03")),
        ("papers\\白鹿时报\\2026-03-20.txt", ("白鹿时报", "2026-03-20", "")),
        ("白鹿时报2026年3月20日第3版综合.txt", ("白鹿时报", "2026-03-20", "第3版 综合")),
        ("scans/0001/page.txt", ("", "", "")),
        ("2026-13-40/page.txt", ("", "", "")),
        ("/home/user2026/IMG_0042.txt", ("", "", "")),
    ],
)
def test_the_names_of_file_and_folders_are_read_where_the_page_is_silent(
    file: str, found: tuple[str, str, str]
) -> None:
    assert facts(file=file) == found


def test_the_furniture_wins_over_the_file_and_the_file_over_its_folder() -> None:
    file = "白鹿时报/2026-03-21/20260322-A05.txt"
    assert facts("北渚新报", "2026年3月20日", "A01 要闻", file=file) == ("北渚新报", "2026-03-20", "A01 要闻")
    assert facts("新闻热线：0812-3320168", file=file) == ("白鹿时报", "2026-03-22", "A05")


def test_a_paper_named_in_a_line_of_its_own_is_found_where_nothing_else_names_one() -> None:
    page = "澜江又见清波\n记者走了一遍管道。\n澜 川 商 报\n水文站的人说，云岭晚报也来过。\n"
    assert read_facts(RawPage("page.txt", page), Split()).paper == "澜川商报"
    assert read_facts(RawPage("云岭晚报/page.txt", page), Split()).paper == "云岭晚报"


def test_of_a_file_with_several_pages_the_name_gives_no_label() -> None:
    assert facts(file="2026-03-20-A01.txt", part=2) == ("", "2026-03-20", "")


def test_a_day_without_a_year_takes_it_from_elsewhere() -> None:
    assert facts("3月20日 星期五", file="2026/page.txt")[1] == "2026-03-20"
    assert facts("3月20日", "白鹿时报 2026年")[1] == "2026-03-20"
    assert facts("12月31日", file="2026-01-01/page.txt")[1] == "2025-12-31", "filed a day later, in the next year"


@pytest.mark.parametrize(
    "text",
    ["新华社北京3月20日电（记者孟采薇）今天", "本报讯 3月20日，大桥", "本报讯（记者孟采薇）3月19日至20日，市长"],
)
def test_a_dateline_gives_the_day_where_only_a_year_is_known(text: str) -> None:
    assert facts(text=text, file="2026/page.txt")[1] == "2026-03-20"
    assert facts(text=text)[1] == "", "no year, no date: a clock is not asked"


def test_a_dateline_of_december_on_a_page_filed_in_january_is_of_the_year_before() -> None:
    assert facts(text="本报讯 12月31日，大桥", file="202601/page.txt")[1] == "2025-12-31"


def test_a_page_is_not_older_than_its_newest_dateline() -> None:
    drafts = tuple(Draft(dateline=f"本报讯 {day}") for day in ("12月30日", "1月1日", "12月31日"))
    assert read_facts(RawPage("2026/page.txt", ""), Split(drafts=drafts)).date == "2026-01-01"


def test_foreign_text_stays_text_and_loses_its_escapes() -> None:
    found = facts("[bold]A01[/] 要闻", file="\x1b[31m白鹿时报\u202e/%s{0}.txt")
    assert found == ("白鹿时报", "", "A01")


@given(st.lists(st.text(), max_size=4), st.text(), st.text(), st.integers(0, 3))
def test_no_text_breaks_it_and_every_date_is_one(lines: list[str], file: str, text: str, part: int) -> None:
    _, date, _ = facts(*lines, file=file, text=text, part=part)
    assert not date or datetime.date.fromisoformat(date)


LIKELY = st.lists(
    st.sampled_from(
        [
            *"0123456789２０年月日版第·-./ 　",
            "2026",
            "A01",
            "要闻",
            "农历",
            "丙午年",
            "初二",
            "星期五",
            "白鹿",
            "日报",
            "社",
            "创刊",
        ]
    ),
    max_size=24,
).map("".join)


@given(st.lists(LIKELY, max_size=3), LIKELY)
def test_likely_text_gives_dates_that_exist_and_labels_of_one_line(lines: list[str], file: str) -> None:
    paper, date, label = facts(*lines, file=file)
    assert not date or 1815 <= datetime.date.fromisoformat(date).year < 2100
    assert all(len(text.splitlines()) <= 1 and "\0" not in text for text in (paper, label))


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)), st.integers(1, 99))
def test_what_is_printed_plainly_is_read_back(day: datetime.date, sheet: int) -> None:
    lines = (f"A{sheet:02} 要闻", "松门都市报", f"{day.year}年{day.month}月{day.day}日")
    assert facts(*lines) == ("松门都市报", day.isoformat(), f"A{sheet:02} 要闻")
    assert facts("".join(lines)) == facts(" ".join(lines)) == facts(*lines)


def test_given_facts_win_over_read_ones() -> None:
    from store.load import known

    read = PageFacts("白鹿时报", "2026-03-20", "A01")
    assert known(PageFacts("北渚新报"), read) == PageFacts("北渚新报", "2026-03-20", "A01")
