"""Figures of a submission as a reader asks for them: a total, or the sum over the cells that fit, or why there is none."""

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from natc.engine.standard.submission import Submission
from natc.engine.standard.submission_form import SEPARATOR, load_submission_form, total_key


@dataclass(frozen=True)
class Count:
    """`value`, or the code of the reason for none (None: nothing was said). `least`: some cells of the sum hold no number."""

    value: float | None
    reason: str | None = None
    least: bool = False

    @property
    def exact(self) -> float | None:
        """The value where every cell of it is known: what may be compared and divided."""
        return None if self.least else self.value


NONE_OCCURRED = Count(0.0)


def total(submission: Submission, table: str) -> Count:
    """The total of the table as it was handed in."""
    return _count(submission, table, submission.cells.filter(pl.col("cell") == total_key(table)))


def summed(submission: Submission, table: str, **codes: Collection[str]) -> Count:
    """The sum over the rows of the table whose category is among `codes` in each dimension named there."""
    fitting = rows(submission, table, **codes)
    if fitting.is_empty() and load_submission_form().table(table).open and handed_in(submission, table):
        return NONE_OCCURRED
    return _count(submission, table, fitting)


def rows(submission: Submission, table: str, **codes: Collection[str]) -> pl.DataFrame:
    """The table's rows without its total that fit `codes`: value, reason, and a column for each dimension."""
    dimensions = [dimension.code for dimension in load_submission_form().table(table).dimensions]
    own = submission.cells.filter(pl.col("table") == table, pl.col("cell") != total_key(table))
    parts = pl.col("cell").str.split(SEPARATOR).list
    split = [parts.get(position, null_on_oob=True).alias(code) for position, code in enumerate(dimensions, start=1)]
    fits = [pl.col(dimension).is_in(list(wanted)) for dimension, wanted in codes.items()]
    return own.select("value", "reason", *split).filter(*fits)


def handed_in(submission: Submission, table: str) -> bool:
    """Whether the table holds a number, or is an open one that was answered without a row: nothing occurred."""
    if not submission.cells.filter(pl.col("table") == table, pl.col("value").is_not_null()).is_empty():
        return True
    answered = submission.marks.filter(pl.col("table") == table, pl.col("mark").is_not_null(), pl.col("reason").is_null())
    return load_submission_form().table(table).open and not answered.is_empty()


def reason_for_none(submission: Submission, table: str) -> str | None:
    """The reason given for the whole table, or the first one of its cells; None where none is given."""
    whole = submission.marks.filter(pl.col("table") == table)["reason"]
    cells = submission.cells.filter(pl.col("table") == table)["reason"]
    return next(iter(pl.concat([whole, cells]).drop_nulls()), None)


def _count(submission: Submission, table: str, cells: pl.DataFrame) -> Count:
    known = cells["value"].drop_nulls()
    if known.is_empty():
        reasons = cells["reason"].drop_nulls()
        return Count(None, reasons[0] if len(reasons) else reason_for_none(submission, table))
    return Count(float(known.sum()), least=len(known) < cells.height)
