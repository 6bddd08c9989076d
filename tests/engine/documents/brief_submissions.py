"""Submissions of a state that does not exist as it is told here, small enough to add up by hand."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

import polars as pl

from natc.engine.standard.submission import CELLS, MARKS, Submission
from natc.engine.standard.submission_form import cell_key, cells, load_submission_form, total_key

Persons = Mapping[tuple[str, str, str, str], int]  # (status, sex, age, form) → how many
WOMAN, MAN, GIRL, BOY = ("F", "18+"), ("M", "18+"), ("F", "0-17"), ("M", "0-17")
IDENTIFIED, PRESUMED = "ActualVictimOfTrafficking", "PossibleVictimOfTrafficking"

PERSONS_2024: Persons = {
    (IDENTIFIED, *WOMAN, "SexualExploitation"): 21,
    (IDENTIFIED, *MAN, "ForcedLabour"): 17,
    (IDENTIFIED, *GIRL, "ForcedBegging"): 6,
    (PRESUMED, *BOY, "ForcedBegging"): 4,
    (PRESUMED, "F", "Unknown", "Unknown"): 3,
}
PERSONS_2023: Persons = {
    (IDENTIFIED, *WOMAN, "SexualExploitation"): 25,
    (IDENTIFIED, *MAN, "ForcedLabour"): 9,
    (PRESUMED, *GIRL, "ForcedMarriage"): 5,
}
JUSTICE = {"J1|Total": 30, "J3|Total": 12, "J5|Total": 7, "J4|Dropped": 2, "J11|Opened": 14, "J12|Final|Median": 412.5}


def made_submission(
    year: int,
    persons: Persons,
    others: Mapping[str, float | str | None] = JUSTICE,
    marks: Mapping[str, Mapping[str, object]] | None = None,
    territory: str = "RS",
) -> Submission:
    """P1 and P4 counted from `persons`; `others` gives cells of other tables, {key: number or reason}."""
    answers: dict[str, float | str | None] = {**_counted(persons), **others}
    figures = [
        (key.partition("|")[0], key, None if isinstance(said, str) else said, said if isinstance(said, str) else None)
        for key, said in answers.items()
    ]
    return Submission(
        territory=territory,
        first_day=date(year, 1, 1),
        last_day=date(year, 12, 31),
        version="0.9",
        cells=pl.DataFrame(figures, schema=CELLS, orient="row"),
        marks=_marks({key.partition("|")[0] for key in answers}, marks or {}),
        manifest={},
    )


def _counted(persons: Persons) -> dict[str, float]:
    statuses, forms = Counter[str](), Counter[str]()
    for (status, sex, age, form), number in persons.items():
        statuses[cell_key("P1", [status, sex, age])] += number
        forms[cell_key("P4", [form, sex, age])] += number
    form = load_submission_form()
    counted = {cell.key: float(statuses[cell.key] + forms[cell.key]) for code in ("P1", "P4") for cell in cells(form.table(code))}
    return counted | {total_key(code): float(sum(persons.values())) for code in ("P1", "P4")}


def _marks(filled: set[str], said: Mapping[str, Mapping[str, object]]) -> pl.DataFrame:
    rows = [
        {"table": table.code, "mark": "Final" if table.code in filled else None, **said.get(table.code, {})}
        for table in load_submission_form().tables
    ]
    return pl.DataFrame(rows, schema=MARKS)
