"""What the office says on the command line about whole tables, read and checked."""

import datetime
from collections.abc import Iterable, Sequence

from natc.engine.errors import Refused
from natc.engine.standard.aggregate.fill import NOT_YET, Said, asked
from natc.engine.standard.submission_form import Category, load_submission_form

REGISTERS = {"P": "protection", "J": "justice"}  # a letter for every table of a register


def read_said(*, mark: str, reasons: Iterable[str], not_yet: Iterable[str], breaks: Iterable[str], after: datetime.date) -> Said:
    """What is said, from texts TABLE=CODE and, of tables that will come, TABLE=DATE; P and J stand for all tables of a register.

    `after`: the last day of the period, before which no table of it can be expected. Raises Refused for what makes no sense.
    """
    form = load_submission_form()
    expected = {table: _day(day, text, after) for text in not_yet for table, day in _pairs(text, "--not-yet")}
    without = {table: _code(code, form.reasons, text) for text in reasons for table, code in _pairs(text, "--reason")}
    broken = {table: _code(code, form.breaks, text) for text in breaks for table, code in _pairs(text, "--break")}
    both = sorted(expected.keys() & without.keys())
    if both:
        raise Refused(f"table {both[0]} has both --not-yet and --reason; it has no figures for one reason, so leave one out")
    if NOT_YET in without.values():
        raise Refused(f"a table that is {NOT_YET} needs the day by which it will come: say it with --not-yet TABLE=DATE")
    return Said(_code(mark, form.marks, f"--mark {mark}"), without, expected, broken)


def _pairs(text: str, option: str) -> list[tuple[str, str]]:
    """The tables that a text TABLE=WORD names, each with the word."""
    name, sign, said = (part.strip() for part in text.partition("="))
    if not sign or not said:
        raise Refused(f'{option} "{text}" is not read: write the table, "=" and what is said of it, for example J=2025-09-30')
    tables = asked(load_submission_form())
    named = [table.code for table in tables if name in (table.code, _letter(table.register))]
    if not named:
        codes = ", ".join(table.code for table in tables)
        raise Refused(f'{option} "{text}": there is no table {name}; the tables are {codes}, and P or J for all of a register')
    return [(code, said) for code in named]


def _letter(register: str) -> str:
    return next(letter for letter, name in REGISTERS.items() if name == register)


def _code(said: str, known: Sequence[Category], text: str) -> str:
    for category in known:
        if category.code.lower() == said.lower():
            return category.code
    raise Refused(f'"{text}": there is no code {said}; expected one of {", ".join(category.code for category in known)}')


def _day(said: str, text: str, after: datetime.date) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(said)
    except ValueError as error:
        raise Refused(f'--not-yet "{text}": {said} is no day; write year, month, day, as 2025-09-30') from error
    if day <= after:
        raise Refused(f'--not-yet "{text}": figures to {after} cannot be expected on {said}, before their period is over')
    return day
