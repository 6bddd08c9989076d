"""Which step a submission may take, who takes it, and who may do what with a call: sentences for the buttons."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from natc.engine.standard.asked.check import check_answers
from natc.engine.standard.asked.files import Brought
from natc.engine.standard.asked.form import AskedForm, Given
from natc.engine.standard.check.findings import Finding
from natc.engine.standard.form import Severity
from natc.hub.members.models import Desk, Flow, Person
from natc.hub.members.permissions import Permission
from natc.hub.members.rules import check
from natc.hub.submissions.models import Call, CallStatus, Clarification, FormVersion, PaperApproval, Status, Submission
from natc.hub.submissions.values import standard_language

MOVES: Mapping[tuple[Status, Status], Permission] = {
    (Status.DRAFT, Status.READY): Permission.SUBMISSION_PREPARE,
    (Status.READY, Status.SUBMITTED): Permission.SUBMISSION_APPROVE,  # somebody else of the same desk, or on paper
    (Status.READY, Status.SENT_BACK): Permission.SUBMISSION_APPROVE,  # the desk's own approver, with a reason
    (Status.SUBMITTED, Status.SENT_BACK): Permission.SUBMISSION_REVIEW,  # with a reason
    (Status.SUBMITTED, Status.ACCEPTED): Permission.SUBMISSION_REVIEW,  # nobody of the same desk
    (Status.SENT_BACK, Status.READY): Permission.SUBMISSION_PREPARE,
    (Status.ACCEPTED, Status.REOPENED): Permission.SUBMISSION_REOPEN,  # with a reason; a new edition, the old one kept
    (Status.REOPENED, Status.READY): Permission.SUBMISSION_PREPARE,
}
REVIEWERS = (Permission.SUBMISSION_REVIEW, Permission.SUBMISSION_REOPEN)  # held at the reviewing desk, the others at its own
WHO: Mapping[Permission, Promise] = {
    Permission.SUBMISSION_PREPARE: gettext_lazy("The coordinator, the deputy or the statistician of this desk does this."),
    Permission.SUBMISSION_APPROVE: gettext_lazy("The coordinator or the deputy of this desk does this."),
    Permission.SUBMISSION_REVIEW: gettext_lazy("The reviewing desk does this, never the desk that answered."),
    Permission.SUBMISSION_REOPEN: gettext_lazy("The reviewing desk does this, never the desk that answered."),
}


def why_not(submission: Submission, to: Status, by: Person, desk: Desk) -> str | None:
    """Why `by`, acting for `desk`, may not move `submission` to `to` now, as a sentence for the user; None when they may."""
    permission = MOVES.get((Status(submission.status), to))
    if permission is None:
        return _("This submission is “%(status)s” now.") % {"status": submission.get_status_display()}
    if desk != desk_that(submission, permission) or not by.may(permission, desk):
        return str(WHO[permission])
    if erased := why_erased(submission):
        return erased
    if to in (Status.READY, Status.SUBMITTED):
        return why_not_now(submission.call) or _why_not_approve(submission, to, by) or why_blocked(submission)
    return None


def check_move(submission: Submission, to: Status, by: Person, desk: Desk) -> None:
    """Raise Refused with the sentence, where there is one."""
    check(why_not(submission, to, by, desk))


def desk_that(submission: Submission, permission: Permission) -> Desk:
    """The desk that moves a submission with a permission: the reviewing one, or its own."""
    desk: Desk = submission.call.reviewer if permission in REVIEWERS else submission.desk
    return desk


def _why_not_approve(submission: Submission, to: Status, by: Person) -> str | None:
    prepared = submission.last(Status.READY) if to == Status.SUBMITTED else None
    if prepared and prepared.by == by:
        return _("You prepared this. Somebody else of your desk approves it, or an approval on paper is recorded.")
    return None


def why_blocked(submission: Submission) -> str | None:
    """Why the answers cannot be handed in as they are; None when they can."""
    standing = {answer.key: answer.given for answer in submission.answers.all()}
    blocking = [one for one in findings(submission.call.form.form, standing) if one.severity is Severity.BLOCKING]
    if blocking:
        return ngettext(
            "%(count)d finding has to be mended first.", "%(count)d findings have to be mended first.", len(blocking)
        ) % {"count": len(blocking)}
    return None


def findings(form: AskedForm, answers: Mapping[str, Given]) -> list[Finding]:
    """What the engine finds in answers by key, in the reader's language, the gravest first."""
    return check_answers(form, answers, standard_language())


def why_not_now(call: Call) -> str | None:
    """Why no answers are taken at this time; None when they are."""
    if call.status != CallStatus.OPEN:
        return _("This call is closed.")
    if timezone.now() < call.opens_at:
        return _("Answers are taken from %(day)s.") % {"day": call.opens_on}
    return None


def why_not_answer(submission: Submission, by: Person, desk: Desk) -> str | None:
    """Why `by`, acting for `desk`, may not change answers of `submission`; None when they may."""
    if desk != submission.desk or not by.may(Permission.SUBMISSION_PREPARE, desk):
        return str(WHO[Permission.SUBMISSION_PREPARE])
    return why_fixed(submission)


def why_fixed(submission: Submission) -> str | None:
    """Why nobody changes the answers of `submission` now; None while they can be changed."""
    if erased := why_erased(submission):
        return erased
    if not submission.writing:
        return _("This submission is “%(status)s” now: its answers cannot be changed.") % {
            "status": submission.get_status_display()
        }
    return why_not_now(submission.call)


def why_erased(submission: Submission) -> str | None:
    """Why nothing is done with `submission` any more; None while its answers are kept."""
    if submission.erased_on is None:
        return None
    return _("Its answers were erased on %(day)s, as the call says.") % {"day": submission.erased_on}


