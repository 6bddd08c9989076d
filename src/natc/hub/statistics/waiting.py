"""Whether there is heavy work to do; asked by the worker every few seconds, so it asks little."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from natc.hub.statistics.files import lacking_files, lacks_pictures
from natc.hub.statistics.models import Release, Status

SILENT = timedelta(minutes=15)  # after which a test of which nothing was heard is begun again


def work_waits() -> bool:
    """Whether a release waits to be tested, a public one for its files, or what stands for its pictures over time."""
    unheard = Q(heard_at=None) | Q(heard_at__lt=timezone.now() - SILENT)
    tests = Release.objects.filter(unheard, status=Status.TESTING).exists()
    return tests or bool(lacking_files()) or lacks_pictures(list(Release.objects.standing()))
