"""Accepted submissions as the engine takes them, for a form that asks the tables of the annual submission."""

from natc.engine.standard.asked.annual import submission_of
from natc.engine.standard.asked.form import AskedForm
from natc.engine.standard.submission import Submission as Handed
from natc.engine.standard.submission_form import Table, load_submission_form
from natc.hub.submissions.models import Call, CallStatus, Edition, FormVersion, Status, Submission


def counts_for_release(form: FormVersion) -> bool:
    """Whether a form asks exactly the tables that releases are made from: told by its tables, whatever it is called."""
    ours = [table for table in load_submission_form().tables if not table.waits_for]
    return _shape(_tables(form.form)) == _shape(ours)


def calls_to_compile() -> list[Call]:
    """The calls of one calendar year on such a form of which something was accepted, the newest first."""
    accepted = Call.objects.filter(submissions__status=Status.ACCEPTED).exclude(status=CallStatus.DRAFT).distinct()
    return [call for call in accepted.select_related("form") if year_of(call) and counts_for_release(call.form)]


def year_of(call: Call) -> int | None:
    """The calendar year that a call asks about; None for any other time."""
    first, last = call.first_day, call.last_day
    whole = first and last and first.year == last.year and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    return int(first.year) if whole and first else None


def accepted_editions(call: Call) -> list[Edition]:
    """What was accepted last of each state; a submission that is open again is left out."""
    states = call.submissions.filter(status=Status.ACCEPTED, desk__organisation__territory__isnull=False)
    return [edition for one in states.select_related("desk__organisation__territory") if (edition := _accepted(one))]


def handed(edition: Edition) -> Handed:
    """An edition as the engine's submission."""
    submission = edition.submission
    answers = {row.answer.key: row.given for row in edition.answers.select_related("answer")}
    territory = submission.desk.organisation.territory.code
    return submission_of(answers, territory, submission.call.first_day, submission.call.last_day)


def last_year(edition: Edition) -> Edition | None:
    """What the same desk handed in for the year before, if it was accepted."""
    year = year_of(edition.submission.call)
    earlier = Submission.objects.filter(
        desk=edition.submission.desk,
        status=Status.ACCEPTED,
        call__first_day=f"{(year or 1) - 1:04}-01-01",
        call__last_day=f"{(year or 1) - 1:04}-12-31",
    )
    found = [one for one in earlier.select_related("call__form") if counts_for_release(one.call.form)]
    return _accepted(found[0]) if year and found else None


def _accepted(submission: Submission) -> Edition | None:
    edition: Edition | None = submission.editions.exclude(accepted_at=None).last()
    return edition


def _tables(form: AskedForm) -> list[Table]:
    return [table for section in form.sections for table in section.tables]


def _shape(tables: list[Table]) -> dict[str, object]:
    """What of tables decides which cells they have and what those count."""
    return {
        table.code: (
            table.measure,
            table.total,
            [{name: list(codes) for name, codes in clause.items()} for clause in table.only],
            [(one.code, one.open, [category.code for category in one.categories]) for one in table.dimensions],
        )
        for table in tables
    }
