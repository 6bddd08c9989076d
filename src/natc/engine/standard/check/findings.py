"""Findings and their sentences."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import polars as pl

from natc.engine.standard.files import ROW
from natc.engine.standard.form import COUNTRIES, Form, Kind, Severity, Variable, load_codes, load_form, read_yaml
from natc.engine.text import Text, say

ORDER = {Severity.BLOCKING: 0, Severity.WARNING: 1, Severity.NOTE: 2}
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
    remarks: tuple[Text, ...]
    shows_cells: bool = True

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        rules = [rule for rule in self.findings["rule"].unique() if severity_of(self.form, rule) is severity]
        return int(self.findings["rule"].is_in(rules).sum())

    @property
    def blocked(self) -> bool:
        return any(severity_of(self.form, rule) is Severity.BLOCKING for rule in self.findings["rule"].unique())

    def without_values(self) -> "Report":
        """The same report with no cell's content in it, fit for a helpdesk."""
        blank = pl.lit(None, pl.String)
        counts = pl.col(ROW).is_null()  # the value of a whole-sheet finding is a count, not a cell
        kept = [pl.when(counts).then(pl.col(name)).otherwise(blank).alias(name) for name in ("value", "nearest")]
        return replace(self.only(self.findings.with_columns(kept)), shows_cells=False)

    def only(self, findings: pl.DataFrame) -> "Report":
        """The same report about these findings alone."""
        return replace(self, findings=findings)

    def groups(self) -> "list[Report]":
        """The findings of one rule in one column, each as a report of its own; those about whole columns stand together by
        rule. Blocking ones first, then the most frequent."""
        column = pl.when(pl.col(ROW).is_not_null()).then(pl.col("heading")).fill_null("").alias("group")
        parts = self.findings.with_columns(column).partition_by("rule", "group", maintain_order=True)
        parts.sort(key=lambda one: (ORDER[severity_of(self.form, one["rule"][0])], -one.height))
        return [self.only(one.drop("group")) for one in parts]

    def spoken(self, lang: str) -> Iterator[Finding]:
        """The findings one by one, in words."""
        for row, heading, variable, value, rule, nearest in self.findings.iter_rows():
            sentences = sentences_of(self.form, rule)
            words = _words(self.variables.get(variable), heading, value, nearest, lang)
            says, expected, do = (say(text, lang, **words) for text in (sentences.says, sentences.expected, sentences.do))
            yield Finding(self.file, self.sheet, row, heading, value, rule, sentences.severity, says, expected, do)


def severity_of(form: Form, rule: str) -> Severity:
    """How grave a finding of this rule is."""
    return sentences_of(form, rule).severity


def sentences_of(form: Form, rule: str) -> Sentences:
    """The sentences of a general rule or of one of the form's own."""
    return _all_rules(form.code)[rule]


@cache
def general_rules() -> dict[str, Sentences]:
    """The rules that hold for every form, from `findings.yaml`."""
    raw = read_yaml(Path(__file__).with_name("findings.yaml"))
    return {
        code: Sentences(Severity(entry["severity"]), entry["says"], entry["expected"], entry["do"]) for code, entry in raw.items()
    }


@cache
def _all_rules(form: str) -> dict[str, Sentences]:
    own = {rule.code: Sentences(rule.severity, rule.says, rule.expected, rule.do) for rule in load_form(form).rules}
    return {**general_rules(), **own}


def _words(variable: Variable | None, heading: str | None, value: str | None, nearest: str | None, lang: str) -> dict[str, str]:
    """What the placeholders of a sentence stand for; a value that is left out is shown as an ellipsis."""
    words = {"value": value or "…", "heading": heading or "", "meant": "", "label": heading or "", "variable": ""}
    if variable is None:
        return words
    words |= {"label": say(variable.label, lang), "variable": variable.code, "range": _range(variable, lang)}
    words["unlikely_above"] = _plain(variable.unlikely_above)
    if variable.codes:
        words["codes"] = _codes(variable.codes, lang)
    if nearest:
        label = say(load_codes(variable.code_list).label(nearest), lang)
        words["meant"] = say(
            {"en": "; {code} ({label}) is nearest", "sr": "; најближа је {code} ({label})"}, lang, code=nearest, label=label
        )
    return words


def _codes(name: str, lang: str) -> str:
    if name == COUNTRIES:
        return say(
            {"en": "a country: two letters of ISO 3166, or its name", "sr": "држава: два слова по ISO 3166 или назив"}, lang
        )
    codes = load_codes(name).codes
    named = ", ".join(f"{entry.code} ({say(entry.label, lang)})" for entry in codes[:FEW_CODES])
    more = say({"en": " and {count} more", "sr": " и још {count}"}, lang, count=len(codes) - FEW_CODES)
    return named if len(codes) <= FEW_CODES else named + more


def _range(variable: Variable, lang: str) -> str:
    whole = {"en": "a whole number", "sr": "цео број"} if variable.kind is Kind.INTEGER else {"en": "a number", "sr": "број"}
    if variable.most is None:
        least = say({"en": " from {least}", "sr": " од {least}"}, lang, least=_plain(variable.least))
        return say(whole, lang) + ("" if variable.least is None else least)
    bounds = {"least": _plain(variable.least), "most": _plain(variable.most)}
    return say(whole, lang) + say({"en": " from {least} to {most}", "sr": " од {least} до {most}"}, lang, **bounds)


def _plain(number: float | None) -> str:
    return "" if number is None else f"{number:g}"
