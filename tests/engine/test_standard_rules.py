"""The cross-field rules: what each refers to, and on which rows it must speak, judged by a slow reading of their language."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from natc.engine.standard.form import COUNTRIES, FORMS, Condition, Form, Kind, Rule, load_codes, load_form

COMPARISONS = ("any_of", "none_of", "lacks", "blank", "before", "over", "under", "same_as", "differs_from")
UNSET: tuple[object, ...] = ((), None)
Row = dict[str, str]

TABLES = ("protection", "justice")


def holds(condition: Condition, row: Row) -> bool:
    """The rule language word for word, one row of texts at a time."""
    value, other = row.get(condition.variable, ""), row.get(condition.against() or "", "")
    if condition.blank is not None:
        return (value == "") is condition.blank
    if condition.lacks:
        return not set(value.split(";")) & set(condition.lacks)
    if value == "" or (condition.against() is not None and other == ""):
        return False
    return compares(condition, value, other)


def compares(condition: Condition, value: str, other: str) -> bool:
    codes, length = set(value.split(";")), min(len(value), len(other))
    said = {
        "any_of": lambda: bool(codes & set(condition.any_of)),
        "none_of": lambda: not codes & set(condition.none_of),
        "before": lambda: value[:length] < other[:length],
        "same_as": lambda: codes == set(other.split(";")),
        "differs_from": lambda: codes != set(other.split(";")),
        "over": lambda: float(value) > float(other or condition.over),
        "under": lambda: float(value) < float(other or condition.under),
    }
    return next(said[name]() for name in said if getattr(condition, name) not in UNSET)


def spoken(form: str, row: Row) -> set[str]:
    return {rule.code for rule in load_form(form).rules if all(holds(condition, row) for condition in rule.fault_when)}


def table(form: str) -> list[tuple[Row, set[str]]]:
    """The rows of tests/engine/rules/<form>.txt, each with the rules that must speak on it."""
    lines = (Path(__file__).parent / "rules" / f"{form}.txt").read_text(encoding="utf-8").splitlines()
    halves = [line.split("  -> ") for line in lines if line and not line.startswith("#")]
    return [(dict(cell.split("=") for cell in row.split("  ")), set(rules.split(", ")) - {"nothing"}) for row, rules in halves]


def all_rules() -> list[tuple[Form, Rule]]:
    return [(load_form(code), rule) for code in FORMS for rule in load_form(code).rules]


def test_every_rule_reads_and_points_at_variables_of_its_form():
    strangers = [(rule.code, rule.variables() - {v.code for v in form.variables}) for form, rule in all_rules()]

    assert [entry for entry in strangers if entry[1]] == []


def test_a_rule_points_at_one_of_the_cells_it_reads():
    elsewhere = [
        rule.code
        for _, rule in all_rules()
        if rule.cell not in {c.variable for c in rule.fault_when} | {c.against() for c in rule.fault_when}
    ]

    assert elsewhere == []


def test_every_clause_makes_exactly_one_comparison():
    made = [
        (rule.code, [name for name in COMPARISONS if getattr(condition, name) not in UNSET])
        for _, rule in all_rules()
        for condition in rule.fault_when
    ]

    assert [entry for entry in made if len(entry[1]) != 1] == []


def test_rules_name_only_codes_that_their_lists_have():
    unknown = []
    for form, rule in all_rules():
        for condition in rule.fault_when:
            named = {*condition.any_of, *condition.none_of, *condition.lacks}
            codes = form.variable(condition.variable).codes
            if named:
                unknown += [(rule.code, code) for code in named - {code.code for code in load_codes(codes or COUNTRIES).codes}]

    assert unknown == []


def test_dates_are_compared_with_dates_and_numbers_with_numbers():
    numbers, coded = {Kind.INTEGER, Kind.AMOUNT}, {Kind.CODE, Kind.CODES}
    wrong = []
    for form, rule in all_rules():
        for condition in rule.fault_when:
            kinds = {form.variable(code).kind for code in (condition.variable, condition.against()) if code}
            if condition.before:
                fits = kinds == {Kind.DATE}
            elif condition.over is not None or condition.under is not None:
                fits = kinds <= numbers
            else:
                fits = condition.blank is not None or kinds <= coded
            wrong += [] if fits else [rule.code]

    assert wrong == []


def test_rules_have_codes_of_their_own():
    for code in FORMS:
        rules = load_form(code).rules

        assert [name for name, count in Counter(rule.code for rule in rules).items() if count > 1] == []
        assert [rule.code for rule in rules if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.code)] == []


def test_a_record_of_sex_and_citizenship_alone_hears_nothing():
    row = {"cas_PersonCode": "A1", "prs_Gender": "Feminine", "prs_Citizenship": "RS"}

    assert spoken("protection", row) == set()
    assert spoken("ngo", row) == set()


def test_an_empty_row_hears_nothing_in_any_form():
    assert {code: spoken(code, {}) for code in FORMS} == {code: set() for code in FORMS}


@pytest.mark.parametrize(("form", "row", "rules"), [(form, *entry) for form in TABLES for entry in table(form)])
def test_the_rules_speak_where_they_should_and_nowhere_else(form, row, rules):
    assert spoken(form, row) == rules


@pytest.mark.parametrize("form", TABLES)
def test_every_rule_has_a_row_that_wakes_it(form):
    assert {rule.code for rule in load_form(form).rules} == {code for _, rules in table(form) for code in rules}


IN_ORDER = {
    "jus_ReportDate": "2021-01-05", "jus_InvestigationDate": "2021-02-01", "jus_ChargeDate": "2022-03-01",
    "jus_FirstJudgmentDate": "2023-04-01", "jus_FinalJudgmentDate": "2024-05-01",
}  # fmt: skip


@pytest.mark.parametrize(("earlier", "later"), list(pairwise(IN_ORDER)))
def test_two_neighbouring_stages_in_the_wrong_order_are_always_told(earlier, later):
    swapped = IN_ORDER | {earlier: IN_ORDER[later], later: IN_ORDER[earlier]}

    assert spoken("justice", swapped)


def test_the_short_sheet_inherits_the_rules_that_touch_none_but_its_columns():
    taken = {variable.code for variable in load_form("ngo").variables}
    inherited = {rule.code for rule in load_form("protection").rules if rule.variables() <= taken}

    assert {rule.code for rule in load_form("ngo").rules} == inherited
    assert spoken("ngo", {"vic_AgeDisputed": "Yes", "vic_AgeAtRegistration": "19"}) == {"disputed-age-stated-adult"}
