"""A report as a workbook: what this is, the tables, the differences, what is not available."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from natc.engine.standard.reference import cite
from natc.engine.standard.reports import account
from natc.engine.standard.reports.account import Row
from natc.engine.standard.reports.figures import Figure
from natc.engine.standard.reports.long_layout import SHEET, first_rows, long_rows
from natc.engine.standard.reports.make import Given, MadeTable, Report
from natc.engine.standard.reports.words import figure_in_words, heading, phrase, plain_number
from natc.engine.standard.templates.workbook import Book, height, new_book
from natc.engine.text import say

FACT_WIDTHS = (30, 26, 74)  # characters
ROW_WIDTH, COLUMN_WIDTH = 40, 12
HEAD_WIDTH = 9  # of a column, in the bold letters of a heading
DIFFERENCE_WIDTHS = (24, 42, 52, 18, 40)
MISSING_WIDTHS = (40, 34, 28, 14, 56)
LONG_WIDTHS = (10, 24, 12, 18, 34, 26, 30, 9, 17, 7, 12, 10, 9)


def write_report(report: Report, path: Path, lang: str) -> None:
    """Write the report to `path`; the same report gives the same bytes. No text in it is a formula or a link."""
    with new_book(path, say(report.body.title, lang), lang) as book:
        _about(book, report)
        if report.body.states:
            _long(book, report)
        else:
            for made in report.tables:
                _table(book, report, made)
        heads = ("about", "theirs", "ours", "concerns", "source")
        _listing(book, "sheet_differences", heads, DIFFERENCE_WIDTHS, account.differences(report, lang))
        heads = ("what", "row", "column", "period", "why")
        _listing(book, "sheet_missing", heads, MISSING_WIDTHS, account.not_available(report, lang))


def _about(book: Book, report: Report) -> None:
    sheet = _sheet(book, phrase("sheet_about", book.lang), FACT_WIDTHS)
    sheet.write_string(0, 0, book.say(report.body.title), book.looks["title"])
    row = 2
    warning, *others = account.remarks(report, book.lang)
    row = _across(book, sheet, row, warning, "warning")
    for text in (*others, book.say(report.body.about)):
        row = _across(book, sheet, row, text, "plain")
    row = _pairs(book, sheet, row + 1, account.facts(report, book.lang))
    row = _across(book, sheet, row + 1, phrase("reading", book.lang), "subtitle_line")
    row = _pairs(book, sheet, row, account.how_to_read(book.lang))
    row = _across(book, sheet, row + 1, phrase("marks", book.lang), "subtitle_line")
    for column, key in enumerate(("period", "table", "mark")):
        sheet.write_string(row, column, phrase(key, book.lang), book.looks["head"])
    _rows(book, sheet, row + 1, account.marks(report, book.lang), FACT_WIDTHS)


def _across(book: Book, sheet: Worksheet, row: int, text: str, look: str) -> int:
    """A text over the whole width of the first sheet; gives the next row."""
    last = len(FACT_WIDTHS) - 1
    sheet.merge_range(row, 0, row, last, "", book.looks[look])
    sheet.write_string(row, 0, text, book.looks[look])
    sheet.set_row(row, height([text], [sum(FACT_WIDTHS)]) + 4)
    return row + 1


def _pairs(book: Book, sheet: Worksheet, row: int, pairs: Sequence[Row]) -> int:
    for head, text in pairs:
        sheet.write_string(row, 0, head, book.looks["framed"])
        sheet.merge_range(row, 1, row, 2, "", book.looks["framed"])
        sheet.write_string(row, 1, text, book.looks["framed"])
        sheet.set_row(row, height([head, text], [FACT_WIDTHS[0], sum(FACT_WIDTHS[1:])]))
        row += 1
    return row


@dataclass(frozen=True)
class Block:
    """Figures under their headings, with a label before each row."""

    heads: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Figure]]]


def _table(book: Book, report: Report, made: MadeTable) -> None:
    """One table: its head, then a block for each period; a table without columns has the periods as columns."""
    parts = blocks(report, made, book.lang)
    sheet = _sheet(book, made.table.code, [ROW_WIDTH, *[COLUMN_WIDTH] * max(len(block.heads) for _, block in parts)])
    row = _head(book, sheet, made)
    for period, block in parts:
        sheet.write_string(row, 0, period, book.looks["subtitle_line"])
        row = _block(book, sheet, row + 1, block) + 1


def blocks(report: Report, made: MadeTable, lang: str) -> list[tuple[str, Block]]:
    """A table in blocks, one for each period: (what is said of the period, its figures)."""
    labels = [heading(row, lang) for row in made.rows]
    said = [_period(one, made, lang) for one in report.given]
    if not made.table.columns:
        beside = [[figures[number][0] for figures in made.figures] for number in range(len(labels))]
        return [("; ".join(said), Block([one.period for one in report.given], list(zip(labels, beside, strict=True))))]
    heads = [heading(column, lang) for column in made.columns]
    return [
        (told, Block(heads, list(zip(labels, figures, strict=True)))) for told, figures in zip(said, made.figures, strict=True)
    ]


def _head(book: Book, sheet: Worksheet, made: MadeTable) -> int:
    table = made.table
    sheet.write_string(0, 0, f"{table.code} {book.say(table.title)}", book.looks["title"])
    lines = [
        phrase("unit", book.lang, unit=book.say(table.unit)),
        phrase("from", book.lang, tables=", ".join(made.taken_from)),
        f"{phrase('source', book.lang)}: {cite(table.source, book.lang)}",
        *([book.say(table.note)] if table.note else []),
    ]
    for row, line in enumerate(lines, start=1):
        sheet.write_string(row, 0, line)
    return len(lines) + 2


def _period(one: Given, made: MadeTable, lang: str) -> str:
    said = (f"{code} {account.mark_in_words(one, code, lang)}" for code in made.taken_from)
    return f"{one.period}: {', '.join(said)}"


def _block(book: Book, sheet: Worksheet, row: int, block: Block) -> int:
    """Headings and figures from `row` on; gives the next row."""
    for column, text in enumerate(["", *block.heads]):
        sheet.write_string(row, column, text, book.looks["head"])
    sheet.set_row(row, max(height([text], [HEAD_WIDTH]) for text in block.heads))
    for number, (label, figures) in enumerate(block.rows, start=row + 1):
        sheet.write_string(number, 0, label, book.looks["framed"])
        for column, figure in enumerate(figures, start=1):
            _figure(book, sheet, number, column, figure)
        told = [figure_in_words(figure, book.lang) for figure in figures]
        sheet.set_row(number, height([label, *told], [ROW_WIDTH, *[COLUMN_WIDTH] * len(told)]))
    return row + 1 + len(block.rows)


def _figure(book: Book, sheet: Worksheet, row: int, column: int, figure: Figure) -> None:
    """A number only where it is exact: nobody can add up "at least 12" without seeing it."""
    if figure.exact and figure.value is not None:
        value = plain_number(figure.value)
        sheet.write_number(row, column, value, book.looks["number" if isinstance(value, int) else "decimal"])
    else:
        sheet.write_string(row, column, figure_in_words(figure, book.lang), book.looks["framed"])


def _long(book: Book, report: Report) -> None:
    sheet = _sheet(book, SHEET, LONG_WIDTHS)
    for row, text in enumerate(first_rows(report)):
        sheet.write_string(row, 0, text)
    rows = long_rows(report)
    sheet.write_row(2, 0, rows.columns)
    for number, cells in enumerate(rows.iter_rows(), start=3):
        for column, value in enumerate(cells):
            if isinstance(value, int):
                sheet.write_number(number, column, value)
            else:
                sheet.write_string(number, column, value)


def _listing(book: Book, name: str, heads: Sequence[str], widths: Sequence[int], rows: Sequence[Row]) -> None:
    sheet = _sheet(book, phrase(name, book.lang), widths)
    for column, key in enumerate(heads):
        sheet.write_string(0, column, phrase(key, book.lang), book.looks["head"])
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    _rows(book, sheet, 1, rows, widths)


def _rows(book: Book, sheet: Worksheet, first: int, rows: Sequence[Row], widths: Sequence[int]) -> None:
    for number, row in enumerate(rows, start=first):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, book.looks["framed"])
        sheet.set_row(number, height(row, widths))


def _sheet(book: Book, name: str, widths: Sequence[int]) -> Worksheet:
    sheet = book.sheet(name)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    return sheet
