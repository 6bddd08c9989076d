"""How everybody's pages are kept by browsers, and what stands on each of them.

A page is kept by the browser and asked for again: the answer is short unless something changed, so that a mark is seen at
once. A file or picture is kept for ever: its address has the standing of its releases in it.
"""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition

from natc import __version__
from natc.engine.release.outputs.figure import banner, period, reporters
from natc.hub.statistics.files import as_they_stand, lacks_pictures
from natc.hub.statistics.made import made_of, standing_of
from natc.hub.statistics.models import Release, Route, RouteFact
from natc.hub.submissions.values import standard_language

FOR_EVER = "public, max-age=31536000, immutable"  # a year, the longest that browsers take seriously


def _etag(request: HttpRequest, **_asked: str) -> str | None:
    """What a visitor's page depends on; a page for who is signed in is never taken from before."""
    if request.user.is_authenticated:
        return None
    lacking = lacks_pictures(list(Release.objects.standing()))
    of_routes = [
        *Route.objects.values_list("pk", "withdrawn_at"),
        *RouteFact.objects.values_list("pk", "checked_at", "withdrawn_at"),
    ]
    said = repr((__version__, as_they_stand(), lacking, of_routes, get_language(), request.get_full_path()))
    return f'"{sha256(said.encode()).hexdigest()}"'


def public_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, whose page a visitor's browser keeps and asks for again; packed, for slow lines."""
    asked = cache_control(private=True, no_cache=True)(condition(etag_func=_etag)(view))
    packed: Callable[..., HttpResponse] = gzip_page(asked)
    return packed


def kept_for_ever(path: Path, content_type: str) -> HttpResponse:
    """A file whose address never means other bytes."""
    headers = {"Cache-Control": FOR_EVER, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(path.read_bytes(), content_type=content_type, headers=headers)


def told(release: Release) -> dict[str, Any]:
    """What stands on every page of a release: its number, how it stands, why, who reported, which years."""
    lang, made, standing = standard_language(), made_of(release), standing_of(release)
    return {
        "release": release,
        "standing": standing,
        "banner": banner(made, standing, lang),
        "period": period(made),
        "reporters": reporters(made, lang),
        "codes": set(made.figures["territory"]),
        "correcting": release.mistake if release.being_corrected else None,
    }
