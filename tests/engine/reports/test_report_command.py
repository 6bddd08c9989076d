"""natc report as an office runs it: submissions in, a workbook and tidy tables out."""

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import polars as pl
import pytest
from made_submission import of_year, small_submission
from python_calamine import CalamineWorkbook
from test_submission_template import fill

from natc.engine.standard.harmonise.glotip import harmonise
from natc.engine.standard.reports import BODIES
from natc.engine.standard.submission import Submission
from natc.engine.standard.submission_file import write_submission
from natc.engine.standard.templates.submission_writer import write_submission_template

NatcRun = Callable[..., Any]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return saved(small_submission(), tmp_path / "2024.json")


def saved(submission: Submission, path: Path) -> Path:
    write_submission(submission, path)
    return path


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def words_in(rows: list[list[Any]]) -> str:
    return "\n".join(str(cell) for row in rows for cell in row if cell != "")


def test_the_report_says_what_it_is_for_whom_and_from_which_file(small: Path, tmp_path: Path, natc: NatcRun) -> None:
    answer = natc("report", "art19a", small, "--out", tmp_path / "out")

    said = words_in(sheets(tmp_path / "out" / "art19a-RS-2024.xlsx")["what this is"])
    assert answer.code == 0
    assert "not for publication" in said
    assert "the European Commission" in said
    assert "To be checked" in said
    assert "Serbia" in said
    assert sha256(small.read_bytes()).hexdigest() in said
    assert "provisional" in said
    assert "final" in said
    assert "not available yet; expected 2025-09-30" not in said  # J12 is in no table of this report


@pytest.mark.parametrize("body", BODIES)
def test_every_report_has_its_sheets_and_the_same_bytes_twice(body: str, small: Path, tmp_path: Path, natc: NatcRun) -> None:
    for folder in ("once", "twice"):
        assert natc("report", body, small, "--out", tmp_path / folder).code == 0

    names = list(sheets(tmp_path / "once" / f"{body}-RS-2024.xlsx"))
    assert names[0] == "what this is"
    assert names[-2:] == ["differences", "not available"]
    once, twice = (sorted((tmp_path / folder).iterdir()) for folder in ("once", "twice"))
    assert [path.read_bytes() for path in once] == [path.read_bytes() for path in twice]


def test_the_workbook_holds_exact_numbers_as_numbers_and_all_else_as_words(small: Path, tmp_path: Path, natc: NatcRun) -> None:
    natc("report", "eurostat", small, "--out", tmp_path / "out")

    table = sheets(tmp_path / "out" / "eurostat-RS-2024.xlsx")["V1"]
    suspects = next(row for row in table if row[0] == "suspects")
    assert suspects[1:4] == [7.0, "at least 1 (not known)", 4.0]


def test_what_is_not_available_is_listed_with_its_reason(small: Path, tmp_path: Path, natc: NatcRun) -> None:
    natc("report", "greta", small, "--out", tmp_path / "out")

    listed = sheets(tmp_path / "out" / "greta-RS-2024.xlsx")["not available"]
    assert ["S12 Days from report to judgment", "the whole table", "", "2024", "not available yet"] in listed
    assert ["S11 Assets frozen and confiscated", "the whole table", "", "2024", "not answered in the submission"] in listed
    legal = next(row for row in listed if row[1] == "legal persons convicted")
    assert legal[4].startswith("Legal persons stand in the criminal-justice register")


def test_a_difference_says_how_many_it_concerns(small: Path, tmp_path: Path, natc: NatcRun) -> None:
    natc("report", "tip", small, "--out", tmp_path / "out")

    told = {row[0]: row[3] for row in sheets(tmp_path / "out" / "tip-RS-2024.xlsx")["differences"]}
    assert told["Identified victim"] == "4"
    assert told["Persons not confirmed as victims"] == "1"
    assert told["Convictions"] == "4"


