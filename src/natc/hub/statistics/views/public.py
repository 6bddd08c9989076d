"""What everybody reads: releases, their figures with source and caveat, what is hidden and why, the method."""

import json

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.gzip import gzip_page

from natc.engine.release.figures import TOTAL
from natc.engine.release.outputs.figure import reported, reporters
from natc.engine.release.outputs.hidden import hidden_parts
from natc.engine.release.outputs.workbook import table_rule
from natc.engine.standard.submission_form import load_submission_form
from natc.engine.text import LANGUAGES
from natc.hub.members.models import Territory
from natc.hub.members.names import audience_of
from natc.hub.statistics.crosswalk import asked_tables, bodies, fed_by, worded
from natc.hub.statistics.explore import Explored, explore, named_for
from natc.hub.statistics.files import CHARTS, MAP, chart_name, folder_of, names_of_files
from natc.hub.statistics.made import made_of
from natc.hub.statistics.models import Release
from natc.hub.statistics.views.kept import kept_for_ever, public_page, told
from natc.hub.submissions.values import standard_language

ROWS = 100  # figures of a page
SHOWN_INLINE = {".svg": "image/svg+xml"}


@public_page
def figures(request: HttpRequest) -> HttpResponse:
    """All releases, the newest first."""
    rows = [told(one) for one in Release.objects.out().select_related("call")]
    states = sorted({code for row in rows for code in row["codes"]})
    territories = Territory.objects.filter(code__in=states).prefetch_related("names")
    return render(request, "statistics/figures.html", {"rows": rows, "territories": territories})


@public_page
def explorer(request: HttpRequest, number: str) -> HttpResponse:
    """The figures of a release: what is chosen stands in the address, which is the link to share."""
    found = _public(number)
    lang, view = standard_language(), request.GET.get("view")
    explored = explore(made_of(found), request.GET, named_for(audience_of(request.user)))
    if explored is None:
        raise Http404
    page = {
        **told(found),
        "explored": explored,
        "page": Paginator(explored.rows, ROWS).get_page(request.GET.get("page")),
        "rule": table_rule(explored.table, lang),
        "reported": reported(made_of(found), explored.table, lang) or ", ".join(reporters(made_of(found), lang)),
        "view": view,
        "picture": _picture(found, explored, lang, view),
        "files": names_of_files(found, explored.table.code, lang),
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
    page = {**told(found), "parts": hidden_parts(made_of(found), standard_language())}
    return render(request, "statistics/hidden.html", page)


@public_page
def method(request: HttpRequest) -> HttpResponse:
    """What each table counts and how, from the standard itself, and whom it serves beside the Network."""
    tables = [(table, fed_by(table.code)) for table in asked_tables()]
    return render(request, "statistics/method.html", {"tables": tables, "form": load_submission_form()})


@public_page
def crosswalk(request: HttpRequest) -> HttpResponse:
    """Where other bodies count otherwise than the standard, what they ask that it does not give, and words that offices use."""
    return render(request, "statistics/crosswalk.html", {"bodies": bodies(), "lists": worded()})


@gzip_page
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
    answer = kept_for_ever(paths[name], kind or "application/octet-stream")
    if kind is None:
        answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{number}-{name}")
    return answer


def _public(number: str) -> Release:
    return get_object_or_404(Release.objects.out().select_related("call"), number=number)


def _picture(release: Release, explored: Explored, lang: str, view: str | None) -> dict[str, str] | None:
    """The picture of the chosen table, its caption and alternative text; None where none is wanted, or there is none (yet)."""
    drawn_of = {"chart": explored.territory or TOTAL, "map": MAP}
    if view not in drawn_of:
        return None
    name = chart_name(explored.table.code, drawn_of[view])
    beside = folder_of(release, lang) / CHARTS / f"{name}.json"
    return {**json.loads(beside.read_text(encoding="utf-8")), "name": f"{name}.svg"} if beside.exists() else None


def _without(request: HttpRequest, *names: str) -> str:
    """The question of this address without some of its choices."""
    asked = request.GET.copy()
    for name in names:
        asked.pop(name, None)
    return asked.urlencode()
