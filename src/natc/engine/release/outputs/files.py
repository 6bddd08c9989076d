"""CSV: one tidy file a table and one of everything. A row says how its figure is shown and how the release stands today."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from natc.engine.release.archive import Standing
from natc.engine.release.figures import TOTAL, Release, ReleaseTable, Showing, figure_cell
from natc.engine.release.outputs.figure import Figure, axes_of, figures_of, said, territory_name
from natc.engine.release.outputs.words import phrase
from natc.engine.text import say

_ACTIVE = r"^[=+\-@\t\r]"  # what a spreadsheet takes for a formula
_NUMBERS = dict.fromkeys(["first_year", "last_year", "shown", "low", "high"], pl.Int64)


def write_csv(frame: pl.DataFrame, path: Path) -> None:
    """The frame as CSV in UTF-8; a text that a spreadsheet would take for a formula gets an apostrophe before it."""
    text = pl.col(pl.String)
    quiet = pl.when(text.str.contains(_ACTIVE)).then("'" + text).otherwise(text)
    frame.with_columns(quiet.name.keep()).write_csv(path)


def everything(release: Release, standing: Standing, lang: str) -> pl.DataFrame:
    """All figures of the release, a row each, its cell in one column; labels in `lang`, codes beside them."""
    figures = (figure for table in release.tables for figure in figures_of(release, table))
    return _frame((_row(release, standing, figure, _cell(figure, lang), lang) for figure in figures), ["cell", "cell_label"])


def table_frame(release: Release, standing: Standing, table: ReleaseTable, lang: str) -> pl.DataFrame:
    """The figures of one table, a row each, a code and a label for every dimension; "Total" where all of it is together."""
    axes = axes_of(table)
    names = [name for axis in axes for name in (axis.dimension, f"{axis.dimension}_label")]
    rows = (
        _row(release, standing, figure, _split(figure, [axis.dimension for axis in axes], lang), lang)
        for figure in figures_of(release, table)
    )
    return _frame(rows, names)


def shown_and_lost(release: Release) -> pl.DataFrame:
    """For each table how many figures are shown in which way: table, figures, and a column for each Showing."""
    rows = []
    for table in release.tables:
        showings = release.figures.filter(table=table.code)["showing"].to_list()
        rows.append((table.code, len(showings), *(showings.count(showing) for showing in Showing)))
    counts = dict.fromkeys(["figures", *Showing], pl.Int64)
    return pl.DataFrame(rows, schema={"table": pl.String, **counts}, orient="row")


def _row(release: Release, standing: Standing, figure: Figure, cell: dict[str, str], lang: str) -> dict[str, object]:
    return {
        "release": release.number,
        "standing": standing.mark,
        "replaced_by": standing.replaced_by,
        "table": figure.table.code,
        "title": say(figure.table.title, lang),
        "territory": figure.territory,
        "territory_name": territory_name(figure.territory, lang),
        "first_year": figure.first_year,
        "last_year": figure.last_year,
        "layout": figure.layout.code,
        **cell,
        "showing": figure.showing,
        "figure": said(figure, lang),
        "shown": figure.shown,
        "low": figure.low,
        "high": figure.high,
        "reason": figure.reason,
        "mark": figure.mark,
        "source": figure.source,
    }


def _cell(figure: Figure, lang: str) -> dict[str, str]:
    labels = [say(group.label, lang) for group in figure.groups]
    return {
        "cell": figure_cell(tuple(group.code for group in figure.groups)),
        "cell_label": "; ".join(labels) or phrase("together", lang),
    }


def _split(figure: Figure, dimensions: Iterable[str], lang: str) -> dict[str, str]:
    cells: dict[str, str] = {}
    for dimension in dimensions:
        group = figure.group(dimension)
        cells[dimension] = group.code if group else TOTAL
        cells[f"{dimension}_label"] = say(group.label, lang) if group else phrase("together", lang)
    return cells


def _frame(rows: Iterator[dict[str, object]], cells: list[str]) -> pl.DataFrame:
    before = "release standing replaced_by table title territory territory_name first_year last_year layout".split()
    after = "showing figure shown low high reason mark source".split()
    schema = {name: _NUMBERS.get(name, pl.String) for name in (*before, *cells, *after)}
    return pl.DataFrame(list(rows), schema=schema)
