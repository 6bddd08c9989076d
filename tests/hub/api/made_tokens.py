"""Programs of people: a client that comes with a new token and no session."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from natc.hub.api.actions import BEGINS
from natc.hub.api.models import Scope, Token
from natc.hub.members.accounts.letters import fingerprint
from natc.hub.members.models import Person


def token_of(person: Person, *scopes: Scope) -> str:
    """The secret of a new token at the person's first desk, of all scopes where none is named."""
    given, now = f"{BEGINS}{person.name}-{Token.objects.count()}", timezone.now()
    about = {"name": "x", "scope": " ".join(scopes or Scope), "made_at": now, "expires_at": now + timedelta(days=1)}
    desk = person.mandates.earliest("pk").desk
    Token.objects.create(person=person, desk=desk, fingerprint=fingerprint(given), **about)
    return given


def program(given: str) -> Client:
    """A program that sends a secret with each request."""
    return Client(headers={"Authorization": f"Bearer {given}"})
