"""Which counts must stay hidden: every cell of every layout, shown or not, of every state, year and the region."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from natc.engine.release.atoms import Indices
from natc.engine.release.counts import cell_names
from natc.engine.release.figures import REGION, Layout, ReleaseTable, Showing
from natc.engine.release.model import Place, Published, Space, Target, layout_of
from natc.engine.release.protect import Item
from natc.engine.standard.submission_form import load_submission_form


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
    tables = [table for table in space.tables if table.table in space.sources]
    for table in tables:
        for layout in table.layouts:
            for cell in cell_names(load_submission_form().table(table.table), layout):
                for place in places:
                    item = Item(table.code, place.territory, place.year, place.year)
                    yield _target(space, item, [place], table, layout, cell)
    for one in published:
        yield from _sums(space, one)


def _sums(space: Space, published: Published) -> Iterator[Target]:
    """The region's cells and those of several years, where a figure of that table is published, and what is left of the region."""
    items = {figure.item: figure.layout for figure in published.figures if _is_sum(figure.item)}
    numbers = {(f.item, f.layout, f.cell) for f in published.figures if f.showing in (Showing.ROUNDED, Showing.EXACT)}
    for item, shown in items.items():
        table = published.tables[item.table]
        if table.table not in space.sources:
            continue
        places = published.places(item)
        for layout in table.layouts:
            for cell in cell_names(load_submission_form().table(table.table), layout):
                if layout.code == shown or layout.years == layout_of(table, shown).years:
                    yield _target(space, item, places, table, layout, cell)
                if item.territory == REGION:
                    hidden = [
                        p for p in places if (Item(item.table, p.territory, p.year, p.year), layout.code, cell) not in numbers
                    ]
                    if 1 < len(hidden) < len(places):
                        yield _target(space, item, hidden, table, layout, cell)


def _is_sum(item: Item) -> bool:
    return item.territory == REGION or item.first_year < item.last_year


def _target(space: Space, item: Item, places: Sequence[Place], table: ReleaseTable, layout: Layout, cell: str) -> Target:
    atoms = space.whole(item, places, table.table, layout, cell)
    return Target(atoms, item, table.values_needed, table.smallest_shown, table.zero_shown)


def _numbers(space: Space, published: Sequence[Published]) -> Iterator[Indices]:
    """The sums that are shown as a number."""
    for one in published:
        for figure in one.figures:
            table = one.tables[figure.table]
            if figure.showing in (Showing.ROUNDED, Showing.EXACT) and table.table in space.sources:
                layout = layout_of(table, figure.layout)
                yield space.whole(figure.item, one.places(figure.item), table.table, layout, figure.cell)


def by_item(targets: Sequence[Target]) -> Mapping[Item, list[Target]]:
    """Targets by the item that they were asked for."""
    found: dict[Item, list[Target]] = {}
    for target in targets:
        found.setdefault(target.item, []).append(target)
    return found
