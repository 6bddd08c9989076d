"""How fast `natc check` is and how much memory it takes, beside pandera, frictionless and only parsing the file; and how fast
natc starts.

Run outside CI, about twelve minutes on an idle machine: ./natc test installs what it needs; then .venv/bin/python bench/check.py
Writes docs/reference/performance/check.md.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from check_made import Cells, cells, register, schema, workbook
from measure import ENVIRONMENT, PAGES, RUNS, WORK, Measured, assemble, machine, measure, peer, version

HERE = Path(__file__).parent
NATC = [sys.executable, "-P", "-m", "natc"]
CHECK, PARSING, READERS, NOTHING = "natc check", "only parsing", "only importing the readers", "python -c pass"
FIRST = "natc check, to its first finding"
PARSE = "import polars as pl; pl.scan_csv({path!r}, infer_schema=False).select(pl.all().null_count()).collect(engine='streaming')"
MOST_MEMORY = 750  # MB
ENGINES = {  # pandera on: the engine's name, what is installed beside it
    "pandas": ("pandas", ("pandera[pandas]",)),
    "pandas with pyarrow": ("pandas", ("pandera[pandas]", "pyarrow")),
    "Polars": ("polars", ("pandera[polars]",)),
}
CELLS, ALL = "cells only", "equal work"
DEPTHS = {CELLS: "cells", ALL: "all"}  # as check_pandera.py calls them
FAST = [("Polars", CELLS), ("Polars", ALL)]
SLOW = [("pandas", CELLS), ("pandas", ALL), ("pandas with pyarrow", ALL)]  # a minute and more for a million rows
SLOW_RUNS = 2
STARTS = (["--version"], ["mission"], ["check", "--help"], ["standard", "--help"])

HEAD = """\
# Checking a register

Measured by `bench/check.py`: {machine}. Whole processes; medians of {runs} interleaved runs after one that is not counted,
where nothing else is said. A register of invented persons, 60 columns, CSV in UTF-8; one row in a thousand holds a planted fault:
seven kinds of faulty cell, a status that contradicts another one, a person code that stands twice.

- **{all}** for pandera {pandera}: kinds, codes, bounds and dates of all cells, identifiers in texts, all rules across columns as
  checks of the whole frame, the unique key; lazily, every failure located by row, and the same faulty cells found as `natc check`
  finds (checked in the same run). Numbers are read as text and coerced, as natc reads them.
  **{cells}**: kinds, codes and bounds; no rule across columns, no key, numbers already read as such.
- pandera runs on pandas (its first engine, installed as its pages say; and once more with pyarrow beside it, which makes the
  texts of pandas much faster) and on Polars, the reader and engine that natc is made of too.
- frictionless {frictionless}: types, enumerations, patterns, bounds and the unique key; it has no rules across columns.
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


def pandera(which: Sequence[tuple[str, str]], path: Path) -> dict[str, list[str]]:
    """The command of pandera on each engine and depth, by its name in the tables."""
    script, told = str(HERE / "check_pandera.py"), str(schema())
    commands = {}
    for engine, depth in which:
        frames, packages = ENGINES[engine]
        python = peer(f"pandera-{engine.replace(' ', '-')}", *packages)
        commands[said(engine, depth)] = [
            *(str(python), script, frames, DEPTHS[depth], str(path), told, str(found_by(engine, depth)))
        ]
    return commands


def said(engine: str, depth: str) -> str:
    return f"pandera on {engine}, {depth}"


def found_by(engine: str, depth: str) -> Path:
    return WORK / f"found-{engine}-{DEPTHS[depth]}.csv".replace(" ", "-")


def check_found(which: Sequence[tuple[str, str]], planted: Cells) -> None:
    """Stops the bench where pandera, given equal work, did not find exactly the planted faults."""
    for engine, depth in which:
        if depth == ALL and cells(found_by(engine, depth)) != planted:
            raise SystemExit(f"{said(engine, depth)} found other cells than were planted")


