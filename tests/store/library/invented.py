"""Invented pages for the tests of the library."""

from store.model import Analysis, Draft, Mention, Office, PageFacts, Passage, RawPage, Split

FACTS = PageFacts("江州日报", "2026-03-20", "A01 要闻")


def draft(headline: str, *paragraphs: str) -> Draft:
    return Draft(headline=Passage(headline), paragraphs=tuple(map(Passage, paragraphs)), authors=("沈一鸣",))


BRIDGE = draft("清河大桥今天通车", "清河大桥二十日正式通车，两岸居民步行过桥只要八分钟。", "市长陈立新参加了通车仪式。")
TEA = draft("云岭春茶开采", "云岭镇的春茶比去年早了六天开采，茶农说今年的雨水正好。")


def page(*drafts: Draft, file: str = "page.txt") -> tuple[RawPage, Split, list[Analysis]]:
    """Return what the pipeline hands the library: raw page, split, analyses."""
    text = "\n\n".join(d.text for d in drafts)
    analyses = []
    for d in drafts:
        at = d.text.find("陈立新")
        mentions = (Mention("PER", at, at + 3),) if at >= 0 else ()
        analyses.append(Analysis(tuple(d.text), mentions, tuple(Office(person, "市长") for person in mentions)))
    return RawPage(file, text), Split(drafts=drafts, splitter="test"), analyses
