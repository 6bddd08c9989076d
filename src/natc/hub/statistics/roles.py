"""What a state is to the persons it registered, over time: origin, destination, both at once, or a place they came through.

Read from the released corridors: citizenship against country of exploitation, each as the reporting state itself or another.
"""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from natc.engine.release.outputs.figure import Figure
from natc.engine.release.policy import OWN
from natc.hub.statistics.bands import HIDDEN, Told, together
from natc.hub.statistics.models import Release
from natc.hub.statistics.profile import Over, Series, figures_about
from natc.hub.web.templatetags.said import said

CORRIDORS = "corridors"  # the table of the policy
Sides = tuple[bool, bool]  # citizenship is that of the state; the exploitation was in the state
ROLES: Mapping[Sides, tuple[Promise, Promise]] = {  # what it is called, and who is counted
    (True, False): (gettext_lazy("Origin"), gettext_lazy("its citizens, exploited abroad")),
    (False, True): (gettext_lazy("Destination"), gettext_lazy("others, exploited in it")),
    (True, True): (gettext_lazy("Internal"), gettext_lazy("its citizens, exploited in it")),
    (False, False): (
        gettext_lazy("Transit, as near as it is counted"),
        gettext_lazy("others, exploited elsewhere, registered here"),
    ),
}


def roles_of(releases: Sequence[Release], territory: str) -> Over | None:
    """The roles of a state in each period; None where no release shows its corridors.

    Where a period is shown too coarsely to tell the roles apart, they are hidden there.
    """
    figures = [one for one in figures_about(releases, territory, CORRIDORS) if one.groups]
    if not figures:
        return None
    periods = sorted({figure.years for figure in figures})
    series = [
        Series(str(label), [_role(figures, period, sides) for period in periods], str(counted))
        for sides, (label, counted) in ROLES.items()
    ]
    table = figures[0].table
    return Over("roles", _("Its role, over time"), said(table.unit), _caveat(), table.table, periods, series)


def _role(figures: Sequence[Figure], period: str, sides: Sides) -> Told | None:
    known = [figure for figure in figures if figure.years == period]
    if any(len(figure.groups) != len(sides) for figure in known):
        return HIDDEN
    return together([figure for figure in known if _sides(figure) == sides])


def _sides(figure: Figure) -> Sides:
    citizenship, exploitation = (group.code == OWN for group in figure.groups)
    return citizenship, exploitation


def _caveat() -> str:
    return _(
        "A role is read from citizenship, which is not always where a journey began, and from where a person was exploited. "
        "Nobody counts transit: shown are persons of another citizenship, exploited elsewhere, whom this state registered. "
        "A person with two citizenships or two countries of exploitation is counted with each."
    )
