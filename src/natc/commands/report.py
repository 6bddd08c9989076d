"""natc report: the tables that another body asks for, made from the annual submission."""

from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from natc.commands.screen import LangOption, Language, tell, working
from natc.engine.standard.reports import Report, make_report, read_given, write_files
from natc.engine.standard.reports.account import periods, remarks, state_name
from natc.engine.standard.reports.words import phrase
from natc.engine.text import say, spaced

app = typer.Typer(add_completion=False)


class Body(StrEnum):
    """The bodies that natc makes a report for, natc.engine.standard.reports.BODIES."""

    art19a = "art19a"
    eurostat = "eurostat"
    glotip = "glotip"
    greta = "greta"
    tip = "tip"
    marri = "marri"
    ctdc = "ctdc"
    network = "network"


@app.command(no_args_is_help=True)
def main(
    body: Annotated[Body, typer.Argument(help="For whom the report is.")],
    submissions: Annotated[
        list[Path], typer.Argument(help="The submission (.json or filled .xlsx), and those of earlier periods beside it.")
    ],
    *,
    folder: Annotated[Path, typer.Option("--out", help="Folder for the workbook and its tables as CSV; made when missing.")],
    lang: LangOption = Language.en,
) -> None:
    """Make the tables that another body asks for: exact figures, with every difference of definition in words."""
    with working(", ".join(path.name for path in submissions)):
        report = make_report(body, [read_given(path) for path in submissions])
        workbook, *tables = write_files(report, folder, lang, inputs=submissions)
    tell(_made(report, lang))
    for remark in remarks(report, lang):
        tell(remark)
    tell(phrase("screen_written", lang, path=workbook, tables=len(tables)))
    sheets = {name: phrase(f"sheet_{name}", lang) for name in ("differences", "missing")}
    tell(phrase("screen_read", lang, **sheets))


def _made(report: Report, lang: str) -> str:
    """What was made, in counted figures."""
    figures = [figure for made in report.tables for period in made.figures for row in period for figure in row]
    counts = Counter("exact" if figure.exact else "none" if figure.value is None else "least" for figure in figures)
    shown = {name: spaced(counts[name]) for name in ("exact", "least", "none")}
    title = say(report.body.title, lang)
    return phrase("screen_made", lang, title=title, state=state_name(report, lang), period=periods(report), **shown)
