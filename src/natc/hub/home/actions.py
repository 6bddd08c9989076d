"""What a person changes on the first page: the address of their calendar, the list of the first week."""

import secrets

from django.db import transaction
from django.utils import timezone

from natc.hub.audit.actions import record
from natc.hub.home.models import Calendar, FirstWeekDismissed, Visit, Visited, digest_of
from natc.hub.members.models import Desk, Person

SECRET_SIZE = 32  # bytes


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
