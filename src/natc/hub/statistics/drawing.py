"""Draws pictures over time of all releases that stand, in every language."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import override

from natc.engine.pictures.caption import Caption
from natc.engine.pictures.corridors import corridors
from natc.engine.pictures.figures import SHOWN
from natc.engine.pictures.line import line
from natc.engine.pictures.stages import stages
from natc.engine.release.figures import REGION
from natc.engine.release.outputs.figure import years
from natc.engine.text import LANGUAGES
from natc.hub.members.models import Audience
from natc.hub.statistics.corridors import newest_matrix
from natc.hub.statistics.explore import named_for
from natc.hub.statistics.files import chart_name, over_time_folder, written_whole
from natc.hub.statistics.made import made_of
from natc.hub.statistics.models import Release
from natc.hub.statistics.profile import Over, over_time, table_over_time
from natc.hub.statistics.roles import roles_of
from natc.hub.statistics.stages import STAGED, stages_of
from natc.hub.statistics.writing import keep_picture, shown_of

ROW, YEAR, FROM, TO = "row", "year", "from", "to"  # columns of what is drawn
TRENDS = ("forms", "sectors")  # tables of the policy whose rows are drawn over time


def draw_over_time(releases: Sequence[Release]) -> None:
    """Draw what is lacking of the pictures of these releases, which are all that stand."""
    for lang in LANGUAGES:
        folder = over_time_folder(releases, lang)
        if not folder.exists():
            with override(lang.lower()), written_whole(folder) as unfinished:
                _draw(releases, unfinished, lang)


def _draw(releases: Sequence[Release], folder: Path, lang: str) -> None:
    folder.mkdir()
    named = named_for(Audience.PUBLIC)
    for territory in sorted({code for one in releases for code in made_of(one).figures["territory"].unique()}):
        for over in _pictured(releases, territory):
            frame = by_year(over)
            if frame.height:
                caption = _caption(releases, over, f"{named(territory)}: {over.title}", _span(frame), lang)
                draw = stages if over.code == STAGED else line
                keep_picture(folder, chart_name(over.code, territory), draw(frame, by=(ROW, YEAR), caption=caption))
    _draw_corridors(releases, folder, lang)


def _draw_corridors(releases: Sequence[Release], folder: Path, lang: str) -> None:
    matrix = newest_matrix(releases, named_for(Audience.PUBLIC))
    if matrix:
        rows = [(start.name, end.name, *shown_of(one)) for start, ways in matrix.rows for end, one in ways if one]
        frame = pl.DataFrame(rows, schema={FROM: pl.String, TO: pl.String, **SHOWN}, orient="row")
        about = table_over_time(matrix.table, {}, [matrix.period])
        caption = _caption(releases, about, about.title, matrix.period, lang)
        keep_picture(folder, chart_name(about.code, REGION), corridors(frame, by=(FROM, TO), caption=caption))


def _pictured(releases: Sequence[Release], territory: str) -> Iterator[Over]:
    """What there is a picture of, of a territory."""
    of_several = (roles_of(releases, territory), stages_of(releases, territory))
    yield from (over for over in of_several if over)
    yield from (over for over in over_time(releases, territory) if over.code in TRENDS)


def by_year(over: Over) -> pl.DataFrame:
    """The figures of single years as pictures take them; a total of several years has no place among them."""
    rows = [
        (series.label or _("all together"), period, *shown_of(figure))
        for series in over.series
        for period, figure in zip(over.periods, series.figures, strict=True)
        if figure and period.isdigit()
    ]
    return pl.DataFrame(rows, schema={ROW: pl.String, YEAR: pl.String, **SHOWN}, orient="row")


def _caption(releases: Sequence[Release], over: Over, title: str, period: str, lang: str) -> Caption:
    numbers = ", ".join(one.number for one in releases)
    source = _("Submissions of the states to the Network, releases %(numbers)s") % {"numbers": numbers}
    return Caption(lang=lang, title=title, unit=over.unit, period=period, source=source, mark=None, caveat=over.caveat or None)


def _span(frame: pl.DataFrame) -> str:
    first, last = min(frame[YEAR]), max(frame[YEAR])
    return years(int(first), int(last))
