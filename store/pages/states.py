"""The states a page is read in: what a piece is, and how far its story has come.

A label alone forgets whether the story it is in has had its headline. A state is a label together with a phase: nothing
is open, a headline waits for its body, a body without a headline yet, a body with one. So "every story has one title"
and "a page keeps to one order" are learned as the weights of steps from state to state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from enum import IntEnum
from itertools import product

import numpy as np
import numpy.typing as npt

from store.pages.labels import Label


class Phase(IntEnum):
    """How far the story has come."""

    CLOSED = 0
    TITLED = 1
    BODY_UNTITLED = 2
    BODY_TITLED = 3


class Place(IntEnum):
    """Where a title stands by its own body; the values are columns of the weights behind those of the labels."""

    AHEAD = 12
    BEHIND = 13
    INSIDE = 14
    APART = 15


COLUMNS = 18
"""Columns of the weights: a label each, a title's place each, two for a byline: ahead of a body, behind or in one."""
_BYLINE_AHEAD, _BYLINE_BEHIND = 16, 17
_ASIDES = (Label.FURNITURE, Label.CAPTION, Label.CAPTION_MORE, Label.BYLINE, Label.JUMP)
_BODIES = (Label.OPENING, Label.PARAGRAPH, Label.BODY, Label.SUBHEAD, Label.SUBHEAD_MORE)
_TITLES = (Label.TITLE_FIRST, Label.TITLE)
_AFTER_TITLE = {
    Place.AHEAD: Phase.TITLED,
    Place.BEHIND: Phase.CLOSED,
    Place.INSIDE: Phase.BODY_TITLED,
    Place.APART: Phase.CLOSED,
}

State = tuple[Label, Phase, Place | None]
STATES: tuple[State, ...] = (
    *((label, phase, None) for label, phase in product(_ASIDES, Phase)),
    *((label, phase, None) for label, phase in product(_BODIES, (Phase.BODY_UNTITLED, Phase.BODY_TITLED))),
    *((label, _AFTER_TITLE[place], place) for label, place in product(_TITLES, Place)),
)
INDEX: dict[State, int] = {state: number for number, state in enumerate(STATES)}


def columns_of(state: State) -> list[int]:
    """Return the columns of the weights that count for a state."""
    label, phase, place = state
    columns = [int(label)]
    if place is not None:
        columns.append(int(place))
    if label is Label.BYLINE:
        columns.append(_BYLINE_AHEAD if phase in (Phase.CLOSED, Phase.TITLED) else _BYLINE_BEHIND)
    return columns


def spread() -> npt.NDArray[np.float64]:
    """Return states x columns: 1 where a column of the weights counts for a state."""
    matrix = np.zeros((len(STATES), COLUMNS))
    for number, state in enumerate(STATES):
        matrix[number, columns_of(state)] = 1.0
    return matrix


def states_of(labels: Sequence[Label], stories: Sequence[int]) -> list[int]:
    """Return the states of pieces whose labels and stories are known."""
    places = _title_places(labels, stories)
    titled: set[int] = set()
    phase = Phase.CLOSED
    found = []
    for at, (label, story) in enumerate(zip(labels, stories, strict=True)):
        place: Place | None = None
        if label in _TITLES:
            place = places[at]
            phase = _AFTER_TITLE[place]
            titled.add(story)
        elif label in _BODIES:
            phase = Phase.BODY_TITLED if story in titled else Phase.BODY_UNTITLED
        found.append(INDEX[label, phase, place])
    return found


def _title_places(labels: Sequence[Label], stories: Sequence[int]) -> dict[int, Place]:
    """Return where each title piece stands: beside its own body only other asides may stand between."""
    places: dict[int, Place] = {}
    bodies: dict[int, list[int]] = defaultdict(list)
    for at, label in enumerate(labels):
        if label in _BODIES:
            bodies[stories[at]].append(at)
    for at, label in enumerate(labels):
        if label not in _TITLES:
            continue
        body = bodies[stories[at]]
        places[at] = Place.APART
        if not body:
            continue
        if body[0] < at < body[-1]:
            places[at] = Place.INSIDE
        elif at < body[0] and _only_asides(labels, stories, at, body[0]):
            places[at] = Place.AHEAD
        elif at > body[-1] and _only_asides(labels, stories, body[-1], at):
            places[at] = Place.BEHIND
    return places


def _only_asides(labels: Sequence[Label], stories: Sequence[int], start: int, stop: int) -> bool:
    """Say whether between two pieces of one story there is nothing but asides and its own title."""
    return all(
        labels[i] in _ASIDES or (labels[i] in _TITLES and stories[i] == stories[stop]) for i in range(start + 1, stop)
    )
