"""Everything the attacker knows, as sums over unknown counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from adversary.published import Range

Key = tuple[str, int, str, int]  # territory, year, table of the submission, version of its counts
Row = tuple[frozenset[str], ...]  # one block of categories for each dimension of the table
Rows = dict[Row, int]  # row → the number of its unknown
Unknown = tuple[str, int, str, int, Row]


class Place(NamedTuple):
    """Where a figure stands."""

    release: str
    table: str
    territory: str
    first_year: int
    last_year: int
    layout: str
    cell: str

    @property
    def period(self) -> tuple[int, int]:
        return self.first_year, self.last_year


@dataclass(frozen=True, eq=False)
class Sum:
    """What is known of a sum: the unknowns with their factors, between `low` and `high` (None: no bound), and from where."""

    parts: Mapping[int, int]
    low: int | None
    high: int | None
    why: str | Place

    def holds(self, counts: Mapping[int, int]) -> bool:
        """Whether the counts fit."""
        value = sum(factor * counts[part] for part, factor in self.parts.items())
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)


@dataclass(frozen=True)
class Target:
    """A cell that may hide few persons. `needed`: values that one who knows everything must still have to choose from."""

    place: Place
    parts: frozenset[int]
    needed: int
    smallest_shown: int
    zero_told: bool  # zero is told from few: then few persons are never 0, and nothing can be asked of that
    stands: bool  # a figure that stands in a release; otherwise a finer cell that was withheld


@dataclass
class System:
    """Unknown counts (integers, none below 0), what is known of their sums, and the cells under attack."""

    unknowns: list[Unknown] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    targets: dict[frozenset[int], Target] = field(default_factory=dict)
    dimensions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # of each table's rows

    def add(self, parts: Iterable[int], known: Range, place: Place) -> None:
        """Take in that these counts add to something in this range, which stands at this place."""
        self.sums.append(Sum(dict.fromkeys(parts, 1), *known, place))

    def attack(self, target: Target) -> None:
        """Put a cell under attack; of two names for the same persons the one that stands in a release is kept."""
        seen = self.targets.get(target.parts)
        if target.parts and (seen is None or (target.stands and not seen.stands)):
            self.targets[target.parts] = target
