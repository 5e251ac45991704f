"""Who wrote a story, from which place and day: the forms that papers print."""

from __future__ import annotations

import pytest

from store.pages.bylines import authors_of, byline_kind, dateline_of, is_jump, join_bylines, opening_authors


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("（乔知远）", ("乔知远",)),
        ("（乔知远、孟晚晴）", ("乔知远", "孟晚晴")),
        ("（记者 乔知远 孟晚晴）", ("乔知远", "孟晚晴")),
        ("□本报记者 乔知远 通讯员 孟晚晴", ("乔知远", "孟晚晴")),
        ("■ 江州日报全媒体记者乔知远", ("乔知远",)),
        ("文/乔知远 图/孟晚晴", ("乔知远", "孟晚晴")),
        ("（华讯社澜川3月20日电 记者乔知远）", ("乔知远",)),
        ("（华讯社澜川3月20日电）", ()),
        ("孙 振", ("孙振",)),
        ("● 贺 勇 沈 言", ("贺勇", "沈言")),
        ("乔知远 （作者系澜川理工大学教授）", ("乔知远",)),
        ("本报见习记者 欧阳青", ("欧阳青",)),
    ],
)
def test_the_names_in_a_byline_are_its_authors(byline: str, authors: tuple[str, ...]) -> None:
    assert authors_of(byline) == authors


@pytest.mark.parametrize(
    ("paragraph", "dateline", "authors"),
    [
        ("本报讯 3月20日，市长到会。", "本报讯", ()),
        ("本报讯（江州日报全媒体记者乔知远 通讯员孟晚晴）昨天，", "本报讯", ("乔知远", "孟晚晴")),
        ("本报讯（江州日报全媒体记者乔知远通讯员孟晚晴）昨天，", "本报讯", ("乔知远", "孟晚晴")),
        ("华讯社澜川3月20日电（乔知远、孟晚晴）昨天，", "华讯社澜川3月20日电", ("乔知远", "孟晚晴")),
        ("华讯社澜川３月２０日电 （记者乔知远）昨天，", "华讯社澜川３月２０日电", ("乔知远",)),
        ("昨天，本报讯说的那座桥通了。", "", ()),
        ("本报讯（以下简称《意见》）印发。", "本报讯", ()),
    ],
)
def test_a_dateline_and_who_signed_behind_it_are_read(paragraph: str, dateline: str, authors: tuple[str, ...]) -> None:
    assert dateline_of(paragraph) == dateline
    assert opening_authors(paragraph) == authors


@pytest.mark.parametrize("text", ["（下转第2版）", "下转A03版", "（上接第一版）", "▶▶下转3版", "（紧接一版）"])
def test_jump_lines(text: str) -> None:
    assert is_jump(text)


@pytest.mark.parametrize(
    "text", ["（见图）", "（以下简称《意见》）", "本报记者 宁可 摄", "（宁可 摄）", "他说，下转的水流很急。", "港口"]
)
def test_what_is_no_byline_and_no_jump_line(text: str) -> None:
    assert byline_kind(text) == ""
    assert not is_jump(text)


def test_a_byline_that_a_line_end_cut_keeps_its_names_whole() -> None:
    assert authors_of(join_bylines("（乔知远 孟", "晚晴）")) == ("乔知远", "孟晚晴")
    assert authors_of(join_bylines("（乔知远", "孟晚晴）")) == ("乔知远", "孟晚晴")
