"""Splitting a page: what a reader relies on, whatever the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model import Draft, RawPage, Split
from store.pages.gold import bare
from store.pages.split import split_page
from store.pages.verify import fault, passages
from tests.compose.draw import draw_page
from tests.compose.samples import samples
from tests.store.pages.scoring import Score, score


def split(text: str) -> Split:
    return split_page(RawPage("page.txt", text))


def named(drafts: tuple[Draft, ...]) -> dict[str, str]:
    return {draft.headline.text: "".join(p.text for p in draft.paragraphs) for draft in drafts}


PIECES = st.sampled_from(
    (
        "本报讯 3月20日，市长陆承泽到白鹿县调研。",
        "她说，桥修好以后，",
        "港口吞吐量上半年增长了三成",
        "“这几年，路通了，蜜也好卖了。”",
        "（记者 乔知远）",
        "□本报记者 孟晚晴",
        "责任编辑 祝清和 版式 岑一苇",
        "A02 综合",
        "2026年3月20日 星期五",
        "（下转第3版）",
        "【简讯】",
        "▲云水港迎来首艘货轮 ",
        "宁可 摄",
        "——来自北渚的报告",
        "一",
        "GDP 4.5%",
        "　　",
    )
)
BREAKS = st.sampled_from(("", "\n", "\n\n", " ", "\n\n\n", "　"))
PAGES = st.lists(st.tuples(PIECES, BREAKS), max_size=60).map(lambda items: "".join(a + b for a, b in items))


@given(st.one_of(st.text(max_size=400), PAGES))
def test_nothing_of_a_page_is_lost_doubled_or_moved_within_a_story(text: str) -> None:
    assert fault(text, split(text)) == ""


@pytest.mark.parametrize("seed", range(40))
def test_every_character_of_a_page_as_printed_is_kept_once(seed: int) -> None:
    page = draw_page(seed)
    found = split(page.text)
    assert fault(page.text, found) == ""
    assert sorted(bare("".join(p.text for p in passages(found)))) == sorted(bare(page.text))


def test_the_sample_pages_are_split_as_a_careful_reader_would() -> None:
    total = sum((score(sample.page) for sample in samples()), Score())
    assert total.right >= 30
    assert total.titled >= 21
    assert total.sure_right >= 0.9 * total.sure


def test_pages_never_seen_are_mostly_split_right_and_what_is_sure_is_right() -> None:
    total = sum((score(draw_page(seed, {"manner": "plain"})) for seed in range(90_000, 90_080)), Score())
    assert total.right >= 0.71 * total.stories
    assert total.sure >= 0.38 * total.stories
    assert total.sure_right >= 0.95 * total.sure


FERRY = (
    "澜江两岸的居民告别摆渡",
    "本报讯 3月18日清晨六点，最后一班渡船离开望江码头。\n"
    "船工莫大海把缆绳收好，在岸边站了很久。新桥通车以后，\n"
    "两岸居民过江从四十分钟缩短到五分钟，渡船完成了使命。\n"
    "（记者 乔知远）",
)
LIBRARY = (
    "山里小学有了图书室",
    "本报讯 春分这天，柳塘小学的孩子们领到了借书证。\n"
    "图书室设在旧粮仓里，三千册图书由江州大学师生捐赠，\n"
    "每周三下午向全村开放，老人也来这里读报。\n"
    "（孟晚晴）",
)


def test_a_headline_is_found_above_its_story() -> None:
    text = "\n\n".join((*FERRY, *LIBRARY))
    found = named(split(text).drafts)
    assert list(found) == [FERRY[0], LIBRARY[0]]
    assert "最后一班渡船" in found[FERRY[0]]
    assert "借书证" in found[LIBRARY[0]]


def test_a_headline_is_found_below_its_story() -> None:
    text = "\n\n".join((FERRY[1], FERRY[0], LIBRARY[1], LIBRARY[0]))
    found = named(split(text).drafts)
    assert "最后一班渡船" in found[FERRY[0]]
    assert "借书证" in found[LIBRARY[0]]


def test_authors_dateline_and_credit_are_read() -> None:
    first, second = split("\n\n".join((*FERRY, *LIBRARY))).drafts
    assert (first.dateline, first.authors, first.credit.text) == ("本报讯", ("乔知远",), "（记者 乔知远）")
    assert second.authors == ("孟晚晴",)
    assert "（孟晚晴）" not in second.paragraphs[-1].text


def test_furniture_captions_and_jump_lines_are_no_part_of_a_story() -> None:
    lines = ("A01 要闻", "江州日报", "2026年3月20日 星期五", *FERRY, "（下转A03版）", "责任编辑 祝清和 版式 岑一苇")
    text = "\n".join(lines)
    found = split(text)
    assert {"A01 要闻", "江州日报", "2026年3月20日 星期五", "责任编辑 祝清和 版式 岑一苇"} <= {
        p.text for p in found.furniture
    }
    assert [draft.jump.text for draft in found.drafts if draft.jump] == ["（下转A03版）"]


def test_a_headline_set_one_character_a_line_is_read_as_one() -> None:
    text = "\n".join("告别摆渡") + "\n" + FERRY[1]
    assert split(text).drafts[0].headline.text == "告别摆渡"


ODD = {
    "all furniture": "A01 要闻\n江州日报\n2026年3月20日 星期五\n责任编辑 祝清和\n新闻热线：0812-3320168",
    "one long story": "江水东流去，船工唱起歌。" * 3400,
    "share prices": "\n".join(f"60{n:04d} 澜江港务 {n / 7:.2f} {n / 9 - 5:+.2f}%" for n in range(120)),
    "a poem": "渡口\n\n桥通了\n船停在岸边\n像一枚逗号\n\n没有人再问\n几点开船",
    "an English page": "The last ferry left the pier at six.\nPeople stood on the bank for a long time.\n" * 20,
    "traditional characters": "瀾江兩岸的居民告別擺渡\n\n本報訊 最後一班渡船離開望江碼頭。\n船工把纜繩收好，站了很久。",
    "two columns interleaved": "\n".join(
        line for pair in zip(FERRY[1].split("\n"), LIBRARY[1].split("\n"), strict=True) for line in pair
    ),
    "nothing but marks": "。。。\n——\n……\n（）",
    "one character": "江",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_an_odd_page_gives_something_sensible_and_loses_nothing(text: str) -> None:
    found = split(text)
    assert fault(text, found) == ""
    assert found.drafts or found.furniture
    assert not any(draft.sure and not draft.headline for draft in found.drafts)


def test_all_furniture_is_no_story() -> None:
    assert split(ODD["all furniture"]).drafts == ()


def test_what_cannot_be_told_apart_is_unsure() -> None:
    for name in ("share prices", "an English page", "two columns interleaved"):
        assert not any(draft.sure for draft in split(ODD[name]).drafts), name


def test_a_split_that_does_not_hold_is_replaced_by_a_safe_one_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.pages.split._read", lambda *_: Split())
    text = "\n\n".join((*FERRY, *LIBRARY))
    found = split(text)
    assert "did not hold" in found.warning
    assert fault(text, found) == ""
    assert not any(draft.sure for draft in found.drafts)


def test_a_jump_line_that_runs_into_the_text_is_a_jump_line() -> None:
    text = f"{FERRY[0]}\n\n（上接A01版）" + FERRY[1].removeprefix("本报讯 ")
    (draft,) = split(text).drafts
    assert draft.jump.text == "（上接A01版）"
    assert draft.paragraphs[0].text.startswith("3月18日清晨六点")


def test_who_signed_at_the_dateline_and_who_signed_at_the_end_are_both_authors() -> None:
    text = f"{FERRY[0]}\n\n" + FERRY[1].replace("本报讯 ", "本报讯（记者 孟晚晴）").replace(
        "（记者 乔知远）", "（通讯员 乔知远）"
    )
    assert split(text).drafts[0].authors == ("孟晚晴", "乔知远")
