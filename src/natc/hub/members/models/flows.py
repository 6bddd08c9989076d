"""Flows of data: who is responsible for each, on which basis, for how long."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from natc.hub.fields import MultilingualField, Record, for_members
from natc.hub.members.models.desks import Desk, Person
from natc.hub.members.models.territories import Territory
from natc.hub.members.permissions import Role


class FlowQuerySet(models.QuerySet["Flow"]):
    """Questions about flows of data."""

    def waiting_for(self, person: Person) -> "FlowQuerySet":
        """Those that a coordinator's desk has not read yet."""
        coordinated = Desk.objects.filter(pk__in=person.at([Role.COORDINATOR]))
        return self.filter(read_on=None, territory__in=coordinated.values("organisation__territory"))

    def unread_by(self, territory: Territory | None) -> "FlowQuerySet":
        """Those of a state that nobody at its desk has read yet."""
        return self.filter(territory=territory, read_on=None)

    def visible_to(self, person: Person) -> "FlowQuerySet":
        """Those of the states for whose desks the person acts; all of them for the secretariat's desk, which runs the hub."""
        if person.at([Role.SECRETARIAT]):
            return self
        own = Desk.objects.filter(pk__in=person.at(Role))
        return self.filter(territory__in=own.values("organisation__territory"))


class Flow(Record):
    """A flow of data as one state sees it before its first upload: who is responsible, on which basis, for how long."""

    code = for_members(models.SlugField())
    territory = for_members(models.ForeignKey(Territory, models.PROTECT, related_name="flows"))
    name = for_members(MultilingualField())
    what = for_members(MultilingualField())
    controller = for_members(MultilingualField())
    processor = for_members(MultilingualField())
    legal_basis = for_members(MultilingualField())
    transfer = for_members(MultilingualField())  # on which basis the data may leave the state's legal order
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
