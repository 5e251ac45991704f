"""What the reader knows and teaches of words: durable, undone as easily, and never written into the documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Library
from store.errors import LibraryError
from store.language.teaching import OwnWord, TeachingError, cut, joined
from store.language.words import unpack
from store.library.backup import restore
from store.library.export import Exported, as_object
from store.library.vocabulary import Familiarity, Knowledge, share_known
from store.model import Article
from tests.store.library.invented import BRIDGE, FACTS, TEA, page


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Give a library of two articles whose words are single characters."""
    library = Library(tmp_path / "library")
    raw, split, analyses = page(BRIDGE, TEA)
    library.keep(raw, split, FACTS, analyses)
    return library


def articles(library: Library) -> list[Article]:
    return [library.article(row.id) for row in library.rows()]


def words(article: Article) -> list[str]:
    return unpack(article.lengths, article.text)


def documents(library: Library) -> list[bytes]:
    return [path.read_bytes() for path in sorted((library.folder / "issues").rglob("*.json"))]


# Own words ---------------------------------------------------------------------------------------------------------


def test_what_is_taught_holds_in_every_article_at_once_and_in_no_document(library: Library) -> None:
    before, kept = articles(library), documents(library)
    library.teach(joined(words(before[0]), 0))
    undo = library.teach(OwnWord("清河大桥"), OwnWord("春茶"))
    assert [words(article)[0] for article in articles(library)] == ["清河大桥", "云"]
    assert "春茶" in words(articles(library)[1])
    assert documents(library) == kept
    library.undo(undo)
    assert words(articles(library)[0])[:3] == ["清河", "大", "桥"]


def test_it_holds_for_what_is_loaded_later_and_in_other_processes(library: Library, tmp_path: Path) -> None:
    other = Library(library.folder)
    other.teach(OwnWord("云岭镇"))
    raw, split, analyses = page(TEA, file="later.txt")
    later = Library(tmp_path / "other")
    later.keep(raw, split, FACTS, analyses)
    later.teach(OwnWord("云岭镇"))
    for each in (library, later):
        assert any("云岭镇" in words(article) for article in articles(each))


def test_exports_have_the_words_as_taught(library: Library) -> None:
    library.teach(OwnWord("春茶"))
    article = articles(library)[1]
    item = Exported(article, library.page(article.page), library.marks(article.id))
    assert "春茶" in as_object(item)["words"]


def test_teaching_a_string_again_makes_it_the_newest_and_undo_brings_the_older_back(library: Library) -> None:
    library.teach(OwnWord("大桥", (1,)))
    library.teach(OwnWord("清河大桥", (2,)))
    again = library.teach(OwnWord("大桥"))
    assert library.own_words() == (OwnWord("清河大桥", (2,)), OwnWord("大桥"))
    redo = library.undo(again)
    assert library.own_words() == (OwnWord("大桥", (1,)), OwnWord("清河大桥", (2,)))
    library.undo(redo)
    assert library.own_words()[-1] == OwnWord("大桥")


def test_own_words_are_forgotten_by_their_text(library: Library) -> None:
    before = articles(library)
    library.teach(OwnWord("大桥"), OwnWord("春茶"))
    with pytest.raises(LibraryError, match="采茶"):
        library.unteach(["大桥", "采茶"])
    assert len(library.own_words()) == 2
    library.unteach(["大桥", "春茶"])
    assert articles(library) == before


def test_nothing_is_taught_where_one_cannot_be(library: Library) -> None:
    with pytest.raises(TeachingError):
        library.teach(OwnWord("大桥"), OwnWord("，"))
    assert library.own_words() == ()


def test_an_own_word_that_another_program_broke_has_no_effect(library: Library) -> None:
    library.teach(OwnWord("大桥"), OwnWord("春茶"))
    library.close()
    file = library.folder / "marks.json"
    file.write_text(file.read_text("utf-8").replace('"text":"大桥"', '"text":"大 "'), "utf-8")
    assert Library(library.folder).own_words() == (OwnWord("春茶"),)


