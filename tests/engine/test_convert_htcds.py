"""HTCDS records, as forms and systems export them, as a protection register."""

import json
import os
from pathlib import Path

import pytest
import xlsxwriter
from typer.testing import CliRunner

from natc.commands import check as check_command
from natc.commands import convert as convert_command
from natc.engine.errors import Refused, Unusable
from natc.engine.standard.convert import CROSSWALKS, Converted, account_markdown, convert, load_crosswalk
from natc.engine.standard.convert.account import sentence
from natc.engine.standard.convert.crosswalk import HERE
from natc.engine.standard.convert.reference import crosswalk_page
from natc.engine.standard.files import read_table
from natc.engine.standard.form import load_codes, load_form, read_yaml
from natc.engine.text import Text

REAL = os.environ.get("NATC_REAL_DATA")
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "crosswalk.md"
RECORD = {
    "prs_FirstName": "Jana",
    "prs_Birthdate": "2006-03-01",
    "prs_Gender": "Feminine",
    "prs_Citizenship": ["RS", "BIH"],
    "vic_TraffickingStatus": "PossibleVictimOfTrafficking",
    "vic_TypeOfExploitation": ["ForcedLabour", "ForcedBegging"],
    "vic_AgeWhenTrafficked": 17,
    "vic_ExploitationWebsitesAndApps": ["Viber", "TikTok"],
    "con_Consent": False,
    "_id": 31,
}
PERSON = {
    "cas_PersonCode": "HTCDS-31",
    "prs_Gender": "Feminine",
    "vic_AgeWhenTrafficked": "17",
    "prs_Citizenship": "RS;BA",
    "vic_TraffickingStatus": "PossibleVictimOfTrafficking",
    "vic_TypeOfExploitation": "ForcedLabour;ForcedBegging",
    "vic_ExploitationOnline": "Yes",
    "con_Statistics": "Refused",
}


def converted(path: Path) -> Converted:
    return convert(load_crosswalk("htcds"), read_table(path))


def from_csv(folder: Path, text: str) -> Converted:
    path = folder / "export.csv"
    path.write_text(text, encoding="utf-8")
    return converted(path)


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(convert_command.app, [*map(str, arguments)], catch_exceptions=False, env={"COLUMNS": "300"})
    return result.exit_code, result.stdout


@pytest.mark.mission("C11")
def test_htcds_records_in_json_become_a_register_without_names(tmp_path):
    path = tmp_path / "records.json"
    path.write_text(json.dumps([RECORD, {"prs_Gender": "Masculine"}]), encoding="utf-8")

    result = converted(path)

    first, second = result.register.rows(named=True)
    assert first == PERSON
    assert {code: value for code, value in second.items() if value} == {"prs_Gender": "Masculine"}
    assert {line.heading for line in result.account.left} == {"prs_FirstName", "prs_Birthdate"}


