"""The problems of a draft: what one would know who has every figure of it and of all earlier releases."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

import numpy as np

from natc.engine.errors import Refused
from natc.engine.release.atoms import Indices, population_of
from natc.engine.release.draft import Draft
from natc.engine.release.figures import Release, Showing
from natc.engine.release.model import (
    MOST,
    Place,
    Problem,
    Published,
    Row,
    Space,
    Target,
    definitions,
    holds,
    known_row,
    layout_of,
    mentions,
    problem,
    said,
)
from natc.engine.release.protect import Item, public_cells
from natc.engine.release.targets import targets_of
from natc.engine.release.witness import middle

NEW = "new"  # version of a state and year that this draft publishes, where an earlier release did too
Keep = Callable[[Item], bool]


def build(draft: Draft, population: str, keep: Keep, *, apart: frozenset[tuple[str, int]]) -> tuple[Problem, Indices]:
    """The problem of the items that `keep` takes, and one table that fits it, found from what is published alone.

    The true counts only prove that the figures are not false; a test that began from them would tell of them.

    apart: states and years whose versions are taken as different tables; in all others nothing is taken to have changed
    where the intervals overlap. Raises Refused where the figures contradict each other.
    """
    published = [_only(one, population, keep) for one in _published(draft, apart)]
    space = Space(population, draft.cells)
    for one in published:
        for figure in one.figures:
            for place in one.places(figure.item):
                space.enter(place)
    places = list(dict.fromkeys(place for place, _ in space.offsets))
    true = _true(draft, space, places)
    heard = [(row, holds(row, true)) for row in chain(mentions(space, places), _known(draft, space, places))]
    base = [*definitions(space, places), *(row for row, fits in heard if fits)]
    new = list(said(space, published[-1]))
    old = [row for one in published[:-1] for row in said(space, one)]
    unsure = [row for row, fits in heard if fits is None]
    targets = _one_value_less(targets_of(space, published), _refuting(draft, space, published[-1]))
    for rows in (base + _overlapping([*unsure, *old, *new]), base + new + _elsewhere(old, new)):
        made = problem(rows, targets, space.of_places(), space.size)
        if (true >= 0).all() and not made.fits(true):
            continue
        table = middle(made)
        if table is not None:
            return made, table
    raise Refused(f"the figures of {_places(places)} do not fit together; check its tables against each other with natc check")


def _refuting(draft: Draft, space: Space, new: Published) -> set[bytes]:
    """The atoms of classes that hold a number which is public: were it ours, it would stand exact, so it is not."""
    found = set()
    for figure in new.figures if draft.known else ():
        table = new.tables[figure.table]
        layout = layout_of(table, figure.layout)
        public = public_cells(draft.known, figure.item, table, layout).get(figure.cell)
        if figure.showing == Showing.CLASS and public is not None and public.low == public.high:
            found.add(np.sort(space.whole(new.places(figure.item), table, layout, figure.cell, figure.territory)).tobytes())
    return found


def _one_value_less(targets: Sequence[Target], atoms: set[bytes]) -> list[Target]:
    """The targets; those of these atoms must take one value more, since one that tables exhibit is ruled out."""
    return [replace(one, needed=one.needed + (np.sort(one.atoms).tobytes() in atoms)) for one in targets]


def _published(draft: Draft, apart: frozenset[tuple[str, int]]) -> Iterator[Published]:
    current: dict[tuple[str, int], str] = {}
    for one, figures in zip(draft.earlier, draft.told, strict=True):
        current |= {(f.territory, f.first_year): one.number for f in figures if f.first_year == f.last_year}
        tables = {table.code: table for table in one.tables}
        yield Published(tables, figures, _reported(one), _version(dict(current), apart), new=False)
    now = list(draft.figures())
    current |= {(f.territory, f.first_year): NEW for f in now if f.first_year == f.last_year}
    tables = {table.code: table for table in draft.policy.tables}
    yield Published(tables, now, draft.reported(), _version(current, apart), new=True)


def _version(current: Mapping[tuple[str, int], str], apart: frozenset[tuple[str, int]]) -> Callable[[str, int], str]:
    return lambda territory, year: current.get((territory, year), "") if (territory, year) in apart else ""


def _reported(release: Release) -> dict[tuple[str, int], list[str]]:
    found: dict[tuple[str, int], list[str]] = {}
    for table, year, territory in release.reported.iter_rows():
        found.setdefault((table, year), []).append(territory)
    return found


def _only(one: Published, population: str, keep: Keep) -> Published:
    mine = {code for code, table in one.tables.items() if population_of(table.table) == population}
    figures = [figure for figure in one.figures if figure.table in mine and keep(figure.item)]
    return Published(one.tables, figures, one.reported, one.version, one.new)


def _known(draft: Draft, space: Space, places: Sequence[Place]) -> Iterator[Row]:
    """What is public without us. The counts themselves may refute it: it may count something else."""
    here = {(place.territory, place.year): place for place in places}  # the last version of each
    for (item, layout, cell), known in draft.known.items():
        place = here.get((item.territory, item.first_year))
        table = next((one for one in draft.policy.tables if one.code == item.table), None)
        if place is not None and table is not None and table.table in space.sources:
            yield known_row(space.whole([place], table, layout_of(table, layout), cell, place.territory), known)


def _overlapping(rows: Sequence[Row]) -> list[Row]:
    """The rows, oldest first, but those that later rows about the same sum refute."""
    left: dict[bytes, tuple[int, int]] = {}
    kept = []
    for row in reversed(rows):
        low, high = left.get(row.plus.tobytes(), (0, MOST))
        if row.low <= high and low <= row.high:
            left[row.plus.tobytes()] = max(low, row.low), min(high, row.high)
            kept.append(row)
    return kept[::-1]


def _elsewhere(old: Sequence[Row], new: Sequence[Row]) -> list[Row]:
    """Earlier rows about no atom that a new row is about: taken as unchanged they would contradict it."""
    touched = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *(row.plus for row in new)]))
    return [row for row in old if not np.isin(row.plus, touched).any()]


def _true(draft: Draft, space: Space, places: Sequence[Place]) -> Indices:
    """The true counts where the draft has them, -1 elsewhere."""
    true = np.full(space.size, -1, dtype=np.int64)
    for place in places:
        counts = draft.counts.get((place.territory, place.year, place.year))
        for source in space.sources if counts is not None and place.version in ("", NEW) else ():
            given = counts.tables.get(source) if counts is not None else None
            atoms = space.atoms(source, place.territory)
            counted = atoms.count(given) if given is not None else None
            if counted is not None:
                at = space.offsets[place, source]
                true[at : at + atoms.size] = counted
    return true


def _places(places: Sequence[Place]) -> str:
    named = sorted({f"{place.territory} {place.year}" for place in places})
    return ", ".join(named[:3]) + (" and others" if len(named) > 3 else "")
