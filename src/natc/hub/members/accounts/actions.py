"""What changes invitations and sessions, and who looked. Each: lock, check, change, record; mail leaves on commit."""

import secrets
from hashlib import sha256

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from natc.hub.audit.actions import record
from natc.hub.members.accounts import rules
from natc.hub.members.accounts.models import INVITATION_LASTS, Invitation, Session
from natc.hub.members.models import Desk, Mandate, Person
from natc.hub.members.permissions import Role
from natc.hub.members.rules import check

LOOKED = gettext_noop("card opened")  # how the ledger says that somebody looked


def fingerprint(token: str) -> str:
    """What the database keeps of the token in a link: who steals the database opens no door with it."""
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(*, desk: Desk, email: str, role: str, by: Person, site: str) -> Invitation:
    """Mail a link to `email` with which its reader takes up `role` at `desk`. site: https://host, where the link leads."""
    desk = Desk.objects.select_for_update().get(pk=desk.pk)
    email = email.lower()
    check(rules.why_not_give(desk, role, by))
    check(rules.why_not_come(desk, email))
    invitation, link = _invitation(desk, role, email, by, site)
    mail = _mail_of(invitation, link)
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
    invitation, link = _invitation(desk, Role.SECRETARIAT, email.lower(), None, site)
    record("first person invited", by=None, desk=desk.uid, target=invitation.uid)
    return _mail_of(invitation, link)


def _invitation(desk: Desk, role: str, email: str, by: Person | None, site: str) -> tuple[Invitation, str]:
    """A new invitation, and the link that opens it, which is kept nowhere."""
    token = secrets.token_urlsafe()
    until = timezone.now() + INVITATION_LASTS
    about = {"desk": desk, "role": role, "email": email, "by": by, "expires_at": until}
    invitation = Invitation.objects.create(fingerprint=fingerprint(token), **about)
    return invitation, site + reverse("invitation", args=[token])


def _mail_of(invitation: Invitation, link: str) -> EmailMessage:
    """The mail with the link of an invitation."""
    text = render_to_string("accounts/invitation.txt", {"invitation": invitation, "link": link})
    return EmailMessage(_("An invitation to the Network's platform"), text, to=[invitation.email])


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
    Mandate.objects.create(person=by, desk=invitation.desk, role=invitation.role, first_day=timezone.now().date())
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
