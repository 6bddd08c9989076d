"""Figures that are public already: UNODC's, as harmonised, and a state's own publication. They are known to everybody."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from natc.engine.errors import Unusable
from natc.engine.release.counts import cell_names
from natc.engine.release.figures import ReleaseTable
from natc.engine.release.policy import Policy
from natc.engine.release.protect import Interval, Item, Known
from natc.engine.standard.form import read_yaml
from natc.engine.standard.harmonise.tidy import Status
from natc.engine.standard.submission_form import load_submission_form

OWN_COLUMNS = ("territory", "year", "table", "cell", "value", "address")
HARMONISED_COLUMNS = ("territory", "indicator", "dimension", "sex", "age", "year", "value", "status")


def read_public(paths: Sequence[Path], policy: Policy) -> Known:
    """What the files say of cells of this policy. Raises Unusable for a file that is neither kind, or a row that says nothing."""
    known: dict[tuple[Item, str, str], Interval] = {}
    for path in paths:
        frame = _read(path)
        if set(HARMONISED_COLUMNS) <= set(frame.columns):
            found = list(_harmonised(frame, policy))
        elif set(OWN_COLUMNS) <= set(frame.columns):
            found = list(_own(frame, policy, path))
        else:
            raise Unusable(f"{path.name} has neither the columns {', '.join(OWN_COLUMNS)} nor those of natc harmonise glotip")
        for key, interval in found:
            known[key] = _narrowed(known[key], interval) if key in known else interval
    return known


@cache
def unodc() -> Mapping[str, Any]:
    """The crosswalk from UNODC's indicators to cells of a release."""
    crosswalk: Mapping[str, Any] = read_yaml(Path(__file__).with_name("public.yaml"))
    return crosswalk


def _read(path: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_csv(path, infer_schema=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise Unusable(f"{path.name} cannot be read as a table ({error}); give the CSV or Parquet file") from error


def _harmonised(frame: pl.DataFrame, policy: Policy) -> Iterator[tuple[tuple[Item, str, str], Interval]]:
    tables = {table.code for table in policy.tables}
    for entry in unodc()["cells"]:
        rows = frame.filter(*(pl.col(column) == code for column, code in entry["where"].items()), territory_is_known())
        for territory, year, value, status in rows.select("territory", "year", "value", "status").iter_rows():
            interval = _interval(value, status)
            if interval is not None:
                for table in sorted(tables & set(entry["tables"])):
                    yield (Item(table, territory, int(year), int(year)), "", str(entry["cell"])), interval


def territory_is_known() -> pl.Expr:
    """Rows of a state whose code is known."""
    return pl.col("territory").is_not_null() & (pl.col("territory") != "")


def _interval(value: str | int | None, status: str) -> Interval | None:
    if status == Status.SHOWN and value is not None:
        return Interval(int(value), int(value), unodc()["address"])
    return Interval(0, unodc()["hidden_most"], unodc()["address"]) if status == Status.HIDDEN else None


def _own(frame: pl.DataFrame, policy: Policy, path: Path) -> Iterator[tuple[tuple[Item, str, str], Interval]]:
    tables = {table.code: table for table in policy.tables}
    for row, (territory, year, table, cell, value, address) in enumerate(frame.select(OWN_COLUMNS).iter_rows(), start=2):
        where = f"{path.name}, row {row}"
        if table not in tables:
            raise Unusable(f"{where}: there is no table {table}; the policy has {', '.join(tables)}")
        if cell not in _cells(tables[table]):
            raise Unusable(f"{where}: {table} has no cell {cell}; it has {', '.join(_cells(tables[table]))}")
        if not (str(value).isdecimal() and str(year).isdecimal()):
            raise Unusable(f"{where}: year {year} and value {value} should be whole numbers")
        if not address:
            raise Unusable(f"{where}: give the address at which the figure is public; without it nobody can check that it is")
        yield (Item(table, territory, int(year), int(year)), "", cell), Interval(int(value), int(value), address)


def _cells(table: ReleaseTable) -> list[str]:
    return cell_names(load_submission_form().table(table.table), table.layouts[0])


def _narrowed(one: Interval, other: Interval) -> Interval:
    """What both say together; the exact one's address. Two publications that contradict each other: the first stands."""
    exact = one if one.low == one.high else other
    return exact if exact.low == exact.high else one
