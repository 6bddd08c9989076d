"""Technical assistance: asked for, taken up with a day by which it is answered, closed with its result."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from natc.hub.audit.actions import record
from natc.hub.fields import in_one_language
from natc.hub.members.models import Desk, Kind, Person, Topic
from natc.hub.members.rules import check
from natc.hub.needs.models import AssistanceRequest, Result, Stage
from natc.hub.needs.models.assistance import TRIAGE_DAYS
from natc.hub.needs.rules import assistance as rules


@transaction.atomic
def ask(*, uid: UUID, title: str, text: str, language: str, topic: Topic, form: str, by: Person, desk: Desk) -> AssistanceRequest:
    """Ask the secretariat for technical assistance; the clock begins. uid: made by the form."""
    check(rules.why_not_ask(by, desk))
    zone = Desk.objects.filter(kind=Kind.SECRETARIAT)[0].zone
    said = {"title": in_one_language(title, language), "text": in_one_language(text, language), "topic": topic, "form": form}
    clock = {"zone": zone, "due_on": _days_on(TRIAGE_DAYS), "asked_at": timezone.now()}
    request, ours = AssistanceRequest.objects.get_or_create(uid=uid, desk=desk, defaults={**said, **clock})
    if ours:
        record("technical assistance asked for", by=by.uid, desk=desk.uid, target=request.uid)
    return request


@transaction.atomic
def take_up(*, request: AssistanceRequest, days: int, by: Person, desk: Desk) -> None:
    """Take a request up, or over from a colleague, to answer it within `days`."""
    request = _locked(request)
    check(rules.why_not_take_up(request, by, desk))
    request.stage, request.taken_by, request.taken_at = Stage.TAKEN_UP, by, timezone.now()
    request.due_on = _days_on(days)
    request.save(update_fields=["stage", "taken_by", "taken_at", "due_on"])
    record("request for assistance taken up", by=by.uid, desk=desk.uid, target=request.uid)


@transaction.atomic
def close(*, request: AssistanceRequest, result: str, ending: str, by: Person, desk: Desk) -> None:
    """Close a request with its result, which the state reads."""
    request = _locked(request)
    check(rules.why_not_close(request, by, desk))
    _close(request, result, ending)
    record("request for assistance closed", by=by.uid, desk=desk.uid, target=request.uid)


@transaction.atomic
def take_back(*, request: AssistanceRequest, ending: str, by: Person, desk: Desk) -> None:
    """Take one's own request back, with the reason."""
    request = _locked(request)
    check(rules.why_not_take_back(request, by, desk))
    _close(request, Result.TAKEN_BACK, ending)
    record("request for assistance taken back", by=by.uid, desk=desk.uid, target=request.uid)


def _locked(request: AssistanceRequest) -> AssistanceRequest:
    found = AssistanceRequest.objects.select_for_update(of=("self",)).select_related("desk", "taken_by")
    return found.get(pk=request.pk)


def _close(request: AssistanceRequest, result: str, ending: str) -> None:
    request.stage, request.result, request.ending, request.closed_at = Stage.CLOSED, result, ending, timezone.now()
    request.save(update_fields=["stage", "result", "ending", "closed_at"])


def _days_on(days: int) -> date:
    return timezone.now().date() + timedelta(days=days)
