"""Saving answers, cell by cell. A save is history, not an entry of the ledger; handing in is one entry over all answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from natc.engine.errors import Refused
from natc.engine.standard.asked.files import Brought
from natc.engine.standard.asked.form import Given, Section
from natc.hub.audit.actions import record
from natc.hub.members.models import Desk, Person
from natc.hub.members.rules import check
from natc.hub.submissions import inviting, rules
from natc.hub.submissions.models import Answer, AnswerVersion, Comment, Submission
from natc.hub.submissions.values import readers_of

BATCH = 200  # rows of one statement that updates


@dataclass(frozen=True)
class Written:
    """One cell as somebody wants it. seen: the version they saw, 0 for none. uid: made by them, the same when they try again."""

    key: str
    given: Given
    seen: int
    uid: UUID


@dataclass(frozen=True)
class Saved:
    """What stands in a cell after a save. kept: whether it is what was written; otherwise somebody else was faster."""

    answer: Answer
    kept: bool


@transaction.atomic
def save_answers(*, submission: Submission, cells: Sequence[Written], by: Person, desk: Desk) -> list[Saved]:
    """Save cells, each unless somebody changed it since it was seen. A save that is repeated answers as the first time."""
    submission = Submission.objects.select_for_update(of=("self",)).select_related("call__form", "desk").get(pk=submission.pk)
    check(inviting.why_not_fill(submission, [cell.key for cell in cells], by, desk))
    standing = {answer.key: answer for answer in submission.answers.filter(key__in=[cell.key for cell in cells])}
    came = AnswerVersion.objects.filter(uid__in=[cell.uid for cell in cells], answer__submission=submission)
    repeated = set(came.values_list("uid", flat=True))
    saved, versions = [], []
    for cell in cells:
        if cell.key not in standing:
            standing[cell.key] = _never_answered(submission, cell.key)
        answer = standing[cell.key]
        same = cell.uid in repeated or answer.given == cell.given
        if not same and answer.version == cell.seen:
            versions.append(_changed(answer, cell, by))
        saved.append(Saved(answer, kept=same or answer.given == cell.given))
    _write(versions)
    return saved


def _never_answered(submission: Submission, key: str) -> Answer:
    """The row, not saved yet, of a cell that nobody answered. Raises Refused for a key that the form does not ask."""
    question = submission.call.form.form.question(key)
    if question is None:
        raise Refused(_("This form does not ask “%(key)s”.") % {"key": key[:60]})
    return Answer(submission=submission, key=key, readers=readers_of(question), version=0)


def _changed(answer: Answer, cell: Written, by: Person) -> AnswerVersion:
    answer.value, answer.reason, answer.version = cell.given.value, cell.given.reason, cell.seen + 1
    now = {"version": answer.version, "value": answer.value, "reason": answer.reason}
    return AnswerVersion(uid=cell.uid, answer=answer, by=by, at=timezone.now(), **now)


def _write(versions: Sequence[AnswerVersion]) -> None:
    """A file brings thousands of cells: three statements, whatever their number."""
    changed = {version.answer.key: version.answer for version in versions}.values()
    older = [answer for answer in changed if answer.pk is not None]
    Answer.objects.bulk_create([answer for answer in changed if answer.pk is None])
    Answer.objects.bulk_update(older, ["value", "reason", "version"], batch_size=BATCH)
    AnswerVersion.objects.bulk_create(versions)


@transaction.atomic
def give_reason(*, submission: Submission, section: Section, reason: str, by: Person, desk: Desk) -> int:
    """Give one reason to all cells of a section's tables that are still blank; how many they were."""
    form = submission.call.form.form
    if reason not in {known.code for known in form.reasons}:
        raise Refused(_("“%(said)s” is no reason that this form knows.") % {"said": reason})
    answers = {answer.key: answer for answer in submission.answers.all()}
    blank = [cell for cell in section.cells if cell.key not in answers or answers[cell.key].given.blank]
    seen = {cell.key: answers[cell.key].version if cell.key in answers else 0 for cell in blank}
    cells = [Written(cell.key, Given(reason=reason), seen[cell.key], uuid4()) for cell in blank]
    return sum(saved.kept for saved in save_answers(submission=submission, cells=cells, by=by, desk=desk))


@transaction.atomic
def bring(*, submission: Submission, brought: Brought, digest: str, by: Person, desk: Desk) -> int:
    """Put the answers of a file in the place of those that stand; how many changed. The file itself is not kept.

    digest: SHA-256 of the file, hexadecimal.
    """
    check(rules.why_not_bring(submission, brought))
    standing = {answer.key: answer for answer in submission.answers.all()}
    new = {key: given for key, given in brought.answers.items() if key not in standing or standing[key].given != given}
    cells = [Written(key, given, standing[key].version if key in standing else 0, uuid4()) for key, given in new.items()]
    saved = save_answers(submission=submission, cells=cells, by=by, desk=desk)
    record("answers brought as a file", by=by.uid, desk=desk.uid, target=submission.uid, digest=digest)
    return sum(one.kept for one in saved)


@transaction.atomic
def comment(*, submission: Submission, key: str, text: str, for_reviewer: bool, by: Person, desk: Desk) -> Comment:
    """Remark on a cell, for one's desk alone or for the reviewer too."""
    check(inviting.why_not_remark(submission, [key], by, desk))
    if submission.call.form.form.question(key) is None:
        raise Refused(_("This form does not ask “%(key)s”.") % {"key": key[:60]})
    circle = for_reviewer or desk != submission.desk  # what the reviewer writes is for both
    return Comment.objects.create(
        submission=submission, key=key, text=text, for_reviewer=circle, desk=desk, by=by, at=timezone.now()
    )
