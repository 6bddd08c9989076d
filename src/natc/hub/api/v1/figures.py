"""Released figures for everybody, without a token: what the pages of figures show, and nothing else."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition
from ninja import Path, Router
from ninja.errors import HttpError
from ninja.pagination import paginate

from natc import __version__
from natc.engine.errors import Refused
from natc.engine.release.figures import TOTAL, ReleaseTable
from natc.engine.release.outputs.figure import Figure, axes_of, period
from natc.hub.api.v1 import shapes
from natc.hub.api.v1.shapes import NotUnderstood, Pages, Problem
from natc.hub.members.models import Audience, Territory
from natc.hub.statistics.explore import Explored, explore
from natc.hub.statistics.files import as_they_stand, folder_of, names_of_files
from natc.hub.statistics.made import made_of, standing_of
from natc.hub.statistics.models import Release
from natc.hub.web.templatetags.said import said

PAGING = ("limit", "offset")
SDMX = "sdmx-"  # begins the names of what machines read
STRUCTURE = "application/vnd.sdmx.structure+xml; version=3.0.0"
LANGUAGE = "en"  # of the folder; what machines read is the same in each
Code = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]+$", max_length=40)]
FOUND = {404: Problem, 409: Problem, 422: NotUnderstood}
FILTERS = {
    "name": "filters",
    "in": "query",
    "style": "form",
    "explode": True,
    "schema": {"type": "object", "additionalProperties": {"type": "string"}},
    "description": "territory, year, and each dimension of the table: a code, or Total for all of its groups together.",
}


def as_file(kind: str) -> dict[str, Any]:
    """How a file stands in the description of the interface. kind: its media type."""
    return {"responses": {200: {"description": "The file.", "content": {kind.partition(";")[0]: {"schema": {"type": "string"}}}}}}


def _etag(request: HttpRequest, **_asked: object) -> str:
    """What an answer depends on: how every release stands, the names of territories, and what was asked."""
    names = [(one.code, [(name.name, name.footnote) for name in one.names.all()]) for one in _territories()]
    told = repr((__version__, as_they_stand(), names, request.get_full_path()))
    return f'"{sha256(told.encode()).hexdigest()}"'


def kept(run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The operation, whose answer a program keeps and asks for again: short unless something changed, so that a mark is seen."""
    asked: Callable[..., HttpResponse] = cache_control(private=True, no_cache=True)(condition(etag_func=_etag)(run))
    return asked


router = Router(tags=["Released figures"])
router.add_decorator(kept, mode="view")


@router.get("/territories", response=list[shapes.Territory], url_name="api-territories", summary="States and territories")
def territories(request: HttpRequest) -> list[dict[str, Any]]:
    """The names that the public reads, with their footnotes: a figure is shown with both."""
    named = ((one.code, one.named(Audience.PUBLIC)) for one in _territories())
    return [{"code": code, "name": name.name, "footnote": name.footnote} for code, name in named if name]


@router.get(
    "/releases",
    response={200: list[shapes.Standing], 422: NotUnderstood},
    url_name="api-releases",
    summary="All releases, the newest first",
)
@paginate(Pages)
def releases(request: HttpRequest) -> list[dict[str, Any]]:
    """How each stands today. Withdrawn and replaced ones stay in the list, marked."""
    return [_told(one) for one in Release.objects.out()]


@router.get(
    "/releases/{number}",
    response={200: shapes.Release, **FOUND},
    url_name="api-release",
    summary="One release and the structure of its figures",
)
def release(request: HttpRequest, number: Code) -> dict[str, Any]:
    """Its tables with what they count, their caveats, dimensions and groups."""
    found = _public(number)
    made = made_of(found)
    return {**_told(found), "period": period(made), "tables": [_structure(table) for table in made.tables]}


@router.get(
    "/releases/{number}/structure.xml",
    response={200: None, **FOUND},
    url_name="api-structure",
    summary="The structure as SDMX-ML 3.0",
    openapi_extra=as_file(STRUCTURE),
)
def structure(request: HttpRequest, number: Code) -> HttpResponse:
    """Code lists, concepts and a data structure definition for each table."""
    return _file(_given_out(number), f"{SDMX}structure.xml", STRUCTURE)


