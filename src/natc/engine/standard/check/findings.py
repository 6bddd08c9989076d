"""Findings and their sentences."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from natc.engine.standard.files import ROW
from natc.engine.standard.form import Form, Rule, Severity, Variable, load_codes, read_yaml
from natc.engine.text import Text, say

ORDER = {Severity.BLOCKING: 0, Severity.WARNING: 1, Severity.NOTE: 2}
FINDINGS = {
    ROW: pl.UInt32,  # null when the finding is about the whole sheet
    "heading": pl.String,
    "variable": pl.String,
    "value": pl.String,
    "rule": pl.String,
    "nearest": pl.String,  # the code most like the value
}
FEW_CODES = 8  # codes named in a sentence before it says how many there are


@dataclass(frozen=True)
class Sentences:
    """What a rule says, what it expects, what to do; {placeholders} of `words` are filled in."""

    severity: Severity
    says: Text
    expected: Text
    do: Text


@dataclass(frozen=True)
class Finding:
    """One finding in words of one language."""

    file: str
    sheet: str | None
    row: int | None
    column: str | None
    value: str | None
    rule: str
    severity: Severity
    says: str
    expected: str
    do: str


@dataclass(frozen=True)
class Report:
    """What a check found in one table. `findings` has the columns FINDINGS, at most one row a cell, in the order of the sheet."""

    file: str
    sheet: str | None
    form: Form
    rows: int
    variables: Mapping[str, Variable]
    findings: pl.DataFrame
    remarks: tuple[str, ...]

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(severity_of(self.form, rule) is severity for rule in self.findings["rule"])

    @property
    def blocked(self) -> bool:
        return any(severity_of(self.form, rule) is Severity.BLOCKING for rule in self.findings["rule"].unique())

    def without_values(self) -> "Report":
        """The same report with no cell's content in it, fit for a helpdesk."""
        blank = pl.lit(None, pl.String)
        findings = self.findings.with_columns(blank.alias("value"), blank.alias("nearest"))
        return Report(self.file, self.sheet, self.form, self.rows, self.variables, findings, self.remarks)

    def spoken(self, lang: str) -> Iterator[Finding]:
        """The findings one by one, in words."""
        for row, heading, variable, value, rule, nearest in self.findings.iter_rows():
            sentences = sentences_of(self.form, rule)
            words = _words(self.variables.get(variable), heading, value, nearest, lang)
            says, expected, do = (say(text, lang).format_map(words) for text in (sentences.says, sentences.expected, sentences.do))
            yield Finding(self.file, self.sheet, row, heading, value, rule, sentences.severity, says, expected, do)


def severity_of(form: Form, rule: str) -> Severity:
    """How grave a finding of this rule is."""
    return sentences_of(form, rule).severity


def sentences_of(form: Form, rule: str) -> Sentences:
    """The sentences of a general rule or of one of the form's own."""
    return {**general_rules(), **_own_rules(form.code, form.rules)}[rule]


@cache
def general_rules() -> dict[str, Sentences]:
    """The rules that hold for every form, from `findings.yaml`."""
    raw = read_yaml(Path(__file__).with_name("findings.yaml"))
    return {code: Sentences(Severity(entry["severity"]), entry["says"], entry["expected"], entry["do"]) for code, entry in raw.items()}
