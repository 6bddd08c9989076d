"""Workbooks: .xlsx, .xlsm, .xls and .ods."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import python_calamine as calamine

from natc.engine.errors import Unusable
from natc.engine.standard.files.cells import cell_text
from natc.engine.standard.files.header import Merge

READ_ERRORS = (calamine.CalamineError, calamine.XmlError, calamine.ZipError, OSError, ValueError)


@dataclass(frozen=True)
class Sheet:
    """One sheet's cells as text; row 1 of the sheet is `rows[0]`, blank leading rows included."""

    name: str
    rows: Sequence[list[str | None]]
    merges: Sequence[Merge]


Grid = list[list[Any]]  # cells as the workbook holds them: text, float, date, "" where blank


def read_grids(path: Path) -> dict[str, Grid]:
    """Every sheet by name. Raises one of READ_ERRORS: only the caller knows which workbook was expected."""
    book = calamine.CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def read_sheets(path: Path, only: str | None = None) -> list[Sheet]:
    """The visible sheets of a workbook that hold anything; just the one called `only` when given.

    Raises Unusable for a damaged or locked workbook, and for a sheet that is not there.
    """
    try:
        book = calamine.CalamineWorkbook.from_path(path)
        names = [sheet.name for sheet in book.sheets_metadata if sheet.visible == calamine.SheetVisibleEnum.Visible]
        if only is not None and only not in book.sheet_names:
            raise Unusable(f'{path.name} has no sheet "{only}"; it has {_named(names)}')
        sheets = [_read_sheet(book.get_sheet_by_name(name)) for name in ([only] if only is not None else names)]
    except calamine.PasswordError as error:
        raise Unusable(f"{path.name} is locked with a password; open it, remove the password, save it and try again") from error
    except READ_ERRORS as error:
        raise Unusable(
            f"{path.name} is damaged or is not the workbook its name says ({error}); ask for the file again"
        ) from error
    return [sheet for sheet in sheets if sheet.rows]


def _read_sheet(sheet: calamine.CalamineSheet) -> Sheet:
    rows = [[cell_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    width = max(map(len, rows), default=0)
    rows = [row + [None] * (width - len(row)) for row in rows]
    merges = sheet.merged_cell_ranges or []
    return Sheet(sheet.name, rows if any(map(any, rows)) else [], merges)


def _named(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
