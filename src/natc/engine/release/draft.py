"""A release in the making: which step of its ladder each table stands at, and what the public would know of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2

from natc.engine.release.atoms import population_of
from natc.engine.release.counts import Counts, reporting
from natc.engine.release.figures import REGION, Layout, Release, ReleaseTable, Showing
from natc.engine.release.model import layout_of
from natc.engine.release.policy import Policy, Scope
from natc.engine.release.protect import Figure, Item, Known, figures_of, protect

Period = tuple[str, int, int]  # territory, first year, last year


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
            finest = [figure for one in self.earlier for figure in figures_of(one) if figure.item == item and not figure.layout]
            shown = finest
        return not shown or any(figure.showing not in (Showing.ROUNDED, Showing.EXACT) for figure in shown)

    def windows_out(self, population: str) -> set[tuple[int, int]]:
        """First and last year of the totals of several years that earlier releases show."""
        return {
            (figure.first_year, figure.last_year)
            for one in self.earlier
            for figure in figures_of(one)
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
