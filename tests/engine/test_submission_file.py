"""A submission as a file."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from natc.engine.errors import Unusable
from natc.engine.standard.submission import CELLS, MARKS, Submission
from natc.engine.standard.submission_file import read_submission, write_submission


@pytest.fixture
def submission() -> Submission:
    figures = [("P1", "P1|Total", 52.0, None), ("J10", "J10|Frozen|EUR", 1250.5, None), ("J12", "J12|First|n", None, "NotKnown")]
    marks = [
        ("P1", "Provisional", None, None, None),
        ("J10", "Final", None, None, "NewLaw"),
        ("J12", None, None, date(2025, 9, 1), None),
    ]
    return Submission(
        territory="RS",
        first_day=date(2024, 1, 1),
        last_day=date(2024, 12, 31),
        version="0.9",
        cells=pl.DataFrame(figures, schema=CELLS, orient="row"),
        marks=pl.DataFrame(marks, schema=MARKS, orient="row"),
        manifest={"rows": {"protection": 61}},
    )


def test_a_submission_comes_back_as_it_was_written_and_writes_the_same_bytes(submission: Submission, tmp_path: Path) -> None:
    write_submission(submission, tmp_path / "once.json")

    again = read_submission(tmp_path / "once.json")
    write_submission(again, tmp_path / "twice.json")

    assert again.cells.sort("cell").equals(submission.cells.sort("cell"))
    assert again.marks.sort("table").equals(submission.marks.sort("table"))
    assert (again.territory, again.year, again.manifest) == ("RS", 2024, submission.manifest)
    assert (tmp_path / "once.json").read_bytes() == (tmp_path / "twice.json").read_bytes()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("person;sex\nP1;F\n", "cannot be read as JSON"),
        ('[{"person": "P1", "sex": "F"}]', "is not a submission"),
        ('{"format": "natc submission 1", "persons": []}', "is not a submission"),
        (
            '{"format": "natc submission 1", "form": "submission 0.9", "territory": "RS", "first_day": "2024-01-01",'
            ' "last_day": "2024-12-31", "tables": {"P1": {"cells": {"P1|Total": -1}}}, "manifest": {}}',
            "-1",
        ),
    ],
)
def test_a_file_that_is_no_submission_is_refused_with_what_is_wrong(text: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "file.json").write_text(text, encoding="utf-8")

    with pytest.raises(Unusable, match=r"file\.json.*natc aggregate") as refused:
        read_submission(tmp_path / "file.json")

    assert why in str(refused.value)


def test_a_submission_that_is_not_there_is_said_to_be_missing_not_spoilt(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match=r"missing\.json cannot be opened \(No such file"):
        read_submission(tmp_path / "missing.json")
