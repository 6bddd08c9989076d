"""Personal tokens: with one a program acts for its person, at one desk, as narrowly as the person said."""

from datetime import timedelta

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from natc.hub.fields import Record, personal, secret
from natc.hub.members.accounts.letters import fingerprint
from natc.hub.members.models import AFTER_LAST_MANDATE, Desk, Mandate, Person

MINUTE = timedelta(minutes=1)
MOST_A_MINUTE = 60  # uses of one token; proposed: a script that reads all pages of a submission needs some ten


class Scope(models.TextChoices):
    """What a token opens, besides what everybody reads."""

    CALLS = "calls", _("read the calls that you see")
    SUBMISSIONS = "submissions", _("read the submissions of your desk")
    CELLS = "cells", _("write answers of your desk that are not handed in")


class TokenQuerySet(models.QuerySet["Token"]):
    """Questions about tokens."""

    def held_about(self, person: Person) -> "TokenQuerySet":
        """The person's own, those that open nothing any more too."""
        return self.filter(person=person)

    def of_secret(self, given: str) -> "Token | None":
        """The token with this secret, while it is neither revoked nor run out and its person works at its desk; else None."""
        working = Mandate.objects.running().of_colleagues().filter(person=models.OuterRef("person"), desk=models.OuterRef("desk"))
        good = self.filter(models.Exists(working), revoked_at=None, expires_at__gt=timezone.now())
        return good.select_related("person", "desk").filter(fingerprint=fingerprint(given)).first()


class Token(Record):
    """A program may act for a person at a desk. Only the fingerprint of its secret is kept: who steals the database has none."""

    person = personal(models.ForeignKey(Person, models.PROTECT, related_name="tokens"), AFTER_LAST_MANDATE)
    desk = personal(models.ForeignKey(Desk, models.PROTECT, related_name="+"), AFTER_LAST_MANDATE)
    name = personal(models.CharField(max_length=60), AFTER_LAST_MANDATE)  # by which its person knows it again
    scope = personal(models.CharField(max_length=60), AFTER_LAST_MANDATE)  # values of Scope, a space between them
    fingerprint = secret(models.CharField(max_length=64, unique=True))  # SHA-256 of the secret, hexadecimal
    made_at = personal(models.DateTimeField(), AFTER_LAST_MANDATE)
    expires_at = personal(models.DateTimeField(), AFTER_LAST_MANDATE)
    used_at = personal(models.DateTimeField(null=True), AFTER_LAST_MANDATE)  # the minute of the last use
    uses = personal(models.PositiveIntegerField(default=0), AFTER_LAST_MANDATE)  # in that minute
    revoked_at = personal(models.DateTimeField(null=True), AFTER_LAST_MANDATE)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)

    @property
    def scopes(self) -> list[Scope]:
        """What it opens."""
        return [Scope(one) for one in self.scope.split()]

    @property
    def opens(self) -> list[str | Promise]:
        """The same in words."""
        return [one.label for one in self.scopes]

    @property
    def over(self) -> bool:
        """Whether it opens nothing any more, as far as that is the token's own doing."""
        return self.revoked_at is not None or self.expires_at <= timezone.now()

    def count_use(self) -> bool:
        """Count one more use in this minute; False, and nothing counted, where there were as many as are allowed.

        Both updates say in their condition what they rely on: however many requests come at once, none slips through.
        """
        now = timezone.now()
        minute = now.replace(second=0, microsecond=0)
        own = Token.objects.filter(pk=self.pk)
        first = own.exclude(used_at=minute).update(used_at=minute, uses=1)
        return bool(first or own.filter(used_at=minute, uses__lt=MOST_A_MINUTE).update(uses=F("uses") + 1))
