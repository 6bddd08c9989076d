"""A map of South-East Europe with its neighbours: every territory in the shade of its number, and the number on it."""

import json
import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import altair as alt
import polars as pl

from natc.engine.pictures.canvas import Canvas, Style, rows_of, written
from natc.engine.pictures.caption import Caption, listed, opening, pictured
from natc.engine.pictures.draw import FILL, INK, PAPER, QUIET, SMALL, WIDTH
from natc.engine.pictures.figures import FEW, STATE, TEXT, told, words
from natc.engine.pictures.key import Entry, add_key, blank_entries
from natc.engine.pictures.picture import Picture
from natc.engine.pictures.shades import Shade, shade_of, shades
from natc.engine.standard.form import COUNTRIES, load_codes, read_yaml
from natc.engine.text import say, spaced

FOLDER = Path(__file__).with_name("map")
HEIGHT = 410
NAME = Style(size=SMALL, align="center", rim=True)
BORDER = "#b5b5b5"
OUTSIDE, SEA = "#f4f4f4", "#e3edf4"  # land that no figure is about, pale and thinly outlined; paper stays free for zero
# Albers' projection keeps areas true, so that no state looks larger than it is; parallels a sixth from the frame's edges.
PROJECTION = alt.Projection(
    type="conicEqualArea",
    parallels=[41, 47],
    rotate=[-21.6, 0, 0],
    center=[0, 44.15],
    scale=2330,
    translate=[WIDTH / 2, HEIGHT / 2],
)
UNITS_A_DEGREE = 2330 * math.pi / 180  # of the viewBox, northwards
LETTERS, WORDS, LINE = 12, 14, 13  # letters of a name and of a figure in one line on the map; from line to line


def territory_names(lang: str) -> dict[str, str]:
    """{alpha-2: name in `lang`} by CLDR."""
    return {code.code: say(code.label, lang) for code in load_codes(COUNTRIES).codes}


def on_the_map() -> set[str]:
    """The territories that have a place on the map, by alpha-2."""
    return set(read_yaml(FOLDER / "places.yaml"))


def choropleth(figures: pl.DataFrame, *, by: str, names: Mapping[str, str], caption: Caption) -> Picture:
    """The map. `by`: the column of alpha-2 codes, named as the heading of their names should read; no REGION among them.

    Raises KeyError for a territory that has no place on the map.
    """
    named = figures.with_columns(pl.col(by).replace_strict(names))
    drawn = told(named.with_columns(code=figures[by], name=named[by]), caption.lang)
    noted = caption.noting(words("caption", "not_rates", caption.lang))
    return pictured(_chart(drawn, caption.lang), named, by=[by], caption=noted, message=_message(drawn, caption))


def _chart(drawn: pl.DataFrame, lang: str) -> alt.LayerChart:
    classes = shades(drawn["shown"].drop_nulls())
    fills = {row["code"]: FILL.get(row[STATE]) or shade_of(row["shown"], classes) for row in drawn.iter_rows(named=True)}
    around = _shapes({code: OUTSIDE for code in _land() if code not in fills}, BORDER, 0.6)
    canvas = Canvas(HEIGHT)
    add_key(canvas, _entries(drawn, classes, lang))
    sea, foot = _stripe(0, HEIGHT, SEA), _stripe(HEIGHT, canvas.height, PAPER)
    return canvas.chart(below=[sea, around, _shapes(fills, QUIET, 1.2), foot, *_labels(drawn)])


def _stripe(top: float, bottom: float, colour: str) -> alt.Chart:
    drawn = rows_of([{}]).mark_rect(color=colour)
    placed: alt.Chart = drawn.encode(x=alt.value(0), x2=alt.value(WIDTH), y=alt.value(top), y2=alt.value(bottom))
    return placed


def _shapes(fills: Mapping[str, str], outline: str, thickness: float) -> alt.Chart:
    land = [_land()[code] | {"properties": {"fill": fill}} for code, fill in fills.items()]
    drawn = alt.Chart(alt.InlineData(values=land), projection=PROJECTION).mark_geoshape(
        stroke=outline, strokeWidth=thickness, clip=True
    )
    coloured: alt.Chart = drawn.encode(color=alt.Color("properties.fill:N", scale=None))
    return coloured


def _labels(drawn: pl.DataFrame) -> list[alt.Chart]:
    places: Mapping[str, Any] = read_yaml(FOLDER / "places.yaml")
    lines = [line for row in drawn.iter_rows(named=True) for line in _lines(row, places[row["code"]]["at"])]
    leaders = [{"at": places[code]["at"], "of": places[code]["of"]} for code in drawn["code"] if "of" in places[code]]
    base = alt.Chart(alt.InlineData(values=lines), projection=PROJECTION)
    said = base.encode(longitude="east:Q", latitude="north:Q", text="text:N")
    rule = alt.Chart(alt.InlineData(values=leaders), projection=PROJECTION).mark_rule(color=INK, strokeWidth=1)
    ends = rule.encode(longitude="at[0]:Q", latitude="at[1]:Q", longitude2="of[0]:Q", latitude2="of[1]:Q")
    names, figures = said.transform_filter("!datum.figure"), said.transform_filter("datum.figure")
    return [ends, *written(names, NAME), *written(figures, replace(NAME, weight="bold"))]


def _lines(row: Mapping[str, Any], at: Sequence[float]) -> list[dict[str, object]]:
    """Name and figure line by line, centred on their place."""
    name, figure = textwrap.wrap(row["name"], LETTERS), textwrap.wrap(row[TEXT], WORDS)
    top = (len(name) + len(figure) - 1) / 2
    return [
        {"east": at[0], "north": at[1] + (top - place) * LINE / UNITS_A_DEGREE, "text": text, "figure": place >= len(name)}
        for place, text in enumerate([*name, *figure])
    ]


def _entries(drawn: pl.DataFrame, classes: Sequence[Shade], lang: str) -> list[Entry]:
    numbers = [(colour, spaced(least) if least == most else f"{spaced(least)}–{spaced(most)}") for least, most, colour in classes]
    zero = [(PAPER, "0")] if 0 in drawn["shown"] else []
    few = [(FILL[FEW], text) for text in drawn.filter(pl.col(STATE) == FEW)[TEXT].unique().sort()]
    return [*numbers, *zero, *few, *blank_entries(set(drawn[STATE]), lang), (OUTSIDE, words("states", "outside", lang))]


def _message(drawn: pl.DataFrame, caption: Caption) -> str:
    order = drawn.sort("shown", descending=True, nulls_last=True, maintain_order=True)
    return " ".join([opening("map", caption), listed(order["name"].to_list(), order[TEXT].to_list(), caption.lang)])


@cache
def _land() -> dict[str, dict[str, Any]]:
    """GeoJSON features by alpha-2."""
    return {feature["id"]: feature for feature in json.loads((FOLDER / "south_east_europe.json").read_text())}
