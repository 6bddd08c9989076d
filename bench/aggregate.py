"""How fast `natc aggregate` is and how much memory it takes, beside only reading the same file.

Run outside CI: ./natc test installs what it needs; then .venv/bin/python bench/aggregate.py (about 8 minutes, 3 GB of disk).
Writes docs/reference/performance/aggregate.md.
"""

import datetime
import subprocess
import sys
from pathlib import Path

import polars as pl
from measure import PAGES, WORK, Measured, assemble, machine, measure

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
CSV_RUNS, PARQUET_RUNS = 5, 2
YEAR = 2024
VIEW = View("RS", Period(datetime.date(YEAR, 1, 1), datetime.date(YEAR, 12, 31)))
READ = (
    "import polars as pl; "
    "pl.scan_{kind}({path!r}{how}).select({columns}).select(pl.all().null_count()).collect(engine='streaming')"
)
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
        "natc aggregate (checked and counted)": [*COMMAND, str(path), *SAID],
        "counted only": [sys.executable, __file__, "count", str(path)],
        "only reading the columns counted": [
            sys.executable,
            "-c",
            READ.format(kind=kind, path=str(path), how=how, columns=needed),
        ],
        "only reading all columns": [sys.executable, "-c", READ.format(kind=kind, path=str(path), how=how, columns="pl.all()")],
    }


def table(title: str, measured: dict[str, Measured], rows: int) -> list[str]:
    base = measured["only reading all columns"].seconds
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


def main() -> None:
    """Measure everything and write the page."""
    csv = measure(commands(register(CSV_ROWS, "csv")), CSV_RUNS)
    parquet = measure(commands(register(PARQUET_ROWS, "parquet")), PARQUET_RUNS)
    lines = [
        "# Aggregating a register",
        "",
        f"Measured by `bench/aggregate.py`: {machine()}. Whole processes, start of Python included, "
        f"{CSV_RUNS} and {PARQUET_RUNS} interleaved runs. “Only reading” is a streaming Polars scan that counts blank cells.",
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
