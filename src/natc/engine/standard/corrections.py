"""Cells of an office's sheet that a person corrected: kept beside the sheet, put over it on reading, written as a new workbook.

The sheet itself is never changed. A correction holds only while its cell says what it said then, so that one made for an
earlier state of the file does no harm.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import polars as pl

from natc.engine.errors import Refused, Unusable
from natc.engine.standard.files import ROW, Table, reading
from natc.engine.whole import whole_file, whole_workbook

SHEET = "sheet"  # what the workbook's sheet is called where the office's file has none
LONGEST_NAME = 31  # characters of a sheet's name in Excel
MOST_ROWS = 1_048_576  # of a sheet in Excel, headings included
_AFTER, _BEFORE, _HIT = f"{ROW} after", f"{ROW} before", f"{ROW} hit"


@dataclass(frozen=True)
class Correction:
    """One cell: the row as the spreadsheet numbers it, the heading, what stood there and what is meant; None is blank."""

    row: int
    heading: str
    before: str | None
    after: str | None


def load_corrections(path: Path) -> list[Correction]:
    """The corrections kept in `path`; none when there is no such file yet. Raises Unusable for another kind of file."""
    if not path.exists():
        return []
    try:
        return [Correction(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    except (ValueError, TypeError) as error:
        raise Unusable(f"{path.name} is not a file of corrections; delete it, and correct the cells again") from error


def save_corrections(corrections: Iterable[Correction], path: Path) -> None:
    """Write the corrections, one a line; the file is whole or not there."""
    lines = [json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in corrections]
    with whole_file(path) as unfinished:
        unfinished.write_text("".join(lines), encoding="utf-8")


def put(corrections: Sequence[Correction], new: Correction) -> list[Correction]:
    """The corrections with `new`, made on a sheet as corrected so far; one that goes back to what the office wrote is none."""
    earlier = next((one for one in corrections if _cell(one) == _cell(new)), new)
    kept = [one for one in corrections if _cell(one) != _cell(new)]
    made = replace(new, before=earlier.before)
    return kept if made.before == made.after else [*kept, made]


def corrected(table: Table, corrections: Sequence[Correction]) -> Table:
    """The table as its cells are meant; a row that was blanked is none. A correction whose cell says something else by now
    changes nothing."""
    frame = table.frame
    index = frame.collect_schema()[ROW]
    for heading in dict.fromkeys(one.heading for one in corrections if one.heading in table.headings):
        cells = [(one.row, one.before, one.after, True) for one in corrections if one.heading == heading]
        schema: dict[str, pl.DataType | type[pl.DataType]] = {ROW: index, _BEFORE: pl.String, _AFTER: pl.String, _HIT: pl.Boolean}
        joined = frame.join(pl.LazyFrame(cells, schema=schema, orient="row"), on=ROW, how="left", maintain_order="left")
        meant = pl.col(_HIT).fill_null(value=False) & pl.col(heading).eq_missing(pl.col(_BEFORE))
        frame = joined.with_columns(pl.when(meant).then(_AFTER).otherwise(heading).alias(heading)).select(ROW, *table.headings)
    filled = pl.any_horizontal(pl.col(heading).is_not_null() for heading in table.headings)
    return replace(table, frame=frame.filter(filled), raw=None) if corrections else table


def write_corrected(table: Table, path: Path) -> None:
    """The table as a workbook of one sheet, every cell in the row that it has in the office's file, all of them text.

    Raises Refused for more rows than a workbook holds.
    """
    with reading(table):
        rows = table.frame.select(ROW, *table.headings).collect()
    top = max(table.header_row, 1)
    if rows.height + top > MOST_ROWS:
        raise Refused(f"{table.path.name} has more rows than a workbook can hold; correct it where it is kept")
    with whole_workbook(path) as book:
        sheet = book.add_worksheet((table.sheet or SHEET)[:LONGEST_NAME])
        sheet.write_row(top - 1, 0, table.headings, book.add_format({"bold": True}))
        moved = top - table.header_row  # a format without a row of headings gets one
        for row, *cells in rows.iter_rows():
            for column, cell in enumerate(cells):
                if cell is not None:
                    sheet.write_string(row - 1 + moved, column, cell)
        sheet.freeze_panes(top, 0)


def _cell(one: Correction) -> tuple[int, str]:
    return one.row, one.heading
