"""Three dials for everybody: found, protected, brought to judgment; all states together, each with what it does not say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from natc.engine.release.figures import REGION
from natc.engine.release.outputs.figure import Figure
from natc.hub.statistics.bands import Told, together
from natc.hub.statistics.models import Release
from natc.hub.statistics.profile import figures_about


@dataclass(frozen=True)
class Counted:
    """What a dial counts: these cells of a table of the policy, and what nobody may read into them."""

    label: Promise
    table: str
    cells: Callable[[Figure], bool]
    caveat: Promise


@dataclass(frozen=True)
class Dial:
    """One dial: its newest year, and the year before where that is released. table: the code, in the address of its rows."""

    label: Promise
    table: str
    caveat: Promise
    year: str
    figure: Told
    before: Told | None


def _total(figure: Figure) -> bool:
    return not figure.groups


def _received(figure: Figure) -> bool:
    outcome = figure.group("service_outcome")
    return outcome is not None and outcome.code == "Received"


COUNTED = (
    Counted(
        _("Persons found and registered"),
        "sex",
        _total,
        _("More may mean that more was looked for, not that there is more; those whom nobody found are in no figure."),
    ),
    Counted(
        _("Services that they received"),
        "services",
        _received,
        _("One person may receive several; that a service was received does not say that it helped, or that it came in time."),
    ),
    Counted(
        _("Persons finally convicted"),
        "convicted",
        _total,
        _(
            "Proceedings take years: these are seldom the cases of this year’s victims, "
            "and few may mean slow courts, not little crime."
        ),
    ),
)


def dials_of(releases: Sequence[Release]) -> list[Dial]:
    """The dials for which a release that stands has figures of all states together."""
    return [dial for counted in COUNTED if (dial := _dial(counted, releases))]


def _dial(counted: Counted, releases: Sequence[Release]) -> Dial | None:
    years: dict[int, list[Figure]] = {}
    for one in figures_about(releases, REGION, counted.table):
        if one.first_year == one.last_year and counted.cells(one):
            years.setdefault(one.last_year, []).append(one)
    newest = max(years, default=0)
    figure = together(years.get(newest, []))
    before = together(years.get(newest - 1, []))
    return Dial(counted.label, counted.table, counted.caveat, str(newest), figure, before) if figure else None
