"""Territories, organisations, desks, people and mandates. A desk acts; a person acts for it while a mandate runs."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from natc.hub.fields import MultilingualField, Record, for_members, open_to_all, personal, secret
from natc.hub.members.permissions import Permission, Role, roles_with
from natc.hub.search.models import Findable, having
from natc.hub.web.templatetags.said import said

AFTER_LAST_MANDATE = timedelta(days=2 * 365)  # proposed by the platform's data-protection page, to be adopted by the Network


class Tier(models.TextChoices):
    """How a territory or organisation belongs to the Network. Source: strategy paper 2025-2029, categories of partners."""

    MEMBER = "member", _("Member")
    OBSERVER = "observer", _("Observer")
    ALONG_ROUTES = "along_routes", _("State along the routes")
    LIMITED = "limited", _("Limited: a state at war")
    PARTNER = "partner", _("Partner")


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


def running(day: date) -> Q:
    """Rows whose time has begun and not ended on `day`."""
    return Q(first_day__lte=day) & (Q(last_day=None) | Q(last_day__gte=day))


class TerritoryQuerySet(models.QuerySet["Territory"]):
    """Questions about territories, which everybody may ask."""

    def members_on(self, day: date) -> "TerritoryQuerySet":
        """Those that belong to the Network on a day, in any tier, in the order that is set for them."""
        return self.filter(pk__in=Membership.objects.filter(running(day)).values("territory")).prefetch_related("names")

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
        return self.code

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("territory", args=[self.code])

    def named(self, audience: str) -> "TerritoryName | None":
        """What it is called for an audience, and its footnote; None where nobody has said."""
        return next((name for name in self.names.all() if name.audience == audience), None)

    @property
    def found_title(self) -> str:
        """What a list of results calls it: results are for members."""
        name = self.named(Audience.MEMBERS)
        return said(name.name) if name else self.code

    @property
    def found_under(self) -> str:
        """What a list of results says below it."""
        return self.tier

    @property
    def tier(self) -> str:
        """How it belongs to the Network today, in words."""
        today = self.memberships.filter(running(timezone.now().date())).first()
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


class Membership(Record):
    """A territory belongs to the Network in a tier, from a day, perhaps until one. Source of each row is named."""

    territory = open_to_all(models.ForeignKey(Territory, models.PROTECT, related_name="memberships"))
    tier = open_to_all(models.CharField(max_length=20, choices=Tier))
    first_day = open_to_all(models.DateField())
    last_day = open_to_all(models.DateField(null=True, blank=True))
    sponsor = open_to_all(models.ForeignKey(Territory, models.PROTECT, null=True, blank=True, related_name="sponsored"))
    source = open_to_all(models.CharField(max_length=300))
    checked = open_to_all(models.BooleanField(default=False))  # somebody read it at its source

    class Meta:
        ordering = ("territory", "first_day")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")), name="membership_ends_after_it_begins"
            )
        ]


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


class Organisation(Findable):
    """A body that has desks: a ministry, the police, an NGO, the secretariat's host, a partner."""

    name = open_to_all(MultilingualField())
    territory = open_to_all(models.ForeignKey(Territory, models.PROTECT, null=True, blank=True, related_name="organisations"))
    tier = open_to_all(models.CharField(max_length=20, choices=Tier, default=Tier.MEMBER))
    category = open_to_all(models.CharField(max_length=60, blank=True))  # a partner's, as the 2025 paper names them

    class Meta:
        ordering = ("territory__order", "pk")

    def texts(self) -> Iterable[Mapping[str, str] | str]:
        """The name."""
        return [self.name]


class Kind(models.TextChoices):
    """What a desk is in the Network."""

    COORDINATION = "coordination", _("Coordinator's office")
    SECRETARIAT = "secretariat", _("Secretariat")
    AGENCY = "agency", _("Agency")
    PARTNER = "partner", _("Partner")


