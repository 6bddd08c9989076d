"""A form on paper: a Word file with boxes to tick, lines to write on and tables to fill in, for who works by hand first."""

from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table as WordTable

from natc.engine.pictures.documents.word import TAGS, WIDTH, repacked
from natc.engine.pictures.documents.word_template import set_page, set_styles
from natc.engine.standard.asked.form import TOTAL_LABEL, Ask, AskedForm, Question, Section
from natc.engine.standard.asked.layout import layout_of
from natc.engine.standard.form import read_yaml
from natc.engine.standard.submission_form import Category, Table
from natc.engine.text import Text, say

BOX = "☐"
LONG_LINES, LINE_HEIGHT = 6, Mm(8)
ADDED_ROWS = 10  # empty rows of a table to which the office adds its own
SHORT = 24  # letters of an option; a scale whose options are all shorter stands in one row


def blank_form(form: AskedForm, lang: str, *, title: str, says: Sequence[str] = ()) -> bytes:
    """The form as .docx on A4, in one of its languages; the same form gives the same bytes. says: lines below the title."""
    document = docx.Document()
    set_page(document, say(_words()["no_persons"], lang))
    set_styles(document)
    document.add_paragraph(title, "Title")
    for line in (*says, say(form.purpose, lang)):
        document.add_paragraph(line, "Subtitle")
    _to_sign(document, ("desk", "filled_by", "approved_by"), lang)
    for section in form.sections:
        _section(document, form, section, lang)
    _describe(document, title, lang)
    written = BytesIO()
    document.save(written)
    return repacked(written.getvalue())


def _section(document: WordDocument, form: AskedForm, section: Section, lang: str) -> None:
    document.add_paragraph(say(section.title, lang), "Heading 1")
    if section.note:
        document.add_paragraph(say(section.note, lang))
    for number, question in enumerate(section.questions, start=1):
        _question(document, form, question, f"{number}. ", lang)
    for table in section.tables:
        _table(document, table, lang)
    if section.tables:
        reasons = ", ".join(say(reason.label, lang) for reason in form.reasons)
        document.add_paragraph(f"{_word('reasons', lang)} {reasons}", "Caption")


def _question(document: WordDocument, form: AskedForm, question: Question, number: str, lang: str) -> None:
    asked = document.add_paragraph()
    asked.paragraph_format.keep_with_next, asked.paragraph_format.space_before = True, Pt(10)
    asked.add_run(f"{number}{say(question.label, lang)}").bold = True
    if not question.needed:
        asked.add_run(f" ({_word('if_you_wish', lang)})")
    for line in _help(question, lang):
        document.add_paragraph(line).paragraph_format.keep_with_next = True
    _to_answer(document, question, lang)
    if question.needed and not question.asked_with:
        reasons = "   ".join(f"{BOX} {say(reason.label, lang)}" for reason in form.reasons)
        document.add_paragraph(f"{_word('no_answer', lang)}   {reasons}")


def _help(question: Question, lang: str) -> Iterator[str]:
    """What stands below a question: its help, how it is answered, who reads it."""
    if question.note:
        yield say(question.note, lang)
    how = {Ask.CHOICE: "one", Ask.SCALE: "one", Ask.CHOICES: "several", Ask.RANKING: "ranking", Ask.DATE: "day"}
    if question.ask in how:
        yield _word(how[question.ask], lang)
    elif question.ask is Ask.NUMBER:
        yield ", ".join((_word("whole" if question.whole else "number", lang), *_bounds(question, lang)))
    yield _word("readers", lang, who=say(_words()["who"][question.readers], lang))


def _bounds(question: Question, lang: str) -> Iterator[str]:
    least, most = (None if bound is None else f"{bound:g}" for bound in (question.least, question.most))
    if least and most:
        yield _word("between", lang, least=least, most=most)
    elif least:
        yield _word("at_least", lang, least=least)
    elif most:
        yield _word("at_most", lang, most=most)


def _to_answer(document: WordDocument, question: Question, lang: str) -> None:
    options = [say(option.label, lang) for option in question.options]
    if question.ask is Ask.RANKING:
        _grid(document, [["", option] for option in options], (0.1, 0.9))
    elif question.ask is Ask.SCALE and all(len(option) < SHORT for option in options):
        _grid(document, [[f"{BOX} {option}" for option in options]], [1 / len(options)] * len(options))
    elif options:
        for option in options:
            document.add_paragraph(f"{BOX} {option}")
    else:
        lines = LONG_LINES if question.ask is Ask.TEXT and question.long else 1
        _grid(document, [[""]] * lines, [1.0 if question.ask is Ask.TEXT else 0.4], height=LINE_HEIGHT)


def _table(document: WordDocument, table: Table, lang: str) -> None:
    document.add_paragraph(say(table.title, lang), "Heading 1")
    for text in (table.definition, table.counting, table.caveat):
        if text:
            document.add_paragraph(say(text, lang))
    head, rows = _open_rows(table, lang) if table.open else _closed_rows(table, lang)
    total = [[say(TOTAL_LABEL, lang), *[""] * (len(head) - 1)]] if table.total else []
    grid = _grid(document, [head, *total, *rows], [1 / len(head)] * len(head))
    for cell in grid.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _open_rows(table: Table, lang: str) -> tuple[list[str], list[list[str]]]:
    head = [*(say(dimension.label, lang) for dimension in table.dimensions), _word("figure", lang)]
    return head, [[""] * len(head) for _row in range(ADDED_ROWS)]


def _closed_rows(table: Table, lang: str) -> tuple[list[str], list[list[str]]]:
    """The head and the rows of a closed table; a cell that does not exist holds a dash."""
    layout = layout_of(table)
    columns = _labels(layout.columns, lang) or [_word("figure", lang)]
    head = [*(say(dimension.label, lang) for dimension in layout.heads), *columns]
    return head, [[*_labels(heads, lang), *("" if codes else "–" for codes in cells)] for heads, cells in layout.rows]


def _labels(categories: Sequence[Category], lang: str) -> list[str]:
    return [say(category.label, lang) for category in categories]


def _to_sign(document: WordDocument, lines: Sequence[str], lang: str) -> None:
    _grid(document, [[_word(line, lang), ""] for line in lines], (0.4, 0.6), height=LINE_HEIGHT)


def _grid(
    document: WordDocument, rows: Sequence[Sequence[str]], shares: Sequence[float], height: Length | int | None = None
) -> WordTable:
    """A table with lines around each cell, its columns so wide, its rows at least so high."""
    table: WordTable = document.add_table(rows=len(rows), cols=len(shares))
    table.style, table.autofit = "Table Grid", False
    for row, texts in zip(table.rows, rows, strict=True):
        if height is not None:
            row.height, row.height_rule = Length(height), WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, text, share in zip(row.cells, texts, shares, strict=True):
            cell.text, cell.width = text, round(WIDTH * share)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = round(WIDTH * share)
    return table


def _describe(document: WordDocument, title: str, lang: str) -> None:
    """Title and language in the file's properties, and the language of its text."""
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "natc", ""
    properties.language = TAGS.get(lang, lang)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), properties.language)


def _word(name: str, lang: str, **parts: object) -> str:
    text: Text = _words()[name]
    return say(text, lang, **parts)


@cache
def _words() -> dict[str, Any]:
    raw: dict[str, Any] = read_yaml(Path(__file__).with_name("blank_form.yaml"))
    return raw
