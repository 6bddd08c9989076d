"""What everybody reads over time, from all releases that stand: states, all states together, and the pictures of both."""

import json
from collections.abc import Iterator, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.gzip import gzip_page

from natc.engine.release.figures import REGION
from natc.engine.text import LANGUAGES
from natc.hub.members.models import Territory
from natc.hub.members.names import audience_of
from natc.hub.statistics.corridors import TABLE, corridor_over_time, ends_of, newest_matrix
from natc.hub.statistics.explore import named_for
from natc.hub.statistics.files import chart_name, over_time_folder, standing_stamp
from natc.hub.statistics.models import Release
from natc.hub.statistics.profile import Over, over_time
from natc.hub.statistics.roles import roles_of
from natc.hub.statistics.stages import stages_of
from natc.hub.statistics.views.kept import kept_for_ever, public_page, told
from natc.hub.submissions.values import standard_language


@public_page
def profile(request: HttpRequest, code: str) -> HttpResponse:
    """The figures of a state over time, its role first; of all states together, where `code` is that of the region."""
    releases = list(Release.objects.standing())
    if code != REGION:
        get_object_or_404(Territory, code=code)
    page = {
        "place": named_for(audience_of(request.user))(code),
        "parts": [{"over": over, "picture": picture_of(releases, over.code, code)} for over in _parts(releases, code)],
        "releases": [told(one) for one in releases],
        "territories": Territory.objects.filter(code=code).prefetch_related("names"),
    }
    return render(request, "statistics/profile.html", page)


@public_page
def corridors(request: HttpRequest) -> HttpResponse:
    """All corridors of the newest year that tells them apart."""
    releases, named = list(Release.objects.standing()), named_for(audience_of(request.user))
    page = {
        "matrix": newest_matrix(releases, named),
        "picture": picture_of(releases, TABLE, REGION),
        "releases": [told(one) for one in releases],
        "territories": Territory.objects.filter(code__in=ends_of(releases, named)).prefetch_related("names"),
    }
    return render(request, "statistics/corridors.html", page)


@public_page
def corridor(request: HttpRequest, origin: str, destination: str) -> HttpResponse:
    """One corridor and the way back, over time."""
    releases = list(Release.objects.standing())
    ends = ends_of(releases, named_for(audience_of(request.user)))
    if origin not in ends or destination not in ends:
        raise Http404
    start, end = ends[origin], ends[destination]
    page = {
        "start": start,
        "end": end,
        "over": corridor_over_time(releases, start, end),
        "releases": [told(one) for one in releases],
        "territories": Territory.objects.filter(code__in=(origin, destination)).prefetch_related("names"),
    }
    return render(request, "statistics/corridor.html", page)


@gzip_page
def picture(request: HttpRequest, stamp: str, lang: str, name: str) -> HttpResponse:  # noqa: ARG001  the same for all
    """A picture over time of the releases that stand today. While one of them is being corrected none is given out."""
    releases = list(Release.objects.standing())
    known = lang in LANGUAGES and stamp == standing_stamp(releases) and not any(one.being_corrected for one in releases)
    folder = over_time_folder(releases, lang)
    if not known or not folder.exists() or name not in {path.name for path in folder.glob("*.svg")}:
        raise Http404
    return kept_for_ever(folder / name, "image/svg+xml")


def picture_of(releases: Sequence[Release], code: str, territory: str) -> dict[str, str] | None:
    """A picture over time, its caption and alternative text; None where there is none (yet, or while one is corrected)."""
    lang, name = standard_language(), chart_name(code, territory)
    beside = over_time_folder(releases, lang) / f"{name}.json"
    if any(one.being_corrected for one in releases) or not beside.exists():
        return None
    said: dict[str, str] = json.loads(beside.read_text(encoding="utf-8"))
    return {**said, "name": f"{name}.svg", "stamp": standing_stamp(releases), "lang": lang}


def _parts(releases: Sequence[Release], territory: str) -> Iterator[Over]:
    """What is told of a territory, in the order of its page."""
    of_several = (roles_of(releases, territory), stages_of(releases, territory))
    yield from (over for over in of_several if over)
    yield from over_time(releases, territory)
