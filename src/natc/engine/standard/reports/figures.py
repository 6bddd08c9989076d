"""The numbers of a report: what a selection takes out of a submission, added up without ever taking a reason for 0."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import polars as pl

from natc.engine.errors import Unusable
from natc.engine.standard.form import iso3166
from natc.engine.standard.reports.selection import Selection
from natc.engine.standard.submission import Submission
from natc.engine.standard.submission_form import (
    SEPARATOR,
    TOTAL,
    SubmissionForm,
    Table,
    cells,
    exists,
    load_submission_form,
)

NOT_APPLICABLE = "NotApplicable"  # what cannot exist adds nothing
UNANSWERED = "Unanswered"  # neither a figure nor a reason was handed in
NOT_IN_SUBMISSION = "NotInSubmission"  # the body asks for what no table of the submission holds

Answer = tuple[float | None, str | None]  # value, or the code of the reason for none


@dataclass(frozen=True)
class Figure:
    """One number of a report.

    value: exact where `without` is empty, else the least it can be; None where no number can be said.
    without: the reasons why parts of it hold no number, as codes.
    """

    value: float | None
    without: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        return self.value is not None and not self.without


def add_up(answers: Iterable[Answer]) -> Figure:
    """The sum of the answers.

    With a reason in some part the sum is "at least"; where that would be "at least 0" there is no number. A part that is
    not applicable adds nothing and leaves the sum exact; where all parts are, so is the sum. No answer at all is 0.
    """
    answered = list(answers)
    numbers = [value for value, _ in answered if value is not None]
    reasons = dict.fromkeys(reason or UNANSWERED for value, reason in answered if value is None)
    without = tuple(reason for reason in reasons if reason != NOT_APPLICABLE)
    if not numbers and reasons:
        return Figure(None, without or (NOT_APPLICABLE,))
    least = sum(numbers)
    return Figure(None if without and not least else least, without)


@cache
def form_rows(table: str) -> tuple[tuple[str, ...], ...]:
    """The category codes of every row that a closed table has."""
    return tuple(cell.codes for cell in cells(load_submission_form().table(table)) if cell.codes)


@dataclass(frozen=True)
class Answers:
    """The answers of one submission, found by selections."""

    submission: Submission

    def figure(self, selection: Selection) -> Figure:
        """The sum over the cells that `selection` takes."""
        table = self._form.table(selection.table)
        total = self._rows[table.code].get(())
        if not selection.where and total is not None and total[0] is not None:
            return Figure(total[0])
        return add_up(self._closed(table, selection) if not table.open else self._open(table, selection))

    def occurring(self, table: str, dimension: str) -> set[str]:
        """The categories of a dimension that the rows of this table hold."""
        place = [each.code for each in self._form.table(table).dimensions].index(dimension)
        return {codes[place] for codes in self._rows[table] if codes}

    def mark(self, table: str) -> Mapping[str, object]:
        """What is said once of a table: mark, reason, expected, break; empty where nothing is."""
        return self._marks.get(table, {})

    def _closed(self, table: Table, selection: Selection) -> Iterable[Answer]:
        """The cells of the form that are taken; of a combination that the form does not have, that it is not applicable."""
        rows, reason = self._rows[table.code], self._reason(table)
        taken = (codes for codes in form_rows(table.code) if selection.takes(table, codes))
        return [rows.get(codes) or (None, reason) for codes in taken] or [(None, NOT_APPLICABLE)]

    def _open(self, table: Table, selection: Selection) -> Iterable[Answer]:
        """The rows that occur. In a table that was filled in, what does not occur was counted and is 0."""
        rows = {codes: answer for codes, answer in self._rows[table.code].items() if codes}
        total, reason = self._rows[table.code].get(()), self._reason(table)
        filled = (
            rows or (total and total[0] is not None) or (not table.total and self.mark(table.code).get("mark") and not reason)
        )
        if not filled:
            return [(None, (total and total[1]) or reason)]
        return [answer for codes, answer in rows.items() if selection.takes(table, codes)]

    def _reason(self, table: Table) -> str | None:
        reason = self.mark(table.code).get("reason")
        return None if reason is None else str(reason)

    @property
    def _form(self) -> SubmissionForm:
        return load_submission_form()

    @cached_property
    def _marks(self) -> Mapping[str, Mapping[str, object]]:
        return {row["table"]: row for row in self.submission.marks.iter_rows(named=True)}

    @cached_property
    def _rows(self) -> Mapping[str, Mapping[tuple[str, ...], Answer]]:
        """{table: {category codes, () for the total: answer}}."""
        rows: dict[str, dict[tuple[str, ...], Answer]] = {table.code: {} for table in self._form.tables}
        for table, cell, value, reason in self.submission.cells.select("table", "cell", "value", "reason").iter_rows():
            codes = tuple(cell.split(SEPARATOR)[1:])
            rows[table][() if codes == (TOTAL,) else codes] = (value, reason)
        return rows


def refuse_unknown_codes(submission: Submission, file: str) -> None:
    """Raises Unusable for a state, cell, reason or mark that has no code: nothing but codes gets into a report or its name."""
    form = load_submission_form()
    if submission.territory not in iso3166():
        raise Unusable(f"{file}: the territory {submission.territory!r} is no country's code of two letters; make it again")
    tables = {table.code: table for table in form.tables}
    reasons = {reason.code for reason in form.reasons}
    for table, cell, reason in submission.cells.select("table", "cell", "reason").iter_rows():
        if table not in tables or not _known(tables[table], cell) or (reason is not None and reason not in reasons):
            raise Unusable(
                f"{file}: the cell {cell!r} of table {table!r} with the reason {reason!r} is not in the form {form.code} "
                f"{form.version}; make the submission again with this natc"
            )
    _refuse_unknown_marks(submission.marks, form, file)


def _known(table: Table, cell: str) -> bool:
    code, *codes = cell.split(SEPARATOR)
    if code != table.code or len(codes) not in (1, len(table.dimensions)):
        return False
    if codes == [TOTAL] and table.total:
        return True
    if len(codes) != len(table.dimensions):
        return False
    known = [{category.code for category in dimension.categories} for dimension in table.dimensions]
    return all(code in categories for code, categories in zip(codes, known, strict=True)) and exists(table, codes)


def _refuse_unknown_marks(marks: pl.DataFrame, form: SubmissionForm, file: str) -> None:
    known = {"mark": form.marks, "reason": form.reasons, "break": form.breaks}
    for column, categories in known.items():
        strange = set(marks[column].drop_nulls()) - {category.code for category in categories}
        if strange:
            raise Unusable(
                f"{file}: {column} {sorted(strange)[0]!r} is not in the form {form.code} {form.version}; make it again"
            )
