"""What everybody reads: releases, their figures with source and caveat, what is hidden and why, states over time, the method.

A page is kept by the browser and asked for again: the answer is short unless something changed, so that a mark is seen at
once. A file is kept for ever: its address has the standing of its release in it.
"""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition

from natc import __version__
from natc.engine.release.figures import TOTAL
from natc.engine.release.outputs.figure import banner, period, reported, reporters
from natc.engine.release.outputs.hidden import hidden_parts
from natc.engine.release.outputs.workbook import table_rule
from natc.engine.standard.submission_form import load_submission_form
from natc.engine.text import LANGUAGES
from natc.hub.members.models import Territory
from natc.hub.members.names import audience_of
from natc.hub.statistics.explore import Explored, explore, named_for
from natc.hub.statistics.files import CHARTS, NAMES, chart_name, folder_of, lacking_files
from natc.hub.statistics.made import made_of, standing_of
from natc.hub.statistics.models import Release
from natc.hub.statistics.profile import over_time, standing_releases
from natc.hub.submissions.values import standard_language

ROWS = 100  # figures of a page
FOR_EVER = "public, max-age=31536000, immutable"  # a year, the longest that browsers take seriously
SHOWN_INLINE = {".svg": "image/svg+xml"}


def _etag(request: HttpRequest, **_asked: str) -> str | None:
    """What a visitor's page depends on; a page for who is signed in is never taken from before."""
    if request.user.is_authenticated:
        return None
    stamps = [(one.number, one.stamp, str(one.marked_at)) for one in Release.objects.out()]
    said = repr((__version__, stamps, [one.number for one in lacking_files()], get_language(), request.get_full_path()))
    return f'"{sha256(said.encode()).hexdigest()}"'


def public_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, whose page a visitor's browser keeps and asks for again."""
    asked: Callable[..., HttpResponse] = cache_control(private=True, no_cache=True)(condition(etag_func=_etag)(view))
    return asked


@public_page
def figures(request: HttpRequest) -> HttpResponse:
    """All releases, the newest first."""
    rows = [_told(one) for one in Release.objects.out().select_related("call")]
    states = sorted({code for row in rows for code in row["codes"]})
    territories = Territory.objects.filter(code__in=states).prefetch_related("names")
    return render(request, "statistics/figures.html", {"rows": rows, "territories": territories})


@public_page
def explorer(request: HttpRequest, number: str) -> HttpResponse:
    """The figures of a release: what is chosen stands in the address, which is the link to share."""
    found = _public(number)
    lang = standard_language()
    explored = explore(made_of(found), request.GET, named_for(audience_of(request.user)))
    if explored is None:
        raise Http404
    page = {
        **_told(found),
        "explored": explored,
        "page": Paginator(explored.rows, ROWS).get_page(request.GET.get("page")),
        "rule": table_rule(explored.table, lang),
        "reported": reported(made_of(found), explored.table, lang) or ", ".join(reporters(made_of(found), lang)),
        "chart": _chart(found, explored, lang) if request.GET.get("view") == "chart" else None,
        "as_chart": request.GET.get("view") == "chart",
        "files": _files(found, explored, lang),
        "lang": lang,
        "territories": Territory.objects.filter(code__in=made_of(found).figures["territory"].unique()).prefetch_related("names"),
        "without_view": _without(request, "view", "page"),
        "without_page": _without(request, "page"),
    }
    return render(request, "statistics/explorer.html", page)


@public_page
def hidden(request: HttpRequest, number: str) -> HttpResponse:
    """What a release hides, why, and how it was tested, in words that reveal nothing."""
    found = _public(number)
    page = {**_told(found), "parts": hidden_parts(made_of(found), standard_language())}
    return render(request, "statistics/hidden.html", page)


@public_page
def profile(request: HttpRequest, code: str) -> HttpResponse:
    """A state's figures over time."""
    territory = get_object_or_404(Territory.objects.prefetch_related("names"), code=code)
    releases = standing_releases()
    page = {"territory": territory, "tables": over_time(releases, territory.code), "releases": [_told(one) for one in releases]}
    return render(request, "statistics/profile.html", page)


@public_page
def method(request: HttpRequest) -> HttpResponse:
    """What each table counts and how, from the standard itself."""
    tables = [table for table in load_submission_form().tables if not table.waits_for]
    return render(request, "statistics/method.html", {"tables": tables, "form": load_submission_form()})


def file(request: HttpRequest, number: str, stamp: str, lang: str, name: str) -> HttpResponse:  # noqa: ARG001  the same for all
    """A file or chart of a release as it stands today. While it is being corrected none is given out."""
    found = _public(number)
    if found.stamp != stamp or lang not in LANGUAGES or found.being_corrected:
        raise Http404
    folder = folder_of(found, lang)
    paths = {
        path.name: path for place in (folder, folder / CHARTS) if place.is_dir() for path in place.iterdir() if path.is_file()
    }
    if name not in paths:
        raise Http404
    kind = SHOWN_INLINE.get(paths[name].suffix)
    headers = {"Cache-Control": FOR_EVER, "X-Content-Type-Options": "nosniff"}
    if kind is None:
        headers["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=f"{number}-{name}"))
    return HttpResponse(paths[name].read_bytes(), content_type=kind or "application/octet-stream", headers=headers)


def _public(number: str) -> Release:
    return get_object_or_404(Release.objects.out().select_related("call"), number=number)


def _told(release: Release) -> dict[str, Any]:
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


def _chart(release: Release, explored: Explored, lang: str) -> dict[str, str] | None:
    """The chart of the chosen table and territory, its caption and alternative text; None where there is none (yet)."""
    name = chart_name(explored.table.code, explored.territory or TOTAL)
    beside = folder_of(release, lang) / CHARTS / f"{name}.json"
    return {**json.loads(beside.read_text(encoding="utf-8")), "name": f"{name}.svg"} if beside.exists() else None


def _files(release: Release, explored: Explored, lang: str) -> list[str]:
    """The names of the files that can be taken away now."""
    names = folder_of(release, lang) / CHARTS / NAMES
    return json.loads(names.read_text(encoding="utf-8")).get(explored.table.code, []) if names.exists() else []


def _without(request: HttpRequest, *names: str) -> str:
    """The question of this address without some of its choices."""
    asked = request.GET.copy()
    for name in names:
        asked.pop(name, None)
    return asked.urlencode()
