"""Calls with accepted submissions and releases at any point of their way, without the long way there."""

import secrets
from datetime import date, timedelta
from typing import Any

import polars as pl
import yaml
from django.utils import timezone

from engine.release.made_release import release as made_by_hand
from natc.engine.release.figures import FIGURES
from natc.engine.release.figures import Release as Made
from natc.engine.release.file import release_bytes, release_hash
from natc.engine.release.policy import DEFAULT
from natc.engine.standard.asked.form import Given
from natc.hub.fields import ORIGINAL
from natc.hub.members.models import Desk, Kind, Mandate, Person
from natc.hub.members.permissions import Role
from natc.hub.statistics import archive
from natc.hub.statistics.made import digest_of_own, keep_policy
from natc.hub.statistics.models import Release, Signature, StateAnswer, Status
from natc.hub.submissions.models import Answer, AnswerVersion, Call, Edition, FormVersion, Submission
from natc.hub.submissions.outline import fill_forms

WHY = {ORIGINAL: "en", "en": "A judgment became final"}


def small_policy(*tables: str) -> str:
    """The policy that natc ships, with these tables alone."""
    raw = yaml.safe_load(DEFAULT.read_text(encoding="utf-8"))
    raw["tables"] = [table for table in raw["tables"] if table["code"] in (tables or ("sex",))]
    return yaml.safe_dump(raw, allow_unicode=True)


def office(code: str) -> Desk:
    """The coordinator's office of a state."""
    return Desk.objects.get(kind=Kind.COORDINATION, organisation__territory__code=code)


def secretariat() -> Desk:
    """The desk that makes releases."""
    return Desk.objects.get(kind=Kind.SECRETARIAT)


def chair() -> Person:
    """Milena, coordinator of Montenegro, who chairs the Network."""
    milena = Person.objects.get(name="Milena")
    Mandate.objects.get_or_create(person=milena, desk=office("ME"), role=Role.CHAIR, first_day=date(2025, 1, 1))
    return milena


def accepted_call(answers: dict[str, dict[str, int]], *, year: int = 2024, form: str = "submission") -> Call:
    """A call on a form about a year of which the answers of some states, {state: {cell: count}}, were accepted."""
    fill_forms()
    desk, today = secretariat(), timezone.now().date()
    call = Call.objects.create(
        title={ORIGINAL: "en", "en": f"Annual submission {year}"},
        form=FormVersion.objects.get(code=form),
        desk=desk,
        reviewer=desk,
        first_day=date(year, 1, 1),
        last_day=date(year, 12, 31),
        opens_on=today,
        due_on=today,
        zone="UTC",
        status="open",
    )
    for code, given in answers.items():
        _accepted(call, office(code), given)
    return call


def _accepted(call: Call, desk: Desk, given: dict[str, int]) -> None:
    call.desks.add(desk)
    now, by = timezone.now(), desk.mandates.first().person
    submission = Submission.objects.create(call=call, desk=desk, status="accepted", due_on=call.due_on)
    edition = Edition.objects.create(
        submission=submission, number=1, at=now, accepted_at=now, salt=secrets.token_bytes(32), digest="0" * 64
    )
    for key, value in given.items():
        said = {"value": Given(value).value, "version": 1}
        answer = Answer.objects.create(submission=submission, key=key, readers="desk and reviewer", **said)
        edition.answers.add(AnswerVersion.objects.create(answer=answer, by=by, at=now, **said))


def persons(women: int, men: int) -> dict[str, int]:
    """Table P1 of a state: identified adults, everything else none."""
    told = {"P1|ActualVictimOfTrafficking|F|18+": women, "P1|ActualVictimOfTrafficking|M|18+": men}
    none = {
        key: 0
        for section in FormVersion.objects.get(code="submission").form.sections
        if section.code == "P1"
        for key in [cell.key for cell in section.cells]
    }
    return {**none, **told, "P1|Total": women + men}


def release_that_is(status: Status, made: Made | None = None, **changed: Any) -> Release:
    """A release of Serbia, North Macedonia and Albania at a point of its way, made by hand where no other is given."""
    desk, now = secretariat(), timezone.now()
    call = accepted_call({code: {} for code in ("RS", "MK", "AL")})
    policy = keep_policy(small_policy())
    release = Release.objects.create(
        call=call, policy=policy, desk=desk, zone="UTC", public_on=now.date() - timedelta(days=1), status=status, **changed
    )
    for submission in call.submissions.all():
        release.contributions.create(desk=submission.desk, edition=submission.editions.get())
    if status not in (Status.DRAFT, Status.TESTING):
        _with_figures(release, made or made_by_hand())
    return release


def _with_figures(release: Release, made: Made) -> None:
    now = timezone.now()
    release.made, release.sha256 = release_bytes(made).decode(), release_hash(made)
    release.number, release.mark = made.number, made.mark
    release.answers_by = None if release.status == Status.TESTED else now + timedelta(hours=48)
    if release.status in (Status.APPROVED, Status.SIGNED, Status.PUBLIC, Status.WITHDRAWN):
        for one in release.contributions.all():
            one.answer, one.own = StateAnswer.APPROVED, digest_of_own(made, one.code)
            one.save()
    if release.status in (Status.SIGNED, Status.PUBLIC):
        for person in (Person.objects.get(name="Sara"), chair()):
            Signature.objects.create(release=release, by=person, desk=release.desk, at=now, sha256=release.sha256)
    if release.status == Status.PUBLIC:
        archive.add(made)
        release.public_at = now
    release.save()


def without_figures_of(made: Made, territory: str) -> Made:
    """The same release as if a state were not in it."""
    from_others = made.figures.filter(pl.col("territory") != territory)
    return Made(**{**vars(made), "figures": from_others.select(list(FIGURES))})
