"""What the test and the clock do with a release: keep its figures, end the early view, make it public on its day."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from natc.engine.release.figures import Release as Made
from natc.engine.release.file import release_bytes, release_hash
from natc.hub.audit.actions import record
from natc.hub.statistics import archive
from natc.hub.statistics.made import digest_of_own, made_of
from natc.hub.statistics.mail import tell_states
from natc.hub.statistics.models import EARLY_VIEW, Release, StateAnswer, Status
from natc.hub.statistics.steps import locked, moved, to_be_tested, without


def hear(*, release: Release, now_at: str, in_all: int) -> None:
    """Note how far a test is, so that a page can show it and another worker takes over when nothing is heard any more."""
    Release.objects.filter(pk=release.pk).update(heard_at=timezone.now(), now_at=now_at, done=F("done") + 1, steps_in_all=in_all)


@transaction.atomic
def finish(*, release: Release, made: Made) -> None:
    """Keep what was protected and tested. An approval stays where a state's own figures are what it approved."""
    release = locked(release)
    if release.status != Status.TESTING:
        return  # it was discarded meanwhile
    release.made, release.sha256 = release_bytes(made).decode(), release_hash(made)
    release.number, release.mark = made.number, made.mark
    asked_again = [one for one in release.contributions.standing() if one.own != digest_of_own(made, one.code)]
    for one in asked_again:
        one.answer, one.own, one.by, one.at = StateAnswer.SILENT, "", None, None
        one.save(update_fields=["answer", "own", "by", "at"])
    to = Status.TESTED
    if release.answers_by:
        to = Status.ASKED if asked_again else Status.APPROVED
        release.answers_by = timezone.now() + EARLY_VIEW
    release.save(update_fields=["made", "sha256", "number", "mark", "answers_by"])
    moved(release, to, None)
    if to == Status.ASKED:
        tell_states(release)
    record("release protected and tested", by=None, desk=release.desk.uid, target=release.uid, digest=release.sha256)


@transaction.atomic
def fail(*, release: Release, trouble: str) -> None:
    """Keep why no figures could be made. trouble: a sentence that reveals nothing."""
    release = locked(release)
    if release.status != Status.TESTING:
        return
    release.trouble = trouble
    release.save(update_fields=["trouble"])
    moved(release, Status.DRAFT, None)
    record("release could not be made", by=None, desk=release.desk.uid, target=release.uid)


@transaction.atomic
def close_answers(*, release: Release) -> None:
    """End the early view: whoever refused or was silent is left out, and what remains is tested again."""
    release = locked(release)
    if release.status != Status.ASKED or not release.answers_by or timezone.now() < release.answers_by:
        return
    without(release, list(release.contributions.standing().exclude(answer=StateAnswer.APPROVED)))
    record("early view of a release ended", by=None, desk=release.desk.uid, target=release.uid, digest=release.sha256)


@transaction.atomic
def publish(*, release: Release) -> None:
    """Make a signed release public on its day; tested again where the archive has grown since it was tested."""
    release = locked(release)
    if release.status != Status.SIGNED or not release.public_from or timezone.now() < release.public_from:
        return
    made = made_of(release)
    known = {one.number: one for one in archive.earlier()}
    if made.number not in known and made.tested.against != tuple(known):
        to_be_tested(release, None)
        record("release to be tested anew", by=None, desk=release.desk.uid, target=release.uid)
        return
    head = archive.add(made)
    release.public_at = timezone.now()
    release.save(update_fields=["public_at"])
    moved(release, Status.PUBLIC, None)
    record("release made public", by=None, desk=release.desk.uid, target=release.uid, digest=head.partition(":")[2])
