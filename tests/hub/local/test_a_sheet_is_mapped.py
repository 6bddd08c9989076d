"""A sheet is brought, and joined to the standard: proposed by natc, confirmed by a person, kept as natc map keeps it."""

import re
import shutil
from pathlib import Path

import polars as pl
import pytest
import yaml

from hub.local.conftest import Office, natc

SMALL = "Ime,Pol,Državljanstvo\nJovan,M,Srbija\nMara,Z,Rumunija\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "mala-lista.csv"
    path.write_text(SMALL, encoding="utf-8")
    return path


def said(path: Path) -> dict[str, object]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_the_first_page_says_what_to_do(office: Office) -> None:
    page = office.get("")

    assert page.status == 200
    assert "Drop a sheet here" in page.says
    assert "This page is on this machine only; nothing leaves it." in page.says


def test_what_is_proposed_is_not_applied(office: Office, small: Path) -> None:
    page = office.post("sheets/bring/", {"form": "protection"}, on="", file=small)

    assert "Look at what natc proposes" in page.says
    assert "the heading" in page.says
    assert all(column["confirmed"] is False for column in said(office.folder / "mala-lista.mapping.yaml")["columns"])
    assert "still holds proposals nobody has confirmed" in office.get("sheets/mala-lista.csv/findings/").says


def test_one_tick_confirms_one_column(office: Office, small: Path) -> None:
    office.post("sheets/bring/", {"form": "protection"}, on="", file=small)

    page = office.post("sheets/mala-lista.csv/mapping/", {"right:Pol": "on"})

    columns = {column["heading"]: column for column in said(office.folder / "mala-lista.mapping.yaml")["columns"]}
    assert columns["Pol"]["confirmed"] is True
    assert columns["Pol"]["values"]["Z"] == "Feminine"
    assert "wait for you" in page.says
    assert columns["Ime"]["confirmed"] is False


def test_another_variable_a_word_and_a_column_that_is_left_out_are_what_the_person_says(office: Office, small: Path) -> None:
    office.post("sheets/bring/", {"form": "protection"}, on="", file=small)

    page = office.post(
        "sheets/mala-lista.csv/mapping/",
        {"variable:Ime": "", "variable:Državljanstvo": "vic_CountryOfExploitation", "right:Pol": "on", "code:Pol:Z": "-"},
    )

    kept = said(office.folder / "mala-lista.mapping.yaml")
    columns = {column["heading"]: column for column in kept["columns"]}
    assert kept.get("left_out") == ["Ime"], page.says
    assert columns["Državljanstvo"]["variable"] == "vic_CountryOfExploitation"
    assert columns["Državljanstvo"]["confirmed"] is True
    assert columns["Pol"]["values"]["Z"] == ""


def test_a_code_that_does_not_exist_is_refused_in_a_sentence_and_nothing_is_lost(office: Office, small: Path) -> None:
    office.post("sheets/bring/", {"form": "protection"}, on="", file=small)
    before = (office.folder / "mala-lista.mapping.yaml").read_bytes()

    page = office.post("sheets/mala-lista.csv/mapping/", {"right:Pol": "on", "code:Pol:Z": "Woman"})

    assert '"Woman" is not a code of prs_Gender' in page.says
    assert (office.folder / "mala-lista.mapping.yaml").read_bytes() == before


def test_all_confirmed_at_once_is_the_mapping_of_natc_map(office: Office, lists: dict[str, Path], tmp_path: Path) -> None:
    sheet = lists["policija"]
    by_command = Path(shutil.copy(sheet, tmp_path))
    natc("map", by_command, "--to", "protection", "--accept")

    office.post("sheets/bring/", {"form": "protection"}, on="", file=sheet)
    office.post(f"sheets/{sheet.name}/mapping/", {"all": "1"})

    assert (office.folder / f"{sheet.stem}.mapping.yaml").read_bytes() == by_command.with_suffix(".mapping.yaml").read_bytes()


def test_next_year_only_what_is_new_is_asked(office: Office, small: Path, tmp_path: Path) -> None:
    office.post("sheets/bring/", {"form": "protection"}, on="", file=small)
    office.post("sheets/mala-lista.csv/mapping/", {"all": "1"})
    next_year = tmp_path / "lista-2026.csv"
    next_year.write_text("Ime,Pol,Državljanstvo,Starost\nAna,Z,Srbija,17\n", encoding="utf-8")

    page = office.post(
        "sheets/bring/", {"form": "protection"}, on="", file=next_year, mapping=office.folder / "mala-lista.mapping.yaml"
    )

    assert "“Ime” confirmed" in page.says
    assert "“Starost” proposed" in page.says


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("scan.pdf", b"%PDF-1.7 and so on", "scan.pdf is a PDF, not a table; save the sheet as .xlsx, .ods or CSV"),
        ("nothing.xlsx", b"PK\x03\x04broken", "is damaged or was cut off on its way"),
        ("page.xls", b"<html><table></table></html>", "is a web page or XML, not a table"),
        ("list.csv", b"Pol\x00Ime", "is a binary file, not a table"),
    ],
)
def test_a_bad_file_is_answered_with_the_engine_s_sentence_and_not_kept(
    office: Office, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    page = office.post("sheets/bring/", {"form": "protection"}, on="", file=path)

    assert sentence in page.says
    assert [one.name for one in office.folder.iterdir()] == ["natc"]


@pytest.mark.parametrize("name", ["con.csv", ".hidden.csv", "a:b.csv"])
def test_a_name_that_some_system_cannot_keep_is_refused(office: Office, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(SMALL, encoding="utf-8")

    page = office.post("sheets/bring/", {"form": "protection"}, on="", file=path)

    assert "has a name that cannot be kept" in page.says


def test_a_second_file_of_the_same_name_does_not_take_the_place_of_the_first(office: Office, small: Path) -> None:
    office.post("sheets/bring/", {"form": "protection"}, on="", file=small)
    small.write_text("Ime\nDruga\n", encoding="utf-8")

    page = office.post("sheets/bring/", {"form": "protection"}, on="", file=small)

    assert "lies in the work folder already" in page.says
    assert (office.folder / small.name).read_text(encoding="utf-8") == SMALL


def test_a_sheet_that_lies_in_the_folder_need_not_be_brought(office: Office) -> None:
    (office.folder / "kod-kuce.csv").write_text(SMALL, encoding="utf-8")
    assert "kod-kuce.csv: lies in the work folder; begin with it" in office.get("").says

    page = office.post("sheets/kod-kuce.csv/begin/", {"form": "protection"}, on="")

    assert "“Pol” proposed" in page.says


def test_in_both_serbian_alphabets_page_and_engine_speak_as_one(office: Office, small: Path) -> None:
    office.post("sheets/bring/", {"form": "protection"}, on="", file=small)

    latin = office.post("language/", {"language": "sr-latn"}, on="sheets/mala-lista.csv/mapping/")
    cyrillic = office.post("language/", {"language": "sr"}, on="sheets/mala-lista.csv/mapping/")

    assert "predloženo" in latin.says
    assert "предложено" in cyrillic.says
    assert not re.search("[а-я]{3}", re.sub("Српски", "", latin.says))
    assert pl.read_csv(office.folder / "mala-lista.csv").height == 2
