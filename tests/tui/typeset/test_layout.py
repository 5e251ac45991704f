"""An article is set as a newspaper sets it, and every line knows its text."""

from hypothesis import given
from hypothesis import strategies as st

from store.language.words import pack
from store.model import Article, Draft, PageFacts, Passage
from tui.typeset.layout import Line, Sheet, Style, long_date, set_article
from tui.typeset.view import View

FACTS = PageFacts("江州日报", "2026-03-20", "A01 要闻")


def article(*paragraphs: str, **fields: object) -> Article:
    draft = Draft(paragraphs=tuple(map(Passage, paragraphs)), **fields)  # type: ignore[arg-type]  # fields of a Draft
    return Article("one", "page", draft, pack(list(draft.text)))


def drawn(sheet: Sheet) -> list[str]:
    return [" " * line.indent + (line.text or sheet.text[line.start : line.end]) for line in sheet.lines]


def roles(sheet: Sheet, role: str) -> list[str]:
    return [text.strip() for text, line in zip(drawn(sheet), sheet.lines, strict=True) if line.role == role]


def test_paper_date_and_page_stand_over_the_article_with_a_rule() -> None:
    sheet = set_article(article("茶山绿了。"), FACTS, Style(64))
    assert drawn(sheet)[0].split("  ")[0] == "江州日报"
    assert drawn(sheet)[0].endswith("A01 要闻")
    assert drawn(sheet)[1] == "─" * sheet.width


def test_the_headline_block_has_its_lines_in_the_order_of_their_rank() -> None:
    shown = article(
        "茶山绿了。",
        kicker=Passage("云岭早春"),
        headline=Passage("春茶开采"),
        subtitle=Passage("比去年早六天"),
        authors=("沈一鸣", "林秋"),
    )
    sheet = set_article(shown, FACTS, Style(64))
    assert [line.role for line in sheet.lines[: sheet.head] if line.role != "blank"] == [
        *("folio", "rule", "kicker", "headline", "subtitle", "byline")
    ]
    assert roles(sheet, "byline") == ["□ 沈一鸣　林秋"]


def test_a_long_headline_is_set_in_lines_of_about_one_length() -> None:
    shown = article("茶。", headline=Passage("江州市第十六届人民代表大会第五次会议开幕"))
    lines = roles(set_article(shown, FACTS, Style(40)), "headline")
    assert [len(line) for line in lines] == [10, 10]


def test_a_headline_of_two_printed_lines_is_broken_where_it_was_printed() -> None:
    shown = article("茶。", headline=Passage("江州市人民代表大会开幕 沈一鸣作报告"))
    assert roles(set_article(shown, FACTS, Style(30)), "headline") == ["江州市人民代表大会开幕", "沈一鸣作报告"]


def test_paragraphs_begin_two_characters_in_and_subheads_stand_in_the_middle() -> None:
    sheet = set_article(article("一" * 30, "小标题", "二" * 30, subheads=(1,)), FACTS, Style(44))
    body = drawn(sheet)[sheet.head :]
    assert body[0] == "    " + "一" * 19
    assert body[1] == "一" * 11
    assert body[2] == ""
    assert body[3].index("小标题") == (sheet.column - 6) // 2
    assert body[4].startswith("    二")


def test_what_follows_the_story_stands_at_the_right() -> None:
    sheet = set_article(
        article("茶。", credit=Passage("（沈一鸣 摄）"), jump=Passage("（下转第2版）")), FACTS, Style(44)
    )
    assert [line.role for line in sheet.lines[-2:]] == ["credit", "jump"]
    assert all(line.indent > 20 for line in sheet.lines[-2:])


def test_an_unsure_split_is_said() -> None:
    assert roles(set_article(article("茶。", sure=False), FACTS, Style(44)), "doubt")
    assert not roles(set_article(article("茶。"), FACTS, Style(44)), "doubt")


def test_dates_are_written_as_papers_write_them() -> None:
    assert long_date("2026-03-20") == "2026年3月20日 星期五"
    assert long_date("三月") == "三月"
    assert long_date("") == ""


def test_lines_are_no_longer_than_comfortable() -> None:
    sheet = set_article(article("一" * 300), FACTS, Style(300, columns=1))
    assert sheet.column == 80


WIDTHS = st.integers(2, 200)


@given(st.lists(st.text("江州市民，。“”《》abc1 ", min_size=1, max_size=60), max_size=12), WIDTHS, st.booleans())
def test_every_character_stands_in_one_line_and_is_found_there(paragraphs: list[str], width: int, spaced: bool) -> None:
    shown = article(*paragraphs, headline=Passage("清河大桥通车"))
    sheet = set_article(shown, FACTS, Style(width, spaced=spaced))
    printed = [line for line in sheet.lines if line.end > line.start]
    assert "".join(sheet.text[line.start : line.end] for line in printed) == sheet.text.replace("\n", "")
    for line in printed:
        assert sheet.lines[sheet.line_at(line.start)] == line
        assert sheet.lines[sheet.line_at(line.end - 1)] == line
        limit = sheet.width if line.role == "headline" else sheet.column
        assert sheet.measured.span_width(line.start, line.end) + line.indent <= max(limit, 2)
        for at in range(line.start, sheet.shown_end(line)):
            number = sheet.line_at(line.start)
            assert sheet.offset_drawn(number, _drawn_index(sheet, line, at)) == at


def _drawn_index(sheet: Sheet, line: Line, at: int) -> int:
    return line.indent + sum(1 + sheet.measured.gaps.get(index + 1, 0) for index in range(line.start, at))


@given(st.integers(1, 120), st.integers(1, 40), st.sampled_from([60, 130]), st.data())
def test_every_line_can_be_seen_and_stands_where_it_is_said_to(
    paragraphs: int, height: int, width: int, data: st.DataObject
) -> None:
    sheet = set_article(article(*["一二三四五六七八"] * paragraphs, headline=Passage("清河")), FACTS, Style(width))
    view = View(sheet, height)
    seen: list[int] = []
    while True:
        rows = [place for row in range(height) for place in view.row(row)]
        assert sorted(place.line for place in rows) == list(range(view.top, view.end))
        assert all(view.place(place.line) == place for place in rows)
        seen += [place.line for place in rows]
        if view.top == view.max_top:
            break
        on = view.forward()
        assert on > view.top
        assert view._replace(top=on).back() <= view.top or height == 1
        view = view._replace(top=on)
    assert set(seen) == set(range(len(sheet.lines)))
    assert view.end == len(sheet.lines)
