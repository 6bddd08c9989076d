"""The gallery: every component in every state."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from natc.hub.web.gallery import STATES


def gallery(request: HttpRequest) -> HttpResponse:
    """All components on one page, for those who build and those who check."""
    now = timezone.now()
    times = {"soon": now + timedelta(hours=3), "later": now + timedelta(days=9), "over": now - timedelta(days=1)}
    return render(request, "web/gallery.html", {**STATES, **times})
