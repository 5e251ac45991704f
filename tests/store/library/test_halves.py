"""A story that runs on from page to page is found whole."""

from __future__ import annotations

from msgspec.structs import replace

from store.library.halves import Links, link
from store.model import Article, Draft, Page, PageFacts, Passage, RawPage


def half(key: str, headline: str, text: str, jump: str) -> Article:
    draft = Draft(headline=Passage(headline), paragraphs=(Passage(text),), jump=Passage(jump))
    return Article(key, "", draft)


def on(label: str, *articles: Article) -> tuple[Page, list[Article]]:
    facts = PageFacts("澜川商报", "2026-03-20", label)
    page = Page(label, facts, RawPage("", ""), "", tuple(article.id for article in articles))
    return page, [replace(article, page=label) for article in articles]


PORT = half("port", "澜川港迎来第一百条航线", "货轮昨天离港，船长说航程十二天。", "（下转第2版）")
PORT_ON = half("port2", "第一百条航线今天开通", "船长在甲板上谈起航程。", "（上接第1版）")
TEA = half("tea", "云岭春茶开采", "茶农说雨水正好，头一锅茶香满院。", "（下转第2版）")
TEA_ON = half("tea2", "头一锅春茶", "茶农把茶香留在院子里。", "（上接第1版）")
OTHER = half("other", "河道整治完成", "三十里河道清了。", "")


def test_two_halves_that_name_each_other_are_one_story() -> None:
    links = link([on("第1版 要闻", PORT, OTHER), on("第2版 综合", OTHER, PORT_ON)])
    assert links == {"port": Links(continued="port2"), "port2": Links(continues="port")}


def test_of_several_stories_that_run_on_to_one_page_each_finds_its_own() -> None:
    for second in ((PORT_ON, TEA_ON), (TEA_ON, PORT_ON)):
        links = link([on("1版", PORT, TEA), on("2版", *second)])
        assert (links["port"].continued, links["tea"].continued) == ("port2", "tea2")


def test_a_half_that_names_another_page_is_no_half_of_this_one() -> None:
    wrong = replace(PORT_ON, draft=replace(PORT_ON.draft, jump=Passage("（上接第5版）")))
    assert link([on("1版", PORT), on("2版", wrong)]) == {}


def test_labels_are_compared_by_number_however_they_are_written() -> None:
    first = replace(PORT, draft=replace(PORT.draft, jump=Passage("▶▶▶下转3版")))
    second = replace(PORT_ON, draft=replace(PORT_ON.draft, jump=Passage("（上接Ａ０１版）")))
    assert link([on("A01 要闻", first), on("A03 综合", second)])["port"].continued == "port2"


def test_a_half_without_a_jump_line_is_known_by_its_headline() -> None:
    silent = half("port2", "澜川港第一百条航线", "船长谈起航程。", "")
    assert link([on("1版", PORT), on("2版", OTHER, silent)])["port2"].continues == "port"
    assert link([on("1版", PORT), on("2版", OTHER)]) == {}


def test_a_story_over_three_pages_is_a_chain() -> None:
    middle = replace(PORT_ON, draft=replace(PORT_ON.draft, jump=Passage("（上接第1版 下转第3版）")))
    last = half("port3", "第一百条航线今天开通", "航程结束。", "（上接第2版）")
    links = link([on("1版", PORT), on("2版", middle), on("3版", last)])
    assert links["port2"] == Links("port", "port3")
    assert links["port3"] == Links(continues="port2")


def test_pages_without_a_number_link_nothing() -> None:
    assert link([on("", PORT), on("要闻", PORT_ON)]) == {}
