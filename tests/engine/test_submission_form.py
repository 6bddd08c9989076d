"""The annual submission as data: complete, in both languages, with keys that stay."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from natc.engine.standard.form import load_codes, load_form
from natc.engine.standard.submission_form import (
    SEPARATOR,
    TOTAL,
    Relation,
    Rows,
    Table,
    cell_key,
    cells,
    exists,
    load_submission_form,
)

SUBMISSION = load_submission_form()
ASKED_FOR = {*(f"P{number}" for number in range(1, 16)), *(f"J{number}" for number in range(1, 13))}
KEYS = Path(__file__).parent / "submission_keys.txt"

each_table = pytest.mark.parametrize("table", SUBMISSION.tables, ids=lambda table: table.code)


def texts(thing: object) -> Iterator[dict[str, str]]:
    """Every multilingual text inside a dataclass, a tuple or a dictionary of them."""
    if isinstance(thing, dict) and "en" in thing:
        yield thing
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from texts(getattr(thing, field.name))
    elif isinstance(thing, tuple):
        for part in thing:
            yield from texts(part)


def fingerprint(table: Table) -> str:
    """Table, number of cells, and a hash over all keys, of open tables over the categories of each dimension."""
    keys = {cell.key for cell in cells(table)}
    keys |= {
        f"{dimension.code}={category.code}" for dimension in table.dimensions for category in dimension.categories if table.open
    }
    return f"{table.code} {len(cells(table))} {sha256(chr(10).join(sorted(keys)).encode()).hexdigest()[:12]}"


def test_every_table_of_the_standard_is_there():
    tables = {table.code.partition("-")[0] for table in SUBMISSION.tables}

    assert tables == ASKED_FOR


def test_every_text_exists_in_english_and_in_serbian_cyrillic():
    for text in texts(SUBMISSION):
        assert text["en"].strip()
        assert text["sr"].strip()
        assert text["sr"].isascii() is False or not any(letter.isalpha() for letter in text["sr"])


@each_table
def test_a_table_says_what_it_counts_by_which_date_and_rule_and_who_reads_it(table: Table):
    assert table.unit
    assert table.reference
    assert table.counting
    assert table.definition
    assert table.source.text
    assert table.readers == "desk and reviewer"


@each_table
def test_the_categories_of_a_dimension_can_be_told_apart_by_code_and_by_label(table: Table):
    for dimension in table.dimensions:
        for seen in (
            [entry.code for entry in dimension.categories],
            *([entry.label[lang] for entry in dimension.categories] for lang in ("en", "sr")),
        ):
            assert len(seen) == len(set(seen)), f"{dimension.code}: {sorted(code for code in seen if seen.count(code) > 1)}"


@each_table
def test_no_category_code_breaks_a_cell_key(table: Table):
    codes = {category.code for dimension in table.dimensions for category in dimension.categories}

    assert TOTAL not in codes
    assert not any(SEPARATOR in code or " " in code for code in codes)


def test_cell_keys_are_never_given_twice():
    keys = [cell.key for table in SUBMISSION.tables for cell in cells(table)]

    assert len(keys) == len(set(keys))


def test_a_cell_key_reads_as_table_and_categories():
    table = SUBMISSION.table("P1")

    assert cells(table)[0].key == "P1|Total"
    assert "P1|PossibleVictimOfTrafficking|F|0-17" in {cell.key for cell in cells(table)}
    assert cell_key("P6", ["AL", "RS"]) == "P6|AL|RS"


def test_cell_keys_are_those_handed_in_before():
    """A changed line means that figures of other years no longer find their cells: a decision, never a side effect."""
    now = [fingerprint(table) for table in SUBMISSION.tables]

    assert now == KEYS.read_text(encoding="utf-8").splitlines()


def test_an_open_table_gives_no_rows_and_a_waiting_one_not_even_a_total():
    assert [cell.key for cell in cells(SUBMISSION.table("P6"))] == ["P6|Total"]
    assert cells(SUBMISSION.table("P11")) == []


def test_who_paid_is_asked_only_of_services_received():
    services = SUBMISSION.table("P12")

    assert exists(services, ["Accommodation", "Received", "StateBudget"])
    assert exists(services, ["Accommodation", "Unavailable", "NoPayment"])
    assert not exists(services, ["Accommodation", "Unavailable", "StateBudget"])
    assert not exists(services, ["Accommodation", "Received", "NoPayment"])


def test_a_reflection_period_is_never_paid_but_compensation_is():
    rights = SUBMISSION.table("P13")

    assert not exists(rights, ["ReflectionPeriod", "Paid"])
    assert exists(rights, ["CompensationState", "Paid"])


def test_every_gender_falls_into_exactly_one_sex():
    sexes = next(dimension for dimension in SUBMISSION.table("P1").dimensions if dimension.code == "sex")

    held = [code for category in sexes.categories for code in category.holds]

    assert [category.code for category in sexes.categories] == ["F", "M", "O", "Unknown"]
    assert sorted(held) == sorted(entry.code for entry in load_codes("gender").codes)


def test_the_forms_with_rows_of_their_own_are_there_and_only_p4_knows_more_than_one():
    own = {"ForcedBegging", "ForcedCriminality", "ForcedMarriage", "ForcedAdoption", "Surrogacy"}
    exclusive = {category.code for category in SUBMISSION.table("P4").dimensions[0].categories}
    mentioned = {category.code for category in SUBMISSION.table("P5").dimensions[0].categories}

    assert own < exclusive
    assert own < mentioned
    assert exclusive - mentioned == {"MoreThanOne"}


def test_dimensions_of_protection_tables_name_variables_of_the_register():
    variables = {variable.code for variable in load_form("protection").variables}
    named = {
        dimension.variable
        for table in SUBMISSION.tables
        if table.register == "protection"
        for dimension in table.dimensions
        if dimension.variable
    }

    assert named <= variables


def test_the_reasons_for_no_figure_are_four_different_ones():
    assert [reason.code for reason in SUBMISSION.reasons] == ["NotCollected", "NotApplicable", "NotAvailableYet", "NotKnown"]
    assert all(reason.note for reason in SUBMISSION.reasons)


def test_rules_between_tables_name_tables_that_ask_for_a_total():
    for rule in SUBMISSION.rules:
        assert (rule.kind is Relation.PARTS) == (rule.tables == ())
        assert all(SUBMISSION.table(code).total for code in rule.tables)


def test_tables_said_to_count_the_same_persons_count_each_person_once():
    for rule in SUBMISSION.rules:
        if rule.kind is Relation.EQUAL:
            assert all(SUBMISSION.table(code).rows is Rows.ONCE for code in rule.tables)
