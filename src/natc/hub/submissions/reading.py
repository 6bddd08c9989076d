"""Which answers a person reads, what a page says about them, and who else will read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from natc.engine.standard.asked.check import not_answered
from natc.engine.standard.asked.form import AskedForm, Given, Section
from natc.engine.standard.check.findings import Finding
from natc.engine.standard.submission_form import SEPARATOR
from natc.hub.members.models import Desk, Person
from natc.hub.members.permissions import Permission, roles_with
from natc.hub.submissions.models import Answer, AnswerVersion, Call, Comment, Submission, sections_open_to
from natc.hub.submissions.models.answers import Readers
from natc.hub.submissions.models.submissions import GIVEN
from natc.hub.submissions.values import readers_of

Read = Mapping[str, Answer | AnswerVersion]  # by cell key


@dataclass(frozen=True)
class Progress:
    """How far a section is: how much of it is not answered yet, and what was found in it."""

    section: Section
    missing: int
    findings: Sequence[Finding]


def at_home(person: Person, submission: Submission) -> bool:
    """Whether the person reads a submission as its own desk does."""
    own = Desk.objects.where(person, Permission.SUBMISSION_PREPARE, Permission.SUBMISSION_APPROVE)
    return own.filter(pk=submission.desk_id).exists()


def answers_read_by(person: Person, submission: Submission) -> Read:
    """At its own desk the answers as they stand; elsewhere, of those that were handed in last, what the person may read.

    Who is invited to sections reads the answers in these as they stand.
    """
    if at_home(person, submission):
        return {answer.key: answer for answer in submission.answers.all()}
    if sections := sections_open_to(person, submission):
        return {answer.key: answer for answer in submission.answers.filter(_in(sections, "key"))}
    handed_in = AnswerVersion.objects.visible_to(person).filter(editions=submission.edition).select_related("answer")
    return {row.answer.key: row for row in handed_in} if submission.edition else {}


def versions_read_by(person: Person, submission: Submission, section: Section) -> "QuerySet[AnswerVersion]":
    """All that was ever saved in a section, the newest first, as far as the person may read it."""
    invited = section in sections_open_to(person, submission)
    readable = AnswerVersion.objects.all() if invited else AnswerVersion.objects.visible_to(person)
    saved = readable.filter(_in([section], "answer__key"), answer__submission=submission)
    return saved.select_related("answer", "by").order_by("-pk")


def remarks_read_by(person: Person, submission: Submission, section: Section) -> "QuerySet[Comment]":
    """What was remarked in a section, as far as the person may read it: who is invited to it, their own and the reviewer's."""
    invited = section in sections_open_to(person, submission)
    theirs = Comment.objects.filter(Q(by=person) | Q(for_reviewer=True))
    readable = theirs if invited else Comment.objects.visible_to(person)
    return readable.filter(_in([section], "key"), submission=submission).select_related("by")


def _in(sections: Sequence[Section], path: str) -> Q:
    """Rows about cells of some sections. path: from the row to the key of its cell."""
    questions = [question.key for section in sections for question in section.questions]
    tables = [f"{table.code}{SEPARATOR}" for section in sections for table in section.tables]
    of_tables = (Q((f"{path}__startswith", start)) for start in tables)
    return reduce(or_, of_tables, Q((f"{path}__in", questions)))


def progress_of(form: AskedForm, answers: Mapping[str, Given], findings: Sequence[Finding]) -> list[Progress]:
    """How far each section is."""
    return [
        Progress(
            section,
            len(not_answered(section, section.own(answers))),
            [finding for finding in findings if finding.sheet == section.code],
        )
        for section in form.sections
    ]


def reviewers_of(submission: Submission) -> list[Person]:
    """Who reads all answers once they are handed in."""
    reviewer = submission.call.reviewer
    running = reviewer.mandates.running().filter(role__in=roles_with(Permission.SUBMISSION_REVIEW))
    return list(Person.objects.filter(mandates__in=running).distinct())


def readers_in_words(form: AskedForm) -> list[str]:
    """What a form's marks say, as sentences: which sections others than the reviewer read once they are accepted."""
    widest = {section.code: {readers_of(one) for one in section.asked} for section in form.sections}
    members = sum(Readers.MEMBERS in marks for marks in widest.values())
    public = sum(Readers.PUBLIC in marks for marks in widest.values())
    if not members and not public:
        return [_("Nobody but your desk and the reviewer reads an answer to this form.")]
    said = {
        _("Once accepted, member states and the secretariat read answers in %(count)d of its sections."): members,
        _("Once accepted, everybody may read answers in %(count)d of its sections."): public,
    }
    return [sentence % {"count": count} for sentence, count in said.items() if count]


@dataclass(frozen=True)
class Standing:
    """What somebody may know about how a desk stands with a call: whether it has answered, or where exactly it is."""

    submission: Submission
    given: bool
    exactly: bool
    opens: bool  # the person may open its page


def standing_of(call: Call, person: Person) -> list[Standing]:
    """How each desk stands, never what it answered.

    Exactly for who sends or reviews the call and for the desk itself; for others as the form's mark allows.
    """
    submissions = call.submissions.select_related("desk__organisation__territory", "call")
    tends = Desk.objects.where(person, Permission.CALL_OPEN, Permission.SUBMISSION_REVIEW)
    everything = tends.filter(pk__in=[call.desk.pk, call.reviewer.pk]).exists()
    own = set(Submission.objects.visible_to(person).filter(call=call).values_list("pk", flat=True))
    told = everything or call.form.form.who_answered in (Readers.MEMBERS, Readers.PUBLIC)
    rows = [row for row in submissions.prefetch_related("desk__organisation__territory__names") if told or row.pk in own]
    return [Standing(row, row.status in GIVEN, everything or row.pk in own, row.pk in own) for row in rows]
