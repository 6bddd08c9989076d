"""Rows of an office's sheet in the standard's form, and what is wrong with their cells."""

import datetime
from collections.abc import Collection, Iterable
from collections.abc import Mapping as Dict
from dataclasses import dataclass

import polars as pl

from natc.engine.standard.files import ROW, Table, reading
from natc.engine.standard.form import Form, Kind, Variable
from natc.engine.standard.mapping.mapping import Column, Mapping, targets
from natc.engine.standard.values import SEPARATOR, Conventions, Reading, read_cell

FINDINGS = {
    ROW: pl.UInt32,  # null when a finding is about the whole sheet
    "heading": pl.String,
    "variable": pl.String,
    "value": pl.String,
    "rule": pl.String,
    "nearest": pl.String,  # the code most like the value
}


@dataclass(frozen=True)
class Rows:
    """`values`: ROW and a text column per variable, in the standard's form, null where blank or faulty.
    `filled`: ROW and a truth per variable, whether the office wrote anything. `faults`: one row a faulty cell (FINDINGS)."""

    values: pl.DataFrame
    filled: pl.DataFrame
    faults: pl.DataFrame


def read_rows(raw: pl.DataFrame, mapping: Mapping, variables: Dict[str, Variable], today: datetime.date) -> Rows:
    """The rows of `raw` (ROW and the office's headings) as `mapping` reads them. Only confirmed columns are read."""
    values, filled, faults = [raw[ROW]], [pl.col(ROW)], [pl.DataFrame(schema=FINDINGS)]
    confirmed = [column for column in mapping.columns if column.confirmed and column.heading in raw.columns]
    texts = _distinct(raw, {column.heading for column in confirmed})
    for code in dict.fromkeys(column.variable for column in confirmed):
        columns = [column for column in confirmed if column.variable == code]
        read = [
            _read_column(
                raw,
                column,
                {text: _read(text, column, variables[code], mapping.conventions, today) for text in texts[column.heading]},
            )
            for column in columns
        ]
        values.append(_joined([one for one, _ in read], variables[code]).alias(code))
        filled.append(pl.any_horizontal(*(pl.col(column.heading).is_not_null() for column in columns)).alias(code))
        faults += [fault for _, fault in read]
    constants = [pl.lit(value).alias(code) for code, value in mapping.constants.items()]
    return Rows(
        pl.DataFrame(values).with_columns(constants),
        raw.select(filled).with_columns(pl.lit(value=True).alias(code) for code in mapping.constants),
        pl.concat(faults),
    )


def mapped(table: Table, mapping: Mapping, form: Form, today: datetime.date) -> pl.DataFrame:
    """The whole table in the standard's columns, in the form's order. A faulty cell keeps its text, so that a check finds it."""
    with reading(table):
        raw = table.frame.collect()
    variables = targets(form)
    rows = read_rows(raw, mapping, variables, today)
    faulty = rows.faults.group_by(ROW, "variable").agg(pl.col("value").first())
    values = rows.values
    for code in faulty["variable"].unique(maintain_order=True):
        wrong = faulty.filter(pl.col("variable") == code).select(ROW, pl.col("value").alias("#wrong"))
        values = (
            values.join(wrong, on=ROW, how="left", maintain_order="left")
            .with_columns(pl.coalesce("#wrong", code).alias(code))
            .drop("#wrong")
        )
    return values.select(code for code in variables if code in values.columns)


def _distinct(raw: pl.DataFrame, headings: Collection[str]) -> dict[str, list[str]]:
    """The distinct texts of each column, in one pass over all of them."""
    distinct = raw.select(pl.col(heading).drop_nulls().unique(maintain_order=True).implode() for heading in headings)
    return {texts.name: texts[0].to_list() for texts in distinct}


def _read_column(raw: pl.DataFrame, column: Column, readings: Dict[str, Reading]) -> tuple[pl.Series, pl.DataFrame]:
    """The column in the standard's form, and its faulty cells."""
    value = _replaced(raw[column.heading], {text: reading.value for text, reading in readings.items()})
    faulty = {text: reading for text, reading in readings.items() if reading.fault}
    if not faulty:
        return value, pl.DataFrame(schema=FINDINGS)
    cells = raw.select(ROW, pl.col(column.heading).alias("value")).filter(pl.col("value").is_in(list(faulty)))
    faults = cells.select(
        pl.col(ROW).cast(pl.UInt32),
        pl.lit(column.heading).alias("heading"),
        pl.lit(column.variable).alias("variable"),
        "value",
        _told(faulty, "fault").alias("rule"),
        _told(faulty, "nearest").alias("nearest"),
    )
    return value, faults


def _replaced(texts: pl.Series, values: Dict[str, str | None]) -> pl.Series:
    """Every text by its value; a column that already says everything in the standard's form stays as it is."""
    if all(text == value for text, value in values.items()):
        return texts
    return texts.replace_strict(list(values), list(values.values()), default=None, return_dtype=pl.String)


def _told(faulty: Dict[str, Reading], what: str) -> pl.Expr:
    answers = [None if (answer := getattr(reading, what)) is None else str(answer) for reading in faulty.values()]
    return pl.col("value").replace_strict(list(faulty), answers, default=None, return_dtype=pl.String)


def _read(text: str, column: Column, variable: Variable, conventions: Conventions, today: datetime.date) -> Reading:
    """One text: as the mapping says, part by part where the office writes several, else as the standard reads it."""
    said = {_key(word): code for word, code in column.values.items()}
    text = " ".join(text.split())
    if not text:
        return Reading(None)
    if (code := said.get(_key(text))) is not None:
        return Reading(code or None)
    if variable.kind is not Kind.CODES:
        return read_cell(text, variable, conventions, today)
    parts = [part.strip() for part in text.split(column.separator) if part.strip()]
    readings = [
        Reading(said[_key(part)] or None) if _key(part) in said else read_cell(part, variable, conventions, today)
        for part in parts
    ]
    faulty = next((reading for reading in readings if reading.fault), None)
    return faulty or Reading(_union(reading.value for reading in readings))


def _joined(columns: list[pl.Series], variable: Variable) -> pl.Series:
    """Several columns of the office that feed one variable: all codes, or the first that says anything."""
    if len(columns) == 1:
        return columns[0]
    if variable.kind is not Kind.CODES:
        return pl.select(pl.coalesce(columns)).to_series()
    rows = zip(*(column.to_list() for column in columns), strict=True)
    return pl.Series([_union(row) for row in rows], dtype=pl.String)


def _union(values: Iterable[str | None]) -> str | None:
    return SEPARATOR.join(dict.fromkeys(code for value in values if value for code in value.split(SEPARATOR))) or None


def _key(word: str) -> str:
    return " ".join(word.split()).casefold()
