"""Inviting people of agencies to sections of a submission, and ending it; what they say about a section."""

from collections.abc import Collection
from datetime import date

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from natc.hub.audit.actions import record
from natc.hub.members.accounts.letters import new_invitation
from natc.hub.members.accounts.models import Invitation
from natc.hub.members.models import Desk, Mandate, Person
from natc.hub.members.permissions import Permission, Role, roles_with
from natc.hub.members.rules import check
from natc.hub.submissions import inviting
from natc.hub.submissions.models import Invited, InvitedSection, Submission
from natc.hub.web.templatetags.said import said


@transaction.atomic
def invite(
    *,
    submission: Submission,
    name: str,
    email: str,
    organisation: str,
    sections: Collection[str],
    by: Person,
    desk: Desk,
    site: str,
) -> Invited:
    """Mail a link to somebody of an agency, with which they fill in some sections until the submission is due.

    sections: codes, at least one. site: https://host, where the link leads.
    """
    submission = Submission.objects.select_for_update(of=("self",)).select_related("call__form", "desk").get(pk=submission.pk)
    check(inviting.why_not_invite(submission, by, desk))
    check(inviting.why_not_come(submission, email.lower()))
    invitation, link = new_invitation(
        desk=desk, role=Role.INVITED, email=email.lower(), by=by, site=site, last_day=submission.due_on
    )
    invited = Invited.objects.create(submission=submission, invitation=invitation, name=name, organisation=organisation)
    InvitedSection.objects.bulk_create(InvitedSection(invited=invited, code=code) for code in sections)
    mail = _letter(invited, link)
    transaction.on_commit(mail.send)
    record("person invited to sections", by=by.uid, desk=desk.uid, target=invited.uid)
    return invited


def _letter(invited: Invited, link: str) -> EmailMessage:
    text = render_to_string("submissions/invited.txt", {"invited": invited, "link": link})
    return EmailMessage(_("An invitation to the Network's platform"), text, to=[invited.invitation.email])


@transaction.atomic
def withdraw(*, invited: Invited, by: Person, desk: Desk) -> None:
    """End an invitation to sections: its link opens nothing, and whoever came by it sees nothing there any more."""
    invited = Invited.objects.select_for_update(of=("self",)).select_related("submission__desk").get(pk=invited.pk)
    check(inviting.why_not_withdraw(invited, by, desk))
    end_all(invited=Invited.objects.filter(pk=invited.pk))
    record("invitation to sections withdrawn", by=by.uid, desk=desk.uid, target=invited.uid)


def end_all(*, invited: "QuerySet[Invited]") -> None:
    """End invitations to sections now. The step that ends them records it."""
    ending = list(invited.filter(ended_at=None).values_list("pk", flat=True))
    now = timezone.now()
    Invitation.objects.open().filter(to_sections__in=ending).update(withdrawn_at=now)
    Mandate.objects.running().filter(invitation__to_sections__in=ending).update(last_day=now.date())
    Invited.objects.filter(pk__in=ending).update(ended_at=now)


def move_last_day(*, submission: Submission, to: date) -> None:
    """Let invitations to a submission's sections run until another day. The extension records it."""
    going_on = list(submission.invited.going_on().values_list("pk", flat=True))
    Invitation.objects.filter(to_sections__in=going_on).update(last_day=to)
    Mandate.objects.filter(invitation__to_sections__in=going_on).update(last_day=to)


@transaction.atomic
def say_done(*, section: InvitedSection, by: Person, site: str) -> None:
    """Say, as who is invited to a section, that it is done; those who prepare the submission are told by mail."""
    section = _theirs(section, by)
    check(inviting.why_not_done(section))
    section.done_at = timezone.now()
    section.save(update_fields=["done_at"])
    mails = [_news(section, one, site) for one in _preparing(section.invited.submission.desk)]
    transaction.on_commit(lambda: [mail.send() for mail in mails])
    record("section said to be done", by=by.uid, desk=section.invited.submission.desk.uid, target=section.uid)


@transaction.atomic
def take_back_done(*, section: InvitedSection, by: Person) -> None:
    """Say that a section is not done after all."""
    section = _theirs(section, by)
    section.done_at = None
    section.save(update_fields=["done_at"])
    record("section said not to be done", by=by.uid, desk=section.invited.submission.desk.uid, target=section.uid)


def _theirs(section: InvitedSection, by: Person) -> InvitedSection:
    """The section, locked, where the person is invited to it now; raises DoesNotExist for everybody else."""
    open_to = InvitedSection.objects.open_to(by).select_for_update(of=("self",))
    return open_to.select_related("invited__submission__call__form", "invited__submission__desk").get(pk=section.pk)


def _preparing(desk: Desk) -> "QuerySet[Person]":
    running = Mandate.objects.running().filter(desk=desk, role__in=roles_with(Permission.SUBMISSION_PREPARE))
    return Person.objects.filter(mandates__in=running).distinct()


def _news(section: InvitedSection, to: Person, site: str) -> EmailMessage:
    """A mail in the reader's language; it names the call and the section, never an answer."""
    with translation.override(to.language):
        text = render_to_string("submissions/section_done.txt", {"section": section, "site": site})
        subject = _("A section is done: %(call)s") % {"call": said(section.invited.submission.call.title)}
    return EmailMessage(subject, text, None, [to.email])
