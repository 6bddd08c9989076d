"""What the first page remembers about a person: the secret of their calendar, and their first week."""

import hmac
from hashlib import sha256
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from natc.hub.fields import Record, personal, secret
from natc.hub.members.models import AFTER_LAST_MANDATE, Mandate, Person


class OwnQuerySet(models.QuerySet[Any]):
    """Questions about rows that belong to one person and that nobody else sees."""

    def held_about(self, person: Person) -> "OwnQuerySet":
        """The person's own."""
        return self.filter(person=person)


class CalendarQuerySet(OwnQuerySet):
    """Questions about calendars."""

    def of_secret(self, given: str) -> "Calendar | None":
        """The calendar with this secret, of somebody with a running mandate; None for every other one."""
        running = Mandate.objects.running().values("person")
        found: Calendar | None = self.filter(digest=digest_of(given), person__in=running).select_related("person").first()
        return found if found and hmac.compare_digest(found.digest, digest_of(given)) else None


class Calendar(Record):
    """A person's calendar feed. Only the digest of its secret is kept: whoever steals the database has no address."""

    person = personal(models.OneToOneField(Person, models.PROTECT, related_name="calendar"), AFTER_LAST_MANDATE)
    digest = secret(models.CharField(max_length=64, unique=True))  # SHA-256 of the secret, hexadecimal
    made_at = personal(models.DateTimeField(), AFTER_LAST_MANDATE)

    objects = CalendarQuerySet.as_manager()


def digest_of(given: str) -> str:
    """What is kept of a secret."""
    return sha256(given.encode()).hexdigest()


class Visit(models.TextChoices):
    """Pages of the first week that leave no act in the ledger: having opened them is having done it."""

    DATA = "data", _("Read how our data are handled")
    NEIGHBOUR = "neighbour", _("Find out whom to call in another member state")
    HEAD = "head", _("Keep the head of the ledger")


class Visited(Record):
    """A person opened a page of the first week."""

    person = personal(models.ForeignKey(Person, models.PROTECT, related_name="visited"), AFTER_LAST_MANDATE)
    what = personal(models.CharField(max_length=20, choices=Visit), AFTER_LAST_MANDATE)

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "what"], name="a_visit_once")]


class FirstWeekDismissed(Record):
    """A person does not want to see the list of the first week any more."""

    person = personal(models.OneToOneField(Person, models.PROTECT, related_name="first_week_dismissed"), AFTER_LAST_MANDATE)

    objects = OwnQuerySet.as_manager()
