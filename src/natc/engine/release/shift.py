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
    """What can be shifted among the atoms of one place, all other places held. Atoms are numbered within the place here."""

    def __init__(self, problem: Problem, columns: Indices) -> None:
        matrix = sparse.csr_array(problem.matrix[:, columns])
        self.columns = columns
        self.rows = np.flatnonzero(np.diff(matrix.indptr))
        outside = np.zeros((len(self.rows), 1), dtype=np.int64)  # an atom in no row: what is shifted may come from nowhere
        self.signs = np.hstack([matrix[self.rows].toarray(), outside])

    def most(self, problem: Problem, table: Indices) -> Array:
        """By how much each atom (rows) can grow at the cost of each other one (columns); the last is none at all."""
        sums = (problem.matrix @ table)[self.rows]
        up, down = problem.high[self.rows] - sums, sums - problem.low[self.rows]
        most = np.tile(np.append(table[self.columns], MOST), (len(self.columns) + 1, 1))
        for signs, above, below in zip(self.signs, up, down, strict=True):
            by_change = np.array([below // 2, below, MOST, above, above // 2])  # of the row's sum: -2, -1, 0, 1, 2 a person
            change = signs[:, None] - signs[None, :]
            np.minimum(most, by_change[change + 2], out=most)
        return most


def shifted(problem: Problem, shifts: Shifts, table: Indices, targets: Array, needed: Array) -> Iterator[tuple[int, int]]:
    """(target, value) for values that tables one shift away from this one give to these targets, with atoms in this place."""
    if not targets.size:
        return
    most = shifts.most(problem, table)
    for target in targets:
        inside = np.isin(shifts.columns, problem.targets[target].atoms)
        value = int(table[problem.targets[target].atoms].sum())
        inside = np.append(inside, False)
        for way, reach in ((1, most[inside][:, ~inside].max()), (-1, most[~inside][:, inside].max())):
            for step in range(1, min(int(reach), int(needed[target])) + 1):
                yield int(target), value + way * step
