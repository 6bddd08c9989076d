"""The workbook's rows as one tidy table: territories and labels with codes and reasons, figures with their status."""

import re
from enum import StrEnum

import polars as pl

from natc.engine.standard.form import iso3166
from natc.engine.standard.harmonise.labels import Kind, classify

TOTAL, BY_FORM = "Total", "by form of exploitation"
OF_COUNTRIES = ("by citizenship", "by country of repatriation")  # the dimensions whose categories are labels of countries

# Persons; UNODC writes "<5". Zero is hidden too: the workbook has no 0, and a total often leaves nothing for its hidden cell.
HIDDEN_MOST = 4
# Persons in one cell; the largest credible figure in the workbook of 2025-04-14 is 32,022 (Pakistan, victims, 2019).
IMPROBABLE_ABOVE = 100_000

_HIDDEN = r"^<\s*5$"
_NUMBER = r"^-?\d{1,3}(,\d{3})+$|^-?\d+$"

COLUMNS = (
    "territory",
    "territory_a3",
    "territory_label",
    "indicator",
    "dimension",
    "category_kind",
    "category_code",
    "category_label",
    "reason",
    "sex",
    "age",
    "year",
    "value",
    "status",
    "row",
)


class Status(StrEnum):
    """What is known of a cell. Only `shown` figures are ever added up; `hidden` lies between 0 and HIDDEN_MOST."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    MISSING = "missing"  # blank; never a zero
    IMPROBABLE = "improbable"  # a number as written, but not a count of persons
    UNREADABLE = "unreadable"


def tidy(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per row of the workbook, in its order, with COLUMNS; `value` is null unless the status is shown or improbable."""
    return _with_values(_with_categories(_with_territories(rows))).select(COLUMNS)


def territory_of(alpha3: str, label: str) -> str | None:
    """The alpha-2 code of a reporting state, only where its alpha-3 code and its name agree."""
    alpha2 = classify(label).code
    return alpha2 if alpha2 is not None and iso3166().get(alpha2) == alpha3 else None


def _with_territories(rows: pl.DataFrame) -> pl.DataFrame:
    named = rows.select("iso3", "territory_label").unique()
    codes = [territory_of(alpha3, label) for alpha3, label in named.iter_rows()]
    table = named.with_columns(territory=pl.Series(codes, dtype=pl.String))
    joined = rows.join(table, on=["iso3", "territory_label"], how="left", maintain_order="left")
    return joined.with_columns(territory_a3=pl.when(pl.col("iso3") != "").then("iso3"))


def _with_categories(rows: pl.DataFrame) -> pl.DataFrame:
    labels = rows.select("dimension", "category_label").unique()
    read = [_category(dimension, label) for dimension, label in labels.iter_rows()]
    schema = dict.fromkeys(("category_kind", "category_code", "reason"), pl.String)
    table = labels.hstack(pl.DataFrame(read, schema=schema, orient="row"))
    joined = rows.join(table, on=["dimension", "category_label"], how="left", maintain_order="left")
    own = pl.col("category_kind") == Kind.NATIONALS
    return joined.with_columns(category_code=pl.when(own).then("territory").otherwise("category_code"))


def _category(dimension: str, label: str) -> tuple[str, str | None, str]:
    """Kind, code and reason (English) of one category."""
    if dimension in OF_COUNTRIES:
        reading = classify(label)
        return reading.kind, reading.code, reading.reason["en"]
    if dimension == BY_FORM:
        return Kind.FORM, re.sub(r"\s+", "-", label.lower()), "UNODC's own list of forms"
    return Kind.TOTAL, None, "UNODC's own total"


def _with_values(rows: pl.DataFrame) -> pl.DataFrame:
    written = pl.col("written")
    number = pl.when(written.str.contains(_NUMBER)).then(written.str.replace_all(",", "")).cast(pl.Int64, strict=False)
    status = (
        pl.when(written == "")
        .then(pl.lit(Status.MISSING))
        .when(written.str.contains(_HIDDEN))
        .then(pl.lit(Status.HIDDEN))
        .when(pl.col("value").is_null())
        .then(pl.lit(Status.UNREADABLE))
        .when(pl.col("value").is_between(0, IMPROBABLE_ABOVE))
        .then(pl.lit(Status.SHOWN))
        .otherwise(pl.lit(Status.IMPROBABLE))
    )
    return rows.with_columns(value=number).with_columns(status=status)
