"""The first week: a short list for who is new, each step ticked by what the person really did."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise as StrPromise
from django.utils.translation import gettext_lazy as _

from natc.hub.audit.models import Event
from natc.hub.home.actions import note_visit
from natc.hub.home.models import Calendar, FirstWeekDismissed, Visit, Visited
from natc.hub.members.models import Desk, Mandate, MandateQuerySet, Person
from natc.hub.members.permissions import Permission


@dataclass(frozen=True)
class Step:
    """One thing to do in the first week, and why. label, why: sentences; href: where it is done; done: whether the person did."""

    label: str
    why: str
    href: str
    done: bool


@dataclass(frozen=True)
class Offered:
    """A step before anybody is asked to do it. permission: what it takes; at: where it is done; done: whether somebody did it."""

    permission: Permission | None
    label: StrPromise
    why: StrPromise
    at: Callable[[Desk], str]
    done: Callable[[Mandate], bool]


def _confirmed(acting: Mandate) -> bool:
    return Event.objects.filter(what="desk confirmed", by=acting.person.uid, target=acting.desk.uid).exists()


def _has_calendar(acting: Mandate) -> bool:
    return Calendar.objects.filter(person=acting.person).exists()


def _opened(what: Visit) -> Callable[[Mandate], bool]:
    return lambda acting: Visited.objects.filter(person=acting.person, what=what).exists()


def _page(name: str) -> Callable[[Desk], str]:
    return lambda _desk: reverse(name)


OFFERED = (
    Offered(
        Permission.DESK_EDIT,
        _("Confirm how your desk is reached"),
        _("Colleagues in other states call the number that stands there, sometimes at night."),
        lambda desk: reverse("edit-desk", args=[desk.uid]),
        _confirmed,
    ),
    Offered(
        None,
        Visit.DATA.label,
        _("It says who is responsible for what your state hands in, on which basis and for how long."),
        _page("flows"),
        _opened(Visit.DATA),
    ),
    Offered(
        Permission.DIRECTORY,
        Visit.NEIGHBOUR.label,
        _("On the day when you need a neighbour there is no time to look."),
        _page("call"),
        _opened(Visit.NEIGHBOUR),
    ),
    Offered(
        Permission.LEDGER,
        Visit.HEAD.label,
        _("Kept at home, it shows later whether anything that was recorded has been changed."),
        _page("ledger"),
        _opened(Visit.HEAD),
    ),
    Offered(
        None,
        _("Put what waits for you into your own calendar"),
        _("Days that matter to the Network then stand beside your other appointments."),
        _page("calendar"),
        _has_calendar,
    ),
)


def first_week_of(acting: Mandate) -> list[Step]:
    """The steps that stand on the first page; none where all are done or the person has dismissed the list."""
    if FirstWeekDismissed.objects.filter(person=acting.person).exists():
        return []
    steps = steps_of(acting)
    return [] if all(step.done for step in steps) else steps


def to_ask(acting: Mandate) -> MandateQuerySet:
    """Whom somebody new can ask: who works at the same desk today, as far as the person may see them."""
    return Mandate.objects.running().visible_to(acting.person).filter(desk=acting.desk).exclude(person=acting.person)


def steps_of(acting: Mandate) -> list[Step]:
    """All steps for a person in their role at their desk, those that are done too."""
    permitted = [one for one in OFFERED if one.permission is None or acting.person.may(one.permission, acting.desk)]
    return [Step(str(one.label), str(one.why), one.at(acting.desk), one.done(acting)) for one in permitted]


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
