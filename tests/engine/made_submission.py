"""A submission from lines that a statistician can read; see reports/submission.txt for what a line may say."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from natc.engine.standard.submission import CELLS, MARKS, Submission
from natc.engine.standard.submission_form import TOTAL, Table, cells, load_submission_form, total_key

SMALL = Path(__file__).parent / "reports" / "submission.txt"
Answer = tuple[float | None, str | None]


def small_submission() -> Submission:
    """The submission of reports/submission.txt."""
    return submission_of(SMALL.read_text(encoding="utf-8"))


def submission_of(text: str) -> Submission:
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    given = {key: _answer(said) for key, said in (line.split(" = ") for line in lines if " = " in line)}
    without = {table: said.split() for table, said in (line.split(" :") for line in lines if " = " not in line)}
    rows = [
        (table.code, cell, *answer)
        for table in load_submission_form().tables
        for cell, answer in _table(table, given, without.get(table.code)).items()
    ]
    marks = [_mark(table.code, without.get(table.code)) for table in load_submission_form().tables if not table.waits_for]
    return Submission(
        territory="RS",
        first_day=date(2024, 1, 1),
        last_day=date(2024, 12, 31),
        version=load_submission_form().version,
        cells=pl.DataFrame(rows, schema=CELLS, orient="row"),
        marks=pl.DataFrame(marks, schema=MARKS, orient="row"),
        manifest={"made_by": "natc, by hand"},
    )


def of_year(submission: Submission, year: int) -> Submission:
    """The same figures said of another year."""
    return replace(submission, first_day=date(year, 1, 1), last_day=date(year, 12, 31))


def _answer(said: str) -> Answer:
    return (float(said), None) if said[0].isdigit() else (None, said)


def _table(table: Table, given: dict[str, Answer], without: list[str] | None) -> dict[str, Answer]:
    if without is not None:
        return {cell.key: (None, without[0] if without else None) for cell in cells(table)}
    rows = {key: answer for key, answer in given.items() if key.split("|")[0] == table.code and not key.endswith(f"|{TOTAL}")}
    closed = {cell.key: rows.get(cell.key, (0.0, None)) for cell in cells(table) if cell.codes}
    answers = closed | rows
    total = {total_key(table.code): (sum(value or 0 for value, _ in answers.values()), None)} if table.total else {}
    return {} if table.waits_for else total | {key: given[key] for key in total if key in given} | answers


def _mark(table: str, without: list[str] | None) -> tuple[str, str | None, str | None, date | None, None]:
    if without is None:
        return table, "Provisional" if table.startswith("J") else "Final", None, None, None
    reason = without[0] if without else None
    return table, None, reason, date.fromisoformat(without[1]) if len(without) > 1 else None, None
