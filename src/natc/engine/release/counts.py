"""Exact counts of a state or the region, as they were handed in. They never leave: `protect` makes figures of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from natc.engine.release.figures import REGION, Axis, Layout, ReleaseTable, figure_cell
from natc.engine.release.policy import OWN
from natc.engine.standard.submission import Submission
from natc.engine.standard.submission_form import SEPARATOR, TOTAL, Table, load_submission_form

NOT_YET = "NotAvailableYet"  # reason of the submission form; said of a table that a submission does not hold
Count = int | str  # the number, or the code of the reason why there is none
Codes = tuple[str, ...]


@dataclass(frozen=True)
class Counts:
    """What one territory counted in one period: {table: {codes of its dimensions: count}}, the total under ().

    An open table lacks the rows that did not occur: they are 0.
    """

    territory: str
    first_year: int
    last_year: int
    tables: Mapping[str, Mapping[Codes, Count]]
    marks: Mapping[str, str]


def counts_of(submission: Submission) -> Counts:
    """The counts of a submission of one calendar year."""
    year = submission.first_day.year
    marks = {row["table"]: row for row in submission.marks.iter_rows(named=True)}
    tables: dict[str, dict[Codes, Count]] = {}
    for table, cell, value, reason in submission.cells.select("table", "cell", "value", "reason").iter_rows():
        codes = tuple(cell.split(SEPARATOR)[1:])
        none = reason or marks.get(table, {}).get("reason") or NOT_YET
        tables.setdefault(table, {})[() if codes == (TOTAL,) else codes] = none if value is None else int(value)
    said = {table: row["mark"] or "Provisional" for table, row in marks.items()}
    return Counts(submission.territory, year, year, tables, said)


def cells_of(counts: Counts, table: ReleaseTable, layout: Layout) -> dict[str, Count]:
    """{cell of the figure: its count}, the total first where the submission's table has one."""
    source = load_submission_form().table(table.table)
    given = counts.tables.get(table.table)
    if given is None:
        return dict.fromkeys(cell_names(source, layout), NOT_YET)
    found: dict[str, Count] = dict.fromkeys(cell_names(source, layout), 0)
    if layout.axes:
        places = placing(layout, source, counts.territory)
        for codes, count in given.items():
            if codes:
                cell = figure_cell(tuple(groups[codes[place]] for place, groups in places))
                found[cell] = plus(found[cell], count)
    if source.total:
        found[TOTAL] = given[()] if () in given else plus(*(count for codes, count in given.items() if codes))
    return found


def cell_names(source: Table, layout: Layout) -> list[str]:
    """The cells of a layout, the total first where the submission's table has one."""
    total = [TOTAL] if source.total else []
    if not layout.axes:
        return total
    return total + [figure_cell(codes) for codes in product(*([group.code for group in axis.groups] for axis in layout.axes))]


def placing(layout: Layout, source: Table, territory: str) -> list[tuple[int, dict[str, str]]]:
    """For each axis: which code of a row of the submission decides, and its group by category."""
    order = [dimension.code for dimension in source.dimensions]
    return [(order.index(axis.dimension), group_of(axis, territory)) for axis in layout.axes]


def group_of(axis: Axis, territory: str) -> dict[str, str]:
    """{category of the submission: code of its group}, the reporting state's own country in the group that holds OWN."""
    groups = {category: group.code for group in axis.groups for category in group.holds if category != OWN}
    own = [group.code for group in axis.groups if OWN in group.holds]
    return groups | {territory: own[0]} if own and territory != REGION else groups


def plus(*counts: Count) -> Count:
    """The sum; the first reason where one of them is none."""
    total = 0
    for count in counts:
        if isinstance(count, str):
            return count
        total += count
    return total


def reporting(table: str, states: Sequence[Counts]) -> list[Counts]:
    """The states whose every cell of the table is a number: those that a figure of the region holds."""
    return [part for part in states if table in part.tables and not any(isinstance(n, str) for n in part.tables[table].values())]


def region_counts(states: Sequence[Counts]) -> Counts:
    """The region in one year: each table added up over the states that reported it."""
    tables = sorted({table for part in states for table in part.tables})
    return _added(REGION, states, {table: reporting(table, states) for table in tables})


def window_counts(years: Sequence[Counts]) -> Counts:
    """One territory over several years: the tables that were handed in for each of them."""
    tables = sorted(set.intersection(*(set(part.tables) for part in years)))
    return _added(years[0].territory, years, dict.fromkeys(tables, years))


def _added(territory: str, parts: Sequence[Counts], by_table: Mapping[str, Sequence[Counts]]) -> Counts:
    return Counts(
        territory,
        min(part.first_year for part in parts),
        max(part.last_year for part in parts),
        {table: _sum_of([part.tables[table] for part in holding]) for table, holding in by_table.items() if holding},
        {table: _weakest([part.marks.get(table, "Provisional") for part in holding]) for table, holding in by_table.items()},
    )


def _sum_of(parts: Sequence[Mapping[Codes, Count]]) -> dict[Codes, Count]:
    rows = dict.fromkeys(codes for part in parts for codes in part)
    return {codes: plus(*(part.get(codes, 0) for part in parts)) for codes in rows}


def _weakest(marks: Sequence[str]) -> str:
    """The mark of a sum: provisional where a part is, revised where none is and a part is, otherwise final."""
    return next((mark for mark in ("Provisional", "Revised") if mark in marks), "Final")
