"""Releases of invented registers to attack: untested, tested, one after the other, revised, withdrawn, beside a public series."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl
from adversary.known import Fact, Version
from adversary.published import Published, read
from attack_made import SIZES, state
from attack_made import revised as revised_state
from attack_made import submission as made_submission
from attack_plain import plain, plain_counts

from natc.engine.release.archive import append, open_archive, withdraw
from natc.engine.release.figures import Release
from natc.engine.release.file import release_bytes
from natc.engine.release.policy import Policy, read_policy
from natc.engine.release.protect import Known
from natc.engine.release.public import HARMONISED_COLUMNS, read_public, unodc
from natc.engine.release.release import Revision, release
from natc.engine.standard.submission import Submission

YEARS = range(2020, 2026)
REVISING = ("AL", "RS", "ME")
COUNTED_OTHERS = ("BG", "ME")  # states whose figures with UNODC count other persons than ours
MORE_PERSONS = 2  # that they count there
HIDDEN_BELOW = 5  # persons, in UNODC's workbook
WHY = {"en": "persons were entered later", "sr": "лица су накнадно унета"}

Truth = Mapping[tuple[str, int, int], Submission]  # territory, year, version of its counts → what was handed in


@dataclass(frozen=True)
class History:
    """Releases one after the other, and the submissions each was made from. public: what others published, and is so."""

    name: str
    releases: Sequence[Release]
    made_from: Sequence[Sequence[Submission]]
    public: Sequence[Fact] = ()

    def published(self) -> list[Published]:
        """What an attacker reads of it."""
        return [read(release_bytes(made)) for made in self.releases]

    def truth(self, version: Version) -> Truth:
        """The submission behind each version of a state-year; where a belief takes two for one, the later."""
        handed_in = {(of.territory, of.first_day.year): of for made_from in self.made_from for of in made_from}
        truth = {}
        for made, made_from in zip(self.releases, self.made_from, strict=True):
            handed_in |= {(of.territory, of.first_day.year): of for of in made_from}
            numbers = {key[1:]: number for key, number in version.items() if key[0] == made.number}
            truth |= {(*of, number): handed_in[of] for of, number in numbers.items()}
        return truth


def suppressed(seed: int) -> History:
    """What offices do: 1 to 10 are hidden, zeros, all other counts and totals are exact."""
    made = submissions(YEARS[-1], seed)
    tables = [replace(table, base=1, zero_shown=True) for table in read_policy().tables if table.code != "corridors-region"]
    return History("counts from 1 to 10 hidden, the others exact", [plain(made, tables)], [made])


def untested(seed: int) -> History:
    """All that the policy allows, protected and not tested: what the disclosure test is for."""
    made = submissions(YEARS[-1], seed)
    tables = [table for table in read_policy().tables if table.code != "corridors-region"]
    return History("policy without the disclosure test", [plain(made, tables)], [made])


def one_year(seed: int) -> History:
    """The first release there ever was."""
    return released("one year released", read_policy(), [submissions(YEARS[-1], seed)])


def years_in_turn(seed: int) -> History:
    """A release each year."""
    return released("six years, released one after the other", read_policy(), [submissions(year, seed) for year in YEARS])


def with_revision(seed: int) -> History:
    """Two years, then three states revise the first: one or two persons each; then the year that completes the window."""
    years = [submissions(year, seed) for year in YEARS[:3]]
    return released("two years, a revision, the third year", read_policy(), [*years[:2], _again(seed), years[2]])


def withdrawn(seed: int) -> History:
    """A release is withdrawn, a year later released again as three states revised it. What was read stays known."""
    made = [submissions(YEARS[0], seed), _handed_in_again(seed)]
    first = release(made[0], read_policy(), [], {})
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder)) as archive:
        earlier = withdraw(append(archive, first), first.number, WHY).releases
    second = release(made[1], read_policy(), earlier, {}, revision=Revision(first.number, WHY))
    return History("withdrawn, then released again", [first, second], made)


def beside_unodc(seed: int) -> History:
    """One year whose totals, sexes and ages everybody can read at UNODC."""
    made = submissions(YEARS[-1], seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "series.csv"
        pl.DataFrame(list(_series(made)), schema=HARMONISED_COLUMNS, orient="row").write_csv(path)
        known = read_public([path], read_policy())
    facts = [
        (item.table, item.territory, item.first_year, cell, interval.low, interval.high)
        for (item, _, cell), interval in known.items()
        if item.territory not in COUNTED_OTHERS
    ]
    return replace(released("one year, UNODC's series known", read_policy(), [made], known), public=facts)


def released(name: str, policy: Policy, made: Sequence[Sequence[Submission]], public: Known | None = None) -> History:
    """One release after the other; what is handed in again for an earlier year revises the release of that year."""
    handed_in: dict[tuple[str, int], Submission] = {}
    releases: list[Release] = []
    made_from: list[list[Submission]] = []
    of_year: dict[int, str] = {}
    for part in made:
        year = part[0].first_day.year
        handed_in |= {(one.territory, one.first_day.year): one for one in part}
        again = Revision(of_year[year], WHY) if year in of_year else None
        made_from.append(list(handed_in.values()))
        releases.append(release(made_from[-1], policy, releases, public or {}, revision=again))
        of_year[year] = releases[-1].number
    return History(name, releases, made_from)


def submissions(year: int, seed: int) -> list[Submission]:
    """The eleven states' submissions of a year."""
    return [made_submission(state(territory, year, size, seed)) for territory, size in SIZES.items()]


def _again(seed: int) -> list[Submission]:
    """The first year as some states hand it in again."""
    return [made_submission(revised_state(state(one, YEARS[0], SIZES[one], seed), seed), "Revised") for one in REVISING]


def _handed_in_again(seed: int) -> list[Submission]:
    """The first year of all states, some of them revised."""
    again = {one.territory: one for one in _again(seed)}
    return [again.get(one.territory, one) for one in submissions(YEARS[0], seed)]


def _series(made: Sequence[Submission]) -> Iterator[tuple[object, ...]]:
    """Rows of the harmonised series of these states: few persons hidden, two states counting others."""
    tables = {table.code: table for table in read_policy().tables}
    for one in made:
        others = MORE_PERSONS if one.territory in COUNTED_OTHERS else 0
        for entry in unodc()["cells"]:
            table = tables[entry["tables"][0]]
            count = plain_counts(one, table.table, table.layouts[0])[entry["cell"]] + others
            few = count < HIDDEN_BELOW
            said = {"territory": one.territory, "year": one.first_day.year, "value": None if few else count}
            row = entry["where"] | said | {"status": "hidden" if few else "shown"}
            yield tuple(row[column] if row[column] is None else str(row[column]) for column in HARMONISED_COLUMNS)


HISTORIES = {
    make.__name__: make for make in (one_year, beside_unodc, withdrawn, with_revision, years_in_turn, untested, suppressed)
}
