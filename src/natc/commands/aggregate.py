"""natc aggregate: a state's totals for one period, made from its registers at home. No row leaves the office."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import polars as pl
import typer

from natc.commands.aggregate_screen import tell_checked, tell_submission
from natc.commands.screen import HeaderOption, LangOption, Language, MappingOption, SheetOption, working
from natc.engine.errors import Refused, Unusable
from natc.engine.standard.aggregate.counts import Counted
from natc.engine.standard.aggregate.justice import read_justice
from natc.engine.standard.aggregate.justice_tables import justice_tables
from natc.engine.standard.aggregate.manifest import justice_rows, manifest, protection_rows, register_account
from natc.engine.standard.aggregate.period import Period
from natc.engine.standard.aggregate.protection import Counting
from natc.engine.standard.aggregate.protection_tables import protection_tables
from natc.engine.standard.aggregate.said import read_said
from natc.engine.standard.aggregate.submission import check_said_without_justice, make_submission
from natc.engine.standard.aggregate.view import View
from natc.engine.standard.check import Report, check
from natc.engine.standard.files import Table, read_table
from natc.engine.standard.form import Form, Severity, iso3166, load_form
from natc.engine.standard.mapping import Mapping as Join
from natc.engine.standard.mapping import load_mapping, plain_mapping, targets
from natc.engine.standard.submission_file import write_submission
from natc.engine.standard.templates.submission_filled import write_filled_submission
from natc.engine.text import spaced
from natc.engine.whole import keep_inputs

app = typer.Typer(add_completion=False)

DAY = ["%Y-%m-%d"]
Day = datetime.datetime | None


@dataclass(frozen=True)
class Sheet:
    """Where a register stands, and the mapping file that reads it; `name` and `header_row` where one must say them."""

    path: Path
    mapping: Path | None
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


@app.command(no_args_is_help=True)
def main(
    protection: Annotated[Path, typer.Argument(help="The protection register: the standard's columns, or add --mapping.")],
    justice: Annotated[Path | None, typer.Argument(help="The criminal-justice register, where there is one.")] = None,
    *,
    territory: Annotated[str, typer.Option(help="The reporting state: two letters of ISO 3166, XK included.")],
    output: Annotated[Path, typer.Option("--out", help="The submission, a .json file.")],
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help="The same as the filled Excel workbook.")] = None,
    year: Annotated[int | None, typer.Option(min=2000, max=2100, help="The calendar year.")] = None,
    first: Annotated[Day, typer.Option("--from", formats=DAY, help="Instead of a year: the first day.")] = None,
    last: Annotated[Day, typer.Option("--to", formats=DAY, help="And the last day, included.")] = None,
    mark: Annotated[str, typer.Option(help="How firm the figures are: provisional, final or revised.")] = "provisional",
    not_yet: Annotated[
        list[str] | None, typer.Option(help="TABLE=DATE: not available yet, expected by that day. J is all of J1–J12.")
    ] = None,
    reason: Annotated[
        list[str] | None, typer.Option(help="TABLE=CODE: why a table has no figures: NotCollected, NotApplicable, NotKnown.")
    ] = None,
    broken: Annotated[
        list[str] | None, typer.Option("--break", help="TABLE=CODE: what breaks the series: NewLaw, NewDefinition, NewSource …")
    ] = None,
    mapping: MappingOption = None,
    justice_mapping: Annotated[Path | None, typer.Option(help="The mapping file of the criminal-justice register.")] = None,
    sheet: SheetOption = None,
    header_row: HeaderOption = None,
    with_findings: Annotated[
        bool, typer.Option("--with-findings", help="Count although the check finds blocking faults; the submission says so.")
    ] = False,
    today: Annotated[Day, typer.Option(help="The day of the check, if not today: later dates are wrong.", formats=DAY)] = None,
    lang: LangOption = Language.en,
) -> None:
    """Make the totals of the annual submission from registers that stay at home, with a reason wherever there is no number."""
    keep_inputs([output, xlsx], [protection, justice, mapping, justice_mapping])
    _check_names(output, xlsx)
    view = View(_territory(territory), _period(year, first, last))
    said = read_said(mark=mark, reasons=reason or (), not_yet=not_yet or (), breaks=broken or (), after=view.period.last_day)
    if justice is None:
        check_said_without_justice(said)
    day = today.date() if today else datetime.date.today()
    registers = [_open("protection", Sheet(protection, mapping, sheet, header_row), view, day)]
    registers += [_open("justice", Sheet(justice, justice_mapping), view, day)] if justice else []
    for register in registers:
        tell_checked(register.report, lang)
    if not with_findings:
        _check_findings(registers)
    counted, accounts = _counted(registers, view, day)
    submission = make_submission(counted, view, said, manifest(accounts))
    if xlsx:
        write_filled_submission(submission, xlsx, lang)  # refuses a period that is no year, before anything is written
    write_submission(submission, output)
    tell_submission(submission, [output, *filter(None, [xlsx])], lang)


def _counted(registers: list[Register], view: View, day: datetime.date) -> tuple[dict[str, Counted], dict[str, Any]]:
    """The figures of each register, and what the manifest says of it, by the register's code."""
    counted: dict[str, Counted] = {}
    accounts: dict[str, Mapping[str, Any]] = {}
    for one in registers:
        with working(one.table.path.name):
            if one.counting:
                counts = one.counting.counts()
                counted[one.form.code] = Counted(protection_tables(counts, view), counts.variables)
                rows = protection_rows(counts)
            else:
                read = read_justice(one.table, one.join, today=day)
                counted[one.form.code] = Counted(justice_tables(read, view), read.variables)
                rows = justice_rows(read)
            accounts[one.form.code] = register_account(one.table.path, one.form, one.report, rows)
    return counted, accounts


