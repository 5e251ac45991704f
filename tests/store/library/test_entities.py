"""Entities across the library: every spelling is found, and what the reader decides holds at once and later."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from store import Library
from store.errors import LibraryError
from store.language.entities import entities_in
from store.model import KINDS, Analysis, Draft, Kind, Mention, Office, PageFacts, Passage, RawPage, Selection, Split

NAMES: dict[str, Kind] = {
    **dict.fromkeys(("陆承泽", "陆市长", "若泽·塔瓦雷斯", "塔瓦雷斯", "王伟", "沈一鸣"), "PER"),
    **dict.fromkeys(("江州市", "江州", "云岭镇"), "LOC"),
    **dict.fromkeys(("江州日报社",), "ORG"),
    **dict.fromkeys(("《澜江志》",), "WORK"),
}  # fmt: skip
OFFICES = ("市长", "副市长", "区委书记")


def analysis(text: str) -> Analysis:
    """Find the names above, the longest first, and an office that stands right before a person."""
    mentions: list[Mention] = []
    at = 0
    while at < len(text):
        name = max((name for name in NAMES if text.startswith(name, at)), key=len, default="")
        if name:
            mentions.append(Mention(NAMES[name], at, at + len(name)))
        at += len(name) or 1
    offices = [
        Office(mention, office)
        for mention in mentions
        if mention.kind == "PER"
        and (office := max((o for o in OFFICES if text[: mention.start].endswith(o)), key=len, default=""))
    ]
    return Analysis(tuple(text), tuple(mentions), tuple(offices))


def keep(library: Library, date: str, *stories: str, paper: str = "江州日报", label: str = "A01") -> Sequence[str]:
    """Keep a page of stories, each a headline and paragraphs with line ends between; return their ids."""
    drafts = []
    for story in stories:
        headline, *paragraphs = story.split("\n")
        drafts.append(Draft(headline=Passage(headline), paragraphs=tuple(map(Passage, paragraphs))))
    facts = PageFacts(paper, date, label)
    raw = RawPage(f"{date}.txt", f"{date} {label}\n" + "\n\n".join(stories))
    split = Split(tuple(drafts), facts=facts, splitter="test")
    return library.keep(raw, split, facts, [analysis(draft.text) for draft in drafts]).articles


def listed(library: Library, kind: Kind, name: str) -> list[str]:
    return [row.headline for row in library.view(Selection(entity=(kind, name)))]


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
