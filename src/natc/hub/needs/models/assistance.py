"""Requests for technical assistance: asked by a state, taken up by the secretariat, answered within a time."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from natc.hub.clock import end_of_day
from natc.hub.fields import MultilingualField, for_its_readers, for_members, personal
from natc.hub.members.models import AFTER_LAST_MANDATE, Desk, Mandate, Person, Topic
from natc.hub.members.permissions import Permission, roles_with
from natc.hub.needs.models.notices import FormOfHelp
from natc.hub.search.models import Findable, having
from natc.hub.web.templatetags.said import said

TRIAGE_DAYS = 5  # days within which the secretariat takes a request up; proposed
ANSWER_DAYS = 14  # days to answer that the form begins with; proposed


class Stage(models.TextChoices):
    """Where a request stands."""

    ASKED = "asked", _("asked")
    TAKEN_UP = "taken_up", _("taken up")
    CLOSED = "closed", _("closed")


class Result(models.TextChoices):
    """What became of a request."""

    GIVEN = "given", _("assistance was given")
    PASSED_ON = "passed_on", _("passed on to who can help")
    NOT_GIVEN = "not_given", _("cannot be given")
    TAKEN_BACK = "taken_back", _("taken back by who asked")


class RequestQuerySet(models.QuerySet["AssistanceRequest"]):
    """Questions about requests; each begins with who asks."""

    def visible_to(self, person: Person) -> "RequestQuerySet":
        """Those of the person's own desks; all of them for who takes them up."""
        own = Q(desk__in=Desk.objects.where(person, Permission.NEEDS_READ))
        triaging = person.may_anywhere(Permission.ASSISTANCE_TRIAGE)
        found = self if triaging else self.filter(own)
        return found.select_related("desk__organisation__territory", "topic", "taken_by")

    def waiting_for(self, person: Person) -> "RequestQuerySet":
        """For who takes requests up: those that nobody has, their own, and those of whom has left."""
        if not person.may_anywhere(Permission.ASSISTANCE_TRIAGE):
            return self.none()
        there = Mandate.objects.running().filter(role__in=roles_with(Permission.ASSISTANCE_TRIAGE)).values("person")
        mine = Q(stage=Stage.ASKED) | Q(taken_by=person) | ~Q(taken_by__in=there)
        return self.filter(mine).exclude(stage=Stage.CLOSED)

    def held_about(self, person: Person) -> "RequestQuerySet":
        """Those that the person took up."""
        return self.filter(taken_by=person)

    def found_for(self, person: Person, words: str) -> "RequestQuerySet":
        """Those that the person may see and whose title or text has the words."""
        return self.visible_to(person).filter(having(words, "folded"))


class AssistanceRequest(Findable):
    """What a state asks the secretariat to help it with. The clock runs until it is closed with a result."""

    desk = for_members(models.ForeignKey(Desk, models.PROTECT, related_name="+"))
    title = for_its_readers(MultilingualField())
    text = for_its_readers(MultilingualField())
    topic = for_members(models.ForeignKey(Topic, models.PROTECT, related_name="+"))
    form = for_members(models.CharField(max_length=20, choices=FormOfHelp))
    stage = for_members(models.CharField(max_length=10, choices=Stage, default=Stage.ASKED))
    zone = for_members(models.CharField(max_length=60))  # IANA; of the secretariat, whose days count
    due_on = for_members(models.DateField())  # by which it is taken up; then, by which it is answered
    asked_at = for_members(models.DateTimeField())
    taken_by = personal(models.ForeignKey(Person, models.PROTECT, null=True, related_name="+"), AFTER_LAST_MANDATE)
    taken_at = for_members(models.DateTimeField(null=True))
    result = for_members(models.CharField(max_length=10, choices=Result, blank=True))
    ending = for_its_readers(models.CharField(max_length=2000, blank=True))
    closed_at = for_members(models.DateTimeField(null=True))

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = (F("closed_at").asc(nulls_first=True), "due_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage="closed") | ~(Q(result="") | Q(ending="")), name="a_closed_request_has_a_result"
            )
        ]

    if TYPE_CHECKING:

        def get_stage_display(self) -> str: ...

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("assistance-request", args=[self.uid])

    def texts(self) -> Iterable[Mapping[str, str] | str]:
        """Title and text."""
        return [self.title, self.text]

    @property
    def found_title(self) -> str:
        """What a list of results calls it."""
        return said(self.title)

    @property
    def found_under(self) -> str:
        """What a list of results says below it."""
        return self.get_stage_display()

    @property
    def overdue(self) -> bool:
        """Whether its day has passed and it is not closed."""
        return self.stage != Stage.CLOSED and end_of_day(self.due_on, self.zone) <= timezone.now()

    @property
    def waiting_verb(self) -> Promise:
        """What the person is to do with it."""
        return _("Take up") if self.stage == Stage.ASKED else _("Answer")

    @property
    def waiting_text(self) -> dict[str, str]:
        """What waits, as a multilingual text."""
        return self.title  # type: ignore[no-any-return]

    @property
    def waiting_at(self) -> str:
        """Its page."""
        return self.get_absolute_url()
