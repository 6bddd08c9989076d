"""Arrangements: one desk needs, another helps; one of them proposed it, the other agrees or declines."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from natc.hub.fields import MultilingualField, Record, for_its_readers, for_members
from natc.hub.members.models import Desk, Person
from natc.hub.members.permissions import Permission
from natc.hub.needs.models.notices import Notice
from natc.hub.needs.models.notices import Status as NoticeStatus
from natc.hub.web.templatetags.said import said


class Stands(models.TextChoices):
    """Where an arrangement stands."""

    PROPOSED = "proposed", _("proposed")
    AGREED = "agreed", _("agreed")
    DECLINED = "declined", _("declined")
    DONE = "done", _("done")


class ArrangementQuerySet(models.QuerySet["Arrangement"]):
    """Questions about arrangements; each begins with who asks."""

    def visible_to(self, person: Person) -> "ArrangementQuerySet":
        """Those of the two desks alone."""
        desks = Desk.objects.where(person, Permission.NEEDS_READ)
        return self.filter(Q(need__desk__in=desks) | Q(helper__in=desks)).select_related(*RELATED)

    def waiting_for(self, person: Person) -> "ArrangementQuerySet":
        """Those that the other desk proposed and that the person may answer."""
        needing, helping = (Desk.objects.where(person, one) for one in (Permission.NEED_POST, Permission.OFFER_MAKE))
        asked = Q(need__desk__in=needing, proposer=F("helper")) | Q(helper__in=helping, proposer=F("need__desk"))
        return self.filter(asked, stands=Stands.PROPOSED, need__status=NoticeStatus.OPEN).select_related(*RELATED)


class Arrangement(Record):
    """Help of one desk for the need of another, perhaps by an offer that it made. Only the two desks read it."""

    need = for_members(models.ForeignKey(Notice, models.PROTECT, related_name="arrangements"))
    helper = for_members(models.ForeignKey(Desk, models.PROTECT, related_name="+"))
    offer = for_members(models.ForeignKey(Notice, models.PROTECT, null=True, related_name="+"))
    proposer = for_members(models.ForeignKey(Desk, models.PROTECT, related_name="+"))
    text = for_its_readers(MultilingualField())
    stands = for_members(models.CharField(max_length=10, choices=Stands, default=Stands.PROPOSED))
    proposed_at = for_members(models.DateTimeField())
    answer = for_its_readers(models.CharField(max_length=1000, blank=True))
    answered_at = for_members(models.DateTimeField(null=True))
    result = for_its_readers(models.CharField(max_length=1000, blank=True))
    done_at = for_members(models.DateTimeField(null=True))

    objects = ArrangementQuerySet.as_manager()
    due_on = None  # no day is set; the need has one
    waiting_verb = _("Answer")

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["need", "helper"], condition=Q(stands="proposed"), name="one_open_proposal_a_need_and_helper"
            ),
            models.CheckConstraint(
                condition=Q(stands="proposed", answered_at=None) | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="an_arrangement_is_answered_with_a_sentence",
            ),
        ]

    if TYPE_CHECKING:

        def get_stands_display(self) -> str: ...

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("arrangement", args=[self.uid])

    @property
    def found_title(self) -> str:
        """What it is called: as the need."""
        return said(self.need.title)

    @property
    def asked(self) -> Desk:
        """The desk that answers: the one of the two that did not propose."""
        other: Desk = self.need.desk if self.proposer == self.helper else self.helper
        return other

    @property
    def waiting_text(self) -> dict[str, str]:
        """What waits, as a multilingual text: the need."""
        return self.need.title  # type: ignore[no-any-return]

    @property
    def waiting_at(self) -> str:
        """Its page."""
        return self.get_absolute_url()


RELATED = ("need__desk__organisation__territory", "helper__organisation__territory", "proposer", "offer")
