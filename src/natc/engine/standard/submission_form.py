"""The annual submission as data: its tables, their dimensions and cells, read from `forms/submission*.yaml`.

A cell key is stable: table code, then the category codes in the order of the table's dimensions, joined by "|"
("P1|Identified|F|0-17"); the total of a table is "P1|Total". Keys of one year are compared with keys of another,
so a code is never given a new meaning; what changes gets a new code and the old one is retired.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import product
from typing import Any

from natc.engine.standard.form import HERE, Severity, Source, load_codes, read_yaml
from natc.engine.text import LANGUAGES, Text

PARTS = ("submission_protection", "submission_justice")
TOTAL = "Total"
SEPARATOR = "|"


class Rows(StrEnum):
    """Whether a person is in one row of the table or may be in several."""

    ONCE = "once"
    SEVERAL = "several"


class Measure(StrEnum):
    """What the figures of a table are."""

    PERSONS = "persons"
    CASES = "cases"
    EVENTS = "events"
    AMOUNT = "amount"  # money, in the currency of the row
    DAYS = "days"  # calendar days, half days possible in a median


class Relation(StrEnum):
    """What a rule compares."""

    PARTS = "parts"  # a table's total is the sum of its own rows
    EQUAL = "equal"  # all the same
    AT_LEAST = "at_least"  # the first is not below the second


@dataclass(frozen=True)
class Category:
    """One value of a dimension. `holds` are the register's codes that fall into it where they differ from its own code."""

    code: str
    label: Text
    note: Text | None = None
    holds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dimension:
    """What the rows of a table are split by. In an open one the office picks a category for each row it adds."""

    code: str
    label: Text
    categories: tuple[Category, ...]
    open: bool = False
    variable: str | None = None  # of the register, where one variable decides
    codes: str | None = None  # the code list of the standard that gives the categories


@dataclass(frozen=True)
class Table:
    """One table of counts: what it counts, from which register, split by which dimensions."""

    code: str
    register: str  # "protection" or "justice"
    title: Text
    definition: Text
    unit: Text  # unit of count
    reference: Text  # the date that puts something into a year
    counting: Text  # counting rule
    source: Source
    caveat: Text | None
    readers: str
    dimensions: tuple[Dimension, ...]
    rows: Rows
    measure: Measure
    total: bool  # the office also gives the total, checked against the rows
    only: tuple[Mapping[str, Sequence[str]], ...] = ()  # a row exists where one clause holds; "not_<dimension>" excludes
    waits_for: Text | None = None  # why the table is not asked yet

    @property
    def open(self) -> bool:
        """Whether the office adds rows; otherwise the rows are given by `cells`."""
        return any(dimension.open for dimension in self.dimensions)


@dataclass(frozen=True)
class Cell:
    """One number asked for. `codes` are the categories in the order of the table's dimensions; empty for the total."""

    key: str
    table: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class TableRule:
    """A rule over tables. With PARTS `tables` is empty and every table with a total is meant."""

    code: str
    kind: Relation
    severity: Severity
    tables: tuple[str, ...]
    says: Text
    expected: Text
    do: Text


@dataclass(frozen=True)
class SubmissionForm:
    """The annual submission: its tables, the rules between them, and what may be said in place of a number."""

    code: str
    version: str
    status: str  # "proposed" until a decision of the Network adopts it
    title: Text
    purpose: Text
    reasons: tuple[Category, ...]  # why a cell or table holds no number
    marks: tuple[Category, ...]  # provisional, final, revised
    breaks: tuple[Category, ...]  # why a table cannot be compared with last year's
    tables: tuple[Table, ...]
    rules: tuple[TableRule, ...]

    def table(self, code: str) -> Table:
        """The table with this code; KeyError when there is none."""
        for table in self.tables:
            if table.code == code:
                return table
        raise KeyError(code)


def cell_key(table: str, codes: Sequence[str]) -> str:
    """The stable key of the cell of `table` with these category codes, in the order of the table's dimensions."""
    return SEPARATOR.join((table, *codes))


