"""Draws pictures over time of all releases that stand, in every language."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import override

from natc.engine.pictures.caption import Caption
from natc.engine.pictures.line import line
from natc.engine.pictures.picture import Picture
from natc.engine.release.figures import FIGURES
from natc.engine.text import LANGUAGES
from natc.hub.members.models import Audience
from natc.hub.statistics.explore import named_for
from natc.hub.statistics.files import chart_name, over_time_folder, written_whole
from natc.hub.statistics.made import made_of
from natc.hub.statistics.models import Release
from natc.hub.statistics.profile import Over
from natc.hub.statistics.roles import roles_of
from natc.hub.statistics.writing import SHOWN, keep_picture

ROW, YEAR = "row", "year"


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
                caption = _caption(releases, over, frame, named(territory), lang)
                keep_picture(folder, chart_name(over.code, territory), _picture(over, frame, caption))


def _pictured(releases: Sequence[Release], territory: str) -> Iterator[Over]:
    """What there is a picture of, of a territory."""
    roles = roles_of(releases, territory)
    if roles:
        yield roles


def _picture(over: Over, frame: pl.DataFrame, caption: Caption) -> Picture:  # noqa: ARG001
    return line(frame, by=(ROW, YEAR), caption=caption)


def by_year(over: Over) -> pl.DataFrame:
    """The figures of single years as pictures take them; a total of several years has no place among them."""
    rows = [
        (series.label or _("all together"), period, *(getattr(figure, name) for name in SHOWN))
        for series in over.series
        for period, figure in zip(over.periods, series.figures, strict=True)
        if figure and period.isdigit()
    ]
    return pl.DataFrame(rows, schema={ROW: pl.String, YEAR: pl.String, **{name: FIGURES[name] for name in SHOWN}}, orient="row")


def _caption(releases: Sequence[Release], over: Over, frame: pl.DataFrame, place: str, lang: str) -> Caption:
    years = sorted(frame[YEAR].unique())
    return Caption(
        lang=lang,
        title=f"{place}: {over.title}",
        unit=over.unit,
        period=years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}",
        source=_("Submissions of the states to the Network, releases %(numbers)s")
        % {"numbers": ", ".join(one.number for one in releases)},
        mark=None,
        caveat=over.caveat or None,
    )
