"""The weights of the splitter, learned from labelled pages (``python -m tests.teach`` does it).

They maximise the likelihood of the gold's states less a penalty on their squares (L-BFGS from zero, so the same pages
give the same weights). Pages that a composer made teach what pieces are; what role a title's line has, only the others
do.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from store.pages.arrays import Floats
from store.pages.crf import CONTEXTS, NEVER, Weights
from store.pages.gold import Labelled, label_pieces
from store.pages.labels import Label
from store.pages.lines import Line
from store.pages.observe import Observed, observe
from store.pages.read import read_pages
from store.pages.reorder import reordered
from store.pages.roles import Structure, features_of, structures
from store.pages.states import COLUMNS, STATES, spread, states_of

PENALTY, ROLES_PENALTY = 4.0, 2.0
"""On half the sum of the squared weights."""
BELIEVED = {
    "kicker event": -2.0,
    "subtitle behind event": 2.0,
    "subtitle agenda": 2.0,
    "subtitle of line >": 2.0,
    "headline length 6": -2.0,
    "headline length 7": -3.0,
    "headline length 8": -4.0,
}
"""What is believed of a title before any is seen, where labelled titles are few: a headline that tells an event
(某会召开) stands above a longer line of what it was about (围绕…, 部署…), and a single line of over 24 characters is no
headline."""
SHARED_OUT = 2.0
"""How much more a title counts that has a kicker or a subtitle: most gold calls every line headline."""
REORDERED = 4
"""So many times each labelled page is learned from again with its stories in another order."""
STEPS = 110
SEEN = 8
"""A feature must be seen so often to get a weight."""
SMALL = 0.02
"""Weights under this are not kept."""


@dataclass(frozen=True)
class Example:
    """A page: the name of its folder, what is seen of its pieces, the states that the gold gives them, its titles."""

    name: str
    seen: Observed
    states: tuple[int, ...]
    titles: tuple[tuple[tuple[str, ...], Structure], ...]


def example(name: str, text: str, gold: Mapping[str, Any]) -> Example:
    """Return a page with what its gold says of it; a piece the gold does not explain counts as running text."""
    seen = observe(text)
    known = label_pieces(seen.pieces, gold)
    labels = [Label.BODY if label is None else label for label in known.labels]
    return Example(name, seen, tuple(states_of(labels, known.stories)), titles(seen.pieces, known))


def examples(folders: Iterable[Path]) -> list[Example]:
    """Return the labelled pages of some folders, NAME/gold.json with one or more dumps, NAME/*.txt; and each reordered.

    What stands beside what on a page is chance: with its stories in other orders (``store.pages.reorder``) a page
    teaches what a border between two stories is, and not which two there were. Roles are learned from the first alone.
    """
    dumps = sorted(dump for folder in folders for dump in folder.glob("*/*.txt"))
    return [each for dump in dumps for each in _examples(dump)]


def _examples(dump: Path) -> Iterator[Example]:
    name, gold = dump.parent.name, json.loads((dump.parent / "gold.json").read_text("utf-8"))
    text = read_pages(dump)[0].text
    first = example(name, text, gold)
    yield first
    for seed in range(REORDERED):
        if other := reordered(text, first.seen.pieces, gold, seed):
            yield replace(example(name, *other), titles=())


def titles(pieces: Sequence[Line], known: Labelled) -> tuple[tuple[tuple[str, ...], Structure], ...]:
    """Return the lines of each title of several lines, and how the gold shares them out, if in order of rank."""
    found = []
    for story in sorted(set(known.stories) - {-1}):
        at = [i for i, other in enumerate(known.stories) if other == story and known.roles[i]]
        roles = [known.roles[i] for i in at]
        lines = tuple(pieces[i].text for i in at)
        ranked = roles == sorted(roles, key=("kicker", "headline", "subtitle").index)
        if len(at) < 2 or not ranked or "headline" not in roles:
            continue
        structure = (roles.count("kicker"), roles.count("subtitle"))
        if structure in set(structures(len(lines))) and all(len(line) > 1 for line in lines):
            found.append((lines, structure))
    return tuple(found)


