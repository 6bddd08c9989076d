"""Routes: for everybody with figures and context, for member states with screening points and risks; written by those on them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from natc.hub.members.countries import named as cldr_names
from natc.hub.members.models import Mandate, Territory
from natc.hub.members.names import audience_of
from natc.hub.members.rules import check
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.statistics import route_rules
from natc.hub.statistics.actions import routing
from natc.hub.statistics.corridors import along, newest_matrix
from natc.hub.statistics.explore import named_for
from natc.hub.statistics.models import Release, Route, RouteFact
from natc.hub.statistics.route_forms import FactForm, RouteForm
from natc.hub.statistics.views.kept import public_page, told
from natc.hub.web.templatetags.said import said


@public_page
def routes(request: HttpRequest) -> HttpResponse:
    """All routes."""
    acting = _acting(request)
    refusal = route_rules.why_not_begin_any(acting.person, acting.desk) if acting else ""
    return render(request, "statistics/routes.html", {"routes": Route.objects.standing(), "begins": refusal is None})


@public_page
def route(request: HttpRequest, uid: str) -> HttpResponse:
    """One route: through which countries, the released figures of the ways along it, and what is known of it."""
    found = _standing(uid)
    releases, named = list(Release.objects.standing()), named_for(audience_of(request.user))
    matrix = newest_matrix(releases, named)
    on_it = Territory.objects.filter(code__in=found.countries).prefetch_related("names")
    known = {one.code: named(one.code) for one in on_it}
    page = {
        "route": found,
        "stops": [(code in known, code, known.get(code) or said(cldr_names(code))) for code in found.countries],
        "ways": along(matrix, found.countries) if matrix else [],
        "matrix": matrix,
        "facts": _facts(request, found),
        "releases": [told(one) for one in releases],
        "territories": on_it,
        **_refusals(request, found),
    }
    return render(request, "statistics/route.html", page)


@signed_in
def begin_route(request: MemberRequest) -> HttpResponse:
    """Put a route on the list."""
    check(route_rules.why_not_begin_any(request.user, request.acting.desk))
    form = RouteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        language = request.LANGUAGE_CODE
        return redirect(routing.begin(language=language, by=request.user, desk=request.acting.desk, **form.begun()))
    return render(request, "statistics/begin_route.html", {"form": form})


@signed_in
def add_fact(request: MemberRequest, uid: str) -> HttpResponse:
    """Say something of a route, with its source."""
    found = _standing(uid)
    check(route_rules.why_not_write(found.countries, request.user, request.acting.desk))
    form = FactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        language = request.LANGUAGE_CODE
        routing.say(route=found, language=language, by=request.user, desk=request.acting.desk, **form.cleaned_data)
        return redirect(found)
    return render(request, "statistics/add_fact.html", {"form": form, "route": found})


@signed_in
@require_POST
def confirm_fact(request: MemberRequest, uid: str) -> HttpResponse:
    """Say that it stands so at its source."""
    fact = get_object_or_404(RouteFact.objects.visible_to(request.user), uid=uid)
    routing.confirm(fact=fact, by=request.user, desk=request.acting.desk)
    return redirect(fact.route)


@signed_in
@require_POST
def take_back_fact(request: MemberRequest, uid: str) -> HttpResponse:
    """Take it back."""
    fact = get_object_or_404(RouteFact.objects.visible_to(request.user), uid=uid)
    routing.take_back(fact=fact, by=request.user, desk=request.acting.desk)
    return redirect(fact.route)


@signed_in
@require_POST
def withdraw_route(request: MemberRequest, uid: str) -> HttpResponse:
    """Take a route off the list."""
    routing.withdraw(route=_standing(uid), by=request.user, desk=request.acting.desk)
    return redirect("routes")


def _standing(uid: str) -> Route:
    return get_object_or_404(Route.objects.standing().select_related("desk"), uid=uid)


def _acting(request: HttpRequest) -> Mandate | None:
    """The mandate under which who looks acts; a visitor has none, nor has somebody whose mandate ended."""
    return request.acting or None  # type: ignore[attr-defined]  # set by the middleware


def _facts(request: HttpRequest, found: Route) -> list[dict[str, Any]]:
    """What is known, each with why who looks may not check it or take it back; no such sentence for a visitor."""
    facts = RouteFact.objects.visible_to(request.user).filter(route=found)
    acting = _acting(request)
    if not acting:
        return [{"fact": one} for one in facts]
    by, desk = acting.person, acting.desk
    return [
        {
            "fact": one,
            "confirms": route_rules.why_not_check(one, by, desk) is None,
            "takes_back": route_rules.why_not_withdraw_fact(one, by, desk) is None,
        }
        for one in facts
    ]


def _refusals(request: HttpRequest, found: Route) -> dict[str, bool]:
    """What who looks may do with the route itself."""
    acting = _acting(request)
    if not acting:
        return {}
    return {
        "writes": route_rules.why_not_write(found.countries, acting.person, acting.desk) is None,
        "withdraws": route_rules.why_not_withdraw(found, acting.person, acting.desk) is None,
    }
