"""Invitations, and sessions of people who are signed in."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from natc.hub.fields import Record, for_members, personal, secret
from natc.hub.members.models import Desk, Mandate, Person
from natc.hub.members.permissions import Role

INVITATION_LASTS = timedelta(days=7)  # proposed; long enough for a week's leave, short enough for a forgotten mailbox
IDLE = timedelta(minutes=15)  # then the session locks; the platform's security page, check 3
ABSOLUTE = timedelta(hours=8)  # then one signs in anew; the platform's security page, check 3
WRITTEN_EVERY = timedelta(minutes=1)  # how exact `seen_at` is: one write a minute, not one a page
INVITATION_KEPT = timedelta(days=30)  # after it was used, withdrawn or has run out; proposed
SESSION_KEPT = timedelta(days=30)  # after it ended; proposed


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Questions about invitations."""

    def open(self) -> "InvitationQuerySet":
        """Those whose link still opens the door."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())

    def of_colleagues(self) -> "InvitationQuerySet":
        """Those by which people come to work at a desk, not only at sections of a submission."""
        return self.exclude(role=Role.INVITED)

    def outlived(self, now: datetime) -> "InvitationQuerySet":
        """Those used, withdrawn or run out longer ago than they are kept, and not erased yet."""
        ended = Least(Coalesce("accepted_at", "expires_at"), Coalesce("withdrawn_at", "expires_at"), "expires_at")
        return self.exclude(email="").alias(ended=ended).filter(ended__lt=now - INVITATION_KEPT)

    def held_about(self, person: Person) -> "InvitationQuerySet":
        """Those sent to the person's address or by the person."""
        return self.filter(Q(email=person.email.lower()) | Q(by=person))


class Invitation(Record):
    """A link was mailed to somebody to take up a role at a desk. It opens the door once."""

    desk = for_members(models.ForeignKey(Desk, models.PROTECT, related_name="invitations"))
    role = for_members(models.CharField(max_length=20, choices=Role))
    email = personal(models.EmailField(), INVITATION_KEPT)  # lower case
    by = personal(
        models.ForeignKey(Person, models.PROTECT, null=True, related_name="invited"), INVITATION_KEPT
    )  # None: the operator
    fingerprint = secret(models.CharField(max_length=64, unique=True))  # SHA-256 of what the link ends in, hexadecimal
    created_at = for_members(models.DateTimeField(default=timezone.now))
    expires_at = for_members(models.DateTimeField())
    withdrawn_at = for_members(models.DateTimeField(null=True, blank=True))
    accepted_at = for_members(models.DateTimeField(null=True, blank=True))
    last_day = for_members(models.DateField(null=True))  # of the mandate that it begins; None: no last day is set
    mandate = for_members(models.OneToOneField(Mandate, models.PROTECT, null=True, related_name="invitation"))  # which it began

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(accepted_at=None), name="no_invitation_is_both_withdrawn_and_accepted"
            )
        ]


class SessionQuerySet(models.QuerySet["Session"]):
    """Questions about sessions."""

    def running(self) -> "SessionQuerySet":
        """Those not ended whose eight hours have not passed; locked ones among them."""
        return self.filter(ended_at=None, started_at__gt=timezone.now() - ABSOLUTE)

    def outlived(self, now: datetime) -> "SessionQuerySet":
        """Those that were ended, or whose eight hours had passed, longer ago than they are kept."""
        return self.filter(Q(ended_at__lt=now - SESSION_KEPT) | Q(started_at__lt=now - SESSION_KEPT - ABSOLUTE))

    def held_about(self, person: Person) -> "SessionQuerySet":
        """The person's own."""
        return self.filter(person=person)


class Session(Record):
    """A person is signed in with a browser. It holds nothing that would open the session."""

    person = personal(models.ForeignKey(Person, models.PROTECT, related_name="sessions"), SESSION_KEPT)
    browser = personal(models.CharField(max_length=40, blank=True), SESSION_KEPT)  # "Firefox, Windows"
    started_at = personal(models.DateTimeField(default=timezone.now), SESSION_KEPT)
    seen_at = personal(models.DateTimeField(default=timezone.now), SESSION_KEPT)  # at most WRITTEN_EVERY behind
    ended_at = personal(models.DateTimeField(null=True, blank=True), SESSION_KEPT)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ("-seen_at",)

    def over(self, now: datetime) -> bool:
        """Whether it was ended, or its eight hours have passed."""
        return self.ended_at is not None or now >= self.started_at + ABSOLUTE

    def locked(self, now: datetime) -> bool:
        """Whether nobody has done anything for fifteen minutes."""
        return now >= self.seen_at + IDLE
