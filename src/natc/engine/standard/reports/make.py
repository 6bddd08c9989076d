"""A report made: the tables of one body, filled from one or more submissions of a state."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from natc.engine.errors import Refused, Unusable
from natc.engine.standard.reports.body import Body, Line, ReportTable, expand, load_body
from natc.engine.standard.reports.figures import NOT_IN_SUBMISSION, Answers, Figure, refuse_unknown_codes
from natc.engine.standard.reports.selection import Selection
from natc.engine.standard.submission import Submission
from natc.engine.standard.submission_file import read_submission
from natc.engine.standard.submission_form import load_submission_form


@dataclass(frozen=True)
class Given:
    """A submission as it came: what stands in the file, and which file it was."""

    submission: Submission
    file: str
    sha256: str

    @property
    def period(self) -> str:
        """The year, or the first and the last day of another period."""
        year = self.submission.year
        return str(year) if year else f"{self.submission.first_day} – {self.submission.last_day}"


@dataclass(frozen=True)
class MadeTable:
    """A table with its lines and figures: period × row × column, in the order of the report's submissions."""

    table: ReportTable
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    figures: tuple[tuple[tuple[Figure, ...], ...], ...]

    @property
    def taken_from(self) -> tuple[str, ...]:
        """The tables of the submission that its figures come from, in the order of the form."""
        used = {line.selection.table for line in (*self.rows, *self.columns)} | {self.table.selection.table}
        return tuple(table.code for table in load_submission_form().tables if table.code in used)


@dataclass(frozen=True)
class Report:
    """One body's report on one state; `given` with the latest period first."""

    body: Body
    given: tuple[Given, ...]
    tables: tuple[MadeTable, ...]

    @property
    def territory(self) -> str:
        return self.given[0].submission.territory

    def concerned(self, selection: Selection) -> list[Figure]:
        """How many a difference concerns, a figure for each period."""
        return [Answers(given.submission).figure(selection) for given in self.given]


def read_given(path: Path) -> Given:
    """The submission in this file, with the file's name and SHA-256. Raises Unusable when it is none or of another form."""
    submission, version = read_submission(path), load_submission_form().version
    if submission.version != version:
        raise Unusable(f"{path.name} follows version {submission.version} of the form, natc here knows {version}; make it again")
    refuse_unknown_codes(submission, path.name)
    return Given(submission, path.name, sha256(path.read_bytes()).hexdigest())


def make_report(code: str, given: Sequence[Given]) -> Report:
    """The report of this body. Raises Refused where the submissions are not of one state and of periods apart."""
    body = load_body(code)
    latest_first = tuple(sorted(given, key=lambda one: one.submission.first_day, reverse=True))
    _refuse_mixed(latest_first)
    territory = latest_first[0].submission.territory
    if body.states and territory not in body.states:
        raise Refused(f"the report {code} knows {', '.join(body.states)}, not {territory}; add it to its YAML with its source")
    if body.states and (other := [one for one in latest_first if one.submission.year is None]):
        raise Refused(f"{other[0].file} covers {other[0].period}; the report {code} has a column for the calendar year only")
    answers = [Answers(one.submission) for one in latest_first]
    return Report(body, latest_first, tuple(_filled(body, table, answers, territory) for table in body.tables))


def _refuse_mixed(given: Sequence[Given]) -> None:
    territories = sorted({one.submission.territory for one in given})
    if len(territories) > 1:
        raise Refused(f"the submissions are of {' and '.join(territories)}; a report is about one state")
    for later, earlier in pairwise(given):
        if earlier.submission.last_day >= later.submission.first_day:
            raise Refused(f"{later.file} and {earlier.file} cover the same days; give one submission a period")


def _filled(body: Body, table: ReportTable, answers: Sequence[Answers], territory: str) -> MadeTable:
    occurring = partial(_occurring, table.selection.table, answers)
    rows, columns = (expand(body, lists, territory=territory, occurring=occurring) for lists in (table.rows, table.columns))
    figures = tuple(tuple(tuple(_figure(one, table, row, column) for column in columns) for row in rows) for one in answers)
    return MadeTable(table, rows, columns, figures)


def _occurring(table: str, answers: Sequence[Answers], dimension: str) -> set[str]:
    return {code for one in answers for code in one.occurring(table, dimension)}


def _figure(answers: Answers, table: ReportTable, row: Line, column: Line) -> Figure:
    if row.cannot or column.cannot:
        return Figure(None, (NOT_IN_SUBMISSION,))
    return answers.figure(table.selection.and_(row.selection).and_(column.selection))