def train_roles(pages: Sequence[Example], penalty: float = ROLES_PENALTY) -> dict[str, float]:
    """Return the weights that explain best how the gold shares out the lines of titles (multinomial logit)."""
    known = [title for page in pages for title in page.titles]
    ways = [[features_of(lines, way) for way in structures(len(lines))] for lines, _ in known]
    right = [list(structures(len(lines))).index(way) for lines, way in known]
    names = {name: row for row, name in enumerate(sorted({n for title in ways for way in title for n in way}))}
    designs = []
    for title in ways:
        design = np.zeros((len(title), len(names)))
        for row, way in enumerate(title):
            for name in way:
                design[row, names[name]] += 1.0
        designs.append(design)

    believed = np.array([BELIEVED.get(name, 0.0) for name in names])

    def loss(flat: Floats) -> tuple[float, Floats]:
        away = flat - believed
        value, slope = 0.5 * penalty * float(away @ away), penalty * away
        for design, best in zip(designs, right, strict=True):
            scores = design @ flat
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            weight = 1.0 if best == 0 else SHARED_OUT
            value -= weight * float(np.log(chances[best]))
            slope = slope + weight * (design.T @ chances - design[best])
        return value, slope

    found = minimize(loss, believed, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return {name: round(float(found.x[row]), 3) for name, row in names.items() if abs(found.x[row]) >= 0.02}


class _Batch:
    """Pages of one training, padded to one length."""

    def __init__(self, pages: Sequence[Example], names: dict[str, int]) -> None:
        self.pages, self.longest = len(pages), max(len(p.states) for p in pages)
        shape = (len(pages), self.longest)
        self.contexts = np.zeros(shape, dtype=np.int64)
        self.real = np.zeros(shape, dtype=bool)
        self.last = np.array([len(page.states) - 1 for page in pages])
        rows, columns = [], []
        for number, page in enumerate(pages):
            self.contexts[number, : len(page.states)] = page.seen.contexts
            self.real[number, : len(page.states)] = True
            for at, features in enumerate(page.seen.features):
                known = [names[name] for name in features if name in names]
                columns += known
                rows += [number * self.longest + at] * len(known)
        size = (self.pages * self.longest, len(names))
        self.design = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=size)
        self.gold = np.zeros((self.pages * self.longest, len(STATES)))
        self.steps = np.zeros((CONTEXTS, len(STATES), len(STATES)))
        self.ends = np.zeros((2, len(STATES)))
        for number, page in enumerate(pages):
            self.gold[number * self.longest + np.arange(len(page.states)), page.states] = 1.0
            for context, before, state in zip(page.seen.contexts[1:], page.states, page.states[1:], strict=False):
                self.steps[context, before, state] += 1
            self.ends[0, page.states[0]] += 1
            self.ends[1, page.states[-1]] += 1
        self.gold_features = self.design.T @ (self.gold @ spread())

    def slopes(self, emissions: Floats, transitions: Floats, ends: Floats) -> tuple[float, Floats, Floats, Floats]:
        """Return the negative log likelihood and its slopes by emissions, transitions and ends."""
        flat = (self.design @ emissions) @ spread().T
        scores = flat.reshape(self.pages, self.longest, len(STATES)).copy()
        scores[:, 0] += ends[0]
        scores[np.arange(self.pages), self.last] += ends[1]
        single, steps, total = self._expected(scores, transitions)
        loss = total - float((flat * self.gold).sum()) - float((transitions * self.steps).sum())
        loss -= float((ends * self.ends).sum())
        by_emission = self.design.T @ (single.reshape(-1, len(STATES)) @ spread()) - self.gold_features
        by_ends = np.stack([single[:, 0].sum(axis=0), single[np.arange(self.pages), self.last].sum(axis=0)]) - self.ends
        return loss, by_emission, steps - self.steps, by_ends

    def _expected(self, emissions: Floats, transitions: Floats) -> tuple[Floats, Floats, float]:
        """Return marginals, expected steps by context, and the log partition (scaled forward-backward)."""
        moves = np.exp(transitions)
        top = emissions.max(axis=2, keepdims=True)
        local = np.exp(emissions - top)
        forward, backward = np.zeros_like(local), np.ones_like(local)
        forward[:, 0] = local[:, 0]
        scale = np.zeros(self.real.shape)
        total = 0.0
        for at in range(self.longest):
            if at:
                moved = _moved(forward[:, at - 1], moves, self.contexts[:, at]) * local[:, at]
                forward[:, at] = np.where(self.real[:, at, None], moved, forward[:, at - 1])
            scale[:, at] = forward[:, at].sum(axis=1)
            forward[:, at] /= scale[:, at, None]
        total = float((np.log(scale) * self.real).sum() + (top[..., 0] * self.real).sum())
        turned = moves.transpose(0, 2, 1)
        for at in range(self.longest - 2, -1, -1):
            moved = _moved(local[:, at + 1] * backward[:, at + 1], turned, self.contexts[:, at + 1])
            moved /= scale[:, at + 1, None]
            backward[:, at] = np.where(self.real[:, at + 1, None], moved, backward[:, at + 1])
        single = forward * backward * self.real[..., None]
        steps = np.zeros((CONTEXTS, len(STATES), len(STATES)))
        reached = (local * backward / scale[..., None])[:, 1:]
        for context in range(CONTEXTS):
            here = self.real[:, 1:] & (self.contexts[:, 1:] == context)
            steps[context] = (forward[:, :-1][here].T @ reached[here]) * moves[context]
        return single, steps, total


