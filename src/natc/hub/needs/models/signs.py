"""The horizon board: weak signs that something changes, noted by desks, with one voice a state."""

from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from natc.hub.fields import Record, for_members
from natc.hub.members.models import Territory
from natc.hub.members.permissions import Permission
from natc.hub.needs.models.boards import BoardQuerySet, OnABoard


class Area(models.TextChoices):
    """What changes. Source: strategy paper 2025-2029: technologies, migration, society and economy."""

    TECHNOLOGY = "technology", _("Technology")
    MIGRATION = "migration", _("Migration")
    SOCIETY = "society", _("Society and economy")
    LAW = "law", _("Law")
    OTHER = "other", _("Something else")


class Voice(models.TextChoices):
    """What a state says of a sign."""

    SEEN = "seen", _("we see it too")
    WATCH = "watch", _("not here, but to be watched")
    NONE = "none", _("no concern of ours")


class SignQuerySet(BoardQuerySet["Sign"]):
    """Questions about signs; each begins with who asks."""

    def with_voices(self) -> "SignQuerySet":
        """With how many states say what; what most see comes first, then what most would watch."""
        seen, watch, none = (Count("voices", filter=Q(voices__voice=voice)) for voice in Voice)
        counted = self.annotate(seen=seen, watch=watch, said_none=none)
        return counted.order_by(F("retired_at").asc(nulls_first=True), "-seen", "-watch", "-pk").select_related(
            "desk__organisation__territory"
        )


class Sign(OnABoard):
    """A weak sign: what was noticed, where, and where it stands."""

    area = for_members(models.CharField(max_length=20, choices=Area))
    place = for_members(models.CharField(max_length=200))
    source = for_members(models.CharField(max_length=300))

    objects = SignQuerySet.as_manager()
    page = "sign"
    noting = Permission.SIGN_NOTE

    @property
    def found_under(self) -> str:
        """What a list of results says below it."""
        return str(Area(self.area).label)


class SignVoice(Record):
    """What one state says of a sign. It may change its mind; the last word counts."""

    sign = for_members(models.ForeignKey(Sign, models.PROTECT, related_name="voices"))
    territory = for_members(models.ForeignKey(Territory, models.PROTECT, related_name="+"))
    voice = for_members(models.CharField(max_length=10, choices=Voice))
    at = for_members(models.DateTimeField())

    class Meta:
        ordering = ("territory__order", "territory__code")
        constraints = [models.UniqueConstraint(fields=["sign", "territory"], name="one_voice_a_state_and_sign")]
