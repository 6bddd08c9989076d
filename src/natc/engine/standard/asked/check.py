"""What is wrong in the answers to a form: what is not answered, totals against rows, tables against each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from natc.engine.standard.asked.form import FIGURES, AskedForm, Given, Question, Section
from natc.engine.standard.asked.sentences import found
from natc.engine.standard.check.findings import ORDER, Finding
from natc.engine.standard.check.submission import check_tables
from natc.engine.standard.templates.submission_reader import PLACED
from natc.engine.text import say

Answers = Mapping[str, Given]  # by cell key


def check_answers(form: AskedForm, answers: Answers, lang: str) -> list[Finding]:
    """The findings in words, the gravest first. Their `sheet` is the code of the section, `column` the cell key."""
    tables = [table for section in form.sections for table in section.tables]
    of_sections = [finding for section in form.sections for finding in _in_section(section, section.own(answers), lang)]
    of_tables = check_tables(tables, form.rules, _frame(form, answers), "", lang)
    return sorted([*of_sections, *of_tables], key=lambda finding: ORDER[finding.severity])


def not_answered(section: Section, answers: Answers) -> list[Question]:
    """What the section asks and nobody has answered, in its order. answers: the section's own."""
    return [one for one in section.asked if _asked(one, section, answers) and answers.get(one.key, Given()).blank]


def _in_section(section: Section, answers: Answers, lang: str) -> Iterator[Finding]:
    if missing := not_answered(section, answers):
        yield _finding("not_answered", section, missing, lang)
    for one in section.questions:
        if one.asked_with and one.key in answers and not answers[one.key].blank and not _asked(one, section, answers):
            yield _finding("asked_nothing", section, [one], lang)


def _asked(question: Question, section: Section, answers: Answers) -> bool:
    """Whether an answer is needed, given the other answers of the section."""
    if question.asked_with is None:
        return question.needed
    given = [answer for key, answer in answers.items() if section.table(key)]
    if question.asked_with == FIGURES:
        return any(answer.value is not None for answer in given)
    return any(answer.reason == question.asked_with for answer in given)


def _finding(rule: str, section: Section, about: Sequence[Question], lang: str) -> Finding:
    first = about[0]
    parts = {"count": len(about), "first": say(first.label, lang)}
    return replace(found(rule, lang, parts), sheet=section.code, column=first.key)


def _frame(form: AskedForm, answers: Answers) -> pl.DataFrame:
    """The answers in tables, as rules over tables read them."""
    rows = [
        (table.code, key, answer.value, answer.reason or None, section.code, None)
        for section in form.sections
        if section.tables
        for key, answer in section.own(answers).items()
        if (table := section.table(key))
    ]
    return pl.DataFrame(rows, schema=PLACED, orient="row")