def _moved(scores: Floats, moves: Floats, contexts: npt.NDArray[np.int64]) -> Floats:
    """Return scores a step on, each page by the moves of its own context."""
    moved = np.empty_like(scores)
    for context in range(CONTEXTS):
        here = contexts == context
        moved[here] = scores[here] @ moves[context]
    return moved


def train(pages: Sequence[Example], steps: int = STEPS, penalty: float = PENALTY) -> Weights:
    """Return the weights that explain the states of ``pages`` best.

    The weight of a step is that of its labels, by context, and that of its states, whatever the context.
    """
    seen = Counter(name for page in pages for names in page.seen.features for name in names)
    names = {name: row for row, name in enumerate(sorted(n for n, count in seen.items() if count >= SEEN))}
    ordered = sorted(pages, key=lambda p: len(p.states))
    batches = [_Batch(ordered[i : i + 100], names) for i in range(0, len(ordered), 100)]
    taken = np.sum([batch.steps for batch in batches], axis=(0, 1))
    never = np.where(taken > 0, 0.0, NEVER)
    size, kinds = len(STATES), len(Label)
    kind_of = np.zeros((size, kinds))
    kind_of[np.arange(size), [label for label, _, _ in STATES]] = 1.0
    cuts = np.cumsum([len(names) * COLUMNS, CONTEXTS * kinds * kinds, size * size])

    def parts(flat: Floats) -> tuple[Floats, Floats, Floats]:
        emissions, by_kind, by_state, ends = np.split(flat, cuts)
        steps = kind_of @ by_kind.reshape(CONTEXTS, kinds, kinds) @ kind_of.T + by_state.reshape(size, size)
        return emissions.reshape(-1, COLUMNS), steps, ends.reshape(2, size)

    def loss(flat: Floats) -> tuple[float, Floats]:
        emissions, transitions, ends = parts(flat)
        value, slope = 0.5 * penalty * float(flat @ flat), penalty * flat
        for batch in batches:
            more, by_emission, by_step, by_end = batch.slopes(emissions, transitions + never, ends)
            by_kind, by_state = kind_of.T @ by_step @ kind_of, by_step.sum(axis=0)
            value += more
            slope = slope + np.concatenate([part.ravel() for part in (by_emission, by_kind, by_state, by_end)])
        return value, slope

    start = np.zeros(int(cuts[-1]) + 2 * size)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxcor": 20})
    emissions, transitions, ends = parts(found.x)
    return Weights(names, emissions, np.where(never < 0, NEVER, transitions), ends, {})


def write(field: Weights, path: Path) -> None:
    """Write weights as JSON, a line a feature: columns and weights, without those that are 0."""
    lines = []
    for name, row in field.names.items():
        weights = {str(at): float(weight) for at, weight in enumerate(field.emissions[row]) if weight}
        if weights:
            lines.append(f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(weights, separators=(',', ':'))}")
    features = ",\n".join(lines)
    transitions = ",\n".join(_steps(matrix) for matrix in field.transitions)
    parts = (
        f'"features": {{\n{features}\n}}',
        f'"transitions": [\n{transitions}\n]',
        f'"ends": {json.dumps(field.ends.tolist(), separators=(",", ":"))}',
        f'"roles": {json.dumps(field.roles, ensure_ascii=False, indent=1)}',
    )
    path.write_text("{" + ",\n".join(parts) + "}\n", "utf-8")


def _steps(matrix: Floats) -> str:
    rows = {
        before: {state: float(weight) for state, weight in enumerate(row) if weight > NEVER / 2}
        for before, row in enumerate(matrix)
    }
    return json.dumps({str(before): row for before, row in rows.items() if row}, separators=(",", ":"))


def learn(pages: Sequence[Example], made: Sequence[Example]) -> Weights:
    """Return the weights that printed pages and pages made by a composer teach, as they are kept: to three decimals."""
    field = train([*pages, *made])
    emissions = np.where(np.abs(field.emissions) < SMALL, 0.0, np.round(field.emissions, 3))
    return replace(
        field,
        emissions=emissions,
        transitions=np.round(field.transitions, 3),
        ends=np.round(field.ends, 3),
        roles=train_roles(pages),
    )
