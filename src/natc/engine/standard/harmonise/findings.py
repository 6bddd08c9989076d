"""What is odd in the tidy figures. A hidden cell is never guessed: it stands for 0 to HIDDEN_MOST persons, and a finding is
made only when no number in that interval could be right. Rules' titles, sentences and severities stand in words.yaml."""

from collections.abc import Sequence

import polars as pl

from natc.engine.standard.harmonise.labels import Kind
from natc.engine.standard.harmonise.tidy import BY_FORM, HIDDEN_MOST, OF_COUNTRIES, TOTAL, Status

JUMP_RATIO = 2  # this year over the year before, or the other way round; our judgement, to be confirmed by the Network
JUMP_LEAST = 20  # persons or offences; below it a handful of cases doubles a figure without meaning anything

QUESTION_CODE = r"^61\d{1,2}20\d{2}$"  # Q6.1_1_2019 without its letters
OTHER_FORMS = "other-forms-of-exploitation"  # UNODC folds several forms into it, so it may stand several times for one cell

STATE = ("territory", "territory_label")
SERIES = (*STATE, "indicator", "year")
CELL = (*SERIES, "dimension", "category_label", "sex", "age")
COLUMNS = ("rule", *SERIES, "row", "part", "found", "expected", "difference")

UNKNOWN_BOTH = (pl.col("sex") == "Unknown") & (pl.col("age") == "Unknown")
WHOLE = (pl.col("sex") == TOTAL) & (pl.col("age") == TOTAL)
PARTS = {
    "forms": (pl.col("dimension") == BY_FORM) & WHOLE,
    "ages": (pl.col("dimension") == TOTAL) & ((pl.col("sex") == TOTAL) & (pl.col("age") != TOTAL) | UNKNOWN_BOTH),
    "sexes": (pl.col("dimension") == TOTAL) & ((pl.col("sex") != TOTAL) & (pl.col("age") == TOTAL) | UNKNOWN_BOTH),
    "citizenships": (pl.col("dimension") == OF_COUNTRIES[0]) & WHOLE & (pl.col("category_kind") != Kind.TOTAL),
}


def find(cells: pl.DataFrame) -> pl.DataFrame:
    """Every finding over the tidy table, with COLUMNS, by state, indicator, year, rule. `found` is text; "3–7" is an interval."""
    totals = _totals(cells)
    found = [
        *(_sums(cells, totals, part) for part in PARTS),
        *(_larger_than_total(cells, totals, part) for part in ("forms", "citizenships")),
        _twice(cells),
        _two_labels(cells),
        _jumps(totals),
        _not_counts(cells),
        _without_code(cells),
    ]
    return pl.concat(found).sort("territory_label", "indicator", "year", "rule", "row", nulls_last=True)


def totals_of(cells: pl.DataFrame) -> pl.DataFrame:
    """The rows that hold the total of an indicator for a state and year."""
    return cells.filter((pl.col("dimension") == TOTAL) & WHOLE)


def _totals(cells: pl.DataFrame) -> pl.DataFrame:
    """SERIES with `total`, `total_least`, `total_most`, `total_row`, where the total stands once and is shown or hidden."""
    known = totals_of(cells).filter(pl.col("status").is_in([Status.SHOWN, Status.HIDDEN]))
    hidden = pl.col("status") == Status.HIDDEN
    return known.filter(pl.len().over(SERIES) == 1).select(
        *SERIES,
        total=_written(),
        total_least=pl.when(hidden).then(0).otherwise("value"),
        total_most=pl.when(hidden).then(HIDDEN_MOST).otherwise("value"),
        total_row="row",
    )


def _sums(cells: pl.DataFrame, totals: pl.DataFrame, part: str) -> pl.DataFrame:
    """Where no possible sum of the parts equals any possible total."""
    parts = (
        cells.filter(PARTS[part])
        .group_by(SERIES)
        .agg(
            least=pl.col("value").filter(pl.col("status") == Status.SHOWN).sum(),
            hidden=(pl.col("status") == Status.HIDDEN).sum(),
            unsure=(~pl.col("status").is_in([Status.SHOWN, Status.HIDDEN])).sum(),
            twice=_repeats(("category_label", "sex", "age")),
        )
    )
    joined = parts.join(totals, on=SERIES, nulls_equal=True).filter(~pl.col("twice"))
    both = joined.with_columns(most=pl.col("least") + HIDDEN_MOST * pl.col("hidden").cast(pl.Int64))
    above = both.filter(pl.col("least") > pl.col("total_most")).with_columns(
        rule=pl.lit(f"{part}-above-total"), difference=pl.col("least") - pl.col("total_most")
    )
    below = both.filter((pl.col("most") < pl.col("total_least")) & (pl.col("unsure") == 0)).with_columns(
        rule=pl.lit(f"{part}-below-total"), difference=pl.col("total_least") - pl.col("most")
    )
    interval = pl.when(pl.col("hidden") > 0).then(pl.format("{}–{}", "least", "most")).otherwise(pl.col("least").cast(pl.String))
    return _finish(pl.concat([above, below]).with_columns(found=interval, expected="total", row="total_row"))


