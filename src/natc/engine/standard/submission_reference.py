"""The reference page of the annual submission, made from its YAML."""

import sys
from collections.abc import Iterator

from natc.engine.standard.form import load_codes
from natc.engine.standard.reference import cite, word
from natc.engine.standard.submission_form import (
    Category,
    Dimension,
    Measure,
    Relation,
    Rows,
    SubmissionForm,
    Table,
    cells,
    load_submission_form,
)
from natc.engine.text import ORIGINAL, say

HEAD = """\
# Reference: the annual submission

Generated from the YAML files in `src/natc/engine/standard/forms/`; do not edit. Make it anew with
`python -m natc.engine.standard.submission_reference > docs/reference/submission.md`.

"To be checked" means that nobody has yet read the statement at its source.
How to fill it in: [Fill the templates](../how-to/fill-the-templates.md).
"""
MEASURES = {
    Measure.PERSONS: "whole numbers",
    Measure.EVENTS: "whole numbers of events",
    Measure.CASES: "whole numbers of cases",
    Measure.AMOUNT: "amounts in the currency of the row",
    Measure.DAYS: "days; the number of cases is whole",
}
ROWS = {Rows.ONCE: "in one row only", Rows.SEVERAL: "in every row that applies"}
RELATIONS = {
    Relation.PARTS: "sum of rows",
    Relation.EQUAL: "equal totals",
    Relation.AT_LEAST: "first total not below the second",
}


def submission_page() -> str:
    """The page in Markdown: what a table counts, its rows, and the rules between tables."""
    return "\n".join(_page(load_submission_form())) + "\n"


def _page(form: SubmissionForm) -> Iterator[str]:
    yield HEAD
    yield f"{say(form.purpose, ORIGINAL)} Version {form.version}, {word(form.status, ORIGINAL)}."
    yield ""
    yield from _keys()
    yield from _list("Reasons for no figure", form.reasons)
    yield from _list("Marks of a table", form.marks)
    yield from _list("Breaks in a series", form.breaks)
    yield from _dimensions(form)
    for table in form.tables:
        yield from _table(table)
    yield from _rules(form)


def _keys() -> Iterator[str]:
    yield "## Cell keys"
    yield ""
    yield (
        "The key of a cell is the code of its table and the codes of its categories in the order of the table's dimensions, "
        "joined by a vertical bar: `P1|PossibleVictimOfTrafficking|F|0-17`. The total of a table is `P1|Total`. "
        "Keys stay: a code is never given a new meaning."
    )
    yield ""


def _list(title: str, categories: tuple[Category, ...]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    for category in categories:
        yield f"- `{category.code}` {_said(category)}"
    yield ""


def _said(category: Category) -> str:
    held = f" Holds {', '.join(f'`{code}`' for code in category.holds)}." if category.holds else ""
    note = f". {say(category.note, ORIGINAL)}" if category.note else ""
    return f"{say(category.label, ORIGINAL)}{note}{held}"


def _dimensions(form: SubmissionForm) -> Iterator[str]:
    yield "## Dimensions"
    yield ""
    dimensions = {dimension.code: dimension for table in form.tables for dimension in table.dimensions}
    for dimension in dimensions.values():
        yield f"### `{dimension.code}`"
        yield ""
        yield f"{say(dimension.label, ORIGINAL)}.{_origin(dimension)}"
        yield ""
        yield from (f"- `{category.code}` {_said(category)}" for category in _own(dimension))
        yield ""


def _own(dimension: Dimension) -> list[Category]:
    """The categories that no code list gives; of years none, they speak for themselves."""
    listed = {entry.code for entry in load_codes(dimension.codes).codes} if dimension.codes else set()
    return [category for category in dimension.categories if category.code not in listed and not category.code.isdecimal()]


def _origin(dimension: Dimension) -> str:
    variable = f" From the register's `{dimension.variable}`." if dimension.variable else ""
    listed = f" Categories: code list [{dimension.codes}](standard.md#{dimension.codes})." if dimension.codes else ""
    added = " Open: the office adds a row for each one that occurs." if dimension.open else ""
    return f"{variable}{listed}{added}"


def _table(table: Table) -> Iterator[str]:
    yield f"## {table.code} {say(table.title, ORIGINAL)}"
    yield ""
    yield say(table.definition, ORIGINAL)
    yield ""
    yield "| | |"
    yield "|---|---|"
    yield from (f"| {name} | {text} |" for name, text in _facts(table).items())
    yield ""


def _facts(table: Table) -> dict[str, str]:
    facts = {
        "Made from": f"{table.register} register",
        "Unit of count": say(table.unit, ORIGINAL),
        "Reference date": say(table.reference, ORIGINAL),
        "Counting rule": say(table.counting, ORIGINAL),
        "A person is": ROWS[table.rows],
        "Figures": MEASURES[table.measure],
        "Dimensions": " × ".join(f"`{dimension.code}`" for dimension in table.dimensions),
        "Cells": "rows are added by the office" if table.open else str(len(cells(table))),
        "Total": "asked" if table.total else "not asked, rows overlap or differ in kind",
        "Read by": table.readers,
        "Source": cite(table.source, ORIGINAL),
    }
    if table.caveat:
        facts["Caveat"] = say(table.caveat, ORIGINAL)
    return facts | ({"Waits": say(table.waits_for, ORIGINAL)} if table.waits_for else {})


def _rules(form: SubmissionForm) -> Iterator[str]:
    yield "## Rules between tables"
    yield ""
    yield "| Rule | Tables | Severity | What is wrong | Expected | What to do |"
    yield "|---|---|---|---|---|---|"
    for rule in form.rules:
        tables = ", ".join(rule.tables) or "every table with a total"
        said = " | ".join(say(text, ORIGINAL) for text in (rule.says, rule.expected, rule.do))
        yield f"| `{rule.code}`, {RELATIONS[rule.kind]} | {tables} | {rule.severity} | {said} |"


if __name__ == "__main__":
    sys.stdout.write(submission_page())