def why_not_typed(typed_by: str, by: Person) -> str | None:
    """Why `by` may not send what a page kept until its line was there again; None when they typed it themselves."""
    if typed_by == str(by.uid):
        return None
    return _("Somebody else typed this, and is not signed in any more. Who typed it signs in again to save it.")


def why_not_upload(submission: Submission) -> str | None:
    """Why no file is taken yet; None once the desk has read who is responsible for its state's data."""
    if Flow.objects.unread_by(submission.desk.organisation.territory).exists():
        return _("Read above who is responsible for your data, and say that you have read it. Then a file can be brought.")
    return None


def why_not_bring(submission: Submission, brought: Brought) -> str | None:
    """Why the answers of a file are not those that are asked for; None when they are: the same state, the same time."""
    if refused := why_not_upload(submission):
        return refused
    territory, call = submission.desk.organisation.territory, submission.call
    if territory is None or territory.code != brought.territory:
        return _("This file is of %(territory)s, not of your state.") % {"territory": brought.territory}
    if (call.first_day, call.last_day) != (brought.first_day, brought.last_day):
        return _("This file is about %(first)s to %(last)s; this call asks about another time.") % {
            "first": brought.first_day,
            "last": brought.last_day,
        }
    return None


def why_not_record_paper(submission: Submission, by: Person, desk: Desk) -> str | None:
    """Why `by` may not enter an approval that came on paper; None when they may."""
    if desk != submission.desk or not by.may(Permission.SUBMISSION_PREPARE, desk):
        return str(WHO[Permission.SUBMISSION_PREPARE])
    if submission.status != Status.READY:
        return _("An approval is recorded once the submission waits for one.")
    if submission.paper_approvals.open().exists():
        return _("An approval on paper waits to be compared with its scan already.")
    return why_blocked(submission)


def why_not_confirm_paper(paper: PaperApproval, by: Person, desk: Desk) -> str | None:
    """Why `by` may not say whether the scan shows what was entered; None when they may: another person of desk or reviewer."""
    submission = paper.submission
    permission = Permission.SUBMISSION_REVIEW if desk == submission.call.reviewer else Permission.SUBMISSION_PREPARE
    if desk not in (submission.desk, submission.call.reviewer) or not by.may(permission, desk):
        return _("Somebody else of this desk, or the reviewing desk, compares it with its scan.")
    if paper.entered_by == by:
        return _("You entered this approval. Somebody else compares it with its scan.")
    if paper.closed_at or submission.status != Status.READY:
        return _("This approval does not wait any more.")
    return why_not_now(submission.call) or why_blocked(submission)


def why_not_begin(by: Person, desk: Desk) -> str | None:
    """Why `by` may not send calls for `desk`; None when they may."""
    if by.may(Permission.CALL_OPEN, desk):
        return None
    return _("The secretariat and the chair send calls.")


def why_not_open(call: Call, by: Person, desk: Desk) -> str | None:
    """Why `by` may not open a call; None when they may."""
    if refused := _why_not_keep(call, by, desk, CallStatus.DRAFT, _("This call was opened already.")):
        return refused
    if not FormVersion.objects.offered().filter(pk=call.form.pk).exists():
        return _("The form of this call is being drafted again: finish it first.")
    if not call.desks.exists():
        return _("Nobody is asked yet: choose at least one desk.")
    if call.desks.filter(pk=call.reviewer.pk).exists():
        return _("The reviewing desk is asked to answer too; nobody accepts what their own desk handed in.")
    return None


def why_not_change(call: Call, by: Person, desk: Desk) -> str | None:
    """Why `by` may not change a call; None when they may: whoever sends calls, until it is opened."""
    return why_not_begin(by, desk) or (None if call.status == CallStatus.DRAFT else _("This call was opened already."))


def why_not_tend(call: Call, by: Person, desk: Desk) -> str | None:
    """Why `by` may not extend, clarify, remind or close an open call; None when they may."""
    return _why_not_keep(call, by, desk, CallStatus.OPEN, _("This call is not open."))


def _why_not_keep(call: Call, by: Person, desk: Desk, status: CallStatus, otherwise: str) -> str | None:
    if desk != call.desk or not by.may(Permission.CALL_OPEN, desk):
        return _("Only the desk that sends this call does this.")
    return None if call.status == status else otherwise


def why_not_extend(submission: Submission, until: date, by: Person, desk: Desk) -> str | None:
    """Why `by` may not give a desk time until the end of a day; None when they may."""
    if refused := why_not_tend(submission.call, by, desk):
        return refused
    if until <= submission.due_on:
        return _("It is due on %(day)s already; choose a later day.") % {"day": submission.due_on}
    return None


def why_not_ask(call: Call, by: Person, desk: Desk) -> str | None:
    """Why `by` may not ask about a call; None when they may: for a desk that the call asks."""
    if call.submissions.filter(desk=desk).exists() and by.may(Permission.SUBMISSION_PREPARE, desk):
        return why_not_now(call)
    return _("The desks that this call asks may ask about it.")


def why_not_clarify(clarification: Clarification, by: Person, desk: Desk) -> str | None:
    """Why `by` may not answer a question about a call; None when they may. An answer is given once."""
    return why_not_tend(clarification.call, by, desk) or (
        _("This question was answered already.") if clarification.answer else None
    )


def why_not_comment(submission: Submission, by: Person, desk: Desk) -> str | None:
    """Why `by` may not remark on a cell; None when they may: at the desk that answers, or the one that reviews."""
    permission = Permission.SUBMISSION_REVIEW if desk == submission.call.reviewer else Permission.SUBMISSION_PREPARE
    if desk in (submission.desk, submission.call.reviewer) and by.may(permission, desk):
        return why_erased(submission)
    return _("The desk that answers and the desk that reviews remark on answers.")
