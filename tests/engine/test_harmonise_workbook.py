"""A workbook in, tidy figures out: values, territories, coverage, and inputs that cannot be used."""

import hashlib
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_glotip import HEADER, cells_of, citizens, figure, form, save, total

from natc.engine.errors import Unusable
from natc.engine.standard.harmonise.coverage import cover
from natc.engine.standard.harmonise.glotip import harmonise, labels_of
from natc.engine.standard.harmonise.read import read_workbook
from natc.engine.standard.harmonise.tidy import COLUMNS
from natc.engine.standard.harmonise.write import write


@pytest.mark.parametrize(
    ("written", "value", "status"),
    [
        ("12", 12, "shown"),
        (12, 12, "shown"),
        ("1,192", 1192, "shown"),
        ("0", 0, "shown"),
        ("<5", None, "hidden"),
        ("< 5", None, "hidden"),
        ("", None, "missing"),
        ("6,112,019", 6112019, "improbable"),
        ("-3", -3, "improbable"),
        ("1,19", None, "unreadable"),
        ("2.5", None, "unreadable"),
        ("about ten", None, "unreadable"),
        ("9" * 30, None, "unreadable"),
    ],
)
def test_a_value_is_shown_hidden_missing_or_no_count(tmp_path: Path, written: object, value: int | None, status: str) -> None:
    cells = cells_of(tmp_path, total(written))

    assert cells.select("value", "status").rows() == [(value, status)]


def test_the_tidy_table_keeps_every_row_with_its_number_in_the_workbook(tmp_path: Path) -> None:
    cells = cells_of(tmp_path, total(31), form("Forced labour", 20), citizens("Bosnian", "<5"))

    assert tuple(cells.columns) == COLUMNS
    assert cells.select("row", "territory", "category_kind", "category_code", "category_label", "reason").rows() == [
        (4, "MD", "total", None, "Total", "UNODC's own total"),
        (5, "MD", "form of exploitation", "forced-labour", "Forced labour", "UNODC's own list of forms"),
        (6, "MD", "country", "BA", "Bosnian", "demonym, English"),
    ]


def test_nationals_get_the_code_of_the_reporting_state(tmp_path: Path) -> None:
    cells = cells_of(tmp_path, citizens("Nationals", 9))

    assert cells.select("category_kind", "category_code").rows() == [("nationals", "MD")]


@pytest.mark.parametrize("state", [("", "Sark"), ("SRB", "Croatia"), ("ZZZ", "Atlantis")])
def test_a_reporting_state_has_a_code_only_where_name_and_code_agree(tmp_path: Path, state: tuple[str, str]) -> None:
    cells = cells_of(tmp_path, figure("Total", "Total", 5, state=state))

    assert cells.select("territory", "territory_label").rows() == [(None, state[1])]


def test_a_year_without_a_row_is_not_reported_which_is_not_zero_cells_hidden(tmp_path: Path) -> None:
    cells = cells_of(tmp_path, total("<5", 2019), total(7, 2021))

    coverage = cover(cells).filter(pl.col("territory") == "MD")

    assert coverage.select("year", "shown", "hidden", "reported").rows() == [
        (2019, 0, 1, True),
        (2020, 0, 0, False),
        (2021, 1, 0, True),
    ]


def test_the_states_of_the_region_stand_in_the_coverage_even_when_the_workbook_has_no_row_of_them(tmp_path: Path) -> None:
    coverage = cover(cells_of(tmp_path, total(7)))

    assert coverage.filter(pl.col("territory") == "XK").select("territory_label", "reported").rows() == [("Kosovo*", False)]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(alphabet="abcdeABCDE éžШ<&;0123 ", max_size=12), min_size=1, max_size=5))
def test_harmonising_the_labels_of_the_tidy_table_again_gives_the_same(tmp_path: Path, labels: list[str]) -> None:
    once = cells_of(tmp_path, *(citizens(label, 5) for label in labels))

    again = cells_of(tmp_path, *(citizens(label, 5) for label in once["category_label"]))

    assert again.equals(once)
    assert labels_of(again).equals(labels_of(once))


@pytest.mark.parametrize("lang", ["en", "sr", "sr-Latn"])
def test_the_same_workbook_gives_the_same_bytes(tmp_path: Path, lang: str) -> None:
    workbook = save(tmp_path / "made.xlsx", [total(31), form("Forced labour", 90), citizens("Nigerin", "<5"), total(400, 2022)])

    first, second = (
        {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in write(harmonise(workbook), tmp_path / name, lang=lang)
        }
        for name in ("first", "second")
    )

    assert len(first) == 5 + 12
    assert first == second


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    header = ["Age group" if name == "Age" else name for name in HEADER]
    workbook = save(tmp_path / "made.xlsx", [total(3)], header=header)

    with pytest.raises(Unusable, match=r"made\.xlsx, row 3: the column Age is missing; found .*Age group"):
        read_workbook(workbook)


def test_another_workbook_is_refused_with_what_was_expected(tmp_path: Path) -> None:
    workbook = save(tmp_path / "made.xlsx", [("Ana", 3)], header=["Name", "Number"], titles=[], sheet="Sheet1")

    with pytest.raises(Unusable, match=r"made\.xlsx: no sheet has the header Iso3_code, .* sheet data_glotip_1"):
        read_workbook(workbook)


def test_the_sheet_is_found_whatever_its_name_and_however_many_title_rows(tmp_path: Path) -> None:
    workbook = save(tmp_path / "made.xlsx", [total(3)], titles=[("UNODC",), ("",), ("14/04/2025",), ("a note",)], sheet="Data")

    read = read_workbook(workbook)

    assert (read.date, read.rows["row"].to_list()) == ("14/04/2025", [6])


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"%PDF-1.7", b"PK\x03\x04 cut off"])
def test_a_file_that_is_no_workbook_is_unusable(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "wrong.xlsx"
    path.write_bytes(content)

    with pytest.raises(Unusable, match=r"wrong\.xlsx"):
        read_workbook(path)


def test_a_file_that_does_not_exist_is_unusable(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match=r"nowhere\.xlsx: there is no such file"):
        read_workbook(tmp_path / "nowhere.xlsx")


def test_a_year_that_is_none_is_named_with_its_row(tmp_path: Path) -> None:
    workbook = save(tmp_path / "made.xlsx", [total(3), figure("Total", "Total", 3, "20021")])

    with pytest.raises(Unusable, match=r'made\.xlsx, row 5: the year is "20021"'):
        read_workbook(workbook)


def test_a_header_without_figures_is_unusable(tmp_path: Path) -> None:
    workbook = save(tmp_path / "made.xlsx", [])

    with pytest.raises(Unusable, match="there is no figure under the header in row 3"):
        read_workbook(workbook)


def test_nothing_is_left_behind_where_the_folder_cannot_be_written(tmp_path: Path) -> None:
    harmonised = harmonise(save(tmp_path / "made.xlsx", [total(3)]))
    (tmp_path / "taken").write_text("a file, not a folder")

    with pytest.raises(Unusable, match="taken: cannot write there"):
        write(harmonised, tmp_path / "taken", lang="en")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["made.xlsx", "taken"]
