"""`natc harmonise`: figures that states already handed in elsewhere, tidied, with everything that is odd about them."""

from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from natc.commands.screen import LangOption, Language, out, working
from natc.engine.standard.harmonise.coverage import REGION
from natc.engine.standard.harmonise.glotip import Harmonised, harmonise
from natc.engine.standard.harmonise.labels import Kind, classify, country_name
from natc.engine.standard.harmonise.tidy import IMPROBABLE_ABOVE, Status
from natc.engine.standard.harmonise.words import load_words, phrase, rule_title, severity_of, term
from natc.engine.standard.harmonise.write import write
from natc.engine.standard.reference import word
from natc.engine.text import say

FIRST = 10  # labels not resolved that the screen shows; all of them stand in labels.csv

app = typer.Typer(
    help="Tidy figures that states already handed in elsewhere, and say what is odd about them.", no_args_is_help=True
)


@app.callback()
def harmonise_what() -> None:
    """Keeps `glotip` a sub-command while it is the only one."""


@app.command()
def glotip(
    workbook: Annotated[Path, typer.Argument(help="The UNODC trafficking workbook, as downloaded (.xlsx).")],
    folder: Annotated[Path, typer.Option("--out", help="Folder for the tables and reports; made when missing.")],
    lang: LangOption = Language.en,
) -> None:
    """The UNODC workbook as one tidy table, with findings, coverage, labels, and a report for each state of the region."""
    with working(phrase("reading", lang, workbook=workbook.name)):
        harmonised = harmonise(workbook)
    with working(phrase("writing", lang, folder=folder)):
        files = write(harmonised, folder, lang=lang)
    for line in [
        *_figures(harmonised, lang),
        "",
        *_labels(harmonised, lang),
        "",
        *_findings(harmonised, lang),
        "",
        *_files(files, lang),
    ]:
        out.print(line, markup=False)


def _figures(harmonised: Harmonised, lang: str) -> list[str]:
    cells = harmonised.cells
    count = {status: cells.filter(pl.col("status") == status).height for status in Status}
    states = cells["territory_label"].n_unique()
    lines = [
        phrase("screen-rows", lang, rows=cells.height, states=states, first=cells["year"].min(), last=cells["year"].max()),
        phrase("screen-status", lang, shown=count[Status.SHOWN], hidden=count[Status.HIDDEN], missing=count[Status.MISSING]),
    ]
    if odd := count[Status.IMPROBABLE] + count[Status.UNREADABLE]:
        lines.append(phrase("screen-odd", lang, odd=odd, limit=IMPROBABLE_ABOVE))
    silent = [country_name(code, lang) for code in REGION if code not in cells["territory"]]
    if silent:
        lines.append(phrase("screen-silent", lang, states=", ".join(silent)))
    return lines


def _labels(harmonised: Harmonised, lang: str) -> list[str]:
    labels = harmonised.labels
    lines = [phrase("screen-labels", lang, labels=labels.height, rows=labels["rows"].sum())]
    for kind in Kind:
        of_kind = labels.filter(pl.col("kind") == kind)
        if not of_kind.is_empty():
            lines.append(
                phrase("screen-kind", lang, kind=term("kinds", kind, lang), labels=of_kind.height, rows=of_kind["rows"].sum())
            )
    open_labels = labels.filter(pl.col("kind") == Kind.NOT_RESOLVED).sort("rows", "label", descending=[True, False])
    return lines + _not_resolved(open_labels, lang)


def _not_resolved(labels: pl.DataFrame, lang: str) -> list[str]:
    if labels.is_empty():
        return []
    lines = [phrase("screen-open", lang, count=labels.height)]
    for row in labels.head(FIRST).iter_rows(named=True):
        names = ", ".join(f"{country_name(code, lang)} ({code})" for code in row["candidates"].split("; ") if code)
        perhaps = phrase("candidates", lang, names=names) if names else phrase("no-candidate", lang)
        lines.append(f"  “{row['label']}” ({row['rows']}): {say(classify(row['label']).reason, lang)}; {perhaps}")
    return [*lines, phrase("screen-rest", lang)]


def _findings(harmonised: Harmonised, lang: str) -> list[str]:
    region = pl.col("territory").is_in(REGION)
    times = (
        harmonised.findings.group_by("rule")
        .agg(pl.len(), region.sum().alias("region"))
        .rows_by_key("rule", named=True, unique=True)
    )
    lines = [phrase("screen-findings", lang, count=harmonised.findings.height)]
    for rule in load_words()["rules"]:
        if rule in times:
            severity = word(severity_of(rule), lang)
            here = phrase("screen-region", lang, count=times[rule]["region"])
            lines.append(f"  {times[rule]['len']:>5}  {severity}: {rule_title(rule, lang)} ({here})")
    return lines


def _files(files: list[Path], lang: str) -> list[str]:
    names = ", ".join(path.name for path in files if path.suffix != ".html")
    reports = [path for path in files if path.suffix == ".html"]
    lines = [phrase("screen-files", lang, folder=files[0].parent, names=names, reports=len(reports))]
    return [*lines, phrase("screen-open-first", lang, path=files[0].parent / "report-region.html")]
