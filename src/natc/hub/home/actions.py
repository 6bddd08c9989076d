"""What a person changes on the first page: their calendar, the list of the first week. What is erased, in all apps."""

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from natc.hub.audit.actions import record
from natc.hub.fields import Record
from natc.hub.home.held import fields_by_the_clock, links_to_people, nothing_else_in, personal_models
from natc.hub.home.models import Calendar, FirstWeekDismissed, Visit, Visited, digest_of
from natc.hub.members.accounts.models import Invitation, Session
from natc.hub.members.models import ERASED, Desk, Person
from natc.hub.submissions.actions.erasing import erase_answers
from natc.hub.submissions.models import Invited, PaperApproval, Submission

SECRET_SIZE = 32  # bytes
OUTLIVED: tuple[Callable[[datetime], "QuerySet[Any]"], ...] = (
    Invitation.objects.outlived,
    Session.objects.outlived,
    Invited.objects.outlived,
    PaperApproval.objects.outlived,
)
NOWHERE = "erased.invalid"  # the host of addresses that were erased; RFC 6761 promises that there is none


@transaction.atomic
def make_calendar(*, by: Person, desk: Desk) -> str:
    """Make the secret of the person's calendar, the only time that it is seen; the one before no longer opens anything."""
    given = secrets.token_urlsafe(SECRET_SIZE)
    calendar, _made = Calendar.objects.update_or_create(
        person=by, defaults={"digest": digest_of(given), "made_at": timezone.now()}
    )
    record("calendar address made", by=by.uid, desk=desk.uid, target=calendar.uid)
    return given


@transaction.atomic
def revoke_calendar(*, by: Person, desk: Desk) -> None:
    """Take the address of the person's calendar back, without a new one."""
    for calendar in Calendar.objects.select_for_update().filter(person=by):
        calendar.delete()
        record("calendar address revoked", by=by.uid, desk=desk.uid, target=calendar.uid)


@transaction.atomic
def dismiss_first_week(*, by: Person, desk: Desk) -> None:
    """Show the list of the first week no more."""
    dismissed, ours = FirstWeekDismissed.objects.get_or_create(person=by)
    if ours:
        record("first week dismissed", by=by.uid, desk=desk.uid, target=dismissed.uid)


@transaction.atomic
def choose_language(*, language: str, by: Person) -> None:
    """Speak to the person in `language`, one of the hub's, in the browser and in what is mailed."""
    by.language = language
    by.save(update_fields=["language"])
    record("language chosen", by=by.uid, desk=None, target=by.uid)


def note_visit(*, what: Visit, by: Person) -> None:
    """Note that the person opened a page of the first week. Reading a page is no act, so the ledger has no entry of it."""
    Visited.objects.get_or_create(person=by, what=what)


@transaction.atomic
def erase_outlived() -> None:
    """Erase whatever the marks of fields no longer allow to be kept today, and sessions that have run out."""
    now = timezone.now()
    SessionStore.clear_expired()
    rows: list[Record] = [row for outlived in OUTLIVED for row in outlived(now)]
    for row in rows:
        _blank(row)
    for submission in Submission.objects.outlived(now):
        erase_answers(submission=submission)
    for person in Person.objects.outlived(now):
        erase_person(person=person)
    if rows:
        record("outlived data erased", by=None, desk=None, target=None)


@transaction.atomic
def erase_person(*, person: Person) -> None:
    """Blank a person everywhere. The row and its uid stay, so that what the person did for a desk stays done."""
    for model in personal_models():
        for field in links_to_people(model):
            rows = model._base_manager.filter(**{field.name: person})
            if nothing_else_in(model):
                rows.delete()
            elif field.null:
                rows.update(**{field.name: None})
    Authenticator.objects.filter(user=person).delete()
    person.name, person.email, person.last_login = ERASED, f"{person.uid}@{NOWHERE}", None
    person.language, person.is_active = "en", False
    person.set_unusable_password()
    person.save()
    record("person erased", by=None, desk=None, target=person.uid)


def _blank(row: Record) -> None:
    """Blank the fields of a row that go by the clock; a row that holds nothing but personal ones goes."""
    if nothing_else_in(type(row)):
        row.delete()
        return
    fields = fields_by_the_clock(type(row))
    for field in fields:
        setattr(row, field.name, None if field.null else "")
    row.save(update_fields=[field.name for field in fields])
