"""natc check: what is wrong in a register, in words, with the row, the column and what to do."""

import datetime
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from natc.commands.screen import HeaderOption, LangOption, Language, MappingOption, SheetOption, out, tell, working
from natc.engine.errors import Refused
from natc.engine.standard.check import Report, check
from natc.engine.standard.check.findings import Finding
from natc.engine.standard.check.outputs import write_json_lines, write_workbook
from natc.engine.standard.check.submission import check_submission
from natc.engine.standard.files import ROW, Table, read_table
from natc.engine.standard.form import Form, Severity, load_form
from natc.engine.standard.mapping import Mapping, load_mapping, plain_mapping, refuse_proposals, targets
from natc.engine.standard.reference import word
from natc.engine.standard.templates.submission_reader import read_submission_template
from natc.engine.text import Text, say, spaced
from natc.engine.whole import keep_inputs

app = typer.Typer(add_completion=False)

SUBMISSION = "submission"
EXAMPLES = 3  # cells named below each group of findings
_COLOURS = {Severity.BLOCKING: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_SAID: dict[str, Text] = {
    "rows": {"en": "{file}: {rows} rows read{sheet}", "sr": "{file}: прочитано редова: {rows}{sheet}"},
    "answered": {
        "en": "{file}: {said} of {all} cells hold a figure or a reason for none",
        "sr": "{file}: {said} од {all} поља садржи бројку или разлог што је нема",
    },
    "beside": {
        "en": "A mapping lies beside this sheet and is not used: add --mapping {mapping} if it should be.",
        "sr": "Уз ову табелу стоји повезивање које се не користи: додајте --mapping {mapping} ако треба.",
    },
    "sheet": {"en": ' from the sheet "{name}"', "sr": " са листа „{name}“"},
    "clean": {"en": "Nothing is wrong that natc can see.", "sr": "Нема ничег неисправног што natc може да уочи."},
    "no_rows": {
        "en": "There is no row to check yet. Fill the sheet and check it again.",
        "sr": "Још нема реда који би се проверио. Попуните лист и проверите га поново.",
    },
    "no_answers": {
        "en": "Nothing is filled in yet: there is nothing to check.",
        "sr": "Још ништа није попуњено: нема шта да се провери.",
    },
    "summary": {
        "en": "Blocking: {blocking}. Warnings: {warning}. Notes: {note}.",
        "sr": "Блокирајућих: {blocking}, упозорења: {warning}, напомена: {note}.",
    },
    "times": {"en": "{count} times", "sr": "{count} пута"},
    "row": {"en": "row {row}", "sr": "ред {row}"},
    "expected": {"en": "Expected: {expected}", "sr": "Очекује се: {expected}"},
    "do": {"en": "What to do: {do}", "sr": "Шта учинити: {do}"},
    "more": {"en": "and {count} more", "sr": "и још {count}"},
    "written": {"en": "Written: {path}", "sr": "Записано: {path}"},
}


@app.command()
def main(
    form: Annotated[str, typer.Argument(help="protection, justice, ngo or submission: the form the files should follow.")],
    files: Annotated[list[Path], typer.Argument(help="The files to check.")],
    *,
    mapping: MappingOption = None,
    sheet: SheetOption = None,
    header_row: HeaderOption = None,
    json: Annotated[Path | None, typer.Option("--json", help="Write all findings as JSON lines to this file.")] = None,
    workbook: Annotated[
        Path | None, typer.Option("--workbook", help="Write findings and coloured rows to this new .xlsx.")
    ] = None,
    without_values: Annotated[
        bool, typer.Option("--without-values", help="Leave out what stands in cells: fit for a helpdesk.")
    ] = False,
    today: Annotated[
        datetime.datetime | None, typer.Option(help="The day to check against, if not today.", formats=["%Y-%m-%d"])
    ] = None,
    lang: LangOption = Language.en,
) -> None:
    """Find what is wrong in a register, cell by cell. Exit code 0: nothing blocking; 1: blocking findings; 2: unusable input."""
    if form == SUBMISSION:
        if mapping or sheet or header_row or workbook or without_values:
            raise Refused("a submission is checked as it stands in its own workbook; only --json and --lang go with it")
        raise typer.Exit(int(_check_submissions(files, json, lang)))
    register = load_form(form)
    day = today.date() if today else datetime.date.today()
    _check_outputs(files, json, workbook)
    blocked = False
    for path in files:
        beside = path.with_name(f"{path.stem}.mapping.yaml")
        if mapping is None and beside.exists():
            _say("beside", lang, mapping=beside)
        table, join = _open(path, register, mapping, sheet, header_row)
        report = _checked(table, register, join, day)
        report = report.without_values() if without_values else report
        _tell(report, lang)
        _write(report, table, json, workbook, lang)
        blocked |= report.blocked
    raise typer.Exit(int(blocked))


def _write(report: Report, table: Table, json: Path | None, workbook: Path | None, lang: str) -> None:
    if json:
        write_json_lines(report.spoken(lang), json)
        _say("written", lang, path=json)
    if workbook:
        write_workbook(report, table, workbook, lang)
        _say("written", lang, path=workbook)


def _check_submissions(files: list[Path], json: Path | None, lang: str) -> bool:
    """Whether a submission holds blocking findings; tells all of them."""
    _check_outputs(files, json)
    found, answered = [], 0
    for path in files:
        answers = read_submission_template(path)
        said = answers.filter(pl.col("value").is_not_null() | pl.col("reason").is_not_null()).height
        answered += said
        _say("answered", lang, file=path.name, said=said, all=answers.height)
        found += check_submission(answers, path.name, lang)
    for finding in found:
        severity = word(finding.severity, lang)
        out.print(f"[bold {_COLOURS[finding.severity]}]{severity}[/] ", end="")
        tell(f"{finding.column} = {finding.value}  ({finding.rule})")
        tell(f"  {_place(finding, lang)}{finding.says}")
        tell("  " + say(_SAID["expected"], lang, expected=finding.expected))
        tell("  " + say(_SAID["do"], lang, do=finding.do))
        out.print()
    counts = {str(severity): sum(finding.severity is severity for finding in found) for severity in Severity}
    _say("summary" if found else "clean" if answered else "no_answers", lang, **counts)
    if json:
        write_json_lines(found, json)
        _say("written", lang, path=json)
    return counts[Severity.BLOCKING] > 0


def _check_outputs(files: list[Path], *outputs: Path | None) -> None:
    keep_inputs(outputs, files)
    for output in filter(None, outputs):
        if len(files) > 1:
            raise Refused(f"{output} can hold the findings of one file; check the {len(files)} files one by one")
        if not output.resolve().parent.is_dir():
            raise Refused(f"{output} cannot be written: there is no folder {output.resolve().parent}")


def _open(path: Path, form: Form, mapping: Path | None, sheet: str | None, header_row: int | None) -> tuple[Table, Mapping]:
    """The table and how it is read: by the mapping file, else by the standard's own codes and labels."""
    if mapping is None:
        table = read_table(path, sheet=sheet, header_row=header_row, known=targets(form))
        return table, plain_mapping(table, form)
    join = load_mapping(mapping)
    if join.form != form.code:
        raise Refused(f"{mapping.name} joins a sheet to {join.form}, not to {form.code}")
    refuse_proposals(join, mapping.name)
    return read_table(path, sheet=sheet or join.sheet, header_row=header_row or join.header_row), join


def _checked(table: Table, form: Form, join: Mapping, day: datetime.date) -> Report:
    with working(table.path.name) as progress:
        return check(
            table, form, join, today=day, on_progress=lambda rows, _: progress.update(progress.task_ids[0], said=spaced(rows))
        )


def _tell(report: Report, lang: str) -> None:
    sheet = say(_SAID["sheet"], lang, name=report.sheet) if report.sheet else ""
    _say("rows", lang, file=report.file, rows=report.rows, sheet=sheet)
    for remark in report.remarks:
        tell("  " + say(remark, lang))
    for group in report.groups():
        _tell_group(group, lang)
    counts = {str(severity): report.count(severity) for severity in Severity}
    out.print()
    _say("summary" if report.findings.height else "clean" if report.rows else "no_rows", lang, **counts)


def _tell_group(report: Report, lang: str) -> None:
    """One kind of finding: how often, the first cells, what to do."""
    whole_columns = report.findings[ROW].null_count() == report.findings.height
    shown = report.findings if whole_columns else report.findings.head(EXAMPLES)
    examples = list(report.only(shown).spoken(lang))
    first, count = examples[0], report.findings.height
    where = "" if whole_columns else first.column or ""
    times = say(_SAID["times"], lang, count=spaced(count)) if count > 1 else ""
    out.print(f"\n[bold {_COLOURS[first.severity]}]{word(first.severity, lang)}[/] ", end="")
    tell("  ".join(filter(None, (where, times, f"({first.rule})"))))
    for finding in examples:
        tell(f"  {_place(finding, lang)}{finding.says}")
    if count > len(examples):
        tell("  " + say(_SAID["more"], lang, count=spaced(count - len(examples))))
    if len({finding.expected for finding in examples}) == 1:
        tell("  " + say(_SAID["expected"], lang, expected=first.expected))
    tell("  " + say(_SAID["do"], lang, do=first.do))


def _place(finding: Finding, lang: str) -> str:
    return "" if finding.row is None else say(_SAID["row"], lang, row=finding.row) + ": "


def _say(key: str, lang: str, **parts: object) -> None:
    shown = {name: spaced(part) if isinstance(part, int) else part for name, part in parts.items()}
    tell(say(_SAID[key], lang, **shown))