class DeskQuerySet(models.QuerySet["Desk"]):
    """Questions about desks; each begins with who asks."""

    def visible_to(self, person: "Person") -> "DeskQuerySet":
        """All desks for who may read the directory; otherwise one's own."""
        own = Q(mandates__in=Mandate.objects.running().filter(person=person))
        return (self if person.may_anywhere(Permission.DIRECTORY) else self.filter(own)).distinct()

    def found_for(self, person: "Person", words: str) -> "DeskQuerySet":
        """Those that the person may see and that have the words, in their own name, their organisation's or their territory's."""
        paths = ("folded", "organisation__folded", "organisation__territory__names__folded")
        return self.visible_to(person).filter(having(words, *paths)).select_related("organisation__territory").distinct()

    def for_topic(self, territory: Territory, topic: "Topic") -> "DeskQuerySet":
        """The desks of a territory that answer for a topic, the coordinator's office last, since it answers for all."""
        answering = Q(topics=topic) | Q(kind=Kind.COORDINATION)
        return (
            self.filter(answering, organisation__territory=territory)
            .order_by(models.Case(models.When(topics=topic, then=0), default=1), "pk")
            .distinct()
        )

    def with_people(self) -> "DeskQuerySet":
        """With the people who work there today, for a page of several desks."""
        running_now = Mandate.objects.running().exclude(role=Role.SURVIVOR).select_related("person")
        return self.select_related("organisation").prefetch_related(models.Prefetch("mandates", running_now, to_attr="people"))


class Topic(Record):
    """What one may need to call about."""

    code = open_to_all(models.SlugField(unique=True))
    name = open_to_all(MultilingualField())

    class Meta:
        ordering = ("pk",)


class Desk(Findable):
    """The actor of every formal act. People change, the desk stays."""

    organisation = open_to_all(models.ForeignKey(Organisation, models.PROTECT, related_name="desks"))
    kind = open_to_all(models.CharField(max_length=20, choices=Kind))
    name = open_to_all(MultilingualField())
    topics = for_members(models.ManyToManyField(Topic, blank=True, related_name="desks"))
    languages = for_members(models.CharField(max_length=80, blank=True))  # BCP 47 tags, spaces between
    hours = for_members(models.CharField(max_length=120, blank=True))
    zone = for_members(models.CharField(max_length=60, default="Europe/Belgrade"))  # IANA
    telephone = for_members(models.CharField(max_length=40, blank=True))
    email = for_members(models.EmailField(blank=True))
    confirmed_on = for_members(models.DateField(null=True, blank=True))  # somebody at the desk said that this is right

    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering = ("organisation__territory__order", "pk")

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("desk", args=[self.uid])

    def texts(self) -> Iterable[Mapping[str, str] | str]:
        """Its own name; it is found by its organisation's and its territory's too."""
        return [self.name]

    @property
    def found_title(self) -> str:
        """What a list of results calls it."""
        return said(self.name)

    @property
    def found_under(self) -> str:
        """What a list of results says below it."""
        territory = self.organisation.territory
        return f"{said(self.organisation.name)}, {territory.found_title}" if territory else said(self.organisation.name)


class PersonManager(BaseUserManager["Person"]):
    """Makes people as Django's sign-in wants them."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A person who signs in with this address. Without a password only a passkey or an invitation opens the door."""
        person = self.model(email=self.normalize_email(email), **fields)
        person.set_password(password)
        person.save()
        return person


class PersonQuerySet(models.QuerySet["Person"]):
    """Questions about people; each begins with who asks."""

    def visible_to(self, person: "Person") -> "PersonQuerySet":
        """Oneself; and, for who may read the directory, all with a running mandate but survivors' representatives."""
        if not person.may_anywhere(Permission.DIRECTORY):
            return self.filter(pk=person.pk)
        listed = Mandate.objects.running().exclude(role=Role.SURVIVOR).values("person")
        return self.filter(Q(pk=person.pk) | Q(pk__in=listed))

    def held_about(self, person: "Person") -> "PersonQuerySet":
        """The person."""
        return self.filter(pk=person.pk)

    def found_for(self, person: "Person", words: str) -> "PersonQuerySet":
        """Those whom the person may see, who work at a desk today, and whose name has the words."""
        working = Mandate.objects.running().values("person")
        return self.visible_to(person).filter(having(words, "folded"), pk__in=working)


