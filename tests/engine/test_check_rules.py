"""The checker against the slow reading of the rule language: on the spec tables, on random rows, and over the fast filter."""

import datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_standard_rules import TABLES, Row, holds, spoken, table

from natc.engine.standard.check import check
from natc.engine.standard.check.expressions import suspect
from natc.engine.standard.check.findings import general_rules
from natc.engine.standard.files import ROW, Table
from natc.engine.standard.form import FORMS, Kind, Rule, Variable, load_codes, load_form
from natc.engine.standard.mapping import Column, Mapping
from natc.engine.standard.values import Conventions, read_cell

TODAY = datetime.date(2026, 1, 15)
NAMED = {
    code
    for form in FORMS
    for rule in load_form(form).rules
    for condition in rule.fault_when
    for code in (*condition.any_of, *condition.none_of, *condition.lacks)
}
DATES = ("2023", "2024", "2024-01", "2024-01-31", "2024-02-01", "2025")


def found(form: str, rows: list[Row]) -> list[set[tuple[str, str]]]:
    """For each row, the rules of the form that the checker found, with the variable each points at."""
    variables = [variable.code for variable in load_form(form).variables]
    cells = {code: [row.get(code) or None for row in rows] for code in variables}
    frame = pl.LazyFrame(cells, schema=dict.fromkeys(variables, pl.String)).with_row_index(ROW, 1)
    join = Mapping(form, tuple(Column(code, code, confirmed=True) for code in variables))
    report = check(Table(Path("made.csv"), None, 0, tuple(variables), frame), load_form(form), join, today=TODAY)
    told = report.findings.filter(pl.col(ROW).is_not_null() & ~pl.col("rule").is_in(list(general_rules())))
    return [set(told.filter(pl.col(ROW) == number).select("rule", "variable").rows()) for number in range(1, len(rows) + 1)]


def first_said_of_each_cell(form: str, row: Row) -> set[tuple[str, str]]:
    """What the slow reading says, one rule a cell: the gravest, and of these the first of the form."""
    order = ["blocking", "warning", "note"]
    rules: list[Rule] = [rule for rule in load_form(form).rules if rule.code in spoken(form, row)]
    of_cell: dict[str, Rule] = {}
    for rule in sorted(rules, key=lambda rule: order.index(rule.severity)):
        of_cell.setdefault(rule.cell, rule)
    return {(rule.code, rule.cell) for rule in of_cell.values()}


@pytest.mark.parametrize("form", TABLES)
def test_the_checker_finds_on_every_row_of_the_tables_what_the_tables_say(form):
    rows = [row for row, _ in table(form)]

    wrong = [
        (row, told, first_said_of_each_cell(form, row))
        for row, told in zip(rows, found(form, rows), strict=True)
        if told != first_said_of_each_cell(form, row)
    ]

    assert wrong == []


def cells(variable: Variable) -> st.SearchStrategy[str]:
    """Cells that can be read, so that only the cross-field rules speak; blank as often as filled."""
    match variable.kind:
        case Kind.CODE | Kind.CODES:
            codes = [entry.code for entry in load_codes(variable.code_list).codes]
            one = st.sampled_from([code for code in codes if code in NAMED] + codes[:3])
            filled = one if variable.kind is Kind.CODE else st.lists(one, min_size=1, max_size=3).map(";".join)
        case Kind.DATE:
            filled = st.sampled_from(DATES)
        case Kind.INTEGER | Kind.AMOUNT:
            filled = st.integers(int(variable.least or 0), int(variable.unlikely_above or variable.most or 40)).map(str)
        case Kind.TEXT:
            filled = st.sampled_from(["A1", "Centre"])
    return st.one_of(st.just(""), filled)


def registers(form: str) -> st.SearchStrategy[list[Row]]:
    """Rows over the variables that some rule of the form reads."""
    read = {code for rule in load_form(form).rules for code in rule.variables()}
    row = st.fixed_dictionaries({code: cells(load_form(form).variable(code)) for code in sorted(read)})
    return st.lists(row, min_size=1, max_size=20)


@pytest.mark.parametrize("form", [form for form in FORMS if load_form(form).rules])
@settings(max_examples=20, deadline=None)
@given(st.data())
def test_on_random_rows_the_checker_and_its_fast_filter_say_what_the_slow_reading_says(form, data):
    rows = data.draw(registers(form))

    expected = [first_said_of_each_cell(form, row) for row in rows]

    assert found(form, rows) == expected


CELLS = st.one_of(
    st.text(max_size=12),
    st.from_regex(r"[0-9]{1,4}[./-][0-9]{1,2}([./-][0-9]{1,4})?\.?", fullmatch=True),
    st.from_regex(r"-?[0-9]{1,5}([.,][0-9]{0,4})?", fullmatch=True),
    st.sampled_from(
        ["RS;BA", "RS;RS", "RS; BA", ";RS", "RS;", "Feminine", "female", "0101990710006", "a@b.rs", "+381 64 1234567"]
    ),
    st.sampled_from(
        ["2026-01-15", "2026-01-16", "2026-02", "2027", "1899", "1900-02-29", "2024-02-29", "00", "007", "1e3", "nan"]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=40))
def test_a_cell_the_fast_filter_lets_pass_has_no_fault_and_is_already_in_the_standards_form(written):
    trimmed = [cell.strip() or None for cell in written]
    series = pl.DataFrame({"cell": trimmed}, schema={"cell": pl.String})
    for variable in {variable.kind: variable for variable in load_form("protection").variables}.values():
        passed = series.filter(~suspect(pl.col("cell"), variable, TODAY).fill_null(value=False))["cell"].drop_nulls()
        for cell in passed:
            reading = read_cell(cell, variable, Conventions(), TODAY)

            assert reading.fault is None, (variable.code, cell)


def test_a_rule_that_needs_a_cell_nobody_can_read_keeps_silent():
    row = {"vic_FirstRegistrationDate": "31.02.2025", "vic_IdentificationDate": "2025-01-01"}

    assert found("protection", [row]) == [set()]
    assert holds(load_form("protection").rules[0].fault_when[0], {**row, "vic_FirstRegistrationDate": ""}) is False
