"""A submission with as much in it as a brief must hold: every form, every break, every reason, every mark."""

from datetime import date
from itertools import product

from brief_submissions import IDENTIFIED, PRESUMED, made_submission

from natc.engine.standard.submission import Submission
from natc.engine.standard.submission_form import load_submission_form

TOLD = ("P1", "P4", "P15", "J1", "J3", "J5")  # tables with figures; every other has a reason for none
form = load_submission_form()
LONG = 5  # the number of the last submission of a long series


def long_submission(year: int, number: int) -> Submission:
    """The submission with this number in a long series; the last one has all breaks and changes of every earlier year."""
    dimensions = {dimension.code: dimension.categories for table in ("P1", "P4") for dimension in form.table(table).dimensions}
    sexes, ages = [entry.code for entry in dimensions["sex"]], [entry.code for entry in dimensions["age"]]
    statuses, forms = [entry.code for entry in dimensions["status"]], [entry.code for entry in dimensions["form_one"]]
    persons = {
        (status, sex, age, kind): 1100 + (place * 7 + number) % 5
        for (place, kind), status, sex, age in product(enumerate(forms), statuses, sexes, ages)
    }
    figures: dict[str, float | str | None] = {"J1|Total": 1230, "J3|Total": 2212, "J5|Total": 11117, "J9|Fine": 4}
    if number == LONG:
        figures = {"J1|Total": 1230, "J3|Total": 2212, "J5|Total": "NotAvailableYet", "P3|Unknown|F|0-17": 2222}
        figures |= {f"P15|NotRegistered|{IDENTIFIED}|{earlier}": 12 for earlier in range(year - 5, year)}
        figures |= {f"P15|{IDENTIFIED}|Removed|{earlier}": 3 for earlier in range(year - 5, year)}
        figures |= {f"P15|{PRESUMED}|{IDENTIFIED}|{earlier}": 31 for earlier in range(year - 5, year)}
    return made_submission(year, persons, figures, _said(number))


def _said(number: int) -> dict[str, dict[str, object]]:
    reasons, marks, breaks = ([entry.code for entry in entries] for entries in (form.reasons, form.marks, form.breaks))
    said: dict[str, dict[str, object]] = {}
    for place, table in enumerate(form.tables):
        reason = None if table.code in TOLD else reasons[place % len(reasons)]
        mark = None if reason else marks[(place + number) % len(marks)]
        broken = breaks[place % len(breaks)] if number == LONG else None
        expected = date(2025, 9, 30) if reason == "NotAvailableYet" else None
        said[table.code] = {"mark": mark, "reason": reason, "expected": expected, "break": broken}
    return said
