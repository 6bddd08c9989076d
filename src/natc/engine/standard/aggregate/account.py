"""A submission told in sentences: what was counted, what was left out and why, the totals, which tables have no numbers."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from natc.engine.standard.aggregate.words import phrase
from natc.engine.standard.check import Report
from natc.engine.standard.check.submission import check_submission
from natc.engine.standard.form import Severity
from natc.engine.standard.reference import word
from natc.engine.standard.submission import Submission
from natc.engine.standard.submission_form import Table, load_submission_form, total_key
from natc.engine.text import say

LEFT_OUT = ("family_members", "out_of_period", "date_not_exact_enough", "without_reference_date")


def checked(report: Report, lang: str) -> str:
    """What the check of a register found, in numbers."""
    counts = {str(severity): report.count(severity) for severity in Severity}
    return phrase("findings", lang, file=report.file, form=report.form.code, **counts)


def counted(submission: Submission, lang: str) -> Iterator[str]:
    """What became of the rows of each register."""
    registers = submission.manifest["registers"]
    period = {"first": str(submission.first_day), "last": str(submission.last_day)}
    yield from _protection(registers["protection"], period, lang)
    if "justice" in registers:
        yield from _justice(registers["justice"], lang)


def totals(submission: Submission) -> list[tuple[Table, float]]:
    """The tables that have a total, with it."""
    values = dict(submission.cells.select("cell", "value").iter_rows())
    tables = load_submission_form().tables
    return [(table, total) for table in tables if (total := values.get(total_key(table.code))) is not None]


def silent(submission: Submission, lang: str) -> Iterator[str]:
    """The tables without numbers by reason, and those in which some rows hold one."""
    reasons = {reason.code: say(reason.label, lang) for reason in load_submission_form().reasons}
    whole: dict[str, list[str]] = {}
    for row in submission.marks.filter(pl.col("reason").is_not_null()).iter_rows(named=True):
        reason = reasons[row["reason"]]
        said = phrase("by_day", lang, reason=reason, day=row["expected"]) if row["expected"] else reason
        whole.setdefault(said, []).append(row["table"])
    if whole:
        yield phrase("silent", lang)
    for said, tables in whole.items():
        yield phrase("silent_tables", lang, tables=", ".join(tables), reason=said)
    numbered = submission.marks.filter(pl.col("reason").is_null())["table"].implode()
    partly = submission.cells.filter(pl.col("table").is_in(numbered), pl.col("reason").is_not_null())
    if partly.height:
        yield phrase("partly", lang, tables=", ".join(partly["table"].unique(maintain_order=True)))


def odd(submission: Submission, lang: str) -> Iterator[str]:
    """What the rules over tables find worth a look."""
    answers = submission.cells.with_columns(pl.lit(None, pl.String).alias("sheet"), pl.lit(None, pl.Int64).alias("row"))
    for finding in check_submission(answers, "", lang):
        yield f"{word(finding.severity, lang)}: {finding.says} {finding.do}"


def _protection(account: Mapping[str, Any], period: dict[str, str], lang: str) -> Iterator[str]:
    rows = account["rows"]
    yield phrase("rows", lang, file=account["file"]["name"], read=rows["read"], counted=rows["counted"], **period)
    if any(rows[name] for name in LEFT_OUT):
        yield phrase("left_out", lang)
    for name in LEFT_OUT:
        if rows[name]:
            yield phrase(name, lang, count=rows[name])
    if rows["without_consent"]:
        yield phrase("without_consent", lang, count=rows["without_consent"])
    if linked := account.get("linked"):
        yield phrase("linked", lang, rows=linked["rows"], persons=linked["persons"])


def _justice(account: Mapping[str, Any], lang: str) -> Iterator[str]:
    rows = account["rows"]
    yield phrase("justice_rows", lang, file=account["file"]["name"], read=rows["read"], legal_persons=rows["legal_persons"])
    for name in ("without_person_code", "without_case_code"):
        if rows[name]:
            yield phrase(name, lang, count=rows[name])
