"""Figures into the cells of the annual submission, with a reason wherever there is no number."""

import datetime
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from natc.engine.errors import Refused
from natc.engine.standard.aggregate.counts import Counted, Key
from natc.engine.standard.form import read_yaml
from natc.engine.standard.submission import CELLS, MARKS
from natc.engine.standard.submission_form import (
    Measure,
    SubmissionForm,
    Table,
    cell_key,
    cells,
    holds,
    load_submission_form,
    total_key,
)

NOT_COLLECTED, NOT_YET, NOT_KNOWN = "NotCollected", "NotAvailableYet", "NotKnown"
PROVISIONAL = "Provisional"
COUNT_OF_DAYS = "n"  # the one statistic of a table of days that is a count, and so can be 0
NOTHING = Counted({}, frozenset())  # of a register that was not read
Row = tuple[str, str, float | None, str | None]  # as submission.CELLS


@dataclass(frozen=True)
class Said:
    """What the office says beside the figures: how firm they are, and of whole tables why there is none, when it will come
    and what breaks the series. Tables by code."""

    mark: str = PROVISIONAL
    reasons: Mapping[str, str] = field(default_factory=dict)
    expected: Mapping[str, datetime.date] = field(default_factory=dict)  # reason NotAvailableYet, with the day
    breaks: Mapping[str, str] = field(default_factory=dict)


def asked(form: SubmissionForm) -> list[Table]:
    """The tables that hold cells: all but those that wait for a decision."""
    return [table for table in form.tables if not table.waits_for]


def fill(counted: Mapping[str, Counted], said: Said) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Cells and marks as `Submission` has them, from what was counted in each register by its code.

    Raises Refused where a reason for none is said of a table in which the register counted something, and for a break or mark
    of a table without figures.
    """
    rows: list[Row] = []
    marks = []
    for table in asked(load_submission_form()):
        register = counted.get(table.register, NOTHING)
        found, variables = register.figures.get(table.code, {}), register.variables
        reason = _reason(table, found, variables, said)
        if reason and table.code in said.breaks:
            raise Refused(f"table {table.code} has no figures, so nothing breaks its series; leave --break {table.code} out")
        rows += _without(table, reason) if reason else _filled(table, found, variables)
        mark = None if reason else said.mark
        marks.append((table.code, mark, reason, said.expected.get(table.code), said.breaks.get(table.code)))
    return pl.DataFrame(rows, schema=CELLS, orient="row"), pl.DataFrame(marks, schema=MARKS, orient="row")


def _reason(table: Table, found: Mapping[Key, float], variables: AbstractSet[str], said: Said) -> str | None:
    """Why the whole table holds no number; None where it holds some."""
    if table.code in said.expected:
        return NOT_YET
    if table.code in said.reasons:
        if any(found.values()):
            raise Refused(
                f"the register counts something in table {table.code}, so it cannot be {said.reasons[table.code]}; leave "
                f"--reason {table.code} out, or hold the table back with --not-yet {table.code}=DATE"
            )
        return said.reasons[table.code]
    silent = not _has(_sources()["tables"][table.code], variables)
    rows = [cell.codes for cell in cells(table) if cell.codes]
    if silent or (rows and not any(_could_say(table, codes, variables) for codes in rows)):
        return NOT_COLLECTED
    return None


def _without(table: Table, reason: str) -> list[Row]:
    return [(table.code, cell.key, None, reason) for cell in cells(table)]


def _filled(table: Table, found: Mapping[Key, float], variables: AbstractSet[str]) -> list[Row]:
    total: list[Row] = [(table.code, total_key(table.code), float(sum(found.values())), None)] if table.total else []
    if table.open:
        return total + [
            (table.code, cell_key(table.code, codes), float(found[codes]), None) for codes in sorted(found, key=_order(table))
        ]
    given = [cell for cell in cells(table) if cell.codes]
    return total + [(table.code, cell.key, *_answer(table, cell.codes, found, variables)) for cell in given]


def _answer(table: Table, codes: Key, found: Mapping[Key, float], variables: AbstractSet[str]) -> tuple[float | None, str | None]:
    if codes in found:
        return float(found[codes]), None
    if not _could_say(table, codes, variables):
        return None, NOT_COLLECTED
    if table.measure is Measure.DAYS and codes[-1] != COUNT_OF_DAYS:
        return None, NOT_KNOWN  # no case was measured
    return 0.0, None


def _order(table: Table) -> Any:
    """The order of the categories in the form."""
    places = [{category.code: place for place, category in enumerate(one.categories)} for one in table.dimensions]
    return lambda codes: [known[code] for known, code in zip(places, codes, strict=True)]


def _could_say(table: Table, codes: Sequence[str], variables: AbstractSet[str]) -> bool:
    """Whether the register could have told of something in this row, so that nothing means 0."""
    row = {dimension.code: code for dimension, code in zip(table.dimensions, codes, strict=True)}
    return all(
        _has(entry["needs"], variables)
        for entry in _sources()["rows"]
        if {key.removeprefix("not_") for key in entry["where"]} <= row.keys() and holds(entry["where"], row)
    )


def _has(needs: Sequence[str], variables: AbstractSet[str]) -> bool:
    return all(set(need.split(" | ")) & variables for need in needs)


@cache
def _sources() -> dict[str, Any]:
    return dict(read_yaml(Path(__file__).with_name("sources.yaml")))
