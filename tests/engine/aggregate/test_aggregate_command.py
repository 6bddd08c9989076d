"""natc aggregate as an office uses it: two registers in, one submission out, a sentence where something is missing."""

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from natc.engine.invention import invent_proceedings, invent_register
from natc.engine.standard.submission_file import read_submission

YEAR_2024 = ("--territory", "RS", "--year", 2024)
LATER = ("--not-yet", "J=2025-09-30")


@pytest.fixture
def protection(tmp_path: Path) -> Path:
    path = tmp_path / "protection.csv"
    invent_register(30, territory="RS", year=2024, seed=1).write_csv(path)
    return path


@pytest.fixture
def justice(tmp_path: Path) -> Path:
    path = tmp_path / "justice.csv"
    invent_proceedings(30, territory="RS", year=2024, seed=1, until=datetime.date(2025, 12, 31)).write_csv(path)
    return path


def test_the_file_and_the_workbook_hold_the_same_figures_and_the_same_bytes_come_every_time(natc, protection, justice, tmp_path):
    for name in ("once", "again"):
        answer = natc(
            "aggregate", protection, justice, *YEAR_2024, "--out", tmp_path / f"{name}.json", "--xlsx", tmp_path / f"{name}.xlsx"
        )
        assert answer.code == 0, answer.err

    written, filled = read_submission(tmp_path / "once.json"), read_submission(tmp_path / "once.xlsx")

    assert written.cells.equals(filled.cells)
    assert written.marks.equals(filled.marks)
    assert (written.territory, written.year) == (filled.territory, filled.year) == ("RS", 2024)
    assert (tmp_path / "once.json").read_bytes() == (tmp_path / "again.json").read_bytes()
    assert (tmp_path / "once.xlsx").read_bytes() == (tmp_path / "again.xlsx").read_bytes()


def test_a_long_parquet_register_is_checked_and_counted_to_its_last_row(natc, tmp_path):
    rows = 130_000  # more than are read at a time
    persons = pl.select(
        cas_PersonCode=pl.format("P{}", pl.when(pl.int_range(rows) == rows - 1).then(0).otherwise(pl.int_range(rows))),
        vic_FirstRegistrationDate=pl.when(pl.int_range(rows) < rows - 1)
        .then(pl.lit("2024-05-01"))
        .otherwise(pl.lit("2023-05-01")),
        prs_Gender=pl.lit("Feminine"),
    )
    persons.write_parquet(tmp_path / "long.parquet")

    answer = natc("aggregate", tmp_path / "long.parquet", *YEAR_2024, *LATER, "--with-findings", "--out", tmp_path / "s.json")
    account = read_submission(tmp_path / "s.json").manifest["registers"]["protection"]

    assert answer.code == 0, answer.err
    assert (account["rows"]["read"], account["rows"]["counted"], account["rows"]["out_of_period"]) == (rows, rows - 1, 1)
    assert account["findings"]["by_rule"]["duplicate_key"]["times"] == 2


def test_the_screen_tells_what_was_counted_what_has_no_numbers_and_what_to_do(natc, protection, tmp_path):
    answer = natc("aggregate", protection, *YEAR_2024, *LATER, "--out", tmp_path / "s.json")

    assert "30 rows read, 30 registered persons counted" in answer.out
    assert "not available yet, by 2025-09-30" in answer.out
    assert "Next: open the totals" in answer.out


def test_the_manifest_tells_how_it_was_made_and_holds_no_case_and_no_path(natc, protection, justice, tmp_path):
    linked = {"persons": 30, "rows": 41, "by": ["names"], "inputs": [{"file": "police.csv"}]}
    (tmp_path / "manifest.json").write_text(json.dumps(linked), encoding="utf-8")

    natc("aggregate", protection, justice, *YEAR_2024, "--out", tmp_path / "s.json")

    manifest = read_submission(tmp_path / "s.json").manifest
    said = (tmp_path / "s.json").read_text(encoding="utf-8")
    about = manifest["registers"]["protection"]
    assert (about["file"]["name"], len(about["file"]["sha256"]), about["rows"]["read"]) == ("protection.csv", 64, 30)
    assert about["linked"] == {"by": ["names"], "rows": 41, "persons": 30}
    assert "RS-2024-00" not in said  # a code of a person
    assert str(tmp_path) not in said


