"""Territories: what each is called and by whom, and where it stands with the European Union."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from natc.hub.fields import MultilingualField, Record, open_to_all
from natc.hub.search.models import Findable, having
from natc.hub.web.templatetags.said import said

if TYPE_CHECKING:
    from natc.hub.members.models.desks import Person
    from natc.hub.members.models.memberships import Membership


class Audience(models.TextChoices):
    """For whom a name is written: status-sensitive names differ by reader."""

    MEMBERS = "members", _("Members")
    PUBLIC = "public", _("Public")


class EUStatus(models.TextChoices):
    """Where a state stands with the European Union."""

    MEMBER = "member", _("EU member state")
    NEGOTIATING = "negotiating", _("Candidate, negotiating")
    CANDIDATE = "candidate", _("Candidate")
    POTENTIAL = "potential", _("Potential candidate")
    NONE = "none", _("No accession process")


def running(day: date, of: str = "") -> Q:
    """Rows whose time has begun and not ended on `day`. of: the path that leads to them, such as "memberships__"."""
    return Q(**{f"{of}first_day__lte": day}) & (Q(**{f"{of}last_day": None}) | Q(**{f"{of}last_day__gte": day}))


class TerritoryQuerySet(models.QuerySet["Territory"]):
    """Questions about territories, which everybody may ask."""

    def members_on(self, day: date) -> "TerritoryQuerySet":
        """Those that belong to the Network on a day, in any tier, in the order that is set for them."""
        return self.filter(running(day, "memberships__")).distinct().prefetch_related("names")

    def member_states(self) -> "TerritoryQuerySet":
        """Those that are full members today, in the order that is set for them."""
        return self.filter(running(timezone.now().date(), "memberships__"), memberships__tier="member").prefetch_related("names")

    def found_for(self, person: "Person", words: str) -> "TerritoryQuerySet":  # noqa: ARG002  everybody may see all of them
        """Those that belong to the Network today and whose name for members has the words."""
        named = TerritoryName.objects.filter(having(words, "folded"), audience=Audience.MEMBERS)
        return self.members_on(timezone.now().date()).filter(pk__in=named.values("territory"))


class Territory(Record):
    """A state or territory, by its code. What it is called, in which order and with which footnote is data."""

    code = open_to_all(models.CharField(max_length=2, unique=True))  # ISO 3166-1 alpha-2, XK included
    order = open_to_all(models.PositiveSmallIntegerField(default=100))

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.found_title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("territory", args=[self.code])

    def named(self, audience: str) -> "TerritoryName | None":
        """What it is called for an audience, and its footnote; None where nobody has said."""
        return next((name for name in self.names.all() if name.audience == audience), None)

    @property
    def found_title(self) -> str:
        """What members call it, as a list of results or of choices says it."""
        name = self.named(Audience.MEMBERS)
        return f"{said(name.name)}{'*' if name.footnote else ''}" if name else self.code

    @property
    def found_under(self) -> str:
        """What a list of results says below it."""
        return self.tier

    @property
    def membership(self) -> "Membership | None":
        """How it belongs to the Network today."""
        return self.memberships.filter(running(timezone.now().date())).first()

    @property
    def tier(self) -> str:
        """How it belongs to the Network today, in words."""
        today = self.membership
        return today.get_tier_display() if today else ""

    @property
    def eu_status(self) -> "EUStatusSince | None":
        """Where it stands with the European Union today."""
        return self.eu_statuses.filter(first_day__lte=timezone.now().date()).first()


class TerritoryName(Findable):
    """What a territory is called for one audience, and the footnote that goes with it."""

    territory = open_to_all(models.ForeignKey(Territory, models.PROTECT, related_name="names"))
    audience = open_to_all(models.CharField(max_length=20, choices=Audience))
    name = open_to_all(MultilingualField())
    footnote = open_to_all(MultilingualField(null=True, blank=True))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["territory", "audience"], name="one_name_per_audience")]

    def texts(self) -> Iterable[Mapping[str, str] | str]:
        """The name."""
        return [self.name]


class EUStatusSince(Record):
    """Where a territory stands with the European Union from a day on."""

    territory = open_to_all(models.ForeignKey(Territory, models.PROTECT, related_name="eu_statuses"))
    status = open_to_all(models.CharField(max_length=20, choices=EUStatus))
    first_day = open_to_all(models.DateField())
    source = open_to_all(models.CharField(max_length=300))
    checked = open_to_all(models.BooleanField(default=False))

    class Meta:
        ordering = ("territory", "-first_day")
        constraints = [models.UniqueConstraint(fields=["territory", "first_day"], name="one_eu_status_a_day")]
