"""Cells that a person corrected, put over the office's sheet."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from natc.engine.errors import Unusable
from natc.engine.standard.corrections import Correction, corrected, load_corrections, put, save_corrections, write_corrected
from natc.engine.standard.files import ROW, read_table

SheetWriter = Callable[..., Path]
SHEET = "body,sex\nPolice,M\nNGO,F\nNGO,\n"


def cells(table) -> list[tuple]:
    return table.frame.collect().rows()


def test_a_corrected_cell_says_what_is_meant_and_the_others_what_they_said(sheet: SheetWriter) -> None:
    table = read_table(sheet(SHEET))

    meant = corrected(
        table, [Correction(2, "sex", "M", "F"), Correction(4, "sex", None, "M"), Correction(3, "body", "NGO", None)]
    )

    assert cells(meant) == [(2, "Police", "F"), (3, None, "F"), (4, "NGO", "M")]


def test_a_cell_that_says_something_else_by_now_stays(sheet: SheetWriter) -> None:
    table = read_table(sheet(SHEET))

    meant = corrected(table, [Correction(2, "sex", "X", "F"), Correction(9, "sex", None, "F"), Correction(2, "gone", None, "F")])

    assert cells(meant) == cells(table)


def test_a_row_that_is_blanked_is_none(sheet: SheetWriter) -> None:
    table = read_table(sheet(SHEET))

    meant = corrected(table, [Correction(2, "body", "Police", None), Correction(2, "sex", "M", None)])

    assert [row for row, *_ in cells(meant)] == [3, 4]


def test_a_cell_corrected_twice_remembers_what_the_office_wrote() -> None:
    once = put([], Correction(2, "sex", "M", "F"))

    twice = put(once, Correction(2, "sex", "F", "X"))
    back = put(twice, Correction(2, "sex", "X", "M"))

    assert twice == [Correction(2, "sex", "M", "X")]
    assert back == []


def test_corrections_are_kept_and_read_back(tmp_path: Path) -> None:
    made = [Correction(2, "пол", 'M\n"', None), Correction(3, "sex", None, "=1+1")]

    save_corrections(made, tmp_path / "kept.jsonl")

    assert load_corrections(tmp_path / "kept.jsonl") == made
    assert load_corrections(tmp_path / "none.jsonl") == []


def test_another_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "kept.jsonl").write_text('{"row": 2}\n')

    with pytest.raises(Unusable, match=r"kept\.jsonl is not a file of corrections"):
        load_corrections(tmp_path / "kept.jsonl")


def test_in_the_workbook_every_row_stands_where_it_stood(sheet: SheetWriter, tmp_path: Path) -> None:
    table = read_table(sheet("a title\n\nbody,sex\nPolice,M\n\nNGO,=1+1\n"))

    write_corrected(table, tmp_path / "corrected.xlsx")

    assert cells(read_table(tmp_path / "corrected.xlsx")) == cells(table)


@given(st.lists(st.tuples(st.integers(2, 4), st.sampled_from(["body", "sex"]), st.sampled_from(["A", "B", None])), max_size=8))
def test_corrections_one_after_another_leave_what_was_said_last(tmp_path_factory, changes) -> None:
    path = tmp_path_factory.mktemp("sheet") / "sheet.csv"
    path.write_text("body,sex,kept\nPolice,M,1\nNGO,F,2\nNGO,,3\n")
    table, kept = read_table(path), []
    said = {(row, heading): cell for row, *line in cells(table) for heading, cell in zip(("body", "sex"), line, strict=False)}

    for row, heading, after in changes:
        kept = put(kept, Correction(row, heading, said[row, heading], after))
        said[row, heading] = after

    frame = corrected(table, kept).frame.collect()
    assert {(row[ROW], heading): row[heading] for row in frame.rows(named=True) for heading in ("body", "sex")} == said
    assert frame["kept"].to_list() == ["1", "2", "3"]
    assert frame.schema == table.frame.collect().schema
    assert isinstance(frame, pl.DataFrame)
