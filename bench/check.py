"""How fast `natc check` is and how much memory it takes, beside pandera, frictionless and only parsing the file.

Run outside CI: ./natc test installs what it needs; then .venv/bin/python bench/check.py
Writes docs/reference/performance/check.md.
"""

import json
import random
import subprocess
import sys
from pathlib import Path

import polars as pl
import xlsxwriter
from measure import PAGES, RUNS, WORK, Measured, assemble, machine, measure, peer, version

from natc.engine.invention import invent_register
from natc.engine.standard.form import load_codes, load_form

HERE = Path(__file__).parent
OURS = [sys.executable, "-m", "natc", "check", "protection"]
FAULTY = 1_000  # one row in so many holds a planted fault
PLANTED = {  # variable: the faulty cell, one kind a row in turn
    "prs_Gender": "Femnine",
    "prs_Citizenship": "RS;XX",
    "vic_FirstRegistrationDate": "2024-02-30",
    "vic_AgeAtRegistration": "170",
    "vic_TypeOfExploitation": "ForcedLabur",
    "vic_StatusDate": "03/04/2024",
    "cas_PersonCode": "0101990710006",
}
PARSE = "import polars as pl; pl.scan_csv({path!r}, infer_schema=False).select(pl.all().null_count()).collect(engine='streaming')"
READERS = "import polars, python_calamine"


def register(rows: int) -> tuple[Path, set[tuple[int, str]]]:
    """A register of `rows` invented persons with planted faults, and where these are.

    Made in a process of its own: the kernel counts a parent's memory as its children's largest.
    """
    subprocess.run([sys.executable, __file__, str(rows)], check=True)
    path = WORK / f"register-{rows}.csv"
    planted = pl.read_csv(path.with_suffix(".planted.csv"))
    return path, set(planted.select("row", "variable").iter_rows())


def make_register(rows: int) -> None:
    """Write the register and, beside it, which cells are faulty."""
    WORK.mkdir(parents=True, exist_ok=True)
    path = WORK / f"register-{rows}.csv"
    frame = invent_register(rows, territory="RS", year=2024, seed=1)
    dice = random.Random(rows)
    places = sorted(dice.sample(range(rows), max(len(PLANTED), rows // FAULTY)))
    kinds = [list(PLANTED)[index % len(PLANTED)] for index in range(len(places))]
    for variable, cell in PLANTED.items():
        here = [place for place, kind in zip(places, kinds, strict=True) if kind == variable]
        cells = [f"{int(cell) + number:013}" if variable == "cas_PersonCode" else cell for number, _ in enumerate(here)]
        column = frame[variable].scatter(here, cells)
        frame = frame.with_columns(column.alias(variable))
    frame.write_csv(path)
    pl.DataFrame({"row": [place + 2 for place in places], "variable": kinds}).write_csv(path.with_suffix(".planted.csv"))


def found(path: Path) -> set[tuple[int, str]]:
    """The cells in which `natc check` finds something blocking."""
    said = WORK / "findings.jsonl"
    subprocess.run([*OURS, path, "--json", said], check=False, stdout=subprocess.DEVNULL)
    findings = [json.loads(line) for line in said.read_text(encoding="utf-8").splitlines()]
    cells = [(one["row"], one["column"]) for one in findings if one["row"] is not None]
    if len(cells) != len(set(cells)):
        raise SystemExit("more than one finding in a cell")
    return set(cells)


def workbook(rows: int) -> Path:
    """The same kind of register as an .xlsx."""
    path = WORK / f"register-{rows}.xlsx"
    frame = pl.read_csv(register(rows)[0], infer_schema=False)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("register")
        sheet.write_row(0, 0, frame.columns)
        for line, row in enumerate(frame.iter_rows(), start=1):
            sheet.write_row(line, 0, row)
    return path


def large(rows: int, pandera: Path, pandas: Path) -> tuple[dict[str, Measured], bool]:
    """Ours, pandera on both its engines and only parsing; and whether exactly the planted faults were found."""
    path, planted = register(rows)
    commands = {
        "natc check": [*OURS, str(path)],
        "only parsing": [sys.executable, "-c", PARSE.format(path=str(path))],
        "pandera on Polars": [str(pandera), str(HERE / "check_pandera.py"), "polars", str(path), str(schema())],
        "pandera on pandas": [str(pandas), str(HERE / "check_pandera.py"), "pandas", str(path), str(schema())],
    }
    return measure(commands), found(path) == planted


def schema() -> Path:
    """What the peers are told of the protection register: kinds, codes and bounds of each column, no rule across columns."""
    columns = [
        {
            "name": variable.code,
            "kind": str(variable.kind),
            "codes": [entry.code for entry in load_codes(variable.codes).codes] if variable.codes else None,
            "least": variable.least,
            "most": variable.most,
        }
        for variable in load_form("protection").variables
    ]
    path = WORK / "schema.json"
    path.write_text(json.dumps(columns), encoding="utf-8")
    return path


def row(name: str, one: Measured, rows: int, base: Measured) -> str:
    per_row, ratio = one.seconds / rows * 1e6, one.seconds / base.seconds
    low, high = one.spread
    return f"| {name} | {one.seconds:.2f} ({low:.2f}–{high:.2f}) | {one.megabytes:.0f} | {per_row:.1f} | {ratio:.2f} |"


def table(title: str, measured: dict[str, Measured], rows: int) -> list[str]:
    head = [
        "",
        f"## {title}",
        "",
        "| what | seconds, median (range) | memory, MB | µs a row | times natc check |",
        "|---|---|---|---|---|",
    ]
    return head + [row(name, one, rows, measured["natc check"]) for name, one in measured.items()]


def main() -> None:
    """Measure everything and write the page."""
    pandera = peer("pandera", "pandera[polars]")
    pandas = peer("pandera-pandas", "pandera[pandas]")
    frictionless = peer("frictionless", "frictionless")
    lines = [
        "# Checking a register",
        "",
        f"Measured by `bench/check.py`: {machine()}. Whole processes, {RUNS} interleaved runs each.",
    ]
    lines += [f"Peers: pandera {version(pandera, 'pandera')} (cells only, no rule across columns), "]
    lines[-1] += f"frictionless {version(frictionless, 'frictionless')} (types and enumerations only)."
    for rows in (100_000, 1_000_000):
        measured, exact = large(rows, pandera, pandas)
        lines += table(f"{rows:,} rows of 60 columns, CSV in UTF-8", measured, rows)
        lines += ["", f"Exactly the planted faulty cells found, one finding each: {'yes' if exact else 'NO'}."]
    path, _ = register(10_000)
    commands = {
        "natc check": [*OURS, str(path)],
        "frictionless": [str(frictionless), str(HERE / "check_frictionless.py"), str(path), str(schema())],
    }
    lines += table("10,000 rows of 60 columns", measure(commands), 10_000)
    small = workbook(500)
    commands = {"natc check": [*OURS, str(small)], "only importing the readers": [sys.executable, "-c", READERS]}
    lines += table("A workbook of 500 rows, whole command to its last finding", measure(commands), 500)
    PAGES.mkdir(parents=True, exist_ok=True)
    (PAGES / "check.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assemble()
    print("\n".join(lines))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        make_register(int(sys.argv[1]))
    else:
        main()
