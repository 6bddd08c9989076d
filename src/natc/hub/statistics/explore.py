"""What somebody chose to look at in a release: one table, a territory, a year, groups; every choice stands in the address."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from natc.engine.release.figures import REGION, TOTAL, Axis, Group, ReleaseTable
from natc.engine.release.figures import Release as Made
from natc.engine.release.outputs.figure import Figure, axes_of, figures_of
from natc.hub.members.models import Audience, Territory
from natc.hub.members.names import called
from natc.hub.statistics.order import in_order
from natc.hub.web.templatetags.said import said

Option = tuple[str, str]  # value, label
Named = Callable[[str], str]  # the name of a territory by its code


@dataclass(frozen=True)
class Facet:
    """One choice: the name of its field, what it is called, its options, the one that was chosen."""

    name: str
    label: str
    options: Sequence[Option]
    chosen: str

    @property
    def id(self) -> str:
        """The id of its field on the page."""
        return f"choose-{self.name}"


@dataclass(frozen=True)
class Row:
    """One figure as a row: where, for each axis of the table its group or none, and the figure."""

    place: str
    groups: Sequence[Group | None]
    figure: Figure


@dataclass(frozen=True)
class Explored:
    """What was chosen, and what there is to choose."""

    table: ReleaseTable
    axes: Sequence[Axis]
    facets: Sequence[Facet]
    rows: Sequence[Row]
    territory: str  # its code, or nothing for all


def explore(made: Made, asked: Mapping[str, str], named: Named, only: Collection[str] | None = None) -> Explored | None:
    """The figures that were asked for; a choice that does not exist is as none. only: the territories that may be read.

    None where the release has no figures that may be read.
    """
    by_table = {table.code: (table, _readable(made, table, only)) for table in made.tables}
    tables = [table for table, figures in by_table.values() if figures]
    if not tables:
        return None
    table = next((one for one in tables if one.code == asked.get("table")), tables[0])
    figures, axes = by_table[table.code][1], axes_of(table)
    facets = [
        Facet("table", _("Table"), [(one.code, said(one.title)) for one in tables], table.code),
        *(_facet(asked, *choice) for choice in _choices(figures, axes, named)),
    ]
    wanted = {facet.name: facet.chosen for facet in facets}
    rows = [
        Row(named(figure.territory), [figure.group(axis.dimension) for axis in axes], figure)
        for figure in in_order(figures)
        if _has(figure, axes, wanted)
    ]
    return Explored(table, axes, facets, rows, wanted["territory"])


def _readable(made: Made, table: ReleaseTable, only: Collection[str] | None) -> list[Figure]:
    return [figure for figure in figures_of(made, table) if only is None or figure.territory in only]


Choice = tuple[str, str, list[Option], str]  # name, label, options, what is chosen where nothing was


def _choices(figures: Sequence[Figure], axes: Sequence[Axis], named: Named) -> Iterator[Choice]:
    places = sorted({figure.territory for figure in figures}, key=lambda code: (code != REGION, named(code)))
    yield "territory", _("State"), [("", _("all, one by one")), *((code, named(code)) for code in places)], places[0]
    years = sorted({figure.years for figure in figures}, reverse=True)
    yield "year", _("Period"), [("", _("every one")), *((one, one) for one in years)], ""
    for axis in axes:
        groups = [(group.code, said(group.label)) for group in axis.groups]
        yield axis.dimension, said(axis.label), [("", _("every one")), (TOTAL, _("all together")), *groups], ""


def _facet(asked: Mapping[str, str], name: str, label: str, options: list[Option], otherwise: str) -> Facet:
    wanted = asked.get(name, otherwise)
    return Facet(name, label, options, wanted if wanted in dict(options) else otherwise)


def _has(figure: Figure, axes: Sequence[Axis], wanted: Mapping[str, str]) -> bool:
    """Whether a figure is one of those wanted; nothing wanted of a facet is everything."""
    groups = {axis.dimension: figure.group(axis.dimension) for axis in axes}
    is_of = {name: group.code if group else TOTAL for name, group in groups.items()}
    is_of |= {"territory": figure.territory, "year": figure.years, "table": figure.table.code}
    return all(code in ("", is_of[name]) for name, code in wanted.items())


def named_for(audience: Audience) -> Named:
    """What territories are called for an audience, as the Network decided."""
    names = {one.code: called(one, audience) for one in Territory.objects.prefetch_related("names")}
    return lambda code: _("all states that reported") if code == REGION else names.get(code, code)
