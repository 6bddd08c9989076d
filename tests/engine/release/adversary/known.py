"""From published releases to everything an attacker knows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from adversary.published import REGION, Layout, Published, Table, few, meaning
from adversary.standard import ALIKE, blocks_of, rows_of, standard_sums
from adversary.system import Key, Place, Rows, Sum, System, Target

Version = Mapping[tuple[str, str, int], int]  # (release, territory, year) → which version of its counts was behind it
Period = tuple[str, str, int, int]  # table of the policy, territory or REGION, first and last year
Fact = tuple[str, str, int, str, int, int]  # table, state, year, cell of the finest layout, lowest and highest count
PUBLIC = "public"  # why a sum is known that no release says


def unchanged(releases: Sequence[Published]) -> Version:
    """The attacker who believes that no earlier figure was ever revised."""
    return {(release.number, *of): 0 for release in releases for of in _state_years(release)}


def revised(releases: Sequence[Published]) -> Version:
    """The attacker who takes a state-year's counts for new ones wherever the marks of its figures changed."""
    version: dict[tuple[str, str, int], int] = {}
    seen: dict[tuple[str, int], tuple[frozenset[str], int]] = {}
    for release in releases:
        for of in _state_years(release):
            marks = frozenset(
                one.mark for one in release.figures if (one.territory, one.first_year, one.last_year) == (*of, of[1])
            )
            before, number = seen.get(of, (marks, 0))
            seen[of] = (marks or before, number + (bool(marks) and marks != before))
            version[release.number, *of] = seen[of][1]
    return version


def known(releases: Sequence[Published], version: Version, public: Sequence[Fact] = ()) -> System:
    """Everything that follows from these releases, the standard and what others made public, for this belief about revisions."""
    reader = _Reader(releases, version)
    for release in releases:
        reader.take_in(release)
        reader.hear(release, public)
    reader.built.sums += standard_sums(reader.rows, reader.dimensions)
    for release in releases:
        reader.attack_withheld(release)
    return reader.built


def without_releases(system: System) -> System:
    """What was known of the same counts before anything was released."""
    return replace(system, sums=[known for known in system.sums if not isinstance(known.why, Place)])


def with_record(system: System, parts: frozenset[int]) -> System:
    """The same for a person who knows that their own record is among these counts."""
    return replace(system, sums=[*system.sums, Sum(dict.fromkeys(parts, 1), 1, None, "own record")])


def with_counts(system: System, counts: Mapping[int, int], territory: str) -> System:
    """The same for a state that knows its own counts; its cells are no longer under attack."""
    own = {place for place, unknown in enumerate(system.unknowns) if unknown[0] == territory}
    sums = [Sum({place: 1}, counts[place], counts[place], "own counts") for place in sorted(own)]
    targets = {parts: target for parts, target in system.targets.items() if not parts <= own}
    return replace(system, sums=system.sums + sums, targets=targets)


def _state_years(release: Published) -> list[tuple[str, int]]:
    own = {(figure.territory, year) for figure in release.figures for year in figure.years}
    summed = {(territory, year) for (_, year), territories in release.reported.items() for territory in territories}
    spoken = {(territory, year) for _, territory, first, last in release.given_up for year in range(first, last + 1)}
    return sorted((own | summed | spoken) - {(REGION, year) for _, year in own | spoken})


