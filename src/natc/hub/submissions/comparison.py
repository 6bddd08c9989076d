"""The answers of all desks to one call, side by side, as far as a person reads them: desks are columns, questions rows."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from natc.engine.standard.asked.form import AskedForm, Given, Question, Section
from natc.hub.members.models import Desk, Person
from natc.hub.members.permissions import Permission
from natc.hub.submissions.models import Answer, AnswerVersion, Call, CallStatus, Edition, Submission
from natc.hub.submissions.models.answers import Readers, marks_open_to
from natc.hub.submissions.reading import standing_of
from natc.hub.submissions.values import in_words, readers_of


class Says(models.TextChoices):
    """What stands in a cell of a comparison."""

    ANSWER = "answer", _("answer")
    REASON = "reason", _("reason for none")
    LEFT_OPEN = "left_open", _("left open")  # handed in without either
    COMING = "coming", _("handed in, not accepted yet")  # and not for this person to read before it is
    NOT_YET = "not_yet", _("not yet")
    SILENT = "silent", _("did not answer")  # and the call is closed
    ERASED = "erased", _("erased")  # when its time was over


@dataclass(frozen=True)
class Column:
    """One desk. edition: whose answers the person reads; None where there is none. given: whether the reviewer has an answer."""

    submission: Submission
    edition: Edition | None
    given: bool


@dataclass(frozen=True)
class Cell:
    """What one desk says to one question. words: as it is read; answer: None where there is none to cite."""

    column: Column
    says: Says
    given: Given
    words: str
    answer: Answer | None = None


@dataclass(frozen=True)
class Row:
    """One question and what each column says."""

    question: Question
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Part:
    """A section with those of its questions that are compared."""

    section: Section
    rows: Sequence[Row]


@dataclass(frozen=True)
class Comparison:
    """The columns, and the sections that have something to compare."""

    columns: Sequence[Column]
    parts: Sequence[Part]

    @property
    def rows(self) -> Iterator[Row]:
        """The rows of all sections."""
        return (row for part in self.parts for row in part.rows)


Answers = Mapping[int, Mapping[str, AnswerVersion]]  # by the key of the submission, then of the cell


def sections_compared(form: AskedForm, marks: Collection[Readers]) -> list[Section]:
    """The sections of a form that have a question with one of these marks."""
    return [section for section in form.sections if any(readers_of(one) in marks for one in section.asked)]


def compared(call: Call, person: Person, *, sections: Collection[str] = (), desks: Collection[str] = ()) -> Comparison:
    """What a person reads of the answers to a call as a member: never what is for the reviewer alone, not even the reviewer.

    sections: codes, desks: uids; all where none is named.
    """
    form, marks = call.form.form, marks_open_to(person)
    columns = [one for one in columns_of(call, person) if not desks or str(one.submission.desk.uid) in desks]
    answers = _answers(columns, person, marks)
    wanted = [section for section in sections_compared(form, marks) if not sections or section.code in sections]
    parts = [Part(section, list(_rows(form, section, columns, answers, marks))) for section in wanted]
    return Comparison(columns, parts)


def columns_of(call: Call, person: Person) -> list[Column]:
    """A column for each desk whose answers the person reads, then for each of which they may know whether it has answered."""
    told = {row.submission.pk: row for row in standing_of(call, person)}
    editions = _editions(call, person)
    related = call.submissions.select_related("call", "desk__organisation__territory")
    columns = [
        Column(one, editions.get(one.pk), one.pk in told and told[one.pk].given)
        for one in related.prefetch_related("desk__organisation__territory__names")
        if one.pk in told or one.pk in editions
    ]
    return sorted(columns, key=lambda column: column.edition is None)


def _editions(call: Call, person: Person) -> dict[int, Edition]:
    """By the key of the submission the edition that a person reads: where they review and of their own desk the last one,
    elsewhere the last that was accepted."""
    editions = Edition.objects.filter(submission__call=call).select_related("submission")
    if not Desk.objects.where(person, Permission.SUBMISSION_REVIEW).filter(pk=call.reviewer.pk).exists():
        own = Desk.objects.where(person, Permission.SUBMISSION_PREPARE, Permission.SUBMISSION_APPROVE)
        editions = editions.filter(~Q(accepted_at=None) | Q(submission__desk__in=own))
    return {edition.submission.pk: edition for edition in editions}


def _answers(columns: Sequence[Column], person: Person, marks: Collection[Readers]) -> Answers:
    """What stands in the editions of the columns, of the questions with these marks, as far as the person reads it."""
    read: dict[int, dict[str, AnswerVersion]] = {}
    editions = [column.edition for column in columns if column.edition]
    visible = AnswerVersion.objects.visible_to(person).filter(answer__readers__in=marks, editions__in=editions)
    for version in visible.select_related("answer"):
        read.setdefault(version.answer.submission_id, {})[version.answer.key] = version
    return read


def _rows(
    form: AskedForm, section: Section, columns: Sequence[Column], answers: Answers, marks: Collection[Readers]
) -> Iterator[Row]:
    """A row for each question with one of these marks; those of open tables for each row that somebody added."""
    listed = {one.key: one for one in section.asked}
    answered = {key for given in answers.values() for key in given if section.table(key) and key not in listed}
    added = [question for key in sorted(answered) if (question := form.question(key))]
    for question in (*listed.values(), *added):
        if readers_of(question) in marks:
            yield Row(question, [_cell(form, question, column, answers) for column in columns])


def _cell(form: AskedForm, question: Question, column: Column, answers: Answers) -> Cell:
    if column.edition is None or column.submission.erased_on:
        return Cell(column, _says_nothing(column), Given(), "")
    version = answers.get(column.submission.pk, {}).get(question.key)
    if version is None or version.given.blank:
        return Cell(column, Says.LEFT_OPEN, Given(), "")
    says = Says.REASON if version.reason else Says.ANSWER
    return Cell(column, says, version.given, in_words(form, question, version.given), version.answer)


def _says_nothing(column: Column) -> Says:
    if column.submission.erased_on:
        return Says.ERASED
    if column.given:
        return Says.COMING
    return Says.SILENT if column.submission.call.status == CallStatus.CLOSED else Says.NOT_YET
