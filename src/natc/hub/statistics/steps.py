"""What several actions do to a release on its way: lock it, move it, gather what it is made of, drop states, test it again."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from natc.hub.members.models import Person
from natc.hub.statistics.compiling import accepted_editions
from natc.hub.statistics.models import Contribution, PublicSeries, Release, StateAnswer, Status, Step


def locked(release: Release) -> Release:
    """The release as it is now, for this transaction alone."""
    found = Release.objects.select_for_update(of=("self",)).select_related("call", "desk", "policy", "replaces")
    return found.get(pk=release.pk)


def moved(release: Release, to: Status, by: Person | None, reason: str = "") -> None:
    """Move it and keep the step. by: nobody where the test or the clock did it."""
    release.status = to
    release.save(update_fields=["status"])
    Step.objects.create(release=release, to=to, by=by, at=timezone.now(), reason=reason)


def gather(release: Release) -> None:
    """Take what is accepted now of every state that was not dropped; what is open again is taken out."""
    editions = {edition.submission.desk: edition for edition in accepted_editions(release.call)}
    gone = release.contributions.standing().exclude(desk__in=editions)
    gone.delete()
    for desk, edition in editions.items():
        release.contributions.update_or_create(desk=desk, defaults={"edition": edition})


def to_be_tested(release: Release, by: Person | None, reason: str = "") -> None:
    """Leave it to whoever tests. What was signed before is signed no more."""
    release.signatures.all().delete()
    release.series.set(PublicSeries.objects.standing())
    release.heard_at, release.now_at, release.done, release.trouble = None, "", 0, ""
    release.save(update_fields=["heard_at", "now_at", "done", "trouble"])
    moved(release, Status.TESTING, by, reason)


def settle(release: Release) -> None:
    """Go on once no state is silent any more."""
    standing = list(release.contributions.standing())
    if not any(one.answer == StateAnswer.SILENT for one in standing):
        without(release, [one for one in standing if one.answer == StateAnswer.REFUSED])


def without(release: Release, gone: Sequence[Contribution]) -> None:
    """Drop these states and test what remains; with nobody to drop, all have approved."""
    release.contributions.filter(pk__in=[one.pk for one in gone]).update(dropped_at=timezone.now())
    if not gone:
        moved(release, Status.APPROVED, None)
    elif release.contributions.standing().exists():
        to_be_tested(release, None, _("A state refused or was silent."))
    else:
        release.trouble = _("No state is left in this release.")
        release.save(update_fields=["trouble"])
        moved(release, Status.DRAFT, None)
