"""Which figures there are, for every state, indicator and year; and where there is none at all."""

import polars as pl

from natc.engine.standard.harmonise.labels import country_name
from natc.engine.standard.harmonise.tidy import Status

# The Network's eleven states, by English name. Source: attendance lists of its meetings; to be checked with the secretariat.
REGION = ("AL", "BA", "BG", "HR", "XK", "MD", "ME", "MK", "RO", "RS", "SI")

COUNTED = ("shown", "hidden", "missing", "improbable")
COLUMNS = ("territory", "territory_label", "indicator", "year", *COUNTED, "reported")


def cover(cells: pl.DataFrame) -> pl.DataFrame:
    """How many cells have which status: one row per state × indicator × year of the workbook's span, with COLUMNS.

    The region's states are always among them; `reported` is false where the workbook has no row; `improbable` counts
    unreadable cells too.
    """
    years = cells.select(year=pl.int_range(pl.col("year").min(), pl.col("year").max() + 1, dtype=pl.Int32))
    indicators = cells.select("indicator").unique().sort("indicator")
    grid = _states(cells).join(indicators, how="cross").join(years, how="cross")
    status = pl.col("status")
    counts = cells.group_by("territory", "territory_label", "indicator", "year").agg(
        shown=(status == Status.SHOWN).sum(),
        hidden=(status == Status.HIDDEN).sum(),
        missing=(status == Status.MISSING).sum(),
        improbable=status.is_in([Status.IMPROBABLE, Status.UNREADABLE]).sum(),
    )
    joined = grid.join(counts, on=["territory", "territory_label", "indicator", "year"], how="left", nulls_equal=True)
    known = joined.with_columns(reported=pl.col("shown").is_not_null()).with_columns(pl.col(COUNTED).fill_null(0))
    return known.select(COLUMNS).sort("territory_label", "indicator", "year")


def _states(cells: pl.DataFrame) -> pl.DataFrame:
    present = cells.select("territory", "territory_label").unique()
    absent = [code for code in REGION if code not in present["territory"]]
    names = pl.DataFrame(
        {"territory": absent, "territory_label": [country_name(code, "en") for code in absent]},
        schema={"territory": pl.String, "territory_label": pl.String},
    )
    return pl.concat([present, names])
