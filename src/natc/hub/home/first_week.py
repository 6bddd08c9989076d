"""The first week: a short list for who is new, each step ticked by what the person really did."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from natc.hub.audit.models import Event
from natc.hub.home.actions import note_visit
from natc.hub.home.models import Calendar, FirstWeekDismissed, Visit, Visited
from natc.hub.members.models import Mandate, Person
from natc.hub.members.permissions import Permission


@dataclass(frozen=True)
class Step:
    """One thing to do in the first week. label: a sentence; href: where it is done; done: whether the person did it."""

    label: str
    href: str
    done: bool


def first_week_of(acting: Mandate) -> list[Step]:
    """The steps for a person in their role at their desk; none where all are done or the person has dismissed the list."""
    if FirstWeekDismissed.objects.filter(person=acting.person).exists():
        return []
    steps = list(_steps(acting))
    return [] if all(step.done for step in steps) else steps


def _steps(acting: Mandate) -> list[Step]:
    person, desk = acting.person, acting.desk
    visited = set(Visited.objects.filter(person=person).values_list("what", flat=True))
    confirmed = Event.objects.filter(what="desk confirmed", by=person.uid, target=desk.uid).exists()
    has_calendar = Calendar.objects.filter(person=person).exists()
    offered = [
        (Permission.DESK_EDIT, Step(_("Confirm how your desk is reached"), reverse("edit-desk", args=[desk.uid]), confirmed)),
        (None, Step(str(Visit.DATA.label), reverse("flows"), Visit.DATA in visited)),
        (Permission.DIRECTORY, Step(str(Visit.NEIGHBOUR.label), reverse("call"), Visit.NEIGHBOUR in visited)),
        (Permission.LEDGER, Step(str(Visit.HEAD.label), reverse("ledger"), Visit.HEAD in visited)),
        (None, Step(_("Put what waits for you into your own calendar"), reverse("calendar"), has_calendar)),
    ]
    return [step for permission, step in offered if permission is None or person.may(permission, desk)]


class FirstWeekMiddleware:
    """Notes when somebody opens a page that is a step of the first week."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then note what was opened."""
        response = self.get_response(request)
        what = _visit(request) if request.method == "GET" and response.status_code == 200 else None
        if what and isinstance(request.user, Person):
            note_visit(what=what, by=request.user)
        return response


def _visit(request: HttpRequest) -> Visit | None:
    match request.resolver_match and request.resolver_match.url_name:
        case "flows":
            return Visit.DATA
        case "ledger-head":
            return Visit.HEAD
        case "call":
            own = request.acting.desk.organisation.territory if request.acting else None  # type: ignore[attr-defined]
            asked = request.GET.get("country", "")
            return Visit.NEIGHBOUR if asked and (own is None or asked != own.code) else None
    return None
