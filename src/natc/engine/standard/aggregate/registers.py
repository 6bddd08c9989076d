"""From registers in files to a submission: opened, checked and counted in one pass, refused where that would mislead."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from natc.engine.errors import Refused
from natc.engine.standard.aggregate.counts import Counted
from natc.engine.standard.aggregate.fill import Said
from natc.engine.standard.aggregate.justice import read_justice
from natc.engine.standard.aggregate.justice_tables import justice_tables
from natc.engine.standard.aggregate.manifest import justice_rows, manifest, protection_rows, register_account
from natc.engine.standard.aggregate.protection import Counting
from natc.engine.standard.aggregate.protection_tables import protection_tables
from natc.engine.standard.aggregate.submission import make_submission
from natc.engine.standard.aggregate.view import View
from natc.engine.standard.check import Report, check
from natc.engine.standard.files import Table, read_table
from natc.engine.standard.form import Form, Severity, load_form
from natc.engine.standard.mapping import Mapping as Join
from natc.engine.standard.mapping import load_mapping, plain_mapping, refuse_proposals, targets
from natc.engine.standard.submission import Submission

OnRows = Callable[[int], None]  # hears how many rows are read


@dataclass(frozen=True)
class Sheet:
    """Where a register stands, and the mapping file that reads it; `name` and `header_row` where one must say them."""

    path: Path
    mapping: Path | None = None
    name: str | None = None
    header_row: int | None = None


@dataclass(frozen=True)
class Register:
    """A register as it stands in a file, how it is read, what the check found in it, and what is counted of persons."""

    form: Form
    table: Table
    join: Join
    report: Report
    counting: Counting | None


def open_register(code: str, sheet: Sheet, view: View, today: datetime.date, on_rows: OnRows) -> Register:
    """The register, read by the mapping file, else by the standard's own codes and labels; checked, and persons counted in the
    same pass. Raises Refused for a mapping to another form or with proposals, Unusable for a file that is none."""
    form = load_form(code)
    table, join = _read(form, sheet)
    counting = Counting(table, join, view, today=today) if code == "protection" else None

    def watch(rows: int, read: pl.DataFrame) -> None:
        on_rows(rows)
        if counting:
            counting.add(read)

    return Register(form, table, join, check(table, form, join, today=today, on_progress=watch), counting)


def refuse_findings(registers: Sequence[Register]) -> None:
    """Raises Refused for the first register in which something is blocking."""
    for one in registers:
        if count := one.report.count(Severity.BLOCKING):
            raise Refused(
                f"{one.report.file} holds {count} blocking findings, so nothing is counted; correct what natc check "
                f"{one.form.code} {one.report.file} names, or add --with-findings: a cell that cannot be read then counts as "
                "blank, and the submission says how many findings there were"
            )


def submission_of(registers: Sequence[Register], view: View, said: Said, today: datetime.date) -> Submission:
    """The submission out of the registers, at most one of each form, and what the office says of whole tables."""
    counted: dict[str, Counted] = {}
    accounts: dict[str, Mapping[str, Any]] = {}
    for one in registers:
        if one.counting:
            counts = one.counting.counts()
            counted[one.form.code] = Counted(protection_tables(counts, view), counts.variables)
            rows = protection_rows(counts)
        else:
            read = read_justice(one.table, one.join, today=today)
            counted[one.form.code] = Counted(justice_tables(read, view), read.variables)
            rows = justice_rows(read)
        accounts[one.form.code] = register_account(one.table.path, one.form, one.report, rows)
    return make_submission(counted, view, said, manifest(accounts))


def _read(form: Form, sheet: Sheet) -> tuple[Table, Join]:
    if sheet.mapping is None:
        table = read_table(sheet.path, sheet=sheet.name, header_row=sheet.header_row, known=targets(form))
        return table, plain_mapping(table, form)
    join = load_mapping(sheet.mapping)
    if load_form(join.form).taken_from != form.code and join.form != form.code:
        raise Refused(f"{sheet.mapping.name} joins a sheet to {join.form}, not to {form.code}")
    refuse_proposals(join, sheet.mapping.name)
    return read_table(sheet.path, sheet=sheet.name or join.sheet, header_row=sheet.header_row or join.header_row), join
