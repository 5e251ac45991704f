"""How sure the reading of each story is: from the probabilities of its pieces being what they were read as.

What matters for a story is where its body begins, what is in it, and where it ends. So states are put into four
classes (opening of a body, more of a body, title, anything else) and the doubt of a story is the sum, over its pieces
and the one behind its last, of minus the logarithm of the probability of the class it was read as. Doubts are in nats;
0 is sure.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from store.pages.arrays import Floats
from store.pages.labels import Label
from store.pages.states import STATES
from store.pages.stories import BODY_LABELS, TITLE_LABELS, Story

SURE = 0.2
"""Nats of doubt up to which a story is sure: of such bodies about 96 in 100 were right on pages not trained on."""


def _class_of(label: Label) -> int:
    if label is Label.OPENING:
        return 0
    if label in BODY_LABELS:
        return 1
    return 2 if label in TITLE_LABELS else 3


_CLASSES = np.array([_class_of(label) for label, _, _ in STATES])
_MEMBERS = np.stack([number == _CLASSES for number in range(4)]).astype(float)


def doubts_of(stories: Sequence[Story], labels: Sequence[Label], chances: Floats) -> list[float]:
    """Return the doubt of each story in nats; ``chances`` are the probabilities of states, pieces x states."""
    by_class = chances @ _MEMBERS.T
    doubt = -np.log(np.clip([by_class[at, _class_of(label)] for at, label in enumerate(labels)], 1e-9, 1.0))
    found = []
    for story in stories:
        pieces = story.title + story.body + story.bylines + story.jumps
        behind = max(pieces) + 1
        total = float(doubt[pieces].sum())
        if behind < len(labels):
            total += float(doubt[behind])
        found.append(total if story.body and story.title else total + 1.0)
    return found
