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

_RESCALED = 8
"""Steps after which the numbers of a pass are brought back to a sum of 1: in so few none of weight grows too small."""
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
    best = emissions.copy()
    steps = np.empty_like(field.transitions[0])
    for before, here, context in zip(best, best[1:], contexts[1:], strict=False):
        np.add(before[:, None], field.transitions[context], out=steps)
        here += np.maximum.reduce(steps, axis=0)
    path = [int(best[-1].argmax())]
    turned = np.ascontiguousarray(field.transitions.transpose(0, 2, 1))
    for before, context in zip(best[-2::-1], contexts[:0:-1], strict=False):
        path.append(int((before + turned[context, path[-1]]).argmax()))
    return path[::-1]


def marginals(emissions: Floats, contexts: Sequence[int], field: Weights) -> Floats:
    """Return the probability of each state for each piece: pieces x states (forward-backward, scaled).

    Both passes are made at once, each step of the one with a step of the other: the state of the one is the first half
    of a vector, of the other, which reads the page from its end, the second.
    """
    size = len(STATES)
    local = np.exp(emissions - emissions.max(axis=1, keepdims=True))
    near = np.concatenate([local, local[::-1]], axis=1)
    moved = np.ones_like(near)
    moves = _moves(field)
    current = near[0].copy()
    pairs = zip(contexts[1:], contexts[:0:-1], strict=True)
    for number, ((ahead, back), reached, own) in enumerate(zip(pairs, moved[1:], near[1:], strict=False)):
        np.dot(current, moves[ahead, back], out=reached)
        if number % _RESCALED == 0:
            for half in (reached[:size], reached[size:]):
                half /= max(half.sum(), 1e-300)
        current = reached * own
    both = moved[:, :size] * local * moved[::-1, size:]
    return np.asarray(both / np.maximum(both.sum(axis=1, keepdims=True), 1e-300))


@lru_cache(4)
def _moves(field: Weights) -> Floats:
    """Return the factors of a step of both passes: contexts of the one x of the other x both states x both states."""
    steps, size = np.exp(field.transitions), len(STATES)
    moves = np.zeros((CONTEXTS, CONTEXTS, 2 * size, 2 * size))
    moves[:, :, :size, :size] = steps[:, None]
    moves[:, :, size:, size:] = steps.transpose(0, 2, 1)[None]
    return moves
