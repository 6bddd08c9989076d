"""A form as an XLSForm: what tools of surveys read. What XLSForm has no word for stands in columns that begin with natc_."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from xlsxwriter import Workbook

from natc.engine.errors import Unusable
from natc.engine.standard.asked.form import Ask, AskedForm, Question, Section
from natc.engine.standard.asked.languages import language_heading
from natc.engine.standard.asked.texts import languages
from natc.engine.standard.submission_form import Category
from natc.engine.text import Text, say
from natc.engine.whole import whole_workbook

READERS, WHO_ANSWERED, REASONS, TITLE = "natc_readers", "natc_who_answered", "natc_reasons", "natc_title"
PURPOSE, NOTE = "purpose", "_note"  # names of notes: the first of the form, and the ending of a section's
MULTILINE, LIKERT = "multiline", "likert"
TYPES = {Ask.TEXT: "text", Ask.DATE: "date", Ask.CHOICE: "select_one", Ask.CHOICES: "select_multiple"}
TYPES |= {Ask.SCALE: "select_one", Ask.RANKING: "rank"}
Row = Mapping[str, str]


def why_no_xlsform(form: AskedForm) -> str | None:
    """Why a form cannot be written as an XLSForm; None when it can."""
    if any(section.tables for section in form.sections):
        return "This form has tables, and an XLSForm has none."
    return None


def write_form(form: AskedForm, path: Path) -> None:
    """Write the form in every language in which it is written. Raises Unusable for one with tables."""
    if refused := why_no_xlsform(form):
        raise Unusable(f"{path.name}: {refused}")
    with whole_workbook(path) as book:
        _sheet(book, "survey", list(_survey(form)))
        _sheet(book, "choices", list(_choices(form)))
        _sheet(book, "settings", [_settings(form)])
        _sheet(book, REASONS, [_option("", reason) for reason in form.reasons])


def _sheet(book: Workbook, name: str, rows: Sequence[Row]) -> None:
    sheet = book.add_worksheet(name)
    heads = list(dict.fromkeys(head for row in rows for head in row)) or ["list_name", "name"]
    sheet.write_row(0, 0, heads, book.add_format({"bold": True}))
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(heads) - 1, 28)
    for line, row in enumerate(rows, start=1):
        for column, head in enumerate(heads):
            sheet.write_string(line, column, row.get(head, ""))


def _translated(column: str, text: Text | None) -> Row:
    return {f"{column}::{language_heading(tag)}": said for tag, said in (text or {}).items()}


def _settings(form: AskedForm) -> Row:
    """The title of an XLSForm has one language; ours, in all of them, stands in columns of our own."""
    first = languages(form)[0]
    known = {"form_title": say(form.title, first), "form_id": form.code, "version": form.version}
    told = {"default_language": language_heading(first), WHO_ANSWERED: form.who_answered}
    return {**known, **told, **_translated(TITLE, form.title)}


def _survey(form: AskedForm) -> Iterator[Row]:
    yield {"type": "note", "name": PURPOSE, **_translated("label", form.purpose)}
    for section in form.sections:
        yield {"type": "begin_group", "name": section.code, **_translated("label", section.title)}
        yield from _note(section)
        yield from (_question(question) for question in section.questions)
        yield {"type": "end_group"}


def _note(section: Section) -> Iterator[Row]:
    if section.note:
        yield {"type": "note", "name": f"{section.code}{NOTE}", **_translated("label", section.note)}


def _question(question: Question) -> Row:
    return {
        "type": _type(question),
        "name": question.key,
        **_translated("label", question.label),
        **_translated("hint", question.note),
        "required": "yes" if question.needed else "no",
        "appearance": _appearance(question),
        "constraint": _bounds(question),
        READERS: question.readers,
    }


def _type(question: Question) -> str:
    if question.ask is Ask.NUMBER:
        return "integer" if question.whole else "decimal"
    return f"{TYPES[question.ask]} {question.key}" if question.options else TYPES[question.ask]


def _appearance(question: Question) -> str:
    if question.ask is Ask.SCALE:
        return LIKERT
    return MULTILINE if question.ask is Ask.TEXT and question.long else ""


def _bounds(question: Question) -> str:
    least, most = (None if bound is None else f"{bound:.15g}" for bound in (question.least, question.most))
    bounds = (f". >= {least}" if least else "", f". <= {most}" if most else "")
    return " and ".join(filter(None, bounds))


def _choices(form: AskedForm) -> Iterator[Row]:
    for section in form.sections:
        for question in section.questions:
            yield from (_option(question.key, option) for option in question.options)


def _option(listed: str, option: Category) -> Row:
    name = {"list_name": listed, "name": option.code}
    return {**name, **_translated("label", option.label), **_translated("natc_note", option.note)}
