"""Organisations, and how territories and organisations belong to the Network: in which tier, who sponsors them, for how long."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from natc.hub.fields import MultilingualField, Record, open_to_all
from natc.hub.members.models.territories import Audience, Territory, running
from natc.hub.members.permissions import Permission
from natc.hub.search.models import Findable

if TYPE_CHECKING:
    from natc.hub.members.models.desks import Person

NOTICE = timedelta(days=90)  # before a term ends, whoever keeps the members is told; proposed


class Tier(models.TextChoices):
    """How a territory or organisation belongs to the Network. Source: strategy paper 2025-2029, part 2, measures (i) to (iii)."""

    MEMBER = "member", _("Member")
    OBSERVER = "observer", _("Observer")
    ALONG_ROUTES = "along_routes", _("State along the routes")
    LIMITED = "limited", _("Limited: a state at war")
    PARTNER = "partner", _("Partner")


class Category(models.TextChoices):
    """What kind of partner an organisation is. Source: strategy paper 2025-2029, part 2, measures (ii) and (iii).

    The last three are not named there: survivors (Protection iii), international organisations and donors.
    """

    CIVIL_SOCIETY = "civil_society", _("Civil society organisation")
    ACADEMIA = "academia", _("Academia")
    PRIVATE_SECTOR = "private_sector", _("Private sector")
    TECHNOLOGY = "technology", _("Technology company")
    TOURISM = "tourism", _("Tourism")
    EMPLOYERS = "employers", _("Employers' association")
    EMPLOYEES = "employees", _("Employees' association")
    SURVIVORS = "survivors", _("Survivors' council")
    INTERNATIONAL = "international", _("International organisation")
    DONOR = "donor", _("Donor")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Questions about organisations."""

    def out_of_term(self, day: date) -> "OrganisationQuerySet":
        """Those that belonged to the Network, by themselves or by their state, and do not on `day`: nobody acts for them."""
        today = Membership.objects.filter(running(day))
        own = Q(memberships__isnull=False) & ~Q(pk__in=today.exclude(organisation=None).values("organisation"))
        state = Q(memberships=None, territory__memberships__isnull=False)
        return self.filter(own | (state & ~Q(territory__in=today.exclude(territory=None).values("territory"))))


class Organisation(Findable):
    """A body that has desks: a ministry, the police, an NGO, the secretariat's host, a partner."""

    name = open_to_all(MultilingualField())
    territory = open_to_all(models.ForeignKey(Territory, models.PROTECT, null=True, blank=True, related_name="organisations"))

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ("territory__order", "pk")

    def texts(self) -> Iterable[Mapping[str, str] | str]:
        """The name."""
        return [self.name]


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Questions about how somebody belongs to the Network."""

    def visible_to(self, person: "Person") -> "MembershipQuerySet":
        """All of them for who may read the directory."""
        return self if person.may_anywhere(Permission.DIRECTORY) else self.none()

    def of_partners(self) -> "MembershipQuerySet":
        """Those of organisations, with their names at hand."""
        return self.exclude(organisation=None).select_related("organisation", "sponsor").prefetch_related("sponsor__names")

    def ending(self) -> "MembershipQuerySet":
        """Those that run today and end within the time of notice, the nearest first."""
        today = timezone.now().date()
        return self.filter(running(today), last_day__lte=today + NOTICE).order_by("last_day")

    def waiting_for(self, person: "Person") -> "MembershipQuerySet":
        """Those that end soon, for who keeps the members."""
        return self.ending() if person.may_anywhere(Permission.MEMBERS_EDIT) else self.none()


class Membership(Record):
    """A territory, or an organisation, belongs to the Network in a tier, from a day, perhaps until one. Its source is named.

    All but full members have a member state that sponsors them and a term; an organisation is a partner of some category.
    """

    territory = open_to_all(models.ForeignKey(Territory, models.PROTECT, null=True, blank=True, related_name="memberships"))
    organisation = open_to_all(models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="memberships"))
    tier = open_to_all(models.CharField(max_length=20, choices=Tier))
    category = open_to_all(models.CharField(max_length=20, choices=Category, blank=True))
    first_day = open_to_all(models.DateField())
    last_day = open_to_all(models.DateField(null=True, blank=True))
    sponsor = open_to_all(models.ForeignKey(Territory, models.PROTECT, null=True, blank=True, related_name="sponsored"))
    source = open_to_all(models.CharField(max_length=300))
    checked = open_to_all(models.BooleanField(default=False))  # somebody read it at its source

    objects = MembershipQuerySet.as_manager()
    waiting_verb = _("Renew or let end")

    class Meta:
        ordering = ("territory", "first_day")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")), name="membership_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(territory__isnull=False, organisation=None, category="")
                | Q(territory=None, organisation__isnull=False, tier=Tier.PARTNER, sponsor__isnull=False, last_day__isnull=False),
                name="a_territory_or_a_partner_with_sponsor_and_term",
            ),
        ]

    if TYPE_CHECKING:

        def get_tier_display(self) -> str: ...
        def get_category_display(self) -> str: ...

    @property
    def name(self) -> dict[str, str]:
        """Who it is that belongs, as a multilingual text."""
        if self.organisation:
            return self.organisation.name  # type: ignore[no-any-return]
        named = self.territory.named(Audience.MEMBERS) if self.territory else None
        return named.name if named else {}

    @property
    def due_on(self) -> date | None:
        """The last day, by which it must be decided."""
        return self.last_day

    @property
    def waiting_text(self) -> dict[str, str]:
        """What waits, as a multilingual text."""
        return self.name

    @property
    def waiting_at(self) -> str:
        """The page where it is decided."""
        return reverse("term", args=[self.uid])

    @property
    def ends_soon(self) -> bool:
        """Whether it runs today and ends within the time of notice."""
        today = timezone.now().date()
        return self.last_day is not None and today <= self.last_day <= today + NOTICE

    @property
    def over(self) -> bool:
        """Whether its last day has passed."""
        return self.last_day is not None and self.last_day < timezone.now().date()
