"""What one knows who has read everything: unknown integers, and the rows that published figures put on their sums.

Made from published content alone. An unknown is the count of one atom in one state and year; where a year was revised, of
each version, for one who takes the versions as different tables.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

from natc.engine.release.atoms import MENTIONS, SAME_PERSONS, WITHIN, Atoms, Indices, atoms_of, population_of
from natc.engine.release.figures import REGION, Layout, ReleaseTable, Showing
from natc.engine.release.protect import Figure, Interval, Item

MOST = 1_000_000  # persons in an atom; more than any state of the region will ever register


class Place(NamedTuple):
    """A state in a year. version: number of the release whose figures these are; "" where the year has one version."""

    territory: str
    year: int
    version: str


@dataclass(frozen=True)
class Published:
    """Figures that stand together. places: which version of a state and year they are about."""

    tables: Mapping[str, ReleaseTable]
    figures: Sequence[Figure]
    reported: Mapping[tuple[str, int], Sequence[str]]  # (table, year): the states that a figure of the region holds
    version: Callable[[str, int], str]
    new: bool  # of the release in the making: its items can still be coarsened

    def places(self, item: Item) -> list[Place]:
        """The states and years whose sum a figure of this item is."""
        if item.territory == REGION:
            states = self.reported.get((item.table, item.first_year), ())
            return [Place(state, item.first_year, self.version(state, item.first_year)) for state in states]
        years = range(item.first_year, item.last_year + 1)
        return [Place(item.territory, year, self.version(item.territory, year)) for year in years]


@dataclass(frozen=True)
class Row:
    """A sum of atoms between low and high. item: the item whose figure says so; None for what holds by definition."""

    plus: Indices
    minus: Indices
    low: int
    high: int
    item: Item | None
    public: bool  # known without any release


@dataclass(frozen=True)
class Target:
    """A count that may be hidden: it must be able to take `needed` values, unless it is known to be `enough` or more."""

    atoms: Indices
    item: Item
    needed: int
    enough: int  # persons; a count that is known to be at least this is none of few
    zero_shown: bool


@dataclass(frozen=True)
class Problem:
    """Rows and targets of one population over all states, years and releases, as integer matrices."""

    matrix: sparse.csr_array  # rows × atoms
    low: npt.NDArray[np.int64]
    high: npt.NDArray[np.int64]
    rows: tuple[Row, ...]
    targets: tuple[Target, ...]
    counts: sparse.csr_array  # targets × atoms
    places: Mapping[Place, Indices]  # the atoms of each place

    @property
    def size(self) -> int:
        """How many unknowns there are."""
        return int(self.matrix.shape[1])

    @cached_property
    def touches(self) -> npt.NDArray[np.bool_]:
        """rows × places: whether a row is about atoms of a place."""
        held = np.zeros((self.size, len(self.places)), dtype=np.int64)
        for number, columns in enumerate(self.places.values()):
            held[columns, number] = 1
        return np.asarray(abs(self.matrix) @ held > 0)

    def fits(self, table: Indices) -> bool:
        """Whether an integer table satisfies every row, by integer arithmetic."""
        sums = self.matrix @ table
        return bool(np.all(table >= 0) and np.all(sums >= self.low) and np.all(sums <= self.high))


class Cells:
    """Which atoms each cell of each table holds, as each territory sees them. The same for all problems of a draft."""

    def __init__(self, tables: Sequence[ReleaseTable]) -> None:
        self.tables = tables
        self._atoms: dict[tuple[str, str], Atoms] = {}
        self._cells: dict[tuple[int, str, str, str], Indices] = {}  # by identity of the layout, which a release keeps alive

    def atoms(self, source: str, territory: str) -> Atoms:
        """The atoms of a table of the submission."""
        if (source, territory) not in self._atoms:
            self._atoms[source, territory] = atoms_of(source, self.tables, territory)
        return self._atoms[source, territory]

    def cell(self, territory: str, source: str, layout: Layout, cell: str, seen_as: str) -> Indices:
        """The atoms of a territory that a cell of a layout holds, its groups as `seen_as` (a territory) has them."""
        key = (id(layout), cell, territory, seen_as)
        if key not in self._cells:
            self._cells[key] = self.atoms(source, territory).of_cell(layout, cell, seen_as)
        return self._cells[key]


class Space:
    """Where the atoms of each place stand among the unknowns of one population."""

    def __init__(self, population: str, cells: Cells) -> None:
        self.cells, self.tables, self.atoms = cells, cells.tables, cells.atoms
        self.sources = sorted({table.table for table in self.tables if population_of(table.table) == population})
        self.offsets: dict[tuple[Place, str], int] = {}
        self.size = 0

    def enter(self, place: Place) -> None:
        """Give the place its unknowns."""
        for source in self.sources:
            if (place, source) not in self.offsets:
                size = self.atoms(source, place.territory).size
                self.offsets[place, source] = self.size
                self.size += size

    def of_places(self) -> dict[Place, Indices]:
        """The unknowns of each place."""
        found: dict[Place, list[Indices]] = {}
        for (place, source), offset in self.offsets.items():
            found.setdefault(place, []).append(offset + np.arange(self.atoms(source, place.territory).size))
        return {place: np.concatenate(parts) for place, parts in found.items()}

    def whole(self, places: Sequence[Place], table: ReleaseTable, layout: Layout, cell: str, seen_as: str) -> Indices:
        """The unknowns of several places whose sum is this cell."""
        source = table.table
        parts = [self.cells.cell(one.territory, source, layout, cell, seen_as) + self.offsets[one, source] for one in places]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)


def definitions(space: Space, places: Sequence[Place]) -> Iterator[Row]:
    """The rows that hold by definition in each place: tables of the same persons share their common margins."""
    for place in places:
        for tables in SAME_PERSONS:
            used = [table for table in tables if table in space.sources]
            for at, first in enumerate(used):
                for second in used[at + 1 :]:
                    yield from _margins(space, place, first, second, 0)
        for part, whole in _wholes(space, WITHIN):
            yield from _parts_within(space, place, part, whole)


def mentions(space: Space, places: Sequence[Place]) -> Iterator[Row]:
    """The rows that hold where a state follows the counting rules: who is counted as a person is mentioned at least once."""
    for place in places:
        for mentioned, persons in _wholes(space, {table: WITHIN[table] for table in MENTIONS}):
            yield from _margins(space, place, persons, mentioned, MOST)


def _wholes(space: Space, within: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each table with one that counts the same persons as the table it lies within: the first that is there."""
    for part, whole in within.items():
        family = next((tables for tables in SAME_PERSONS if whole in tables), (whole,))
        if part in space.sources:
            yield from [(part, table) for table in family if table in space.sources][:1]


