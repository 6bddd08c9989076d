"""The workbook of the annual submission with the figures of a submission in it: the same that a hand would fill in."""

from pathlib import Path
from typing import Any

import polars as pl
from xlsxwriter.worksheet import Worksheet

from natc.engine.errors import Refused
from natc.engine.standard.form import COUNTRIES, load_codes
from natc.engine.standard.submission import Submission
from natc.engine.standard.submission_form import SEPARATOR, Measure, Table, cells, load_submission_form
from natc.engine.standard.templates import submission_layout as layout
from natc.engine.standard.templates.submission_writer import category, lay_out
from natc.engine.standard.templates.workbook import Book, new_book
from natc.engine.text import say


def write_filled_submission(submission: Submission, path: Path, lang: str) -> None:
    """Write the submission as the workbook that `submission_reader` reads; the manifest has no place in it.

    Raises Refused for a period that is no calendar year: the workbook asks for a year alone.
    """
    if submission.year is None:
        raise Refused(
            f"{path.name}: the workbook is for a calendar year, and this period is {submission.first_day} to "
            f"{submission.last_day}; leave --xlsx out"
        )
    form = load_submission_form()
    with new_book(path, say(form.title, lang), lang) as book:
        lay_out(book, form)
        _enter_cover(book, submission)
        for table in layout.asked(form):
            _enter_table(book, table, submission)


def _enter_cover(book: Book, submission: Submission) -> None:
    sheet = book.workbook.get_worksheet_by_name(book.word("sheet_cover"))
    label = book.say(load_codes(COUNTRIES).label(submission.territory))
    sheet.write_string(layout.COVER_TERRITORY, layout.VALUE_COLUMN, label, book.looks["input"])
    sheet.write_number(layout.COVER_YEAR, layout.VALUE_COLUMN, submission.year, book.looks["number"])


def _enter_table(book: Book, table: Table, submission: Submission) -> None:
    sheet = book.workbook.get_worksheet_by_name(table.code)
    head = submission.marks.row(by_predicate=pl.col("table") == table.code, named=True)
    _enter_head(book, sheet, head)
    if head["reason"]:
        return
    places = {cell.key: row for row, cell in enumerate(cells(table), start=layout.FIRST_ROW)}
    answers = submission.cells.filter(pl.col("table") == table.code)
    for place, (key, value, reason) in enumerate(answers.select("cell", "value", "reason").iter_rows(), start=layout.FIRST_ROW):
        if key not in places:
            _enter_added(book, sheet, place, table, key)
        row = places.get(key, place)
        column = len(table.dimensions) + 1
        if value is not None:
            sheet.write_number(row, column, value, book.looks["decimal" if table.measure is Measure.AMOUNT else "number"])
        if reason is not None:
            sheet.write_string(row, column + 1, _label(book, reason), book.looks["input"])


def _enter_head(book: Book, sheet: Worksheet, head: dict[str, Any]) -> None:
    form = load_submission_form()
    said = {layout.MARK: ("mark", form.marks), layout.REASON: ("reason", form.reasons), layout.BREAK: ("break", form.breaks)}
    for row, (key, entries) in said.items():
        if head[key]:
            label = next(book.say(entry.label) for entry in entries if entry.code == head[key])
            sheet.write_string(row, layout.VALUE_COLUMN, label, book.looks["input"])
    if head["expected"]:
        sheet.write_string(layout.EXPECTED, layout.VALUE_COLUMN, f"{head['expected']:%d.%m.%Y}", book.looks["input"])


def _enter_added(book: Book, sheet: Worksheet, row: int, table: Table, key: str) -> None:
    """The categories of a row of an open table; a table may have more rows than the template has room for."""
    sheet.write_string(row, layout.KEYS, layout.added_key(table), book.looks["machine"])
    for column, (dimension, code) in enumerate(zip(table.dimensions, key.split(SEPARATOR)[1:], strict=True), start=1):
        sheet.write_string(row, column, book.say(category(dimension, code).label), book.looks["input"])


def _label(book: Book, reason: str) -> str:
    return next(book.say(entry.label) for entry in load_submission_form().reasons if entry.code == reason)
