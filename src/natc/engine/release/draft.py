"""A release in the making: which step of its ladder each table stands at, and what the public would know of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log2

from natc.engine.release.atoms import population_of
from natc.engine.release.counts import Counts, reporting
from natc.engine.release.figures import REGION, Layout, Release, ReleaseTable, Showing
from natc.engine.release.model import Cells, layout_of
from natc.engine.release.policy import Policy, Scope
from natc.engine.release.protect import Figure, Item, Known, figures_of, protect

Period = tuple[str, int, int]  # territory, first year, last year


Claim = tuple[Item | tuple[Item, str, str], object]  # a table or one of its cells, and what is said of it


@dataclass
class Compared:
    """What releases said last of each table and cell, and the states and years of which two of them differ."""

    claims: dict[object, object]
    differing: set[tuple[str, int]]

    def differences(self, figures: Iterable[Figure]) -> Iterator[tuple[str, int]]:
        """The states and years of which these figures say something else."""
        for figure in figures:
            if figure.territory != REGION and any(self.claims.get(of, said) != said for of, said in _claims([figure])):
                yield figure.territory, figure.first_year


def _claims(figures: Iterable[Figure]) -> Iterator[Claim]:
    """What figures say: the mark of their table, and between which numbers their count lies."""
    for figure in figures:
        yield figure.item, figure.mark
        yield (figure.item, figure.layout, figure.cell), (figure.low, figure.high)


@dataclass
class Draft:
    """What is to be released. `steps` is the only thing that changes: the layout of each item; None leaves it out."""

    policy: Policy
    counts: Mapping[Period, Counts]  # region and windows included
    earlier: Sequence[Release]
    known: Known
    out_already: frozenset[Period] = frozenset()  # shown by a release that this does not replace
    steps: dict[Item, Layout | None] = field(default_factory=dict)
    _figures: dict[tuple[Item, str], list[Figure]] = field(default_factory=dict)

    @cached_property
    def told(self) -> list[list[Figure]]:
        """The figures of each earlier release."""
        return [figures_of(one) for one in self.earlier]

    @cached_property
    def cells(self) -> Cells:
        """The cells of the policy's tables, and of those of earlier releases that another policy made."""
        found = list(self.policy.tables)
        for one in self.earlier:
            if one.policy != self.policy.sha256:
                found += [table for table in one.tables if table not in found]
        return Cells(found)

    @cached_property
    def before(self) -> "Compared":
        """What the earlier releases said last, and where they differ."""
        seen = Compared({}, set())
        for figures in self.told:
            seen.differing |= set(seen.differences(figures))
            seen.claims |= dict(_claims(figures))
        return seen

    def revised(self) -> frozenset[tuple[str, int]]:
        """The states and years of which two releases, this draft among them, show a cell or mark a table differently."""
        return frozenset(self.before.differing.union(self.before.differences(self.figures())))

    def table(self, code: str) -> ReleaseTable:
        return next(table for table in self.policy.tables if table.code == code)

    def counts_of(self, item: Item) -> Counts:
        return self.counts[item.territory, item.first_year, item.last_year]

    def figures_of(self, item: Item, layout: Layout) -> list[Figure]:
        """The figures of an item at a step of its ladder."""
        if (item, layout.code) not in self._figures:
            made = list(protect(self.counts_of(item), self.table(item.table), layout, self.known))
            self._figures[item, layout.code] = made
        return self._figures[item, layout.code]

    def figures(self) -> Iterator[Figure]:
        """All figures as the steps stand now."""
        for item, layout in sorted(self.steps.items()):
            if layout is not None:
                yield from self.figures_of(item, layout)

    def next_step(self, item: Item) -> Layout | None:
        """The next coarser layout of the same length; None where only leaving out is left."""
        layouts = [one for one in self.table(item.table).layouts if one.years == item.last_year - item.first_year + 1]
        at = self.steps[item]
        return None if at is None or at is layouts[-1] else layouts[layouts.index(at) + 1]

    def first_step(self, item: Item) -> Layout | None:
        """The finest layout that the policy allows the item, of as many years as it has; None where the ladder has none."""
        table, years = self.table(item.table), item.last_year - item.first_year + 1
        if item.territory == REGION and years == 1:
            return layout_of(table, table.region_from)
        return next((layout for layout in table.layouts if layout.years == years), None)

    def hides(self, item: Item) -> bool:
        """Whether something of this item is not shown as a number, here or in an earlier release."""
        if item in self.steps:
            layout = self.steps[item]
            shown = [] if layout is None or layout.code else self.figures_of(item, layout)
        else:
            shown = [figure for figures in self.told for figure in figures if figure.item == item and not figure.layout]
        return not shown or any(figure.showing not in (Showing.ROUNDED, Showing.EXACT) for figure in shown)

    def windows_out(self, population: str) -> set[tuple[int, int]]:
        """First and last year of the totals of several years that earlier releases show."""
        return {
            (figure.first_year, figure.last_year)
            for one, figures in zip(self.earlier, self.told, strict=True)
            for figure in figures
            if figure.first_year < figure.last_year and population_of(one.table(figure.table).table) == population
        }

    def loss(self, item: Item) -> float:
        """Bits of information that the next step gives up; see `information`."""
        return self.information(item, self.steps[item]) - self.information(item, self.next_step(item))

    def information(self, item: Item, layout: Layout | None) -> float:
        """Bits: over all cells, how much narrower than “anything up to the total” a reader knows the count."""
        if layout is None:
            return 0.0
        intervals = [(f.low, f.high) for f in self.figures_of(item, layout) if f.low is not None and f.high is not None]
        most = max((high for _, high in intervals), default=0)
        return sum(log2((most + 1) / (high - low + 1)) for low, high in intervals)

    def reported(self) -> dict[tuple[str, int], list[str]]:
        """(table, year): the states that each figure of the region holds."""
        states = [part for key, part in sorted(self.counts.items()) if key[0] != REGION and key[1] == key[2]]
        tables = [table for table in self.policy.tables if self.policy.scopes[table.code] is not Scope.STATES]
        years = sorted({part.first_year for part in states})
        return {
            (table.code, year): [
                part.territory for part in reporting(table.table, [one for one in states if one.first_year == year])
            ]
            for table in tables
            for year in years
        }
