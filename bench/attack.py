"""Attacks releases of invented registers as one who knows everything published; writes docs/reference/performance/attack.md.

Run outside CI: PYTHONPATH=src:tests/engine/release python bench/attack.py [seed:history …]
What every attack found is kept in var/bench/attack.jsonl, and the page written anew from it: a run that is stopped leaves what it
found, and the next adds to it. Remove that file when the release changes.
"""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
from adversary.known import known, revised, unchanged, with_counts, without_releases
from adversary.published import Range
from adversary.score import RECOVERIES, Won, tally, won
from adversary.subtract import TRICKS, subtracted
from adversary.system import System, Target
from adversary.walk import seen_values
from attack_histories import HISTORIES, History, Truth
from measure import WORK, assemble, machine, peer

from natc.engine.standard.submission import Submission
from natc.engine.standard.submission_form import load_submission_form

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "reference" / "performance" / "attack.md"
SOLVER = "ortools==9.15.6755"
SEEDS = (11, 12)
KEPT = WORK / "attack.jsonl"
KNOWING = ("RO", "ME")  # states that attack the others with their own counts
MANY = 1_000  # values
CONTRADICTION = "contradiction"  # in place of what stayed unproven: nothing fits what this reader believes
HEAD = """# What an attacker finds in a release

Written by `bench/attack.py`: {machine}, shared with other work. The attacker ({solver}, and a walk of our own; no part of natc's
own test) knows every published figure, the standard and the policy. Registers are invented (`bench/attack_made.py`): eleven
states of 8 to 510 persons a year, and small ones (`bench/attack_small.py`); *drawn* says how many times, each with its seed.

- *Cells*: every figure that is a class or hidden, and every cell of every layout that was not shown, of states,
  region and periods.
- *Recovered*: the exact value; one of two; fewer values than the rule asks for; neither 0 nor 5 or more. Cells of
  many persons do not count, nor what was known as well before the first release.
- *Unproven*: in the time given neither enough values were found nor shown that there are no more.
- The attacks by subtraction are one step with a pocket calculator. The others use everything together. *Its own
  counts*: a member state that attacks its neighbours; the rule does not promise safety from it.
- *UNODC's series*: the states' figures as UNODC would publish them, "<5" below 5; two states report other persons there.

| releases | attack | drawn | cells | exact | one of two | too few | only 1 to 4 | unproven | seconds |
|---|---|---:|---:|---:|---:|---:|---:|---:|---:|
"""


Found = tuple[Target, set[int]]
Row = dict[str, Any]  # what an attack found, as it is kept


def main() -> None:
    asked = [word.partition(":")[::2] for word in sys.argv[1:]] or [(str(seed), name) for seed in SEEDS for name in HISTORIES]
    for seed, name in asked:
        for row in attacked_all_ways(HISTORIES[name](int(seed)), int(seed)):
            keep(row)


def keep(row: Row) -> None:
    """Add what an attack found, and write the page of all that was kept."""
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    with KEPT.open("a", encoding="utf-8") as kept:
        kept.write(json.dumps(row) + "\n")
    by_attack: dict[tuple[str, str], list[Row]] = {}
    for kept_row in map(json.loads, KEPT.read_text(encoding="utf-8").splitlines()):
        by_attack.setdefault((kept_row["history"], kept_row["attack"]), []).append(kept_row)
    PAGE.write_text(HEAD.format(machine=machine(), solver=SOLVER) + "".join(map(_line, by_attack.values())), encoding="utf-8")
    assemble()


def attacked_all_ways(history: History, seed: int) -> Iterator[Row]:
    """What each attack on a history found, the strongest first; every recovery is told on the error stream, to be put right."""
    releases = history.published()
    version, believed = revised(releases), unchanged(releases)
    system = known(releases, version, history.public)
    true = counts(system, history.truth(version))
    yield everything(history, "everything at once", system, true, seed)
    if believed != version:
        same = known(releases, believed, history.public)
        yield everything(history, "as if nothing was revised", same, counts(same, history.truth(believed)), seed)
    for name, trick in TRICKS.items():
        begun, ranges = time.perf_counter(), subtracted(system, trick)
        found = [(target, by_range(ranges[parts])) for parts, target in system.targets.items()]
        yield _row(history, name, found, begun, seed=seed)
    for one in KNOWING:
        knowing = with_counts(system, dict(enumerate(true)), one)
        yield everything(history, f"and {one} its own counts", knowing, true, seed)


