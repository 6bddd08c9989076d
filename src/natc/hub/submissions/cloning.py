"""A past call as the beginning of a new one: its days moved to the new opening day, its desks as far as they are there."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from natc.hub.fields import ORIGINAL
from natc.hub.members.models import Desk, Mandate
from natc.hub.submissions.models import Call, FormVersion

DAYS_OF_A_MONTH = 365.2425 / 12


def copy_of(call: Call, opens_on: date) -> dict[str, Any]:
    """A call as the first values of `CallForm`, opening on another day: the same time to answer, the period as much later."""
    months = round((opens_on - call.opens_on).days / DAYS_OF_A_MONTH)
    return {
        **as_filled_in(call),
        "form": newest(call.form),
        "opens_on": opens_on,
        "due_on": opens_on + (call.due_on - call.opens_on),
        "first_day": call.first_day and moved(call.first_day, months),
        "last_day": call.last_day and moved(call.last_day + timedelta(days=1), months) - timedelta(days=1),
        "desks": still_there(call),
    }


def as_filled_in(call: Call) -> dict[str, Any]:
    """A call as the first values of `CallForm`."""
    tag = call.title[ORIGINAL]
    same = ("form", "reviewer", "zone", "first_day", "last_day", "opens_on", "due_on", "kept_years")
    words = {"title": call.title[tag], "note": call.note[call.note[ORIGINAL]] if call.note else "", "language": tag.lower()}
    return {**{name: getattr(call, name) for name in same}, **words, "desks": list(call.desks.all())}


def moved(day: date, months: int) -> date:
    """The day so many months later; the last day of a month where that one is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def newest(version: FormVersion) -> FormVersion:
    """The newest version of a form that a call can carry."""
    return FormVersion.objects.offered().filter(code=version.code).latest("pk")


def still_there(call: Call) -> list[Desk]:
    """Those of the desks of a call where somebody still works, for an office that still belongs to the Network."""
    return list(call.desks.filter(mandates__in=Mandate.objects.running()).distinct())


def gone(call: Call) -> list[Desk]:
    """Those of the desks of a call that are not `still_there`."""
    return list(call.desks.exclude(pk__in=[desk.pk for desk in still_there(call)]))