def _margins(space: Space, place: Place, first: str, second: str, slack: int) -> Iterator[Row]:
    """Second minus first, for every class of the dimensions that both have, between 0 and slack."""
    atoms = space.atoms(first, place.territory), space.atoms(second, place.territory)
    common = [dimension for dimension in atoms[0].classes if dimension in atoms[1].classes]
    sizes = [max(atoms[0].classes[dimension].values()) + 1 for dimension in common]
    for codes in np.ndindex(*sizes):
        chosen = {dimension: {code} for dimension, code in zip(common, codes, strict=True)}
        minus = atoms[0].of_classes(chosen) + space.offsets[place, first]
        plus = atoms[1].of_classes(chosen) + space.offsets[place, second]
        yield Row(plus, minus, 0, slack, None, public=True)


def _parts_within(space: Space, place: Place, part: str, whole: str) -> Iterator[Row]:
    """Every row of `part` counts no more persons than `whole` has in the classes that both tell apart."""
    inner, outer = space.atoms(part, place.territory), space.atoms(whole, place.territory)
    for codes in np.ndindex(*inner.shape):
        classes = dict(zip(inner.classes, codes, strict=True))
        chosen = {dimension: {code} for dimension, code in classes.items()}
        minus = inner.of_classes(chosen) + space.offsets[place, part]
        shared = {dimension: code for dimension, code in chosen.items() if dimension in outer.classes}
        plus = outer.of_classes(shared) + space.offsets[place, whole]
        yield Row(plus, minus, 0, MOST, None, public=True)


def said(space: Space, published: Published) -> Iterator[Row]:
    """The rows that the figures of a release say."""
    none = np.zeros(0, dtype=np.int64)
    for figure in published.figures:
        table = published.tables[figure.table]
        if figure.low is None or figure.high is None or table.table not in space.sources:
            continue
        layout = layout_of(table, figure.layout)
        places = published.places(figure.item)
        atoms = space.whole(places, table, layout, figure.cell, figure.territory)
        exact = figure.showing == Showing.EXACT
        yield Row(atoms, none, figure.low, figure.high, figure.item if published.new else None, exact)


def layout_of(table: ReleaseTable, code: str) -> Layout:
    """The layout of this code; KeyError when the table has none."""
    return {layout.code: layout for layout in table.layouts}[code]


def holds(row: Row, true: Indices) -> bool | None:
    """Whether the true counts fit the row; None where one of them is not there (-1)."""
    plus, minus = true[row.plus], true[row.minus]
    if (plus < 0).any() or (minus < 0).any():
        return None
    return bool(row.low <= plus.sum() - minus.sum() <= row.high)


def known_row(atoms: Indices, known: Interval) -> Row:
    """What is public about a sum of atoms without us."""
    return Row(atoms, np.zeros(0, dtype=np.int64), known.low, MOST if known.high is None else known.high, None, public=True)


def problem(rows: Sequence[Row], targets: Sequence[Target], places: Mapping[Place, Indices], size: int) -> Problem:
    """Rows and targets over `size` unknowns as matrices; places: the unknowns of each."""
    none = np.zeros(0, dtype=np.int64)
    return Problem(
        matrix=_matrix([(row.plus, row.minus) for row in rows], size),
        low=np.array([row.low for row in rows], dtype=np.int64),
        high=np.array([row.high for row in rows], dtype=np.int64),
        rows=tuple(rows),
        targets=tuple(targets),
        counts=_matrix([(target.atoms, none) for target in targets], size),
        places=places,
    )


def _matrix(rows: Sequence[tuple[Indices, Indices]], size: int) -> sparse.csr_array:
    columns = [np.concatenate(row) for row in rows]
    signs = [np.repeat(np.array([1, -1]), [len(plus), len(minus)]) for plus, minus in rows]
    starts = np.cumsum([0, *map(len, columns)])
    empty = np.zeros(0, dtype=np.int64)
    data, indices = (np.concatenate([empty, *parts]) for parts in (signs, columns))
    return sparse.csr_array((data.astype(np.int64), indices, starts), shape=(len(rows), size))
