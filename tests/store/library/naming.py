"""Invented stories whose names are known beforehand, kept in a library without any analysis."""

from collections.abc import Sequence

from store import Library
from store.model import Analysis, Draft, Kind, Mention, Office, PageFacts, Passage, RawPage, Split

NAMES: dict[str, Kind] = {
    **dict.fromkeys(("陆承泽", "陆市长", "若泽·塔瓦雷斯", "塔瓦雷斯", "王伟", "沈一鸣"), "PER"),
    **dict.fromkeys(("江州市", "江州县", "江州", "云岭镇"), "LOC"),
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
