"""Persons shifted from one atom to another in a verified table: many more tables, each by exact integer arithmetic alone.

A shift keeps every row that holds both atoms alike; in the others it may use up the slack that the row has. What fits is
itself a whole integer table that satisfies everything.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from scipy import sparse

from natc.engine.release.atoms import Indices
from natc.engine.release.model import MOST, Problem

Array = npt.NDArray[np.int64]


class Shifts:
    """Which persons of one place can be shifted, all other places held.

    Atoms are numbered within the place, the last is none at all: persons may come from nowhere where no row counts them.
    """

    def __init__(self, problem: Problem, columns: Indices) -> None:
        matrix = sparse.csr_array(problem.matrix[:, columns])
        rows = np.flatnonzero(np.diff(matrix.indptr))
        signs = np.hstack([matrix[rows].toarray(), np.zeros((len(rows), 1), dtype=np.int64)])
        tight = problem.low[rows] == problem.high[rows]
        self.columns, self.rows = columns, rows[~tight]
        self.into, self.out = _alike(signs[tight])
        change = signs[~tight][:, self.into] - signs[~tight][:, self.out]  # of each row's sum, by one person of each pair
        self.pair, self.row = np.nonzero(change.T)
        self.change = change[self.row, self.pair]
        self.first = np.flatnonzero(np.diff(self.pair, prepend=-1))
        held = problem.counts[:, columns].toarray() > 0
        self.inside = np.hstack([held, np.zeros((len(held), 1), dtype=bool)])  # targets × atoms

    def most(self, problem: Problem, table: Indices) -> Array:
        """For each pair, how many persons can go from the one atom into the other."""
        sums = (problem.matrix @ table)[self.rows]
        room = np.stack([problem.high[self.rows] - sums, sums - problem.low[self.rows]])
        limits = room[(self.change < 0).astype(np.int64), self.row] // np.abs(self.change)
        most = np.append(table[self.columns], MOST)[self.out]
        limited = self.pair[self.first]
        if limited.size:
            most[limited] = np.minimum(most[limited], np.minimum.reduceat(limits, self.first))
        return most


def _alike(tight: Array) -> tuple[Array, Array]:
    """Every two atoms that all rows without slack hold alike: what one of them gains the other can lose."""
    kinds = np.unique(tight, axis=1, return_inverse=True)[1].ravel()
    into, out = np.nonzero(kinds[:, None] == kinds[None, :])
    return into[into != out], out[into != out]


def shifted(problem: Problem, shifts: Shifts, table: Indices, targets: Array, needed: Array) -> Iterator[tuple[int, int]]:
    """(target, value) for values that tables one shift away from this one give to these targets, with atoms in this place."""
    if not targets.size:
        return
    most, values = shifts.most(problem, table), problem.counts @ table
    for target in targets:
        gains, loses = shifts.inside[target][shifts.into], shifts.inside[target][shifts.out]
        for way, pairs in ((1, gains & ~loses), (-1, loses & ~gains)):
            reach = int(most[pairs].max(initial=0))
            for step in range(1, min(reach, int(needed[target])) + 1):
                yield int(target), int(values[target]) + way * step
