"""Routes that several states have a part of, and what these say of them: each fact with its source."""

from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from natc.hub.fields import MultilingualField, Record, for_its_readers, for_members, open_to_all
from natc.hub.members.models import Desk
from natc.hub.members.permissions import Permission


class RouteQuerySet(models.QuerySet["Route"]):
    """Questions about routes, which everybody may ask."""

    def standing(self) -> "RouteQuerySet":
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)


class Route(Record):
    """A way on which people are moved, as the countries that it passes through, in the order of the journey."""

    name = open_to_all(MultilingualField())
    countries = open_to_all(models.JSONField())  # ISO 3166-1 alpha-2 codes, two or more; also of countries outside the Network
    desk = open_to_all(models.ForeignKey(Desk, models.PROTECT, related_name="routes"))  # that put it on the list
    withdrawn_at = for_members(models.DateTimeField(null=True))

    objects = RouteQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("route", args=[self.uid])


class About(models.TextChoices):
    """What a fact about a route is about."""

    PERMITS = "permits", _("Work and residence permits")
    RECRUITMENT = "recruitment", _("Countries and ways of recruitment")
    LANGUAGES = "languages", _("Languages spoken")
    SCREENING = "screening", _("Screening points")
    RISKS = "risks", _("Risks for those on the way")


AMONG_STATES = (About.SCREENING, About.RISKS)  # told to everybody, they would tell traffickers where nobody looks


class RouteFactQuerySet(models.QuerySet["RouteFact"]):
    """Questions about facts."""

    def visible_to(self, user: AbstractBaseUser | AnonymousUser) -> "RouteFactQuerySet":
        """What stands: context for everybody; screening points and risks for member states and the secretariat."""
        standing = self.filter(withdrawn_at=None).select_related("desk__organisation", "route")
        if user.is_authenticated and user.may_anywhere(Permission.WATCH_LIST):  # type: ignore[attr-defined]  # our Person
            return standing
        return standing.exclude(about__in=AMONG_STATES)


class RouteFact(Record):
    """One thing that a desk says of a route, and where it comes from. Another desk checks it at its source."""

    route = open_to_all(models.ForeignKey(Route, models.PROTECT, related_name="facts"))
    about = open_to_all(models.CharField(max_length=20, choices=About))
    text = for_its_readers(MultilingualField())
    source = for_its_readers(models.CharField(max_length=300))
    desk = for_members(models.ForeignKey(Desk, models.PROTECT, related_name="route_facts"))
    written_at = open_to_all(models.DateTimeField())
    checked_by = for_members(models.ForeignKey(Desk, models.PROTECT, null=True, related_name="+"))
    checked_at = open_to_all(models.DateTimeField(null=True))
    withdrawn_at = for_members(models.DateTimeField(null=True))

    objects = RouteFactQuerySet.as_manager()

    class Meta:
        ordering = ("about", "pk")

    if TYPE_CHECKING:

        def get_about_display(self) -> str: ...
