"""The side bar: the steps from a sheet to a submission; what waits to be said."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from natc.hub.local import work
from natc.hub.local.notices import taken


def navigation(request: HttpRequest) -> dict[str, Any]:
    """For every page: the steps with the one that is open marked, the work that runs, sentences that wait."""
    steps = [
        ("home", _("Sheets"), "table"),
        ("link", _("Link"), "users"),
        ("aggregate", _("Totals"), "chart-bar"),
        ("submissions", _("Submissions"), "file"),
    ]
    at = getattr(request.resolver_match, "url_name", None)
    entries = [{"href": reverse(name), "label": label, "icon": icon, "here": at == name} for name, label, icon in steps]
    return {"navigation": entries, "running": work.current(), "messages": taken}
