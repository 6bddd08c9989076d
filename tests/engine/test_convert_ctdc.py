"""CTDC's data set as a protection register: small tables in, small tables out, and every cell accounted for."""

import os
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from natc.engine.errors import Refused, Unusable
from natc.engine.standard.convert import Converted, account_markdown, convert, load_crosswalk
from natc.engine.standard.files import ROW, Table, read_table
from natc.engine.text import say

REAL = os.environ.get("NATC_REAL_DATA")
MARKS = {"yearOfRegistration": "2019", "majorityStatus": "Adult"}
FLAGS = ("isForcedLabour", "isSexualExploit", "meansOfControlDebtBondage", "meansOfControlThreats", "typeOfLabourConstruction")
VALUES = {
    **dict.fromkeys(FLAGS, ("1", "0", "-99", "x")),
    "yearOfRegistration": ("2019", "Unknown"),
    "gender": ("Female", "Male", "Transgender/NonConforming", "Unknown"),
    "citizenship": ("MD", "Y1", "00", "YU", "-99"),
    "majorityStatus": ("Adult", "Minor"),
    "recruiterRelationFamily": ("1", "0"),
    "recruiterRelationFriend": ("1", "0"),
    "typeOfLabourHospitality": ("1", "0"),
}
CTDC_ROWS = st.lists(
    st.fixed_dictionaries({name: st.none() | st.sampled_from(values) for name, values in VALUES.items()}), min_size=1, max_size=8
)


def table(rows: list[dict[str, str | None]], name: str = "ctdc.csv") -> Table:
    headings = tuple(dict.fromkeys(heading for row in rows for heading in row))
    columns = {heading: [row.get(heading) for row in rows] for heading in headings}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(headings, pl.String)).with_row_index(ROW, 2)
    cells = pl.col(headings).str.strip_chars().replace("", None)  # as read_table does
    return Table(Path(name), None, 1, headings, frame.lazy().with_columns(cells))


def converted(*rows: dict[str, str | None]) -> Converted:
    return convert(load_crosswalk("ctdc"), table(list(rows)))


def person(row: dict[str, str | None]) -> dict[str, str | None]:
    """What one row becomes, cells that are blank left out."""
    return {code: value for code, value in converted({**MARKS, **row}).register.row(0, named=True).items() if value is not None}


def test_a_case_becomes_a_person_with_the_standards_own_codes():
    case = {
        "caseNo": "7",
        "gender": "Female",
        "citizenship": "MD",
        "CountryOfExploitation": "RU",
        "isSexualExploit": "1",
        "typeOfSexProstitution": "1",
        "meansOfControlDebtBondage": "1",
        "meansOfControlTakesEarnings": "1",
        "recruiterRelationFriend": "1",
    }

    assert person(case) == {
        "cas_PersonCode": "CTDC-7",
        "prs_Gender": "Feminine",
        "prs_Citizenship": "MD",
        "vic_FirstRegistrationDate": "2019",
        "vic_TypeOfExploitation": "SexualExploitation",
        "vic_TypeOfSexExploitation": "Prostitution",
        "vic_CountryOfExploitation": "RU",
        "vic_MethodsOfControl": "DebtBondage;TakesEarnings",
        "vic_RelationshipToTrafficker": "Acquainted",
        "vic_AgeGroup": "Adult",
    }


@pytest.mark.parametrize(
    ("cells", "variable", "becomes"),
    [
        ({"citizenship": "Y1"}, "prs_Citizenship", "XK"),
        ({"isForcedLabour": "1", "isSexualExploit": "1"}, "vic_TypeOfExploitation", "ForcedLabour;SexualExploitation"),
        ({"isSexAndLabour": "1", "isForcedLabour": "1"}, "vic_TypeOfExploitation", "ForcedLabour;SexualExploitation"),
        ({"typeOfLabourBegging": "1"}, "vic_TypeOfExploitation", "ForcedBegging"),
        ({"typeOfLabourIllicitActivities": "1"}, "vic_TypeOfExploitation", "ForcedCriminality"),
        ({"typeOfLabourAquafarming": "1"}, "vic_ForcedLabourIndustry", "A_AgricultureForestryAndFishing"),
        ({"meansOfControlThreats": "1", "meansOfControlOther": "1"}, "vic_MethodsOfControl", "Other"),
        ({"meansOfControlRestrictsMovement": "1"}, "vic_MethodsOfControl", "RestrictsMovement"),
        ({"majorityStatus": "Minor"}, "vic_AgeGroup", "Child"),
        ({"recruiterRelationOther": "1"}, "vic_RelationshipToTrafficker", "Other"),
        ({"recruiterRelationFamily": "1", "recruiterRelationFriend": "1"}, "vic_RelationshipToTrafficker", "Familial"),
    ],
)
def test_what_the_standard_says_otherwise_is_said_in_its_way(cells, variable, becomes):
    assert person(cells)[variable] == becomes


@pytest.mark.parametrize(
    "cells",
    [
        {"gender": "Transgender/NonConforming"},
        {"citizenship": "YU"},
        {"citizenship": "00"},
        {"isForcedLabour": "0"},
        {"isForcedLabour": "-99"},
        {"isForcedLabour": "Other"},
        {"typeOfLabourConstruction": "1", "typeOfLabourHospitality": "1"},
        {"recruiterRelationUnknown": "1", "meansOfControlNotSpecified": "1"},
        {"ageBroad": "9--17", "majorityStatusAtExploit": "Minor", "Datasource": "Case Management"},
    ],
)
def test_what_would_have_to_be_guessed_stays_blank(cells):
    assert set(person(cells)) == {"cas_PersonCode", "vic_FirstRegistrationDate", "vic_AgeGroup"}


