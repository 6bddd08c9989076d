"""Registers with planted faults for bench/check.py, and what its peers are told of the form.

python check_made.py ROWS   writes the register and, beside it, which cells are faulty
"""

import datetime
import json
import random
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import polars as pl
import xlsxwriter
from measure import WORK

from natc.engine.invention import invent_register
from natc.engine.standard.check.expressions import PLAIN_DATE
from natc.engine.standard.form import load_codes, load_form
from natc.engine.standard.values import IDENTIFIER

FAULTY = 1_000  # one row in so many holds a planted fault
KEY = "cas_PersonCode"
CELLS = {  # variable: the faulty cell
    "prs_Gender": "Femnine",
    "prs_Citizenship": "RS;XX",
    "vic_FirstRegistrationDate": "2024-02-30",
    "vic_AgeAtRegistration": "170",
    "vic_TypeOfExploitation": "ForcedLabur",
    "vic_StatusDate": "03/04/2024",
    "org_Name": "0101990710006",  # a personal number
}
ACROSS = ("vic_PreviousStatus", "vic_TraffickingStatus")  # the first holds what the second does: a rule forbids it
KINDS = [*CELLS, ACROSS[0], KEY]  # one kind a faulty row, in turn; KEY: that of the row below, so that both are faulty

Cells = set[tuple[int, str]]  # rows as a spreadsheet numbers them, variables


def register(rows: int) -> tuple[Path, Cells]:
    """A register of `rows` invented persons with planted faults, and where these are.

    Made in a process of its own: the kernel counts a parent's memory as its children's largest.
    """
    subprocess.run([sys.executable, __file__, str(rows)], check=True)
    path = WORK / f"register-{rows}.csv"
    return path, cells(path.with_suffix(".planted.csv"))


def cells(path: Path) -> Cells:
    """The faulty cells that a file lists."""
    return set(pl.read_csv(path).select("row", "variable").iter_rows())


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


def schema() -> Path:
    """What the peers are told of the protection register: kinds, codes, bounds, patterns, and the rules across columns."""
    form = load_form("protection")
    variables = [
        {
            "name": variable.code,
            "kind": str(variable.kind),
            "codes": [entry.code for entry in load_codes(variable.codes).codes] if variable.codes else None,
            "least": variable.least,
            "most": variable.most,
            "unlikely_above": variable.unlikely_above,
            "key": variable.code in form.key,
        }
        for variable in form.variables
    ]
    rules = [
        {
            "code": rule.code,
            "cell": rule.cell,
            "reads": sorted(rule.variables()),
            "fault_when": [asdict(condition) for condition in rule.fault_when],
        }
        for rule in form.rules
    ]
    told = {
        "variables": variables,
        "rules": rules,
        "date": PLAIN_DATE,
        "identifier": f"(?i)^(?:{IDENTIFIER.pattern})$",
        "today": datetime.date.today().isoformat(),
    }
    path = WORK / "schema.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


def make_register(rows: int) -> None:
    """Write the register and, beside it, which cells are faulty."""
    WORK.mkdir(parents=True, exist_ok=True)
    path = WORK / f"register-{rows}.csv"
    frame = invent_register(rows, territory="RS", year=2024, seed=1)
    places = sorted(random.Random(rows).sample(range(0, rows - 1, 2), max(len(KINDS), rows // FAULTY)))
    planted = []
    for index, kind in enumerate(KINDS):
        here = places[index :: len(KINDS)]
        frame = frame.with_columns(frame[kind].scatter(here, _faulty(kind, frame, here)).alias(kind))
        planted += [(place + 2, kind) for place in here]
        planted += [(place + 3, KEY) for place in here if kind == KEY]
    frame.write_csv(path)
    pl.DataFrame(planted, schema=["row", "variable"], orient="row").write_csv(path.with_suffix(".planted.csv"))


def _faulty(kind: str, frame: pl.DataFrame, here: list[int]) -> list[str]:
    if kind == KEY:
        return frame[KEY].gather([place + 1 for place in here]).to_list()
    if kind == ACROSS[0]:
        return frame[ACROSS[1]].gather(here).to_list()
    return [CELLS[kind]] * len(here)


if __name__ == "__main__":
    make_register(int(sys.argv[1]))
