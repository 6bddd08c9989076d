"""What a check writes and says: on the screen, as JSON lines, as a workbook; and what it must not let out."""

import datetime
import json
import re
import zipfile
from pathlib import Path

import polars as pl
import pytest
import python_calamine as calamine

from natc.engine.standard.check import check
from natc.engine.standard.check.outputs import MOST_COMMENTED, MOST_IN_FULL, write_json_lines, write_workbook
from natc.engine.standard.files import read_table
from natc.engine.standard.form import load_form
from natc.engine.standard.mapping import plain_mapping

FAULTY = "cas_PersonCode,prs_Gender,vic_AgeAtRegistration,Napomena\nA1,Femin,17,secret7731\nA2,Feminine,17,x\nA3,,170,y\n"
HEAD = "cas_PersonCode,prs_Gender,vic_AgeAtRegistration"
TODAY = datetime.date(2026, 1, 15)


def checked(path: Path):
    table = read_table(path)
    return check(table, load_form("protection"), plain_mapping(table, load_form("protection")), today=TODAY), table


def cells(path: Path, sheet: str) -> list[list[object]]:
    return calamine.CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()


def everything_in(path: Path) -> str:
    """All text of a file, unpacked where it is a workbook."""
    if not zipfile.is_zipfile(path):
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_a_clean_register_ends_with_exit_code_0_and_says_so(sheet, natc):
    row = {variable.code: "" for variable in load_form("ngo").variables} | {"cas_PersonCode": "A1"}
    path = sheet(",".join(row) + "\n" + ",".join(row.values()) + "\n")

    answer = natc("check", "ngo", path)

    assert (answer.code, answer.err) == (0, "")
    assert "sheet.csv: 1 rows read" in answer.out


def test_blocking_findings_end_with_exit_code_1_grouped_with_row_rule_expectation_and_advice(sheet, natc):
    answer = natc("check", "protection", sheet(FAULTY), "--today", "2026-01-15")

    assert (answer.code, answer.err) == (1, "")
    assert "blocking prs_Gender  (not_a_code)" in answer.out
    assert 'row 2: "Femin" is not a code of Sex; Feminine (Female) is nearest.' in answer.out
    assert "What to do: Write the code that is meant, or map this word once with natc map." in answer.out
    assert "row 4: 170 is outside what Age at registration can be." in answer.out
    assert answer.out.rstrip().endswith("Blocking: 2. Warnings: 13. Notes: 2.")


@pytest.mark.parametrize(("lang", "said"), [("sr", "није шифра за „Пол“"), ("sr-Latn", "nije šifra za „Pol“")])
def test_findings_are_said_in_both_serbian_alphabets(sheet, natc, lang, said):
    assert said in natc("check", "protection", sheet(FAULTY), "--lang", lang).out


def test_only_three_examples_of_a_finding_are_shown_and_the_rest_counted(sheet, natc):
    path = sheet(HEAD + "\n" + "".join(f"A{number},nonsense,17\n" for number in range(1000)))

    answer = natc("check", "protection", path)

    assert "1\u202f000 times" in answer.out
    assert answer.out.count('"nonsense" is not a code') == 3
    assert "and 997 more" in answer.out


def test_brackets_control_signs_and_endless_cells_are_printed_harmlessly(sheet, natc):
    long = "q" * 100_000
    path = sheet(f"cas_PersonCode,prs_Gender,[red]x[/]\nA1,[bold]Femin[/],x\nA2,\x1b[31mred\x07,y\nA3,{long},z\n")

    answer = natc("check", "protection", path)

    assert answer.code == 1
    assert '"[bold]Femin[/]"' in answer.out
    assert 'The column "[red]x[/]"' in answer.out
    assert "\x1b" not in answer.out
    assert "\x07" not in answer.out
    assert max(map(len, answer.out.splitlines())) < 600


def test_json_lines_hold_every_finding_with_its_fields(sheet, natc, tmp_path):
    answer = natc("check", "protection", sheet(FAULTY), "--json", tmp_path / "findings.jsonl")

    findings = [json.loads(line) for line in (tmp_path / "findings.jsonl").read_text(encoding="utf-8").splitlines()]
    first = next(finding for finding in findings if finding["row"] == 2)

    assert answer.code == 1
    assert len(findings) == 17
    assert (first["file"], first["sheet"], first["column"], first["value"]) == ("sheet.csv", None, "prs_Gender", "Femin")
    assert (first["rule"], first["severity"]) == ("not_a_code", "blocking")
    assert all(finding["says"] and finding["expected"] and finding["do"] for finding in findings)


def test_a_line_break_in_a_cell_stays_inside_its_json_line(sheet, tmp_path):
    report, _ = checked(sheet(HEAD + '\nA1,"Fem\u2028in\nx",17\n'))

    write_json_lines(report.spoken("en"), tmp_path / "findings.jsonl")
    lines = (tmp_path / "findings.jsonl").read_text(encoding="utf-8").removesuffix("\n").split("\n")

    assert all("\n" not in line for line in lines)
    assert any(json.loads(line)["value"] == "Fem\u2028in\nx" for line in lines)


