"""What the clock does for releases: the early view ends, a signed release becomes public on its day."""

from datetime import timedelta

from django.utils import timezone

from natc.hub.audit.jobs import Job
from natc.hub.statistics.actions.running import close_answers, publish
from natc.hub.statistics.models import Release, Status


def end_early_views() -> None:
    """End those whose time is over."""
    for release in Release.objects.filter(status=Status.ASKED, answers_by__lte=timezone.now()):
        close_answers(release=release)


def make_public() -> None:
    """Make those public whose day has come."""
    for release in Release.objects.filter(status=Status.SIGNED):
        publish(release=release)


JOBS = (
    Job("end early views of releases", timedelta(minutes=1), end_early_views),
    Job("make releases public", timedelta(minutes=1), make_public),
)
