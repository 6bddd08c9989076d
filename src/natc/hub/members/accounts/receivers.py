"""What allauth did that the hub must know of. Signals are the one way in which it tells."""

from typing import Any

from allauth.account.signals import authentication_step_completed, password_changed, password_reset
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.db import transaction
from django.dispatch import Signal, receiver
from django.utils.translation import gettext_noop as _

from natc.hub.audit.actions import record
from natc.hub.members.accounts import sessions
from natc.hub.members.models import Person
from natc.hub.members.signed_in import PersonRequest

RECORDED: dict[Signal, str] = {
    authenticator_added: _("way to sign in added"),
    authenticator_removed: _("way to sign in removed"),
    password_changed: _("password changed"),
    password_reset: _("password changed by mail"),
}


@receiver(authentication_step_completed)
def unlock(request: PersonRequest, *, reauthenticated: bool = False, **_said: Any) -> None:
    """Unlock the session of a person who has just proven anew who they are."""
    if reauthenticated:
        sessions.unlock(request)


@receiver(list(RECORDED))
@transaction.atomic
def remember(signal: Signal, user: Person, **_said: Any) -> None:
    """Record that a person changed how they sign in."""
    record(RECORDED[signal], by=user.uid, desk=None, target=user.uid)
