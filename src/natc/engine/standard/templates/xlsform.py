"""A register as an XLSForm: one interview is one row of the register. For devices and servers of the office itself."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from natc.engine.standard.form import Form, Kind, Level, Variable, load_codes
from natc.engine.standard.templates.workbook import WORDS, Book, bounds_in_words, new_book
from natc.engine.text import ORIGINAL, Text, say

LANGUAGE_NAMES = {"en": "English (en)", "sr": "Српски (sr)", "sr-Latn": "Srpski (sr-Latn)"}
DATE_PATTERN = r"(([0-2]?[0-9]|3[01])\.(0?[1-9]|1[0-2])\.|(0?[1-9]|1[0-2])/)?(19|20)[0-9]{2}"
SEARCHABLE = 20  # choices; a longer list gets a search box
Row = dict[str, str]


def write_xlsform(form: Form, path: Path, langs: Sequence[str]) -> None:
    """Write the form as XLSForm in these languages, the first of them the default. No question is required.

    Dates are text, since a date picker cannot say that only the year is known.
    """
    with new_book(path, say(form.title, langs[0]), langs[0]) as book:
        _sheet(book, "survey", list(_survey(form, langs)))
        _sheet(book, "choices", list(_choices(form, langs)))
        _sheet(
            book,
            "settings",
            [
                {
                    "form_title": say(form.title, langs[0]),
                    "form_id": f"natc_{form.code}",
                    "version": form.version,
                    "default_language": LANGUAGE_NAMES[langs[0]],
                }
            ],
        )


def _sheet(book: Book, name: str, rows: Sequence[Row]) -> None:
    sheet: Worksheet = book.sheet(name)
    heads = list(dict.fromkeys(head for row in rows for head in row))
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(heads) - 1, 30)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, book.looks["head"])
        for line, row in enumerate(rows, start=1):
            sheet.write_string(line, column, row.get(head, ""), book.looks["text"])


def _translated(column: str, text: Text, langs: Sequence[str]) -> Row:
    return {f"{column}::{LANGUAGE_NAMES[lang]}": say(text, lang) for lang in langs}


def _survey(form: Form, langs: Sequence[str]) -> Iterator[Row]:
    yield {"type": "note", "name": "never_upload"} | _translated("label", WORDS["xlsform_never"], langs)
    for group, label in form.groups.items():
        variables = [variable for variable in form.variables if variable.group == group]
        if variables:
            yield {"type": "begin_group", "name": f"group_{group}"} | _translated("label", label, langs)
            yield from (_question(variable, langs) for variable in variables)
            yield {"type": "end_group", "name": f"group_{group}"}


def _question(variable: Variable, langs: Sequence[str]) -> Row:
    row = {"type": _type(variable), "name": variable.code} | _translated("label", _label(variable), langs)
    row |= _translated("hint", _hint(variable), langs)
    if variable.codes and len(load_codes(variable.codes).codes) > SEARCHABLE:
        row["appearance"] = "minimal autocomplete" if variable.kind is Kind.CODE else "minimal"
    return row | _constraint(variable, langs)


def _type(variable: Variable) -> str:
    match variable.kind:
        case Kind.CODE:
            return f"select_one {variable.codes}"
        case Kind.CODES:
            return f"select_multiple {variable.codes}"
        case Kind.INTEGER:
            return "integer"
        case Kind.AMOUNT:
            return "decimal"
        case Kind.DATE | Kind.TEXT:
            return "text"


def _label(variable: Variable) -> Text:
    """The label, core questions marked by a word."""
    if variable.level is not Level.CORE:
        return variable.label
    return {lang: f"{say(variable.label, lang)} ({say(WORDS['core'], lang)})" for lang in (ORIGINAL, "sr")}


def _hint(variable: Variable) -> Text:
    how = {Kind.DATE: "xlsform_date", Kind.CODES: "xlsform_several"}.get(variable.kind)
    if how is None:
        return variable.definition
    return {lang: f"{say(WORDS[how], lang)} {say(variable.definition, lang)}" for lang in (ORIGINAL, "sr")}


def _constraint(variable: Variable, langs: Sequence[str]) -> Row:
    """The range or shape of an answer and what to say when it is not kept."""
    if variable.kind is Kind.DATE:
        return {"constraint": f"regex(., '^({DATE_PATTERN})$')"} | _translated(
            "constraint_message", WORDS["xlsform_date_wrong"], langs
        )
    if variable.kind not in (Kind.INTEGER, Kind.AMOUNT):
        return {}
    least, most = 0 if variable.least is None else variable.least, variable.most
    bound = f". >= {least:g}" if most is None else f". >= {least:g} and . <= {most:g}"
    message = {lang: say(WORDS["number_stop"], lang, range=bounds_in_words(least, most, lang)) for lang in (ORIGINAL, "sr")}
    return {"constraint": bound} | _translated("constraint_message", message, langs)


def _choices(form: Form, langs: Sequence[str]) -> Iterator[Row]:
    lists = dict.fromkeys(variable.codes for variable in form.variables if variable.codes is not None)
    for name in lists:
        for entry in load_codes(name).codes:
            yield {"list_name": name, "name": entry.code} | _translated("label", entry.label, langs)
