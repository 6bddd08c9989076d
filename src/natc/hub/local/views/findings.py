"""What is wrong in a sheet, kind by kind, as grids in which one corrects; the office's own file stays as it is."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import polars as pl
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from natc.engine.standard.check import Report
from natc.engine.standard.check.findings import Finding, sentences_of
from natc.engine.standard.check.outputs import write_workbook
from natc.engine.standard.corrections import Correction, put, write_corrected
from natc.engine.standard.files import ROW
from natc.engine.standard.form import Severity
from natc.hub.local import office, work
from natc.hub.local.language import spoken_here
from natc.hub.local.notices import tell
from natc.hub.local.settings import FOLDER, MADE

CORRECTED, FOUND = "corrected", "findings"  # what a workbook beside the office's own holds
A_PAGE = 50  # findings
EXAMPLES = 3  # cells named below a kind of finding
MOST_LISTED = 200  # corrections shown on one page
FIELD = re.compile(r"cell:(\d{1,9}):(\d{1,5})")  # row as the spreadsheet numbers it, column from 0
BESIDE = 3  # columns shown beside a faulty cell, so that one sees whose row it is


def findings(request: HttpRequest, name: str) -> HttpResponse:
    """Every kind of finding with how often it occurs, the grave ones first; what was corrected so far."""
    sheet = office.sheet(name)
    report = office.looked(sheet)
    if report is None:
        here = reverse("findings", args=[name])
        label = _("Checking %(name)s") % {"name": name}
        return work.begin(label, lambda told: office.look(sheet, told), then=here, back=reverse("mapping", args=[name]))
    corrections = sheet.corrections
    page = {
        "sheet": sheet,
        "report": report,
        "groups": [_group(one) for one in report.groups()],
        "counts": {str(severity): report.count(severity) for severity in Severity},
        "corrections": corrections[-MOST_LISTED:][::-1],
        "corrected": len(corrections),
        "workbooks": [path.relative_to(FOLDER) for path in _made(sheet)],
    }
    return render(request, "local/findings.html", page)


def group(request: HttpRequest, name: str, rule: str) -> HttpResponse:
    """One kind of finding in one column, cell by cell, to be corrected."""
    sheet = office.sheet(name)
    if request.method == "POST":
        return _correct(request, sheet)
    report = office.looked(sheet)
    if report is None:
        return redirect("findings", name)
    column = request.GET.get("column")
    kind = _kind(report, rule, column)
    if kind is None:
        return redirect("findings", name)
    pages = Paginator(range(kind.findings.height), A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    part = kind.only(kind.findings.slice(shown.start_index() - 1, A_PAGE))
    spoken = list(part.spoken(spoken_here()))
    beside, cells = _beside(sheet, [one.row for one in spoken if one.row is not None], column)
    page = {
        "sheet": sheet,
        "group": _group(kind),
        "page": shown,
        "beside": beside,
        "column": column,
        "number": sheet.table().headings.index(column) if column else None,
        "findings": [(one, cells.get(one.row, ())) for one in spoken],
    }
    return render(request, "local/group.html", page)


def row(request: HttpRequest, name: str, row: int) -> HttpResponse:
    """One row with all its cells, for what a single cell does not tell."""
    sheet = office.sheet(name)
    if request.method == "POST":
        return _correct(request, sheet)
    table = sheet.table()
    rows = table.frame.filter(pl.col(ROW) == row).select(table.headings).collect()
    if rows.is_empty():
        raise Http404
    report = office.looked(sheet)
    found = report.only(report.findings.filter(pl.col(ROW) == row)).spoken(spoken_here()) if report else ()
    said: dict[str | None, list[Finding]] = {}
    for one in found:
        said.setdefault(one.column, []).append(one)
    line = enumerate(zip(table.headings, rows.row(0), strict=True))
    cells = [(number, heading, cell or "", said.get(heading, [])) for number, (heading, cell) in line]
    return render(request, "local/row.html", {"sheet": sheet, "row": row, "cells": cells, "of_row": said.get(None, [])})


@require_POST
def take_back(request: HttpRequest, name: str) -> HttpResponse:
    """Let a cell say again what the office wrote."""
    sheet = office.sheet(name)
    gone = (request.POST.get("row", ""), request.POST.get("heading", ""))
    sheet.keep(one for one in sheet.corrections if (str(one.row), one.heading) != gone)
    tell(_("The cell says again what the office wrote."))
    return redirect("findings", name)


@require_POST
def workbook(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """Write a workbook beside the office's own: its rows as corrected, or what natc check finds, rows coloured."""
    sheet, report, lang = office.sheet(name), office.looked(office.sheet(name)), spoken_here()
    here = reverse("findings", args=[name])
    if report is None:
        return redirect(here)
    path = _workbooks(sheet)[kind]

    def act(_told: work.Told) -> None:
        if kind == CORRECTED:
            write_corrected(sheet.table(), path)
        else:
            write_workbook(report, sheet.table(), path, lang)

    return work.begin(_("Writing %(file)s") % {"file": path.name}, act, then=here, back=here)


