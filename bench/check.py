"""How fast `natc check` is and how much memory it takes, beside pandera, frictionless and only parsing the file; and how fast
natc starts.

Run outside CI, about ten minutes on an idle machine: ./natc test installs what it needs; then .venv/bin/python bench/check.py
Writes docs/reference/performance/check.md.
"""

import json
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from check_made import Cells, cells, register, schema, workbook
from measure import ENVIRONMENT, PAGES, RUNS, WORK, Measured, assemble, machine, measure, peer, version

HERE = Path(__file__).parent
NATC = [sys.executable, "-P", "-m", "natc"]
CHECK, PARSING, FRICTIONLESS = "natc check", "only parsing", "frictionless"
READERS, NOTHING = "only importing the readers", "python -c pass"
FIRST = "natc check, to its first finding"
PARSE = "import polars as pl; pl.scan_csv({path!r}, infer_schema=False).select(pl.all().null_count()).collect(engine='streaming')"
MOST_MEMORY = 0.75  # GB
ENGINES = {  # pandera on: the engine's name, what is installed beside it
    "pandas": ("pandas", ("pandera[pandas]",)),
    "pandas with pyarrow": ("pandas", ("pandera[pandas]", "pyarrow")),
    "Polars": ("polars", ("pandera[polars]",)),
}
CELLS, ALL = "cells only", "equal work"
DEPTHS = {CELLS: "cells", ALL: "all"}  # as check_pandera.py calls them
PANDERA = [*product(("pandas", "Polars"), DEPTHS), ("pandas with pyarrow", ALL)]
STARTS = (["--version"], ["mission"], ["check", "--help"], ["standard", "--help"])

HEAD = """\
# Checking a register

Measured by `bench/check.py`: {machine}. Whole processes; medians of {runs} interleaved runs after one that is not counted; for
1,000,000 rows pandera on pandas and frictionless, which take a minute and more, ran once among them.

The file is a register of invented persons, 60 columns, CSV in UTF-8. One row in a thousand holds a planted fault: seven kinds of
faulty cell, a status that contradicts another one, a person code that stands twice. `natc check` and pandera given equal work
found exactly these cells, in this run.

- **{all}** for pandera {pandera}: kinds, codes, bounds and dates of all cells, identifiers in texts, all rules across columns as
  checks of the whole frame, and the unique key; lazily, every failure located by row. Numbers are read as text and coerced, since
  that is how natc finds a cell that is no number. **{cells}**: kinds, codes and bounds alone, numbers already read as such.
- pandera runs on pandas (its first engine, installed as its pages say, and once more with pyarrow, with which pandas keeps texts
  in far less time) and on Polars, of which natc is made too: both then read the file with the same reader.
- frictionless {frictionless}: types, enumerations, patterns, bounds and the unique key. It has no rules across columns.
- **{parsing}** is Polars counting the blank cells of the same file.
"""


@dataclass(frozen=True)
class Figure:
    """One figure that was asked for, in words, and whether it is met."""

    what: str
    asked: str
    measured: str
    met: bool


