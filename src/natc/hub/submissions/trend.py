"""What each desk answered to one question over the calls of one form; broken where its versions ask something else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from natc.engine.standard.asked.changes import Aspect, changes
from natc.engine.standard.asked.form import Question
from natc.engine.standard.submission_form import SEPARATOR
from natc.hub.members.models import Desk, Person
from natc.hub.submissions.comparison import Cell, Comparison, compared
from natc.hub.submissions.models import Call, CallStatus

NOT_COMPARABLE: Mapping[Aspect, Promise] = {  # how a question changed, where answers before and after mean different things
    Aspect.ASK: _("it takes another kind of answer"),
    Aspect.LABEL: _("it is worded otherwise"),
    Aspect.NOTE: _("it is explained otherwise"),
    Aspect.OPTIONS: _("it has other options"),
    Aspect.WORDING: _("its options are worded otherwise"),
    Aspect.TABLE: _("its table changed"),
}


@dataclass(frozen=True)
class Stop:
    """One call on the way. changed: how the question differs from the stop before; empty where answers can be compared."""

    call: Call
    changed: Sequence[Promise]


@dataclass(frozen=True)
class Way:
    """One desk and what it says at each stop; None where it was not asked."""

    desk: Desk
    stops: Sequence[tuple[Stop, Cell | None]]


@dataclass(frozen=True)
class Trend:
    """One question over all calls of its form."""

    question: Question
    stops: Sequence[Stop]
    ways: Sequence[Way]


def calls_of_the_form(call: Call, person: Person) -> list[Call]:
    """The calls of the same form that a person may see and that were sent, the oldest first."""
    same = Call.objects.visible_to(person).filter(form__code=call.form.code).exclude(status=CallStatus.DRAFT)
    return list(same.select_related("form", "reviewer").order_by("due_on", "pk"))


def trends_in(call: Call, section: str, person: Person) -> Iterator[Trend]:
    """For each question of a section, by its code, what every desk answered at each call, as far as the person reads it."""
    calls = calls_of_the_form(call, person)
    compared_at = [compared(one, person) for one in calls]
    here = compared_at[calls.index(call)]
    for row in (row for part in here.parts if part.section.code == section for row in part.rows):
        stops = list(_stops(row.question, calls))
        yield Trend(row.question, stops, list(_ways(row.question, stops, compared_at)))


def _stops(question: Question, calls: Sequence[Call]) -> Iterator[Stop]:
    yield Stop(calls[0], ())
    for before, call in pairwise(calls):
        yield Stop(call, _changed(question.key, before, call))


def _changed(key: str, before: Call, after: Call) -> list[Promise]:
    """How a question, or the table of which it is a cell, changed from the form of one call to that of the next."""
    of_what = {key, key.partition(SEPARATOR)[0]}
    found = (change for change in changes(before.form.form, after.form.form) if change.key in of_what)
    return [NOT_COMPARABLE[aspect] for change in found for aspect in change.how if aspect in NOT_COMPARABLE]


def _ways(question: Question, stops: Sequence[Stop], compared_at: Sequence[Comparison]) -> Iterator[Way]:
    said = [_cells(question, comparison) for comparison in compared_at]
    for desk in dict.fromkeys(desk for cells in said for desk in cells):
        yield Way(desk, [(stop, cells.get(desk)) for stop, cells in zip(stops, said, strict=True)])


def _cells(question: Question, comparison: Comparison) -> dict[Desk, Cell]:
    """What each desk says to a question in one comparison."""
    rows = (row for row in comparison.rows if row.question.key == question.key)
    return {cell.column.submission.desk: cell for row in rows for cell in row.cells}
