"""Counts become figures: rounded each on its own, few persons as one class, exact only what is public already."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from natc.engine.release.counts import Count, Counts, cell_names, cells_of
from natc.engine.release.figures import SEPARATOR, TOTAL, Layout, Release, ReleaseTable, Showing
from natc.engine.standard.submission_form import load_submission_form


@dataclass(frozen=True, order=True)
class Item:
    """One table of one territory and period: what a step of a ladder is chosen for."""

    table: str
    territory: str
    first_year: int
    last_year: int


class Figure(NamedTuple):
    """A row of FIGURES."""

    table: str
    territory: str
    first_year: int
    last_year: int
    layout: str
    cell: str
    showing: str
    shown: int | None
    low: int | None
    high: int | None
    reason: str | None
    mark: str
    source: str | None

    @property
    def item(self) -> Item:
        return Item(self.table, self.territory, self.first_year, self.last_year)


def figures_of(release: Release) -> list[Figure]:
    """The figures of a release, in its order."""
    return [Figure(*row) for row in release.figures.iter_rows()]


class Interval(NamedTuple):
    """What the public knows of a count: neither below low nor above high (None: not above anything)."""

    low: int
    high: int | None
    source: str


Shown = tuple[Showing, int | None, int | None, int | None]  # how, the number, low and high
Known = Mapping[tuple[Item, str, str], Interval]  # (item, layout, cell): what is public without us


def protect(counts: Counts, table: ReleaseTable, layout: Layout, known: Known) -> Iterator[Figure]:
    """The figures of one table at one step of its ladder. Never less than is public: an equal public number stands exact."""
    where = (table.code, counts.territory, counts.first_year, counts.last_year)
    mark, base = counts.marks.get(table.table, "Provisional"), table.base_of(layout, counts.territory)
    public = public_cells(known, Item(*where), table, layout)
    for cell, count in cells_of(counts, table, layout).items():
        showing, source = _showing(count, table, base, public.get(cell))
        reason = count if isinstance(count, str) else None
        yield Figure(*where, layout.code, cell, *showing, reason, mark, source)


def public_cells(known: Known, item: Item, table: ReleaseTable, layout: Layout) -> dict[str, Interval]:
    """{cell of this layout: what is public of it}; it is told of cells of the finest layout, and holds wherever they stand."""
    finest, source = table.layouts[0], load_submission_form().table(table.table)
    told = {
        _held(finest, cell): known[item, finest.code, cell]
        for cell in cell_names(source, finest)
        if (item, finest.code, cell) in known
    }
    return {cell: told[_held(layout, cell)] for cell in cell_names(source, layout) if _held(layout, cell) in told} if told else {}


def _held(layout: Layout, cell: str) -> frozenset[tuple[str, frozenset[str]]]:
    """Which categories of which dimensions a cell holds."""
    codes = () if cell == TOTAL else cell.split(SEPARATOR)
    return frozenset(
        (axis.dimension, frozenset(group.holds))
        for axis, code in zip(layout.axes, codes, strict=False)  # a total has no codes
        for group in axis.groups
        if group.code == code
    )


def _showing(count: Count, table: ReleaseTable, base: int, public: Interval | None) -> tuple[Shown, str | None]:
    if isinstance(count, str):
        return (Showing.NONE, None, None, None), None
    if public is not None and public.low == count == public.high:
        return (Showing.EXACT, count, count, count), public.source
    return shown_as(count, table, base), None


def shown_as(count: int, table: ReleaseTable, base: int) -> Shown:
    """How a count is shown, its number, and what a reader may conclude: low and high.

    The least number shown is a multiple of the base not below `smallest_shown`, so that a shown number is never taken for
    the class: with 11 and 5 the counts 11 to 17 are shown as 15. Halves round up.
    """
    if count == 0 and table.zero_shown:
        return Showing.ROUNDED, 0, 0, 0
    if count < table.smallest_shown:
        return Showing.CLASS, None, 1 if table.zero_shown else 0, table.smallest_shown - 1
    least = -(-table.smallest_shown // base) * base
    shown = max((count + base // 2) // base * base, least)
    low = table.smallest_shown if shown == least else shown - base // 2
    return Showing.ROUNDED, shown, low, shown - base // 2 + base - 1
