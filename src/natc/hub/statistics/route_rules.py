"""Who puts a route on the list, who says something of it, and who checks that: sentences for the buttons."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from natc.hub.members.models import Desk, Kind, Person
from natc.hub.members.permissions import Permission
from natc.hub.statistics.models import Route, RouteFact

SHORTEST = 2  # countries


def why_not_write(countries: Collection[str], by: Person, desk: Desk) -> str | None:
    """Why `by` may not write about a way through these countries; None when they may: the states on it, and the secretariat."""
    territory = desk.organisation.territory
    on_it = desk.kind == Kind.SECRETARIAT or (territory is not None and territory.code in countries)
    if by.may(Permission.ROUTE_EDIT, desk) and on_it:
        return None
    return _("The states on a route and the secretariat write about it.")


def why_not_begin(countries: Collection[str], by: Person, desk: Desk) -> str | None:
    """Why `by` may not put a way through these countries on the list; None when they may."""
    if len(set(countries)) < SHORTEST:
        return _("A route passes through two countries or more.")
    return why_not_write(countries, by, desk)


def why_not_begin_any(by: Person, desk: Desk) -> str | None:
    """Why `by` can put no route on the list; None when they can put one."""
    territory = desk.organisation.territory
    return why_not_write([territory.code] if territory else [], by, desk)


def why_not_check(fact: RouteFact, by: Person, desk: Desk) -> str | None:
    """Why `by` may not say that a fact was checked at its source; None when they may: another desk than wrote it."""
    if refused := why_not_write(fact.route.countries, by, desk):
        return refused
    if fact.checked_at:
        return _("It was checked.")
    return _("Another desk than the one that wrote it checks it.") if desk == fact.desk else None


def why_not_withdraw_fact(fact: RouteFact, by: Person, desk: Desk) -> str | None:
    """Why `by` may not take a fact back; None when they may: at the desk that wrote it, or at the secretariat."""
    if refused := why_not_write(fact.route.countries, by, desk):
        return refused
    if desk in (fact.desk, fact.route.desk) or desk.kind == Kind.SECRETARIAT:
        return None
    return _("The desk that wrote it takes it back.")


def why_not_withdraw(route: Route, by: Person, desk: Desk) -> str | None:
    """Why `by` may not take a route off the list; None when they may: at the desk that put it there, or at the secretariat."""
    if refused := why_not_write(route.countries, by, desk):
        return refused
    return None if desk == route.desk or desk.kind == Kind.SECRETARIAT else _("The desk that put it on the list takes it off.")
