"""Integer tables that fit everything published, found by HiGHS, each verified by integer arithmetic before it counts.

One table gives a value to every hidden count at once; a count is proven when the tables exhibit enough different values.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from natc.engine.release.atoms import Indices
from natc.engine.release.model import MOST, Problem
from natc.engine.release.shift import Shifts, shifted

SECONDS = 20.0  # a solve that takes longer brings nothing
GAP = 0.1  # of the objective of a joint solve: any table with new values will do, the best is not needed
ROUNDS = 80  # of joint solves over all places at most; own solves follow for what is left
REACH = (1, 3)  # persons that an atom moves in one joint solve, in turn: near ones are quick, far ones leave corners
FAR = 6  # persons that an atom moves in a solve for one target
TOGETHER = 3  # places that one joint solve moves; all at once takes longer, one alone is held by the region's figures
IDLE = 3  # rounds in a row that bring next to nothing before own solves are the better way
SEED = 1  # of the order in which places are moved: the same release has the same test
OPTIMAL, TIMED_OUT = 0, 1  # status of scipy.optimize.milp

Array = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass
class Exhibited:
    """The different values that verified tables have exhibited for each target, at most as many as it needs."""

    values: Array  # targets × most needed; -1 where nothing yet
    needed: Array
    ways: Array  # whether each target is being pushed up (1) or down (-1)
    table: Indices  # the last one
    solves: int = 0
    timed_out: int = 0

    @classmethod
    def nothing(cls, problem: Problem, table: Indices) -> "Exhibited":
        """Nothing yet but what this table gives."""
        needed = np.array([target.needed for target in problem.targets], dtype=np.int64)
        ways = np.where(np.arange(len(needed)) % 2, 1, -1)
        seen = cls(np.full((len(needed), max(needed, default=1)), -1, dtype=np.int64), needed, ways, table)
        seen.add(problem.counts @ table)
        return seen

    @property
    def found(self) -> Array:
        return np.asarray((self.values >= 0).sum(axis=1))

    @property
    def open(self) -> Array:
        """The targets that lack values."""
        return np.flatnonzero(self.found < self.needed)

    def add_one(self, target: int, value: int) -> None:
        """Count a value that a verified table gives to one target."""
        found = int((self.values[target] >= 0).sum())
        if found < self.needed[target] and value not in self.values[target]:
            self.values[target, found] = value

    def add(self, values: Array) -> None:
        """Count the values that one verified table gives to all targets."""
        found = self.found
        new = np.flatnonzero((found < self.needed) & ~(self.values == values[:, None]).any(axis=1))
        self.values[new, found[new]] = values[new]


def start(problem: Problem, fixed: Array) -> Indices | None:
    """A table that fits; unknowns with `fixed` >= 0 keep that value. None when there is none, or none is found in time."""
    bounds = Bounds(np.where(fixed >= 0, fixed, 0), np.where(fixed >= 0, fixed, MOST))
    return _solve(problem, np.zeros(problem.size), bounds)[0]


def exhibit(problem: Problem, table: Indices) -> Exhibited:
    """Joint solves from table to table: every target without enough values is pushed up or down, and turned when blocked."""
    seen = Exhibited.nothing(problem, table)
    draw = np.random.default_rng(SEED)
    shifts = [(Shifts(problem, columns), _inside(problem, columns)) for columns in problem.places]
    idle = 0
    for turn in range(ROUNDS):
        before, missing = seen.found.sum(), len(seen.open)
        _shift(problem, shifts, seen)
        if not seen.open.size or idle == IDLE:
            break
        order = draw.permutation(len(problem.places))
        for group in range(0, len(order), TOGETHER):
            seen.table = _push(problem, _together(problem, order[group : group + TOGETHER]), seen, REACH[turn % 2])
        idle = idle + 1 if seen.found.sum() - before <= missing // 40 else 0
    return seen


def _inside(problem: Problem, columns: Indices) -> Array:
    """The targets that lie wholly in this place."""
    inside = np.zeros(problem.size, dtype=np.int64)
    inside[columns] = 1
    return np.flatnonzero(problem.counts @ inside == np.diff(problem.counts.indptr))


def _shift(problem: Problem, shifts: Sequence[tuple[Shifts, Array]], seen: Exhibited) -> None:
    missing = seen.open
    for one, targets in shifts:
        for target, value in shifted(problem, one, seen.table, np.intersect1d(targets, missing), seen.needed):
            seen.add_one(target, value)


def _together(problem: Problem, places: Array) -> Indices:
    return np.sort(np.concatenate([problem.places[place] for place in places]))


def _push(problem: Problem, columns: Indices, seen: Exhibited, reach: int) -> Indices:
    """The next table, no atom of `columns` further than `reach` from this one, all others held. Turns blocked ways."""
    table, counts = seen.table, sparse.csr_array(problem.counts[:, columns])
    touched = np.diff(counts.indptr) > 0
    before = problem.counts @ table
    seen.ways[before == 0] = 1
    wanted = touched & (seen.found < seen.needed)
    if not wanted.any():
        return table
    moved, status = _near(problem, columns, table, np.where(wanted, seen.ways, 0) @ counts, reach)
    seen.solves += 1
    seen.timed_out += status == TIMED_OUT
    if moved is None:
        return table
    after = problem.counts @ moved
    seen.ways[touched & ((after - before) * seen.ways <= 0)] *= -1
    seen.add(after)
    return moved


def _near(  # noqa: PLR0913, PLR0917 - one solve, said whole
    problem: Problem,
    columns: Indices,
    table: Indices,
    gain: Floats,
    reach: int,
    also: tuple[int, tuple[int, int]] | None = None,
) -> tuple[Indices | None, int]:
    """The table with most gain near this one, atoms out of `columns` held, and the solver's status; only what fits.

    also: a target and the values between which it is to lie.
    """
    matrix = sparse.csr_array(problem.matrix[:, columns])
    rows = np.flatnonzero(np.diff(matrix.indptr))
    matrix = sparse.csr_array(matrix[rows])
    rest = (problem.matrix @ table)[rows] - matrix @ table[columns]
    answer = milp(
        -gain,
        integrality=np.ones(len(columns)),
        bounds=Bounds(np.maximum(0, table[columns] - reach), table[columns] + reach),
        constraints=[
            LinearConstraint(matrix, problem.low[rows] - rest, problem.high[rows] - rest),
            *([_between(problem, columns, table, *also)] if also else []),
        ],
        options={"time_limit": SECONDS, "mip_rel_gap": GAP},
    )
    if answer.x is None:
        return None, answer.status
    moved = table.copy()
    moved[columns] = np.rint(answer.x).astype(np.int64)
    return (moved if problem.fits(moved) else None), answer.status


def _between(problem: Problem, columns: Indices, table: Indices, target: int, values: tuple[int, int]) -> LinearConstraint:
    counts = problem.counts[[target]][:, columns]
    rest = int((problem.counts @ table)[target] - (counts @ table[columns])[0])
    return LinearConstraint(counts, values[0] - rest, values[1] - rest)


def seek(problem: Problem, target: int, between: tuple[int, int], columns: Indices, seen: Exhibited) -> bool:
    """Look for a table, near the last one, in which the target lies between these values; whether there was one."""
    found, status = _near(problem, columns, seen.table, np.zeros(len(columns)), FAR, also=(target, between))
    seen.solves += 1
    seen.timed_out += status == TIMED_OUT
    if found is not None:
        seen.add(problem.counts @ found)
    return found is not None


def around(problem: Problem, target: int) -> Indices:
    """The unknowns of the places that the target lies in, and of others to make up TOGETHER."""
    atoms = problem.targets[target].atoms
    touched = [number for number, place in enumerate(problem.places) if np.isin(atoms, place).any()]
    others = [number for number in range(len(problem.places)) if number not in touched]
    turned = others[target % max(len(others), 1) :] + others
    return _together(problem, np.unique([*touched, *turned[: max(0, TOGETHER - len(touched))]]))


def limits(problem: Problem, target: int) -> tuple[float, float]:
    """Below and above which the target cannot be, by linear bounds: no integer table is outside them."""
    gain = problem.counts[[target]].toarray().ravel().astype(float)
    least, most = (_linear(problem, way * gain) for way in (1, -1))
    return least, -most


def _linear(problem: Problem, cost: Floats) -> float:
    rows = [LinearConstraint(problem.matrix, problem.low, problem.high)] if problem.rows else []
    answer = milp(cost, bounds=Bounds(0, MOST), constraints=rows, options={"time_limit": SECONDS})
    return float(answer.fun) if answer.status == OPTIMAL else -np.inf


def _solve(problem: Problem, cost: Floats, bounds: Bounds, *more: LinearConstraint) -> tuple[Indices | None, int]:
    """A verified table of least cost, and the solver's status; no table where there is none or none was found in time."""
    rows = [LinearConstraint(problem.matrix, problem.low, problem.high)] if problem.rows else []
    answer = milp(
        cost,
        integrality=np.ones(problem.size),
        bounds=bounds,
        constraints=[*rows, *more],
        options={"time_limit": SECONDS, "mip_rel_gap": 0.0},
    )
    if answer.x is None:
        return None, answer.status
    table = np.rint(answer.x).astype(np.int64)
    return (table if problem.fits(table) else None), answer.status