def _workbooks(sheet: office.Sheet) -> dict[str, Path]:
    """The two workbooks that can be made of a sheet."""
    return {kind: MADE / f"{sheet.path.stem}-{kind}.xlsx" for kind in (CORRECTED, FOUND)}


def _made(sheet: office.Sheet) -> list[Path]:
    """The workbooks that say how the sheet stands now; older ones are not offered."""
    return [path for path in _workbooks(sheet).values() if path.exists() and path.stat().st_mtime >= sheet.changed_at]


def _correct(request: HttpRequest, sheet: office.Sheet) -> HttpResponse:
    """Keep the cells that were changed on the page, and look again."""
    kept, count = sheet.corrections, 0
    for new in _changed(request, sheet):
        kept, count = put(kept, new), count + 1
    sheet.keep(kept)
    tell(ngettext("%(count)d cell was corrected.", "%(count)d cells were corrected.", count) % {"count": count})
    return redirect("findings", sheet.name)


def _changed(request: HttpRequest, sheet: office.Sheet) -> Iterator[Correction]:
    """The cells that the page changes, of those that still say what it showed: fields "cell:row:column" and "was:row:column",
    columns counted from 0. With "blank" all of them are blanked."""
    typed = [tuple(map(int, found.groups())) for field in request.POST if (found := FIELD.fullmatch(field))]
    table = sheet.table()
    rows = table.frame.filter(pl.col(ROW).is_in([row for row, _column in typed])).select(ROW, *table.headings).collect()
    cells = {row: line for row, *line in rows.iter_rows()}
    for row, column in typed:
        if row not in cells or column >= len(table.headings):
            continue
        was, now = request.POST.get(f"was:{row}:{column}", ""), request.POST[f"cell:{row}:{column}"]
        before, after = cells[row][column], None if "blank" in request.POST else now.strip() or None
        if _alike(was, before) and not _alike(after, before):
            yield Correction(row, table.headings[column], before, after)


def _alike(one: str | None, other: str | None) -> bool:
    """Whether two texts say the same but for the ends of lines, which a browser changes."""
    return (one or "").split() == (other or "").split()


def _kind(report: Report, rule: str, column: str | None) -> Report | None:
    """The findings of this rule in this column; None where there are none any more."""
    here = pl.col(ROW).is_null() if column is None else pl.col("heading").fill_null("") == column
    found = report.findings.filter(pl.col("rule") == rule, here)
    return None if found.is_empty() else report.only(found)


def _group(kind: Report) -> dict[str, object]:
    """A kind of finding as the page tells it: how grave, where, how often, some cells."""
    rule = kind.findings["rule"][0]
    examples = list(islice(kind.spoken(spoken_here()), EXAMPLES))
    whole = kind.findings[ROW].null_count() == kind.findings.height
    return {
        "severity": str(sentences_of(kind.form, rule).severity),
        "rule": rule,
        "column": None if whole else examples[0].column or "",
        "examples": examples,
        "count": kind.findings.height,
        "more": kind.findings.height - len(examples),
        "do": examples[0].do,
        "expected": examples[0].expected if len({one.expected for one in examples}) == 1 else "",
        "whole": whole,
    }


def _beside(sheet: office.Sheet, rows: list[int], column: str | None) -> tuple[list[str], dict[int | None, tuple[str, ...]]]:
    """The first columns of the sheet other than this one, and their cells in these rows."""
    table = sheet.table()
    headings = [heading for heading in table.headings if heading != column][:BESIDE]
    found = table.frame.filter(pl.col(ROW).is_in(rows)).select(ROW, *headings).collect()
    return headings, {number: tuple(cell or "" for cell in cells) for number, *cells in found.iter_rows()}