class _Reader:
    """Makes one System: unknowns as they are met, then what is known of their sums, then the cells to attack."""

    def __init__(self, releases: Sequence[Published], version: Version) -> None:
        self.version = version
        tables = [table for release in releases for table in release.tables.values()]
        self.dimensions = {
            of: _dimensions([table for table in tables if table.of == of]) for of in {table.of for table in tables}
        }
        territories = sorted({of[1] for of in version})
        axes = [axis for table in tables for layout in table.layouts.values() for axis in layout.axes]
        alike = {ALIKE.get(name, name) for name, _ in axes}
        groups = {name: [held for one, by in axes if ALIKE.get(one, one) == name for held in by.values()] for name in alike}
        self.blocks = {name: blocks_of(name, held, territories) for name, held in groups.items()}
        self.rows: dict[Key, Rows] = {}
        self.told: set[frozenset[int]] = set()  # cells that stand in a release as many, or are public
        self.nobody: set[int] = set()  # unknowns that a zero, shown as the rule allows, covers
        self.built = System(dimensions=self.dimensions)

    def take_in(self, release: Published) -> None:
        """Every figure of the release as a sum; those that may hide few persons are put under attack."""
        for figure in release.figures:
            if figure.showing == "none":
                continue
            table = release.tables[figure.table]
            period = (figure.table, figure.territory, figure.first_year, figure.last_year)
            place = Place(release.number, *period, figure.layout, figure.cell)
            parts = self._parts(release, period, table.layouts[figure.layout], figure.cell)
            self.built.add(parts, meaning(table, figure), place)
            if few(table, figure):
                self.built.attack(_target(table, place, parts, stands=True))
            else:
                self.told.add(parts)
                self.nobody |= parts if figure.high == 0 else set()

    def hear(self, release: Published, public: Sequence[Fact]) -> None:
        """What others made public of counts that the release speaks of."""
        for code, territory, year, cell, low, high in public:
            if code in release.tables and (release.number, territory, year) in self.version:
                layout = release.tables[code].layouts[""]
                parts = self._parts(release, (code, territory, year, year), layout, cell)
                self.built.sums.append(Sum(dict.fromkeys(parts, 1), low, high, PUBLIC))

    def attack_withheld(self, release: Published) -> None:
        """Attack the cells of every layout, the finer ones that were not shown among them."""
        for period in sorted(_periods(release)):
            table = release.tables[period[0]]
            for layout in table.layouts.values():
                for cell in layout.cells():
                    place = Place(release.number, *period, layout.code, cell)
                    parts = self._parts(release, period, layout, cell)
                    if parts not in self.told and not parts <= self.nobody:
                        self.built.attack(_target(table, place, parts, stands=False))

    def _parts(self, release: Published, period: Period, layout: Layout, cell: str) -> frozenset[int]:
        """The unknowns that add to a cell of this layout in this territory and period."""
        code, territory, first, last = period
        of = release.tables[code].of
        parts: set[int] = set()
        for year in range(first, last + 1):
            for state in [territory] if territory != REGION else release.reported.get((code, year), ()):
                rows = self._rows((state, year, of, self.version[release.number, state, year]))
                parts.update(_within(rows, self.dimensions[of], layout.holds(cell, state)))
        return frozenset(parts)

    def _rows(self, key: Key) -> Rows:
        if key not in self.rows:
            first, found = len(self.built.unknowns), list(rows_of(self.dimensions[key[2]], self.blocks))
            self.rows[key] = {row: first + place for place, row in enumerate(found)}
            self.built.unknowns += [(*key, row) for row in found]
        return self.rows[key]


def _dimensions(tables: Sequence[Table]) -> tuple[str, ...]:
    layouts = [layout for table in tables for layout in table.layouts.values()]
    return tuple(sorted({dimension for layout in layouts for dimension, _ in layout.axes}))


def _within(rows: Rows, dimensions: tuple[str, ...], holds: Mapping[str, frozenset[str]]) -> list[int]:
    places = [(dimensions.index(dimension), codes) for dimension, codes in holds.items()]
    return [unknown for row, unknown in rows.items() if all(row[place] <= codes for place, codes in places)]


def _target(table: Table, place: Place, parts: frozenset[int], *, stands: bool) -> Target:
    return Target(place, parts, table.values_needed, table.smallest_shown, table.zero_shown, stands)


def _periods(release: Published) -> set[Period]:
    """Everything the release speaks about: shown, given up, or only part of the region's figure."""
    shown = {(one.table, one.territory, one.first_year, one.last_year) for one in release.figures if one.showing != "none"}
    summed = {(table, state, year, year) for (table, year), states in release.reported.items() for state in (*states, REGION)}
    return shown | summed | release.given_up
