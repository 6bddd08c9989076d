"""The template of the annual submission: what an office fills in comes back unchanged, anything else is refused in a sentence."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from xlsxwriter.utility import xl_cell_to_rowcol

from natc.engine.errors import Unusable
from natc.engine.standard.submission_form import cells, load_submission_form
from natc.engine.standard.templates.submission_reader import (
    Cover,
    read_submission_cover,
    read_submission_marks,
    read_submission_template,
)
from natc.engine.standard.templates.submission_writer import write_submission_template
from natc.engine.text import LANGUAGES, say

Entries = Mapping[tuple[str, str], Any]
SUBMISSION = load_submission_form()
MARK, REASON, EXPECTED, BREAK = "C6", "C7", "C8", "C9"


@pytest.fixture(scope="session")
def template(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("template") / "submission.xlsx"
    write_submission_template(path, "en")
    return path


def fill(template: Path, path: Path, entries: Entries, *, without: str = "", extra: str = "") -> Path:
    """What the template holds, with `entries` {(sheet, address): value} typed over it, as a new workbook."""
    workbook = xlsxwriter.Workbook(str(path))
    moment = workbook.add_format({"num_format": "dd.mm.yyyy"})
    source = CalamineWorkbook.from_path(template)
    for name in [name for name in source.sheet_names if name != without]:
        sheet = workbook.add_worksheet(name)
        grid = source.get_sheet_by_name(name).to_python(skip_empty_area=False)
        held = {(row, column): value for row, values in enumerate(grid) for column, value in enumerate(values)}
        held |= {xl_cell_to_rowcol(address): value for (where, address), value in entries.items() if where == name}
        for (row, column), value in held.items():
            sheet.write(row, column, value, moment if isinstance(value, date) else None)
    if extra:
        workbook.add_worksheet(extra)
    workbook.close()
    return path


def answers(path: Path, table: str) -> dict[str, tuple[float | None, str | None]]:
    """{cell: (value, reason)} of the answered cells of a table."""
    frame = read_submission_template(path).filter(pl.col("table") == table)
    return {row["cell"]: (row["value"], row["reason"]) for row in frame.to_dicts() if row["value"] is not None or row["reason"]}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_template_gives_every_cell_of_the_closed_tables_and_no_zero(tmp_path, lang):
    write_submission_template(tmp_path / "empty.xlsx", lang)

    frame = read_submission_template(tmp_path / "empty.xlsx")

    assert frame["cell"].to_list() == [cell.key for table in SUBMISSION.tables for cell in cells(table)]
    assert frame["value"].null_count() == frame.height
    assert frame["reason"].null_count() == frame.height


def test_figures_reasons_and_zero_stay_what_they_are(template, tmp_path):
    path = fill(
        template,
        tmp_path / "filled.xlsx",
        {("J4", MARK): "provisional", ("J4", "C13"): 12, ("J4", "C14"): 12, ("J4", "C15"): 0, ("J4", "D16"): "not applicable"},
    )

    assert answers(path, "J4") == {
        "J4|Total": (12, None),
        "J4|Charge": (12, None),
        "J4|OtherOffence": (0, None),
        "J4|Agreement": (None, "NotApplicable"),
    }


def test_each_answer_knows_its_sheet_and_row(template, tmp_path):
    path = fill(template, tmp_path / "filled.xlsx", {("J4", MARK): "final", ("J4", "C15"): 3})

    found = read_submission_template(path).filter(pl.col("value") == 3)

    assert found.select("sheet", "row").rows() == [("J4", 15)]


def test_rows_added_to_an_open_table_become_cells_of_the_chosen_countries(template, tmp_path):
    path = fill(
        template,
        tmp_path / "filled.xlsx",
        {
            ("P6", MARK): "final",
            ("P6", "D13"): 7,
            ("P6", "B14"): "Serbia",
            ("P6", "C14"): "Croatia",
            ("P6", "D14"): 4,
            ("P6", "B20"): "Албанија",
            ("P6", "C20"): "RS",
            ("P6", "D20"): 3,
        },
    )

    assert answers(path, "P6") == {"P6|Total": (7, None), "P6|RS|HR": (4, None), "P6|AL|RS": (3, None)}


def test_a_year_chosen_from_the_list_is_read_though_excel_makes_it_a_number(template, tmp_path):
    entries = {("P15", "B14"): "Presumed victim", ("P15", "C14"): "Identified victim", ("P15", "D14"): 2023, ("P15", "E14"): 2}
    path = fill(template, tmp_path / "filled.xlsx", {("P15", MARK): "final", **entries})

    assert answers(path, "P15") == {"P15|PossibleVictimOfTrafficking|ActualVictimOfTrafficking|2023": (2, None)}


def test_amounts_and_days_may_have_decimals(template, tmp_path):
    entries = {
        ("J10", MARK): "final",
        ("J10", "B13"): "confiscated by final decision",
        ("J10", "C13"): "RSD",
        ("J10", "D13"): 1250000.5,
    }
    path = fill(template, tmp_path / "filled.xlsx", {**entries, ("J12", MARK): "final", ("J12", "D15"): 412.5})

    assert answers(path, "J10") == {"J10|Confiscated|RSD": (1250000.5, None)}
    assert answers(path, "J12") == {"J12|First|Median": (412.5, None)}


def test_a_reason_for_the_whole_table_stands_in_each_of_its_cells(template, tmp_path):
    path = fill(template, tmp_path / "filled.xlsx", {("J8", REASON): "not available yet", ("J8", EXPECTED): "30.09.2026"})

    assert set(answers(path, "J8").values()) == {(None, "NotAvailableYet")}
    assert len(answers(path, "J8")) == len(cells(SUBMISSION.table("J8")))


@pytest.mark.parametrize("typed", ["30.09.2026", "30.09.2026.", "2026-09-30", datetime(2026, 9, 30)])
def test_marks_of_a_table_come_back_as_codes_and_the_expected_date_as_a_date(template, tmp_path, typed):
    path = fill(
        template,
        tmp_path / "filled.xlsx",
        {
            ("P1", MARK): "revised",
            ("P1", BREAK): "the law changed",
            ("P1", "E13"): 5,
            ("P2", REASON): "not available yet",
            ("P2", EXPECTED): typed,
        },
    )

    marks = {row[0]: row[1:] for row in read_submission_marks(path).rows()}

    assert marks["P1"] == ("Revised", None, None, "NewLaw")
    assert marks["P2"] == (None, "NotAvailableYet", date(2026, 9, 30), None)
    assert marks["P3"] == (None, None, None, None)


def test_the_cover_says_who_and_for_which_year(template, tmp_path):
    path = fill(template, tmp_path / "filled.xlsx", {("Cover", "C6"): "Serbia", ("Cover", "C7"): 2025})

    assert read_submission_cover(path) == Cover("RS", 2025, "0.9")


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(figures=st.dictionaries(st.integers(0, 168), st.integers(0, 10**6) | st.sampled_from(SUBMISSION.reasons), max_size=30))
def test_whatever_is_filled_in_comes_back(template, tmp_path, figures):
    asked = cells(SUBMISSION.table("P4"))
    late = any(answer == SUBMISSION.reasons[2] for answer in figures.values())
    entries = {("P4", MARK): "final", **({("P4", EXPECTED): "31.12.2026"} if late else {})}
    for number, answer in figures.items():
        address = f"{'E' if isinstance(answer, int) else 'F'}{13 + number}"
        entries["P4", address] = answer if isinstance(answer, int) else say(answer.label, "sr-Latn")

    found = answers(fill(template, tmp_path / "filled.xlsx", entries), "P4")

    expected = {
        asked[number].key: (answer, None) if isinstance(answer, int) else (None, answer.code)
        for number, answer in figures.items()
    }
    assert found == expected


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        ({("J4", MARK): "final", ("J4", "C14"): "<5"}, "sheet J4, row 14: the figure is “<5”, expected a number of 0 or more"),
        ({("J4", MARK): "final", ("J4", "C14"): "5"}, "the figure is “5”, expected a number"),
        ({("J4", MARK): "final", ("J4", "C14"): -1}, "the figure is “-1.0”, expected a number of 0 or more"),
        ({("J4", MARK): "final", ("J4", "C14"): 2.5}, "the figure is 2.5, expected a whole number"),
        ({("J4", MARK): "final", ("J4", "C14"): True}, "the figure is “True”, expected a number"),
        ({("J4", MARK): "final", ("J4", "C14"): 3, ("J4", "D14"): "not known"}, "side by side"),
        ({("J4", "C14"): 3}, "row 6: the table has figures but does not say whether they are provisional"),
        ({("J4", "D14"): "secret"}, "“secret” is not on the list of column D"),
        ({("J4", REASON): "not known", ("J4", MARK): "final", ("J4", "C14"): 3}, "the whole table has a reason"),
        ({("J4", REASON): "not available yet"}, "row 8: an expected date and the reason"),
        ({("J4", EXPECTED): "30.09.2026"}, "row 8: an expected date and the reason"),
        ({("J4", REASON): "not available yet", ("J4", EXPECTED): "autumn"}, "the expected date is “autumn”"),
        ({("J4", "A14"): "J4|Dropped"}, "row 14: “to prosecute for trafficking in human beings” does not belong to J4|Dropped"),
        ({("J4", "A14"): "J4|Nothing"}, "the grey key is “J4|Nothing”"),
        ({("J4", "A14"): "", ("J4", "B14"): ""}, "the row of J4|Charge is gone"),
        ({("J4", "A12"): "cell"}, "the grey codes of the columns were changed"),
        ({("J4", "F12"): "remark"}, "the grey codes of the columns were changed"),
        ({("J4", "F15"): "she was a minor"}, "the grey codes of the columns were changed"),
        ({("J4", "A30"): "", ("J4", "B30"): "a note"}, "row 30: the grey key is blank"),
        ({("J4", "E6"): "ask Ana"}, "row 6: “ask Ana” stands beside the answer"),
        ({("J4", "A6"): ""}, "expected the grey key “natc:mark”"),
        ({("P6", MARK): "final", ("P6", "B14"): "Serbia", ("P6", "D14"): 3}, "row 14: “Country of exploitation” is blank"),
        ({("P6", MARK): "final", ("P6", "B14"): "Serbia", ("P6", "C14"): "Croatia"}, "neither a figure nor a reason"),
        (
            {("P6", MARK): "final", ("P6", "B14"): "Serbija", ("P6", "C14"): "Croatia", ("P6", "D14"): 3},
            "“Serbija” is not on the list of column B",
        ),
        (
            {
                ("P6", MARK): "final",
                ("P6", "B14"): "Serbia",
                ("P6", "C14"): "Croatia",
                ("P6", "D14"): 3,
                ("P6", "B15"): "RS",
                ("P6", "C15"): "HR",
                ("P6", "D15"): 3,
            },
            "row 15: P6|RS|HR stands in row 14 already",
        ),
        ({("Cover", "C5"): "submission 0.8"}, "the form is “submission 0.8”, expected “submission 0.9”"),
    ],
)
def test_anything_else_is_refused_with_its_place_and_what_to_do(template, tmp_path, entries, sentence):
    path = fill(template, tmp_path / "spoilt.xlsx", entries)

    with pytest.raises(Unusable, match=re.escape(sentence)):
        read_submission_template(path)


def test_a_sheet_more_or_less_is_refused(template, tmp_path):
    with pytest.raises(Unusable, match="the sheet P3 is missing"):
        read_submission_template(fill(template, tmp_path / "less.xlsx", {}, without="P3"))
    with pytest.raises(Unusable, match="the sheet “Persons” is not part of the template"):
        read_submission_template(fill(template, tmp_path / "more.xlsx", {}, extra="Persons"))
    with pytest.raises(Unusable, match="the cover sheet is missing"):
        read_submission_template(fill(template, tmp_path / "bare.xlsx", {}, without="Cover"))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "is empty"), (b"table,cell\nP1,5\n", "is delimited text, not a workbook"), (b"PK\x03\x04 broken", "file.xlsx is")],
)
def test_a_file_that_is_no_workbook_is_refused(tmp_path, content, sentence):
    (tmp_path / "file.xlsx").write_bytes(content)

    with pytest.raises(Unusable, match=sentence):
        read_submission_template(tmp_path / "file.xlsx")


def test_a_truncated_workbook_is_refused(template, tmp_path):
    (tmp_path / "half.xlsx").write_bytes(template.read_bytes()[:-4000])

    with pytest.raises(Unusable, match=r"half.xlsx is"):
        read_submission_template(tmp_path / "half.xlsx")


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        ({("Cover", "C7"): 2025}, "the territory is blank"),
        ({("Cover", "C6"): "Serbia"}, "the year is blank"),
        ({("Cover", "C6"): "Serbia", ("Cover", "C7"): "last"}, "the year is “last”"),
        ({("Cover", "C6"): "Serbia", ("Cover", "C7"): 25}, "the year is “25.0”"),
        ({("Cover", "C6"): "Yugoslavia", ("Cover", "C7"): 2025}, "“Yugoslavia” is not on the list"),
    ],
)
def test_a_cover_without_territory_or_year_is_refused(template, tmp_path, entries, sentence):
    path = fill(template, tmp_path / "cover.xlsx", entries)

    with pytest.raises(Unusable, match=sentence):
        read_submission_cover(path)
