"""A filled submission workbook back as frames. Whatever is not as the writer laid it out is Unusable, never guessed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

import polars as pl

from natc.engine.errors import Unusable
from natc.engine.standard.files.door import FileKind, file_kind
from natc.engine.standard.files.header import column_letter
from natc.engine.standard.files.workbook import READ_ERRORS, Grid, read_grids
from natc.engine.standard.form import COUNTRIES, load_codes
from natc.engine.standard.submission import CELLS, MARKS
from natc.engine.standard.submission_form import (
    Category,
    Measure,
    SubmissionForm,
    Table,
    cell_key,
    cells,
    exists,
    load_submission_form,
)
from natc.engine.standard.templates import submission_layout as layout
from natc.engine.standard.templates.workbook import CODES_SHEET, WORDS
from natc.engine.text import in_every_language, say

PLACED = {**CELLS, "sheet": pl.String, "row": pl.Int64}
NOT_YET = "NotAvailableYet"  # the one reason that carries a date
WHOLE_STATISTIC = "n"  # the one statistic of a table of days that is a count
DATE_SHAPES = ("%d.%m.%Y", "%d.%m.%Y.", "%Y-%m-%d")
START_AGAIN = "write a new template and enter the figures there"


@dataclass(frozen=True)
class Cover:
    """Who hands in, for which year, on which version of the form."""

    territory: str  # ISO 3166-1 alpha-2, XK included
    year: int
    version: str


@dataclass(frozen=True)
class Head:
    """What is said once for a table, as codes; None where nothing is."""

    mark: str | None
    reason: str | None
    expected: date | None
    break_with_last: str | None


@dataclass(frozen=True)
class Answer:
    """One row of a table: a figure, a reason for none (code), or neither. `row` counts from 0."""

    cell: str
    value: float | None
    reason: str | None
    row: int


@dataclass(frozen=True)
class Place:
    """A sheet of a file, for sentences about it."""

    path: Path
    sheet: str

    def refuse(self, row: int, what: str) -> NoReturn:
        """Raise Unusable about a row, counted from 0."""
        raise Unusable(f"{self.path.name}, sheet {self.sheet}, row {row + 1}: {what}")


def read_submission_template(path: Path) -> pl.DataFrame:
    """The figures of a filled template: table, cell (key), value, reason (code), sheet, row (as Excel counts).

    Closed tables give every cell, unanswered ones with neither value nor reason; open tables give the rows that are filled.
    A reason given for a whole table stands in each of its cells. Raises Unusable.
    """
    form = load_submission_form()
    rows = [
        (table.code, answer.cell, answer.value, answer.reason, place.sheet, answer.row + 1)
        for table, place, grid in _sheets(path, form)
        for answer in _answers(place, grid, table, form)
    ]
    return pl.DataFrame(rows, schema=PLACED, orient="row")


def read_submission_marks(path: Path) -> pl.DataFrame:
    """What is said once for each table: mark, reason and break (codes), expected (date); null where nothing. Raises Unusable."""
    form = load_submission_form()
    rows = [(table.code, *astuple(_head(place, grid, form))) for table, place, grid in _sheets(path, form)]
    return pl.DataFrame(rows, schema=MARKS, orient="row")


def read_submission_cover(path: Path) -> Cover:
    """Territory, year and version of a filled template. Raises Unusable when one is missing or not what it should be."""
    form = load_submission_form()
    place, grid = _cover(path, _open(path))
    territories = [Category(entry.code, entry.label) for entry in load_codes(COUNTRIES).codes]
    territory = _choice(place, grid, layout.COVER_TERRITORY, layout.VALUE_COLUMN, territories)
    if territory is None:
        place.refuse(layout.COVER_TERRITORY, "the territory is blank; choose it from the list")
    year = _at(grid, layout.COVER_YEAR, layout.VALUE_COLUMN)
    if not isinstance(year, float | int) or year not in range(layout.YEARS[0], layout.YEARS[1] + 1):
        place.refuse(layout.COVER_YEAR, f"the year is {_shown(year)}; enter it as four digits")
    return Cover(territory, int(year), form.version)


def _open(path: Path) -> dict[str, Grid]:
    """Every sheet of the workbook by name. Raises Unusable, by the door all our files come through."""
    kind = file_kind(path)
    if kind is not FileKind.WORKBOOK:
        raise Unusable(f"{path.name} is {kind}, not a workbook; hand in the template as .xlsx or .ods")
    try:
        return read_grids(path)
    except READ_ERRORS as error:
        raise Unusable(f"{path.name} is damaged or locked ({error}); save the template anew without a password") from error


def _cover(path: Path, sheets: Mapping[str, Grid]) -> tuple[Place, Grid]:
    """The cover, its keys and its version checked."""
    names = in_every_language(WORDS["sheet_cover"])
    found = [name for name in sheets if name in names]
    if len(found) != 1:
        raise Unusable(
            f"{path.name}: the cover sheet is missing; this is not a template of the annual submission, or its cover was removed"
        )
    place, grid = Place(path, found[0]), sheets[found[0]]
    _check_keys(place, grid, layout.COVER_KEYS)
    expected, version = layout.form_mark(load_submission_form()), _at(grid, layout.COVER_FORM, layout.VALUE_COLUMN)
    if version != expected:
        place.refuse(layout.COVER_FORM, f"the form is {_shown(version)}, expected “{expected}”; {START_AGAIN}")
    return place, grid


def _sheets(path: Path, form: SubmissionForm) -> Iterator[tuple[Table, Place, Grid]]:
    """Each table with its sheet, after the whole workbook was found to have the sheets of the template and no other."""
    sheets = _open(path)
    _cover(path, sheets)
    tables = layout.asked(form)
    others = {CODES_SHEET, *(name for key in ("sheet_cover", "sheet_instructions") for name in in_every_language(WORDS[key]))}
    missing = [table.code for table in tables if table.code not in sheets]
    if missing:
        raise Unusable(f"{path.name}: the sheet {missing[0]} is missing; {START_AGAIN}")
    added = [name for name in sheets if name not in others and name not in {table.code for table in tables}]
    if added:
        raise Unusable(
            f"{path.name}: the sheet “{added[0]}” is not part of the template; remove it, a submission holds nothing else"
        )
    for table in tables:
        place, grid = Place(path, table.code), sheets[table.code]
        _check_keys(place, grid, layout.HEAD_KEYS)
        heads = [_at(grid, layout.CODES, column) for column in range(_width(grid))]
        if heads != layout.code_row(table):
            place.refuse(layout.CODES, f"the grey codes of the columns were changed; {START_AGAIN}")
        yield table, place, grid


def _width(grid: Grid) -> int:
    """Columns up to the last one that holds anything below the heads."""
    return max((column + 1 for row in grid[layout.CODES :] for column, value in enumerate(row) if value != ""), default=0)


def _at(grid: Grid, row: int, column: int) -> Any:
    """The value of a cell, "" where the sheet ends before it."""
    return grid[row][column] if row < len(grid) and column < len(grid[row]) else ""


def _check_keys(place: Place, grid: Grid, keys: Mapping[int, str]) -> None:
    """The rows of what is asked once stand where they stood, with nothing beside the answer."""
    for row, key in keys.items():
        found = _at(grid, row, layout.KEYS)
        if found != key:
            place.refuse(row, f"expected the grey key “{key}”, found {_shown(found)}; rows were moved: {START_AGAIN}")
        beside = [value for value in grid[row][layout.VALUE_COLUMN + 1 :] if value != ""]
        if beside:
            place.refuse(row, f"“{beside[0]}” stands beside the answer; remove it, a submission holds no free text")


def _head(place: Place, grid: Grid, form: SubmissionForm) -> Head:
    column = layout.VALUE_COLUMN
    return Head(
        mark=_choice(place, grid, layout.MARK, column, form.marks),
        reason=_choice(place, grid, layout.REASON, column, form.reasons),
        expected=_date(place, grid, layout.EXPECTED, column),
        break_with_last=_choice(place, grid, layout.BREAK, column, form.breaks),
    )


def _answers(place: Place, grid: Grid, table: Table, form: SubmissionForm) -> list[Answer]:
    """The answers of a table, a reason for the whole of it put into each."""
    head = _head(place, grid, form)
    closed = {cell.key: cell.codes for cell in cells(table)}
    answers = list(_rows(place, grid, table, form))
    missing = closed.keys() - {answer.cell for answer in answers}
    if missing:
        gone = next(key for key in closed if key in missing)
        place.refuse(layout.CODES, f"the row of {gone} is gone; {START_AGAIN}")
    _check_head(place, head, answers)
    return [replace(answer, reason=answer.reason or head.reason) for answer in answers]


def _rows(place: Place, grid: Grid, table: Table, form: SubmissionForm) -> Iterator[Answer]:
    closed = {cell.key: cell.codes for cell in cells(table)}
    seen: dict[str, int] = {}
    for row in range(layout.FIRST_ROW, len(grid)):
        key = _key(place, grid, row, table, closed)
        if key is None:
            continue
        if key in seen:
            place.refuse(row, f"{key} stands in row {seen[key] + 1} already; keep one of the two")
        seen[key] = row
        yield Answer(key, *_answer(place, grid, row, table, form), row)


def _check_head(place: Place, head: Head, answers: Sequence[Answer]) -> None:
    """What is said once for a table must fit its rows."""
    figures = any(answer.value is not None for answer in answers)
    reasons = {head.reason, *(answer.reason for answer in answers)}
    filled = [answer for answer in answers if answer.value is not None or answer.reason]
    if head.reason and filled:
        place.refuse(filled[0].row, "the whole table has a reason for no figures, but this row is filled; clear one of the two")
    if figures and head.mark is None:
        place.refuse(
            layout.MARK, "the table has figures but does not say whether they are provisional, final or revised; choose one"
        )
    if (NOT_YET in reasons) != (head.expected is not None):
        place.refuse(layout.EXPECTED, "an expected date and the reason “not available yet” go together, and only one is given")


def _key(place: Place, grid: Grid, row: int, table: Table, closed: Mapping[str, Sequence[str]]) -> str | None:
    """The cell key of a row; None for a row to add that is blank."""
    key = _at(grid, row, layout.KEYS)
    if key == layout.added_key(table) and table.open:
        return _added(place, grid, row, table)
    if key not in closed:
        filled = [value for value in grid[row] if value != ""]
        if not filled:
            return None
        place.refuse(
            row,
            f"the grey key is {_shown(key)}, which table {table.code} does not have; {START_AGAIN}",
        )
    for column, (dimension, code) in enumerate(zip(table.dimensions, closed[key] or (), strict=False), start=1):
        if _code(_at(grid, row, column), dimension.categories) != code:
            place.refuse(
                row, f"“{_at(grid, row, column)}” does not belong to {key}; the rows were sorted or changed, write a new template"
            )
    return str(key)


def _added(place: Place, grid: Grid, row: int, table: Table) -> str | None:
    width = len(layout.code_row(table))
    if all(_at(grid, row, column) == "" for column in range(1, width)):
        return None
    codes = []
    for column, dimension in enumerate(table.dimensions, start=1):
        code = _choice(place, grid, row, column, dimension.categories)
        if code is None:
            place.refuse(row, f"“{say(dimension.label, 'en')}” is blank; choose a value from the list or clear the row")
        codes.append(code)
    if not exists(table, codes):
        place.refuse(row, f"table {table.code} has no row for {', '.join(codes)}; choose another combination")
    if all(_at(grid, row, column) == "" for column in (width - 2, width - 1)):
        place.refuse(row, "the row has neither a figure nor a reason; enter one or clear the row")
    return cell_key(table.code, codes)


def _answer(place: Place, grid: Grid, row: int, table: Table, form: SubmissionForm) -> tuple[float | None, str | None]:
    column = len(table.dimensions) + 1
    raw = _at(grid, row, column)
    reason = _choice(place, grid, row, column + 1, form.reasons)
    if raw == "":
        return None, reason
    if reason:
        place.refuse(row, f"a figure ({_shown(raw)}) and a reason for none ({reason}) stand side by side; clear one of the two")
    if isinstance(raw, bool) or not isinstance(raw, float | int) or raw < 0:
        place.refuse(row, f"the figure is {_shown(raw)}, expected a number of 0 or more in digits")
    if _whole(table, str(_at(grid, row, layout.KEYS))) and raw != int(raw):
        place.refuse(row, f"the figure is {raw}, expected a whole number of 0 or more")
    return float(raw), None


def _whole(table: Table, key: str) -> bool:
    """Whether a cell is a count, which has no decimals."""
    return table.measure not in (Measure.AMOUNT, Measure.DAYS) or key.endswith(f"|{WHOLE_STATISTIC}")


def _choice(place: Place, grid: Grid, row: int, column: int, entries: Sequence[Category]) -> str | None:
    """The code of the value chosen from a list, None for a blank cell."""
    raw = _at(grid, row, column)
    if raw == "":
        return None
    code = _code(raw, entries)
    if code is None:
        place.refuse(
            row, f"{_shown(raw)} is not on the list of column {column_letter(column)}; choose a value from the drop-down"
        )
    return code


def _code(raw: Any, entries: Sequence[Category]) -> str | None:
    """The code whose code or label in any language this is. A whole number is read as its digits: Excel makes one of a year."""
    text = str(int(raw)) if isinstance(raw, float) and raw == int(raw) else str(raw)
    for entry in entries:
        if text == entry.code or text in in_every_language(entry.label):
            return entry.code
    return None


def _date(place: Place, grid: Grid, row: int, column: int) -> date | None:
    raw = _at(grid, row, column)
    if raw == "":
        return None
    day = raw if isinstance(raw, date) else _written_date(str(raw))
    if day is None:
        place.refuse(row, f"the expected date is {_shown(raw)}; write day, month and year, for example 30.09.2026")
    return day.date() if isinstance(day, datetime) else day


def _written_date(text: str) -> date | None:
    for shape in DATE_SHAPES:
        try:
            return datetime.strptime(text, shape).date()
        except ValueError:
            continue
    return None


def _shown(raw: Any) -> str:
    return "blank" if raw == "" else f"“{raw}”"
