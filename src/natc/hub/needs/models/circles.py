"""For whom a need or an offer is: the circle that its desk chooses, and never anybody beside it."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from natc.hub.fields import Record, for_members
from natc.hub.members.models import Category, Desk, Kind, Membership, Tier
from natc.hub.members.models import running as running_on


class Circle(models.TextChoices):
    """Who reads a need or an offer beside the desk that posts it."""

    MEMBERS = "members", _("All member states and the secretariat")
    DESKS = "desks", _("The desks that are named")
    CATEGORY = "category", _("Partners of one category")
    SECRETARIAT = "secretariat", _("The secretariat only")


class ForACircle(Record):
    """A row that one desk posts for the circle that it chooses."""

    desk = for_members(models.ForeignKey(Desk, models.PROTECT, related_name="+"))
    circle = for_members(models.CharField(max_length=20, choices=Circle))
    category = for_members(models.CharField(max_length=20, choices=Category, blank=True))
    desks = for_members(models.ManyToManyField(Desk, related_name="+"))

    class Meta:
        abstract = True

    @property
    def readers(self) -> "models.QuerySet[Desk]":
        """The desks of its circle; its own desk, which always reads it, is not among them."""
        found: models.QuerySet[Desk]
        match Circle(self.circle):
            case Circle.MEMBERS:
                found = Desk.objects.filter(_of_members())
            case Circle.DESKS:
                found = self.desks.all()
            case Circle.CATEGORY:
                found = Desk.objects.filter(organisation__in=_partners().filter(category=self.category).values("organisation"))
            case Circle.SECRETARIAT:
                found = Desk.objects.filter(kind=Kind.SECRETARIAT)
        return found.exclude(pk=self.desk_id)


def for_desks(desks: "models.QuerySet[Desk]", named: "models.QuerySet[Any, Any]") -> Q:
    """Rows in whose circle one of the desks is. named: the rows of the table that says which desks are named where."""
    categories = _partners().filter(organisation__in=desks.values("organisation")).values("category")
    found = Q(circle=Circle.DESKS, pk__in=named) | Q(circle=Circle.CATEGORY, category__in=categories)
    if desks.filter(_of_members()).exists():
        found |= Q(circle=Circle.MEMBERS)
    if desks.filter(kind=Kind.SECRETARIAT).exists():
        found |= Q(circle=Circle.SECRETARIAT)
    return found


def _of_members() -> Q:
    return Q(kind=Kind.SECRETARIAT) | Q(pk__in=Desk.objects.of_member_states().values("pk"))


def _partners() -> "models.QuerySet[Membership]":
    return Membership.objects.filter(running_on(timezone.now().date()), tier=Tier.PARTNER)
