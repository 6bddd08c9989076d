"""Reads the UNODC workbook exactly as it is downloaded: some title rows, then the header, then one figure a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from natc.engine.errors import Unusable
from natc.engine.standard.files.door import FileKind, file_kind
from natc.engine.standard.files.workbook import READ_ERRORS, Grid, read_grids

HEADINGS = {
    "Iso3_code": "iso3",
    "Country": "territory_label",
    "Indicator": "indicator",
    "Dimension": "dimension",
    "Category": "category_label",
    "Sex": "sex",
    "Age": "age",
    "Year": "year",
    "txtVALUE": "written",
}
TITLE_ROWS = 20  # the header stands in row 3; a few more title rows than that are no reason to refuse
EXPECTED = "expected the UNODC trafficking workbook (.xlsx), as downloaded"
HALF = len(HEADINGS) // 2  # a row with more headings than this is the header, perhaps with some missing
FIRST_YEAR, LAST_YEAR = 1990, 2100  # a year outside is a slip of the keyboard: the Palermo Protocol is of 2000


@dataclass(frozen=True)
class Workbook:
    """The rows as written: text columns named as the values of HEADINGS, `year` (int), `row` (the number Excel shows)."""

    name: str
    date: str  # as the title rows write it, "" when they do not
    rows: pl.DataFrame


def read_workbook(path: Path) -> Workbook:
    """The figures in the workbook. Raises Unusable when it is no workbook, has no such sheet, or lacks a column."""
    for cells in _sheets(path):
        start = next((number for number, row in enumerate(cells[:TITLE_ROWS]) if _headings_in(row) > HALF), None)
        if start is not None:
            return Workbook(path.name, _date(cells[:start]), _frame(path, cells, start))
    raise Unusable(
        f"{path.name}: no sheet has the header {', '.join(HEADINGS)} in its first {TITLE_ROWS} rows; "
        "expected the UNODC trafficking workbook with its sheet data_glotip_1, as downloaded; give that file"
    )


def _sheets(path: Path) -> list[Grid]:
    if file_kind(path) is not FileKind.WORKBOOK:
        raise Unusable(f"{path.name}: not a workbook; {EXPECTED}")
    try:
        return list(read_grids(path).values())
    except READ_ERRORS as error:
        raise Unusable(f"{path.name}: not a workbook that can be read ({error}); {EXPECTED}") from error


def _headings_in(row: Sequence[Any]) -> int:
    return len(HEADINGS.keys() & {str(cell).strip() for cell in row})


def _date(titles: Sequence[Sequence[Any]]) -> str:
    """What the title rows say beside "UNODC": the day of the download's data."""
    said = [str(cell).strip() for row in titles for cell in row if str(cell).strip()]
    return next((text for text in said if text[:1].isdigit()), "")


def _frame(path: Path, cells: Grid, start: int) -> pl.DataFrame:
    header = [str(cell).strip() for cell in cells[start]]
    missing = [heading for heading in HEADINGS if heading not in header]
    if missing:
        raise Unusable(
            f"{path.name}, row {start + 1}: the column {', '.join(missing)} is missing; found {', '.join(filter(None, header))}; "
            "give the workbook as downloaded, with no column removed or renamed"
        )
    body = cells[start + 1 :]
    columns = {name: [_text(row[header.index(heading)]) for row in body] for heading, name in HEADINGS.items()}
    rows = pl.DataFrame(columns, schema=dict.fromkeys(HEADINGS.values(), pl.String)).with_row_index("row", offset=start + 2)
    filled = rows.filter(pl.any_horizontal(pl.col(list(HEADINGS.values())) != ""))
    if filled.is_empty():
        raise Unusable(f"{path.name}: there is no figure under the header in row {start + 1}; expected one figure a row")
    return _with_years(path, filled)


def _with_years(path: Path, rows: pl.DataFrame) -> pl.DataFrame:
    read = rows.with_columns(pl.col("year").cast(pl.Int32, strict=False), as_written=pl.col("year"))
    wrong = read.filter(pl.col("year").is_null() | ~pl.col("year").is_between(FIRST_YEAR, LAST_YEAR))
    if not wrong.is_empty():
        first = wrong.row(0, named=True)
        raise Unusable(f'{path.name}, row {first["row"]}: the year is "{first["as_written"]}"; expected a year such as 2022')
    return read.drop("as_written")


def _text(cell: Any) -> str:
    """A cell as text; a whole number without the ".0" that Excel gives it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
