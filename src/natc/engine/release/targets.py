"""Which counts must stay hidden: every cell of every layout, shown or not, of every state, year and the region."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from natc.engine.release.atoms import Indices
from natc.engine.release.counts import cell_names
from natc.engine.release.figures import REGION, Layout, ReleaseTable, Showing
from natc.engine.release.model import Place, Published, Space, Target, layout_of
from natc.engine.release.protect import Figure, Item
from natc.engine.standard.submission_form import load_submission_form

NUMBERS = (Showing.ROUNDED, Showing.EXACT)
Cell = tuple[ReleaseTable, Layout, str]


def targets_of(space: Space, published: Sequence[Published]) -> list[Target]:
    """The targets of a population, each sum of atoms once, without those that some release shows as a number."""
    found: dict[bytes, Target] = {}
    for target in _all(space, published):
        key = np.sort(target.atoms).tobytes()
        if target.atoms.size and (key not in found or found[key].needed < target.needed):
            found[key] = target
    for atoms in _numbers(space, published):
        found.pop(np.sort(atoms).tobytes(), None)
    return list(found.values())


def _all(space: Space, published: Sequence[Published]) -> Iterator[Target]:
    places = dict.fromkeys(place for place, _ in space.offsets)
    for cell in _cells(table for table in space.tables if table.table in space.sources):
        for place in places:
            yield _target(space, Item(cell[0].code, place.territory, place.year, place.year), [place], cell)
    for one in published:
        yield from _sums(space, one)


def _cells(tables: Iterable[ReleaseTable]) -> Iterator[Cell]:
    for table in tables:
        for layout in table.layouts:
            for cell in cell_names(load_submission_form().table(table.table), layout):
                yield table, layout, cell


def _sums(space: Space, published: Published) -> Iterator[Target]:
    """The cells of the region and of several years, where a figure of that table is published, and what is left of the region."""
    shown = {figure.item for figure in published.figures if figure.item.first_year < figure.item.last_year or _of_region(figure)}
    numbers = {(f.item, f.layout, f.cell) for f in published.figures if f.showing in NUMBERS}
    for item in sorted(shown):
        places = published.places(item)
        for table, layout, cell in _cells([published.tables[item.table]]):
            yield _target(space, item, places, (table, layout, cell))
            if item.territory == REGION:
                hidden = [p for p in places if (Item(item.table, p.territory, p.year, p.year), layout.code, cell) not in numbers]
                if 1 < len(hidden) < len(places):
                    yield _target(space, item, hidden, (table, layout, cell))


def _of_region(figure: Figure) -> bool:
    return figure.territory == REGION


def _target(space: Space, item: Item, places: Sequence[Place], of: Cell) -> Target:
    table, layout, cell = of
    atoms = space.whole(places, table, layout, cell, item.territory)
    return Target(atoms, item, table.values_needed, table.smallest_shown, table.zero_shown)


def _numbers(space: Space, published: Sequence[Published]) -> Iterator[Indices]:
    """The sums that are shown as a number."""
    for one in published:
        for figure in one.figures:
            table = one.tables[figure.table]
            if figure.showing in NUMBERS:
                yield space.whole(one.places(figure.item), table, layout_of(table, figure.layout), figure.cell, figure.territory)
