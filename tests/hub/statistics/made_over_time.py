"""Public releases by hand with tables of the policy that natc ships: what a test says of each cell, and nothing else."""

from collections.abc import Iterable

import polars as pl

from engine.release.made_release import release as made_by_hand
from hub.statistics.made_releases import release_that_is
from natc.engine.release.figures import FIGURES, GIVEN_UP, REPORTED, SEPARATOR, TOTAL, Release, ReleaseTable, Showing, Tested
from natc.engine.release.policy import read_policy
from natc.hub.statistics import models

HIDDEN, FEW, UNKNOWN = "hidden", "few", "unknown"
Said = int | str  # a number as it is shown, or one of these
Cells = dict[tuple[str, str, str], Said]  # table, territory, cell


def made(number: str, year: int, cells: Cells, against: Iterable[str] = ()) -> Release:
    """A release of one year that says this of these cells, each at the finest layout that has such a cell."""
    tables = {table.code: table for table in read_policy().tables if table.code in {code for code, _territory, _cell in cells}}
    rows = [
        (code, territory, year, year, _layout(tables[code], cell), cell, *_shown(said), "Final", None)
        for (code, territory, cell), said in cells.items()
    ]
    return made_by_hand(
        number,
        tables=tuple(tables.values()),
        figures=pl.DataFrame(rows, schema=FIGURES, orient="row").sort(list(FIGURES)),
        reported=pl.DataFrame([(code, year, "RS") for code in sorted(tables)], schema=REPORTED, orient="row"),
        given_up=pl.DataFrame(schema=GIVEN_UP),
        tested=Tested(0, tuple(against)),
    )


def two_years(first: Cells, second: Cells) -> list[models.Release]:
    """Public releases of 2023 and 2024."""
    public = models.Status.PUBLIC
    made_first, made_second = made("2024-1", 2023, first), made("2025-1", 2024, second, ["2024-1"])
    return [release_that_is(public, made_first), release_that_is(public, made_second)]


def _layout(table: ReleaseTable, cell: str) -> str:
    parts = cell.split(SEPARATOR)
    return "" if cell == TOTAL else next(one.code for one in table.layouts if len(one.axes) == len(parts))


def _shown(said: Said) -> tuple[object, ...]:
    match said:
        case int():
            return Showing.ROUNDED, said, said - 2, said + 2, None
        case "few":
            return Showing.CLASS, None, 0, 10, None
        case "hidden":
            return Showing.HIDDEN, None, None, None, None
        case _:
            return Showing.NONE, None, None, None, "NotCollected"
