"""The disclosure test of one problem: which counts are proven to stay hidden. What is not proven is unsafe."""

from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import linprog

from natc.engine.release.atoms import Indices
from natc.engine.release.model import MOST, Problem, Row, problem
from natc.engine.release.protect import Item
from natc.engine.release.witness import Exhibited, Pool, exhibit, least, most, pooled, seek, start

ROUGH = 1e-4  # of a linear bound; persons are whole, the solver's numbers are not quite
ALONE = 24  # counts that are searched for one by one; where more are open, coarsening comes first
BINDS = 1e-9  # a row with a larger dual price limits the target


@dataclass(frozen=True)
class Verdict:
    """What was proven of the targets of a problem, by their number in it."""

    unsafe: tuple[int, ...]
    hidden: int  # targets


def judge(tested: Problem, table: Indices, pool: Pool) -> Verdict:
    """The verdict on a problem, from one table that fits it. pool: see `witness.exhibit`."""
    seen = exhibit(tested, table, pool, partial(_of_many, tested))
    left = list(map(int, seen.open))
    alone = left if len(left) <= ALONE else []
    unproven = [target for target in left if target not in alone or not _proven_alone(tested, target, seen)]
    unsafe = _not_public(tested, unproven, seen)
    pooled(tested, seen, pool)
    return Verdict(unsafe=tuple(unsafe), hidden=len(tested.targets))


def _of_many(tested: Problem, target: int) -> bool:
    """Whether linear bounds, from what is known of its own places alone, prove the target no small count."""
    asked, part = tested.targets[target], _of_its_places(tested, target)
    many = least(part, 0) > asked.enough - 1 + ROUGH
    return many or (asked.zero_shown and most(part, 0) < 1 - ROUGH)


def _of_its_places(tested: Problem, target: int) -> Problem:
    """The problem of one target in its places, with only the rows that lie wholly in them: what cannot be there cannot be."""
    mine = np.array([np.isin(tested.targets[target].atoms, columns).any() for columns in tested.places.values()])
    columns = np.concatenate([columns for columns, one in zip(tested.places.values(), mine, strict=True) if one])
    rows = ~tested.touches[:, ~mine].any(axis=1)
    matrix, counts = (sparse.csr_array(part[:, columns]) for part in (tested.matrix[rows], tested.counts[[target]]))
    return replace(tested, matrix=matrix, low=tested.low[rows], high=tested.high[rows], counts=counts)


def _proven_alone(tested: Problem, target: int, seen: Exhibited) -> bool:
    """Whether tables searched for this target alone give it enough values."""
    while target in seen.open:
        if not any(seek(tested, target, between, seen) for between in _unseen(seen, target, 0, MOST)):
            return False
    return True


def _unseen(seen: Exhibited, target: int, least: int, most: int) -> list[tuple[int, int]]:
    """Where, between least and most, a value not seen yet may lie: above and below those seen, and between them."""
    values = sorted(int(value) for value in seen.values[target] if value >= 0)
    beyond = [(values[-1] + 1, most), (least, values[0] - 1)]
    gaps = [(one + 1, other - 1) for one, other in pairwise(values)]
    return [(low, high) for low, high in [*beyond, *gaps] if low <= high]


def _not_public(tested: Problem, unproven: list[int], seen: Exhibited) -> list[int]:
    """The unproven targets that the public baseline alone would leave more values than everything published does."""
    rows = [row for row in tested.rows if row.public]
    if not unproven or all(_by_definition(row) for row in rows):
        return unproven
    targets = [tested.targets[target] for target in unproven]
    without_us = problem(rows, targets, tested.places, tested.size)
    table = start(without_us, np.full(tested.size, -1))
    if table is None:
        return unproven
    values = Exhibited.nothing(without_us, table)
    for number in range(len(targets)):
        _proven_alone(without_us, number, values)  # stops as soon as there are as many as are needed
    if values.undecided:
        return unproven
    return [target for number, target in enumerate(unproven) if values.found[number] > seen.found[target]]


def _by_definition(row: Row) -> bool:
    return bool(row.minus.size)


def binding(tested: Problem, target: int) -> set[Item]:
    """The items whose figures limit a target, by the dual prices of its linear bounds."""
    gain = tested.counts[[target]].toarray().ravel().astype(float)
    matrix = sparse.vstack([tested.matrix, -tested.matrix]).astype(float)
    limits = np.concatenate([tested.high, -tested.low]).astype(float)
    found: set[Item] = set()
    for way in (1, -1):
        answer = linprog(way * gain, A_ub=matrix, b_ub=limits, bounds=(0, None), method="highs")
        if answer.status == 0:
            found |= _items(tested, np.abs(answer.ineqlin.marginals) > BINDS)
    return found


def _items(tested: Problem, binds: npt.NDArray[np.bool_]) -> set[Item]:
    half = len(tested.rows)
    items = {tested.rows[row].item for row in np.flatnonzero(binds[:half] | binds[half:])}
    return {item for item in items if item is not None}
