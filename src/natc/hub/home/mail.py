"""Mails that leave by themselves: the signed head of the ledger; that something waits, without saying what."""

from hashlib import sha256

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from natc.hub.audit.actions import record
from natc.hub.audit.models import SignedHead
from natc.hub.home.waiting import waiting_for
from natc.hub.members.models import Mandate, Person, PersonQuerySet
from natc.hub.members.permissions import Permission, roles_with

REMINDED = (7, 1)  # days before the day of something that waits; proposed


def mail_head() -> None:
    """Send the newest signed head to all who keep it; nothing where none is signed yet. Mail leaves on commit."""
    newest = SignedHead.objects.first()
    if newest is None:
        return
    for person in _people(role__in=roles_with(Permission.LEDGER_HEADS)):
        transaction.on_commit(_head_for(person, newest).send, robust=True)
    record("head of the ledger mailed", by=None, desk=None, target=None, digest=sha256(newest.note.encode()).hexdigest())


def mail_waiting() -> None:
    """Tell everybody for whom something waits whose day is seven days away, or tomorrow. Mail leaves on commit."""
    today = timezone.now().date()
    for person in _people():
        near = sum(row.due_on is not None and (row.due_on - today).days in REMINDED for row in waiting_for(person))
        if near:
            transaction.on_commit(_reminder(person, near).send, robust=True)


def _people(**at: object) -> PersonQuerySet:
    """Those with a running mandate of some sort."""
    return Person.objects.filter(pk__in=Mandate.objects.running().filter(**at).values("person"))


def _head_for(person: Person, head: SignedHead) -> EmailMessage:
    with translation.override(person.language):
        mail = EmailMessage(_("The head of the ledger"), render_to_string("home/head.txt", {"head": head}), to=[person.email])
    mail.attach(f"natc-ledger-{head.size}.txt", head.note, "text/plain")
    return mail


def _reminder(person: Person, near: int) -> EmailMessage:
    with translation.override(person.language):
        return EmailMessage(
            _("Something waits for you"), render_to_string("home/reminder.txt", {"near": near}), to=[person.email]
        )
