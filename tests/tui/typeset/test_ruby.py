"""Readings stand over their words, never touch, and never stick out of the line."""

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from store.language.words import pack
from store.model import Article, Draft, PageFacts, Passage
from tui.typeset.cells import width
from tui.typeset.layout import Sheet, Style, set_article
from tui.typeset.ruby import Reading
from tui.typeset.view import View

READ = {
    "庄重": ("zhuāng", "zhòng"),
    "无锡": ("wú", "xī"),
    "了": ("le",),
    "西安": ("xī", "ān"),
    "双方": ("shuāng", "fāng"),
    "的": ("de",),
}


def article(words: list[str]) -> tuple[Article, list[Reading]]:
    draft = Draft(paragraphs=(Passage("".join(words)),))
    starts = accumulate(map(len, words), initial=0)
    readings = [
        Reading(at, "".join(READ[word]), READ[word]) for at, word in zip(starts, words, strict=False) if word in READ
    ]
    return Article("one", "page", draft, pack(words)), readings


def set_words(words: list[str], cells: int, columns: int = 1) -> Sheet:
    shown, readings = article(words)
    return set_article(shown, PageFacts(), Style(cells, columns=columns, readings=readings))


def rows(sheet: Sheet) -> list[tuple[str, str]]:
    """Return each line of the body with the row over it, as they are drawn."""
    found = []
    for over, line in zip(sheet.lines[sheet.head :: 2], sheet.lines[sheet.head + 1 :: 2], strict=True):
        text = " " * line.indent
        for at in range(line.start, sheet.shown_end(line)):
            text += " " * (sheet.measured.gaps.get(at, 0) if at > line.start else 0) + sheet.text[at]
        found.append((over.text, text))
    return found


def test_a_reading_begins_where_its_word_begins() -> None:
    ((over, line),) = rows(set_words(["无锡", "的", "庄重", "，", "了"], 40))
    for reading, word in (("wúxī", "无锡"), ("de", "的"), ("zhuāngzhòng", "庄重"), ("le", "了")):
        assert width(over[: over.index(reading)]) == width(line[: line.index(word)])


def test_a_mark_may_stand_under_the_end_of_a_reading() -> None:
    ((_, line),) = rows(set_words(["庄重", "，", "，", "，", "，", "的"], 40))
    assert "庄重，，，，的" in line


def test_a_word_too_long_for_a_line_is_read_character_by_character() -> None:
    shown, _ = article(["双方" * 6])
    reading = Reading(0, "shuāngfāng" * 6, ("shuāng", "fāng") * 6)
    sheet = set_article(shown, PageFacts(), Style(24, readings=[reading]))
    assert next(over.split() for over, _ in rows(sheet))[:2] == ["shuāng", "fāng"]
    assert sum(len(over.split()) for over, _ in rows(sheet)) == 12


def test_a_pane_too_narrow_for_readings_shows_none() -> None:
    assert set_words(["无锡", "的"], 12).pitch == 1


WORDS = st.lists(st.sampled_from([*READ, "，", "。”", "《", "GDP", "3.5%", "江", " "]), min_size=1, max_size=60)


@given(WORDS, st.integers(20, 90))
def test_lines_fit_with_their_readings_and_no_two_readings_touch(words: list[str], cells: int) -> None:
    sheet = set_words(words, cells)
    if sheet.pitch == 1:
        return
    for over, line in rows(sheet):
        assert width(over) <= sheet.column
        assert width(line.rstrip()) <= sheet.column
    read = [part for over, _ in rows(sheet) for part in over.split()]
    assert "".join(read) == "".join("".join(READ[word]) for word in words if word in READ)
    assert len(read) == sum(word in READ for word in words)
    assert "".join(sheet.text[line.start : line.end] for line in sheet.lines) == sheet.text


@given(WORDS, st.integers(3, 30), st.sampled_from([60, 150]))
def test_no_column_parts_a_line_from_its_readings(words: list[str], height: int, cells: int) -> None:
    sheet = set_words(words * 8, cells, columns=0)
    view = View(sheet, height)
    while True:
        places = {place.line: place for row in range(height) for place in view.row(row)}
        for number in range(max(sheet.head, view.top), view.end - 1):
            if sheet.pitch == 2 and (number - sheet.head) % 2 == 0 and sheet.columns == 2 and view.rows > 1:
                assert places[number].x == places[number + 1].x
                assert places[number].row + 1 == places[number + 1].row
        if view.top == view.max_top:
            break
        assert view.forward() > view.top
        view = view._replace(top=view.forward())
    assert view.end == len(sheet.lines)
