"""A page becomes stories."""

from __future__ import annotations

from store.model import Draft, PageFacts, RawPage, Split
from store.pages.lines import Line, lines_of, passage
from store.pages.verify import fault

SPLITTER = "1"
"""The version of the splitter; a library splits pages of an older one again."""

_ENDS = tuple("。！？!?…”」』）)")


def split_page(raw: RawPage) -> Split:
    """Split one page into stories; never fails, never loses a character."""
    lines = lines_of(raw.text)
    split = safest_split(lines, "")
    return split if not fault(raw.text, split) else _whole(raw)


def safest_split(lines: list[Line], warning: str) -> Split:
    """Return everything as one unsure story, its paragraphs by indents, or by sentence ends before a gap."""
    if not lines:
        return Split(warning=warning)
    indented = 5 * sum(line.indent > 0 for line in lines) > len(lines)
    groups: list[list[Line]] = []
    for line in lines:
        ended = bool(groups) and groups[-1][-1].text.endswith(_ENDS)
        if not groups or (line.indent > 0 if indented else line.blanks and ended):
            groups.append([line])
        else:
            groups[-1].append(line)
    paragraphs = tuple(passage(group) for group in groups)
    return Split(drafts=(Draft(paragraphs=paragraphs, sure=False),), facts=PageFacts(), warning=warning)


def _whole(raw: RawPage) -> Split:
    from store.model import Passage

    start = len(raw.text) - len(raw.text.lstrip())
    whole = Passage(raw.text.strip(), ((start, len(raw.text.rstrip())),))
    return Split(drafts=(Draft(paragraphs=(whole,), sure=False),), warning="The page could not be split.")