def natc_found(path: Path) -> Cells:
    """The cells in which `natc check` finds something. Stops the bench where it says two things of one cell."""
    said = WORK / "findings.jsonl"
    subprocess.run([*NATC, "check", "protection", path, "--json", said], check=False, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    findings = [json.loads(line) for line in said.read_text(encoding="utf-8").splitlines()]
    found = [(one["row"], one["column"]) for one in findings if one["row"] is not None]
    if len(found) != len(set(found)):
        raise SystemExit("more than one finding in a cell")
    return set(found)


def pandera(path: Path) -> dict[str, list[str]]:
    """The command of pandera on each engine and depth, by its name in the tables."""
    script, told = str(HERE / "check_pandera.py"), str(schema())
    commands = {}
    for engine, depth in PANDERA:
        frames, packages = ENGINES[engine]
        python = str(peer(f"pandera-{engine.replace(' ', '-')}", *packages))
        name = said(engine, depth)
        commands[name] = [python, script, frames, DEPTHS[depth], str(path), told, str(found_by(name))]
    return commands


def said(engine: str, depth: str) -> str:
    return f"pandera on {engine}, {depth}"


def found_by(name: str) -> Path:
    return WORK / f"found by {name}.csv"


def frictionless(path: Path) -> dict[str, list[str]]:
    return {
        FRICTIONLESS: [str(peer("frictionless", "frictionless")), str(HERE / "check_frictionless.py"), str(path), str(schema())]
    }


def large(
    rows: int, path: Path, planted: Cells, peers: Mapping[str, list[str]], once: Collection[str] = ()
) -> dict[str, Measured]:
    """natc, only parsing and the peers on one register. Stops the bench where natc or pandera did not find what was planted."""
    ours = {CHECK: [*NATC, "check", "protection", str(path)]}
    parsing = {PARSING: [sys.executable, "-c", PARSE.format(path=str(path))]}
    measured = measure({**ours, **parsing, **peers}, once=once)
    found = {CHECK: natc_found(path)} | {name: cells(found_by(name)) for name in peers if name.endswith(ALL)}
    for name, faulty in found.items():
        if faulty != planted:
            raise SystemExit(f"{name} did not find exactly the cells planted among {rows:,} rows")
    return measured


def against_pandera(measured: Mapping[str, Measured], rows: int, least: float) -> list[Figure]:
    """natc against pandera doing equal work, on every engine measured."""
    names = [name for name in measured if name.endswith(ALL)]
    return [_times(f"{rows:,} rows: faster than {name}", measured[name], measured, least) for name in names]


def _times(what: str, peer: Measured, measured: Mapping[str, Measured], least: float) -> Figure:
    ratio = peer.seconds / measured[CHECK].seconds
    return Figure(what, f"≥ {least:g} times", f"{ratio:.1f} times", ratio >= least)


def _at_most(what: str, value: float, most: float, unit: str) -> Figure:
    return Figure(what, f"≤ {most:g} {unit}", f"{value:.2f} {unit}", value <= most)


def many() -> tuple[list[str], list[Figure]]:
    """100,000 rows beside pandera."""
    rows = 100_000
    path, planted = register(rows)
    measured = large(rows, path, planted, pandera(path))
    return table(f"{rows:,} rows", measured, rows), against_pandera(measured, rows, 4)


def most() -> tuple[list[str], list[Figure]]:
    """1,000,000 rows beside pandera and frictionless; so many that natc's start hardly counts."""
    rows = 1_000_000
    path, planted = register(rows)
    peers = pandera(path) | frictionless(path)
    measured = large(rows, path, planted, peers, once=[name for name in peers if "Polars" not in name])
    ours = measured[CHECK]
    figures = [
        *against_pandera(measured, rows, 6),
        _times(f"{rows:,} rows: faster a row than frictionless", measured[FRICTIONLESS], measured, 30),
        _at_most(f"{rows:,} rows: only parsing", ours.seconds / measured[PARSING].seconds, 2.5, "times"),
        _at_most(f"{rows:,} rows: memory", ours.megabytes / 1000, MOST_MEMORY, "GB"),
    ]
    return table(f"{rows:,} rows", measured, rows), figures


def small() -> tuple[list[str], list[Figure]]:
    """A workbook of 500 rows, to its first finding, and what only importing the readers takes."""
    command = [*NATC, "check", "protection", str(workbook(500))]
    readers = [sys.executable, "-c", "import polars, python_calamine"]
    measured = measure({CHECK: command, FIRST: command, READERS: readers}, until={FIRST: "blocking"})
    ratio = measured[FIRST].seconds / measured[READERS].seconds
    figures = [_at_most("workbook of 500 rows: first finding", ratio, 3, "times the import of the readers")]
    return table("A workbook of 500 rows", measured, 500), figures


def starts() -> tuple[list[str], list[Figure]]:
    """What natc adds to the start of Python, from its second start on."""
    commands = {" ".join(["natc", *arguments]): [*NATC, *arguments] for arguments in STARTS}
    measured = measure({NOTHING: [sys.executable, "-c", "pass"], **commands})
    added = {name: measured[name].seconds - measured[NOTHING].seconds for name in commands}
    lines = ["", "## A second start", "", "| command | seconds, median (range) | added to Python's own, s |", "|---|---|---|"]
    for name, one in measured.items():
        lines.append(f"| {name} | {_seconds(one)} | {added.get(name, 0):.2f} |")
    return lines, [_at_most(f"{name}: added to Python's own start", seconds, 0.3, "s") for name, seconds in added.items()]


def table(title: str, measured: Mapping[str, Measured], rows: int) -> list[str]:
    head = [
        "",
        f"## {title}",
        "",
        "| what | seconds, median (range) | memory, MB | µs a row | times natc check |",
        "|---|---|---|---|---|",
    ]
    base = measured[CHECK].seconds
    return head + [
        f"| {name} | {_seconds(one)} | {one.megabytes:.0f} | {one.seconds / rows * 1e6:.1f} | {one.seconds / base:.2f} |"
        for name, one in measured.items()
    ]


def _seconds(one: Measured) -> str:
    return f"{one.seconds:.2f} ({one.spread[0]:.2f}–{one.spread[1]:.2f})"


def asked(figures: Sequence[Figure]) -> list[str]:
    head = ["", "## What was asked", "", "| figure | asked | measured | |", "|---|---|---|---|"]
    return head + [f"| {one.what} | {one.asked} | {one.measured} | {'met' if one.met else 'not met'} |" for one in figures]


def main() -> None:
    """Measure everything and write the page."""
    parts = [measured() for measured in (many, most, small, starts)]
    figures = [figure for _, more in parts for figure in more]
    tables = [line for lines, _ in parts for line in lines]
    head = HEAD.format(
        machine=machine(),
        runs=RUNS,
        all=ALL,
        cells=CELLS,
        parsing=PARSING,
        pandera=version(peer("pandera-Polars"), "pandera"),
        frictionless=version(peer("frictionless"), "frictionless"),
    )
    page = "\n".join([head.rstrip(), *asked(figures), *tables]) + "\n"
    PAGES.mkdir(parents=True, exist_ok=True)
    (PAGES / "check.md").write_text(page, encoding="utf-8")
    assemble()
    print(page)


if __name__ == "__main__":
    main()
