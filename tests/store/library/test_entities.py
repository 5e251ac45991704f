"""Entities across the library: every spelling is found, and what the reader decides holds at once and later."""

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Library
from store.errors import LibraryError
from store.language.entities import entities_in
from store.library.backup import restore
from store.library.entities import _sentences
from store.model import KINDS, PageFacts, Row, Selection
from tests.store.library.naming import analysis, keep


def listed(library: Library, selection: Selection) -> str:
    """Return the headlines of a list, one character each; counting and the newest of it say the same."""
    rows = library.rows(selection)
    assert library.count(selection) == len(rows)
    assert library.rows(selection, limit=2) == rows[:2]
    return "".join(row.headline for row in rows)


def test_an_article_gives_its_entities_by_weight_with_spellings_and_offices(tmp_path: Path) -> None:
    library = Library(tmp_path)
    (key,) = keep(library, "2026-03-20", "陆承泽到江州\n区委书记王伟陪同。\n王伟说，市长陆承泽来过。陆市长看了王伟。")
    people = [each for each in entities_in(library.article(key)) if each.kind == "PER"]
    assert [(each.name, each.spellings, each.office, each.weight) for each in people] == [
        ("陆承泽", ("陆承泽", "陆市长"), "市长", 6),
        ("王伟", ("王伟",), "区委书记", 4),
    ]
    assert people[1].first == 11


def test_a_card_tells_counts_offices_days_and_company(tmp_path: Path) -> None:
    library = Library(tmp_path)
    (first,) = keep(library, "2026-03-01", "旧闻\n副市长陆承泽到云岭镇。")
    keep(library, "2026-03-20", "要闻\n市长陆承泽与王伟到云岭镇。", "后闻\n市长陆承泽回来了。陆市长说好。")
    card = library.entity("PER", "陆承泽")
    assert (card.articles, card.mentions, card.first, card.last) == (3, 4, "2026-03-01", "2026-03-20")
    assert [(each.name, each.mentions) for each in card.spellings] == [("陆承泽", 3), ("陆市长", 1)]
    assert [(each.office, each.first, each.last, each.articles) for each in card.offices] == [
        ("市长", "2026-03-20", "2026-03-20", 2),
        ("副市长", "2026-03-01", "2026-03-01", 1),
    ]
    assert card.offices[1].first_article == first
    assert card.days == (("2026-03-01", 1), ("2026-03-20", 2))
    assert [(each.name, each.articles) for each in card.beside] == [("云岭镇", 2), ("王伟", 1)]
    assert library.entity("PER", "无此人").articles == 0


def test_sentences_come_newest_first_and_go_on(tmp_path: Path) -> None:
    library = Library(tmp_path)
    keep(library, "2026-03-01", "旧闻\n王伟来了。“王伟好。”别的。")
    (new,) = keep(library, "2026-03-20", "王伟与王伟\n无关。")
    found = library.sentences("PER", "王伟", limit=1)
    assert [(each.text, len(each.spans), each.article) for each in found] == [("王伟与王伟", 2, new)]
    older = library.sentences("PER", "王伟", before=new)
    assert [each.text for each in older] == ["王伟来了。", "“王伟好。”"]
    text = library.article(older[0].article).text
    assert [text[a:b] for each in older for a, b in each.spans] == ["王伟", "王伟"]
    assert text[older[1].start :].startswith(older[1].text)


def test_namesakes_are_told_apart_and_brought_together_again(tmp_path: Path) -> None:
    library = Library(tmp_path)
    one, two = keep(library, "2026-03-20", "甲\n王伟种茶。", "乙\n王伟修桥。")
    undo = library.tell_apart("PER", "王伟", [two])
    assert library.entity("PER", "王伟").articles == 1
    other = library.entity("PER", "王伟（2）")
    assert [(each.name, each.mentions) for each in other.spellings] == [("王伟", 1)]
    assert [each.name for each in entities_in(library.article(two), library.namesakes(two))] == ["王伟（2）"]
    redo = library.undo(undo)
    assert library.entity("PER", "王伟").articles == 2
    library.undo(redo)
    assert Library(tmp_path).entity("PER", "王伟（2）").articles == 1
    library.tell_apart("PER", "王伟（2）", [two], "王伟")
    assert library.entity("PER", "王伟").articles == 2
    with pytest.raises(LibraryError, match="None of these"):
        library.tell_apart("PER", "沈一鸣", [one])