def _open(code: str, sheet: Sheet, view: View, day: datetime.date) -> Register:
    """The register, read by the mapping file, else by the standard's own codes and labels; checked, and persons counted in the
    same pass."""
    form = load_form(code)
    if sheet.mapping is None:
        table = read_table(sheet.path, sheet=sheet.name, header_row=sheet.header_row, known=targets(form))
        join = plain_mapping(table, form)
    else:
        join = load_mapping(sheet.mapping)
        _check_mapping(sheet.mapping, join, form)
        table = read_table(sheet.path, sheet=sheet.name or join.sheet, header_row=sheet.header_row or join.header_row)
    counting = Counting(table, join, view, today=day) if code == "protection" else None
    with working(sheet.path.name) as progress:

        def watch(rows: int, read: pl.DataFrame) -> None:
            progress.update(progress.task_ids[0], said=spaced(rows))
            if counting:
                counting.add(read)

        report = check(table, form, join, today=day, on_progress=watch)
    return Register(form, table, join, report, counting)


def _check_mapping(path: Path, join: Join, form: Form) -> None:
    if load_form(join.form).taken_from != form.code and join.form != form.code:
        raise Refused(f"{path.name} joins a sheet to {join.form}, not to {form.code}")
    if join.proposals:
        names = ", ".join(f'"{column.heading}"' for column in join.proposals)
        raise Refused(f"{path.name} still holds proposals nobody has confirmed ({names}); run natc map or correct the file")


def _check_findings(registers: list[Register]) -> None:
    for one in registers:
        if count := one.report.count(Severity.BLOCKING):
            raise Refused(
                f"{one.report.file} holds {count} blocking findings, so nothing is counted; correct what natc check "
                f"{one.form.code} {one.report.file} names, or add --with-findings: a cell that cannot be read then counts as "
                "blank, and the submission says how many findings there were"
            )


def _check_names(output: Path, xlsx: Path | None) -> None:
    for path, ending in ((output, ".json"), (xlsx, ".xlsx")):
        if path and path.suffix.lower() != ending:
            raise Refused(f"{path.name}: give the file a name that ends in {ending}")
        if path and not path.resolve().parent.is_dir():
            raise Refused(f"{path} cannot be written: there is no folder {path.resolve().parent}")


def _territory(code: str) -> str:
    if code.upper() not in iso3166():
        raise Unusable(f'--territory "{code}" is no country code; write two letters of ISO 3166, as RS, or XK for Kosovo')
    return code.upper()


def _period(year: int | None, first: Day, last: Day) -> Period:
    match year, first, last:
        case int(), None, None:
            return Period(datetime.date(year, 1, 1), datetime.date(year, 12, 31))
        case None, datetime.datetime(), datetime.datetime() if first <= last:
            return Period(first.date(), last.date())
        case None, datetime.datetime(), datetime.datetime():
            raise Refused(f"the period would end on {last:%Y-%m-%d}, before it begins on {first:%Y-%m-%d}; exchange the two days")
        case _:
            raise Refused("say the period once: --year 2024, or --from 2024-04-01 --to 2025-03-31")
