"""A report as files: one workbook, and one tidy CSV a table."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from natc.engine.errors import Unusable
from natc.engine.standard.reports.long_layout import SHEET, long_rows
from natc.engine.standard.reports.make import MadeTable, Report
from natc.engine.standard.reports.sheets import write_report
from natc.engine.standard.reports.words import heading, plain_number
from natc.engine.whole import keep_inputs, make_folder

EXACT, AT_LEAST, NONE = "exact", "at least", "none"
CSV = (
    "territory",
    "first_day",
    "last_day",
    "table",
    "row",
    "column",
    "value",
    "figure",  # EXACT, AT_LEAST or NONE
    "reasons",  # codes of the form
    "taken_from",  # the cells of the submission, as selection.py writes them
)


def write_files(report: Report, folder: Path, lang: str, *, inputs: list[Path]) -> list[Path]:
    """Write the workbook and its tables as CSV to `folder`, all or none; gives their paths, the workbook first.

    Raises Refused where a file that was read would be overwritten, Unusable where the folder cannot be written.
    """
    make_folder(folder)
    workbook, tables = f"{_stem(report)}.xlsx", {f"{_stem(report)}-{name}.csv": rows for name, rows in tidy(report, lang)}
    keep_inputs([folder / name for name in (workbook, *tables)], inputs)
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as scratch:
            write_report(report, Path(scratch) / workbook, lang)
            for name, rows in tables.items():
                rows.write_csv(Path(scratch) / name, include_bom=True)
            return [(Path(scratch) / name).replace(folder / name) for name in (workbook, *tables)]
    except OSError as error:
        raise Unusable(f"{folder} cannot be written ({error.strerror}); close its files, or give another folder") from error


def tidy(report: Report, lang: str) -> Iterator[tuple[str, pl.DataFrame]]:
    """(name, rows) of each table with CSV as columns; a body with a long layout has that one table in its own columns."""
    if report.body.states:
        yield SHEET, long_rows(report)
        return
    for made in report.tables:
        yield made.table.code, pl.DataFrame(list(_rows(report, made, lang)), schema=dict.fromkeys(CSV, pl.String), orient="row")


def _rows(report: Report, made: MadeTable, lang: str) -> Iterator[tuple[str | None, ...]]:
    for one, figures in zip(report.given, made.figures, strict=True):
        days = one.submission.first_day.isoformat(), one.submission.last_day.isoformat()
        for row, line in zip(made.rows, figures, strict=True):
            for column, figure in zip(made.columns, line, strict=True):
                value = None if figure.value is None else str(plain_number(figure.value))
                kind = NONE if value is None else EXACT if figure.exact else AT_LEAST
                taken = made.table.selection.and_(row.selection).and_(column.selection)
                names = made.table.code, heading(row, lang), heading(column, lang)
                yield report.territory, *days, *names, value, kind, "; ".join(figure.without), taken.written()


def _stem(report: Report) -> str:
    """Body, state and latest period: "art19a-RS-2024"."""
    latest = report.given[0].submission
    period = latest.year or f"{latest.first_day}_{latest.last_day}"
    return f"{report.body.code}-{report.territory}-{period}"
