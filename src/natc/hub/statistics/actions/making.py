"""What people do with a release: begin it, test it, show it to the states, sign it, mark it, withdraw it."""

from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from natc.hub.audit.actions import record
from natc.hub.fields import in_one_language
from natc.hub.members.models import Desk, Person
from natc.hub.members.rules import check
from natc.hub.statistics import archive, rules
from natc.hub.statistics.known import check_series
from natc.hub.statistics.made import digest_of_own, for_the_engine, keep_policy, made_of
from natc.hub.statistics.mail import tell_states
from natc.hub.statistics.models import (
    EARLY_VIEW,
    ArchiveHead,
    Contribution,
    PublicSeries,
    Release,
    Signature,
    StateAnswer,
    Status,
)
from natc.hub.statistics.steps import gather, locked, moved, settle, to_be_tested
from natc.hub.submissions.models import Call


@transaction.atomic
def begin(
    *, uid: UUID, call: Call, policy: str, replaces: Release | None, why: dict[str, str] | None, by: Person, desk: Desk
) -> Release:
    """Begin a release of what was accepted of a call. uid: made by the form. policy: YAML. why: published, where it replaces one.

    Raises Refused as the rules say, Unusable for what is no policy.
    """
    if found := Release.objects.filter(uid=uid, desk=desk).first():
        return found
    check(rules.why_not_begin(call, replaces, by, desk))
    kept = keep_policy(policy)
    about: dict[str, Any] = {"policy": kept, "replaces": replaces, "why": why if replaces else None}
    release = Release.objects.create(uid=uid, call=call, desk=desk, zone=desk.zone, **about)
    gather(release)
    moved(release, Status.DRAFT, by)
    record("release begun", by=by.uid, desk=desk.uid, target=release.uid, digest=kept.sha256)
    return release


@transaction.atomic
def start(*, release: Release, by: Person, desk: Desk) -> None:
    """Have what is accepted now protected and tested, in the background."""
    release = locked(release)
    rules.check_move(release, Status.TESTING, by, desk)
    gather(release)
    to_be_tested(release, by)
    record("release to be tested", by=by.uid, desk=desk.uid, target=release.uid)


@transaction.atomic
def send(*, release: Release, public_on: date, by: Person, desk: Desk) -> None:
    """Show each state its own figures as they would be public, for 48 hours; public_on: the day on which all of it is public."""
    release = locked(release)
    check(rules.why_not_send(release, public_on, by, desk))
    release.public_on, release.answers_by = public_on, timezone.now() + EARLY_VIEW
    release.save(update_fields=["public_on", "answers_by"])
    moved(release, Status.ASKED, by)
    tell_states(release)
    record("release shown to its states", by=by.uid, desk=desk.uid, target=release.uid, digest=release.sha256)


@transaction.atomic
def approve(*, contribution: Contribution, by: Person, desk: Desk) -> None:
    """Approve, for a state, what is shown of it."""
    contribution = _answered(contribution, StateAnswer.APPROVED, "", by, desk)
    release = contribution.release
    contribution.own = digest_of_own(made_of(release), contribution.code)
    contribution.save(update_fields=["own"])
    settle(release)
    record("figures of a state approved", by=by.uid, desk=desk.uid, target=release.uid, digest=release.sha256)


@transaction.atomic
def refuse(*, contribution: Contribution, reason: str, by: Person, desk: Desk) -> None:
    """Refuse, for a state, what is shown of it: it is left out, and what remains is tested again."""
    release = _answered(contribution, StateAnswer.REFUSED, reason, by, desk).release
    settle(release)
    record("figures of a state refused", by=by.uid, desk=desk.uid, target=release.uid, digest=release.sha256)


@transaction.atomic
def sign(*, release: Release, by: Person, desk: Desk) -> None:
    """Sign a release, as one of two people."""
    release = locked(release)
    check(rules.why_not_sign(release, by, desk))
    Signature.objects.create(release=release, by=by, desk=desk, at=timezone.now(), sha256=release.sha256)
    if release.signatures.count() == rules.SIGNERS:
        moved(release, Status.SIGNED, by)
    record("release signed", by=by.uid, desk=desk.uid, target=release.uid, digest=release.sha256)