def test_a_tidy_table_has_one_figure_a_row_with_the_cells_it_comes_from(small: Path, tmp_path: Path, natc: NatcRun) -> None:
    natc("report", "eurostat", small, "--out", tmp_path / "out")

    rows = rows_of(tmp_path / "out" / "eurostat-RS-2024-V1.csv")
    women = next(row for row in rows if (row["row"], row["column"]) == ("suspects", "female"))
    assert women == {
        "territory": "RS",
        "first_day": "2024-01-01",
        "last_day": "2024-12-31",
        "table": "V1",
        "row": "suspects",
        "column": "female",
        "value": "1",
        "figure": "at least",
        "reasons": "NotKnown",
        "taken_from": "J1 sex=F",
    }


def test_unodcs_report_is_read_back_by_harmonise_with_the_same_numbers(small: Path, tmp_path: Path, natc: NatcRun) -> None:
    natc("report", "glotip", small, "--out", tmp_path / "out")
    made = rows_of(tmp_path / "out" / "glotip-RS-2024-data_glotip_1.csv")

    answer = natc("harmonise", "glotip", tmp_path / "out" / "glotip-RS-2024.xlsx", "--out", tmp_path / "harmonised")

    read = rows_of(tmp_path / "harmonised" / "glotip.csv")
    names = ("territory_a3", "territory_label", "indicator", "dimension", "category_label", "sex", "age", "year", "value")
    headings = ("Iso3_code", "Country", "Indicator", "Dimension", "Category", "Sex", "Age", "Year", "txtVALUE")
    assert answer.code == 0
    assert [[row[name] for name in names] for row in read] == [[row[heading] for heading in headings] for row in made]
    assert {row["status"] for row in read} == {"shown"}
    assert {row["category_code"] for row in read if row["dimension"] == "by citizenship"} == {"RS", "BA", "RO", "TN", ""}


def test_harmonise_finds_in_unodcs_report_only_what_is_unknown_or_said_among_the_differences(
    small: Path, tmp_path: Path, natc: NatcRun
) -> None:
    natc("report", "glotip", small, "--out", tmp_path / "out")

    found = harmonise(tmp_path / "out" / "glotip-RS-2024.xlsx").findings

    # one person of unknown sex and age; one not confirmed, who is counted by citizenship
    assert set(found["rule"]) == {"sexes-below-total", "ages-below-total", "citizenships-above-total"}


def test_unodcs_report_has_a_row_for_exact_figures_only(small: Path, tmp_path: Path, natc: NatcRun) -> None:
    natc("report", "glotip", small, "--out", tmp_path / "out")

    contact = [
        row
        for row in rows_of(tmp_path / "out" / "glotip-RS-2024-data_glotip_1.csv")
        if row["Indicator"].startswith("Persons brought")
    ]
    listed = [row[4] for row in sheets(tmp_path / "out" / "glotip-RS-2024.xlsx")["not available"]]
    assert ("Male", "Total", "4") in {(row["Sex"], row["Age"], row["txtVALUE"]) for row in contact}
    assert "Female" not in {row["Sex"] for row in contact if row["Age"] != "0 to 17 years"}
    assert listed.count("at least 1 (not known)") == 2


def test_earlier_submissions_stand_beside_the_latest(small: Path, tmp_path: Path, natc: NatcRun) -> None:
    earlier = saved(of_year(small_submission(), 2023), tmp_path / "2023.json")

    natc("report", "greta", earlier, small, "--out", tmp_path / "out")

    table = sheets(tmp_path / "out" / "greta-RS-2024.xlsx")["S1"]
    head = next(number for number, row in enumerate(table) if "2024" in row and "2023" in row)
    assert table[head][1:] == ["2024", "2023"]
    assert table[head + 1][1:] == [9.0, 9.0]
    assert {row["first_day"] for row in rows_of(tmp_path / "out" / "greta-RS-2024-S2.csv")} == {"2023-01-01", "2024-01-01"}


def test_a_report_whose_year_begins_in_april_says_so_of_a_calendar_year(small: Path, tmp_path: Path, natc: NatcRun) -> None:
    april = replace(small_submission(), first_day=date(2024, 4, 1), last_day=date(2025, 3, 31))

    calendar = natc("report", "tip", small, "--out", tmp_path / "calendar")
    own = natc("report", "tip", saved(april, tmp_path / "april.json"), "--out", tmp_path / "own")

    assert "This body counts a year from 1 April. The submission 2024.json covers 2024" in calendar.out
    assert "This body counts a year" not in own.out
    assert (tmp_path / "own" / "tip-RS-2024-04-01_2025-03-31.xlsx").exists()


