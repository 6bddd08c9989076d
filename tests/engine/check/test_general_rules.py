"""What holds for every form: each general rule on a small register, and what a check may never do."""

import datetime
import hashlib
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from natc.engine.errors import Unusable
from natc.engine.invention import TERRITORIES, invent_register
from natc.engine.standard.check import Report, check
from natc.engine.standard.files import ROW, read_table
from natc.engine.standard.form import Severity, load_form
from natc.engine.standard.mapping import Column, Mapping, plain_mapping, targets
from natc.engine.standard.values import Conventions, DateOrder, Decimals

TODAY = datetime.date(2026, 1, 15)
OF_CELLS = pl.col(ROW).is_not_null()

REGISTER = """
cas_PersonCode  prs_Gender  vic_AgeAtRegistration  prs_Citizenship  vic_FirstRegistrationDate  -> column rule
A1             Feminine   17     RS         2025-03-02   -> nothing
A2             Femin      17     RS         2025-03-02   -> prs_Gender not_a_code
A3             Feminine   17?    RS         2025-03-02   -> vic_AgeAtRegistration not_a_number
A4             Feminine   1.234  RS         2025-03-02   -> vic_AgeAtRegistration ambiguous_number
A5             Feminine   130    RS         2025-03-02   -> vic_AgeAtRegistration out_of_range
A6             Feminine   90     RS         2025-03-02   -> vic_AgeAtRegistration unlikely
A7             Feminine   12.5   RS         2025-03-02   -> vic_AgeAtRegistration not_a_number
A8             Feminine   17     RS;Narnia  2025-03-02   -> prs_Citizenship not_a_code
A9             Feminine   17     Srbija;BA  31.12.2024.  -> nothing
B1             Feminine   17     RS         31.02.2025   -> vic_FirstRegistrationDate not_a_date
B2             Feminine   17     RS         03/04/2025   -> vic_FirstRegistrationDate ambiguous_date
B3             Feminine   17     RS         2026-01-16   -> vic_FirstRegistrationDate future_date
0101990710006  Feminine   17     RS         2025-03-02   -> cas_PersonCode identifier
B5             Feminine   17     RS         2025-03-02   -> cas_PersonCode duplicate_key
B5             Masculine  18     BA         2025-03-03   -> cas_PersonCode duplicate_key
"""


def lines() -> list[tuple[list[str], set[tuple[str, str]]]]:
    halves = [line.split("->") for line in REGISTER.strip().splitlines()]
    return [(row.split(), {tuple(said.split())} if said.strip() != "nothing" else set()) for row, said in halves]


def report(path: Path, join: Mapping | None = None, form: str = "protection") -> Report:
    table = read_table(path, known=targets(load_form(form)))
    return check(table, load_form(form), join or plain_mapping(table, load_form(form)), today=TODAY)


def cells(found: Report) -> set[tuple[int, str, str]]:
    return set(found.findings.filter(OF_CELLS).select(ROW, "heading", "rule").rows())


def whole(found: Report) -> set[tuple[str, str, str]]:
    """The findings about whole columns but for the core variables that these small sheets lack."""
    rows = found.findings.filter(~OF_CELLS).select("heading", "value", "rule").rows()
    return {row for row in rows if row[2] != "missing_column"}


def test_every_fault_of_the_table_is_found_in_its_cell_and_no_other(sheet):
    rows = lines()
    path = sheet("\n".join(",".join(row) for row, _ in rows))

    expected = {(number, *said) for number, (_, told) in enumerate(rows[1:], start=2) for said in told}

    assert cells(report(path)) == expected


def test_a_row_that_is_the_same_in_every_cell_is_told_where_persons_have_no_codes(sheet):
    path = sheet("prs_Gender,vic_AgeAtRegistration\n,17\nMasculine,17\n,17\nMasculine,18\n")

    assert {(row, rule) for row, _, rule in cells(report(path))} == {(4, "duplicate_row")}


def test_blank_core_columns_absent_ones_and_unknown_ones_are_told_once_each(sheet):
    found = report(sheet("cas_PersonCode,prs_Gender,Napomena\nA1,,x\nA2,  ,y\nA3,Feminine,z\n"))

    assert whole(found) == {("prs_Gender", "2", "blank_core"), ("Napomena", None, "unknown_column")}
    assert "vic_TypeOfExploitation" in found.findings.filter(found.findings["rule"] == "missing_column")["variable"].to_list()


def test_a_mapped_column_that_this_years_file_lacks_is_a_blocking_finding_and_never_read_as_blank(sheet):
    join = Mapping(
        "protection", (Column("Pol", "prs_Gender", confirmed=True), Column("Dob", "vic_AgeAtRegistration", confirmed=True))
    )

    found = report(sheet("Spol,Dob\nFeminine,17\n"), join)

    assert ("Pol", None, "mapped_column_gone") in whole(found)
    assert found.blocked


def test_a_column_that_gave_way_to_another_for_the_same_variable_is_not_missed(sheet):
    join = Mapping("protection", (Column("Pol", "prs_Gender", confirmed=True), Column("Spol", "prs_Gender", confirmed=True)))

    assert whole(report(sheet("Spol,Dob\nFeminine,17\n"), join)) == {("Dob", None, "unknown_column")}


