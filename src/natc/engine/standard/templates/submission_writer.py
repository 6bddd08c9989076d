"""The Excel template of the annual submission: cover, instructions, one sheet a table in long layout, the code lists."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from natc.engine.standard.form import COUNTRIES, load_codes
from natc.engine.standard.reference import cite
from natc.engine.standard.submission_form import (
    Category,
    Cell,
    Dimension,
    Measure,
    SubmissionForm,
    Table,
    cells,
    load_submission_form,
)
from natc.engine.standard.templates import submission_layout as layout
from natc.engine.standard.templates.workbook import (
    WORDS,
    Book,
    choice,
    height,
    new_book,
    number,
    write_codes,
    write_framed,
    write_lines,
)
from natc.engine.text import Text, say

INSTRUCTION_WIDTHS = (16, 48, 30, 30, 44)
KEY_WIDTH, FIRST_WIDTH, NEXT_WIDTH, FIGURE_WIDTH, REASON_WIDTH = 15, 44, 40, 14, 26  # characters
NUMBER_KIND = {Measure.AMOUNT: "decimal", Measure.DAYS: "decimal"}


def write_submission_template(path: Path, lang: str) -> None:
    """Write the workbook in which an office hands in its annual totals, with texts and drop-downs in `lang`.

    `submission_reader` reads it back.
    """
    form = load_submission_form()
    with new_book(path, say(form.title, lang), lang) as book:
        lay_out(book, form)


def lay_out(book: Book, form: SubmissionForm) -> None:
    """Put every sheet of the empty template into the book."""
    _cover(book, form)
    _instructions(book, form)
    for table in layout.asked(form):
        _table(book, table)
    write_codes(book, _lists(form))


def _lists(form: SubmissionForm) -> dict[str, list[tuple[str, Text]]]:
    """Every list behind a drop-down, by the name `choice` is asked for."""
    open_ones = {dimension.code: dimension for table in layout.asked(form) if table.open for dimension in table.dimensions}
    own = {"reasons": form.reasons, "marks": form.marks, "breaks": form.breaks}
    listed: Mapping[str, Sequence[Category]] = own | {code: dimension.categories for code, dimension in open_ones.items()}
    territories = [(entry.code, entry.label) for entry in load_codes(COUNTRIES).codes]
    return {"territories": territories} | {
        name: [(category.code, category.label) for category in categories] for name, categories in listed.items()
    }


def _cover(book: Book, form: SubmissionForm) -> None:
    sheet = book.sheet(book.word("sheet_cover"))
    sheet.set_column(layout.KEYS, layout.KEYS, 13)
    sheet.set_column(1, 1, 44)
    sheet.set_column(2, 2, 50)
    sheet.write_string(0, 1, book.say(form.title), book.looks["title"])
    sheet.set_row(0, 30)
    for row, text in ((1, book.say(form.purpose)), (2, book.word("submission_who"))):
        sheet.merge_range(row, 1, row, 2, text, book.looks["plain"])
        sheet.set_row(row, 34)
    _asked_once(book, sheet, layout.COVER_KEYS, ("form_version", "territory", "year"))
    sheet.write_string(layout.COVER_FORM, layout.VALUE_COLUMN, layout.form_mark(form), book.looks["label"])
    sheet.write_blank(layout.COVER_YEAR, layout.VALUE_COLUMN, None, book.looks["number"])
    sheet.data_validation(layout.COVER_TERRITORY, 2, layout.COVER_TERRITORY, 2, choice(book, "territories"))
    sheet.data_validation(
        layout.COVER_YEAR, 2, layout.COVER_YEAR, 2, number(book, "integer", least=layout.YEARS[0], most=layout.YEARS[1])
    )


def _asked_once(book: Book, sheet: Worksheet, keys: Mapping[int, str], words: Sequence[str]) -> None:
    """One row each: key, what is asked, an empty cell for the answer."""
    for (row, key), word in zip(keys.items(), words, strict=True):
        sheet.write_string(row, layout.KEYS, key, book.looks["machine"])
        sheet.write_string(row, 1, book.word(word), book.looks["asked"])
        sheet.write_blank(row, layout.VALUE_COLUMN, None, book.looks["input"])


def _instructions(book: Book, form: SubmissionForm) -> None:
    sheet = book.sheet(book.word("sheet_instructions"))
    for column, width in enumerate(INSTRUCTION_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, book.say(form.title), book.looks["title"])
    head = write_lines(book, sheet, 2, WORDS["how_submission"], widths=INSTRUCTION_WIDTHS) + 1
    sheet.write_string(head, 0, book.word("reasons_head"), book.looks["subtitle_line"])
    for row, reason in enumerate(form.reasons, start=head + 1):
        sheet.write_string(row, 0, book.say(reason.label), book.looks["framed"])
        sheet.merge_range(row, 1, row, 4, book.say(reason.note or reason.label), book.looks["framed"])
        sheet.set_row(row, height([book.say(reason.label)], INSTRUCTION_WIDTHS[:1]))
    head += len(form.reasons) + 2
    sheet.write_string(head, 0, book.word("tables_head"), book.looks["subtitle_line"])
    for row, table in enumerate(form.tables, start=head + 1):
        write_framed(book, sheet, row, _in_short(book, table), INSTRUCTION_WIDTHS)


def _in_short(book: Book, table: Table) -> list[str]:
    """A table on the instruction sheet: code, title, unit, date, source or why it is not asked."""
    last = book.say(table.waits_for) if table.waits_for else cite(table.source, book.lang)
    return [table.code, book.say(table.title), book.say(table.unit), book.say(table.reference), last]


def _table(book: Book, table: Table) -> None:
    sheet = book.sheet(table.code)
    value = len(table.dimensions) + 1
    widths = [KEY_WIDTH, FIRST_WIDTH, *([NEXT_WIDTH] * (len(table.dimensions) - 1)), FIGURE_WIDTH, REASON_WIDTH]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    _head(book, sheet, table, widths)
    heads = ["", *(book.say(dimension.label) for dimension in table.dimensions), book.word("figure"), book.word("reason")]
    for column, (head, code) in enumerate(zip(heads, layout.code_row(table), strict=True)):
        sheet.write_string(layout.HEADS, column, head, book.looks["head"])
        sheet.write_string(layout.CODES, column, code, book.looks["machine"])
    sheet.set_row(layout.HEADS, 32)
    sheet.freeze_panes(layout.FIRST_ROW, 0)
    sheet.repeat_rows(layout.HEADS, layout.CODES)
    last_row = _rows(book, sheet, table)
    kind = NUMBER_KIND.get(table.measure, "integer")
    sheet.data_validation(layout.FIRST_ROW, value, last_row, value, number(book, kind))
    sheet.data_validation(layout.FIRST_ROW, value + 1, last_row, value + 1, choice(book, "reasons"))


def _head(book: Book, sheet: Worksheet, table: Table, widths: Sequence[int]) -> None:
    """What the table counts, in words, and what is asked once for it."""
    sheet.write_string(layout.TITLE, 1, f"{table.code} · {book.say(table.title)}", book.looks["title"])
    sheet.set_row(layout.TITLE, 28)
    caveat = (
        f"{book.word('caveat')}: {book.say(table.caveat)}"
        if table.caveat
        else say(WORDS["figures_are"][table.measure], book.lang)
    )
    counted = f"{book.word('unit')}: {book.say(table.unit)}. {book.word('reference')}: {book.say(table.reference)}."
    lines = {
        layout.DEFINITION: book.say(table.definition),
        layout.COUNTED: counted,
        layout.RULE: f"{book.word('counting')}: {book.say(table.counting)}",
        layout.CAVEAT: caveat,
    }
    for row, text in lines.items():
        sheet.merge_range(row, 1, row, len(widths) - 1, text, book.looks["plain"])
        sheet.set_row(row, height([text], [sum(widths[1:])]))
    _asked_once(book, sheet, layout.HEAD_KEYS, ("mark", "table_reason", "expected_on", "break"))
    for row, name in ((layout.MARK, "marks"), (layout.REASON, "reasons"), (layout.BREAK, "breaks")):
        sheet.data_validation(row, layout.VALUE_COLUMN, row, layout.VALUE_COLUMN, choice(book, name))
    hint = {"validate": "any", "input_title": book.word("date_title"), "input_message": book.word("expected_enter")}
    sheet.data_validation(layout.EXPECTED, layout.VALUE_COLUMN, layout.EXPECTED, layout.VALUE_COLUMN, hint)


def _rows(book: Book, sheet: Worksheet, table: Table) -> int:
    """The rows of a table: total, given cells, rows to add. Gives the last row."""
    row = layout.FIRST_ROW - 1
    for row, cell in enumerate(cells(table), start=layout.FIRST_ROW):
        _given_row(book, sheet, row, table, cell)
    if not table.open:
        return row
    first, last = row + 1, row + layout.ADDED_ROWS
    for added in range(first, last + 1):
        sheet.write_string(added, layout.KEYS, layout.added_key(table), book.looks["machine"])
        _blanks(book, sheet, added, table, ["input"] * len(table.dimensions))
    for column, dimension in enumerate(table.dimensions, start=1):
        sheet.data_validation(first, column, last, column, choice(book, dimension.code))
    return last


def _given_row(book: Book, sheet: Worksheet, row: int, table: Table, cell: Cell) -> None:
    sheet.write_string(row, layout.KEYS, cell.key, book.looks["machine"])
    if not cell.codes:
        _blanks(book, sheet, row, table, ["total_label"] * len(table.dimensions))
        sheet.write_string(row, 1, book.word("total"), book.looks["total_label"])
        return
    _blanks(book, sheet, row, table, [])
    for column, (dimension, code) in enumerate(zip(table.dimensions, cell.codes, strict=True), start=1):
        sheet.write_string(row, column, book.say(category(dimension, code).label), book.looks["label"])


def _blanks(book: Book, sheet: Worksheet, row: int, table: Table, dimension_looks: Sequence[str]) -> None:
    """The empty cells of a row: those of the dimensions named, then value and reason."""
    for column, look in enumerate(dimension_looks, start=1):
        sheet.write_blank(row, column, None, book.looks[look])
    value = len(table.dimensions) + 1
    figure = "decimal" if table.measure is Measure.AMOUNT else "number"
    sheet.write_blank(row, value, None, book.looks[figure])
    sheet.write_blank(row, value + 1, None, book.looks["input"])


def category(dimension: Dimension, code: str) -> Category:
    """The category of this code; KeyError when the dimension has none."""
    for entry in dimension.categories:
        if entry.code == code:
            return entry
    raise KeyError(code)
