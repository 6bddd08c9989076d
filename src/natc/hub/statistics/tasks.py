"""The heavy work, in a process of its own: releases are protected and tested, files and pictures of public ones are written.

Only the command `make_releases` imports this: solvers, spreadsheets and charts would keep every page and the clock waiting.
"""

from django.db.models import Q
from django.utils import timezone

from natc.engine.errors import EngineError
from natc.engine.release.atoms import population_of
from natc.engine.release.policy import Policy
from natc.engine.release.release import Revision
from natc.engine.release.release import release as made_from
from natc.hub.statistics import archive
from natc.hub.statistics.actions.running import fail, finish, hear
from natc.hub.statistics.compiling import handed
from natc.hub.statistics.drawing import draw_over_time
from natc.hub.statistics.files import lacking_files, lacks_pictures
from natc.hub.statistics.known import known_from
from natc.hub.statistics.made import for_the_engine, policy_of
from natc.hub.statistics.models import Release, Status
from natc.hub.statistics.waiting import SILENT
from natc.hub.statistics.windows import of_its_window
from natc.hub.statistics.writing import write_files


def make_waiting() -> None:
    """Test every release that waits for it, then write the files and draw the pictures that are lacking."""
    while (release := _claimed()) is not None:
        _make(release)
    for release in lacking_files():
        write_files(release)
    if lacks_pictures(standing := list(Release.objects.standing())):
        draw_over_time(standing)


def _claimed() -> Release | None:
    """A release to test that nobody else tests: nothing was heard of it, or not for long."""
    now = timezone.now()
    for release in Release.objects.filter(Q(heard_at=None) | Q(heard_at__lt=now - SILENT), status=Status.TESTING):
        if Release.objects.filter(pk=release.pk, heard_at=release.heard_at).update(heard_at=now, done=0):
            return release
    return None


def _make(release: Release) -> None:
    policy = policy_of(release.policy)
    submissions = [handed(one.edition) for one in release.contributions.standing().select_related("edition__submission__call")]
    in_all = _steps(policy, len(submissions))
    try:
        made = made_from(
            [*submissions, *of_its_window(release)],
            policy,
            archive.earlier(),
            known_from(release.series.all(), policy),
            revision=_revision(release),
            told=lambda said: hear(release=release, now_at=said, in_all=in_all),
        )
    except EngineError as error:
        fail(release=release, trouble=str(error))
    else:
        finish(release=release, made=made)


def _steps(policy: Policy, states: int) -> int:
    """How often the test says where it is: each population of each state, then each population of all."""
    return len({population_of(table.table) for table in policy.tables}) * (states + 1)


def _revision(release: Release) -> Revision | None:
    if release.replaces is None or release.why is None:
        return None
    return Revision(release.replaces.number, for_the_engine(release.why))
