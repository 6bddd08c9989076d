"""A body whose tables stand in one sheet, one figure a row, as UNODC publishes them."""

from collections.abc import Iterator

import polars as pl

from natc.engine.standard.reports.make import MadeTable, Report
from natc.engine.standard.reports.words import plain_number

SHEET = "data_glotip_1"
TITLE = "UNODC"  # row 1 of the sheet; row 2 holds a day
COLUMNS = {
    "Iso3_code": pl.String,
    "Country": pl.String,
    "Region": pl.String,
    "Subregion": pl.String,
    "Indicator": pl.String,
    "Dimension": pl.String,
    "Category": pl.String,
    "Sex": pl.String,
    "Age": pl.String,
    "Year": pl.Int64,
    "Unit of measurement": pl.String,
    "txtVALUE": pl.String,
    "Source": pl.String,
}
ORDER = ("Year", "Indicator", "Dimension", "Category", "Sex", "Age")
UNIT, SOURCE = "Counts", "GLOTIP"


def long_rows(report: Report) -> pl.DataFrame:
    """Every exact figure as a row with COLUMNS, in the order of the workbook. What is no exact number has no row there."""
    rows = [row for made in report.tables for row in _rows(report, made)]
    return pl.DataFrame(rows, schema=COLUMNS, orient="row").sort(ORDER)


def first_rows(report: Report) -> tuple[str, str]:
    """What stands above the header: whose layout it is, and the last day of the latest period."""
    return TITLE, report.given[0].submission.last_day.strftime("%d/%m/%Y")


def _rows(report: Report, made: MadeTable) -> Iterator[tuple[object, ...]]:
    state = report.body.states[report.territory]
    named = (
        state.alpha3,
        state.name,
        state.region,
        state.subregion,
        made.table.fixed["Indicator"],
        made.table.fixed["Dimension"],
    )
    for one, figures in zip(report.given, made.figures, strict=True):
        for row, line in zip(made.rows, figures, strict=True):
            for column, figure in zip(made.columns, line, strict=True):
                if figure.exact and figure.value is not None and all(row.written):  # of what does not occur there is no row
                    value = f"{plain_number(figure.value):,}"
                    yield *named, *row.written, *column.written, one.submission.year, UNIT, value, SOURCE
