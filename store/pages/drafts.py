"""The pieces of a story become a draft: paragraphs, title lines in their roles, byline, dateline, jump line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from store.model import NOTHING, Draft, Passage
from store.pages.bylines import authors_of, dateline_in, dateline_of, opening_authors
from store.pages.labels import Label
from store.pages.lines import Line, passage
from store.pages.pieces import RUN_IN_MARKS
from store.pages.roles import roles_of
from store.pages.stories import Story


def draft_of(
    story: Story, pieces: Sequence[Line], labels: Sequence[Label], roles: Mapping[str, float], sure: bool
) -> tuple[Draft, list[Passage]]:
    """Return the draft of a story, and the marks printed around its headline; ``roles`` weigh its title's lines."""
    paragraphs, subheads = _paragraphs(story, pieces, labels)
    title, marks = _title_lines([pieces[at] for at in story.title])
    kicker, headline, subtitle = roles_of([line.text for line in title], roles)
    credit = _joined([pieces[at] for at in story.bylines])
    opening = paragraphs[0].text if paragraphs else ""
    return (
        Draft(
            headline=passage(title[headline], title=True),
            kicker=passage(title[kicker], title=True),
            subtitle=passage(title[subtitle], title=True),
            dateline=dateline_of(opening) or dateline_in(credit.text),
            authors=_authors(opening, [pieces[at].text for at in story.bylines]),
            credit=credit,
            paragraphs=tuple(paragraphs),
            subheads=tuple(subheads),
            jump=_joined([pieces[at] for at in story.jumps]),
            sure=sure,
        ),
        marks,
    )


def _authors(opening: str, bylines: Sequence[str]) -> tuple[str, ...]:
    """Return who signed a story, behind its dateline first, then in its bylines; each once."""
    signed = (name for byline in _whole(bylines) for name in authors_of(byline))
    return tuple(dict.fromkeys([*opening_authors(opening), *signed]))


def _whole(bylines: Sequence[str]) -> list[str]:
    """Return bylines with those joined that a line end cut inside brackets."""
    whole: list[str] = []
    for text in bylines:
        cut = whole and any(whole[-1].count(a) > whole[-1].count(b) for a, b in ("（）", "()", "【】"))
        if cut:
            whole[-1] += text
        else:
            whole.append(text)
    return whole


def _joined(lines: Sequence[Line]) -> Passage:
    return passage(lines, title=True) if lines else NOTHING


def _paragraphs(story: Story, pieces: Sequence[Line], labels: Sequence[Label]) -> tuple[list[Passage], list[int]]:
    groups: list[list[int]] = []
    for at in story.body:
        label = labels[at]
        subhead = label in (Label.SUBHEAD, Label.SUBHEAD_MORE)
        was_subhead = bool(groups) and labels[groups[-1][-1]] in (Label.SUBHEAD, Label.SUBHEAD_MORE)
        fresh = label in (Label.OPENING, Label.PARAGRAPH, Label.SUBHEAD)
        if not groups or fresh or subhead != was_subhead:
            groups.append([])
        groups[-1].append(at)
    subheads = [n for n, group in enumerate(groups) if labels[group[0]] in (Label.SUBHEAD, Label.SUBHEAD_MORE)]
    return [passage([pieces[at] for at in group]) for group in groups], subheads


def _title_lines(lines: Sequence[Line]) -> tuple[list[Line], list[Passage]]:
    """Return title lines, a headline of one character a line made one, and the marks of a run-in headline cut off."""
    found: list[Line] = []
    for single, group in groupby(lines, key=lambda line: len(line.text) == 1):
        run = list(group)
        if single and len(run) > 2:
            spans = tuple(span for line in run for span in line.spans)
            found.append(Line("".join(line.text for line in run), spans, run[0].blanks, run[0].indent))
        else:
            found += run
    marks: list[Passage] = []
    if found and found[0].text[0] in RUN_IN_MARKS and len(found[0].text) > 1:
        found[0], mark = _without_first(found[0])
        marks.append(mark)
    if found and found[-1].text[-1] == "】" and len(found[-1].text) > 1 and marks:
        found[-1], mark = _without_last(found[-1])
        marks.append(mark)
    return found, marks


def _without_first(line: Line) -> tuple[Line, Passage]:
    start, end = line.spans[0]
    rest = line.text[1:].lstrip()
    skipped = len(line.text) - len(rest)
    spans = ((start + skipped, end), *line.spans[1:]) if end - start > skipped else line.spans[1:]
    return Line(rest, spans, line.blanks, line.indent), Passage(line.text[0], ((start, start + 1),))


def _without_last(line: Line) -> tuple[Line, Passage]:
    start, end = line.spans[-1]
    rest = line.text[:-1].rstrip()
    spans = (*line.spans[:-1], (start, end - 1)) if end - start > 1 else line.spans[:-1]
    return Line(rest, spans, line.blanks, line.indent), Passage(line.text[-1], ((end - 1, end),))
