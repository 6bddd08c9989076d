"""A release as a workbook: what it is and how to read it, then one sheet a table. Hidden, none and zero look different."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from natc.engine.release.archive import Standing
from natc.engine.release.figures import Mark, Release, ReleaseTable, Showing
from natc.engine.release.outputs.figure import (
    Figure,
    axes_of,
    banner,
    figures_of,
    mark_word,
    period,
    reported,
    reporters,
    said,
    territory_name,
)
from natc.engine.release.outputs.words import phrase, word
from natc.engine.standard.submission_form import load_submission_form
from natc.engine.standard.templates.workbook import FONT, GREY, PALE, Book, height, new_book
from natc.engine.text import say

LOOKS: Mapping[Showing, Mapping[str, Any]] = {
    Showing.ROUNDED: {"num_format": "0", "align": "right"},
    Showing.EXACT: {"num_format": "0", "align": "right", "bold": True},
    Showing.CLASS: {"italic": True, "align": "right", "bg_color": PALE},
    Showing.HIDDEN: {"align": "right", "pattern": 8, "fg_color": "#C3CAD3", "bg_color": "#FFFFFF"},  # slanted lines
    Showing.NONE: {"align": "right", "font_color": GREY},
}
_CELL = {"font_name": FONT, "font_size": 10, "valign": "top", "border": 1, "border_color": "#CBD2D9"}
_ABOUT_WIDTHS = (28, 90)  # characters; together one landscape page
_WIDTHS = {"territory": 36, "period": 11, "axis": 24, "figure": 19, "bound": 10, "word": 22, "source": 40}
_HEAD = 4  # the row of the headings on the sheet of a table
_IN_NO_NAME = re.compile(r"[\[\]:*?/\\']")  # Excel refuses these in the name of a sheet
_LONGEST_NAME = 31


def write_workbook(release: Release, standing: Standing, path: Path, lang: str) -> None:
    """The workbook of a release; every sheet says how the release stands today."""
    with new_book(path, phrase("title", lang), lang) as book:
        looks = {showing: book.workbook.add_format({**_CELL, **look}) for showing, look in LOOKS.items()}
        _write_about(book, release, standing, looks)
        for table in release.tables:
            _write_table(book, release, standing, table, looks)


def _write_about(book: Book, release: Release, standing: Standing, looks: Mapping[Showing, Format]) -> None:
    lang, sheet = book.lang, book.sheet(phrase("about", book.lang))
    for column, width in enumerate(_ABOUT_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, phrase("title", lang), book.looks["title"])
    _write_banner(book, sheet, banner(release, standing, lang), standing, last_column=1)
    row = 3
    for head, text in _said_about(release, lang):
        row = _write_pair(book, sheet, row, head, text)
    for showing in Showing:
        sheet.write_string(row, 0, word("showings", showing, lang), looks[showing])
        row = _write_text(book, sheet, row, word("reading", showing, lang))
    row = _write_pair(book, sheet, row, phrase("reasons", lang), "")
    for reason in load_submission_form().reasons:
        row = _write_pair(book, sheet, row, say(reason.label, lang), say(reason.note or {"en": ""}, lang))


def _said_about(release: Release, lang: str) -> Iterable[tuple[str, str]]:
    yield phrase("what", lang), phrase("what-text", lang)
    yield phrase("who", lang), ", ".join(reporters(release, lang)) or phrase("nobody", lang)
    yield phrase("years", lang), period(release)
    yield phrase("tables", lang), "\n".join(f"{table.code}: {say(table.title, lang)}" for table in release.tables)
    yield phrase("how", lang), ""


def _write_pair(book: Book, sheet: Worksheet, row: int, head: str, text: str) -> int:
    sheet.write_string(row, 0, head, book.looks["subtitle"])
    return _write_text(book, sheet, row, text)


def _write_text(book: Book, sheet: Worksheet, row: int, text: str) -> int:
    sheet.write_string(row, 1, text, book.looks["plain"])
    lines = text.split("\n")
    sheet.set_row(row, sum(height([line], [_ABOUT_WIDTHS[1]]) for line in lines))
    return row + 1


def _write_banner(book: Book, sheet: Worksheet, text: str, standing: Standing, last_column: int) -> None:
    look = book.looks["warning" if standing.mark == Mark.WITHDRAWN else "plain"]
    sheet.merge_range(1, 0, 1, last_column, text, look)
    sheet.set_row(1, 2 * height([text], [120]))


def _write_table(book: Book, release: Release, standing: Standing, table: ReleaseTable, looks: Mapping[Showing, Format]) -> None:
    lang, axes = book.lang, axes_of(table)
    sheet = book.sheet(_IN_NO_NAME.sub("_", table.code)[:_LONGEST_NAME])
    heads = [
        *(phrase(key, lang) for key in ("territory", "period")),
        *(say(axis.label, lang) for axis in axes),
        *(phrase(key, lang) for key in ("figure", "low", "high", "showing", "mark", "source")),
    ]
    sheet.write_string(0, 0, f"{table.code}: {say(table.title, lang)}", book.looks["subtitle_line"])
    _write_banner(book, sheet, banner(release, standing, lang), standing, last_column=len(heads) - 1)
    sheet.write_string(2, 0, table_rule(table, lang))
    if states := reported(release, table, lang):
        sheet.write_string(3, 0, phrase("reported", lang, states=states))
    sheet.write_row(_HEAD, 0, heads, book.looks["head"])
    figures = list(figures_of(release, table))
    for row, figure in enumerate(figures, start=_HEAD + 1):
        for column, (value, look) in enumerate(_cells(book, figure, [axis.dimension for axis in axes], looks)):
            sheet.write(row, column, value, look)
    _set_columns(sheet, len(axes))
    sheet.freeze_panes(_HEAD + 1, 0)
    sheet.repeat_rows(0, _HEAD)
    sheet.autofilter(_HEAD, 0, _HEAD + max(len(figures), 1), len(heads) - 1)


def table_rule(table: ReleaseTable, lang: str) -> str:
    """How a table's figures are protected, its unit and its caveat, in a line."""
    rule = "rule" if table.base > 1 else "rule-unrounded"
    parts = [
        phrase("unit", lang, unit=say(table.unit, lang)),
        phrase(rule, lang, smallest=table.smallest_shown, base=table.base),
        *([phrase("rule-region", lang, base=table.region_base)] if table.region_base else []),
        phrase("zero-shown" if table.zero_shown else "zero-kept", lang),
        *([say(table.caveat, lang)] if table.caveat else []),
    ]
    return " ".join(parts)


def _cells(
    book: Book, figure: Figure, dimensions: Sequence[str], looks: Mapping[Showing, Format]
) -> Iterator[tuple[str | int | None, Format]]:
    """What stands in the row of a figure, and its look."""
    lang, label, number = book.lang, book.looks["label"], book.looks["number"]
    yield territory_name(figure.territory, lang), label
    yield figure.years, label
    for group in map(figure.group, dimensions):
        yield say(group.label, lang) if group else phrase("together", lang), label
    yield said(figure, lang) if figure.shown is None else figure.shown, looks[figure.showing]
    yield figure.low, number
    yield figure.high, number
    yield word("showings", figure.showing, lang), label
    yield mark_word(figure.mark, lang), label
    yield figure.source or "", label


def _set_columns(sheet: Worksheet, axes: int) -> None:
    names = ["territory", "period", *["axis"] * axes, "figure", *["bound"] * 2, *["word"] * 2, "source"]
    for column, name in enumerate(names):
        sheet.set_column(column, column, _WIDTHS[name])