@transaction.atomic
def discard(*, release: Release, by: Person, desk: Desk) -> None:
    """Give up a release that is not public. What was accepted stays, and another can be begun."""
    release = locked(release)
    rules.check_move(release, Status.DISCARDED, by, desk)
    release.made = ""
    release.save(update_fields=["made"])
    moved(release, Status.DISCARDED, by)
    record("release discarded", by=by.uid, desk=desk.uid, target=release.uid)


@transaction.atomic
def mark(*, release: Release, why: str, language: str, by: Person, desk: Desk) -> None:
    """Say at once, on every public page of a release, that it is being corrected, and why."""
    release = locked(release)
    check(rules.why_not_mark(release, by, desk))
    _say(release, in_one_language(why, language))
    record("release marked as being corrected", by=by.uid, desk=desk.uid, target=release.uid, digest=release.sha256)


@transaction.atomic
def unmark(*, release: Release, by: Person, desk: Desk) -> None:
    """Take such a mark off: there was no mistake."""
    release = locked(release)
    check(rules.why_not_unmark(release, by, desk))
    _say(release, None)
    record("mark taken off a release", by=by.uid, desk=desk.uid, target=release.uid, digest=release.sha256)


@transaction.atomic
def withdraw(*, release: Release, why: str, language: str, by: Person, desk: Desk) -> None:
    """Withdraw a public release at once. Its pages stay, marked; every later release is still tested against it."""
    release = locked(release)
    rules.check_move(release, Status.WITHDRAWN, by, desk)
    said = in_one_language(why, language)
    archive.withdraw(release.number, for_the_engine(said))
    _say(release, said)
    moved(release, Status.WITHDRAWN, by)
    head = ArchiveHead.objects.first()
    record("release withdrawn", by=by.uid, desk=desk.uid, target=release.uid, digest=head.head.partition(":")[2] if head else "")


@transaction.atomic
def bring_series(*, uid: UUID, name: str, content: str, by: Person, desk: Desk) -> PublicSeries:
    """Keep figures that are public without us; releases tested from now on take them as known. uid: made by the form.

    Raises Refused as the rules say, Unusable for a file that is no such series.
    """
    check(rules.why_not_keep(by, desk))
    check_series(name, content)
    digest = sha256(content.encode()).hexdigest()
    about = {"name": name, "content": content, "sha256": digest, "brought_at": timezone.now()}
    series, ours = PublicSeries.objects.get_or_create(uid=uid, defaults=about)
    if ours:
        record("public figures brought", by=by.uid, desk=desk.uid, target=series.uid, digest=digest)
    return series


@transaction.atomic
def drop_series(*, series: PublicSeries, by: Person, desk: Desk) -> None:
    """Take such figures out again: it was the wrong file. Releases that were tested with them stay."""
    check(rules.why_not_keep(by, desk))
    series.dropped_at = timezone.now()
    series.save(update_fields=["dropped_at"])
    record("public figures taken out", by=by.uid, desk=desk.uid, target=series.uid, digest=series.sha256)


def _say(release: Release, why: dict[str, str] | None) -> None:
    release.mistake, release.marked_at = why, timezone.now() if why else None
    release.save(update_fields=["mistake", "marked_at"])


def _answered(contribution: Contribution, answer: StateAnswer, reason: str, by: Person, desk: Desk) -> Contribution:
    release = locked(contribution.release)
    contribution = release.contributions.select_for_update(of=("self",)).select_related("release", "desk").get(pk=contribution.pk)
    check(rules.why_not_answer(contribution, by, desk))
    contribution.answer, contribution.reason, contribution.by, contribution.at = answer, reason, by, timezone.now()
    contribution.save(update_fields=["answer", "reason", "by", "at"])
    return contribution
