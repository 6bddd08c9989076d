"""What bench/check_pandera.py says, in Polars."""

from collections.abc import Callable

import polars as pl

TEXT = pl.String
NUMBERS = {"integer": pl.Int64, "amount": pl.Float64}


def read(path: str, types: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    return pl.read_csv(path, schema_overrides=types)


def keeps(fault: Callable[[Callable[[str], pl.Expr]], pl.Expr]) -> Callable[..., pl.LazyFrame]:
    """A check of the whole frame that fails on rows with the fault."""
    return lambda data: data.lazyframe.select(~fault(pl.col).fill_null(value=False))


def without(pattern: str) -> Callable[..., pl.LazyFrame]:
    return lambda data: data.lazyframe.select(~pl.col(data.key).str.contains(pattern))


def filled(cell: pl.Expr) -> pl.Expr:
    return cell.is_not_null()


def among(cell: pl.Expr, codes: list[str]) -> pl.Expr:
    return cell.is_in(codes)


def matches(cell: pl.Expr, pattern: str) -> pl.Expr:
    return cell.str.contains(pattern)


def wholly_before(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    return (one < other) & ~other.str.starts_with(one)


def code_set(cell: pl.Expr) -> pl.Expr:
    several = cell.str.contains(";", literal=True)
    return pl.when(several).then(cell.str.split(";").list.unique().list.sort().list.join(";")).otherwise(cell)


def rows(failures: pl.DataFrame) -> list[dict]:
    return failures.select("index", "column", "check").unique().to_dicts()
