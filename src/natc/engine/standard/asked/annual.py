"""The annual submission as a form that a call sends: each of its tables a section, with what is said once of the table."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from natc import __version__
from natc.engine.standard.asked.form import FIGURES, Ask, Given
from natc.engine.standard.submission import CELLS, MARKS, Submission
from natc.engine.standard.submission_form import (
    Category,
    Dimension,
    SubmissionForm,
    Table,
    TableRule,
    cell_key,
    cells,
    load_submission_form,
)
from natc.engine.standard.templates.submission_reader import NOT_YET
from natc.engine.standard.templates.workbook import WORDS

MARK, EXPECTED, BREAK = "mark", "expected", "break"  # of a table; the key of one is the table's code, a point and this


def annual_form() -> dict[str, Any]:
    """The annual submission as `read_asked_form` reads it. Tables that wait for a decision are not asked."""
    form = load_submission_form()
    tables = [table for table in form.tables if not table.waits_for]
    return {
        "code": form.code,
        "version": form.version,
        "status": form.status,
        "title": form.title,
        "purpose": form.purpose,
        "who_answered": "members",
        "reasons": _categories(form.reasons),
        "dimensions": {dimension.code: _dimension(dimension) for table in tables for dimension in table.dimensions},
        "sections": [_section(table, form) for table in tables],
        "rules": [_rule(rule) for rule in form.rules],
    }


def answers_of(submission: Submission) -> dict[str, Given]:
    """What a submission says, by the keys of the annual form; what it leaves open is left out."""
    return dict((*_figures(submission), *_marks(submission)))


def submission_of(answers: Mapping[str, Given], territory: str, first_day: date, last_day: date) -> Submission:
    """The submission that answers to the annual form make, as natc aggregate would have made it; what is blank stays blank."""
    form = load_submission_form()
    tables = [table for table in form.tables if not table.waits_for]
    rows = [(table.code, key, *_figure(answers.get(key, Given()))) for table in tables for key in _keys(table, answers)]
    marks = [_said_once(table, answers) for table in tables]
    return Submission(
        territory=territory,
        first_day=first_day,
        last_day=last_day,
        version=form.version,
        cells=pl.DataFrame(rows, schema=CELLS, orient="row"),
        marks=pl.DataFrame(marks, schema=MARKS, orient="row"),
        manifest={"made_by": f"natc {__version__}", "from": "the answers on the Network's platform"},
    )


def _keys(table: Table, answers: Mapping[str, Given]) -> list[str]:
    """Every cell of a closed table; of an open one its total and the rows that are answered."""
    listed = [cell.key for cell in cells(table)]
    added = [key for key in answers if key.startswith(cell_key(table.code, [""])) and key not in listed] if table.open else []
    return [*listed, *sorted(added)]


def _figure(given: Given) -> tuple[float | None, str | None]:
    return None if given.value is None else float(given.value), given.reason or None


def _said_once(table: Table, answers: Mapping[str, Given]) -> tuple[str, str | None, str | None, date | None, str | None]:
    """A reason that stands in every cell of a table is said of the whole of it."""
    once = {name: answers.get(f"{table.code}.{name}", Given()).value for name in (MARK, EXPECTED, BREAK)}
    said = {answers.get(key, Given()) for key in _keys(table, answers)}
    whole = said.pop() if len(said) == 1 else Given()
    expected = once[EXPECTED] and date.fromisoformat(once[EXPECTED])
    return table.code, once[MARK], whole.reason or None, expected, once[BREAK]


def _figures(submission: Submission) -> Iterator[tuple[str, Given]]:
    for key, value, reason in submission.cells.select("cell", "value", "reason").iter_rows():
        if value is not None:
            yield key, Given(int(value) if value == int(value) else value)
        elif reason is not None:
            yield key, Given(reason=reason)


def _marks(submission: Submission) -> Iterator[tuple[str, Given]]:
    for row in submission.marks.iter_rows(named=True):
        said = {MARK: row["mark"], EXPECTED: row["expected"] and row["expected"].isoformat(), BREAK: row["break"]}
        yield from ((f"{row['table']}.{name}", Given(value)) for name, value in said.items() if value is not None)


def _section(table: Table, form: SubmissionForm) -> dict[str, Any]:
    readers = {"readers": table.readers}
    questions = [
        {
            "key": f"{table.code}.{MARK}",
            "ask": Ask.CHOICE,
            "label": WORDS["mark"],
            "options": _categories(form.marks),
            "asked_with": FIGURES,
            **readers,
        },
        {"key": f"{table.code}.{EXPECTED}", "ask": Ask.DATE, "label": WORDS["expected_on"], "asked_with": NOT_YET, **readers},
        {
            "key": f"{table.code}.{BREAK}",
            "ask": Ask.CHOICE,
            "label": WORDS["break"],
            "options": _categories(form.breaks),
            "needed": False,
            **readers,
        },
    ]
    return {
        "code": table.code,
        "title": table.title,
        "note": table.definition,
        "questions": questions,
        "tables": [_table(table)],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "code": table.code,
        "register": table.register,
        "title": table.title,
        "definition": table.definition,
        "unit": table.unit,
        "reference": table.reference,
        "counting": table.counting,
        "source": {"text": table.source.text, "checked": table.source.checked},
        "caveat": table.caveat,
        "readers": table.readers,
        "dimensions": [dimension.code for dimension in table.dimensions],
        "rows": table.rows,
        "measure": table.measure,
        "total": table.total,
        "only": [dict(clause) for clause in table.only],
    }


def _dimension(dimension: Dimension) -> dict[str, Any]:
    return {"label": dimension.label, "open": dimension.open, "categories": _categories(dimension.categories)}


def _categories(categories: Sequence[Category]) -> list[dict[str, Any]]:
    return [{"code": one.code, "label": one.label, **({"note": one.note} if one.note else {})} for one in categories]


def _rule(rule: TableRule) -> Mapping[str, Any]:
    return {**vars(rule), "tables": list(rule.tables)}
