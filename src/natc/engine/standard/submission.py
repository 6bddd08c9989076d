"""A submission: one state's totals for one period, made from its registers at home. No case is in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

CELLS = {"table": pl.String, "cell": pl.String, "value": pl.Float64, "reason": pl.String}
MARKS = {"table": pl.String, "mark": pl.String, "reason": pl.String, "expected": pl.Date, "break": pl.String}


@dataclass(frozen=True)
class Submission:
    """What a desk hands in. Codes are those of `submission_form.load_submission_form()`.

    cells: table, cell (its key), value, reason (code of why there is no number); one row a cell, in the order of the form:
    every cell of a closed table, the rows that occur of an open one. A value is a count, or an amount of money or days.
    marks: one row a table: mark, reason for the whole table, expected (day by which it will come), break with the last year.
    manifest: how it was made: versions, counts of rows, SHA-256 of inputs, findings; nothing about a person.
    """

    territory: str  # ISO 3166-1 alpha-2, XK included
    first_day: date
    last_day: date  # included
    version: str  # of the form
    cells: pl.DataFrame
    marks: pl.DataFrame
    manifest: Mapping[str, Any]

    @property
    def year(self) -> int | None:
        """The calendar year that the period is; None for any other period."""
        year = self.first_day.year
        return year if (self.first_day, self.last_day) == (date(year, 1, 1), date(year, 12, 31)) else None
