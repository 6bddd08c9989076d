"""Integer tables that fit everything published, found by HiGHS, each verified by integer arithmetic before it counts.

One table gives a value to every hidden count at once; a count is proven when the tables exhibit enough different values.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from natc.engine.release.atoms import Indices
from natc.engine.release.model import MOST, Place, Problem
from natc.engine.release.shift import Shifts, shifted

SECONDS = 20.0  # a solve that takes longer brings nothing
CENTRED = 0.1  # of the objective: near the middle will do
GAP = 0.05  # of the objective of a joint solve: any table with new values will do, the best is not needed
ROUNDS = 80  # of joint solves at most; own solves follow for what is left
IDLE = 5  # rounds in a row that bring nothing before own solves are the better way
SEED = 1  # of which counts are pushed which way: the same release has the same test
OPTIMAL, INFEASIBLE = 0, 2  # status of scipy.optimize.milp

Array = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Pool = dict[tuple[int, Place], list[Indices]]  # by how many unknowns a place has, and the place: its part of tables


@dataclass
class Exhibited:
    """The different values that verified tables have exhibited for each target, at most as many as it needs."""

    values: Array  # targets × most needed; -1 where nothing yet
    needed: Array
    tables: list[Indices]  # all that were found
    undecided: int = 0  # solves that neither gave a table nor proved that there is none

    @classmethod
    def nothing(cls, problem: Problem, table: Indices) -> "Exhibited":
        """Nothing yet but what this table gives."""
        needed = np.array([target.needed for target in problem.targets], dtype=np.int64)
        seen = cls(np.full((len(needed), max(needed, default=1)), -1, dtype=np.int64), needed, [])
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


def middle(problem: Problem) -> Indices | None:
    """A table that fits and lies away from the limits of what is known of sums over several places, so that each place can move:
    in the middle of a number, at nothing where there are few.

    None when there is none, or none is found in time.
    """
    of_place = np.zeros(problem.size, dtype=np.int64)
    for number, columns in enumerate(problem.places.values()):
        of_place[columns] = number
    shared = np.array([len(np.unique(of_place[row.plus])) > 1 and row.high < MOST for row in problem.rows], dtype=bool)
    if not problem.size:
        return np.zeros(0, dtype=np.int64)
    anywhere = start(problem, np.full(problem.size, -1))
    if anywhere is None or not shared.any():
        return anywhere
    sums = sparse.csr_array(problem.matrix[shared])
    low, high = problem.low[shared], problem.high[shared]
    centre, apart = np.where(low > 0, (low + high) / 2, 0), sparse.eye_array(int(shared.sum()))
    cost = np.concatenate([np.zeros(problem.size), np.ones(len(centre))])
    answer = milp(
        cost,
        integrality=np.concatenate([np.ones(problem.size), np.zeros(len(centre))]),
        bounds=Bounds(0, MOST),
        constraints=[
            LinearConstraint(
                sparse.hstack([problem.matrix, sparse.csr_array((len(problem.rows), len(centre)))]), problem.low, problem.high
            ),
            LinearConstraint(sparse.hstack([sums, -apart]), -np.inf, centre),
            LinearConstraint(sparse.hstack([sums, apart]), centre, np.inf),
        ],
        options={"time_limit": SECONDS, "mip_rel_gap": CENTRED},
    )
    table = None if answer.x is None else np.rint(answer.x[: problem.size]).astype(np.int64)
    return table if table is not None and problem.fits(table) else anywhere


def exhibit(problem: Problem, table: Indices, pool: Pool, of_many: Callable[[int], bool]) -> Exhibited:
    """Joint solves from table to table: in each, some targets without enough values are pushed up and some down.

    pool: tables that earlier tests found for single places. Put into this table, those that still fit are taken.
    of_many: whether a target is no small count; then it needs no values. Asked only of those that still lack some.
    """
    seen = Exhibited.nothing(problem, table)
    shifts = [(Shifts(problem, columns), _touching(problem, columns)) for columns in problem.places.values()]
    _take(problem, table, shifts, seen)
    _take_pooled(problem, table, pool, seen)
    seen.needed[[target for target in seen.open if of_many(int(target))]] = 0
    draw, idle = np.random.default_rng(SEED), 0
    for _ in range(ROUNDS):
        if not seen.open.size or idle == IDLE:
            break
        before = seen.found.sum()
        found = _push(problem, draw, seen)
        if found is not None:
            _take(problem, found, shifts, seen)
        idle = 0 if seen.found.sum() > before else idle + 1
    return seen


def pooled(problem: Problem, seen: Exhibited, pool: Pool) -> None:
    """Keep what the tables found say of each place, for later tests over the same unknowns."""
    for place, columns in problem.places.items():
        pool.setdefault((len(columns), place), []).extend(table[columns] for table in seen.tables)


def _take_pooled(problem: Problem, table: Indices, pool: Pool, seen: Exhibited) -> None:
    for place, columns in problem.places.items():
        for part in pool.get((len(columns), place), ()):
            changed = table.copy()
            changed[columns] = part
            if problem.fits(changed):
                seen.add(problem.counts @ changed)


def _take(problem: Problem, table: Indices, shifts: Sequence[tuple[Shifts, Array]], seen: Exhibited) -> None:
    """Count the values of a verified table and of those one shift away from it."""
    seen.tables.append(table)
    seen.add(problem.counts @ table)
    _shift(problem, shifts, seen)


def _touching(problem: Problem, columns: Indices) -> Array:
    """The targets that have an atom in this place."""
    here = np.zeros(problem.size, dtype=np.int64)
    here[columns] = 1
    return np.flatnonzero(problem.counts @ here)


def _shift(problem: Problem, shifts: Sequence[tuple[Shifts, Array]], seen: Exhibited) -> None:
    missing = seen.open
    for one, targets in shifts:
        for target, value in shifted(problem, one, seen.tables[-1], np.intersect1d(targets, missing), seen.needed):
            seen.add_one(target, value)


def _push(problem: Problem, draw: np.random.Generator, seen: Exhibited) -> Indices | None:
    """A table in which some targets without enough values are larger and others smaller, as drawn; None when none is found."""
    ways = draw.choice([-1, 0, 1], len(seen.open))
    return _solved(problem, -(ways @ sparse.csr_array(problem.counts[seen.open])), seen)


def seek(problem: Problem, target: int, between: tuple[int, int], seen: Exhibited) -> bool:
    """Look for a table in which the target lies between these values; whether there was one."""
    found = _solved(problem, np.zeros(problem.size), seen, LinearConstraint(problem.counts[[target]], *between))
    if found is not None:
        seen.tables.append(found)
        seen.add(problem.counts @ found)
    return found is not None


def _solved(problem: Problem, cost: Floats, seen: Exhibited, *more: LinearConstraint) -> Indices | None:
    table, status = _solve(problem, cost, Bounds(0, MOST), *more)
    seen.undecided += table is None and status != INFEASIBLE
    return table


def least(problem: Problem, target: int) -> float:
    """Below which the target cannot be, by a linear bound: no integer table is outside it."""
    return _linear(problem, problem.counts[[target]].toarray().ravel())


def most(problem: Problem, target: int) -> float:
    """Above which it cannot be."""
    return -_linear(problem, -problem.counts[[target]].toarray().ravel())


def _linear(problem: Problem, cost: Floats) -> float:
    rows = [LinearConstraint(problem.matrix, problem.low, problem.high)] if problem.low.size else []
    answer = milp(cost.astype(float), bounds=Bounds(0, MOST), constraints=rows, options={"time_limit": SECONDS})
    return float(answer.fun) if answer.status == OPTIMAL else -np.inf


def _solve(problem: Problem, cost: Floats, bounds: Bounds, *more: LinearConstraint) -> tuple[Indices | None, int]:
    """A verified table of least cost, and the solver's status; no table where there is none or none was found in time."""
    rows = [LinearConstraint(problem.matrix, problem.low, problem.high)] if problem.rows else []
    answer = milp(
        cost,
        integrality=np.ones(problem.size),
        bounds=bounds,
        constraints=[*rows, *more],
        options={"time_limit": SECONDS, "mip_rel_gap": GAP},
    )
    if answer.x is None:
        return None, answer.status
    table = np.rint(answer.x).astype(np.int64)
    return (table if problem.fits(table) else None), answer.status
