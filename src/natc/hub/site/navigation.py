"""The side bar: which pages a person finds there, and how many things wait on each."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from natc.hub.home.waiting import how_many_wait_for
from natc.hub.members.models import Mandate
from natc.hub.members.permissions import Permission
from natc.hub.web.templatetags.said import said

VISITOR = [("home", _("The Network"), "home"), ("directory", _("Members"), "flag"), ("library", _("Documents"), "book")]
SIGNED_IN = [
    ("home", _("Waiting for me"), "list-check", None),
    ("search", _("Search"), "search", None),
    ("call", _("Whom do I call?"), "phone", None),
    ("directory", _("Members"), "flag", None),
    ("calls", _("Calls"), "table", None),
    ("library", _("Documents"), "book", None),
    ("watch-list", _("Watch list"), "eye", Permission.WATCH_LIST),
    ("flows", _("Our data"), "shield-lock", None),
    ("ledger", _("Ledger"), "history", Permission.LEDGER),
]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """For every template: the entries of the side bar, the desk acted for, and in the demonstration its people."""
    if not request.user.is_authenticated:
        entries = [_entry(request, name, label, icon) for name, label, icon in VISITOR]
    else:
        permitted = [row for row in SIGNED_IN if row[3] is None or request.user.may_anywhere(row[3])]
        entries = [_entry(request, name, label, icon) for name, label, icon, _permission in permitted]
        entries[0]["count"] = how_many_wait_for(request.user)
    acting = getattr(request, "acting", None)
    return {
        "navigation": entries,
        "acting": said(acting.desk.name) if acting else "",
        "demonstration": Mandate.objects.running().select_related("person") if settings.DEMONSTRATION else None,
    }


def _entry(request: HttpRequest, name: str, label: object, icon: str) -> dict[str, Any]:
    href = reverse(name)
    return {"href": href, "label": label, "icon": icon, "here": request.path == href}
