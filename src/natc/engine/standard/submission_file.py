"""A submission as a file: canonical JSON, the same bytes for the same figures, or the filled workbook."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, cast

import polars as pl

from natc import __version__
from natc.engine.errors import Unusable
from natc.engine.standard.submission import CELLS, MARKS, Submission
from natc.engine.standard.submission_form import load_submission_form
from natc.engine.standard.templates.submission_reader import (
    read_submission_cover,
    read_submission_marks,
    read_submission_template,
)
from natc.engine.whole import whole_file

FORMAT = "natc submission 1"
KEYS = ("format", "form", "territory", "first_day", "last_day", "tables", "manifest")
TABLE_KEYS = frozenset({"mark", "reason", "expected", "break", "cells"})


def write_submission(submission: Submission, path: Path) -> None:
    """Write the submission as JSON: tables in the order of the form, cells as {key: number or code of the reason}."""
    with whole_file(path) as unfinished:
        unfinished.write_text(
            json.dumps(_as_json(submission), ensure_ascii=False, indent=1, allow_nan=False) + "\n", encoding="utf-8"
        )


def read_submission(path: Path) -> Submission:
    """The submission in a .json that `write_submission` wrote or in a filled workbook. Raises Unusable with what is wrong."""
    return _from_json(path) if path.suffix.lower() == ".json" else _from_workbook(path)


def _as_json(submission: Submission) -> dict[str, Any]:
    form = load_submission_form()
    rows = {table.code: submission.cells.filter(pl.col("table") == table.code) for table in form.tables}
    marks = {row["table"]: row for row in submission.marks.iter_rows(named=True)}
    return {
        "format": FORMAT,
        "form": f"{form.code} {submission.version}",
        "territory": submission.territory,
        "first_day": submission.first_day.isoformat(),
        "last_day": submission.last_day.isoformat(),
        "tables": {code: {**_mark(marks[code]), "cells": _cells(frame)} for code, frame in rows.items() if code in marks},
        "manifest": dict(submission.manifest),
    }


def _mark(row: dict[str, Any]) -> dict[str, Any]:
    given = {key: value for key, value in row.items() if key != "table" and value is not None}
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in given.items()}


def _cells(frame: pl.DataFrame) -> dict[str, float | int | str | None]:
    return {
        cell: reason if value is None else int(value) if value == int(value) else value
        for cell, value, reason in frame.select("cell", "value", "reason").iter_rows()
    }


def _from_workbook(path: Path) -> Submission:
    cover = read_submission_cover(path)
    return Submission(
        territory=cover.territory,
        first_day=date(cover.year, 1, 1),
        last_day=date(cover.year, 12, 31),
        version=cover.version,
        cells=read_submission_template(path).select(list(CELLS)),
        marks=read_submission_marks(path),
        manifest={"made_by": f"natc {__version__}", "from": "a filled workbook"},
    )


def _from_json(path: Path) -> Submission:
    raw = _parsed(path)
    try:
        tables = raw["tables"].items()
        _check_keys(key for _table, said in tables for key in said)
        figures = [(table, cell, *_answer(value)) for table, said in tables for cell, value in said["cells"].items()]
        marks = [
            (table, said.get("mark"), said.get("reason"), _day(said.get("expected")), said.get("break")) for table, said in tables
        ]
        submission = Submission(
            territory=raw["territory"],
            first_day=date.fromisoformat(raw["first_day"]),
            last_day=date.fromisoformat(raw["last_day"]),
            version=raw["form"].split()[-1],
            cells=pl.DataFrame(figures, schema=CELLS, orient="row"),
            marks=pl.DataFrame(marks, schema=MARKS, orient="row"),
            manifest=raw["manifest"],
        )
    except (AttributeError, KeyError, TypeError, ValueError, IndexError) as error:
        raise Unusable(f"{path.name} is not a whole submission ({error}); make it again with natc aggregate") from error
    return submission


def _parsed(path: Path) -> dict[str, Any]:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Unusable(f"{path} cannot be opened ({error.strerror}); name a file that natc aggregate wrote") from error
    except ValueError as error:
        raise Unusable(f"{path.name} cannot be read as JSON ({error}); make it again with natc aggregate") from error
    if not isinstance(raw, dict) or raw.get("format") != FORMAT or set(raw) != set(KEYS):
        raise Unusable(f"{path.name} is not a submission of natc aggregate; expected the keys {', '.join(KEYS)} and no other")
    return cast(dict[str, Any], raw)


def _check_keys(said: Iterable[str]) -> None:
    """Nothing is said of a table but what its form asks: a row about a person has no place beside its cells."""
    for key in said:
        if key not in TABLE_KEYS:
            raise ValueError(f"“{key}” has no place in a table")


def _answer(value: Any) -> tuple[float | None, str | None]:
    if isinstance(value, str) or value is None:
        return None, value
    if isinstance(value, bool) or value < 0:
        raise ValueError(f"{value} is no figure")
    return float(value), None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