class Person(Findable, AbstractBaseUser):
    """Somebody who signs in. Every right comes from a mandate, none from the person."""

    name = personal(models.CharField(max_length=120), AFTER_LAST_MANDATE)  # a pseudonym for a survivors' representative
    email = personal(models.EmailField(unique=True), AFTER_LAST_MANDATE)
    password = secret(models.CharField(max_length=256))
    last_login = personal(models.DateTimeField(null=True, blank=True), AFTER_LAST_MANDATE)
    language = personal(models.CharField(max_length=10, default="en"), AFTER_LAST_MANDATE)
    is_active = for_members(models.BooleanField(default=True))
    folded = personal(models.TextField(default="", editable=False), AFTER_LAST_MANDATE)

    USERNAME_FIELD = "email"
    objects = PersonManager.from_queryset(PersonQuerySet)()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of a desk where the person works today. Their card is elsewhere: who opens it is remembered."""
        return str(self._working_at.desk.get_absolute_url())

    def texts(self) -> Iterable[Mapping[str, str] | str]:
        """The name."""
        return [self.name]

    @property
    def found_title(self) -> str:
        """What a list of results calls the person."""
        return self.name

    @property
    def found_under(self) -> str:
        """What a list of results says below the name."""
        return str(self._working_at.get_role_display())

    @property
    def _working_at(self) -> "Mandate":
        return Mandate.objects.running().select_related("desk").filter(person=self)[0]

    def may_anywhere(self, permission: Permission) -> bool:
        """Whether one of the person's running mandates, at any desk, permits it."""
        return Mandate.objects.running().filter(person=self, role__in=roles_with(permission)).exists()

    def may(self, permission: Permission, desk: Desk) -> bool:
        """Whether a running mandate of the person at `desk` permits it."""
        return Mandate.objects.running().filter(person=self, desk=desk, role__in=roles_with(permission)).exists()


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Questions about mandates."""

    def running(self, day: date | None = None) -> "MandateQuerySet":
        """Those that run on `day`; today, in UTC, without it."""
        return self.filter(running(day or timezone.now().date()), person__is_active=True)

    def at_member_states(self) -> "MandateQuerySet":
        """Those at desks of states that are members today, not observers, not partners."""
        members = Membership.objects.filter(running(timezone.now().date()), tier=Tier.MEMBER)
        return self.filter(desk__organisation__territory__in=members.values("territory"))

    def visible_to(self, person: Person) -> "MandateQuerySet":
        """Those of people whom the person may see."""
        return self.filter(person__in=Person.objects.visible_to(person))

    def held_about(self, person: Person) -> "MandateQuerySet":
        """The person's own, those that have ended too."""
        return self.filter(person=person)


class Mandate(Record):
    """A person acts for a desk in a role, from a day, perhaps until one."""

    person = personal(models.ForeignKey(Person, models.PROTECT, related_name="mandates"), AFTER_LAST_MANDATE)
    desk = for_members(models.ForeignKey(Desk, models.PROTECT, related_name="mandates"))
    role = for_members(models.CharField(max_length=20, choices=Role))
    first_day = for_members(models.DateField())
    last_day = for_members(models.DateField(null=True, blank=True))

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering = ("desk", "first_day")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")), name="mandate_ends_after_it_begins"
            )
        ]

    if TYPE_CHECKING:

        def get_role_display(self) -> str: ...


