"""What the states on a route do with its page: put it on the list, say something of it, check that, take either back."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from natc.hub.audit.actions import record
from natc.hub.fields import in_one_language
from natc.hub.members.models import Desk, Person
from natc.hub.members.rules import check
from natc.hub.statistics import route_rules
from natc.hub.statistics.models import About, Route, RouteFact


@transaction.atomic
def begin(*, uid: UUID, name: str, language: str, countries: Sequence[str], by: Person, desk: Desk) -> Route:
    """Put a route on the list. uid: made by the form, so that pressing twice begins once."""
    check(route_rules.why_not_begin(countries, by, desk))
    about = {"name": in_one_language(name, language), "countries": list(countries), "desk": desk}
    route, ours = Route.objects.get_or_create(uid=uid, defaults=about)
    if ours:
        record("route put on the list", by=by.uid, desk=desk.uid, target=route.uid)
    return route


@transaction.atomic
def say(*, uid: UUID, route: Route, about: About, text: str, language: str, source: str, by: Person, desk: Desk) -> RouteFact:
    """Say something of a route, with where it comes from. uid: made by the form."""
    check(route_rules.why_not_write(route.countries, by, desk))
    given = {"text": in_one_language(text, language), "source": source, "desk": desk, "written_at": timezone.now()}
    fact, ours = RouteFact.objects.get_or_create(uid=uid, defaults={"route": route, "about": about, **given})
    if ours:
        record("said of a route", by=by.uid, desk=desk.uid, target=fact.uid)
    return fact


@transaction.atomic
def confirm(*, fact: RouteFact, by: Person, desk: Desk) -> None:
    """Say that what another desk wrote stands so at its source."""
    fact = _locked(fact)
    check(route_rules.why_not_check(fact, by, desk))
    fact.checked_by, fact.checked_at = desk, timezone.now()
    fact.save(update_fields=["checked_by", "checked_at"])
    record("checked at its source, of a route", by=by.uid, desk=desk.uid, target=fact.uid)


@transaction.atomic
def take_back(*, fact: RouteFact, by: Person, desk: Desk) -> None:
    """Take back what was said of a route."""
    fact = _locked(fact)
    check(route_rules.why_not_withdraw_fact(fact, by, desk))
    fact.withdrawn_at = timezone.now()
    fact.save(update_fields=["withdrawn_at"])
    record("taken back, of a route", by=by.uid, desk=desk.uid, target=fact.uid)


@transaction.atomic
def withdraw(*, route: Route, by: Person, desk: Desk) -> None:
    """Take a route off the list."""
    route = Route.objects.select_for_update().get(pk=route.pk)
    check(route_rules.why_not_withdraw(route, by, desk))
    route.withdrawn_at = timezone.now()
    route.save(update_fields=["withdrawn_at"])
    record("route taken off the list", by=by.uid, desk=desk.uid, target=route.uid)


def _locked(fact: RouteFact) -> RouteFact:
    return RouteFact.objects.select_for_update(of=("self",)).select_related("route", "desk").get(pk=fact.pk)
