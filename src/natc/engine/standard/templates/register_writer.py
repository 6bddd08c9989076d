"""The Excel template of a register: a first sheet with the warning, instructions, the entry sheet, the code lists."""

from pathlib import Path
from typing import Any

from xlsxwriter.worksheet import Worksheet

from natc.engine.standard.form import Form, Kind, Variable, load_codes
from natc.engine.standard.reference import cite
from natc.engine.standard.templates.workbook import (
    WORDS,
    Book,
    bounds_in_words,
    choice,
    height,
    list_name,
    new_book,
    number,
    write_codes,
    write_framed,
    write_lines,
)
from natc.engine.text import ORIGINAL, say

PREPARED_ROWS = 2000  # rows of the entry sheet with drop-downs; the largest member registers about 600 persons a year
FIRST_ROW = 2  # below the labels and the codes
PAGE_COLUMNS = 12  # columns of the entry sheet that are readable side by side on A4
WIDTHS = {Kind.CODE: 22, Kind.CODES: 30, Kind.DATE: 14, Kind.INTEGER: 11, Kind.AMOUNT: 14, Kind.TEXT: 20}  # characters

FIRST_WIDTHS = (24, 100)
INSTRUCTION_HEADS = ("label", "variable", "level", "kind", "definition", "counting", "caveat", "source")
INSTRUCTION_WIDTHS = (22, 19, 10, 18, 36, 30, 28, 24)


def write_register_template(form: Form, path: Path, lang: str) -> None:
    """Write the workbook in which an office keeps this register, with headings and drop-downs in `lang`.

    The entry sheet holds labels in row 1 and the variables' codes in row 2; readers find the columns by the codes.
    """
    with new_book(path, say(form.title, lang), lang) as book:
        _first_sheet(book, form)
        _instructions(book, form)
        _entry(book, form)
        write_codes(
            book,
            {
                name: [(entry.code, entry.label) for entry in load_codes(name).codes]
                for name in dict.fromkeys(variable.codes for variable in form.variables)
                if name is not None
            },
        )


def fill(book: Book, variable: Variable) -> str:
    """How to fill this variable, in a few words."""
    how = book.word(f"fill_{variable.kind}")
    if variable.least is None or variable.most is None:
        return how
    return f"{how}, {bounds_in_words(variable.least, variable.most, book.lang)}"


def _first_sheet(book: Book, form: Form) -> None:
    sheet = book.sheet(book.word("sheet_first"))
    for column, width in enumerate(FIRST_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, book.say(form.title), book.looks["title"])
    sheet.set_row(0, 30)
    second = "sr" if book.lang == ORIGINAL else ORIGINAL
    for row, lang in enumerate((book.lang, second), start=2):
        sheet.merge_range(row, 0, row, 1, say(WORDS["never_upload"], lang), book.looks["warning"])
        sheet.set_row(row, 44)
    facts = {
        "first_who": book.word(f"who_{form.code}"),
        "first_purpose": book.say(form.purpose),
        "first_unit": book.say(form.unit),
        "first_next": book.word("next_register", form=form.code),
        "first_version": f"{form.version}, {book.word(form.status)}",
    }
    for row, (key, text) in enumerate(facts.items(), start=5):
        sheet.write_string(row, 0, book.word(key), book.looks["subtitle"])
        sheet.write_string(row, 1, text, book.looks["plain"])
        sheet.set_row(row, height([text], [FIRST_WIDTHS[1]]) + 4)


def _instructions(book: Book, form: Form) -> None:
    sheet = book.sheet(book.word("sheet_instructions"))
    for column, width in enumerate(INSTRUCTION_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, book.say(form.title), book.looks["title"])
    row = write_lines(book, sheet, 2, WORDS["how_register"], widths=INSTRUCTION_WIDTHS) + 1
    for column, head in enumerate(INSTRUCTION_HEADS):
        sheet.write_string(row, column, book.word(head), book.looks["head"])
    sheet.repeat_rows(row)
    for position, variable in enumerate(form.variables, start=row + 1):
        write_framed(book, sheet, position, _described(book, variable), INSTRUCTION_WIDTHS)


def _described(book: Book, variable: Variable) -> list[str]:
    """What the instruction sheet says of a variable, in the order of its heads."""
    return [
        book.say(variable.label),
        variable.code,
        book.word(variable.level),
        fill(book, variable),
        book.say(variable.definition),
        book.say(variable.counting),
        book.say(variable.caveat) if variable.caveat else "",
        cite(variable.source, book.lang),
    ]


def _entry(book: Book, form: Form) -> None:
    sheet = book.sheet(book.word("sheet_entry"))
    sheet.hide_gridlines(0)
    sheet.set_row(0, 48)
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.repeat_rows(0, 1)
    sheet.repeat_columns(0)
    sheet.fit_to_pages(-(-len(form.variables) // PAGE_COLUMNS), 0)
    sheet.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW + 1}:XFD{FIRST_ROW + PREPARED_ROWS}"})  # wanted: codes and dates
    for column, variable in enumerate(form.variables):
        _column(book, sheet, column, variable)


def _column(book: Book, sheet: Worksheet, column: int, variable: Variable) -> None:
    label = book.say(variable.label)
    typed = variable.kind in (Kind.INTEGER, Kind.AMOUNT)
    width = max(WIDTHS[variable.kind], len(label) // 2 + 2)
    sheet.set_column(column, column, width, None if typed else book.looks["text"])
    sheet.write_string(0, column, f"{label}\n({book.word(variable.level)})", book.looks[variable.level])
    sheet.write_string(1, column, variable.code, book.looks["machine"])
    sheet.write_comment(0, column, _note(book, variable), {"author": "natc", "x_scale": 2.6, "y_scale": 2.4, "font_size": 9})
    sheet.data_validation(FIRST_ROW, column, FIRST_ROW + PREPARED_ROWS - 1, column, _validation(book, variable))


def _note(book: Book, variable: Variable) -> str:
    lines = [
        book.say(variable.definition),
        f"{book.word('unit')}: {book.say(variable.unit)}. {book.say(variable.counting)}",
        fill(book, variable),
    ]
    return "\n\n".join(lines + ([book.say(variable.caveat)] if variable.caveat else []))


def _validation(book: Book, variable: Variable) -> dict[str, Any]:
    match variable.kind:
        case Kind.CODE:
            return choice(book, str(variable.codes))
        case Kind.CODES:
            return {
                "validate": "list",
                "source": f"={list_name(str(variable.codes))}",
                "error_type": "information",
                "error_title": book.word("several_title"),
                "error_message": book.word("several_note"),
                "input_title": book.word("several_title"),
                "input_message": book.word("several_enter"),
            }
        case Kind.DATE:
            return {"validate": "any", "input_title": book.word("date_title"), "input_message": book.word("date_enter")}
        case Kind.INTEGER:
            return number(book, "integer", least=variable.least, most=variable.most)
        case Kind.AMOUNT:
            return number(book, "decimal", least=variable.least, most=variable.most)
        case Kind.TEXT:
            return {"validate": "any", "input_message": book.word("fill_text")}
