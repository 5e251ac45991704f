"""What a benchmark gives: rows of a table."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple

PAGES = Path(os.environ.get("DUBAO_PAGES", "sample_pages"))
"""The folder of pages that benchmarks read."""


class Row(NamedTuple):
    """One figure.

    Attributes:
        name: what was measured.
        value: the figure.
        unit: of the figure: "ms", "MB", "x" (a ratio to the baseline)…
        baseline: what a ratio is taken against, in words, or "".
        target: the bound as the work's issue states it ("<= 0.25"), or "".
    """

    name: str
    value: float
    unit: str
    baseline: str = ""
    target: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the value keeps the target; None where there is none."""
        sign, _, bound = self.target.partition(" ")
        if not bound:
            return None
        return self.value <= float(bound) if sign == "<=" else self.value >= float(bound)


def milliseconds(work: Callable[[], object], times: int, clock: Callable[[], float] = time.perf_counter) -> list[float]:
    """Run ``work`` a number of times and return how long each took, by ``clock`` (seconds)."""
    taken = []
    for _ in range(times):
        start = clock()
        work()
        taken.append((clock() - start) * 1000)
    return taken


def p95(values: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]
