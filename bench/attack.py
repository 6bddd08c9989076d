"""Attacks releases of invented registers as one who knows everything published; writes docs/reference/performance/attack.md.

Run outside CI: PYTHONPATH=src:tests/engine/release python bench/attack.py
"""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl
from adversary.known import Version, known, revised, unchanged, with_counts
from adversary.published import Published, Range, read
from adversary.score import RECOVERIES, Won, tally, won
from adversary.subtract import TRICKS, subtracted
from adversary.system import System, Target
from adversary.walk import seen_values
from attack_made import SIZES, State, state
from attack_made import revised as revised_state
from attack_made import submission as made_submission
from attack_plain import plain
from measure import assemble, machine, peer

from natc.engine.release.figures import Release
from natc.engine.release.file import release_bytes
from natc.engine.release.policy import Policy, read_policy
from natc.engine.release.release import Revision, release
from natc.engine.standard.submission import Submission
from natc.engine.standard.submission_form import load_submission_form

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "reference" / "performance" / "attack.md"
SOLVER = "ortools==9.15.6755"
SEED = 11
YEARS = range(2020, 2026)
REVISING = ("AL", "RS", "ME")
KNOWING = ("RO", "ME")  # states that attack the others with their own counts
MANY = 1_000  # values
WHY = {"en": "persons were entered later", "sr": "лица су накнадно унета"}
HEAD = """# What an attacker finds in a release

Written by `bench/attack.py`: {machine}. The attacker ({solver}, and a walk of our own; no part of
natc's own test) knows every published figure, the standard and the policy. Registers are invented
(`bench/attack_made.py`): eleven states of 8 to 510 persons a year.

- *Cells*: every figure that is a class or hidden, and every cell of every layout that was not shown, of states,
  region and periods.
- *Recovered*: the exact value; one of two; fewer values than the rule asks for; neither 0 nor 5 or more. Cells of
  many persons do not count.
- *Unproven*: in the time given neither enough values were found nor shown that there are no more.
- The attacks by subtraction are one step with a pocket calculator. The others use everything together. *Its own
  counts*: a member state that attacks its neighbours; the rule does not promise safety from it.

| releases | attack | cells | exact | one of two | too few | only 1 to 4 | unproven | seconds |
|---|---|---:|---:|---:|---:|---:|---:|---:|
"""

Truth = Mapping[tuple[str, int, int], Submission]  # territory, year, version of its counts → what was handed in


@dataclass(frozen=True)
class History:
    """Releases one after the other, and the submissions each was made from."""

    name: str
    releases: Sequence[Release]
    made_from: Sequence[Sequence[Submission]]

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


def main() -> None:
    histories = [suppressed(), untested(), one_year(), years_in_turn(), with_revision()]
    lines = [line for history in histories for line in attacked_all_ways(history)]
    PAGE.write_text(HEAD.format(machine=machine(), solver=SOLVER) + "\n".join(lines) + "\n", encoding="utf-8")
    assemble()


def attacked_all_ways(history: History) -> list[str]:
    """One line of the page for each attack."""
    releases = history.published()
    version, believed = revised(releases), unchanged(releases)
    system, truth = known(releases, version), history.truth(version)
    lines = [_subtraction(history.name, name, system) for name in TRICKS]
    true = counts(system, truth)
    lines.append(_everything(history.name, "everything at once", system, true))
    if believed != version:
        same = known(releases, believed)
        lines.append(_everything(history.name, "as if nothing was revised", same, counts(same, history.truth(believed))))
    knowing = {one: with_counts(system, dict(enumerate(true)), one) for one in KNOWING}
    return lines + [_everything(history.name, f"and {one} its own counts", more, true) for one, more in knowing.items()]


def _subtraction(history: str, name: str, system: System) -> str:
    begun, ranges = time.perf_counter(), subtracted(system, TRICKS[name])
    return _line(history, name, [(target, by_range(ranges[parts])) for parts, target in system.targets.items()], begun)


def by_range(found: Range) -> set[int]:
    """The values in a range; one without an end stands for many."""
    return set(range(found[0], found[0] + MANY if found[1] is None else found[1] + 1))


def _everything(history: str, name: str, system: System, true: Sequence[int]) -> str:
    begun = time.perf_counter()
    answer = solved(system, true)
    found = zip(system.targets.values(), answer["found"], strict=True)
    proven = [(target, set(values)) for target, (values, done) in found if done]
    unproven = len(system.targets) - len(proven)
    return _line(history, name, proven, begun, "contradiction" if not answer["fits"] else str(unproven))


def _line(history: str, name: str, found: Sequence[tuple[Target, set[int]]], begun: float, unproven: str = "0") -> str:
    """A row of the page; every recovery is told on the error stream, to be put right."""
    outcomes = [won(target, values) for target, values in found]
    for (target, values), outcome in zip(found, outcomes, strict=True):
        if outcome is not Won.NOTHING:
            print(f"{history}: {name}: {target.place} {outcome}: {sorted(values)}", file=sys.stderr)
    counted = tally(outcomes)
    numbers = [str(counted[outcome]) for outcome in RECOVERIES]
    return f"| {history} | {name} | {len(found):,} | {' | '.join(numbers)} | {unproven} | {time.perf_counter() - begun:.0f} |"


