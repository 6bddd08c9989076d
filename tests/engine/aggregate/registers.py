"""Small registers for tests of aggregation: random rows, a table in memory, the figures of both."""

import datetime
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from natc.engine.standard.aggregate.counts import Counted, merge
from natc.engine.standard.aggregate.fill import Said
from natc.engine.standard.aggregate.justice import merge_justice, read_justice
from natc.engine.standard.aggregate.justice_tables import justice_tables
from natc.engine.standard.aggregate.period import Period
from natc.engine.standard.aggregate.protection import count_protection
from natc.engine.standard.aggregate.protection_tables import protection_tables
from natc.engine.standard.aggregate.submission import make_submission
from natc.engine.standard.aggregate.view import View
from natc.engine.standard.files import ROW, Table
from natc.engine.standard.form import Kind, Variable, load_codes, load_form
from natc.engine.standard.mapping import plain_mapping
from natc.engine.standard.submission import Submission

Row = dict[str, str | None]
TODAY = datetime.date(2026, 1, 1)
YEAR_2024 = View("RS", Period(datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)))
DAYS = (
    "2024-01-01", "2024-12-31", "2024-02-29", "2024-06", "2024", "2023-12-31", "2023", "2022-05", "1999-04-01", "2025-01-01",
    "2025", "2024-03-10", "2024-03-20", "2023-11-01",
)  # fmt: skip
PLACES = ("RS", "HR", "BA", "GB", "DE", "NG", "XK", "Stateless", "Unknown", "UA")
FEW_CODES = 5  # of each list, the most telling ones first, so that rows meet in cells


def random_row(form: str, seed: int) -> Row:
    """A row of the standard's columns in which everything may be blank, wrong together, or of another year."""
    dice = random.Random(seed)
    return {variable.code: _cell(variable, dice) for variable in load_form(form).variables}


def _cell(variable: Variable, dice: random.Random) -> str | None:
    if dice.random() < 0.2:
        return None
    if variable.code in ("jus_PersonCode", "jus_CaseCode", "jus_OffenceCode"):
        return f"{variable.code[4]}{dice.randint(1, 5)}"
    match variable.kind:
        case Kind.DATE:
            return dice.choice(DAYS)
        case Kind.INTEGER:
            return str(dice.choice((3, 17, 18, 24, 30, 60)))
        case Kind.AMOUNT:
            return dice.choice(("100", "0.10", "0.20", "99.99", "1000000"))
        case Kind.TEXT:
            return f"T{dice.randint(1, 10**6)}"
        case Kind.CODE:
            return dice.choice(_codes(variable))
        case Kind.CODES:
            return ";".join(dict.fromkeys(dice.choices(_codes(variable), k=dice.choice((1, 1, 2, 3)))))


def _codes(variable: Variable) -> Sequence[str]:
    if variable.codes == "countries":
        return PLACES
    codes = [entry.code for entry in load_codes(variable.code_list).codes]
    return codes if len(codes) <= 9 else [*codes[:FEW_CODES], codes[-1]]


def table(rows: Sequence[Mapping[str, str | None]], columns: Sequence[str]) -> Table:
    """The rows as if they had been read from a file with these columns."""
    frame = pl.DataFrame([[row[column] for column in columns] for row in rows], dict.fromkeys(columns, pl.String), orient="row")
    return Table(Path("register.csv"), None, 1, tuple(columns), frame.with_row_index(ROW, 2).lazy())


def protection_counted(*parts: Sequence[Row], columns: Sequence[str] = (), view: View = YEAR_2024) -> Counted:
    """The protection register in one part or in several that are merged."""
    form = load_form("protection")
    tables = [table(part, columns or [variable.code for variable in form.variables]) for part in parts]
    counts = merge(count_protection(one, plain_mapping(one, form), view, today=TODAY) for one in tables)
    return Counted(protection_tables(counts, view), counts.variables)


def justice_counted(*parts: Sequence[Row], columns: Sequence[str] = (), view: View = YEAR_2024) -> Counted:
    """The criminal-justice register in one part or in several that are merged."""
    form = load_form("justice")
    tables = [table(part, columns or [variable.code for variable in form.variables]) for part in parts]
    read = merge_justice([read_justice(one, plain_mapping(one, form), today=TODAY) for one in tables])
    return Counted(justice_tables(read, view), read.variables)


def submission(counted: Mapping[str, Counted], view: View = YEAR_2024, said: Said | None = None) -> Submission:
    return make_submission(counted, view, said or Said(), {})


def figures(made: Submission) -> dict[str, float | str]:
    """{cell: its number, or the code of the reason for none}, of all cells."""
    return {
        cell: reason if value is None else value for cell, value, reason in made.cells.select("cell", "value", "reason").rows()
    }
