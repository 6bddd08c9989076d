"""Countries outside the Network that matter to it, and what was agreed about them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from natc.hub.fields import MultilingualField, Record, for_members
from natc.hub.members.countries import named
from natc.hub.members.models.desks import Desk, Person
from natc.hub.members.permissions import Permission


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

    @property
    def name(self) -> dict[str, str]:
        """What the country is called, as a multilingual text: it is none of the Network's, so CLDR says."""
        return named(self.code)


class NextStepQuerySet(models.QuerySet["NextStep"]):
    """Questions about next steps."""

    def waiting_for(self, person: Person) -> "NextStepQuerySet":
        """Steps not done whose owner is a desk for which the person may do them."""
        return self.filter(done_on=None, owner__in=Desk.objects.where(person, Permission.WATCH_EDIT))


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