def test_names_are_joined_across_the_library_and_parted_again(tmp_path: Path) -> None:
    library = Library(tmp_path)
    keep(library, "2026-03-20", "甲\n王伟种茶。", "乙\n沈一鸣修桥。")
    undo = library.join_names("PER", "王伟", "沈一鸣")
    assert library.entity("PER", "王伟").name == "沈一鸣"
    assert {each.name for each in library.entity("PER", "王伟").spellings} == {"王伟", "沈一鸣"}
    library.join_names("PER", "沈一鸣", "王伟")
    assert library.entity_of("PER", "沈一鸣") == ("PER", "王伟"), "the later word holds"
    library.undo(undo)
    library.join_names("PER", "沈一鸣", "沈一鸣")
    assert library.entity("PER", "王伟").articles == 1


def test_following_is_a_list_that_begins_with_a_star(tmp_path: Path) -> None:
    library = Library(tmp_path)
    keep(library, "2026-03-20", "甲\n王伟种茶。", "乙\n沈一鸣修桥。")
    undo = library.follow("PER", "王伟")
    assert library.queries() == {"★ 王伟": 'person:"王伟"'}
    assert library.follows("PER", "王伟") == "★ 王伟"
    assert library.count(Selection(query='person:"王伟"', unread=True)) == 1
    library.undo(undo)
    assert not library.follows("PER", "王伟")


def test_a_list_of_an_entity_has_every_spelling_of_it(tmp_path: Path) -> None:
    library = Library(tmp_path)
    keep(library, "2026-03-01", "甲\n江州市的王伟。", "乙\n江州下雨。", "丙\n《澜江志》。")
    keep(
        library, "2026-03-02", "丁\n若泽·塔瓦雷斯来了，塔瓦雷斯说好。", "戊\n塔瓦雷斯走了。", "己\n陆承泽在，陆市长好。"
    )
    for query, found in {
        "place:江州": "甲乙",
        "place:江州市": "甲乙",
        "person:塔瓦雷斯": "丁戊",
        "person:若泽·塔瓦雷斯": "丁戊",
        "person:陆市长": "己",
        "person:陆*": "己",
        "work:《澜江志》": "丙",
        "work:澜江志": "丙",
        "place:江州 person:王伟": "甲",
        "person:王伟 OR person:塔瓦雷斯": "丁戊甲",
        "-place:江州": "丁戊己丙",
        "person:江州": "",
        "塔瓦 person:塔瓦雷斯 is:unread": "丁戊",
        "place:江州 is:read": "",
    }.items():
        assert listed(library, Selection(query=query)) == found, query
    assert listed(library, Selection(entity=("LOC", "江州"))) == "甲乙"
    assert listed(library, Selection(entity=("PER", "陆市长"))) == "己"


def test_a_place_that_two_divisions_are_called_stands_for_neither(tmp_path: Path) -> None:
    library = Library(tmp_path)
    keep(library, "2026-03-01", "甲\n江州市。", "乙\n江州。")
    assert library.entity_of("LOC", "江州") == ("LOC", "江州市")
    (third,) = keep(library, "2026-03-02", "丙\n江州县。")
    assert library.entity_of("LOC", "江州") == ("LOC", "江州")
    library.remove([third])
    assert library.entity_of("LOC", "江州") == ("LOC", "江州市")
    library.join_names("LOC", "江州", "江州")
    assert library.entity("LOC", "江州市").articles == 1


