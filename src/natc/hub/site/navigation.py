"""The side bar: which pages a person finds there, and how many things wait on each."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from natc.hub.home.waiting import how_many_wait_for
from natc.hub.members.models import Mandate
from natc.hub.members.permissions import Permission

VISITOR = [
    ("home", _("The Network"), "home"),
    ("figures", _("Figures"), "chart-bar"),
    ("directory", _("Members"), "flag"),
    ("library", _("Documents"), "book"),
]
SIGNED_IN = [
    ("home", _("Waiting for me"), "list-check", None),
    ("search", _("Search"), "search", None),
    ("call", _("Whom do I call?"), "phone", None),
    ("directory", _("Members"), "flag", None),
    ("calls", _("Calls"), "table", None),
    ("forms", _("Forms"), "edit", Permission.CALL_OPEN),
    ("figures", _("Figures"), "chart-bar", None),
    ("releases", _("Releases"), "circle-check", Permission.MEMBERS_DOCUMENTS),
    ("partners", _("Partners"), "users", Permission.DIRECTORY),
    ("library", _("Documents"), "book", None),
    ("watch-list", _("Watch list"), "eye", Permission.WATCH_LIST),
    ("flows", _("Our data"), "shield-lock", None),
    ("ledger", _("Ledger"), "history", Permission.LEDGER),
]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """For every template: side bar, mandate acted under and those one may change to; in the demonstration its people."""
    person = getattr(request, "user", None)  # a request that is refused for its host has none
    if person is None or not person.is_authenticated:
        entries = [_entry(request, name, label, icon) for name, label, icon in VISITOR]
    else:
        permitted = [row for row in SIGNED_IN if row[3] is None or person.may_anywhere(row[3])]
        entries = [_entry(request, name, label, icon) for name, label, icon, _permission in permitted]
        entries[0]["count"] = how_many_wait_for(person)
    acting = getattr(request, "acting", None)
    return {
        "navigation": entries,
        "acting": acting,
        "mandates": _one_a_desk(acting) if acting else [],
        "demonstration": _people() if settings.DEMONSTRATION else None,
    }


def _one_a_desk(acting: Mandate) -> list[Mandate]:
    """The mandates among which the person may change: the one acted under, and one of each other desk."""
    return list({mandate.desk: mandate for mandate in [*acting.person.acts(), acting]}.values())


def _people() -> list[Mandate]:
    """A mandate of each of the demonstration's people: of who has several, the first."""
    mandates = Mandate.objects.running().select_related("person").order_by("-first_day", "-pk")
    return list(reversed({mandate.person: mandate for mandate in mandates}.values()))


def _entry(request: HttpRequest, name: str, label: object, icon: str) -> dict[str, Any]:
    href = reverse(name)
    return {"href": href, "label": label, "icon": icon, "here": request.path == href}
