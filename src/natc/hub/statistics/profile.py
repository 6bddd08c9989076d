"""A state's figures over time, from all releases that stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from natc.engine.release.figures import ReleaseTable
from natc.engine.release.outputs.figure import Figure, figures_of
from natc.hub.statistics.made import made_of
from natc.hub.statistics.models import Release, Status
from natc.hub.statistics.order import groups_of
from natc.hub.web.templatetags.said import said


@dataclass(frozen=True)
class Series:
    """One row: what is counted, and its figure in each period; None where no release has one."""

    label: str
    figures: Sequence[Figure | None]


@dataclass(frozen=True)
class Over:
    """One table over time."""

    table: ReleaseTable
    periods: Sequence[str]
    series: Sequence[Series]


def standing_releases() -> list[Release]:
    """Those that are public, neither withdrawn nor replaced, the newest first."""
    return [one for one in Release.objects.out().filter(status=Status.PUBLIC).select_related("call") if one.successor is None]


def over_time(releases: Sequence[Release], territory: str) -> list[Over]:
    """Each table that shows something of a territory, the newest release's first."""
    tables: dict[str, ReleaseTable] = {}
    found: dict[str, list[Figure]] = {}
    for release in releases:
        for table in made_of(release).tables:
            mine = [one for one in figures_of(made_of(release), table) if one.territory == territory]
            if mine:
                tables.setdefault(table.code, table)
                found.setdefault(table.code, []).extend(mine)
    return [_over(tables[code], figures) for code, figures in found.items()]


def _over(table: ReleaseTable, figures: Sequence[Figure]) -> Over:
    periods = sorted({figure.years for figure in figures})
    rows: dict[str, dict[str, Figure]] = {}
    for figure in sorted(figures, key=groups_of):
        label = " · ".join(said(group.label) for group in figure.groups)
        rows.setdefault(label, {})[figure.years] = figure
    return Over(table, periods, [Series(label, [row.get(one) for one in periods]) for label, row in rows.items()])
