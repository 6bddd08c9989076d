"""Every text that a form says to those who answer."""

from collections.abc import Iterator

from natc.engine.standard.asked.form import AskedForm, Question
from natc.engine.standard.asked.languages import languages_of
from natc.engine.standard.submission_form import Category, Table
from natc.engine.text import Text


def languages(form: AskedForm) -> list[str]:
    """The languages in which any part of the form is written, English first."""
    return languages_of(list(_texts(form)))


def _texts(form: AskedForm) -> Iterator[Text]:
    yield from (form.title, form.purpose)
    yield from _of_options(form.reasons)
    for section in form.sections:
        yield section.title
        yield from (section.note,) if section.note else ()
        for question in section.questions:
            yield from _of_question(question)
        for table in section.tables:
            yield from _of_table(table)


def _of_question(question: Question) -> Iterator[Text]:
    yield question.label
    yield from (question.note,) if question.note else ()
    yield from _of_options(question.options)


def _of_options(options: tuple[Category, ...]) -> Iterator[Text]:
    for option in options:
        yield option.label
        yield from (option.note,) if option.note else ()


def _of_table(table: Table) -> Iterator[Text]:
    yield from (table.title, table.definition, table.unit, table.counting)
    for dimension in table.dimensions:
        yield dimension.label
        yield from _of_options(dimension.categories)