def total_key(table: str) -> str:
    """The key of the total of the table with this code."""
    return cell_key(table, [TOTAL])


def cells(table: Table) -> list[Cell]:
    """The cells of a closed table in order, the total first; of an open table the total, of a waiting one none."""
    total = [Cell(total_key(table.code), table.code, ())] if table.total and not table.waits_for else []
    if table.open or table.waits_for:
        return total
    rows = product(*([category.code for category in dimension.categories] for dimension in table.dimensions))
    return total + [Cell(cell_key(table.code, codes), table.code, codes) for codes in rows if exists(table, codes)]


def exists(table: Table, codes: Sequence[str]) -> bool:
    """Whether `table` has a row with these category codes, by its `only` clauses."""
    row = {dimension.code: code for dimension, code in zip(table.dimensions, codes, strict=True)}
    return not table.only or any(holds(clause, row) for clause in table.only)


def holds(clause: Mapping[str, Sequence[str]], row: Mapping[str, str]) -> bool:
    """Whether a clause holds of a row {dimension: category}; "not_<dimension>" excludes categories."""
    return all(
        row[key.removeprefix("not_")] not in codes if key.startswith("not_") else row[key] in codes
        for key, codes in clause.items()
    )


@cache
def load_submission_form() -> SubmissionForm:
    """The annual submission, with its dimensions filled from the code lists of the standard."""
    raw = read_yaml(HERE / "forms" / "submission.yaml")
    dimensions = {code: read_dimension(code, entry) for code, entry in raw["dimensions"].items()}
    tables = [
        read_table(entry, part.removeprefix("submission_"), raw["readers"], dimensions)
        for part in PARTS
        for entry in read_yaml(HERE / "forms" / f"{part}.yaml")["tables"]
    ]
    return SubmissionForm(
        code=raw["code"],
        version=raw["version"],
        status=raw["status"],
        title=raw["title"],
        purpose=raw["purpose"],
        reasons=read_categories(raw["reasons"]),
        marks=read_categories(raw["marks"]),
        breaks=read_categories(raw["breaks"]),
        tables=tuple(tables),
        rules=tuple(read_rule(entry) for entry in raw["rules"]),
    )


def read_dimension(code: str, raw: Mapping[str, Any]) -> Dimension:
    """The dimension that is written as `raw`, its categories filled from a code list, a span of years, or given."""
    listed = load_codes(raw["codes"]).codes if "codes" in raw else ()
    categories = (
        *(Category(entry.code, entry.label, entry.note) for entry in listed),
        *_years(*raw.get("years", (1, 0))),
        *read_categories(raw.get("categories", ())),
        *read_categories(raw.get("then", ())),
    )
    return Dimension(code, raw["label"], categories, raw.get("open", False), raw.get("variable"), raw.get("codes"))


def _years(first: int, last: int) -> tuple[Category, ...]:
    return tuple(Category(str(year), dict.fromkeys(LANGUAGES, str(year))) for year in range(first, last + 1))


def read_categories(raw: Sequence[Mapping[str, Any]]) -> tuple[Category, ...]:
    """Categories that are written as `raw`, in order."""
    return tuple(Category(**{**entry, "holds": tuple(entry.get("holds", ()))}) for entry in raw)


def read_table(raw: Mapping[str, Any], register: str, readers: str, dimensions: Mapping[str, Dimension]) -> Table:
    """The table that is written as `raw`; its dimensions are named there by their codes."""
    typed = {
        "register": register,
        "readers": readers,
        "source": Source(raw["source"]["text"], raw["source"]["checked"]),
        "dimensions": tuple(dimensions[code] for code in raw["dimensions"]),
        "rows": Rows(raw["rows"]),
        "measure": Measure(raw["measure"]),
        "only": tuple(raw.get("only", ())),
    }
    return Table(**{**raw, **typed})


def read_rule(raw: Mapping[str, Any]) -> TableRule:
    """The rule over tables that is written as `raw`."""
    typed = {"kind": Relation(raw["kind"]), "severity": Severity(raw["severity"]), "tables": tuple(raw["tables"])}
    return TableRule(**{**raw, **typed})
