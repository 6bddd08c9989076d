"""Releases as an office would make them without a disclosure test: the finest layouts, each figure protected by itself."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

import polars as pl

from natc.engine.release.figures import (
    FIGURES,
    GIVEN_UP,
    REPORTED,
    TOTAL,
    Layout,
    Mark,
    Release,
    ReleaseTable,
    Tested,
    figure_cell,
)
from natc.engine.standard.submission import Submission
from natc.engine.standard.submission_form import load_submission_form

OWN = "Own"
FIGURE = dict.fromkeys(FIGURES)


def plain(submissions: Sequence[Submission], tables: Sequence[ReleaseTable]) -> Release:
    """One year of these tables, every state by itself; the rule of each table is followed and nothing else."""
    year = submissions[0].first_day.year
    tables = [replace(table, layouts=tuple(layout for layout in table.layouts if layout.years == 1)) for table in tables]
    rows = []
    for table in tables:
        states = {one.territory: plain_counts(one, table.table, table.layouts[0]) for one in submissions}
        rows += [_figure(table, state, year, cell, count) for state, cells in states.items() for cell, count in cells.items()]
    return Release(
        number=f"{year}-plain", mark=Mark.FINAL, replaces=None, why=None, policy="", tables=tuple(tables),
        figures=pl.DataFrame(rows, schema=FIGURES, orient="row"), reported=pl.DataFrame(schema=REPORTED),
        given_up=pl.DataFrame(schema=GIVEN_UP), tested=Tested(0, ()),
    )  # fmt: skip


def plain_counts(submission: Submission, table: str, layout: Layout) -> Counter[str]:
    """The counts of a table's cells in this layout, zeros and total included."""
    dimensions = [dimension.code for dimension in load_submission_form().table(table).dimensions]
    counts = Counter(dict.fromkeys([TOTAL, *(figure_cell(codes) for codes in _cells(layout) if codes)], 0))
    rows = submission.cells.filter(pl.col("table") == table, ~pl.col("cell").str.ends_with(f"|{TOTAL}"))
    for key, value in rows.select("cell", "value").iter_rows():
        row = dict(zip(dimensions, key.split("|")[1:], strict=True))
        codes = tuple(_code(axis.groups, row[axis.dimension], submission.territory) for axis in layout.axes)
        counts.update({TOTAL: int(value)} | ({figure_cell(codes): int(value)} if codes else {}))
    return counts


def shown(table: ReleaseTable, count: int) -> tuple[str, int | None, int, int]:
    """How a count is shown by itself: showing, number, and what a reader may conclude."""
    if count < table.smallest_shown and not (count == 0 and table.zero_shown):
        return "class", None, int(table.zero_shown), table.smallest_shown - 1
    if count == 0:
        return "rounded", 0, 0, 0
    first = -(-table.smallest_shown // table.base) * table.base
    number = max(first, (count + table.base // 2) // table.base * table.base)
    low = table.smallest_shown if number == first else number - table.base // 2
    return "rounded", number, low, number + (table.base - 1) // 2


def _figure(table: ReleaseTable, territory: str, year: int, cell: str, count: int) -> tuple[object, ...]:
    showing, number, low, high = shown(table, count)
    named = {"table": table.code, "territory": territory, "first_year": year, "last_year": year, "layout": table.layouts[0].code}
    named |= {"cell": cell, "showing": showing, "shown": number, "low": low, "high": high, "mark": "Final"}
    return tuple((FIGURE | named).values())


def _cells(layout: Layout) -> Iterator[tuple[str, ...]]:
    return product(*([group.code for group in axis.groups] for axis in layout.axes))


def _code(groups: Sequence[object], category: str, territory: str) -> str:
    own = [group for group in groups if OWN in group.holds]
    if own and category == territory:
        return own[0].code
    return next(group.code for group in groups if category in group.holds)
