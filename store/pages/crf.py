"""A linear-chain conditional random field over the pieces of a page (Lafferty, McCallum, Pereira 2001).

The score of a reading is the sum of the weights of each piece's features for its state, and of a weight for each step
from state to state, which differs by whether a blank line stands between. Scores are natural logarithms.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from store.pages.arrays import Floats
from store.pages.runs import Names
from store.pages.states import COLUMNS, STATES, spread

WEIGHTS = Path(__file__).with_name("weights.json")
CONTEXTS = 3
"""Kinds of junction: no blank line, none although paragraphs of the page are parted by some, a blank line."""
NEVER = -1e4
"""The weight of a step that no page takes."""

KEPT = 16_384
"""Groups of features whose scores are kept."""

_SPREAD = spread()


@dataclass(frozen=True, eq=False)
class Weights:
    """The weights of a field.

    Attributes:
        names: feature name -> row of ``emissions``.
        emissions: features x columns (``store.pages.states``).
        transitions: contexts x states x states (from, to).
        ends: 2 x states: of the first piece and of the last.
        roles: feature name -> weight, for sharing out the lines of a title.
    """

    names: dict[str, int]
    emissions: Floats
    transitions: Floats
    ends: Floats
    roles: dict[str, float]


@cache
def weights() -> Weights:
    """Return the trained weights, read once from the file beside this module."""
    return read_weights(WEIGHTS)


def read_weights(path: Path) -> Weights:
    """Return the weights kept in ``path``: features, and the steps that pages take, by context."""
    kept = json.loads(path.read_text("utf-8"))
    features: dict[str, dict[str, float]] = kept["features"]
    emissions = np.zeros((len(features), COLUMNS))
    for row, weights in enumerate(features.values()):
        emissions[row, [int(column) for column in weights]] = list(weights.values())
    transitions = np.full((CONTEXTS, len(STATES), len(STATES)), NEVER)
    for context, steps in enumerate(kept["transitions"]):
        for before, row in steps.items():
            for state, weight in row.items():
                transitions[context, int(before), int(state)] = weight
    return Weights(
        {name: row for row, name in enumerate(features)}, emissions, transitions, np.array(kept["ends"]), kept["roles"]
    )


@lru_cache(KEPT)
def _score(group: Names, field: Weights) -> Floats:
    """Return the sum of the weights of the features of ``group``; those that the weights lack count nothing."""
    rows = [row for name in group if (row := field.names.get(name)) is not None]
    return np.asarray(field.emissions[rows].sum(axis=0))


def emissions_of(groups: Sequence[Sequence[Names]], field: Weights) -> Floats:
    """Return the score of each state for each piece, by the groups of its features: pieces x states."""
    numbers: dict[Names, int] = {}
    rows = [numbers.setdefault(group, len(numbers)) for piece in groups for group in piece]
    scores = np.array([_score(group, field) for group in numbers])
    starts = np.cumsum([0, *map(len, groups)])[:-1]
    scores = np.add.reduceat(scores[rows], starts, axis=0) @ _SPREAD.T
    scores[0] += field.ends[0]
    scores[-1] += field.ends[1]
    return np.asarray(scores)


def best_path(emissions: Floats, contexts: Sequence[int], field: Weights) -> list[int]:
    """Return the best sequence of states (Viterbi)."""
    scores = emissions[0]
    back = []
    for at in range(1, len(emissions)):
        steps = scores[:, None] + field.transitions[contexts[at]]
        back.append(steps.argmax(axis=0))
        scores = steps.max(axis=0) + emissions[at]
    path = [int(scores.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def marginals(emissions: Floats, contexts: Sequence[int], field: Weights) -> Floats:
    """Return the probability of each state for each piece: pieces x states (forward-backward, scaled)."""
    steps = np.exp(field.transitions)
    local = np.exp(emissions - emissions.max(axis=1, keepdims=True))
    forward, backward = np.empty_like(local), np.ones_like(local)
    forward[0] = local[0] / local[0].sum()
    for at in range(1, len(local)):
        forward[at] = (forward[at - 1] @ steps[contexts[at]]) * local[at]
        forward[at] /= max(forward[at].sum(), 1e-300)
    for at in range(len(local) - 2, -1, -1):
        backward[at] = steps[contexts[at + 1]] @ (local[at + 1] * backward[at + 1])
        backward[at] /= max(backward[at].max(), 1e-300)
    both = forward * backward
    return np.asarray(both / np.maximum(both.sum(axis=1, keepdims=True), 1e-300))
