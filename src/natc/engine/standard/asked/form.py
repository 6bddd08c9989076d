"""What a call asks, as data: sections of questions and of tables, read into frozen dataclasses.

Every answer has a cell key that stays: the code of its question, or the key of a table's cell (`submission_form.cell_key`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from natc.engine.standard.submission_form import (
    SEPARATOR,
    Category,
    Measure,
    Table,
    TableRule,
    cells,
    exists,
    read_categories,
    read_dimension,
    read_rule,
    read_table,
    total_key,
)
from natc.engine.text import LANGUAGES, Text, say

FIGURES = "figures"  # of `asked_with`: wherever a table of the section has a figure
TOTAL_LABEL = {"en": "Total", "sr": "Укупно"}


class Ask(StrEnum):
    """What a question takes."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"  # the code of one option
    CHOICES = "choices"  # codes of several
    SCALE = "scale"  # the code of one option; their order has a meaning
    RANKING = "ranking"  # codes of all options, the first one first


@dataclass(frozen=True)
class Question:
    """One answer asked for. readers: one of `form.READERS` but "home"."""

    key: str
    ask: Ask
    label: Text
    readers: str
    note: Text | None = None
    options: tuple[Category, ...] = ()
    long: bool = True  # a text has several lines
    whole: bool = True  # a number has no decimals
    least: float | None = None
    most: float | None = None
    needed: bool = True  # neither an answer nor a reason for none is a finding that blocks
    asked_with: str | None = None  # asked only where a cell of the section's tables has this reason, or FIGURES


@dataclass(frozen=True)
class Given:
    """What was answered: a value, or the code of a reason for none, or neither."""

    value: Any = None  # a number, a text, a date as YYYY-MM-DD, the code of an option, a list of codes
    reason: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing was said yet."""
        return self.value is None and not self.reason


@dataclass(frozen=True)
class Section:
    """A part of a form that one person can answer at one go."""

    code: str
    title: Text
    note: Text | None
    questions: tuple[Question, ...]
    tables: tuple[Table, ...]

    @cached_property
    def cells(self) -> tuple[Question, ...]:
        """The cells of its closed tables and the totals of open ones, as questions."""
        return tuple(_cell(table, cell.codes) for table in self.tables for cell in cells(table))

    @property
    def asked(self) -> tuple[Question, ...]:
        """All that can be listed beforehand: questions, then cells. An open table has further rows."""
        return (*self.questions, *self.cells)

    @cached_property
    def _tables(self) -> Mapping[str, Table]:
        return {table.code: table for table in self.tables}

    def table(self, key: str) -> Table | None:
        """The table of which this is the key of a cell; None where it is none of the section's."""
        return self._tables.get(key.partition(SEPARATOR)[0])

    def own(self, answers: Mapping[str, Given]) -> dict[str, Given]:
        """Those of the answers, by key, that are to questions and tables of the section."""
        keys = {question.key for question in self.questions}
        return {key: answer for key, answer in answers.items() if key in keys or self.table(key)}


@dataclass(frozen=True)
class AskedForm:
    """A form as a call sends it. who_answered: one of READERS, who may know which desks have answered, never what."""

    code: str
    version: str
    status: str  # "proposed" until a decision of the Network adopts it
    title: Text
    purpose: Text
    who_answered: str
    reasons: tuple[Category, ...]  # why there is no answer
    sections: tuple[Section, ...]
    rules: tuple[TableRule, ...]

    @cached_property
    def listed(self) -> Mapping[str, Question]:
        """Every question and cell that can be listed beforehand, by its key."""
        return {question.key: question for section in self.sections for question in section.asked}

    def question(self, key: str) -> Question | None:
        """The question or cell with this key, rows of open tables too; None where the form asks no such thing."""
        return self.listed.get(key) or self._row_of_open_table(key)

    def section(self, code: str) -> Section | None:
        """The section with this code; None where there is none."""
        return next((section for section in self.sections if section.code == code), None)

    def _row_of_open_table(self, key: str) -> Question | None:
        codes = key.split(SEPARATOR)[1:]
        table = next((table for section in self.sections if (table := section.table(key))), None)
        if table is None or not table.open or table.waits_for or len(codes) != len(table.dimensions):
            return None
        known = all(
            code in {category.code for category in dimension.categories}
            for dimension, code in zip(table.dimensions, codes, strict=True)
        )
        return _cell(table, codes) if known and exists(table, codes) else None


def read_asked_form(raw: Mapping[str, Any]) -> AskedForm:
    """The form that is written as `raw`, the content of a YAML or JSON file."""
    dimensions = {code: read_dimension(code, entry) for code, entry in raw.get("dimensions", {}).items()}
    return AskedForm(
        code=raw["code"],
        version=raw["version"],
        status=raw["status"],
        title=raw["title"],
        purpose=raw["purpose"],
        who_answered=raw["who_answered"],
        reasons=read_categories(raw["reasons"]),
        sections=tuple(_section(entry, dimensions) for entry in raw["sections"]),
        rules=tuple(read_rule(entry) for entry in raw.get("rules", ())),
    )


def _section(raw: Mapping[str, Any], dimensions: Mapping[str, Any]) -> Section:
    tables = (read_table(entry, entry["register"], entry["readers"], dimensions) for entry in raw.get("tables", ()))
    questions = tuple(_question(entry) for entry in raw.get("questions", ()))
    return Section(raw["code"], raw["title"], raw.get("note"), questions, tuple(tables))


def _question(raw: Mapping[str, Any]) -> Question:
    return Question(**{**raw, "ask": Ask(raw["ask"]), "options": read_categories(raw.get("options", ()))})


def _cell(table: Table, codes: Sequence[str]) -> Question:
    key = SEPARATOR.join((table.code, *codes)) if codes else total_key(table.code)
    labels = list(_labels(table, codes)) or [TOTAL_LABEL]
    label = {lang: " · ".join(say(text, lang) for text in labels) for lang in LANGUAGES}
    whole = table.measure not in (Measure.AMOUNT, Measure.DAYS)
    return Question(key, Ask.NUMBER, label, table.readers, whole=whole, least=0)


def _labels(table: Table, codes: Sequence[str]) -> Iterator[Text]:
    for dimension, code in zip(table.dimensions, codes, strict=False):  # a total has no codes
        yield next(category.label for category in dimension.categories if category.code == code)