def by_range(found: Range) -> set[int]:
    """The values in a range; one without an end stands for many."""
    return set(range(found[0], found[0] + MANY if found[1] is None else found[1] + 1))


def everything(history: History, name: str, system: System, true: Sequence[int], seed: int) -> Row:
    """The attack that puts all that is known together. What was known before the first release counts as not found."""
    begun = time.perf_counter()
    answer = solved(system, true, seed)
    proven = [(one, set(values)) for one, (values, done) in zip(system.targets.values(), answer["found"], strict=True) if done]
    if history.public:
        proven = _beyond(system, proven, true, seed)
    unproven = len(system.targets) - len(proven)
    return _row(history, name, proven, begun, seed=seed, unproven=unproven if answer["fits"] else CONTRADICTION)


def _beyond(system: System, proven: Sequence[Found], true: Sequence[int], seed: int) -> list[Found]:
    """The same, with no value for the cells that others had given away as far before anything was released."""
    few = {target.parts: target for target, values in proven if won(target, values) is not Won.NOTHING}
    answer = solved(replace(without_releases(system), targets=few), true, seed)["found"] if few else []
    before = {parts: set(values) for parts, (values, done) in zip(few, answer, strict=True) if done}
    return [(target, set() if before.get(target.parts) == values else values) for target, values in proven]


def _row(  # noqa: PLR0913 - a row of the page has as many columns
    history: History, attack: str, found: Sequence[Found], begun: float, *, seed: int, unproven: int | str = 0
) -> Row:
    """What an attack found, to be kept."""
    outcomes = [won(target, values) for target, values in found]
    for (target, values), outcome in zip(found, outcomes, strict=True):
        if outcome is not Won.NOTHING:
            print(f"{history.name}: {attack}: {target.place} {outcome}: {sorted(values)}", file=sys.stderr)
    counted = tally(outcomes)
    return {
        "history": history.name,
        "attack": attack,
        "seed": seed,
        "recovered": [counted[outcome] for outcome in RECOVERIES],
        "cells": len(found) + (unproven if isinstance(unproven, int) else 0),
        "unproven": unproven,
        "seconds": time.perf_counter() - begun,
    }


def _line(rows: Sequence[Row]) -> str:
    """A row of the page: the same attack on the same history, for every seed."""
    recovered = [str(sum(of_seeds)) for of_seeds in zip(*(row["recovered"] for row in rows), strict=True)]
    unproven = [row["unproven"] for row in rows if row["unproven"] != CONTRADICTION]
    left = str(sum(unproven)) if unproven else CONTRADICTION
    cells, seconds = (sum(row[column] for row in rows) for column in ("cells", "seconds"))
    told = [rows[0]["history"], rows[0]["attack"], str(len(rows)), f"{cells:,}", *recovered, left, f"{seconds:.0f}"]
    return f"| {' | '.join(told)} |\n"


def solved(system: System, true: Sequence[int], seed: int) -> Any:
    """What the walk and then CP-SAT find: {fits, found: [values, whether proven] for each target, solves}."""
    fits = all(known.holds(dict(enumerate(true))) for known in system.sums)
    seen = seen_values(system, true, seed) if fits else dict.fromkeys(system.targets, ())
    asked = {
        "sums": [(list(known.parts.items()), known.low, known.high) for known in system.sums],
        "targets": [
            (sorted(parts), target.needed, not target.zero_told, sorted(seen[parts])) for parts, target in system.targets.items()
        ],
        "counts": list(true),
        "blocks": [f"{territory} {year} {version}" for territory, year, _, version, _ in system.unknowns],
        "seed": seed,
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
