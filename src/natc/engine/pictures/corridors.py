"""Corridors: from where persons come to where they were exploited, a line a corridor, as broad as its band of numbers."""

import textwrap
from dataclasses import replace
from statistics import mean

import altair as alt
import polars as pl

from natc.engine.pictures.canvas import BLANK, HEADING, PLAIN, Box, Ribbon, Said, canvas, column
from natc.engine.pictures.caption import Caption, listed, opening, pictured
from natc.engine.pictures.draw import ACCENT, INK, QUIET, SHADES, WIDTH
from natc.engine.pictures.figures import FEW, NUMBER, STATE, TEXT, told, words
from natc.engine.pictures.picture import Picture
from natc.engine.pictures.shades import shade_of, shades

MOST = 16  # corridors in one drawing; with more of them nobody follows a line
SLOT, NODE = 22, 8  # height of a corridor at either end; between one country and the next
NAMES, NUMBERS, GAP = 110, 106, 6  # room for the names of countries; left for the number of a corridor; between both and lines
LETTERS = 14  # of a name in one line
BREADTHS = (2.0, 4.5, 8.0, 13.0)  # of the bands, as many as there are shades
DASHED, DOTTED = (7, 3), (1.5, 4)  # a class of few; hidden or missing


def corridors(figures: pl.DataFrame, *, by: tuple[str, str], caption: Caption) -> Picture:
    """Lines from left to right. `by`: the columns of origins and of countries of exploitation, each row one corridor.

    The MOST largest are drawn (numbers, then classes, then what is hidden), all are in the table. A line's breadth is one of
    four bands of numbers, a class is dashed, a corridor without number or class dotted with its words.
    """
    drawn = told(figures, caption.lang)
    there = drawn.filter(pl.col("shown").is_null() | (pl.col("shown") > 0))
    rank = pl.col(STATE).replace_strict({NUMBER: 0, FEW: 1}, default=2, return_dtype=pl.Int64)
    largest = there.sort(rank, pl.col("shown"), descending=[False, True], nulls_last=True, maintain_order=True).head(MOST)
    noted = caption.noting(words("caption", "corridors", caption.lang))
    if there.height > MOST:
        noted = noted.noting(words("caption", "largest", caption.lang, most=MOST, all=there.height))
    message = " ".join([opening("corridors", caption), _listed(largest, by, caption.lang)])
    return pictured(_chart(largest, by), figures, by=by, caption=noted, message=message)


def _listed(drawn: pl.DataFrame, by: tuple[str, str], lang: str) -> str:
    labels = [words("alt", "corridor", lang, origin=origin, destination=to) for origin, to in drawn.select(by).iter_rows()]
    return listed(labels, drawn[TEXT].to_list(), lang)


def _chart(drawn: pl.DataFrame, by: tuple[str, str]) -> alt.LayerChart:
    origin, destination = (drawn[column].to_list() for column in by)
    starts, ends = _slots(origin, destination), _slots(destination, origin)
    classes = shades(drawn["shown"].drop_nulls())
    ribbons, said = [], [*_names(origin, starts, 0), *_names(destination, ends, WIDTH - NAMES + GAP)]
    for row, start, end in zip(drawn.iter_rows(named=True), starts, ends, strict=True):
        plain = row[STATE] in (NUMBER, FEW)
        breadth = BREADTHS[SHADES.index(shade_of(row["shown"], classes))] if row[STATE] == NUMBER else BREADTHS[0]
        dash = {NUMBER: (), FEW: DASHED}.get(row[STATE], DOTTED)
        ribbons.append(Ribbon(NAMES + NUMBERS, start, WIDTH - NAMES, end, breadth, ACCENT if plain else QUIET, dash))
        said.append(Said(NAMES + NUMBERS - GAP, start, row[TEXT], replace(PLAIN if plain else BLANK, align="right")))
    boxes = [*_brackets(origin, starts, NAMES), *_brackets(destination, ends, WIDTH - NAMES)]
    return canvas(max([*starts, *ends], default=0) + SLOT / 2 + NODE, boxes=boxes, said=said, ribbons=ribbons)


def _slots(nodes: list[str], others: list[str]) -> list[float]:
    """The height of every corridor at one end: those of one node together, in the order in which their other ends come."""
    first = {node: place for place, node in reversed(list(enumerate(nodes)))}
    beyond = {node: place for place, node in reversed(list(enumerate(others)))}
    order = sorted(range(len(nodes)), key=lambda row: (first[nodes[row]], beyond[others[row]]))
    heights = [0.0] * len(nodes)
    top: float = NODE
    for place, row in enumerate(order):
        top += NODE if place and nodes[order[place - 1]] != nodes[row] else 0
        heights[row] = top + SLOT / 2
        top += SLOT
    return heights


def _names(nodes: list[str], heights: list[float], x: float) -> list[Said]:
    places = _places(nodes, heights).items()
    return [line for node, its in places for line in column(x, mean(its), textwrap.wrap(node, LETTERS), HEADING)]


def _brackets(nodes: list[str], heights: list[float], x: float) -> list[Box]:
    """A thin bar along the corridors of every node."""
    return [Box(x - 1, min(its) - SLOT / 2 + 2, x + 1, max(its) + SLOT / 2 - 2, INK) for its in _places(nodes, heights).values()]


def _places(nodes: list[str], heights: list[float]) -> dict[str, list[float]]:
    places: dict[str, list[float]] = {}
    for node, height in zip(nodes, heights, strict=True):
        places.setdefault(node, []).append(height)
    return places