def test_the_workbook_lists_findings_and_shows_the_coloured_rows_with_comments(sheet, natc, tmp_path):
    path = sheet(FAULTY)
    before = path.read_bytes()

    answer = natc("check", "protection", path, "--workbook", tmp_path / "out.xlsx")

    rows = cells(tmp_path / "out.xlsx", "Rows")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        comments = re.findall(r'<comment ref="([A-Z]+\d+)"', archive.read("xl/comments1.xml").decode())

    assert answer.code == 1
    assert len(cells(tmp_path / "out.xlsx", "Findings")) == 18
    assert rows[:2] == [
        ["Row", "cas_PersonCode", "prs_Gender", "vic_AgeAtRegistration", "Napomena"],
        [2, "A1", "Femin", "17", "secret7731"],
    ]
    assert comments == ["C2", "D4"]
    assert path.read_bytes() == before
    assert [left.name for left in tmp_path.iterdir() if "unfinished" in left.name] == []


def test_a_finding_about_a_whole_row_colours_its_number(sheet, tmp_path):
    report, table = checked(sheet("prs_Gender,vic_AgeAtRegistration\nFeminine,17\nFeminine,17\n"))

    write_workbook(report, table, tmp_path / "out.xlsx", "en")

    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        assert '<comment ref="A3"' in archive.read("xl/comments1.xml").decode()


def test_beyond_its_limits_the_workbook_shows_faulty_rows_only_and_comments_the_first(tmp_path):
    count = MOST_IN_FULL + 1
    sexes = ["nonsense" if number % 2 else "Feminine" for number in range(count)]
    pl.DataFrame({"cas_PersonCode": [f"A{number}" for number in range(count)], "prs_Gender": sexes}).write_csv(tmp_path / "a.csv")
    report, table = checked(tmp_path / "a.csv")

    write_workbook(report, table, tmp_path / "out.xlsx", "en")

    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        comments = archive.read("xl/comments1.xml").decode().count("<comment ref=")
    assert len(cells(tmp_path / "out.xlsx", "Rows")) == 1 + count // 2
    assert comments == MOST_COMMENTED


@pytest.mark.parametrize(
    "start", ["=1+1", "+1x", "-1x", "@SUM(A1)", '=HYPERLINK("http://x")', "http://x.example", "\t=1", "\r=1"]
)
def test_no_cell_of_the_workbook_can_become_a_formula_or_a_link(sheet, tmp_path, start):
    quoted = start.replace('"', '""')
    report, table = checked(sheet(f'{HEAD},"{quoted}"\n"A{quoted}","{quoted}",17,"{quoted}"\n'))

    write_workbook(report, table, tmp_path / "out.xlsx", "en")

    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 2
    assert [sheet for sheet in sheets if "<f>" in sheet or "<hyperlink" in sheet] == []


SECRETS = "Secretcode1,Secretsex,Secretage,Secretdate,Secretnote"


@pytest.mark.parametrize("blank", ["", "A2,,,,\n"])
def test_without_values_no_content_of_a_cell_gets_out_anywhere(sheet, natc, tmp_path, blank):
    columns = f"{HEAD},vic_FirstRegistrationDate,Napomena"
    path = sheet(f"{columns}\n{SECRETS}\n{blank}Secretcode1,Femin,17,03/04/2025,Secretnote\n")
    outputs = ("--json", tmp_path / "out.jsonl", "--workbook", tmp_path / "out.xlsx")

    answer = natc("check", "protection", path, "--without-values", *outputs)

    said = answer.out + answer.err + everything_in(tmp_path / "out.jsonl") + everything_in(tmp_path / "out.xlsx")
    assert answer.code == 1
    assert [word for word in ("Secret", "Femin,", '"Femin"', "Feminine (Female) is nearest", "03/04/2025") if word in said] == []
    assert "not_a_code" in said
    assert calamine.CalamineWorkbook.from_path(tmp_path / "out.xlsx").sheet_names == ["Findings"]


def test_the_checked_file_is_never_an_output_and_a_folder_that_is_not_there_is_said(sheet, natc, tmp_path):
    path = sheet(FAULTY)

    over, nowhere = natc("check", "ngo", path, "--json", path), natc("check", "ngo", path, "--json", tmp_path / "no" / "a.jsonl")
    two = natc("check", "ngo", path, path, "--json", tmp_path / "a.jsonl")

    assert [answer.code for answer in (over, nowhere, two)] == [1, 1, 1]
    assert "is a file that is read here and is not overwritten" in over.err
    assert "there is no folder" in nowhere.err
    assert "check the 2 files one by one" in two.err
    assert path.read_text(encoding="utf-8") == FAULTY


def test_an_unknown_form_is_answered_with_those_there_are(sheet, natc):
    answer = natc("check", "protektion", sheet(FAULTY))

    assert answer.code == 2
    assert 'there is no form "protektion"; the standard has protection, justice, ngo, identifiers' in answer.err