def test_a_workbook_with_groups_and_the_forms_own_spelling_is_understood(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "export.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["person/prs_First_Name", "person/prs_Gender", "vic_Methods_of_Control", "_id"])
        sheet.write_row(1, 0, ["Jana", "Feminine", "DebtBondage FalsePromises", 5])

    register = converted(tmp_path / "export.xlsx").register

    assert register.rows(named=True) == [
        {"cas_PersonCode": "HTCDS-5", "prs_Gender": "Feminine", "vic_MethodsOfControl": "DebtBondage;FalsePromises"}
    ]


def test_one_column_a_choice_is_read_and_an_unticked_choice_is_not_a_no(tmp_path):
    result = from_csv(
        tmp_path,
        "prs_Gender,vic_MethodsOfControl,vic_MethodsOfControl/DebtBondage,vic_MethodsOfControl/FalsePromises\n"
        "Feminine,DebtBondage,1,0\n"
        "Masculine,,0,0\n",
    )

    assert result.register["vic_MethodsOfControl"].to_list() == ["DebtBondage", None]
    assert result.account.cells_without_place == 3


def test_a_cell_is_carried_as_far_as_it_can_be_read(tmp_path):
    result = from_csv(tmp_path, "prs_Gender,vic_MethodsOfControl\nFeminine,DebtBondage Witchcraft\n")

    assert result.register["vic_MethodsOfControl"].to_list() == ["DebtBondage"]
    assert [one.value for line in result.account.carried for one in line.without] == ["Witchcraft"]


def test_a_word_that_has_no_place_is_counted_once_whatever_stands_beside_it(tmp_path):
    cells = ["DebtBondage Witchcraft", "Witchcraft FalsePromises", "Witchcraft"]

    result = from_csv(tmp_path, "prs_Gender,vic_MethodsOfControl\n" + "".join(f"Feminine,{cell}\n" for cell in cells))

    assert [(one.value, one.cells) for line in result.account.carried for one in line.without] == [("Witchcraft", 3)]


def test_of_many_values_without_a_place_the_account_shows_the_first_and_counts_the_rest(tmp_path):
    result = from_csv(tmp_path, "prs_Gender,con_Consent\n" + "".join(f"word{number:02},\n" for number in range(25)))

    page = account_markdown(result.account, "en")

    assert "word19" in page
    assert "word20" not in page
    assert "| and 5 more values | 5 |" in page


def test_two_sectors_leave_the_one_sector_blank(tmp_path):
    result = from_csv(tmp_path, "prs_Gender,vic_ForcedLabourIndustry\nFeminine,F_Construction C_Manufacturing\n")

    assert result.register["vic_ForcedLabourIndustry"].to_list() == [None]
    assert result.account.cells_without_place == 1


@pytest.mark.parametrize(("ticked", "becomes"), [("FALSE", "Refused"), ("TRUE", None), ("", None)])
def test_one_tick_for_everything_is_no_consent_to_statistics_but_a_no_is_a_no(tmp_path, ticked, becomes):
    result = from_csv(tmp_path, f"prs_Gender,con_Consent\nFeminine,{ticked}\n")

    assert result.register["con_Statistics"].to_list() == [becomes]


@pytest.mark.parametrize("column", ["org_Name", "_id", "ID", "prs_IdentityNumber"])
def test_a_personal_number_reaches_neither_register_nor_account(tmp_path, column):
    source = tmp_path / "export.csv"
    source.write_text(f"prs_Gender,vic_TraffickingStatus,{column}\nFeminine,,0101990710006\n", encoding="utf-8")

    _, said = run("htcds", source, "--out", tmp_path / "out")

    written = [path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir()]
    assert len(written) == 2
    assert not any("0101990710006" in text for text in [said, *written])


def test_converting_twice_writes_the_same_bytes_and_leaves_nothing_unfinished(tmp_path):
    source = tmp_path / "records.json"
    source.write_text(json.dumps([RECORD]), encoding="utf-8")

    run("htcds", source, "--out", tmp_path / "out")
    first = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    run("htcds", source, "--out", tmp_path / "out")

    assert set(first) == {"register.csv", "account.md"}
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == first


def test_the_screen_says_what_became_of_the_file_and_the_register_passes_the_check(tmp_path):
    source = tmp_path / "records.json"
    source.write_text(json.dumps([RECORD]), encoding="utf-8")

    code, said = run("htcds", source, "--out", tmp_path / "out", "--lang", "sr-Latn")
    checked = CliRunner().invoke(check_command.app, ["protection", str(tmp_path / "out" / "register.csv")])

    assert code == 0
    assert "records.json: pročitano redova: 1" in said
    assert "natc check protection" in said
    assert checked.exit_code == 0
    assert "Blocking: 0." in checked.stdout


def test_an_input_is_never_overwritten_by_its_own_conversion(tmp_path):
    source = tmp_path / "register.csv"
    source.write_text("prs_Gender,con_Consent\nFeminine,TRUE\n", encoding="utf-8")

    with pytest.raises(Refused, match="overwritten"):
        run("htcds", source, "--out", tmp_path)


def test_a_sheet_without_htcds_names_is_refused_with_what_was_expected(tmp_path):
    with pytest.raises(Unusable, match=r"export\.csv is not HTCDS 2\.0 case records: expected .*prs_Gender"):
        from_csv(tmp_path, "Pol,Status\nž,žrtva\n")


def test_a_row_with_too_many_cells_is_named_and_nothing_is_written(tmp_path):
    source = tmp_path / "export.csv"
    source.write_text("prs_Gender,con_Consent\n" + "Feminine,TRUE\n" * 99 + "Feminine,TRUE,TRUE\n", encoding="utf-8")

    with pytest.raises(Unusable, match=r"export\.csv, row 101 has 3 cells"):
        run("htcds", source, "--out", tmp_path / "out")

    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("code", CROSSWALKS)
def test_every_code_of_a_crosswalk_is_one_of_the_standards(code):
    crosswalk = load_crosswalk(code)
    form = load_form(crosswalk.form)

    wrong = [
        (carry.column, one)
        for carry in crosswalk.columns
        for codes in carry.values.values()
        for one in codes.split(";")
        if one not in {entry.code for entry in load_codes(form.variable(carry.to).code_list).codes}
    ]

    assert wrong == []
    assert all(form.variable(variable) for variable in crosswalk.lacks)


@pytest.mark.parametrize("name", ["crosswalk_ctdc", "crosswalk_htcds", "account"])
def test_every_text_of_the_conversion_is_there_in_english_and_serbian(name):
    def texts(node: object) -> list[Text]:
        if isinstance(node, dict) and "en" in node:
            return [node]
        parts = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        return [text for part in parts for text in texts(part)]

    found = texts(read_yaml(HERE / f"{name}.yaml"))

    assert len(found) > 20
    assert [text for text in found if set(text) != {"en", "sr"} or not all(text.values())] == []


def test_the_reference_page_is_what_the_crosswalks_say():
    assert PAGE.read_text(encoding="utf-8") == crosswalk_page(), (
        "out of date: run python -m natc.engine.standard.convert.reference > docs/reference/crosswalk.md"
    )


@pytest.mark.skipif(REAL is None, reason="NATC_REAL_DATA does not name the folder of real data (htcds_2.0_fields.csv)")
def test_every_field_of_htcds_is_carried_or_said_why_not():
    crosswalk = load_crosswalk("htcds")
    fields = read_table(Path(REAL or "") / "htcds_2.0_fields.csv").frame.collect()

    names = [name for name in fields["Field Name including Prefix"].drop_nulls() if "_" in name]

    assert len(names) > 80
    assert [name for name in names if not crosswalk.carries([name]) and not crosswalk.why_not(name)] == []


@pytest.mark.skipif(REAL is None, reason="NATC_REAL_DATA does not name the folder of real data (htcds_xlsform.xlsx)")
def test_every_question_of_the_xlsform_is_carried_or_said_why_not():
    crosswalk = load_crosswalk("htcds")
    survey = read_table(Path(REAL or "") / "htcds_xlsform.xlsx", sheet="survey").frame.collect()

    names = survey["name"].drop_nulls().to_list()

    assert len(names) > 25
    assert [name for name in names if not crosswalk.carries([name]) and not crosswalk.why_not(name)] == []


def test_an_unknown_column_is_said_to_be_unknown(tmp_path):
    result = from_csv(tmp_path, "prs_Gender,con_Consent,odd\nFeminine,,1\n")

    assert [(line.heading, line.said) for line in result.account.left] == [("odd", sentence("why", "unknown_column"))]
