"""Labelled pieces become stories: bodies, the title blocks matched to them, bylines, jump lines.

A headline stands before its story, after it, between its columns, or, in the dump of a PDF, anywhere. One that was read
to stand by a body goes with it; the rest go with the bodies left over so that they share most with them, on the whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from store.pages.bylines import byline_kind
from store.pages.cohesion import Cohesion
from store.pages.labels import Label
from store.pages.lines import Line
from store.pages.matching import best_matching
from store.pages.states import Place

BODY_LABELS = frozenset({Label.OPENING, Label.PARAGRAPH, Label.BODY, Label.SUBHEAD, Label.SUBHEAD_MORE})
TITLE_LABELS = frozenset({Label.TITLE_FIRST, Label.TITLE})
_ASIDE_LABELS = frozenset({Label.FURNITURE, Label.CAPTION, Label.CAPTION_MORE})

_LEAD = 8
"""Pieces of a body that hold its lead."""
_AT_ONCE = 40
"""Titles and bodies that are matched at once where none stands by the other: the time grows with the cube."""


@dataclass
class Story:
    """The pieces of one story, by number, each list in the order of the page."""

    title: list[int] = field(default_factory=list)
    bylines: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    jumps: list[int] = field(default_factory=list)

    def place(self) -> int:
        """Return the number of its first piece."""
        return min(self.title + self.bylines + self.body + self.jumps)


@dataclass(frozen=True)
class Stories:
    """The stories of a page and the numbers of its other pieces; a caption is a list of pieces."""

    stories: list[Story]
    furniture: list[int]
    captions: list[list[int]]


def bodies_of(labels: Sequence[Label]) -> list[list[int]]:
    """Return the pieces of each body, in order: a new one begins at each opening."""
    bodies: list[list[int]] = []
    for at, label in enumerate(labels):
        if label not in BODY_LABELS:
            continue
        if label is Label.OPENING or not bodies:
            bodies.append([])
        bodies[-1].append(at)
    return bodies


def titles_of(labels: Sequence[Label], places: Sequence[Place | None]) -> list[list[int]]:
    """Return the pieces of each title block, in order: pieces labelled as title that nothing else parts."""
    titles: list[list[int]] = []
    previous = -2
    for at, label in enumerate(labels):
        if label not in TITLE_LABELS:
            continue
        if label is Label.TITLE_FIRST or previous != at - 1 or places[at] is not places[previous]:
            titles.append([])
        titles[-1].append(at)
        previous = at
    return titles


def assemble(
    pieces: Sequence[Line], labels: Sequence[Label], places: Sequence[Place | None], cohesion: Cohesion
) -> Stories:
    """Return the stories that labelled pieces make."""
    bodies, titles = bodies_of(labels), titles_of(labels, places)
    stories = [Story(body=body) for body in bodies]
    matched = match_titles(titles, bodies, places, cohesion)
    of_title: dict[int, Story] = {}
    for number, title in enumerate(titles):
        if number in matched:
            story = stories[matched[number]]
            story.title = title
        else:
            story = Story(title=title)
            stories.append(story)
        of_title |= dict.fromkeys(title, story)
    _give_bylines(pieces, labels, places, stories, of_title)
    captions: list[list[int]] = []
    furniture = []
    for at, label in enumerate(labels):
        if label is Label.FURNITURE:
            furniture.append(at)
        elif label is Label.CAPTION_MORE and captions and captions[-1][-1] == at - 1:
            captions[-1].append(at)
        elif label in (Label.CAPTION, Label.CAPTION_MORE):
            captions.append([at])
    stories.sort(key=Story.place)
    return Stories(stories, furniture, captions)


def match_titles(
    titles: Sequence[Sequence[int]],
    bodies: Sequence[Sequence[int]],
    places: Sequence[Place | None],
    cohesion: Cohesion,
) -> dict[int, int]:
    """Return title -> body: the body a title was read to stand by, else the best of those that are left."""
    matched: dict[int, int] = {}
    taken: set[int] = set()
    starts = [body[0] for body in bodies]
    for number, title in enumerate(titles):
        body = _beside(title, places[title[0]], starts)
        if body is not None and 0 <= body < len(bodies) and body not in taken:
            matched[number] = body
            taken.add(body)
    titles_left = [number for number in range(len(titles)) if number not in matched]
    bodies_left = [number for number in range(len(bodies)) if number not in taken]
    for first in range(0, max(len(titles_left), len(bodies_left)), _AT_ONCE):
        some, others = titles_left[first : first + _AT_ONCE], bodies_left[first : first + _AT_ONCE]
        scores = [[_shared(titles[t], bodies[b], cohesion) for b in others] for t in some]
        matched |= {some[t]: others[b] for t, b in best_matching(scores)[0].items()}
    return matched


def _beside(title: Sequence[int], place: Place | None, starts: Sequence[int]) -> int | None:
    """Return the body that a title stands by: the next one, the one before it or around it."""
    behind = bisect_left(starts, title[0])
    if place is Place.AHEAD:
        return behind
    return behind - 1 if place in (Place.BEHIND, Place.INSIDE) else None


def _shared(title: Sequence[int], body: Sequence[int], cohesion: Cohesion) -> float:
    pairs = cohesion.title(title[0], title[-1] + 1)
    lead = cohesion.shared(pairs, body[0], min(body[-1], body[0] + _LEAD) + 1)
    whole = cohesion.shared(pairs, body[0], body[-1] + 1)
    return 0.6 * lead + 0.4 * whole


def _give_bylines(
    pieces: Sequence[Line],
    labels: Sequence[Label],
    places: Sequence[Place | None],
    stories: list[Story],
    of_title: dict[int, Story],
) -> None:
    """Give each byline and jump line to the story it belongs to."""
    owner: dict[int, Story] = dict(of_title)
    for story in stories:
        owner |= dict.fromkeys(story.body, story)
    openings = {story.body[0] for story in stories if story.body}
    for at, label in enumerate(labels):
        if label not in (Label.BYLINE, Label.JUMP):
            continue
        byline = label is Label.BYLINE
        found = (
            _owner_of_byline(at, pieces, labels, places, owner, openings)
            if byline
            else _owner_of_jump(at, pieces, labels, owner)
        )
        if found is None:
            found = Story()
            stories.append(found)
        (found.bylines if byline else found.jumps).append(at)
        owner[at] = found


def _owner_of_jump(at: int, pieces: Sequence[Line], labels: Sequence[Label], owner: dict[int, Story]) -> Story | None:
    """Return the story of a jump line: 上接 goes with what follows, 下转 with what stands before."""
    before, behind = _previous(at, labels, owner), _next(at, labels, owner)
    return (behind or before) if "接" in pieces[at].text else (before or behind)


def _owner_of_byline(
    at: int,
    pieces: Sequence[Line],
    labels: Sequence[Label],
    places: Sequence[Place | None],
    owner: dict[int, Story],
    openings: set[int],
) -> Story | None:
    """Return the story of a byline: closing brackets go with the body before, the rest with a title or opening beside.

    Between the title that ends a story and the opening of the next, a first byline is the one's, a further the other's.
    """
    before, behind = _neighbour(at, labels, -1), _neighbour(at, labels, 1)
    kind = byline_kind(pieces[at].text)
    if kind == "author" and at and labels[at - 1] is Label.BYLINE:
        return owner.get(at - 1)
    if kind in {"bracket", "author"} and before is not None and labels[before] in BODY_LABELS:
        return owner.get(before)
    if before is not None and labels[before] in TITLE_LABELS:
        story = owner.get(before)
        signed = story is not None and bool(story.bylines)
        if signed and places[before] is Place.BEHIND and behind in openings:
            return owner.get(behind) if behind is not None else None
        return story
    if behind is not None and (labels[behind] in TITLE_LABELS or behind in openings):
        return owner.get(behind)
    return _previous(at, labels, owner) or _next(at, labels, owner)


def _neighbour(at: int, labels: Sequence[Label], step: int) -> int | None:
    """Return the next piece before (-1) or behind (1) that belongs to a story and is no byline."""
    at += step
    while 0 <= at < len(labels):
        if labels[at] not in _ASIDE_LABELS and labels[at] is not Label.BYLINE:
            return at
        at += step
    return None


def _previous(at: int, labels: Sequence[Label], owner: dict[int, Story]) -> Story | None:
    found = _neighbour(at, labels, -1)
    return owner.get(found) if found is not None else None


def _next(at: int, labels: Sequence[Label], owner: dict[int, Story]) -> Story | None:
    found = _neighbour(at, labels, 1)
    return owner.get(found) if found is not None else None
