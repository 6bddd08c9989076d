"""How fast `natc aggregate` is and how much memory it takes, beside only reading the same file.

Run outside CI, about a quarter of an hour on an idle machine: ./natc test installs what it needs; then
.venv/bin/python bench/aggregate.py (2 GB of disk).
Writes docs/reference/performance/aggregate.md.
"""

import datetime
import subprocess
import sys
from pathlib import Path

import polars as pl
from measure import PAGES, RUNS, WORK, Measured, assemble, machine, measure

from natc.engine.invention import invent_register
from natc.engine.standard.aggregate.period import Period
from natc.engine.standard.aggregate.protection import count_protection, features
from natc.engine.standard.aggregate.protection_tables import protection_tables
from natc.engine.standard.aggregate.view import View
from natc.engine.standard.files import read_table
from natc.engine.standard.form import load_form
from natc.engine.standard.mapping import plain_mapping, targets

PART = 1_000_000  # rows invented at once, which keeps their making within ordinary memory
CSV_ROWS, PARQUET_ROWS = 1_000_000, 10_000_000
MOST_MEMORY = 1.5  # GB
YEAR = 2024
VIEW = View("RS", Period(datetime.date(YEAR, 1, 1), datetime.date(YEAR, 12, 31)))
READ = (  # the bytes of every text are added up: no cell is left undecoded, as counts of blanks from statistics would leave it
    "import polars as pl; "
    "pl.scan_{kind}({path!r}{how}).select({columns}).select(pl.all().str.len_bytes().sum()).collect(engine='streaming')"
)
WHOLE, COUNTED = "natc aggregate (checked and counted)", "counted only"
READ_COUNTED, READ_ALL = "only reading the columns counted", "only reading all columns"
COMMAND = [sys.executable, "-m", "natc", "aggregate"]
SAID = ["--territory", "RS", "--year", str(YEAR), "--reason", "J=NotCollected", "--out", str(WORK / "submission.json")]


def register(rows: int, kind: str) -> Path:
    """A register of `rows` invented persons without a fault. Made in a process of its own: the kernel counts a parent's memory as
    its children's largest."""
    path = WORK / f"persons-{rows}.{kind}"
    if not path.exists():
        subprocess.run([sys.executable, __file__, "make", str(rows), str(path)], check=True)
    return path


def make_register(rows: int, path: Path) -> None:
    """Write the register in parts, then join them, codes of persons all different."""
    WORK.mkdir(parents=True, exist_ok=True)
    parts = []
    for part in range(max(1, rows // PART)):
        frame = invent_register(min(rows, PART), territory="RS", year=YEAR, seed=part)
        parts.append(WORK / f"part-{part}.parquet")
        code = pl.format("{}-{}", "cas_PersonCode", pl.lit(part)).alias("cas_PersonCode")
        frame.with_columns(code).write_parquet(parts[-1])
    whole = pl.scan_parquet(parts)
    (whole.sink_csv if path.suffix == ".csv" else whole.sink_parquet)(path)
    for part_path in parts:
        part_path.unlink()


def count(path: Path) -> None:
    """The tables of a register, without its check: what `natc aggregate` does after it."""
    form = load_form("protection")
    table = read_table(path, known=targets(form))
    counts = count_protection(table, plain_mapping(table, form), VIEW, today=datetime.date(YEAR + 2, 1, 1))
    if not protection_tables(counts, VIEW)["P1"]:
        raise SystemExit("nothing was counted")


def commands(path: Path) -> dict[str, list[str]]:
    """Ours, with and without the check, and only reading: the columns that tables are made from, and all."""
    kind, how = ("csv", ", infer_schema=False") if path.suffix == ".csv" else ("parquet", "")
    needed = sorted({feature.variable for feature in features(VIEW).values()})
    return {
        WHOLE: [*COMMAND, str(path), *SAID],
        COUNTED: [sys.executable, __file__, "count", str(path)],
        READ_COUNTED: [sys.executable, "-c", READ.format(kind=kind, path=str(path), how=how, columns=needed)],
        READ_ALL: [sys.executable, "-c", READ.format(kind=kind, path=str(path), how=how, columns="pl.all()")],
    }


def table(title: str, measured: dict[str, Measured], rows: int) -> list[str]:
    base = measured[READ_ALL].seconds
    head = [
        "",
        f"## {title}",
        "",
        "| what | seconds, median (range) | memory, MB | µs a row | times reading |",
        "|---|---|---|---|---|",
    ]
    return head + [
        f"| {name} | {one.seconds:.2f} ({one.spread[0]:.2f}–{one.spread[1]:.2f}) | {one.megabytes:.0f} "
        f"| {one.seconds / rows * 1e6:.1f} | {one.seconds / base:.2f} |"
        for name, one in measured.items()
    ]


def asked(csv: dict[str, Measured], parquet: dict[str, Measured]) -> list[str]:
    """The figures that were asked for, and whether they are met."""
    figures = [
        (f"{CSV_ROWS:,} cases counted", csv[COUNTED].seconds / csv[READ_ALL].seconds, 1.5, "times reading them"),
        (f"{PARQUET_ROWS:,} checked and counted", parquet[WHOLE].seconds / parquet[READ_ALL].seconds, 3.0, "times reading them"),
        (f"{PARQUET_ROWS:,} checked and counted", parquet[WHOLE].megabytes / 1000, MOST_MEMORY, "GB"),
    ]
    return ["", "## What was asked", "", "| figure | asked | measured | |", "|---|---|---|---|"] + [
        f"| {what} | ≤ {most:g} {unit} | {value:.2f} {unit} | {'met' if value <= most else 'not met'} |"
        for what, value, most, unit in figures
    ]


def main() -> None:
    """Measure everything and write the page."""
    csv = measure(commands(register(CSV_ROWS, "csv")))
    parquet = measure(commands(register(PARQUET_ROWS, "parquet")))
    lines = [
        "# Aggregating a register",
        "",
        f"Measured by `bench/aggregate.py`: {machine()}. Whole processes, start of Python included; "
        f"medians of {RUNS} interleaved runs after one that is not counted.",
        "",
        "“Only reading” is a streaming Polars scan that decodes every cell and adds up the bytes of its text; “counted only” is",
        "what `natc aggregate` does beside the check, reading the file itself.",
        *asked(csv, parquet),
        *table(f"{CSV_ROWS:,} rows of 60 columns, CSV in UTF-8", csv, CSV_ROWS),
        *table(f"{PARQUET_ROWS:,} rows of 60 columns, Parquet", parquet, PARQUET_ROWS),
    ]
    PAGES.mkdir(parents=True, exist_ok=True)
    (PAGES / "aggregate.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assemble()
    print("\n".join(lines))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make", rows, path]:
            make_register(int(rows), Path(path))
        case ["count", path]:
            count(Path(path))
        case _:
            main()
