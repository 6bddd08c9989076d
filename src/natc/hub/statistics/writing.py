"""Writes the files of a release and its charts, in every language, each folder whole or not at all."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import override

from natc.engine.pictures.bar import bar
from natc.engine.pictures.caption import Caption
from natc.engine.pictures.choropleth import choropleth, on_the_map
from natc.engine.pictures.figures import SHOWN
from natc.engine.pictures.picture import Picture
from natc.engine.release.figures import REGION, TOTAL, ReleaseTable
from natc.engine.release.figures import Release as Made
from natc.engine.release.outputs.figure import Figure, banner, figures_of, territory_name
from natc.engine.release.outputs.sdmx import code
from natc.engine.release.outputs.write import SDMX, write_outputs
from natc.engine.text import LANGUAGES, say
from natc.hub.members.models import Audience
from natc.hub.statistics.bands import Told
from natc.hub.statistics.explore import named_for
from natc.hub.statistics.files import CHARTS, MAP, NAMES, chart_name, folder_of, written_whole
from natc.hub.statistics.made import made_of, standing_of
from natc.hub.statistics.models import Release
from natc.hub.statistics.order import in_order

LABEL = "label"
Labelled = tuple[str, Figure]  # what stands before its bar, and the figure


def write_files(release: Release) -> None:
    """Write what is lacking of a release as it stands today."""
    for lang in LANGUAGES:
        folder = folder_of(release, lang)
        if not folder.exists():
            with override(lang.lower()), written_whole(folder) as unfinished:
                write_outputs(made_of(release), standing_of(release), unfinished, lang=lang)
                _write_charts(release, unfinished / CHARTS, lang)


def _write_charts(release: Release, folder: Path, lang: str) -> None:
    """The chart of each table of each territory, the map of its totals, and which files hold the table."""
    folder.mkdir()
    names = {table.code: _names(table) for table in made_of(release).tables}
    (folder / NAMES).write_text(json.dumps(names), encoding="utf-8")
    called = named_for(Audience.PUBLIC)
    for table in made_of(release).tables:
        for territory, rows in _drawn(made_of(release), table, lang):
            picture = bar(_frame(rows), by=LABEL, caption=_caption(release, table, territory, rows[0][1], lang))
            keep_picture(folder, chart_name(table.code, territory), picture)
        if totals := [one for one in _totals(made_of(release), table) if one.territory in on_the_map()]:
            frame = _frame([(one.territory, one) for one in totals])
            names_of = {one.territory: called(one.territory) for one in totals}
            picture = choropleth(frame, by=LABEL, names=names_of, caption=_caption(release, table, TOTAL, totals[0], lang))
            keep_picture(folder, chart_name(table.code, MAP), picture)


def keep_picture(folder: Path, name: str, picture: Picture) -> None:
    """Write a picture as SVG, and what must stand beside it as JSON."""
    (folder / f"{name}.svg").write_text(picture.svg, encoding="utf-8")
    beside = {"title": picture.title, "caption": picture.caption, "alt": picture.alt}
    (folder / f"{name}.json").write_text(json.dumps(beside, ensure_ascii=False), encoding="utf-8")


def _names(table: ReleaseTable) -> list[str]:
    """The files that hold a table, that of the table alone first."""
    own = code(table.code)
    return [f"table-{own}.csv", f"{SDMX}{own}.csv", "release.xlsx", "figures.csv", f"{SDMX}data.xml", f"{SDMX}structure.xml"]


def _drawn(made: Made, table: ReleaseTable, lang: str) -> Iterator[tuple[str, list[Labelled]]]:
    """For each territory of a table its newest year, split; for all states their totals of the newest year."""
    figures = in_order(figure for figure in figures_of(made, table) if figure.first_year == figure.last_year)
    for territory in dict.fromkeys(figure.territory for figure in figures):
        mine = [figure for figure in figures if figure.territory == territory and figure.groups]
        split = [(" · ".join(say(group.label, lang) for group in one.groups), one) for one in _newest(mine)]
        if split:
            yield territory, split
    if totals := _totals(made, table):
        yield TOTAL, [(territory_name(one.territory, lang), one) for one in totals]


def _totals(made: Made, table: ReleaseTable) -> list[Figure]:
    """The totals of the states in the newest year that has any."""
    figures = in_order(figure for figure in figures_of(made, table) if figure.first_year == figure.last_year)
    return _newest([figure for figure in figures if not figure.groups and figure.territory != REGION])


def _newest(figures: Sequence[Figure]) -> list[Figure]:
    return [figure for figure in figures if figure.first_year == max(one.first_year for one in figures)]


def _caption(release: Release, table: ReleaseTable, territory: str, figure: Figure, lang: str) -> Caption:
    title = say(table.title, lang)
    return Caption(
        lang=lang,
        title=title if territory == TOTAL else f"{title}: {territory_name(territory, lang)}",
        unit=say(table.unit, lang),
        period=figure.years,
        source=banner(made_of(release), standing_of(release), lang).removesuffix("."),
        mark=standing_of(release).mark,
        caveat=say(table.caveat, lang) if table.caveat else None,
    )


def shown_of(figure: Told) -> tuple[object, ...]:
    """What pictures take of a figure, in the order of SHOWN."""
    return tuple(getattr(figure, name) for name in SHOWN)


def _frame(rows: Sequence[Labelled]) -> pl.DataFrame:
    return pl.DataFrame([(label, *shown_of(figure)) for label, figure in rows], schema={LABEL: pl.String, **SHOWN}, orient="row")
