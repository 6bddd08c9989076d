"""From report to judgment: how many reached each stage in each year. The stages of one year are not one group of persons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from natc.engine.release.figures import TOTAL, figure_cell
from natc.engine.release.outputs.figure import Figure
from natc.hub.statistics.bands import Told
from natc.hub.statistics.models import Release
from natc.hub.statistics.profile import Over, figures_about, in_rows

STAGED = "stages"  # in the names of pictures


@dataclass(frozen=True)
class Stage:
    """What is counted at a stage: one cell of a table of the policy."""

    label: Promise
    table: str
    cell: str = TOTAL


STAGES = (
    Stage(gettext_lazy("Persons registered as victims"), "sex"),
    Stage(gettext_lazy("Suspects"), "suspects"),
    Stage(gettext_lazy("Persons prosecuted"), "prosecuted"),
    Stage(gettext_lazy("Judgments that convict, first instance"), "judgments", "Convicted|First"),
    Stage(gettext_lazy("Judgments that acquit, first instance"), "judgments", "Acquitted|First"),
    Stage(gettext_lazy("Persons finally convicted"), "convicted"),
    Stage(gettext_lazy("Of them, sentenced to prison"), "sentences", "Prison"),
)


def stages_of(releases: Sequence[Release], territory: str) -> Over | None:
    """The stages, as flows of separate years; None where no release shows any but the first."""
    rows = {str(stage.label): dict(_years(stage, releases, territory)) for stage in STAGES}
    found = {label: years for label, years in rows.items() if years}
    if not set(found) - {str(STAGES[0].label)}:
        return None
    periods = sorted({year for years in found.values() for year in years})
    caveat = _("Investigations are counted in cases and assets in money; neither is released yet.")
    return Over(STAGED, _("From report to judgment"), _("in the year"), caveat, "", periods, in_rows(found, periods), _says())


def _years(stage: Stage, releases: Sequence[Release], territory: str) -> Iterator[tuple[str, Told]]:
    for figure in figures_about(releases, territory, stage.table):
        if figure.first_year == figure.last_year and _cell(figure) == stage.cell:
            yield figure.years, figure


def _cell(figure: Figure) -> str:
    return figure_cell(tuple(group.code for group in figure.groups))


def _says() -> str:
    return _(
        "Each stage counts those who reached it in that year. They are not those of the stage before it in the same year: "
        "proceedings take years, so one stage must not be divided by another."
    )