def test_unodcs_report_takes_calendar_years_only(tmp_path: Path, natc: NatcRun) -> None:
    april = replace(small_submission(), first_day=date(2024, 4, 1), last_day=date(2025, 3, 31))

    answer = natc("report", "glotip", saved(april, tmp_path / "april.json"), "--out", tmp_path / "out")

    assert answer.code == 1
    assert "april.json covers 2024-04-01 – 2025-03-31" in answer.err


@pytest.mark.parametrize("lang", ["sr", "sr-Latn"])
def test_a_report_speaks_serbian_in_both_alphabets(lang: str, small: Path, tmp_path: Path, natc: NatcRun) -> None:
    answer = natc("report", "art19a", small, "--out", tmp_path / "out", "--lang", lang)

    names = list(sheets(tmp_path / "out" / "art19a-RS-2024.xlsx"))
    assert names[0] == {"sr": "о извештају", "sr-Latn": "o izveštaju"}[lang]
    assert {"sr": "нису за објављивање", "sr-Latn": "nisu za objavljivanje"}[lang] in answer.out


def test_kosovo_is_named_with_its_footnote(tmp_path: Path, natc: NatcRun) -> None:
    path = saved(replace(small_submission(), territory="XK"), tmp_path / "xk.json")

    answer = natc("report", "marri", path, "--out", tmp_path / "out")

    said = words_in(sheets(tmp_path / "out" / "marri-XK-2024.xlsx")["what this is"])
    assert "Kosovo*" in answer.out
    assert "UNSCR 1244/1999" in said


def test_submissions_of_two_states_or_of_the_same_days_make_no_report(small: Path, tmp_path: Path, natc: NatcRun) -> None:
    other = saved(replace(of_year(small_submission(), 2023), territory="HR"), tmp_path / "hr.json")
    again = saved(small_submission(), tmp_path / "again.json")

    states = natc("report", "greta", small, other, "--out", tmp_path / "out")
    days = natc("report", "greta", small, again, "--out", tmp_path / "out")

    assert (states.code, days.code) == (1, 1)
    assert "of HR and RS; a report is about one state" in states.err
    assert "cover the same days" in days.err
    assert not (tmp_path / "out").exists()


EVIL = ("=HYPERLINK(A1)", "+1", "-1", "@SUM(A1)")


@pytest.mark.parametrize("sign", EVIL)
def test_no_text_of_a_file_becomes_a_formula(sign: str, tmp_path: Path, natc: NatcRun) -> None:
    """Names from the form alone get into a table: a cell made up by hand is refused; so is a reason or a mark."""
    path = saved(small_submission(), tmp_path / "2024.json")
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["tables"]["P3-countries"]["cells"][f"P3-countries|{sign}|F|18+"] = 1
    path.write_text(json.dumps(raw), encoding="utf-8")

    answer = natc("report", "art19a", path, "--out", tmp_path / "out")

    assert answer.code == 2
    assert "is not in the form submission" in answer.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("territory", ["=1+1", "../RS", "YU", ""])
def test_a_state_is_a_countrys_code_and_never_a_path(territory: str, tmp_path: Path, natc: NatcRun) -> None:
    path = saved(replace(small_submission(), territory=territory), tmp_path / "2024.json")

    answer = natc("report", "art19a", path, "--out", tmp_path / "out")

    assert answer.code == 2
    assert f"the territory {territory!r} is no country's code" in answer.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("place", ["reason", "mark", "break"])
def test_what_is_said_of_a_table_is_a_code_of_the_form(place: str, tmp_path: Path, natc: NatcRun) -> None:
    path = saved(small_submission(), tmp_path / "2024.json")
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["tables"]["P1"][place] = "=1+1"
    path.write_text(json.dumps(raw), encoding="utf-8")

    answer = natc("report", "art19a", path, "--out", tmp_path / "out")

    assert answer.code == 2
    assert f"{place} '=1+1' is not in the form" in answer.err