def test_two_columns_that_feed_one_variable_are_blank_only_where_both_are(sheet):
    join = Mapping("protection", (Column("Pol", "prs_Gender", confirmed=True), Column("Spol", "prs_Gender", confirmed=True)))

    found = report(sheet("Pol,Spol\nFeminine,\n,Masculine\nx,\n"), join)

    assert whole(found) == set()
    assert cells(found) == {(4, "Pol", "not_a_code")}


def test_a_heading_that_is_another_variables_code_does_not_confuse_the_check(sheet):
    join = Mapping("protection", (Column("Sex", "prs_Gender", confirmed=True),), left_out=("prs_Gender",))

    assert cells(report(sheet("prs_Gender,Sex\nnonsense,Feminine\nFeminine,nonsense\n"), join)) == {(3, "Sex", "not_a_code")}


def test_an_unconfirmed_column_is_not_read(sheet):
    join = Mapping(
        "protection", (Column("A", "prs_Gender", confirmed=True), Column("B", "vic_AgeAtRegistration", confirmed=False))
    )

    assert cells(report(sheet("A,B\nFeminine,nonsense\n"), join)) == set()


def test_the_conventions_of_an_office_are_obeyed_in_every_row(sheet):
    text = "D;A;C\n03/04/2025;1.234;EUR\n2024-12-31;12.5;EUR\n"
    columns = (
        Column("D", "vic_FirstRegistrationDate", confirmed=True), Column("A", "cmp_AwardedAmount", confirmed=True),
        Column("C", "cmp_Currency", confirmed=True),
    )  # fmt: skip

    join = Mapping("protection", columns, Conventions(DateOrder.DAY_FIRST, Decimals.COMMA))
    rules = {
        (row, heading, rule) for row, heading, rule in cells(report(sheet(text), join)) if rule in ("not_a_number", "not_a_date")
    }

    assert rules == {(3, "A", "not_a_number")}


def test_a_constant_holds_for_every_row_and_a_rule_may_read_it(sheet):
    join = Mapping("protection", (Column("A", "vic_AgeAtRegistration", confirmed=True),), constants={"vic_AgeDisputed": "Yes"})

    assert {(row, rule) for row, _, rule in cells(report(sheet("A,B\n30,x\n17,y\n"), join))} == {(2, "disputed-age-stated-adult")}


def test_a_sheet_none_of_whose_headings_is_known_is_not_a_register(sheet):
    with pytest.raises(Unusable, match="join it first with natc map"):
        report(sheet("Foo,Bar\nx,y\n"))


def test_nobody_registered_is_a_register_of_nobody(sheet):
    found = report(sheet("cas_PersonCode,prs_Gender\n"))

    assert (found.rows, found.blocked) == (0, False)


def test_the_three_severities_are_counted(sheet):
    found = report(sheet("cas_PersonCode,prs_Gender,vic_AgeAtRegistration\nA1,nonsense,90\nA2,,17\n"))

    assert found.count(Severity.BLOCKING) == 1
    assert found.findings.filter(found.findings["rule"] == "unlikely").height == 1
    assert found.count(Severity.NOTE) == 1


@pytest.mark.parametrize("territory", TERRITORIES)
def test_a_clean_invented_register_gives_nothing_but_notes(tmp_path, territory):
    path = tmp_path / "register.csv"
    invent_register(400, territory=territory, year=2024, seed=3).write_csv(path)

    found = report(path)

    assert (found.rows, found.count(Severity.BLOCKING), found.count(Severity.WARNING)) == (400, 0, 0)


CELL = st.sampled_from(["", "A1", "A2", "Feminine", "nonsense", "17", "170", "12.5", "2025-03-02", "03/04/2025", "RS;BA", " "])
SHEET = st.lists(st.tuples(*[CELL] * 5), min_size=1, max_size=12)
HEADINGS = ("cas_PersonCode", "prs_Gender", "vic_AgeAtRegistration", "vic_FirstRegistrationDate", "vic_IdentificationDate")


def csv_of(rows) -> str:
    return "\n".join(",".join(row) for row in [HEADINGS, *rows])


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SHEET, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing_but_their_numbers(sheet, rows, dice):
    order = list(range(len(rows)))
    dice.shuffle(order)

    straight = cells(report(sheet(csv_of(rows), "straight.csv")))
    shuffled = cells(report(sheet(csv_of([rows[index] for index in order]), "shuffled.csv")))

    assert {(order[row - 2] + 2, *rest) for row, *rest in shuffled} == straight


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SHEET)
def test_a_cell_has_at_most_one_finding_and_the_file_stays_as_it_was(sheet, rows):
    path = sheet(csv_of(rows))
    before = hashlib.sha256(path.read_bytes()).digest()

    found = report(path).findings.filter(OF_CELLS)

    assert found.select(ROW, "heading").is_duplicated().sum() == 0
    assert hashlib.sha256(path.read_bytes()).digest() == before