def large(rows: int, which: Sequence[tuple[str, str]], **how: int) -> dict[str, Measured]:
    """natc, only parsing and pandera over the same register of `rows`; natc and pandera found exactly what was planted."""
    path, planted = register(rows)
    ours = {CHECK: [*NATC, "check", "protection", str(path)]}
    parsing = {PARSING: [sys.executable, "-c", PARSE.format(path=str(path))]}
    measured = measure(ours | parsing | pandera(which, path), **how)
    check_found(which, planted)
    if natc_found(path) != planted:
        raise SystemExit("natc check did not find exactly the planted faults")
    return measured


def against_pandera(measured: Mapping[str, Measured], rows: int, least: float) -> list[Figure]:
    """natc against pandera doing equal work, on every engine measured."""
    names = [name for name in measured if name.endswith(ALL)]
    return [
        _times(f"{rows:,} rows: faster than {name}", measured[name].seconds / measured[CHECK].seconds, least) for name in names
    ]


def _times(what: str, ratio: float, least: float) -> Figure:
    return Figure(what, f"≥ {least:g} times", f"{ratio:.1f} times", ratio >= least)


def _at_most(what: str, value: float, most: float, unit: str) -> Figure:
    return Figure(what, f"≤ {most:g} {unit}", f"{value:.2f} {unit}", value <= most)


def registers() -> tuple[list[str], list[Figure]]:
    """100,000 and 1,000,000 rows: tables and figures."""
    measured = large(100_000, SLOW + FAST)
    lines = table("100,000 rows", measured, 100_000)
    figures = against_pandera(measured, 100_000, 4)
    measured = large(1_000_000, FAST)
    lines += table("1,000,000 rows", measured, 1_000_000)
    ours = measured[CHECK]
    figures.append(_at_most("1,000,000 rows: only parsing", ours.seconds / measured[PARSING].seconds, 2.5, "times"))
    figures.append(_at_most("1,000,000 rows: memory", ours.megabytes / 1000, MOST_MEMORY / 1000, "GB"))
    figures += against_pandera(measured, 1_000_000, 6)
    measured = large(1_000_000, SLOW, runs=SLOW_RUNS, uncounted=0)
    lines += table(f"1,000,000 rows beside pandas, {SLOW_RUNS} interleaved runs", measured, 1_000_000)
    return lines, figures + against_pandera(measured, 1_000_000, 6)


def beside_frictionless() -> tuple[list[str], list[Figure]]:
    """One run, since frictionless takes minutes; the file is large enough that natc's start hardly counts."""
    rows = 500_000
    path, _ = register(rows)
    frictionless = str(peer("frictionless", "frictionless"))
    commands = {
        CHECK: [*NATC, "check", "protection", str(path)],
        "frictionless": [frictionless, str(HERE / "check_frictionless.py"), str(path), str(schema())],
    }
    measured = measure(commands, runs=1, uncounted=0)
    ratio = measured["frictionless"].seconds / measured[CHECK].seconds
    return table(f"{rows:,} rows beside frictionless, one run", measured, rows), [
        _times("faster a row than frictionless", ratio, 30)
    ]


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
    parts = [measured() for measured in (registers, beside_frictionless, small, starts)]
    figures = [figure for _, more in parts for figure in more]
    tables = [line for lines, _ in parts for line in lines]
    head = HEAD.format(
        machine=machine(),
        runs=RUNS,
        all=ALL,
        cells=CELLS,
        parsing=PARSING,
        pandera=version(peer("pandera-Polars", "pandera[polars]"), "pandera"),
        frictionless=version(peer("frictionless", "frictionless"), "frictionless"),
    )
    page = "\n".join([head.rstrip(), *asked(figures), *tables]) + "\n"
    PAGES.mkdir(parents=True, exist_ok=True)
    (PAGES / "check.md").write_text(page, encoding="utf-8")
    assemble()
    print(page)


if __name__ == "__main__":
    main()