@router.get(
    "/releases/{number}/tables/{table}",
    response={200: list[shapes.Observation], **FOUND},
    url_name="api-observations",
    summary="The figures of a table",
    openapi_extra={"parameters": [FILTERS]},
)
@paginate(Pages)
def observations(request: HttpRequest, number: Code, table: Code) -> list[dict[str, Any]]:
    """Each figure with how it is shown; the filters are those of the page of figures, and without one everything is given."""
    found = _given_out(number)
    explored = _chosen(found, table, {name: ",".join(said) for name, said in request.GET.lists() if name not in PAGING})
    standing = standing_of(found).mark
    return [{"release": number, "standing": standing, **_observed(row.figure, explored)} for row in explored.rows]


@router.get(
    "/releases/{number}/tables/{table}/sdmx.csv",
    response={200: None, **FOUND},
    url_name="api-sdmx-csv",
    summary="The figures of a table as SDMX-CSV 2.0",
    openapi_extra=as_file("text/csv"),
)
def sdmx_csv(request: HttpRequest, number: Code, table: Code) -> HttpResponse:
    """All figures of the table, in the terms of the structure of the release."""
    found = _given_out(number)
    names = (name for name in names_of_files(found, table, LANGUAGE) if name.startswith(SDMX) and name.endswith(".csv"))
    return _file(found, next(names, ""), "text/csv; charset=utf-8")


def _territories() -> list[Territory]:
    return list(Territory.objects.members_on(timezone.now().date()))


def _public(number: str) -> Release:
    return get_object_or_404(Release.objects.out(), number=number)


def _given_out(number: str) -> Release:
    """The release, unless it is being corrected: a program reads no warning, so it gets no figures until that is done."""
    found = _public(number)
    if found.being_corrected:
        raise Refused(_("Release %(number)s is being corrected: %(why)s") % {"number": number, "why": said(found.mistake)})
    return found


def _chosen(found: Release, table: str, asked: Mapping[str, str]) -> Explored:
    """The figures that were asked for. Where the page shows all for a choice that does not exist, a program is told so."""
    explored = explore(made_of(found), {"territory": "", **asked, "table": table}, str)
    if explored is None or explored.table.code != table:
        raise Http404
    chosen = {facet.name: facet.chosen for facet in explored.facets}
    unknown = {name: value for name, value in asked.items() if chosen.get(name) != value}
    if unknown:
        asked_for = ", ".join(map("=".join, unknown.items()))
        raise HttpError(404, _("This table has no figures for: %(asked)s.") % {"asked": asked_for})
    return explored


def _told(found: Release) -> dict[str, Any]:
    standing = standing_of(found)
    return {
        "number": found.number,
        "standing": standing.mark,
        "why": standing.why,
        "replaced_by": standing.replaced_by,
        "correcting": found.mistake if found.being_corrected else None,
        "public_since": found.public_at,
    }


def _structure(table: ReleaseTable) -> dict[str, Any]:
    dimensions = [
        {"code": axis.dimension, "label": axis.label, "groups": [{"code": one.code, "label": one.label} for one in axis.groups]}
        for axis in axes_of(table)
    ]
    about = {"code": table.code, "title": table.title, "unit": table.unit, "caveat": table.caveat, "counts": table.table}
    return {**about, "dimensions": dimensions}


def _observed(figure: Figure, explored: Explored) -> dict[str, Any]:
    groups = {axis.dimension: figure.group(axis.dimension) for axis in explored.axes}
    kept_as_they_are = ("territory", "first_year", "last_year", "showing", "low", "high", "reason", "mark", "source")
    return {
        **{name: getattr(figure, name) for name in kept_as_they_are},
        "table": figure.table.code,
        "groups": {dimension: group.code if group else TOTAL for dimension, group in groups.items()},
        "value": figure.shown,
    }


def _file(found: Release, name: str, kind: str) -> HttpResponse:
    """A file of the release as it stands today; 404 where there is none, or it is still being written."""
    path = folder_of(found, LANGUAGE) / name
    if not path.is_file():
        raise HttpError(404, _("There is no such file, or it is still being written; ask again in a minute."))
    return HttpResponse(path.read_bytes(), content_type=kind, headers={"X-Content-Type-Options": "nosniff"})
