"""Themes: what states ask the Network to take up, with who asked, when and where, and which of them each state puts first."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from natc.hub.fields import Record, for_members
from natc.hub.members.models import Territory
from natc.hub.members.permissions import Permission
from natc.hub.needs.models.boards import BoardQuerySet, OnABoard
from natc.hub.submissions.models import Call
from natc.hub.web.templatetags.said import said


class Place(models.IntegerChoices):
    """Where a state puts a theme among those that it wants first. Three of them: proposed, not adopted."""

    FIRST = 1, gettext_lazy("first")
    SECOND = 2, gettext_lazy("second")
    THIRD = 3, gettext_lazy("third")


class ThemeQuerySet(BoardQuerySet["Theme"]):
    """Questions about themes; each begins with who asks."""

    def standing(self) -> "ThemeQuerySet":
        """Those that are not retired."""
        return self.filter(retired_at=None)

    def ranked(self) -> "ThemeQuerySet":
        """With by how many states each is `chosen`, and by how many as `first` and `second`: in this order, the retired last."""
        chosen = Count("ranks")
        first, second = (Count("ranks", filter=Q(ranks__place=place)) for place in (Place.FIRST, Place.SECOND))
        counted = self.annotate(chosen=chosen, first=first, second=second)
        order = (F("retired_at").asc(nulls_first=True), "-chosen", "-first", "-second", "-pk")
        return counted.order_by(*order).prefetch_related("asked__territory__names").select_related("call")


class Theme(OnABoard):
    """What states ask the Network to take up. A consultation or a meeting that brought it is its source."""

    call = for_members(models.ForeignKey(Call, models.PROTECT, null=True, related_name="+"))
    meeting = for_members(models.CharField(max_length=200, blank=True))

    objects = ThemeQuerySet.as_manager()
    page = "theme"
    noting = Permission.THEME_PUT

    class Meta(OnABoard.Meta):
        constraints = [
            *OnABoard.Meta.constraints,
            models.CheckConstraint(condition=Q(call=None) | Q(meeting=""), name="a_theme_has_one_source"),
        ]

    @property
    def found_under(self) -> str:
        """What a list of results says below it."""
        return self.source

    @property
    def source(self) -> str:
        """What brought it, in words."""
        if self.call:
            return _("Consultation: %(call)s") % {"call": said(self.call.title)}
        return _("Meeting: %(meeting)s") % {"meeting": self.meeting} if self.meeting else _("Asked by a state itself")

    @property
    def since(self) -> date | None:
        """The day on which the first of those that ask for it asked; None where all have taken it back."""
        return min((one.on for one in self.asked.all()), default=None)


class ThemeAsked(Record):
    """A state asks for a theme, since a day."""

    theme = for_members(models.ForeignKey(Theme, models.PROTECT, related_name="asked"))
    territory = for_members(models.ForeignKey(Territory, models.PROTECT, related_name="+"))
    on = for_members(models.DateField())

    class Meta:
        ordering = ("on", "territory__order", "territory__code")
        constraints = [models.UniqueConstraint(fields=["theme", "territory"], name="a_state_asks_for_a_theme_once")]


class ThemeRank(Record):
    """Where a state puts a theme among those that it wants first."""

    theme = for_members(models.ForeignKey(Theme, models.PROTECT, related_name="ranks"))
    territory = for_members(models.ForeignKey(Territory, models.PROTECT, related_name="+"))
    place = for_members(models.PositiveSmallIntegerField(choices=Place))

    class Meta:
        ordering = ("place", "territory__order", "territory__code")
        constraints = [
            models.UniqueConstraint(fields=["territory", "theme"], name="a_state_ranks_a_theme_once"),
            models.UniqueConstraint(fields=["territory", "place"], name="a_state_puts_one_theme_in_a_place"),
        ]

    if TYPE_CHECKING:

        def get_place_display(self) -> str: ...
