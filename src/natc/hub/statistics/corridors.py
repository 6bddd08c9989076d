"""Corridors: from the citizenship of persons to where they were exploited, all states that reported together, over time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import gettext as _

from natc.engine.release.figures import REGION, ReleaseTable
from natc.engine.release.outputs.figure import Figure
from natc.hub.statistics.bands import HIDDEN, Told
from natc.hub.statistics.explore import Named
from natc.hub.statistics.models import Release
from natc.hub.statistics.profile import Over, Series, figures_about
from natc.hub.web.templatetags.said import said

TABLE = "corridors-region"  # of the policy
BOTH = 2  # ends
OUTSIDE = "Other"  # the group of the policy that holds the countries outside the Network
Ends = tuple[str, str]  # codes of the groups: citizenship, country of exploitation


@dataclass(frozen=True)
class End:
    """Where corridors begin or end: a country, or a group of countries; its code, and what it is called."""

    code: str
    name: str


@dataclass(frozen=True)
class Matrix:
    """The corridors of one period: for each end what is said of the way from there to each end."""

    table: ReleaseTable
    period: str
    rows: Sequence[tuple[End, Sequence[tuple[End, Told | None]]]]


def ends_of(releases: Sequence[Release], named: Named) -> Mapping[str, End]:
    """The ends of corridors by code, a country as `named` calls it; none where no release has corridors."""
    figures = figures_about(releases, REGION, TABLE)
    axes = figures[0].table.layouts[0].axes if figures else ()
    groups = {group.code: group for axis in axes for group in axis.groups}
    return {code: End(code, named(code) if group.holds == (code,) else said(group.label)) for code, group in groups.items()}


def newest_matrix(releases: Sequence[Release], named: Named) -> Matrix | None:
    """All pairs in the newest period that tells them apart; None where there is none."""
    pairs = [figure for figure in figures_about(releases, REGION, TABLE) if len(figure.groups) == BOTH]
    if not pairs:
        return None
    period = max(figure.years for figure in pairs)
    told = {_ends(figure): figure for figure in pairs if figure.years == period}
    ends = ends_of(releases, named).values()
    rows = [(start, [(end, told.get((start.code, end.code))) for end in ends]) for start in ends]
    return Matrix(pairs[0].table, period, rows)


def along(matrix: Matrix, countries: Sequence[str]) -> list[tuple[End, End, Told | None]]:
    """What is said of every way between two countries of a route, in its order; those outside the Network count together."""
    told = {(start.code, end.code): (start, end, one) for start, ways in matrix.rows for end, one in ways}
    codes = [code if (code, code) in told else OUTSIDE for code in countries]
    ways = dict.fromkeys((one, other) for one, other in combinations(codes, BOTH))
    return [told[ends] for ends in ways if ends != (OUTSIDE, OUTSIDE)]


def corridor_over_time(releases: Sequence[Release], start: End, end: End) -> Over | None:
    """One corridor and the way back over time; None where no release has corridors."""
    figures = figures_about(releases, REGION, TABLE)
    if not figures:
        return None
    table, periods = figures[0].table, sorted({figure.years for figure in figures})
    series = [
        Series(f"{one.name} → {other.name}", [_said(figures, period, (one.code, other.code)) for period in periods])
        for one, other in ((start, end), (end, start))
    ]
    return Over("corridor", _("Registered persons"), said(table.unit), said(table.caveat), table.table, periods, series)


def _said(figures: Sequence[Figure], period: str, ends: Ends) -> Told | None:
    known = [figure for figure in figures if figure.years == period]
    found = next((figure for figure in known if _ends(figure) == ends), None)
    return found or (HIDDEN if known else None)


def _ends(figure: Figure) -> tuple[str, ...]:
    return tuple(group.code for group in figure.groups)
