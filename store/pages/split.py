"""A page becomes stories."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from store.model import Draft, Passage, RawPage, Split
from store.pages.certainty import SURE, doubts_of
from store.pages.crf import Weights, best_path, emissions_of, marginals, weights
from store.pages.drafts import draft_of
from store.pages.labels import Label
from store.pages.lines import Line, lines_of, passage
from store.pages.observe import Observed, observe
from store.pages.shape import ends_sentence
from store.pages.states import STATES
from store.pages.stories import Stories, assemble
from store.pages.verify import fault

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")

SPLITTER = "2"
"""The version of the splitter; a library splits pages of an older one again."""


def split_page(raw: RawPage) -> Split:
    """Split one page into stories by the weights that come with the program; see ``split_with``."""
    return split_with(raw, weights())


def has_chinese(text: str) -> bool:
    """Say whether there is any Chinese character in ``text``."""
    return bool(_HAN.search(text))


def split_with(raw: RawPage, field: Weights) -> Split:
    """Split one page into stories; never fails, never loses a character.

    The split is verified; where it does not hold, the page is kept as one unsure story, and the warning says so. Text
    without Chinese, of which nothing was learned, is one unsure story too.
    """
    seen = observe(raw.text)
    if not seen.pieces:
        return Split()
    if not has_chinese(raw.text):
        return safest_split(lines_of(raw.text), "")
    split = _read(seen, field)
    if not fault(raw.text, split):
        return split
    warning = "The split of this page did not hold; it is kept as one story."
    safest = safest_split(lines_of(raw.text), warning)
    return safest if not fault(raw.text, safest) else _whole(raw, warning)


def _read(seen: Observed, field: Weights) -> Split:
    emissions = emissions_of(seen.groups, field)
    states = [STATES[number] for number in best_path(emissions, seen.contexts, field)]
    labels = [label for label, _, _ in states]
    found = assemble(seen.pieces, labels, [place for _, _, place in states], seen.page.runs.cohesion)
    doubts = doubts_of(found.stories, labels, marginals(emissions, seen.contexts, field))
    return _split(seen, labels, found, [doubt <= SURE for doubt in doubts], field.roles)


def _split(
    seen: Observed, labels: Sequence[Label], found: Stories, sure: Sequence[bool], roles: Mapping[str, float]
) -> Split:
    pieces = seen.pieces
    drafts: list[Draft] = []
    furniture = [_printed(seen.text, pieces[at]) for at in found.furniture]
    for story, certain in zip(found.stories, sure, strict=True):
        draft, marks = draft_of(story, pieces, labels, roles, certain)
        drafts.append(draft)
        if marks:
            furniture.append(Passage("".join(m.text for m in marks), tuple(s for m in marks for s in m.spans)))
    captions = tuple(passage([pieces[at] for at in caption]) for caption in found.captions)
    return Split(drafts=tuple(drafts), furniture=tuple(furniture), captions=captions)


def _printed(text: str, line: Line) -> Passage:
    """Return a line as it is printed, its spaces too: 2026年3月20日　星期五."""
    return Passage(" ".join(text[start:end] for start, end in line.spans), line.spans)


def safest_split(lines: list[Line], warning: str) -> Split:
    """Return everything as one unsure story, its paragraphs by indents, or by sentence ends before a gap."""
    indented = 5 * sum(line.indent > 0 for line in lines) > len(lines)
    groups: list[list[Line]] = []
    for line in lines:
        ended = bool(groups) and ends_sentence(groups[-1][-1].text)
        if not groups or (line.indent > 0 if indented else line.blanks and ended):
            groups.append([line])
        else:
            groups[-1].append(line)
    paragraphs = tuple(passage(group) for group in groups)
    return Split(drafts=(Draft(paragraphs=paragraphs, sure=False),), warning=warning)


def _whole(raw: RawPage, warning: str) -> Split:
    start = len(raw.text) - len(raw.text.lstrip())
    whole = Passage(raw.text.strip(), ((start, len(raw.text.rstrip())),))
    return Split(drafts=(Draft(paragraphs=(whole,), sure=False),), warning=warning)