def untested() -> History:
    """All that the policy allows, protected and not tested: what the disclosure test is for."""
    made = submissions(YEARS[-1])
    tables = [table for table in read_policy().tables if table.code != "corridors-region"]
    return History("policy without the disclosure test", [plain(made, tables)], [made])


def suppressed() -> History:
    """What offices do: 1 to 10 are hidden, zeros, all other counts and totals are exact."""
    made = submissions(YEARS[-1])
    tables = [replace(table, base=1, zero_shown=True) for table in read_policy().tables if table.code != "corridors-region"]
    return History("counts from 1 to 10 hidden, the others exact", [plain(made, tables)], [made])


def one_year() -> History:
    """The first release there ever was."""
    return released("one year released", read_policy(), [submissions(YEARS[-1])])


def years_in_turn() -> History:
    """A release each year."""
    return released("six years, released one after the other", read_policy(), [submissions(year) for year in YEARS])


def with_revision() -> History:
    """Two years, then three states revise the first: one or two persons each."""
    again = [made_submission(revised_state(_state(YEARS[0], one), SEED), "Revised") for one in REVISING]
    return released("two years, then a revision", read_policy(), [submissions(YEARS[0]), submissions(YEARS[1]), again])


def released(name: str, policy: Policy, made: Sequence[Sequence[Submission]]) -> History:
    """One release after the other; what is handed in again for an earlier year revises the release of that year."""
    handed_in: dict[tuple[str, int], Submission] = {}
    releases: list[Release] = []
    made_from: list[list[Submission]] = []
    for part in made:
        of = {(one.territory, one.first_day.year): one for one in part}
        again = [one for one, before in zip(releases, made, strict=False) if part[0].first_day.year == before[0].first_day.year]
        handed_in |= of
        made_from.append(list(handed_in.values()))
        revision = Revision(again[0].number, WHY) if again else None
        releases.append(release(made_from[-1], policy, releases, {}, revision=revision))
    return History(name, releases, made_from)


def submissions(year: int) -> list[Submission]:
    """The eleven states' submissions of a year."""
    return [made_submission(_state(year, territory)) for territory in SIZES]


def _state(year: int, territory: str) -> State:
    return state(territory, year, SIZES[territory], SEED)


def solved(system: System, true: Sequence[int]) -> Any:
    """What the walk and then CP-SAT find: {fits, found: [values, whether proven] for each target, solves}."""
    fits = all(known.holds(dict(enumerate(true))) for known in system.sums)
    seen = seen_values(system, true, SEED) if fits else dict.fromkeys(system.targets, ())
    asked = {
        "sums": [(list(known.parts.items()), known.low, known.high) for known in system.sums],
        "targets": [
            (sorted(parts), target.needed, not target.zero_told, sorted(seen[parts])) for parts, target in system.targets.items()
        ],
        "counts": list(true),
        "blocks": [f"{territory} {year} {version}" for territory, year, _, version, _ in system.unknowns],
        "seed": SEED,
    }
    command = [peer("ortools", SOLVER), HERE / "attack_cpsat.py"]
    return json.loads(subprocess.run(command, input=json.dumps(asked), stdout=subprocess.PIPE, text=True, check=True).stdout)


def counts(system: System, truth: Truth) -> list[int]:
    """The true count of every unknown."""
    tables = {table.code: [one.code for one in table.dimensions] for table in load_submission_form().tables}
    by_key = {}
    for territory, year, table, version, _ in system.unknowns:
        key = (territory, year, table, version)
        if key not in by_key:
            places = [tables[table].index(dimension) for dimension in system.dimensions[table]]
            by_key[key] = _summed(truth[territory, year, version], table, places, _blocks(system, table))
    return [by_key[unknown[:4]][unknown[4]] for unknown in system.unknowns]


def _blocks(system: System, table: str) -> list[dict[str, frozenset[str]]]:
    """For each dimension of a table's rows {category: the block it falls into}."""
    rows = [unknown[4] for unknown in system.unknowns if unknown[2] == table]
    return [{code: block for block in set(blocks) for code in block} for blocks in zip(*rows, strict=True)]


def _summed(submission: Submission, table: str, places: list[int], blocks: list[dict[str, frozenset[str]]]) -> Counter[Any]:
    rows = submission.cells.filter(pl.col("table") == table, ~pl.col("cell").str.ends_with("|Total"))
    summed: Counter[Any] = Counter()
    for key, value in rows.select("cell", "value").iter_rows():
        codes = key.split("|")[1:]
        summed[tuple(block[codes[place]] for place, block in zip(places, blocks, strict=True))] += int(value)
    return summed


if __name__ == "__main__":
    main()
