"""The disclosure test of one problem: which counts are proven to stay hidden. What is not proven is unsafe."""

from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import linprog

from natc.engine.release.atoms import Indices
from natc.engine.release.model import MOST, Problem, Row, problem
from natc.engine.release.protect import Item
from natc.engine.release.witness import Exhibited, around, exhibit, limits, seek, start

ROUGH = 1e-4  # of a linear bound; persons are whole, the solver's numbers are not quite
WHOLE = 400  # unknowns that a search for one count may move at once; in larger problems it moves some places, or gives up
BINDS = 1e-9  # a row with a larger dual price limits the target


@dataclass(frozen=True)
class Verdict:
    """What was proven of the targets of a problem, by their number in it."""

    unsafe: tuple[int, ...]
    joint: int
    own: int
    already_public: int
    least_values: int  # that any proven target was shown to take; of those known to be many, the number they need
    solves: int
    timed_out: int


def judge(tested: Problem, table: Indices) -> Verdict:
    """The verdict on a problem, from one table that fits it."""
    seen = exhibit(tested, table)
    left = [int(target) for target in seen.open]
    unproven = [target for target in left if not _proven_alone(tested, target, seen)]
    unsafe = _not_public(tested, unproven, seen)
    counted = [target for target in range(len(tested.targets)) if target not in unproven]
    return Verdict(
        unsafe=tuple(unsafe),
        joint=len(tested.targets) - len(left),
        own=len(left) - len(unproven),
        already_public=len(unproven) - len(unsafe),
        least_values=min((int(seen.needed[target]) for target in counted), default=0),
        solves=seen.solves,
        timed_out=seen.timed_out,
    )


def _proven_alone(tested: Problem, target: int, seen: Exhibited) -> bool:
    """Whether tables searched for this target alone give it enough values, or linear bounds prove it no small count."""
    _search(tested, target, (0, MOST), around(tested, target), seen)
    if target not in seen.open:
        return True
    asked = tested.targets[target]
    below, above = limits(tested, target)
    if below > asked.enough - 1 + ROUGH or (asked.zero_shown and above < 1 - ROUGH):
        return True
    least, most = ceil(below - ROUGH), floor(min(above, MOST) + ROUGH)
    if most - least + 1 >= asked.needed and tested.size <= WHOLE:
        _search(tested, target, (least, most), np.arange(tested.size), seen)
    return target not in seen.open


def _search(tested: Problem, target: int, within: tuple[int, int], columns: Indices, seen: Exhibited) -> None:
    """Look for values not seen yet, moving the unknowns of `columns`, until there are enough or none is found."""
    while target in seen.open:
        if not any(seek(tested, target, between, columns, seen) for between in _unseen(seen, target, *within)):
            return


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
        _proven_alone(without_us, number, values)
    seen.solves += values.solves
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
