"""How many desks handed in on time, with an extension, late, or not at all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from natc.hub.submissions.models import Submission
from natc.hub.submissions.reading import Standing


class Timing(models.TextChoices):
    """When a desk handed in for the first time, against its day."""

    ON_TIME = "on_time", _("on time")
    EXTENDED = "extended", _("with an extension")
    LATE = "late", _("late")
    STILL_TIME = "still_time", _("not yet, there is time")
    SILENT = "silent", _("silent, its day has passed")


@dataclass(frozen=True)
class Piece:
    """A part of the bar: how many desks, and how many stand left of them."""

    timing: Timing
    count: int
    before: int


def timing_of(submission: Submission) -> Timing:
    """When a desk handed in; what was sent back later counts by its first day."""
    given = submission.editions.first()
    if given is None:
        return Timing.SILENT if timezone.now() >= submission.due_at else Timing.STILL_TIME
    if given.at >= submission.due_at:
        return Timing.LATE
    return Timing.ON_TIME if given.at < submission.call.due_at else Timing.EXTENDED


def timeliness_of(standing: Sequence[Standing], asked: int) -> Sequence[Piece]:
    """The pieces of the bar, without those that have nobody. Empty where the person may not know how each desk stands.

    asked: how many desks the call asks.
    """
    if len(standing) < asked or not all(row.exactly for row in standing):
        return []
    counted = Counter(timing_of(row.submission) for row in standing)
    present = [timing for timing in Timing if counted[timing]]
    return [Piece(timing, counted[timing], sum(counted[one] for one in present[:place])) for place, timing in enumerate(present)]
