"""The UNODC trafficking workbook, harmonised: tidy figures, findings, coverage, labels."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from natc.engine.standard.harmonise.coverage import cover
from natc.engine.standard.harmonise.findings import find
from natc.engine.standard.harmonise.labels import classify
from natc.engine.standard.harmonise.read import Workbook, read_workbook
from natc.engine.standard.harmonise.tidy import OF_COUNTRIES, tidy


@dataclass(frozen=True)
class Harmonised:
    """All that is made of one workbook. `labels` has one row per label of citizenship or country, and why it was so read."""

    workbook: Workbook
    cells: pl.DataFrame
    findings: pl.DataFrame
    coverage: pl.DataFrame
    labels: pl.DataFrame


def harmonise(path: Path) -> Harmonised:
    """The workbook at `path`, harmonised. Raises Unusable when it is not the UNODC workbook."""
    workbook = read_workbook(path)
    cells = tidy(workbook.rows)
    return Harmonised(workbook, cells, find(cells), cover(cells), labels_of(cells))


def labels_of(cells: pl.DataFrame) -> pl.DataFrame:
    """Every label of citizenship or country: label, rows, states, kind, code, reason_en, reason_sr, candidates ("NE; NG")."""
    used = (
        cells.filter(pl.col("dimension").is_in(OF_COUNTRIES))
        .group_by(label="category_label")
        .agg(rows=pl.len(), states=pl.col("territory_label").unique().sort().str.join("; "))
    )
    readings = [classify(label) for label in used["label"]]
    return used.with_columns(
        kind=pl.Series([reading.kind.value for reading in readings], dtype=pl.String),
        code=pl.Series([reading.code for reading in readings], dtype=pl.String),
        reason_en=pl.Series([reading.reason["en"] for reading in readings], dtype=pl.String),
        reason_sr=pl.Series([reading.reason["sr"] for reading in readings], dtype=pl.String),
        candidates=pl.Series(["; ".join(reading.candidates) for reading in readings], dtype=pl.String),
    ).sort("label")
