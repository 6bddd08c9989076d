"""The gallery: every component in every state."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from natc.hub.web.gallery import ROWS, STATES, SampleForm, TableOfTables, figure
from natc.hub.web.tables import table_page


def gallery(request: HttpRequest) -> HttpResponse:
    """All components on one page, for those who build and those who check."""
    now = timezone.now()
    times = {"soon": now + timedelta(hours=3), "later": now + timedelta(days=9), "over": now - timedelta(days=1)}
    sample = {"empty_form": SampleForm(prefix="empty"), "wrong_form": SampleForm({"wrong-kind": "no such kind"}, prefix="wrong")}
    return table_page(
        request, TableOfTables, ROWS, template="web/gallery.html", name="gallery", **STATES, **times, **sample, **figure()
    )
