"""The templates in LibreOffice Calc: opened, a value chosen from a drop-down, text typed, saved as .xlsx and as .ods."""

import datetime
import re
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pytest
from libreoffice import SOFFICE, Chosen, use
from python_calamine import CalamineWorkbook

from natc.engine.standard.check import check
from natc.engine.standard.files import read_table
from natc.engine.standard.form import load_codes, load_form
from natc.engine.standard.mapping import plain_mapping, targets
from natc.engine.standard.templates.submission_reader import (
    Cover,
    read_submission_cover,
    read_submission_marks,
    read_submission_template,
)
from natc.engine.standard.templates.workbook import WORDS
from natc.engine.standard.templates.write import REGISTERS, write_template
from natc.engine.text import say

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice Calc is not installed (no command soffice)")


def grid(path: Path, sheet: str) -> list[list[object]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def lists_offered(path: Path) -> set[str]:
    """The named lists that drop-downs of a saved .xlsx or .ods point at."""
    with ZipFile(path) as archive:
        xml = "".join(
            archive.read(name).decode() for name in archive.namelist() if re.search(r"worksheets/sheet|content\.xml", name)
        )
    return set(re.findall(r"<formula1>list_(\w+)</formula1>", xml)) | set(
        re.findall(r"cell-content-is-in-list\(list_(\w+)\)", xml)
    )


def values_not_understood(path: Path) -> list[str]:
    """Rules that the saved short sheet breaks when it is checked as it is, without a mapping; blank cells aside."""
    form = load_form("ngo")
    table = read_table(path, known=targets(form))
    report = check(table, form, plain_mapping(table, form), today=datetime.date(2026, 11, 21))
    return [rule for rule in report.findings["rule"] if rule != "blank_core"]


def column(register: str, code: str) -> str:
    """The letter of a variable's column on the entry sheet; enough for the first 26."""
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[[variable.code for variable in load_form(register).variables].index(code)]


def test_an_office_fills_a_row_of_the_short_sheet_and_saves_it(tmp_path):
    entry, citizenship, registered = (
        say(WORDS["sheet_entry"], "sr"),
        column("ngo", "prs_Citizenship"),
        column("ngo", "vic_FirstRegistrationDate"),
    )
    write_template("ngo", tmp_path / "template.xlsx", "sr")
    saved = [tmp_path / "saved.xlsx", tmp_path / "saved.ods"]

    use(
        tmp_path / "template.xlsx",
        {
            (entry, "A3"): "0042",
            (entry, "B3"): Chosen(0),
            (entry, "C3"): "17",
            (entry, f"{citizenship}3"): "Србија; Албанија",
            (entry, f"{registered}3"): "12/2024",
            (entry, "A4"): "=1+1",
        },
        saved,
    )

    female = load_codes("gender").codes[0].label["sr"]
    for path in saved:
        _, codes, first, second = grid(path, entry)[:4]
        row = dict(zip(codes, first, strict=True))
        assert codes == [variable.code for variable in load_form("ngo").variables]
        assert (row["cas_PersonCode"], row["prs_Gender"], row["vic_AgeAtRegistration"]) == ("0042", female, 17)
        assert (row["prs_Citizenship"], row["vic_FirstRegistrationDate"]) == ("Србија; Албанија", "12/2024")
        assert second[0] == "=1+1"
        assert values_not_understood(path) == []


@pytest.mark.parametrize("register", REGISTERS)
def test_every_drop_down_survives_being_saved(tmp_path, register):
    write_template(register, tmp_path / "template.xlsx", "en")
    saved = [tmp_path / "saved.xlsx", tmp_path / "saved.ods"]

    use(tmp_path / "template.xlsx", {("Entry", "A3"): "1"}, saved)

    lists = {variable.codes for variable in load_form(register).variables if variable.codes}
    assert [lists_offered(path) for path in saved] == [lists, lists]


def test_an_office_fills_the_annual_submission_and_it_is_read_back(tmp_path):
    write_template("submission", tmp_path / "template.xlsx", "sr-Latn")
    saved = [tmp_path / "saved.xlsx", tmp_path / "saved.ods"]
    cover = say(WORDS["sheet_cover"], "sr-Latn")
    countries = [entry.code for entry in load_codes("countries").codes]

    use(
        tmp_path / "template.xlsx",
        {
            (cover, "C6"): Chosen(countries.index("RS")),
            (cover, "C7"): "2025",
            ("P1", "C6"): Chosen(0),
            ("P1", "E13"): "61",
            ("P1", "E14"): "0",
            ("P1", "F15"): Chosen(3),
            ("P2", "C7"): Chosen(2),
            ("P2", "C8"): "30.09.2026",
            ("P6", "C6"): Chosen(1),
            ("P6", "B14"): Chosen(countries.index("AL")),
            ("P6", "C14"): Chosen(countries.index("RS")),
            ("P6", "D14"): "3",
            ("P15", "C6"): Chosen(2),
            ("P15", "B14"): Chosen(0),
            ("P15", "C14"): Chosen(5),
            ("P15", "D14"): Chosen(23),
            ("P15", "E14"): "2",
        },
        saved,
    )

    for path in saved:
        cells = read_submission_template(path)
        answered = {cell: (value, reason) for _, cell, value, reason, *_ in cells.rows() if value is not None or reason}
        marks = read_submission_marks(path).filter(pl.col("table").is_in(["P1", "P2"]))
        assert read_submission_cover(path) == Cover("RS", 2025, "0.9")
        assert answered["P1|Total"] == (61, None)
        assert answered["P1|LostContact|F|0-17"] == (0, None)
        assert answered["P1|LostContact|F|18+"] == (None, "NotKnown")
        assert answered["P2|Total"] == (None, "NotAvailableYet")
        assert answered["P6|AL|RS"] == (3, None)
        assert answered["P15|LostContact|ActualVictimOfTrafficking|2023"] == (2, None)
        assert marks["mark"].to_list() == ["Provisional", None]
