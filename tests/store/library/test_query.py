"""The query language: what it finds, and that it points at what it does not understand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Library
from store.errors import QueryError
from store.library.query import All, Any, Has, Node, Not, Word, parse
from store.model import Analysis, Draft, Kind, Marks, Mention, PageFacts, Passage, RawPage, Selection, Split


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("", All()),
        ("  \u3000", All()),
        ("桥", Word("桥")),
        ("桥 茶", All((Word("桥"), Word("茶")))),
        ("桥 茶 OR 港", Any((All((Word("桥"), Word("茶"))), Word("港")))),
        ("桥 (茶 OR 港)", All((Word("桥"), Any((Word("茶"), Word("港")))))),
        ("-桥", Not(Word("桥"))),
        ("--桥", Not(Not(Word("桥")))),
        ("-(桥 茶)", Not(All((Word("桥"), Word("茶"))))),
        ('"桥 OR (茶" 港', All((Word("桥 OR (茶"), Word("港")))),
        ("tag:经济", Has("tag", "经济")),
        ('TAG："a b"', Has("tag", "a b")),
        ("10:30 A-B - 桥", All((Word("10:30"), Word("A-B"), Word("-"), Word("桥")))),
        ("ORB", Word("ORB")),
        ("is:unread", Has("is", "unread")),
        ("date:2024-02", Has("date", "2024-02-01", "2024-02-29")),
        ("date:2026-5-9", Has("date", "2026-05-09", "2026-05-09")),
        ("date:2026-03-01..2026-03", Has("date", "2026-03-01", "2026-03-31")),
        ("date:..2025", Has("date", "0001-01-01", "2025-12-31")),
        ("date:2026-03-20..", Has("date", "2026-03-20", "9999-12-31")),
    ],
)
def test_what_a_query_means(text: str, node: Node) -> None:
    assert parse(text) == node


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("桥 (茶 港", "("),
        ("桥 茶) 港", ")"),
        ('桥 "茶 港', '"茶 港'),
        ('桥 ""', '""'),
        ("桥 OR", ""),
        ("OR 桥", "OR"),
        ("桥 OR OR 茶", "OR"),
        ("桥 tag:", "tag:"),
        ("桥 tga:经济", "tga:"),
        ("is:new", "is:new"),
        ("has:everything", "has:everything"),
        ("桥 date:2026-13", "date:2026-13"),
        ("date:2026-02-30", "date:2026-02-30"),
        ("date:2026-0", "date:2026-0"),
        ("date:2026-5-0", "date:2026-5-0"),
        ("date:..", "date:.."),
        ("date:2026-03..2026-02", "date:2026-03..2026-02"),
        ("()", ")"),
        ("-", ""),
    ],
)
def test_what_is_wrong_is_pointed_at(text: str, spot: str) -> None:
    if text == "-":
        assert parse(text) == Word("-")
        return
    with pytest.raises(QueryError) as caught:
        parse(text)
    error = caught.value
    assert text[error.start : error.end] == spot
    line, mark = error.pointer.split("\n")
    assert line == text
    cells = sum(2 if char >= "\u2e80" else 1 for char in text[: error.start])
    assert mark.index("^") == cells


@given(st.text('桥茶 ()"-OR:tagdis..20', max_size=20))
def test_every_text_is_a_query_or_an_error(text: str) -> None:
    wrong: QueryError | None = None
    try:
        parse(text)
    except QueryError as error:
        wrong = error
    assert wrong is None or (wrong.message and 0 <= wrong.start <= wrong.end <= len(text))


# Finding -----------------------------------------------------------------------------------------------------------

NAMES: tuple[tuple[str, Kind], ...] = (
    ("赵若谷", "PER"),
    ("赵若", "PER"),
    ("江州", "LOC"),
    ("市财政局", "ORG"),
    ("《长江规划》", "WORK"),
)
STORIES = (
    ("桥", "赵若谷在江州看桥。", ("李一",), PageFacts("江州日报", "2026-03-20", "A01 要闻")),
    ("茶", "市财政局说茶价稳定。新質生產力。", (), PageFacts("江州日报", "2026-03-21", "第三版")),
    ("港", "《长江规划》谈到桥和港。", ("王二",), PageFacts("云岭晚报", "2025-12-31", "B02")),
    ("无日期", "赵若来过。", (), PageFacts()),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    library = Library(tmp_path_factory.mktemp("library"))
    ids: list[str] = []
    for headline, body, authors, facts in STORIES:
        draft = Draft(headline=Passage(headline), paragraphs=(Passage(body),), authors=authors, sure=headline != "港")
        text = draft.text
        mentions: list[Mention] = []
        for name, kind in NAMES:
            at = text.find(name)
            if at >= 0 and not any(mention.start == at for mention in mentions):
                mentions.append(Mention(kind, at, at + len(name)))
        mentions.sort(key=lambda mention: mention.start)
        split = Split((draft,), facts=facts, splitter="test")
        ids += library.keep(RawPage("a", text), split, facts, [Analysis((text,), tuple(mentions))]).articles
    library.change(ids[:1], lambda _: Marks(read=True, tags=("经济", "Port")))
    library.change(ids[1:2], lambda _: Marks(bookmarked=True, note="再读", tags=("经济新闻",)))
    return library


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "茶桥港无日期"),
        ("桥", "桥港"),
        ("桥 -规划", "桥"),
        ("茶价 OR 规划", "茶港"),
        ("-(桥 OR 茶)", "无日期"),
        ('"谈到桥和"', "港"),
        ("新质生产力", "茶"),
        ("-新质生产力", "桥港无日期"),
        ("。 桥", "桥港"),
        ("tag:经济", "桥"),
        ("tag:port", "桥"),
        ("is:unread", "茶港无日期"),
        ("is:read OR is:bookmarked", "茶桥"),
        ("is:unsure", "港"),
        ("has:note", "茶"),
        ("has:tag has:author", "桥"),
        ("person:赵若谷", "桥"),
        ("person:赵若", "无日期"),
        ("person:赵*", "桥无日期"),
        ("place:江州 -person:赵若谷", ""),
        ("org:市财政局", "茶"),
        ("work:长江规划 work:《长江规划》", "港"),
        ("paper:江州日报", "茶桥"),
        ("page:A01", "桥"),
        ("page:要闻", "桥"),
        ("page:3", "茶"),
        ("author:李一", "桥"),
        ("date:2026-03", "茶桥"),
        ("date:2025-12-31..2026-03-20", "桥港"),
        ("-date:2026", "港无日期"),
        ("桥 date:..2025", "港"),
    ],
)
def test_what_a_query_finds(library: Library, query: str, found: str) -> None:
    selection = Selection(query=query)
    rows = library.rows(selection)
    assert "".join(row.headline for row in rows) == found
    assert library.count(selection) == len(rows)
    assert library.rows(selection, limit=1) == rows[:1]


def test_saved_queries_count_live_and_undo(tmp_path: Path) -> None:
    library = Library(tmp_path)
    saved = library.save_query(" 桥\x1b[31m未读 ", "桥 is:unread")
    assert library.queries() == {"桥未读": "桥 is:unread"}
    with pytest.raises(QueryError):
        library.save_query("坏的", "(")
    changed = library.save_query("桥未读", "大桥")
    library.undo(changed)
    assert Library(tmp_path).queries() == {"桥未读": "桥 is:unread"}
    redo = library.undo(saved)
    assert library.queries() == {}
    library.undo(redo)
    assert library.queries() == {"桥未读": "桥 is:unread"}


def test_a_tag_is_renamed_and_removed_over_all_its_articles_in_one_step(tmp_path: Path) -> None:
    library = Library(tmp_path)
    ids: list[str] = []
    for number in range(3):
        text = f"第{number}篇"
        split = Split((Draft(headline=Passage(text)),), splitter="test")
        ids += library.keep(RawPage("a", text), split, PageFacts(), [Analysis((text,), ())]).articles
    library.change(ids[:2], lambda _: Marks(tags=("旧", "别")))
    library.change(ids[2:], lambda _: Marks(tags=("别", "新")))
    undo = library.rename_tag("旧", "新")
    assert library.tags() == {"别": 3, "新": 3}
    library.undo(undo)
    assert library.tags() == {"别": 3, "旧": 2, "新": 1}
    library.rename_tag("别", "")
    assert library.tags() == {"旧": 2, "新": 1}
