"""How well a split agrees with the gold of a page: what a reader would call right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from store.model import Draft, RawPage, Split
from store.pages.gold import bare
from store.pages.split import split_page
from tests.compose.page import Page

NEARLY = 0.97
"""Share of a body's characters above which it counts as right."""


@dataclass(frozen=True)
class Score:
    """Counts over pages: stories of the gold, those split right, and those among the sure ones that are right."""

    stories: int = 0
    right: int = 0
    titled: int = 0
    sure: int = 0
    sure_right: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.stories + other.stories,
            self.right + other.right,
            self.titled + other.titled,
            self.sure + other.sure,
            self.sure_right + other.sure_right,
        )


def body(paragraphs: Iterable[str]) -> str:
    """Return a body's characters without white space."""
    return bare("".join(paragraphs))


def _alike(ours: str, theirs: str) -> bool:
    if abs(len(ours) - len(theirs)) > (1 - NEARLY) * max(len(ours), len(theirs)):
        return False
    same = sum(block.size for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks())
    return same >= NEARLY * max(len(ours), len(theirs))


def _title(draft: Draft) -> str:
    return bare(draft.kicker.text + draft.headline.text + draft.subtitle.text)


def score(page: Page) -> Score:
    """Return how well the splitter does on a composed page."""
    split: Split = split_page(RawPage("page.txt", page.text))
    drafts = [(body(p.text for p in draft.paragraphs), draft) for draft in split.drafts if draft.paragraphs]
    total = Score(sure=sum(draft.sure for _, draft in drafts))
    for article in page.gold["articles"]:
        theirs = body(article["paragraphs"])
        ours = next((draft for text, draft in drafts if _alike(text, theirs)), None)
        title = bare(article["kicker"] + article["headline"] + article["subtitle"])
        total += Score(
            stories=1,
            right=ours is not None,
            titled=ours is not None and _title(ours) == title,
            sure_right=ours is not None and ours.sure,
        )
    return total
