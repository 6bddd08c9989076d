"""What is wrong stands in grids in which one corrects; the office's file stays, and every correction can be taken back."""

import hashlib

import polars as pl
import pytest

from hub.local.conftest import Office
from natc.engine.standard.files import read_table

SHEET = "Pol,Datum prve evidencije\nZ,2025-03-01\nM,2025-02-30\nZ,2025-04-01\nZ,31/31/2025\n"


@pytest.fixture
def mapped(office: Office) -> Office:
    """An office whose sheet is mapped, with two dates in it that are none."""
    (office.folder / "lista.csv").write_text(SHEET, encoding="utf-8")
    office.post("sheets/lista.csv/begin/", {"form": "protection"}, on="")
    office.post("sheets/lista.csv/mapping/", {"right:Pol": "on", "variable:Datum prve evidencije": "vic_FirstRegistrationDate"})
    return office


DATES = "sheets/lista.csv/findings/not_a_date/?column=Datum%20prve%20evidencije"


def correct(office: Office, row: int, was: str, now: str) -> str:
    return office.post(DATES, {f"was:{row}:1": was, f"cell:{row}:1": now}).says


def test_findings_stand_by_kind_with_how_often_in_words(mapped: Office) -> None:
    page = mapped.get("sheets/lista.csv/findings/").says

    assert "4 rows were read." in page
    assert "“Datum prve evidencije” 2 times" in page
    assert "row 3: “2025-02-30” cannot be read as a date." in page.replace('"2025-02-30"', "“2025-02-30”")


def test_a_corrected_cell_is_no_finding_any_more_and_the_sheet_is_as_it_was(mapped: Office) -> None:
    before = hashlib.sha256((mapped.folder / "lista.csv").read_bytes()).hexdigest()

    page = correct(mapped, 3, "2025-02-30", "2025-02-28")

    assert "1 cell was corrected" in page
    assert "“Datum prve evidencije” 1 time" in page
    assert hashlib.sha256((mapped.folder / "lista.csv").read_bytes()).hexdigest() == before


def test_the_corrected_sheet_is_saved_to_excel_with_every_row_in_its_place(mapped: Office) -> None:
    correct(mapped, 3, "2025-02-30", "2025-02-28")

    mapped.post("sheets/lista.csv/workbook/", on="sheets/lista.csv/findings/")

    table = read_table(mapped.folder / "natc" / "lista-corrected.xlsx")
    assert table.frame.collect().rows() == [
        (2, "Z", "2025-03-01"),
        (3, "M", "2025-02-28"),
        (4, "Z", "2025-04-01"),
        (5, "Z", "31/31/2025"),
    ]


def test_a_correction_is_taken_back(mapped: Office) -> None:
    correct(mapped, 3, "2025-02-30", "2025-02-28")

    page = mapped.post(
        "sheets/lista.csv/take-back/", {"row": "3", "heading": "Datum prve evidencije"}, on="sheets/lista.csv/findings/"
    )

    assert "The cell says again what the office wrote." in page.says
    assert "“Datum prve evidencije” 2 times" in page.says


def test_a_cell_that_the_office_changed_meanwhile_is_not_corrected_over(mapped: Office) -> None:
    correct(mapped, 3, "2025-02-30", "2025-02-28")
    (mapped.folder / "lista.csv").write_text(SHEET.replace("2025-02-30", "2025-02-27"), encoding="utf-8")

    mapped.post("sheets/lista.csv/workbook/", on="sheets/lista.csv/findings/")
    table = read_table(mapped.folder / "natc" / "lista-corrected.xlsx").frame.collect()

    assert table.filter(pl.col("#row") == 3)["Datum prve evidencije"].item() == "2025-02-27"


def test_a_whole_row_can_be_looked_at_corrected_and_left_out(mapped: Office) -> None:
    row = mapped.get("sheets/lista.csv/rows/5/")
    assert "Row 5 of lista.csv" in row.says
    cells = {"was:5:0": "Z", "cell:5:0": "Z", "was:5:1": "31/31/2025", "cell:5:1": "31/31/2025"}

    page = mapped.post("sheets/lista.csv/rows/5/", {**cells, "blank": "1"})

    assert "3 rows were read." in page.says


def test_a_large_sheet_is_turned_page_by_page(office: Office) -> None:
    rows = "".join(f"Z,2025-02-30,{number}\n" for number in range(120))
    (office.folder / "velika.csv").write_text(f"Pol,Datum prve evidencije,Broj\n{rows}", encoding="utf-8")
    office.post("sheets/velika.csv/begin/", {"form": "protection"}, on="")
    office.post("sheets/velika.csv/mapping/", {"right:Pol": "on", "variable:Datum prve evidencije": "vic_FirstRegistrationDate"})
    office.get("sheets/velika.csv/findings/")

    last = office.get("sheets/velika.csv/findings/not_a_date/?column=Datum%20prve%20evidencije&page=3")

    assert "Page 3 of 3" in last.says
    assert last.text.count('name="cell:') == 20


def test_findings_as_a_workbook_are_taken_away_and_not_offered_once_something_changed(mapped: Office) -> None:
    page = mapped.post("sheets/lista.csv/coloured/", on="sheets/lista.csv/findings/")
    answer = mapped.get("take/natc/lista-findings.xlsx")

    later = correct(mapped, 3, "2025-02-30", "2025-02-28")

    assert "lista-findings.xlsx" in page.says
    assert answer.headers["content-disposition"] == 'attachment; filename="lista-findings.xlsx"'
    assert answer.content.startswith(b"PK")
    assert "lista-findings.xlsx" not in later
