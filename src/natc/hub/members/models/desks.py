"""Desks, people, and the mandates by which people act for desks. A desk acts; a person acts for it while a mandate runs."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from natc.hub.fields import MultilingualField, Record, for_members, open_to_all, personal, secret
from natc.hub.members.models.memberships import Membership, Organisation, Tier
from natc.hub.members.models.territories import Territory, running
from natc.hub.members.permissions import Permission, Role, roles_with
from natc.hub.search.models import Findable, having
from natc.hub.web.templatetags.said import said

AFTER_LAST_MANDATE = timedelta(days=2 * 365)  # proposed by the platform's data-protection page, to be adopted by the Network
ERASED = ""  # the name of a person whose time is over
COLLEAGUES = frozenset(Role) - {Role.INVITED}  # who works at a desk; who is invited to sections of a submission works elsewhere

_acts: ContextVar[dict[int, list["Mandate"]] | None] = ContextVar("acts", default=None)  # key of a person → what was looked up


@contextmanager
def acts_remembered() -> Iterator[None]:
    """While a page is read nobody's mandates change, and one page asks for them fifty times: they are looked up once."""
    before = _acts.set({})
    try:
        yield
    finally:
        _acts.reset(before)


class Kind(models.TextChoices):
    """What a desk is in the Network."""

    COORDINATION = "coordination", _("Coordinator's office")
    SECRETARIAT = "secretariat", _("Secretariat")
    AGENCY = "agency", _("Agency")
    OBSERVER = "observer", _("Observer's office")
    PARTNER = "partner", _("Partner")


class DeskQuerySet(models.QuerySet["Desk"]):
    """Questions about desks; each begins with who asks."""

    def visible_to(self, person: "Person") -> "DeskQuerySet":
        """All desks for who may read the directory; otherwise one's own."""
        return self if person.may_anywhere(Permission.DIRECTORY) else self.filter(pk__in=person.at(COLLEAGUES))

    def where(self, person: "Person", *permissions: Permission) -> "DeskQuerySet":
        """Those at which a running mandate of the person permits one of these."""
        roles = [role for permission in permissions for role in roles_with(permission)]
        return self.filter(pk__in=person.at(roles))

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
        running_now = Mandate.objects.running().of_colleagues().exclude(role=Role.SURVIVOR).select_related("person")
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
    secure_line = for_members(
        models.CharField(max_length=200, blank=True)
    )  # where the telephone is not safe: SIENA, encrypted mail
    confirmed_on = for_members(models.DateField(null=True, blank=True))  # somebody at the desk said that this is right

    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering = ("organisation__territory__order", "pk")

    def __str__(self) -> str:
        own, body = said(self.name), said(self.organisation.name)
        return f"{own}, {self.organisation.territory or body}" if self.organisation.territory or body != own else own

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
        listed = Mandate.objects.running().of_colleagues().exclude(role=Role.SURVIVOR).values("person")
        return self.filter(Q(pk=person.pk) | Q(pk__in=listed))

    def held_about(self, person: "Person") -> "PersonQuerySet":
        """The person."""
        return self.filter(pk=person.pk)

    def outlived(self, now: datetime) -> "PersonQuerySet":
        """Those whose last mandate ended longer ago than people are kept, and who are not erased yet."""
        kept = Mandate.objects.filter(Q(last_day=None) | Q(last_day__gte=(now - AFTER_LAST_MANDATE).date()))
        return self.filter(mandates__isnull=False).exclude(pk__in=kept.values("person")).exclude(name=ERASED).distinct()

    def found_for(self, person: "Person", words: str) -> "PersonQuerySet":
        """Those whom the person may see, who work at a desk today, and whose name has the words."""
        working = Mandate.objects.running().of_colleagues().values("person")
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
        return Mandate.objects.running().of_colleagues().select_related("desk").filter(person=self)[0]

    def may_anywhere(self, permission: Permission) -> bool:
        """Whether one of the person's running mandates, at any desk, permits it."""
        return bool(self.at(roles_with(permission)))

    def may(self, permission: Permission, desk: Desk) -> bool:
        """Whether a running mandate of the person at `desk` permits it."""
        return desk.pk in self.at(roles_with(permission))

    def at(self, roles: Collection[str]) -> set[int]:
        """The keys of the desks where a running mandate of the person is one of these roles."""
        return {mandate.desk_id for mandate in self.acts() if mandate.role in roles}

    def acts(self) -> "list[Mandate]":
        """The running mandates of the person, the oldest first, with their desks at hand."""
        remembered = _acts.get()
        if remembered is not None and self.pk in remembered:
            return remembered[self.pk]
        own = Mandate.objects.running().filter(person=self).order_by("first_day", "pk")
        acts = list(own.select_related("person", "desk__organisation__territory"))
        if remembered is not None:
            remembered[self.pk] = acts
        return acts


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Questions about mandates."""

    def running(self, day: date | None = None) -> "MandateQuerySet":
        """Those that run on `day`, of desks whose term in the Network runs too; today, in UTC, without it."""
        day = day or timezone.now().date()
        gone = Organisation.objects.out_of_term(day)
        return self.filter(running(day), person__is_active=True).exclude(desk__organisation__in=gone)

    def coming(self) -> "MandateQuerySet":
        """Those that begin on a day to come."""
        return self.filter(first_day__gt=timezone.now().date(), person__is_active=True)

    def at_member_states(self) -> "MandateQuerySet":
        """Those at desks of states that are members today, not observers, not partners."""
        members = Membership.objects.filter(running(timezone.now().date()), tier=Tier.MEMBER)
        return self.filter(desk__organisation__territory__in=members.values("territory"))

    def of_colleagues(self) -> "MandateQuerySet":
        """Those by which people work at a desk."""
        return self.filter(role__in=COLLEAGUES)

    def visible_to(self, person: Person) -> "MandateQuerySet":
        """Those by which people whom the person may see work at desks."""
        return self.of_colleagues().filter(person__in=Person.objects.visible_to(person))

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
