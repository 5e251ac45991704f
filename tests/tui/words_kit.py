"""Articles whose words are known, for what shows of words."""

from __future__ import annotations

from collections.abc import Sequence

from store import Library
from store.model import Analysis, Draft, Mention, Office, PageFacts, Passage, RawPage, Split


def keep_words(library: Library, *titled: tuple[str, Sequence[str]]) -> None:
    """Keep a page of articles whose words are parted by ``|``; 曾若川 is a person in each."""
    drafts, analyses = [], []
    for title, paragraphs in titled:
        draft = Draft(
            Passage(title.replace("|", ""), ((0, 1),)),
            paragraphs=tuple(Passage(each.replace("|", ""), ((0, 1),)) for each in paragraphs),
        )
        at = draft.text.find("曾若川")
        name = Mention("PER", at, at + 3)
        words = [*"|\n|".join([title, *paragraphs]).replace("曾|若|川", "曾若川").split("|")]
        drafts.append(draft)
        named = (name,) if at >= 0 else ()
        analyses.append(Analysis(tuple(words), named, tuple(Office(each, "市长") for each in named)))
    facts = PageFacts("临溪日报", "2031-05-04", "A01 要闻")
    raw = RawPage("A01.txt", "\n\n".join(draft.text for draft in drafts))
    library.keep(raw, Split(tuple(drafts), facts=facts), facts, analyses)