def test_backups_carry_what_was_taught_known_and_collected(library: Library, tmp_path: Path) -> None:
    library.teach(OwnWord("春茶"))
    library.familiarise(["大桥"], "known")
    library.note_word("春茶", "云岭春茶开采", "chūnchá", "spring tea")
    library.backup(tmp_path / "backup.zip")
    restore(tmp_path / "backup.zip", tmp_path / "again")
    again = Library(tmp_path / "again")
    assert (again.own_words(), dict(again.familiar()), again.vocabulary()) == (
        *(library.own_words(), dict(library.familiar()), library.vocabulary()),
    )
    assert articles(again) == articles(library)


OPENING = BRIDGE.text[:14]


@given(st.lists(st.tuples(st.integers(0, 13), st.booleans()), max_size=8))
def test_undo_of_every_step_restores_the_words_before_it(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, bool]]
) -> None:
    library = Library(tmp_path_factory.mktemp("library"))
    raw, split, analyses = page(BRIDGE)
    (key,) = library.keep(raw, split, FACTS, analyses).articles
    undone, seen = [], [library.article(key)]
    for at, together in steps:
        now = words(seen[-1])
        try:
            own = joined(now, at) if together else cut(now[at], len(now[at]) // 2)
        except TeachingError:
            continue
        undone.append(library.teach(own))
        seen.append(library.article(key))
        assert "".join(words(seen[-1])) == BRIDGE.text
    for undo, after in zip(reversed(undone), reversed(seen), strict=False):
        assert library.article(key) == after
        library.undo(undo)
    assert library.article(key) == seen[0]
    library.close()


# What is known -----------------------------------------------------------------------------------------------------


def test_words_are_known_being_learned_or_ignored_in_both_scripts(library: Library) -> None:
    undo = library.familiarise(["銀行", "港口"], "known")
    library.familiarise(["号子"], "learning")
    library.familiarise(["的"], "ignored")
    knowledge = Library(library.folder).knowledge()
    states: dict[str, Familiarity | None] = {word: knowledge.of(word) for word in ("银行", "銀行", "号子", "的", "船")}
    assert states == {"银行": "known", "銀行": "known", "号子": "learning", "的": "ignored", "船": None}
    assert [word for word in ("银行", "号子", "的", "船") if knowledge.is_unknown(word)] == ["号子", "船"]
    library.undo(undo)
    assert library.knowledge().of("港口") is None
    library.familiarise(["的"], None)
    assert dict(library.familiar()) == {"号子": "learning"}
    with pytest.raises(LibraryError):
        library.familiarise([" "], "known")


def test_a_level_counts_as_known_but_for_what_is_said_otherwise() -> None:
    knowledge = Knowledge({"爱": "learning"}, level=1)
    assert (knowledge.of("爱"), knowledge.of("人"), knowledge.of("港口")) == ("learning", "known", None)


def test_the_share_of_known_words_counts_running_chinese_words_but_names_and_ignored_ones() -> None:
    knowledge = Knowledge({"桥": "known", "的": "ignored", "通车": "learning", "陈立新": "known"})
    share = share_known(["桥", "桥", "的", "通车", "新", "，", "20", "清河", "陈立新"], {"清河", "陈立新"}, knowledge)
    assert (share, share.percent) == ((3, 5), 60)
    assert share_known(["20", "，"], (), knowledge).percent == 100


# Vocabulary --------------------------------------------------------------------------------------------------------


def test_a_word_is_collected_with_its_sentence_and_taken_out_again(library: Library) -> None:
    undo = library.note_word(
        "通车", "清河大桥二十日正式通车，\n两岸居民步行过桥。", "tōngchē", "to open to traffic", "abc"
    )
    assert list(library.vocabulary()) == ["通车"]
    noted = Library(library.folder).vocabulary()["通车"]
    assert (noted.sentence, noted.reading) == ("清河大桥二十日正式通车， 两岸居民步行过桥。", "tōngchē")
    assert (noted.gloss, noted.article, noted.added[:2]) == ("to open to traffic", "abc", "20")
    redo = library.undo(undo)
    assert library.vocabulary() == {}
    library.undo(redo)
    library.forget_words(["通车"])
    assert library.vocabulary() == {}
    with pytest.raises(LibraryError, match="通车"):
        library.forget_words(["通车"])


def test_articles_that_contain_a_word_are_counted(library: Library) -> None:
    assert [library.articles_with(word) for word in ("清河大桥", "的", "没有的", "桥")] == [1, 1, 0, 1]
    assert library.articles_with("开", most=1) == 1
