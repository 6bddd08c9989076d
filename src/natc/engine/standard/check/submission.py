"""What is wrong in a filled submission: totals against their rows, and tables that count the same against each other."""

from collections.abc import Iterator, Sequence

import polars as pl

from natc.engine.standard.check.findings import Finding
from natc.engine.standard.submission_form import Relation, Table, TableRule, load_submission_form, total_key
from natc.engine.text import say


def check_submission(answers: pl.DataFrame, file: str, lang: str) -> list[Finding]:
    """The findings, in words, about the answers that `read_submission_template` read from `file`."""
    form = load_submission_form()
    return check_tables(form.tables, form.rules, answers, file, lang)


def check_tables(
    tables: Sequence[Table], rules: Sequence[TableRule], answers: pl.DataFrame, file: str, lang: str
) -> list[Finding]:
    """The same for tables of any form. answers: table, cell, value, reason, sheet, row."""
    return [finding for rule in rules for finding in _apply(rule, tables, answers, file, lang)]


def _apply(rule: TableRule, tables: Sequence[Table], answers: pl.DataFrame, file: str, lang: str) -> Iterator[Finding]:
    if rule.kind is Relation.PARTS:
        for table in tables:
            if table.total and _differs_from_parts(table.code, answers):
                yield _finding(rule, table.code, answers, file, lang)
        return
    totals = {code: total for code in rule.tables if (total := _total(code, answers)) is not None}
    first, *others = rule.tables
    if first not in totals:
        return
    for other in others:
        if other in totals and _breaks(rule, totals[first], totals[other]):
            yield _finding(rule, other, answers, file, lang)


def _differs_from_parts(table: str, answers: pl.DataFrame) -> bool:
    """Whether a table's total is not the sum of its rows; with a reason in some row, whether it is below the sum."""
    total = _total(table, answers)
    parts = answers.filter(pl.col("table") == table, pl.col("cell") != total_key(table))
    if total is None or parts["value"].is_null().all():
        return False
    known = parts["value"].sum()
    return bool(total < known if parts["value"].null_count() else total != known)


def _breaks(rule: TableRule, first: float, other: float) -> bool:
    return first != other if rule.kind is Relation.EQUAL else first < other


def _total(table: str, answers: pl.DataFrame) -> float | None:
    total: list[float | None] = answers.filter(pl.col("cell") == total_key(table))["value"].to_list()
    return total[0] if total else None


def _finding(rule: TableRule, table: str, answers: pl.DataFrame, file: str, lang: str) -> Finding:
    """The finding at the total of `table`."""
    sheet, row, value = answers.filter(pl.col("cell") == total_key(table)).select("sheet", "row", "value").row(0)
    words = (say(text, lang) for text in (rule.says, rule.expected, rule.do))
    return Finding(file, sheet, row, total_key(table), f"{value:g}", rule.code, rule.severity, *words)
