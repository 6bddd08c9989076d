"""natc aggregate: a state's totals for one period, made from its registers at home. No row leaves the office."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from natc.commands.screen import HeaderOption, LangOption, Language, MappingOption, SheetOption, tell, working
from natc.engine.errors import Refused, Unusable
from natc.engine.standard.aggregate.account import checked, counted, odd, silent, totals
from natc.engine.standard.aggregate.period import Period
from natc.engine.standard.aggregate.registers import Register, Sheet, open_register, refuse_findings, submission_of
from natc.engine.standard.aggregate.said import read_said
from natc.engine.standard.aggregate.submission import check_said_without_justice
from natc.engine.standard.aggregate.view import View
from natc.engine.standard.aggregate.words import phrase
from natc.engine.standard.form import iso3166
from natc.engine.standard.submission import Submission
from natc.engine.standard.submission_file import write_submission
from natc.engine.standard.templates.submission_filled import write_filled_submission
from natc.engine.text import say, spaced
from natc.engine.whole import keep_inputs

app = typer.Typer(add_completion=False)

DAY = ["%Y-%m-%d"]
Day = datetime.datetime | None


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
        tell(checked(register.report, lang))
    if not with_findings:
        refuse_findings(registers)
    with working(protection.name):
        submission = submission_of(registers, view, said, day)
    if xlsx:
        write_filled_submission(submission, xlsx, lang)  # refuses a period that is no year, before anything is written
    write_submission(submission, output)
    _tell(submission, [output, *filter(None, [xlsx])], lang)


def _open(code: str, sheet: Sheet, view: View, day: datetime.date) -> Register:
    """The register, opened, checked and counted while the screen says how far that is."""
    with working(sheet.path.name) as progress:
        return open_register(code, sheet, view, day, lambda rows: progress.update(progress.task_ids[0], said=spaced(rows)))


def _tell(submission: Submission, written: Sequence[Path], lang: str) -> None:
    """The whole story of one submission."""
    for sentence in counted(submission, lang):
        tell(sentence)
    tell(phrase("totals", lang))
    for table, total in totals(submission):
        tell(phrase("total", lang, table=f"{table.code:<15}", count=f"{total:>9,.0f}", title=say(table.title, lang)))
    for sentence in (*silent(submission, lang), *odd(submission, lang)):
        tell(sentence)
    for path in written:
        tell(phrase("written", lang, path=path))
    tell(phrase("next", lang, file=written[-1].name))


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
