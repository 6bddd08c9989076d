"""Sending a call and keeping it: begun, opened, clarified, extended, reminded, closed."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from natc.hub.audit.actions import record
from natc.hub.fields import in_one_language
from natc.hub.members.models import Desk, Mandate, Person
from natc.hub.members.permissions import Permission, roles_with
from natc.hub.members.rules import check
from natc.hub.submissions import rules
from natc.hub.submissions.actions.invited import end_all, move_last_day
from natc.hub.submissions.models import (
    Call,
    CallStatus,
    Clarification,
    Extension,
    FormVersion,
    Invited,
    Status,
    Submission,
)
from natc.hub.submissions.models.submissions import GIVEN
from natc.hub.web.templatetags.said import said


@transaction.atomic
def begin(
    *,
    uid: UUID,
    title: dict[str, str],
    note: dict[str, str] | None,
    form: FormVersion,
    reviewer: Desk,
    desks: Iterable[Desk],
    by: Person,
    desk: Desk,
    **days: Any,
) -> Call:
    """Begin a call for a desk that sends calls. days: its `opens_on`, `due_on`, `zone`, `first_day`, `last_day`, `kept_years`.

    uid: made by the form, so that pressing twice begins one.
    """
    check(rules.why_not_begin(by, desk))
    about = {"title": title, "note": note, "form": form, "reviewer": reviewer, **days}
    call, ours = Call.objects.get_or_create(uid=uid, desk=desk, defaults=about)
    if ours:
        call.desks.set(desks)
        record("call begun", by=by.uid, desk=desk.uid, target=call.uid)
    return call


@transaction.atomic
def change(*, call: Call, desks: Iterable[Desk], by: Person, desk: Desk, **about: Any) -> None:
    """Change a call before it is opened. about: what `begin` takes besides."""
    call = _locked(call)
    check(rules.why_not_change(call, by, desk))
    for name, said_anew in about.items():
        setattr(call, name, said_anew)
    call.save()
    call.desks.set(desks)
    record("call changed", by=by.uid, desk=desk.uid, target=call.uid)


@transaction.atomic
def open_call(*, call: Call, by: Person, desk: Desk) -> None:
    """Send a call: each desk it names has a submission from now on, and its form stays as it is."""
    call = _locked(call)
    check(rules.why_not_open(call, by, desk))
    call.status, call.opened_at = CallStatus.OPEN, timezone.now()
    call.save(update_fields=["status", "opened_at"])
    Submission.objects.bulk_create(Submission(call=call, desk=asked, due_on=call.due_on) for asked in call.desks.all())
    record("call opened", by=by.uid, desk=desk.uid, target=call.uid, digest=call.form.sha256)


@transaction.atomic
def close(*, call: Call, by: Person, desk: Desk) -> None:
    """Take no further answers. What was handed in can still be reviewed."""
    call = _locked(call)
    check(rules.why_not_tend(call, by, desk))
    call.status, call.closed_at = CallStatus.CLOSED, timezone.now()
    call.save(update_fields=["status", "closed_at"])
    end_all(invited=Invited.objects.filter(submission__call=call))
    record("call closed", by=by.uid, desk=desk.uid, target=call.uid)


@transaction.atomic
def extend(*, submission: Submission, due_on: date, reason: str, by: Person, desk: Desk) -> Extension:
    """Give one desk more time, with the reason."""
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    check(rules.why_not_extend(submission, due_on, by, desk))
    submission.due_on = due_on
    submission.save(update_fields=["due_on"])
    move_last_day(submission=submission, to=due_on)
    extension = Extension.objects.create(submission=submission, due_on=due_on, reason=reason, by=by, at=timezone.now())
    record("submission extended", by=by.uid, desk=desk.uid, target=submission.uid)
    return extension


@transaction.atomic
def ask(*, uid: UUID, call: Call, question: str, language: str, by: Person, desk: Desk) -> Clarification:
    """Ask about a call. All whom it asks read the question and its answer. uid: made by the form."""
    check(rules.why_not_ask(call, by, desk))
    about = {"question": in_one_language(question, language), "asked_by": by, "asked_at": timezone.now()}
    asked, ours = Clarification.objects.get_or_create(uid=uid, call=call, desk=desk, defaults=about)
    if ours:
        record("clarification asked", by=by.uid, desk=desk.uid, target=asked.uid)
    return asked


@transaction.atomic
def clarify(*, clarification: Clarification, answer: str, language: str, by: Person, desk: Desk) -> None:
    """Answer a question about a call, for all whom the call asks."""
    clarification = Clarification.objects.select_for_update().get(pk=clarification.pk)
    check(rules.why_not_clarify(clarification, by, desk))
    clarification.answer = in_one_language(answer, language)
    clarification.answered_by, clarification.answered_at = by, timezone.now()
    clarification.save(update_fields=["answer", "answered_by", "answered_at"])
    record("clarification answered", by=by.uid, desk=desk.uid, target=clarification.uid)


@transaction.atomic
def remind(*, call: Call, by: Person, desk: Desk, site: str) -> int:
    """Mail those who can answer or approve at desks that have not handed in; nobody else. Gives how many desks. site: https://host."""
    call = _locked(call)
    check(rules.why_not_tend(call, by, desk))
    silent = list(call.submissions.exclude(status__in=GIVEN).select_related("desk"))
    mails = [mail for submission in silent for mail in _reminders(submission, site)]
    transaction.on_commit(lambda: [mail.send() for mail in mails])
    record("silent desks reminded", by=by.uid, desk=desk.uid, target=call.uid)
    return len(silent)


def _locked(call: Call) -> Call:
    return Call.objects.select_for_update(of=("self",)).select_related("form", "desk", "reviewer").get(pk=call.pk)


def _reminders(submission: Submission, site: str) -> Iterable[EmailMessage]:
    """One mail a person, each in their language; they name the call and the day, never an answer."""
    wanted = Permission.SUBMISSION_APPROVE if submission.status == Status.READY else Permission.SUBMISSION_PREPARE
    mandates = Mandate.objects.running().filter(desk=submission.desk, role__in=roles_with(wanted))
    for person in Person.objects.filter(mandates__in=mandates).distinct():
        with translation.override(person.language):
            text = render_to_string("submissions/reminder.txt", {"submission": submission, "site": site})
            subject = _("Still open: %(call)s") % {"call": said(submission.call.title)}
        yield EmailMessage(subject, text, None, [person.email])
