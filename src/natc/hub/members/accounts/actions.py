"""What changes invitations and sessions, and who looked. Each: lock, check, change, record; mail leaves on commit."""

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from natc.hub.audit.actions import record
from natc.hub.members.accounts import rules
from natc.hub.members.accounts.letters import letter, new_invitation
from natc.hub.members.accounts.models import Invitation, Session
from natc.hub.members.models import Desk, Mandate, Person
from natc.hub.members.permissions import Role
from natc.hub.members.rules import check

LOOKED = gettext_noop("card opened")  # how the ledger says that somebody looked


@transaction.atomic
def invite(*, desk: Desk, email: str, role: str, by: Person, site: str) -> Invitation:
    """Mail a link to `email` with which its reader takes up `role` at `desk`. site: https://host, where the link leads."""
    desk = Desk.objects.select_for_update().get(pk=desk.pk)
    email = email.lower()
    check(rules.why_not_give(desk, role, by))
    check(rules.why_not_come(desk, email))
    invitation, link = new_invitation(desk=desk, role=role, email=email, by=by, site=site)
    mail = letter(invitation, link)
    transaction.on_commit(mail.send)
    record("person invited", by=by.uid, desk=desk.uid, target=invitation.uid)
    return invitation


@transaction.atomic
def invite_first(*, desk: Desk, email: str, site: str) -> EmailMessage:
    """The mail that invites the first person of an empty hub to the secretariat's desk; who runs the hub sends it.

    A link that was made so before and nobody used opens nothing any more.
    """
    desk = Desk.objects.select_for_update().get(pk=desk.pk)
    check(rules.why_not_come_first(desk))
    Invitation.objects.open().filter(desk=desk, by=None).update(withdrawn_at=timezone.now())
    invitation, link = new_invitation(desk=desk, role=Role.SECRETARIAT, email=email.lower(), by=None, site=site)
    record("first person invited", by=None, desk=desk.uid, target=invitation.uid)
    return letter(invitation, link)


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Person) -> None:
    """Make the link of an invitation open nothing from now on."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    check(rules.why_not_withdraw(invitation, by))
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    record("invitation withdrawn", by=by.uid, desk=invitation.desk.uid, target=invitation.uid)


@transaction.atomic
def accept_as_newcomer(*, invitation: Invitation, name: str, password: str, language: str) -> Person:
    """Make the person whom an invitation was mailed to, who works at its desk from today."""
    invitation = _used(invitation)
    person = Person.objects.create_user(invitation.email, password, name=name, language=language)
    _begin_mandate(invitation, person)
    return person


@transaction.atomic
def accept(*, invitation: Invitation, by: Person) -> None:
    """Let somebody who has an account already work at one desk more."""
    invitation = _used(invitation)
    check(rules.why_not_take_up(invitation, by))
    _begin_mandate(invitation, by)


def _used(invitation: Invitation) -> Invitation:
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    check(rules.why_not_accept(invitation))
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    return invitation


def _begin_mandate(invitation: Invitation, by: Person) -> None:
    days = {"first_day": timezone.now().date(), "last_day": invitation.last_day}
    invitation.mandate = Mandate.objects.create(person=by, desk=invitation.desk, role=invitation.role, **days)
    invitation.save(update_fields=["mandate"])
    record("invitation accepted", by=by.uid, desk=invitation.desk.uid, target=invitation.uid)


@transaction.atomic
def end_sessions(*, by: Person) -> None:
    """End all sessions of a person at once, the one at hand too: each browser finds itself signed out at its next page."""
    Session.objects.select_for_update().filter(person=by, ended_at=None).update(ended_at=timezone.now())
    record("all sessions ended", by=by.uid, desk=None, target=by.uid)


@transaction.atomic
def look(*, about: Person, by: Person, desk: Desk) -> None:
    """Remember that somebody opened the card of somebody else: the person sees it among their data."""
    record(LOOKED, by=by.uid, desk=desk.uid, target=about.uid)
