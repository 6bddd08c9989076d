"""What natc aggregate says: what was counted, what was left out and why, the totals, which tables have no numbers."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from natc.commands.screen import tell
from natc.engine.standard.aggregate.words import phrase
from natc.engine.standard.check import Report
from natc.engine.standard.check.submission import check_submission
from natc.engine.standard.form import Severity
from natc.engine.standard.reference import word
from natc.engine.standard.submission import Submission
from natc.engine.standard.submission_form import load_submission_form, total_key
from natc.engine.text import say

LEFT_OUT = ("family_members", "out_of_period", "date_not_exact_enough", "without_reference_date")


def tell_checked(report: Report, lang: str) -> None:
    """What the check of a register found, in numbers."""
    counts = {str(severity): report.count(severity) for severity in Severity}
    tell(phrase("findings", lang, file=report.file, form=report.form.code, **counts))


def tell_submission(submission: Submission, written: Sequence[Path], lang: str) -> None:
    """The whole story of one submission."""
    registers = submission.manifest["registers"]
    period = {"first": str(submission.first_day), "last": str(submission.last_day)}
    _tell_protection(registers["protection"], period, lang)
    if "justice" in registers:
        _tell_justice(registers["justice"], lang)
    _tell_totals(submission, lang)
    _tell_silent(submission, lang)
    _tell_odd(submission, lang)
    for path in written:
        tell(phrase("written", lang, path=path))
    tell(phrase("next", lang, file=written[-1].name))


def _tell_protection(account: Mapping[str, Any], period: dict[str, str], lang: str) -> None:
    rows = account["rows"]
    tell(phrase("rows", lang, file=account["file"]["name"], read=rows["read"], counted=rows["counted"], **period))
    if any(rows[name] for name in LEFT_OUT):
        tell(phrase("left_out", lang))
    for name in LEFT_OUT:
        if rows[name]:
            tell(phrase(name, lang, count=rows[name]))
    if rows["without_consent"]:
        tell(phrase("without_consent", lang, count=rows["without_consent"]))
    if linked := account.get("linked"):
        tell(phrase("linked", lang, rows=linked["rows"], persons=linked["persons"]))


def _tell_justice(account: Mapping[str, Any], lang: str) -> None:
    rows = account["rows"]
    tell(phrase("justice_rows", lang, file=account["file"]["name"], read=rows["read"], legal_persons=rows["legal_persons"]))
    for name in ("without_person_code", "without_case_code"):
        if rows[name]:
            tell(phrase(name, lang, count=rows[name]))


def _tell_totals(submission: Submission, lang: str) -> None:
    tell(phrase("totals", lang))
    values = dict(submission.cells.select("cell", "value").iter_rows())
    for table in load_submission_form().tables:
        total = values.get(total_key(table.code))
        if total is not None:
            tell(phrase("total", lang, table=f"{table.code:<15}", count=f"{total:>9,.0f}", title=say(table.title, lang)))


def _tell_silent(submission: Submission, lang: str) -> None:
    """The tables without numbers by reason, and those in which some rows hold one."""
    reasons = {reason.code: say(reason.label, lang) for reason in load_submission_form().reasons}
    whole: dict[str, list[str]] = {}
    for row in submission.marks.filter(pl.col("reason").is_not_null()).iter_rows(named=True):
        reason = reasons[row["reason"]]
        said = phrase("by_day", lang, reason=reason, day=row["expected"]) if row["expected"] else reason
        whole.setdefault(said, []).append(row["table"])
    if whole:
        tell(phrase("silent", lang))
    for said, tables in whole.items():
        tell(phrase("silent_tables", lang, tables=", ".join(tables), reason=said))
    numbered = submission.marks.filter(pl.col("reason").is_null())["table"].implode()
    partly = submission.cells.filter(pl.col("table").is_in(numbered), pl.col("reason").is_not_null())
    if partly.height:
        tell(phrase("partly", lang, tables=", ".join(partly["table"].unique(maintain_order=True))))


def _tell_odd(submission: Submission, lang: str) -> None:
    """What the rules over tables find worth a look."""
    answers = submission.cells.with_columns(pl.lit(None, pl.String).alias("sheet"), pl.lit(None, pl.Int64).alias("row"))
    for finding in check_submission(answers, "", lang):
        tell(f"{word(finding.severity, lang)}: {finding.says} {finding.do}")
