"""The files of a release: read back, every way of showing a figure told apart, the mark on each of them."""

import csv
import re
from itertools import pairwise
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from made_release import JUSTICE, VICTIMS, release
from pysdmx.io import read_sdmx
from pysdmx.model import Codelist, DataStructureDefinition

from natc.engine.errors import Unusable
from natc.engine.release.archive import Standing, append, open_archive, standing, withdraw
from natc.engine.release.figures import FIGURES, Mark, Release, Showing
from natc.engine.release.outputs.sdmx import columns
from natc.engine.release.outputs.words import load_words
from natc.engine.release.outputs.write import write_outputs
from natc.engine.text import LANGUAGES, say, to_latin

WHY = {"en": "a state counted twice", "sr": "једна држава је бројала двапут"}
FIRM = Standing(Mark.PROVISIONAL, None, None)
WITHDRAWN = Standing(Mark.WITHDRAWN, "2025-2", WHY)
FILES = {
    "figures.csv", "hidden.html", "hidden.md", "release.xlsx", "reported.csv", "shown-and-lost.csv",
    "sdmx-J7.csv", "sdmx-P1.csv", "sdmx-data.xml", "sdmx-structure.xml", "table-J7.csv", "table-P1.csv",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files of the release, in English."""
    write_outputs(release(), FIRM, tmp_path / "out", lang="en")
    return tmp_path / "out"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sheet(path: Path, name: str) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path)[name].iter_rows(values_only=True))


def test_every_file_is_there(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == FILES


def test_the_csv_of_everything_has_each_figure_once_with_what_it_says(folder: Path) -> None:
    told = {
        (row["table"], row["territory"], row["first_year"], row["cell"]): row["figure"] for row in rows(folder / "figures.csv")
    }

    assert told == {
        ("P1", "AL", "2024", "Total"): "not collected",
        ("P1", "MK", "2022", "Total"): "0–10",
        ("P1", "MK", "2024", "M"): "not known",
        ("P1", "REGION", "2024", "F"): "60",
        ("P1", "RS", "2024", "F|0-17"): "0–10",
        ("P1", "RS", "2024", "F|18+"): "25",
        ("P1", "RS", "2024", "M|0-17"): "hidden",
        ("P1", "RS", "2024", "Total"): "41",
        ("J7", "RS", "2024", "Total"): "0",
    }


def test_a_hidden_figure_has_no_number_and_no_bounds_in_any_csv(folder: Path) -> None:
    for name in ("figures.csv", "table-P1.csv"):
        (hidden,) = [row for row in rows(folder / name) if row["showing"] == Showing.HIDDEN]

        assert [hidden[bound] for bound in ("shown", "low", "high", "reason", "source")] == [""] * 5


def test_the_csv_of_a_table_splits_its_cell_into_dimensions(folder: Path) -> None:
    split = [(row["sex"], row["age"], row["sex_label"], row["age_label"]) for row in rows(folder / "table-P1.csv")]

    assert ("F", "18+", "female", "18 years and over") in split
    assert ("M", "Total", "male", "all together") in split
    assert ("Total", "Total", "all together", "all together") in split


def test_no_cell_of_a_csv_is_a_formula_to_a_spreadsheet(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        for row in rows(path):
            assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert rows(folder / "table-J7.csv")[0]["title"] == "'=Judgments"


def test_the_workbook_says_first_what_it_is_and_how_to_read_it(folder: Path) -> None:
    about = [text for row in sheet(folder / "release.xlsx", "About") for text in row if text]

    assert "Release 2025-1, provisional." in about
    assert "Albania, North Macedonia, Serbia" in about
    assert "2022–2024" in about
    assert [word for word in load_words()["showings"].values() if word["en"] not in about] == []
    assert {"not collected", "not applicable", "not available yet", "not known"} <= set(about)


def test_a_sheet_of_the_workbook_has_the_figures_of_its_table(folder: Path) -> None:
    told = sheet(folder / "release.xlsx", "P1")

    assert told[3][0] == "“All states that reported” are, 2024: North Macedonia, Serbia"
    assert told[4] == (
        "State", "Period", "Sex", "Age", "Figure", "At least", "At most", "How it is shown", "How firm", "Public at",
    )  # fmt: skip
    assert ("Serbia", "2024", "female", "18 years and over", 25, 23, 27, "rounded", "final", None) in told
    assert ("Serbia", "2024", "male", "0–17 years", "hidden", None, None, "hidden", "final", None) in told
    assert (
        "North Macedonia",
        "2022–2024",
        "all together",
        "all together",
        "0–10",
        0,
        10,
        "few or none",
        "provisional",
        None,
    ) in told


def test_hidden_few_none_and_zero_look_different(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "release.xlsx")
    cells = {row[4].value: row[4] for row in book["P1"].iter_rows(min_row=6)} | {0: book["J7"]["C6"]}
    found = [cells[value] for value in ("hidden", "0–10", "not collected", 0)]
    looks = [(cell.fill.patternType, cell.font.i, cell.font.color and cell.font.color.rgb) for cell in found]

    assert len(set(looks)) == 4


def test_no_cell_of_the_workbook_is_a_formula(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "release.xlsx")

    assert [cell.coordinate for one in book for row in one.iter_rows() for cell in row if cell.data_type == "f"] == []
    assert book["J7"]["A1"].value == "J7: =Judgments"


def test_sdmx_data_read_back_are_the_figures(folder: Path) -> None:
    message = read_sdmx(folder / "sdmx-data.xml", validate=True)
    found = {one.short_urn: one.data for one in message.data}
    victims = found["DataStructure=NATC:DSD_P1(2025.1.0)"].set_index(["REF_AREA", "TIME_PERIOD", "SEX", "AGE"])

    assert len(victims) == 8
    assert victims.loc[("RS", "2024", "F", "Y_GE18"), "OBS_VALUE"] == "25"
    few = victims.loc[("RS", "2024", "F", "Y0T17")]
    assert (few["OBS_VALUE"], few["LOWER_BOUND"], few["UPPER_BOUND"], few["OBS_STATUS"]) == ("", "0", "10", "Q")
    hidden = victims.loc[("RS", "2024", "M", "Y0T17")]
    assert (hidden["OBS_VALUE"], hidden["LOWER_BOUND"], hidden["UPPER_BOUND"], hidden["CONF_STATUS"]) == ("", "", "", "C")
    several = victims.loc[("MK", "2022-01-01/P3Y", "_T", "_T")]
    assert (several["FREQ"], several["SHOWING"]) == ("A3", "CLASS")
    assert victims.loc[("AL", "2024", "_T", "_T"), "OBS_STATUS"] == "L"
    assert found["DataStructure=NATC:DSD_J7(2025.1.0)"]["OBS_VALUE"].to_list() == ["0"]


@pytest.mark.parametrize("table", [VICTIMS, JUSTICE])
def test_sdmx_csv_read_back_says_the_same_as_sdmx_ml(folder: Path, table: object) -> None:
    code = table.code
    (read,) = read_sdmx(folder / f"sdmx-{code}.csv", validate=True).data
    (same,) = [one for one in read_sdmx(folder / "sdmx-data.xml").data if one.short_urn == read.short_urn]
    compared = [name for name in columns(table) if name in same.data]

    assert read.data[compared].fillna("").astype(str).to_dict("records") == same.data[compared].fillna("").to_dict("records")


def test_the_structure_read_back_knows_every_code_that_the_data_use(folder: Path) -> None:
    structures = read_sdmx(folder / "sdmx-structure.xml", validate=True).structures
    definitions = {one.short_urn: one for one in structures if isinstance(one, DataStructureDefinition)}
    data = read_sdmx(folder / "sdmx-data.xml").data

    assert {one.short_urn for one in data} == set(definitions)
    for one in data:
        components = {component.id: component for component in definitions[one.short_urn].components}
        assert set(one.data.columns) <= set(components)
        for name, component in components.items():
            codes = component.local_codes
            if isinstance(codes, Codelist) and name in one.data:
                assert {*one.data[name]} - {""} <= {code.id for code in codes.items}


def test_hidden_and_few_have_one_confidentiality_status_so_that_it_tells_nothing(folder: Path) -> None:
    status = {row["SHOWING"]: row["CONF_STATUS"] for row in rows(folder / "sdmx-P1.csv")}

    assert status == {"CLASS": "C", "HIDDEN": "C", "ROUNDED": "F", "EXACT": "F", "NONE": "F"}


def test_what_is_hidden_is_said_without_a_figure_or_a_cell(folder: Path) -> None:
    said = (folder / "hidden.md").read_text(encoding="utf-8")

    assert "| P1: Registered persons | North Macedonia | 2024 | by sex, not by age |" in said
    assert "| J7: =Judgments | North Macedonia | 2024 | left out |" in said
    for revealing in ("Serbia", "female", "41", "25", "F|", "M|"):
        assert revealing not in said.replace("2025", "")


def test_the_page_in_html_says_what_the_page_in_markdown_says(folder: Path) -> None:
    def words(name: str) -> list[str]:
        text = re.sub(
            r"<style>.*?</style>|<title>.*?</title>|<[^>]+>|---|[|#]", " ", (folder / name).read_text(), flags=re.DOTALL
        )
        return text.split()

    assert words("hidden.html") == words("hidden.md")


def test_what_is_shown_and_lost_is_counted_for_each_table(folder: Path) -> None:
    assert rows(folder / "shown-and-lost.csv")[0] == {
        "table": "P1", "figures": "8", "rounded": "2", "class": "2", "exact": "1", "hidden": "1", "none": "2",
    }  # fmt: skip
    assert "| P1: Registered persons | 8 | 2 | 2 | 1 | 1 | 2 | 50\u202f% |" in (folder / "hidden.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_withdrawn_release_says_so_in_every_file_and_on_every_sheet(tmp_path: Path, lang: str) -> None:
    write_outputs(release(), WITHDRAWN, tmp_path, lang=lang)
    told = say({"en": "Withdrawn: do not use these figures.", "sr": "Повучено: не користите ове податке."}, lang)
    book = openpyxl.load_workbook(tmp_path / "release.xlsx")

    for one in book:
        assert told in one["A2"].value
        assert say(WHY, lang) in one["A2"].value
        assert "2025-2" in one["A2"].value
    for name in ("hidden.md", "hidden.html"):
        assert told in (tmp_path / name).read_text(encoding="utf-8")
    for name in ("figures.csv", "table-P1.csv", "table-J7.csv"):
        assert {(row["standing"], row["replaced_by"]) for row in rows(tmp_path / name)} == {("Withdrawn", "2025-2")}
    assert {row["STANDING"] for row in rows(tmp_path / "sdmx-P1.csv")} == {"WITHDRAWN"}


def test_the_archive_gives_the_mark_at_once(tmp_path: Path) -> None:
    with open_archive(tmp_path / "archive") as empty:
        archive = withdraw(append(empty, release()), "2025-1", WHY)

        write_outputs(archive.releases[0], standing(archive.releases, "2025-1"), tmp_path / "out", lang="en")
        write_outputs(archive.releases[1], standing(archive.releases, "2025-2"), tmp_path / "entry", lang="en")

    assert "Why: a state counted twice." in (tmp_path / "out" / "hidden.md").read_text()
    assert "It replaces release 2025-1." not in (tmp_path / "out" / "hidden.md").read_text()
    assert "Entry 2025-2 withdraws release 2025-1." in (tmp_path / "entry" / "hidden.md").read_text()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_release_gives_the_same_bytes(tmp_path: Path, lang: str) -> None:
    for name in ("once", "again"):
        write_outputs(release(), FIRM, tmp_path / name, lang=lang)

    for path in (tmp_path / "once").iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


def test_serbian_latin_is_serbian_in_other_letters(tmp_path: Path) -> None:
    for lang in ("sr", "sr-Latn"):
        write_outputs(release(), FIRM, tmp_path / lang, lang=lang)

    cyrillic, latin = ((tmp_path / lang / "hidden.md").read_text(encoding="utf-8") for lang in ("sr", "sr-Latn"))
    assert to_latin(cyrillic) == latin
    assert not re.search(r"[а-ш]", latin)


def test_every_text_around_the_figures_exists_in_both_languages() -> None:
    texts = [text for kind in load_words().values() for text in kind.values()]

    assert [text for text in texts if set(text) != {"en", "sr"}] == []
    assert set(load_words()["reading"]) == set(load_words()["showings"]) == set(Showing)


def test_a_release_without_figures_is_written_too(tmp_path: Path) -> None:
    empty: Release = release(figures=pl.DataFrame(schema=FIGURES))

    write_outputs(empty, FIRM, tmp_path, lang="en")

    assert rows(tmp_path / "figures.csv") == []
    assert all(later > earlier for earlier, later in pairwise(sorted(path.name for path in tmp_path.iterdir())))


def test_a_place_that_cannot_be_written_gets_a_sentence_and_nothing_half(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file, not a folder")

    with pytest.raises(Unusable, match="cannot write there"):
        write_outputs(release(), FIRM, tmp_path / "out", lang="en")