@pytest.mark.parametrize("body", BODIES)
def test_no_cell_of_a_report_begins_like_a_formula(body: str, tmp_path: Path, natc: NatcRun) -> None:
    path = saved(replace(small_submission(), manifest={"made_by": "=1+1"}), tmp_path / "=1+1.json")

    natc("report", body, path, "--out", tmp_path / "out")

    for table in (tmp_path / "out").glob("*.csv"):
        assert [cell for row in rows_of(table) for cell in row.values() if cell.startswith(("=", "+", "-", "@"))] == []
    assert formulas(tmp_path / "out" / f"{body}-RS-2024.xlsx") == 0


def formulas(path: Path) -> int:
    """How many cells of a workbook hold a formula."""
    with ZipFile(path) as parts:
        return sum(len(re.findall(rb"<f[ >]", parts.read(name))) for name in parts.namelist() if "worksheets" in name)


def test_a_submission_is_never_overwritten_by_its_report(tmp_path: Path, natc: NatcRun) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    path = saved(small_submission(), folder / "art19a-RS-2024-A1.csv")
    path.rename(folder / "submission.json")
    (folder / "art19a-RS-2024.xlsx").symlink_to(folder / "submission.json")

    answer = natc("report", "art19a", folder / "submission.json", "--out", folder)

    assert answer.code == 1
    assert "is not overwritten" in answer.err


def test_a_file_that_is_no_submission_and_a_folder_that_is_a_file_end_in_a_sentence(
    small: Path, tmp_path: Path, natc: NatcRun
) -> None:
    (tmp_path / "letter.json").write_text("Dear colleague", encoding="utf-8")

    letter = natc("report", "art19a", tmp_path / "letter.json", "--out", tmp_path / "out")
    file = natc("report", "art19a", small, "--out", tmp_path / "letter.json")

    assert (letter.code, file.code) == (2, 2)
    assert "letter.json cannot be read as JSON" in letter.err
    assert "letter.json cannot be made as a folder" in file.err


def test_a_submission_of_another_version_of_the_form_is_not_read_as_this_one(tmp_path: Path, natc: NatcRun) -> None:
    path = saved(replace(small_submission(), version="0.1"), tmp_path / "old.json")

    answer = natc("report", "art19a", path, "--out", tmp_path / "out")

    assert answer.code == 2
    assert "old.json follows version 0.1 of the form" in answer.err


def test_the_bytes_of_a_table_do_not_depend_on_the_order_of_the_cells(small: Path, tmp_path: Path, natc: NatcRun) -> None:
    mixed = replace(small_submission(), cells=small_submission().cells.sort(pl.col("cell").hash(seed=7)))
    saved(mixed, tmp_path / "mixed.json")

    natc("report", "network", small, "--out", tmp_path / "once")
    natc("report", "network", tmp_path / "mixed.json", "--out", tmp_path / "twice")

    once, twice = ({path.name: path.read_bytes() for path in (tmp_path / folder).glob("*.csv")} for folder in ("once", "twice"))
    assert once == twice


def test_a_filled_workbook_makes_the_report_as_well(tmp_path: Path, natc: NatcRun) -> None:
    write_submission_template(tmp_path / "empty.xlsx", "en")
    entries = {
        ("Cover", "C6"): "Serbia",
        ("Cover", "C7"): 2025,
        ("J4", "C6"): "provisional",
        ("J4", "C13"): 3,  # the total, and below it the first of six kinds of decision
        ("J4", "C14"): 3,
        ("P6", "C7"): "not collected",
    }
    path = fill(tmp_path / "empty.xlsx", tmp_path / "filled.xlsx", entries)

    answer = natc("report", "network", path, "--out", tmp_path / "out")

    decisions = {row["row"]: (row["value"], row["reasons"]) for row in rows_of(tmp_path / "out" / "network-RS-2025-J4.csv")}
    corridors = rows_of(tmp_path / "out" / "network-RS-2025-P6.csv")
    assert answer.code == 0
    assert decisions["total"] == ("3", "")
    assert decisions["to prosecute for trafficking in human beings"] == ("3", "")
    assert decisions["not to prosecute"] == ("", "Unanswered")
    assert {(row["value"], row["reasons"]) for row in corridors} == {("", "NotCollected")}
