"""The annual submission as a form that a call sends: each of its tables a section, with what is said once of the table."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from natc.engine.standard.asked.form import FIGURES, Ask, Given
from natc.engine.standard.submission import Submission
from natc.engine.standard.submission_form import Category, Dimension, SubmissionForm, Table, TableRule, load_submission_form
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
