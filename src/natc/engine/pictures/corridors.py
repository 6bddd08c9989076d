"""Corridors: from where persons come to where they were exploited, a line a corridor, as broad as its band of numbers."""

import textwrap
from dataclasses import replace
from statistics import mean

import altair as alt
import polars as pl

from natc.engine.pictures.canvas import BLANK, HEADING, PLAIN, Box, Canvas, Path, Said, Stroke, Style
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
LEFT, RIGHT = NAMES + NUMBERS, WIDTH - NAMES  # ends of the lines
DASHED, DOTTED = (7.0, 3.0), (1.5, 4.0)  # a class of few; hidden or missing
DRAWN: dict[str, tuple[str, tuple[float, ...], Style]] = {NUMBER: (ACCENT, (), PLAIN), FEW: (ACCENT, DASHED, PLAIN)}


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
    nobody = words("alt", "nobody", caption.lang)
    message = " ".join([opening("corridors", caption), _listed(largest, by, caption.lang) if largest.height else nobody])
    chart = _chart(largest, by) if largest.height else Canvas(SLOT, said=[Said(0, SLOT / 2, nobody, BLANK)]).chart()
    return pictured(chart, figures, by=by, caption=noted, message=message)


def _listed(drawn: pl.DataFrame, by: tuple[str, str], lang: str) -> str:
    labels = [words("alt", "corridor", lang, origin=origin, destination=to) for origin, to in drawn.select(by).iter_rows()]
    return listed(labels, drawn[TEXT].to_list(), lang)


def _chart(drawn: pl.DataFrame, by: tuple[str, str]) -> alt.LayerChart:
    origin, destination = (drawn[column].to_list() for column in by)
    starts, ends = _slots(origin, destination), _slots(destination, origin)
    classes = shades(drawn["shown"].drop_nulls())
    canvas = Canvas(max(*starts, *ends) + SLOT / 2 + NODE)
    _add_nodes(canvas, origin, starts, NAMES, 0)
    _add_nodes(canvas, destination, ends, WIDTH - NAMES, WIDTH - NAMES + GAP)
    for row, start, end in zip(drawn.iter_rows(named=True), starts, ends, strict=True):
        breadth = BREADTHS[SHADES.index(shade_of(row["shown"], classes))] if row[STATE] == NUMBER else BREADTHS[0]
        colour, dash, style = DRAWN.get(row[STATE], (QUIET, DOTTED, BLANK))
        canvas.paths.append(Path(_level(start, end), Stroke(breadth, colour, dash, "monotone")))
        canvas.said.append(Said(LEFT - GAP, start, row[TEXT], replace(style, align="right")))
    return canvas.chart()


def _level(start: float, end: float) -> tuple[tuple[float, float], ...]:
    """Four points of a line that leaves and arrives level."""
    quarter = (RIGHT - LEFT) / 4
    return ((LEFT, start), (LEFT + quarter, start), (RIGHT - quarter, end), (RIGHT, end))


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


def _add_nodes(canvas: Canvas, nodes: list[str], heights: list[float], bracket: float, x: float) -> None:
    """Write every node's name at `x`, in the middle of its corridors, and a thin bar along them at `bracket`."""
    for node in dict.fromkeys(nodes):
        its = [height for name, height in zip(nodes, heights, strict=True) if name == node]
        canvas.say_lines(x, mean(its), textwrap.wrap(node, LETTERS), HEADING)
        canvas.boxes.append(Box(bracket - 1, min(its) - SLOT / 2 + 2, bracket + 1, max(its) + SLOT / 2 - 2, INK))
