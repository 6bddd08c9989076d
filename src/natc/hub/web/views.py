"""The gallery: every component in every state."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

KINDS = ("plain", "good", "wait", "bad", "info")


def gallery(request: HttpRequest) -> HttpResponse:
    """All components on one page, for those who build and those who check."""
    return render(request, "web/gallery.html", {"kinds": KINDS})