def test_without_the_courts_register_natc_asks_why_and_writes_nothing(natc, protection, tmp_path):
    answer = natc("aggregate", protection, *YEAR_2024, "--out", tmp_path / "s.json")

    assert answer.code == 1
    assert "--not-yet J=2025-09-30" in answer.err
    assert not (tmp_path / "s.json").exists()


def test_a_register_with_blocking_findings_is_counted_only_when_the_office_says_so(natc, protection, tmp_path):
    spoilt = pl.read_csv(protection, infer_schema=False).with_columns(
        pl.when(pl.int_range(pl.len()) == 0).then(pl.lit("Femnine")).otherwise("prs_Gender").alias("prs_Gender")
    )
    spoilt.write_csv(protection)

    refused = natc("aggregate", protection, *YEAR_2024, *LATER, "--out", tmp_path / "s.json")
    counted = natc("aggregate", protection, *YEAR_2024, *LATER, "--out", tmp_path / "s.json", "--with-findings")

    findings = read_submission(tmp_path / "s.json").manifest["registers"]["protection"]["findings"]
    assert (refused.code, counted.code) == (1, 0)
    assert "1 blocking findings" in refused.err
    assert findings["by_severity"]["blocking"] == findings["by_rule"]["not_a_code"]["times"] == 1
    assert "Femnine" not in (tmp_path / "s.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--year", 2024, "--from", "2024-01-01"], "say the period once"),
        (["--from", "2024-05-01", "--to", "2024-04-01"], "before it begins"),
        (["--year", 2024, "--reason", "P99=NotCollected"], "there is no table P99"),
        (["--year", 2024, "--reason", "P1=Because"], "there is no code Because"),
        (["--year", 2024, "--reason", "P1=NotCollected"], "counts something in table P1"),
        (["--year", 2024, "--reason", "P1=NotAvailableYet"], "needs the day"),
        (["--year", 2024, "--not-yet", "P1=soon"], "is no day"),
        (["--year", 2024, "--not-yet", "P1=2024-06-01"], "before their period is over"),
        (["--year", 2024, "--not-yet", "P1"], "is not read"),
        (["--year", 2024, "--break", "J1=NewLaw"], "nothing breaks its series"),
        (["--year", 2024, "--mark", "perhaps"], "there is no code perhaps"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(natc, protection, tmp_path, options, why):
    answer = natc("aggregate", protection, "--territory", "RS", *LATER, *options, "--out", tmp_path / "s.json")

    assert answer.code == 1
    assert why in answer.err
    assert not (tmp_path / "s.json").exists()


def test_a_territory_that_is_no_country_and_a_file_over_an_input_are_refused(natc, protection, tmp_path):
    no_country = natc("aggregate", protection, "--territory", "Serbia", "--year", 2024, *LATER, "--out", tmp_path / "s.json")
    over = natc("aggregate", protection, *YEAR_2024, *LATER, "--out", protection)

    assert (no_country.code, over.code) == (2, 1)
    assert "two letters" in no_country.err
    assert "not overwritten" in over.err


def test_a_mark_a_break_and_a_table_held_back_stand_in_the_submission(natc, protection, tmp_path):
    natc(
        "aggregate", protection, *YEAR_2024, *LATER, "--not-yet", "P12=2025-06-30", "--mark", "final", "--break", "P1=NewLaw",
        "--out", tmp_path / "s.json", "--xlsx", tmp_path / "s.xlsx",
    )  # fmt: skip

    made = read_submission(tmp_path / "s.json")
    marks = {row["table"]: row for row in made.marks.iter_rows(named=True)}
    assert (marks["P1"]["mark"], marks["P1"]["break"]) == ("Final", "NewLaw")
    assert (marks["P12"]["mark"], marks["P12"]["reason"], str(marks["P12"]["expected"])) == (
        None,
        "NotAvailableYet",
        "2025-06-30",
    )
    assert made.cells.filter(table="P12")["value"].null_count() == made.cells.filter(table="P12").height
    assert read_submission(tmp_path / "s.xlsx").marks.equals(made.marks)


def test_another_period_is_counted_by_its_own_days_and_has_no_workbook(natc, sheet: Callable[..., Path], tmp_path):
    register = sheet(
        "cas_PersonCode,prs_Gender,vic_FirstRegistrationDate\nA,Feminine,2024-04-01\nB,Feminine,2025-03-31\n"
        "C,Feminine,2024-03-31\nD,Feminine,2024\nE,Feminine,\n"
    )
    period = ("--territory", "RS", "--from", "2024-04-01", "--to", "2025-03-31", *LATER[:1], "J=2025-09-30")

    counted = natc("aggregate", register, *period, "--out", tmp_path / "s.json")
    refused = natc("aggregate", register, *period, "--out", tmp_path / "t.json", "--xlsx", tmp_path / "t.xlsx")

    rows = read_submission(tmp_path / "s.json").manifest["registers"]["protection"]["rows"]
    assert counted.code == 0
    assert (rows["counted"], rows["out_of_period"], rows["date_not_exact_enough"], rows["without_reference_date"]) == (2, 1, 1, 1)
    assert refused.code == 1
    assert "calendar year" in refused.err


def test_an_offices_own_sheet_is_counted_through_its_mapping(natc, sheet: Callable[..., Path], tmp_path):
    office = sheet("šifra;pol;datum\n1;žena;31.12.2024.\n2;žena;1.1.2025.\n", "office.csv")
    mapping = sheet(
        "form: protection\ncolumns:\n"
        "- {heading: šifra, variable: cas_PersonCode, confirmed: true}\n"
        "- {heading: pol, variable: prs_Gender, confirmed: true, values: {žena: Feminine}}\n"
        "- {heading: datum, variable: vic_FirstRegistrationDate, confirmed: true}\n"
        "constants: {org_Type: NGO}\n",
        "office.mapping.yaml",
    )

    natc("aggregate", office, *YEAR_2024, *LATER, "--mapping", mapping, "--out", tmp_path / "s.json")

    cells = dict(read_submission(tmp_path / "s.json").cells.select("cell", "value").iter_rows())
    assert cells["P2|NGO|F|Unknown"] == cells["P2|Total"] == 1


def test_several_columns_of_an_office_that_feed_one_variable_count_together(natc, sheet: Callable[..., Path], tmp_path):
    office = sheet("datum,oblik 1,oblik 2\n2024-05-05,ForcedLabour,ForcedBegging\n2024-05-05,ForcedLabour,\n", "office.csv")
    mapping = sheet(
        "form: protection\ncolumns:\n"
        "- {heading: datum, variable: vic_FirstRegistrationDate, confirmed: true}\n"
        "- {heading: oblik 1, variable: vic_TypeOfExploitation, confirmed: true}\n"
        "- {heading: oblik 2, variable: vic_TypeOfExploitation, confirmed: true}\n",
        "office.mapping.yaml",
    )

    natc("aggregate", office, *YEAR_2024, *LATER, "--mapping", mapping, "--out", tmp_path / "s.json")

    cells = dict(read_submission(tmp_path / "s.json").cells.select("cell", "value").iter_rows())
    assert (cells["P4|MoreThanOne|Unknown|Unknown"], cells["P4|ForcedLabour|Unknown|Unknown"]) == (1, 1)


def test_csv_and_parquet_of_one_register_give_the_same_cells(natc, protection, tmp_path):
    pl.read_csv(protection, infer_schema=False).write_parquet(tmp_path / "protection.parquet")

    for register in (protection, tmp_path / "protection.parquet"):
        natc("aggregate", register, *YEAR_2024, *LATER, "--out", tmp_path / f"{register.suffix[1:]}.json")

    csv, parquet = (read_submission(tmp_path / f"{kind}.json") for kind in ("csv", "parquet"))
    assert csv.cells.equals(parquet.cells)


def test_the_story_is_told_in_serbian_too(natc, protection, tmp_path):
    answer = natc("aggregate", protection, *YEAR_2024, *LATER, "--out", tmp_path / "s.json", "--lang", "sr-Latn")

    assert "Tabele bez brojeva:" in answer.out
    assert "još nije dostupno, do 2025-09-30" in answer.out
