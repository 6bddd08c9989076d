"""UNODC's report has the layout of UNODC's own workbook; tried on the real one, which we may not ship."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from made_submission import small_submission
from python_calamine import CalamineWorkbook

from natc.engine.standard.reports.body import load_body
from natc.engine.standard.reports.long_layout import SHEET
from natc.engine.standard.submission_file import write_submission

REAL = os.environ.get("NATC_REAL_DATA")
WORKBOOK = Path(REAL or "") / "unodc_data_glotip_2025-04-14.xlsx"
HEADER_ROW = 2  # from 0

pytestmark = pytest.mark.skipif(not REAL, reason="NATC_REAL_DATA is not set: the folder with UNODC's real workbook")


def grid(path: Path) -> list[list[Any]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_name(SHEET).to_python(skip_empty_area=False)


@pytest.fixture(scope="module")
def real() -> list[list[Any]]:
    return grid(WORKBOOK)


@pytest.fixture
def ours(tmp_path: Path, natc: Callable[..., Any]) -> list[list[Any]]:
    write_submission(small_submission(), tmp_path / "submission.json")
    natc("report", "glotip", tmp_path / "submission.json", "--out", tmp_path)
    return grid(tmp_path / "glotip-RS-2024.xlsx")


def columns(rows: list[list[Any]], *names: str) -> set[tuple[Any, ...]]:
    places = [rows[HEADER_ROW].index(name) for name in names]
    return {tuple(row[place] for place in places) for row in rows[HEADER_ROW + 1 :]}


def test_sheet_titles_and_header_are_those_of_the_workbook(real, ours):
    assert ours[HEADER_ROW] == real[HEADER_ROW]
    assert ours[0] == real[0]
    assert [cell for cell in ours[1] if cell] == ["31/12/2024"]
    assert [type(cell) for cell in ours[3]] == [type(cell) for cell in real[3]]


def test_every_split_is_one_that_the_workbook_has(real, ours):
    splits = ("Indicator", "Dimension", "Sex", "Age", "Unit of measurement", "Source")

    assert columns(ours, *splits) - columns(real, *splits) == set()


def test_every_split_that_the_workbook_has_is_made_but_for_offences_and_what_is_not_known(real, ours):
    splits = ("Indicator", "Dimension", "Sex", "Age")

    left = columns(real, *splits) - columns(ours, *splits)

    contact = "Persons brought into formal contact"
    assert left == {
        ("Offences of trafficking in persons", "Total", "Total", "Total"),
        (contact, "Total", "Female", "Total"),  # a part of the small submission is not known
        (contact, "Total", "Female", "18 years or over"),
        (contact, "Total", "Total", "18 years or over"),
    }


def test_forms_states_and_countries_are_spelt_as_there(real, ours):
    glotip = load_body("glotip")
    forms = {row[6] for row in ours[HEADER_ROW + 1 :] if row[5] == "by form of exploitation"}
    spelt = {name for (name,) in columns(real, "Category") | columns(real, "Country")}
    states = {(state.alpha3, state.name, state.region, state.subregion) for code, state in glotip.states.items() if code != "XK"}

    assert forms | set(glotip.names.values()) <= spelt
    assert states <= columns(real, "Iso3_code", "Country", "Region", "Subregion")


def test_rows_of_one_year_stand_in_the_order_of_the_workbook(real, ours):
    def keys(rows: list[list[Any]]) -> list[tuple[Any, ...]]:
        return [tuple(row[4:9]) for row in rows]

    first_run = [row for row in real[HEADER_ROW + 1 :] if row[0] == "SRB" and row[9] == 2022][:20]

    assert keys(first_run) == sorted(keys(first_run))
    assert keys(ours[HEADER_ROW + 1 :]) == sorted(keys(ours[HEADER_ROW + 1 :]))
