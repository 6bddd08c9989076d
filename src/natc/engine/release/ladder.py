"""Coarsen the least until every hidden count is proven safe; what cannot be made safe is left out."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from natc.engine.errors import Refused
from natc.engine.release.atoms import population_of
from natc.engine.release.draft import Draft
from natc.engine.release.figures import REGION
from natc.engine.release.knowledge import Keep, build
from natc.engine.release.model import Problem
from natc.engine.release.policy import in_scope
from natc.engine.release.protect import Item
from natc.engine.release.test import Verdict, binding, judge
from natc.engine.release.witness import Pool

AT_ONCE = 8  # unsafe counts whose limits are looked at in one pass
Told = Callable[[str], None]  # takes one line about what is being tested; names no figure


@dataclass(frozen=True)
class Stretch:
    """Years that are tested together, of one population: a single year, or the years of a window that a figure adds up."""

    population: str
    first: int
    last: int

    def holds(self, item: Item) -> bool:
        return self.first <= item.first_year and item.last_year <= self.last


def settle(draft: Draft, told: Told) -> list[Verdict]:
    """Move every item down its ladder until all is proven; the verdicts of the last tests, in which nothing is unsafe."""
    draft.steps |= {item: draft.first_step(item) for item in _single_years(draft)}
    pool: Pool = {}
    populations = sorted({population_of(table.table) for table in draft.policy.tables})
    for population in populations:
        for territory, year in _places(draft):
            told(f"{territory} {year}")
            _coarsen(draft, population, _of_state(territory, year, year), pool)
    draft.steps |= {item: layout for item in _windows(draft) if (layout := draft.first_step(item)) is not None}
    for population in populations:
        for territory, first, last in _window_places(draft, population):
            told(f"{territory} {first}–{last}")
            _coarsen(draft, population, _of_state(territory, first, last), pool)
    return [verdict for stretch in _stretches(draft, populations) for verdict in _prove(draft, stretch, pool, told)]


def _prove(draft: Draft, stretch: Stretch, pool: Pool, told: Told) -> Iterator[Verdict]:
    told(f"{stretch.first}–{stretch.last}" if stretch.first < stretch.last else f"{stretch.first}")
    yield from _coarsen(draft, stretch.population, stretch.holds, pool)


def _coarsen(draft: Draft, population: str, keep: Keep, pool: Pool) -> list[Verdict]:
    """Coarsen until the problem of these items has nothing unsafe for either reader of revised years; the last verdicts.

    pool: what was found for each place, which often fits the coarser figures and the sums of the region too.
    """
    while True:
        changed = frozenset(of for of in draft.revised() if keep(Item("", *of, of[1])))
        verdicts = []
        for apart in dict.fromkeys((frozenset[tuple[str, int]](), changed)):
            tested, table = build(draft, population, keep, apart=apart)
            verdict = judge(tested, table, pool if not apart else {})
            if verdict.unsafe:
                _step_down(draft, tested, verdict.unsafe)
                break
            verdicts.append(verdict)
        else:
            return verdicts


def _step_down(draft: Draft, tested: Problem, unsafe: Sequence[int]) -> None:
    """Take the next step of those items that limit most unsafe counts for the least information, until each has one."""
    limits = {target: _limiting(draft, tested, target) for target in unsafe[:: max(1, len(unsafe) // AT_ONCE)]}
    while limits:
        times = Counter(item for items in limits.values() for item in items)
        best = max(sorted(times), key=lambda item: times[item] / max(draft.loss(item), 0.01))
        draft.steps[best] = draft.next_step(best)
        limits = {target: items for target, items in limits.items() if best not in items}


def _limiting(draft: Draft, tested: Problem, target: int) -> set[Item]:
    """The items that could be coarsened to free this count. Raises Refused where none is left: what is out cannot be undone."""
    shown = {row.item for row in tested.rows if row.item is not None and draft.steps.get(row.item) is not None}
    asked = tested.targets[target].item
    found = binding(tested, target) & shown or {asked} & shown or shown
    if not found:
        place = f"{asked.territory} {asked.first_year}"
        raise Refused(f"{place}: earlier releases alone leave a hidden count too few values; nothing is added to them")
    return found


def _of_state(territory: str, first: int, last: int) -> Keep:
    return lambda item: item.territory == territory and first <= item.first_year and item.last_year <= last


def _places(draft: Draft) -> list[tuple[str, int]]:
    """The states and years that the draft publishes."""
    return sorted({(item.territory, item.first_year) for item in draft.steps if item.territory != REGION})


def _single_years(draft: Draft) -> Iterator[Item]:
    """The items of a year that no earlier release shows, unless this draft replaces it."""
    for territory, first, last in sorted(draft.counts):
        if first == last and (territory, first, last) not in draft.out_already:
            for table in draft.policy.tables:
                if in_scope(draft.policy.scopes[table.code], territory):
                    yield Item(table.code, territory, first, last)


def _windows(draft: Draft) -> Iterator[Item]:
    """The items of several years: where a year of a whole window hides something."""
    for territory, first, last in sorted(draft.counts):
        if first < last and (territory, first, last) not in draft.out_already:
            for table in draft.policy.tables:
                years = [Item(table.code, territory, year, year) for year in range(first, last + 1)]
                if in_scope(draft.policy.scopes[table.code], territory) and any(map(draft.hides, years)):
                    yield Item(table.code, territory, first, last)


def _window_places(draft: Draft, population: str) -> list[tuple[str, int, int]]:
    return sorted({(i.territory, i.first_year, i.last_year) for i in _of(draft, population) if i.first_year < i.last_year})


def _of(draft: Draft, population: str) -> Iterable[Item]:
    """The items of a population that are shown."""
    return [
        item
        for item, layout in draft.steps.items()
        if layout is not None and population_of(draft.table(item.table).table) == population
    ]


def _stretches(draft: Draft, populations: Sequence[str]) -> Iterator[Stretch]:
    """The years that each population is to be tested in: those with something new, with all that windows tie them to."""
    for population in populations:
        spans = {(item.first_year, item.last_year) for item in _of(draft, population)}
        new = {year for first, last in spans for year in range(first, last + 1)}
        for first, last in joined(spans | draft.windows_out(population)):
            if new & set(range(first, last + 1)):
                yield Stretch(population, first, last)


def joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of years with those that overlap made one: one window taken from another may leave a year alone."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found