def test_what_the_reader_decided_comes_back_with_a_backup_and_goes_with_an_article(tmp_path: Path) -> None:
    library = Library(tmp_path / "one")
    _, two = keep(library, "2026-03-20", "甲\n王伟种茶。沈一鸣。", "乙\n王伟修桥。")
    library.tell_apart("PER", "王伟", [two], "王伟（桥）")
    library.join_names("PER", "沈一鸣", "王伟")
    library.backup(tmp_path / "all.zip")
    restore(tmp_path / "all.zip", tmp_path / "two")
    other = Library(tmp_path / "two")
    other.sync()
    for each in (library, other):
        assert {(n.name, n.articles) for n in each.who(kinds=KINDS[:1])} == {("王伟", 1), ("王伟（桥）", 1)}
    removed = library.remove([two])
    assert "（桥）" not in (tmp_path / "one" / "marks.json").read_text("utf-8")
    library.undo(removed)
    assert library.entity("PER", "王伟（桥）").articles == 1


def test_another_program_sees_what_was_decided(tmp_path: Path) -> None:
    library, other = Library(tmp_path), Library(tmp_path)
    one, _ = keep(library, "2026-03-20", "甲\n王伟种茶。", "乙\n沈一鸣修桥。")
    undo = library.join_names("PER", "沈一鸣", "王伟")
    other.refresh()
    assert other.entity("PER", "沈一鸣").articles == 2
    library.undo(undo)
    library.tell_apart("PER", "王伟", [one], "某甲")
    other.refresh()
    assert other.entity("PER", "沈一鸣").articles == 1
    assert other.entity("PER", "某甲").articles == 1


def test_who_is_named_in_a_selection(tmp_path: Path) -> None:
    library = Library(tmp_path)
    keep(library, "2026-03-01", "甲\n副市长陆承泽种茶。", paper="江州日报")
    keep(library, "2026-03-20", "乙\n市长陆承泽修桥。陆市长与王伟在江州。", paper="云岭晚报")
    found = library.who(Selection(query="paper:云岭晚报"))
    assert [(each.kind, each.name, each.offices, each.articles, each.mentions) for each in found] == [
        ("PER", "陆承泽", ("市长",), 1, 2),
        ("PER", "王伟", (), 1, 1),
        ("LOC", "江州", (), 1, 1),
    ]
    everyone = library.who(kinds=KINDS[:1], limit=1)
    assert [(each.name, each.offices, each.first, each.last) for each in everyone] == [
        ("陆承泽", ("市长", "副市长"), "2026-03-01", "2026-03-20")
    ]


def test_what_is_new_to_the_library_is_known_by_its_day(tmp_path: Path) -> None:
    library = Library(tmp_path)
    keep(library, "2026-03-01", "甲\n王伟种茶。")
    one, two = keep(library, "2026-03-20", "乙\n王伟与陆承泽。", "丙\n陆承泽。")
    assert library.new_here(library.article(one)) == {("PER", "陆承泽")}
    assert library.new_here(library.article(two)) == {("PER", "陆承泽")}


@given(st.lists(st.sampled_from(["王伟", "《澜江志。》", "。", "”", "\n", "说", "？！"]), max_size=20).map("".join))
def test_sentences_hold_every_mention_once_and_are_the_text(text: str) -> None:
    spans = [(m.start, m.end) for m in analysis(text).mentions if m.kind == "PER"]
    works = [(at.start(), at.end()) for at in re.finditer("《澜江志。》", text)]
    for wanted in (spans, sorted(spans + works)):
        found = list(_sentences(Row("a", "p", PageFacts(), ""), text, wanted))
        assert [span for each in found for span in each.spans] == wanted
        for each in found:
            assert text.startswith(each.text, each.start)
            assert all(each.start <= start and end <= each.start + len(each.text) for start, end in each.spans)
        assert all(a.start + len(a.text) <= b.start for a, b in itertools.pairwise(found))
        assert all("\n" not in each.text for each in found)
