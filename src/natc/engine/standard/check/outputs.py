"""Findings written out: JSON lines, and a workbook beside the office's own, which stays as it is."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from itertools import islice
from pathlib import Path

import polars as pl
import xlsxwriter

from natc.engine.standard.check.findings import ORDER, Finding, Report
from natc.engine.standard.files import ROW, Table
from natc.engine.standard.form import Severity
from natc.engine.standard.reference import word
from natc.engine.text import Text, say
from natc.engine.whole import whole_file, whole_workbook

MOST_COMMENTED = 2_000  # rows whose faulty cells carry comments; more makes a workbook that old laptops open slowly
MOST_IN_FULL = 5_000  # rows up to which the whole sheet is shown, not only the faulty rows
MOST_LISTED = 100_000  # findings listed; JSON lines hold all of them
COLOURS = {Severity.BLOCKING: "#F4B6B6", Severity.WARNING: "#FBE3A6", Severity.NOTE: "#CFE3F5"}
_SHEETS: dict[str, Text] = {"findings": {"en": "Findings", "sr": "Налази"}, "rows": {"en": "Rows", "sr": "Редови"}}
_HEADS: dict[str, Text] = {
    "sheet": {"en": "Sheet", "sr": "Лист"},
    "row": {"en": "Row", "sr": "Ред"},
    "column": {"en": "Column", "sr": "Колона"},
    "value": {"en": "Value", "sr": "Вредност"},
    "severity": {"en": "Severity", "sr": "Тежина"},
    "rule": {"en": "Rule", "sr": "Правило"},
    "says": {"en": "What is wrong", "sr": "Шта није у реду"},
    "expected": {"en": "Expected", "sr": "Очекује се"},
    "do": {"en": "What to do", "sr": "Шта учинити"},
}
_WIDTHS = (11, 6, 18, 16, 12, 22, 44, 34, 44)  # characters; together one landscape page at a legible size
_LINE = 15  # points, the height of a line


def write_json_lines(findings: Iterable[Finding], path: Path) -> None:
    """Findings as JSON lines, one object a finding with the fields of `Finding`; the file appears whole or not at all."""
    with whole_file(path) as unfinished, unfinished.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(finding), ensure_ascii=False) + "\n" for finding in findings)


def write_workbook(report: Report, table: Table, path: Path, lang: str) -> None:
    """A new workbook: the findings, and the rows that have some, coloured, with comments on the first MOST_COMMENTED.

    The sheet is shown in full up to MOST_IN_FULL rows. With a report without values only the findings are written.
    """
    findings = list(islice(report.spoken(lang), MOST_LISTED))
    with whole_workbook(path) as book:
        _write_findings(book, findings, lang)
        if report.shows_cells and report.findings[ROW].is_not_null().any():
            _write_rows(book, report, table, findings, lang)


def _write_findings(book: xlsxwriter.Workbook, findings: list[Finding], lang: str) -> None:
    sheet = book.add_worksheet(say(_SHEETS["findings"], lang))
    head = book.add_format({"bold": True, "bg_color": "#1F3B57", "font_color": "#FFFFFF", "text_wrap": True, "valign": "top"})
    shades = {
        severity: book.add_format({"bg_color": colour, "text_wrap": True, "valign": "top"})
        for severity, colour in COLOURS.items()
    }
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_row(0, 0, [say(text, lang) for text in _HEADS.values()], head)
    findings = sorted(findings, key=lambda finding: ORDER[finding.severity])
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width, wrapped)
    for line, finding in enumerate(findings, start=1):
        told = {**asdict(finding), "severity": word(finding.severity, lang)}
        for column, name in enumerate(_HEADS):
            _write(sheet, line, column, told[name], shades[finding.severity] if name == "severity" else wrapped)
        sheet.set_row(line, _LINE * max(map(_lines, (str(told[name] or "") for name in _HEADS), _WIDTHS)))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(findings), 1), len(_HEADS) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write_rows(book: xlsxwriter.Workbook, report: Report, table: Table, findings: list[Finding], lang: str) -> None:
    """The office's rows with the faulty cells coloured; a cell at fault says why in a comment."""
    sheet = book.add_worksheet(say(_SHEETS["rows"], lang))
    shades = {severity: book.add_format({"bg_color": colour}) for severity, colour in COLOURS.items()}
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    faulty = {(finding.row, finding.column): finding for finding in findings if finding.row is not None}
    rows = _rows_shown(report, table)
    sheet.write_row(0, 0, [say(_HEADS["row"], lang), *table.headings], bold)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, len(table.headings), 18)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    commented: set[int] = set()
    worst = {finding.row: finding.severity for finding in sorted(findings, key=lambda one: -ORDER[one.severity])}
    for line, (row, *cells) in enumerate(rows.iter_rows(), start=1):
        for column, (heading, cell) in enumerate(zip((None, *table.headings), (row, *cells), strict=True)):
            finding = faulty.get((row, heading))  # one without a heading is about the row
            shade = worst.get(row) if heading is None else finding and finding.severity
            _write(sheet, line, column, cell, shades[shade] if shade else None)
            if finding and (row in commented or len(commented) < MOST_COMMENTED):
                commented.add(row)
                sheet.write_comment(line, column, f"{finding.says}\n{finding.do}", {"x_scale": 2, "y_scale": 1.4})


def _rows_shown(report: Report, table: Table) -> pl.DataFrame:
    columns = table.frame.select(ROW, *table.headings)
    if report.rows <= MOST_IN_FULL:
        return columns.collect()
    faulty = report.findings[ROW].drop_nulls().unique(maintain_order=True).head(MOST_IN_FULL)
    return columns.filter(pl.col(ROW).is_in(faulty.implode())).collect()


def _lines(text: str, width: int) -> int:
    """Lines a text takes in a column so many characters wide; office programs do not work it out when they open a file."""
    return -(-len(text) // (width - 2)) or 1


def _write(sheet: xlsxwriter.worksheet.Worksheet, line: int, column: int, value: object, shade: object) -> None:
    if isinstance(value, int):
        sheet.write_number(line, column, value, shade)
    elif value is None:
        sheet.write_blank(line, column, None, shade)
    else:
        sheet.write_string(line, column, str(value), shade)
