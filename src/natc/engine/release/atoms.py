"""Atoms: the finest groups of persons that any layout of any table tells apart. Every published count is a sum of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt

from natc.engine.release.counts import Codes, Count, group_of
from natc.engine.release.figures import SEPARATOR, TOTAL, Axis, Layout, ReleaseTable
from natc.engine.standard.submission_form import load_submission_form

# Tables that by their definition count the same persons; source: the rules `same_…` of the annual submission.
SAME_PERSONS = (("P1", "P2", "P3", "P4", "P8", "P9", "P9-exploitation"), ("J1", "J2"), ("J5", "J6", "J9"))
WITHIN = {"P7": "P1", "P10": "P1"}  # a row counts a person once at most, and only persons of the other table
MENTIONS = ("P10",)  # every person is in one row at least, if only as unknown; source: the rules `…_cover_persons`

Indices = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Atoms:
    """The atoms of one table of the submission as one territory sees them: every combination of classes of its dimensions.

    classes: {dimension: {category: class}}; a class holds the categories that no axis tells apart.
    """

    table: str
    classes: Mapping[str, Mapping[str, int]]

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(max(classes.values()) + 1 for classes in self.classes.values())

    @property
    def size(self) -> int:
        return int(np.prod(self.shape, dtype=np.int64))

    def of_cell(self, layout: Layout, cell: str, territory: str) -> Indices:
        """The atoms whose sum is this cell."""
        if cell == TOTAL or not layout.axes:
            return np.arange(self.size)
        chosen = {
            axis.dimension: {self.classes[axis.dimension][c] for c, group in group_of(axis, territory).items() if group == code}
            for axis, code in zip(layout.axes, cell.split(SEPARATOR), strict=True)
        }
        return self.of_classes(chosen)

    def of_classes(self, chosen: Mapping[str, set[int]]) -> Indices:
        """The atoms of these classes; a dimension that is not named is summed over."""
        masks = [
            np.isin(np.arange(size), list(chosen.get(dimension, range(size))))
            for dimension, size in zip(self.classes, self.shape, strict=True)
        ]
        return np.flatnonzero(reduce(np.multiply.outer, masks).ravel()) if masks else np.arange(1)

    def count(self, given: Mapping[Codes, Count]) -> Indices | None:
        """The atoms' true counts; None where a cell holds a reason instead of a number."""
        order = [dimension.code for dimension in load_submission_form().table(self.table).dimensions]
        places = [(order.index(dimension), classes) for dimension, classes in self.classes.items()]
        true = np.zeros(self.size, dtype=np.int64)
        for codes, count in given.items():
            if isinstance(count, str):
                return None
            if codes:
                at = [classes[codes[place]] for place, classes in places]
                true[np.ravel_multi_index(at, self.shape) if at else 0] += count
        return true if any(given) else None


def atoms_of(table: str, tables: Sequence[ReleaseTable], territory: str) -> Atoms:
    """The atoms of a table of the submission under every layout of these release tables."""
    source = load_submission_form().table(table)
    used = {axis.dimension for one in tables if one.table == table for layout in one.layouts for axis in layout.axes}
    axes = [axis for one in tables for layout in one.layouts for axis in layout.axes]
    return Atoms(table, {d.code: _classes(d.code, axes, territory) for d in source.dimensions if d.code in used})


def _classes(dimension: str, axes: Sequence[Axis], territory: str) -> dict[str, int]:
    """{category: class}: categories are in one class where every axis of this dimension puts them into one group."""
    groupings = [group_of(axis, territory) for axis in _distinct(axes, dimension)]
    told_apart: dict[tuple[str | None, ...], int] = {}
    categories = dict.fromkeys(category for grouping in groupings for category in grouping)
    return {
        category: told_apart.setdefault(tuple(grouping.get(category) for grouping in groupings), len(told_apart))
        for category in categories
    }


def _distinct(axes: Sequence[Axis], dimension: str) -> list[Axis]:
    found: list[Axis] = []
    for axis in axes:
        if axis.dimension == dimension and axis not in found:
            found.append(axis)
    return found


def population_of(table: str) -> str:
    """The code under which tables that are tied to each other stand: they are tested together, all others apart."""
    table = WITHIN.get(table, table)
    return next((tables[0] for tables in SAME_PERSONS if table in tables), table)
