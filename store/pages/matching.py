"""The best assignment of one set to another (Kuhn 1955, in the form with potentials)."""

from __future__ import annotations

from collections.abc import Sequence

FORBIDDEN = -1e6


def best_matching(scores: Sequence[Sequence[float]]) -> tuple[dict[int, int], float]:
    """Return row -> column so that the sum of scores is greatest, and that sum; as many pairs as the smaller set has.

    Pairs whose score is ``FORBIDDEN`` are left out. Time grows with the cube of the larger set.
    """
    rows, columns = len(scores), len(scores[0]) if scores else 0
    if not rows or not columns:
        return {}, 0.0
    if rows > columns:
        turned, total = best_matching([[scores[r][c] for r in range(rows)] for c in range(columns)])
        return {row: column for column, row in turned.items()}, total
    infinity = float("inf")
    row_potential, column_potential = [0.0] * (rows + 1), [0.0] * (columns + 1)
    of_column, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        of_column[0] = row
        column = 0
        least = [infinity] * (columns + 1)
        done = [False] * (columns + 1)
        while True:
            done[column] = True
            current, delta, following = of_column[column], infinity, 0
            for j in range(1, columns + 1):
                if done[j]:
                    continue
                cost = -scores[current - 1][j - 1] - row_potential[current] - column_potential[j]
                if cost < least[j]:
                    least[j], way[j] = cost, column
                if least[j] < delta:
                    delta, following = least[j], j
            for j in range(columns + 1):
                if done[j]:
                    row_potential[of_column[j]] += delta
                    column_potential[j] -= delta
                else:
                    least[j] -= delta
            column = following
            if of_column[column] == 0:
                break
        while column:
            of_column[column] = of_column[way[column]]
            column = way[column]
    pairs = {of_column[j] - 1: j - 1 for j in range(1, columns + 1) if of_column[j]}
    kept = {row: column for row, column in pairs.items() if scores[row][column] > FORBIDDEN / 2}
    return kept, sum(scores[row][column] for row, column in kept.items())