class WatchedQuerySet(models.QuerySet["WatchedCountry"]):
    """Questions about the watch list."""

    def visible_to(self, person: Person) -> "WatchedQuerySet":
        """The whole list for states and the secretariat, nothing for others."""
        return self if person.may_anywhere(Permission.WATCH_LIST) else self.none()


class WatchedCountry(Record):
    """A country outside the Network that matters to it: who leads, and why."""

    code = for_members(models.CharField(max_length=2, unique=True))  # ISO 3166-1 alpha-2
    reason = for_members(MultilingualField())
    lead = for_members(models.ForeignKey(Desk, models.PROTECT, related_name="watches"))
    contact = for_members(models.CharField(max_length=200, blank=True))

    objects = WatchedQuerySet.as_manager()

    class Meta:
        ordering = ("code",)


class NextStepQuerySet(models.QuerySet["NextStep"]):
    """Questions about next steps."""

    def waiting_for(self, person: Person) -> "NextStepQuerySet":
        """Steps not done whose owner is a desk that the person acts for."""
        return self.filter(done_on=None, owner__in=Mandate.objects.running().filter(person=person).values("desk"))


class NextStep(Record):
    """What was agreed to do about a watched country: by whom and by when."""

    country = for_members(models.ForeignKey(WatchedCountry, models.PROTECT, related_name="steps"))
    text = for_members(MultilingualField())
    owner = for_members(models.ForeignKey(Desk, models.PROTECT, related_name="next_steps"))
    due_on = for_members(models.DateField())
    done_on = for_members(models.DateField(null=True, blank=True))

    objects = NextStepQuerySet.as_manager()
    waiting_verb = _("Do")

    class Meta:
        ordering = ("due_on",)

    @property
    def waiting_text(self) -> dict[str, str]:
        """What waits, as a multilingual text."""
        return self.text  # type: ignore[no-any-return]

    @property
    def waiting_at(self) -> str:
        """The page where it is done."""
        return reverse("watch-list")


class FlowQuerySet(models.QuerySet["Flow"]):
    """Questions about flows of data."""

    def waiting_for(self, person: Person) -> "FlowQuerySet":
        """Those that a coordinator's desk has not read yet."""
        coordinating = Mandate.objects.running().filter(person=person, role=Role.COORDINATOR)
        return self.filter(read_on=None, territory__in=coordinating.values("desk__organisation__territory"))

    def visible_to(self, person: Person) -> "FlowQuerySet":
        """Those of the states for whose desks the person acts; all of them for the secretariat's desk, which runs the hub."""
        mandates = Mandate.objects.running().filter(person=person)
        if mandates.filter(role=Role.SECRETARIAT).exists():
            return self
        return self.filter(territory__in=mandates.values("desk__organisation__territory"))


class Flow(Record):
    """A flow of data as one state sees it before its first upload: who is responsible, on which basis, for how long."""

    code = for_members(models.SlugField())
    territory = for_members(models.ForeignKey(Territory, models.PROTECT, related_name="flows"))
    name = for_members(MultilingualField())
    what = for_members(MultilingualField())
    controller = for_members(MultilingualField())
    processor = for_members(MultilingualField())
    legal_basis = for_members(MultilingualField())
    retention = for_members(MultilingualField())
    checked = for_members(models.BooleanField(default=False))
    read_on = for_members(models.DateField(null=True, blank=True))  # the state's desk said that it has read it

    objects = FlowQuerySet.as_manager()
    due_on = None  # nobody set a day; it is wanted before the first upload
    waiting_verb = _("Read")

    class Meta:
        ordering = ("territory", "code")
        constraints = [models.UniqueConstraint(fields=["code", "territory"], name="one_row_a_flow_and_state")]

    @property
    def waiting_text(self) -> dict[str, str]:
        """What waits, as a multilingual text."""
        return self.name  # type: ignore[no-any-return]

    @property
    def waiting_at(self) -> str:
        """The page where it is read."""
        return reverse("flows")