def _larger_than_total(cells: pl.DataFrame, totals: pl.DataFrame, part: str) -> pl.DataFrame:
    """Where one form or one citizenship alone counts more than the total: nobody counts twice in one of them."""
    shown = cells.filter(PARTS[part] & (pl.col("status") == Status.SHOWN))
    larger = shown.join(totals, on=SERIES, nulls_equal=True).filter(pl.col("value") > pl.col("total_most"))
    largest = larger.sort("value", "row", descending=[True, False]).unique(SERIES, keep="first", maintain_order=True)
    return _finish(
        largest.with_columns(
            rule=pl.lit(f"one-of-{part}-above-total"),
            part="category_label",
            found=_written(),
            expected="total",
            difference=pl.col("value") - pl.col("total_most"),
        )
    )


def _twice(cells: pl.DataFrame) -> pl.DataFrame:
    """The same cell in several rows; labels that name nothing may repeat, and so may the form that gathers several."""
    naming = pl.col("category_kind").is_in([Kind.NOT_CITIZENSHIP, Kind.UNKNOWN, Kind.NOT_RESOLVED]).not_()
    single = cells.filter(naming & (pl.col("category_code").fill_null("") != OTHER_FORMS))
    groups = single.group_by(CELL, maintain_order=True).agg(pl.len(), row=pl.col("row").first(), found=_list(_written()))
    name = pl.concat_str(
        _unless_total("category_label"), _unless_total("sex"), _unless_total("age"), separator=", ", ignore_nulls=True
    )
    part = pl.when(name == "").then(pl.lit(TOTAL)).otherwise(name)
    return _finish(groups.filter(pl.col("len") > 1).with_columns(rule=pl.lit("cell-twice"), part=part))


def _two_labels(cells: pl.DataFrame) -> pl.DataFrame:
    """One country in one state, year and dimension under several labels."""
    countries = cells.filter(pl.col("category_kind").is_in([Kind.COUNTRY, Kind.NATIONALS]))
    groups = countries.group_by(*SERIES, "dimension", "category_code", maintain_order=True).agg(
        labels=pl.col("category_label").n_unique(), row=pl.col("row").first(), found=_list(pl.col("category_label"))
    )
    return _finish(groups.filter(pl.col("labels") > 1).with_columns(rule=pl.lit("country-two-labels"), part="category_code"))


def _jumps(totals: pl.DataFrame) -> pl.DataFrame:
    """A shown total at least JUMP_RATIO times that of the year before, or the other way round, and JUMP_LEAST apart."""
    shown = totals.filter(pl.col("total_least") == pl.col("total_most")).sort(*STATE, "indicator", "year")
    series = (*STATE, "indicator")
    before = shown.with_columns(
        before=pl.col("total_least").shift().over(series), year_before=pl.col("year").shift().over(series)
    )
    value, earlier = pl.col("total_least"), pl.col("before")
    far = (value - earlier).abs() >= JUMP_LEAST
    steep = pl.max_horizontal(value, earlier) >= JUMP_RATIO * pl.min_horizontal(value, earlier)
    jumps = before.filter((pl.col("year") - pl.col("year_before") == 1) & far & steep)
    return _finish(
        jumps.with_columns(
            rule=pl.lit("jump"),
            row="total_row",
            found="total",
            expected=earlier.cast(pl.String),
            difference=(value - earlier).abs(),
        )
    )


def _not_counts(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells that hold something other than a count of persons, together for each state, indicator and year."""
    coded = pl.col("value").cast(pl.String).str.contains(QUESTION_CODE)
    rule = pl.when(pl.col("status") == Status.UNREADABLE).then(pl.lit("unreadable")).when(coded).then(pl.lit("question-code"))
    odd = cells.filter(pl.col("status").is_in([Status.IMPROBABLE, Status.UNREADABLE])).with_columns(
        rule=rule.otherwise(pl.lit("improbable"))
    )
    groups = odd.group_by(*SERIES, "rule", maintain_order=True).agg(
        row=pl.col("row").first(), found=_written().first(), part=pl.len().cast(pl.String)
    )
    return _finish(groups)


def _without_code(cells: pl.DataFrame) -> pl.DataFrame:
    """Reporting states whose name and code do not lead to one country."""
    states = (
        cells.filter(pl.col("territory").is_null())
        .group_by(*STATE, "territory_a3", maintain_order=True)
        .agg(pl.col("row").first())
    )
    named = states.with_columns(rule=pl.lit("state-without-code"), found=pl.col("territory_a3"), part="territory_label")
    return _finish(named)


def _finish(found: pl.DataFrame) -> pl.DataFrame:
    """COLUMNS of a rule's findings; what the rule does not speak of is null."""
    types = {"year": pl.Int32, "row": pl.UInt32, "difference": pl.Int64}
    present = set(found.columns)
    return found.select(
        (pl.col(name) if name in present else pl.lit(None).alias(name)).cast(types.get(name, pl.String)) for name in COLUMNS
    )


def _written() -> pl.Expr:
    """The figure of a cell as a person reads it."""
    hidden = pl.col("status") == Status.HIDDEN
    return pl.when(hidden).then(pl.lit(f"<{HIDDEN_MOST + 1}")).otherwise(pl.col("value").cast(pl.String).fill_null("?"))


def _list(values: pl.Expr) -> pl.Expr:
    return values.unique(maintain_order=True).str.join(", ")


def _repeats(names: Sequence[str]) -> pl.Expr:
    """Whether a group holds the same cell twice, the form that gathers several aside."""
    single = pl.col("category_code").fill_null("") != OTHER_FORMS
    return pl.struct(names).filter(single).is_duplicated().any()


def _unless_total(name: str) -> pl.Expr:
    return pl.when(pl.col(name) != TOTAL).then(pl.col(name))
