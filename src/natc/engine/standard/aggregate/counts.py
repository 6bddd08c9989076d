"""What is kept of a register between reading it and filling tables: counts that add, in any order and of any parts."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, reduce

from natc.engine.standard.submission_form import load_submission_form

UNKNOWN = "Unknown"  # the category of a code, of every dimension that has one

Key = tuple[str, ...]
Figures = Mapping[str, Mapping[Key, float]]  # {table: {category codes in the order of its dimensions: figure}}, rows above 0


@dataclass(frozen=True)
class Counted:
    """The figures that one register gives, and the variables it has a column or constant for."""

    figures: Figures
    variables: AbstractSet[str]


@dataclass(frozen=True)
class Counts:
    """Tallies of one register or of a part of it. `variables` are those that the register has a column or constant for."""

    variables: frozenset[str]
    tallies: Mapping[str, Counter[Key]]


def merge(parts: Iterable[Counts]) -> Counts:
    """The counts of several parts of one register as if it had been read in one go."""
    return reduce(_add, parts)


def _add(one: Counts, other: Counts) -> Counts:
    names = dict.fromkeys([*one.tallies, *other.tallies])
    nothing: Counter[Key] = Counter()
    tallies = {name: one.tallies.get(name, nothing) + other.tallies.get(name, nothing) for name in names}
    return Counts(one.variables | other.variables, tallies)


def summed(parts: Iterable[tuple[Key, float]]) -> dict[Key, float]:
    """Figures of one table from parts of its cells."""
    figures: dict[Key, float] = {}
    for key, figure in parts:
        figures[key] = figures.get(key, 0) + figure
    return figures


@cache
def holding(table: str, dimension: str) -> Callable[[str | None], str]:
    """The reading of the register's codes as categories of a dimension: by what these hold, else by their own code. Blank is
    read as the code "Unknown"."""
    found = next(one for one in load_submission_form().table(table).dimensions if one.code == dimension)
    held = {code: category.code for category in found.categories for code in (category.code, *category.holds)}
    return lambda code: held.get(code or UNKNOWN, UNKNOWN)