def test_neither_an_age_nor_a_status_nor_a_consent_is_claimed():
    register = converted({**MARKS, "ageBroad": "18--20", "gender": "Male"}).register

    assert not {"vic_AgeAtRegistration", "vic_TraffickingStatus", "con_Statistics"} & set(register.columns)


def test_the_account_names_the_value_that_had_no_place_and_how_often():
    account = converted(
        {**MARKS, "gender": "Female"}, {**MARKS, "gender": "Transgender/NonConforming"}, {**MARKS, "gender": None}
    ).account

    (gender,) = [line for line in account.carried if line.heading == "gender"]
    assert (gender.filled, gender.carried) == (2, 1)
    assert [(one.value, one.cells) for one in gender.without] == [("Transgender/NonConforming", 1)]


def test_of_two_sectors_neither_is_kept_and_both_are_accounted_for():
    account = converted({**MARKS, "typeOfLabourConstruction": "1", "typeOfLabourHospitality": "1"}).account

    assert account.cells_without_place == 2
    assert all("main one" in say(one.why, "en") for line in account.carried for one in line.without)


def test_a_file_without_case_numbers_gets_codes_from_its_rows():
    register = converted(MARKS, MARKS).register

    assert register["cas_PersonCode"].to_list() == ["CTDC-row-2", "CTDC-row-3"]


@given(CTDC_ROWS)
def test_every_filled_cell_is_carried_or_accounted_for(rows):
    account = converted(*rows).account

    filled = sum(value is not None for row in rows for value in row.values())
    assert filled == account.filled == account.cells_carried + account.cells_without_place + account.cells_left
    assert all(0 <= line.carried <= line.filled for line in account.lines)


@given(CTDC_ROWS)
def test_a_ticked_cell_is_carried_and_no_other(rows):
    account = converted(*rows).account

    ticks = {flag: sum(row[flag] == "1" for row in rows) for flag in FLAGS if not flag.startswith("typeOfLabour")}
    assert {line.heading: line.carried for line in account.carried if line.heading in ticks} == ticks


@given(CTDC_ROWS)
def test_a_variable_is_blank_where_its_columns_are_blank(rows):
    result = converted(*rows)

    feeding = {line.heading: line.to for line in result.account.carried}
    for row, person_row in zip(rows, result.register.iter_rows(named=True), strict=True):
        fed = {to for heading, to in feeding.items() if row[heading] is not None}
        assert {code for code, value in person_row.items() if value is not None} <= fed | {"cas_PersonCode"}


@given(CTDC_ROWS)
def test_no_and_unknown_are_never_written_for_what_ctdc_leaves_open(rows):
    register = converted(*rows).register

    codes = {code for row in register.iter_rows() for value in row if value for code in value.split(";")}
    assert not codes & {"No", "Unknown", "NonSpecifiedUnknown", ""}


def test_a_blank_of_spaces_is_a_blank():
    result = converted({**MARKS, "gender": "  "})

    assert result.account.filled == len(MARKS)


def test_another_table_is_refused_with_what_was_expected():
    with pytest.raises(Unusable, match=r"members\.csv is not CTDC.*yearOfRegistration.*found gender, citizenship"):
        convert(load_crosswalk("ctdc"), table([{"gender": "f", "citizenship": "RS"}], "members.csv"))


def test_one_heading_alike_does_not_make_a_sheet_ctdcs():
    with pytest.raises(Unusable):
        convert(load_crosswalk("ctdc"), table([{"majorityStatus": "Adult", "gender": "Female"}]))


def test_a_register_of_ours_is_not_converted_again():
    with pytest.raises(Refused, match="natc check"):
        convert(load_crosswalk("ctdc"), table([{**MARKS, "cas_PersonCode": "1"}]))


@pytest.mark.skipif(REAL is None, reason="NATC_REAL_DATA does not name the folder of real data (ctdc_kanon_2021_half.csv)")
def test_the_published_file_is_converted_whole_and_every_cell_accounted_for():
    source = read_table(Path(REAL or "") / "ctdc_kanon_2021_half.csv")
    cells = source.frame.drop(ROW).collect()

    result = convert(load_crosswalk("ctdc"), source)

    account = result.account
    assert result.register.height == account.rows == 48_875
    assert account.filled == sum(cells.height - cells[name].null_count() for name in cells.columns)
    assert account.filled == account.cells_carried + account.cells_without_place + account.cells_left
    assert result.register["vic_TypeOfExploitation"].str.contains("SexualExploitation").sum() == 22_699
    assert result.register["prs_Gender"].value_counts().sort("prs_Gender", nulls_last=True).rows() == [
        ("Feminine", 33_861),
        ("Masculine", 10_828),
        (None, 4_186),
    ]


@pytest.mark.skipif(REAL is None, reason="NATC_REAL_DATA does not name the folder of real data (ctdc_kanon_data_dictionary.xlsx)")
def test_every_variable_of_ctdcs_dictionary_is_carried_or_said_why_not():
    crosswalk = load_crosswalk("ctdc")
    dictionary = read_table(Path(REAL or "") / "ctdc_kanon_data_dictionary.xlsx", sheet="Main").frame.collect()

    names = dictionary.to_series(1).to_list()

    assert len(names) > 50
    assert [name for name in names if not crosswalk.carries([name]) and not crosswalk.why_not(name)] == []


@pytest.mark.parametrize("lang", ["en", "sr", "sr-Latn"])
def test_the_account_can_be_read_in_every_language(lang):
    account = converted({**MARKS, "gender": "Transgender/NonConforming", "odd": "a|b"}).account

    page = account_markdown(account, lang)

    assert {"en": "Values without a place", "sr": "Вредности без места", "sr-Latn": "Vrednosti bez mesta"}[lang] in page
    assert "{" not in page
