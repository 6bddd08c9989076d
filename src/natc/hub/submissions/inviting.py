"""Who invites people of agencies to sections, and what these may do there: sentences for the buttons."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from natc.engine.standard.asked.check import not_answered
from natc.engine.standard.asked.form import Given, Section
from natc.hub.members.models import Desk, Mandate, Person
from natc.hub.members.permissions import Permission
from natc.hub.submissions import rules
from natc.hub.submissions.models import Invited, InvitedSection, Submission, sections_open_to


def why_not_invite(submission: Submission, by: Person, desk: Desk) -> str | None:
    """Why `by`, acting for `desk`, may not invite anybody to sections of `submission`; None when they may."""
    if not _keeps(submission, by, desk):
        return _("Those who prepare or approve for this desk invite people to its sections.")
    if submission.due_on < timezone.now().date():
        return _("This was due on %(day)s. Ask for more time first: an invitation ends with the day.") % {
            "day": submission.due_on
        }
    return rules.why_fixed(submission)


def why_not_come(submission: Submission, email: str) -> str | None:
    """Why an address is not invited to sections of `submission`; None when it may be. email: in lower case."""
    working = Mandate.objects.running().of_colleagues().filter(person__email__iexact=email)
    if working.filter(desk=submission.desk).exists():
        return _("Somebody with this address works at this desk already and sees all sections.")
    if working.filter(desk=submission.call.reviewer).exists():
        return _("Somebody with this address works at the reviewing desk, which reads what is handed in.")
    if submission.invited.going_on().filter(invitation__email=email).exists():
        return _("This address is invited to this submission already; withdraw that first.")
    return None


def why_not_withdraw(invited: Invited, by: Person, desk: Desk) -> str | None:
    """Why `by` cannot end an invitation to sections; None when they can."""
    if not _keeps(invited.submission, by, desk):
        return _("The desk that invited them withdraws it.")
    return _("This has ended already.") if invited.ended_at else None


def why_not_fill(submission: Submission, keys: Iterable[str], by: Person, desk: Desk) -> str | None:
    """Why `by` may not change the answers with these keys; None when they prepare the whole or are invited to their sections."""
    if by.may(Permission.SUBMISSION_PREPARE, submission.desk):
        return rules.why_not_answer(submission, by, desk)
    sections = sections_open_to(by, submission)
    if not sections or desk != submission.desk:
        return rules.why_not_answer(submission, by, desk)
    return _why_not_theirs(sections, keys) or rules.why_fixed(submission)


def why_not_remark(submission: Submission, keys: Iterable[str], by: Person, desk: Desk) -> str | None:
    """Why `by` may not remark on cells; None when they may: at the desk, at the reviewer's, or invited to their sections."""
    sections = sections_open_to(by, submission)
    if sections and desk == submission.desk:
        return _why_not_theirs(sections, keys) or rules.why_erased(submission)
    return rules.why_not_comment(submission, by, desk)


def why_not_done(section: InvitedSection) -> str | None:
    """Why nobody says that a section is done; None when everything in it is answered or has a reason."""
    submission = section.invited.submission
    answers = {answer.key: answer.given for answer in submission.answers.all()}
    blank = len(not_answered(section.section, section.section.own(answers)))
    if blank:
        said = ngettext(
            "%(count)d answer is still blank: answer it, or give a reason for none.",
            "%(count)d answers are still blank: answer them, or give a reason for none.",
            blank,
        )
        return said % {"count": blank}
    return rules.why_fixed(submission)


def _keeps(submission: Submission, by: Person, desk: Desk) -> bool:
    keeping = (Permission.SUBMISSION_PREPARE, Permission.SUBMISSION_APPROVE)
    return desk == submission.desk and any(by.may(permission, desk) for permission in keeping)


def _why_not_theirs(sections: Iterable[Section], keys: Iterable[str]) -> str | None:
    asked = [section.own(dict.fromkeys(keys, Given())) for section in sections]
    if set(keys) <= {key for own in asked for key in own}:
        return None
    return _("You are invited to other sections of this submission.")
