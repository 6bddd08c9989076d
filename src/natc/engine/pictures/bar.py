"""Lying bars, one a row, each with its number or the words in its place."""

import textwrap
from dataclasses import replace
from typing import Any

import altair as alt
import polars as pl

from natc.engine.pictures.canvas import BLANK, PLAIN, Box, Canvas, Said
from natc.engine.pictures.caption import Caption, listed, opening, pictured
from natc.engine.pictures.draw import ACCENT, FILL, INK, LINE, QUIET, WIDTH
from natc.engine.pictures.figures import FEW, NUMBER, STATE, TEXT, told, top, words
from natc.engine.pictures.picture import Picture

LABELS, NUMBERS = 180, 56  # room left for labels, and right for the number after the longest bar
LETTERS = 26  # of a label in one line
ROW, BAR, GAP = 24, 14, 6  # the least height of a row; of its bar; between a bar and its words
ZERO = 3  # width of the mark that says none


def bar(figures: pl.DataFrame, *, by: str, caption: Caption) -> Picture:
    """One bar a row, in the order of the rows. `by`: the column of labels, named as its heading should read.

    A number is a full bar, a class a hatched band from its least to its greatest number, zero a thin mark at the base;
    what is hidden or missing has no bar but its words.
    """
    drawn = told(figures, caption.lang)
    return pictured(_chart(drawn, by), figures, by=[by], caption=caption, message=_message(drawn, by, caption))


def add_bar(canvas: Canvas, row: dict[str, Any], base: float, unit: float, middle: float) -> None:
    """Draw the bar of one figure, growing from `base`, and its words. unit: width of a person, negative to grow leftwards."""
    side, align = (1, "left") if unit > 0 else (-1, "right")
    if row[STATE] not in (NUMBER, FEW):
        canvas.said.append(Said(base + side * GAP, middle, row[TEXT], replace(BLANK, align=align)))
        return
    least, most = (row["low"], row["high"]) if row[STATE] == FEW else (0, row["shown"])
    fill, stroke = (FILL[FEW], ACCENT) if row[STATE] == FEW else (ACCENT if most else INK, "transparent")
    start, end = base + least * unit, base + (most * unit or side * ZERO)
    canvas.boxes.append(Box(min(start, end), middle - BAR / 2, max(start, end), middle + BAR / 2, fill, stroke))
    canvas.said.append(Said(end + side * GAP, middle, row[TEXT], replace(PLAIN, align=align)))


def _chart(drawn: pl.DataFrame, by: str) -> alt.LayerChart:
    unit = (WIDTH - LABELS - NUMBERS) / top(drawn)
    canvas = Canvas()
    for row in drawn.iter_rows(named=True):
        label = textwrap.wrap(row[by], LETTERS)
        tall = max(ROW, len(label) * LINE + GAP)
        middle = canvas.height + tall / 2
        canvas.say_lines(LABELS - 8, middle, label, replace(PLAIN, align="right"))
        add_bar(canvas, row, LABELS, unit, middle)
        canvas.height += tall
    canvas.boxes.append(Box(LABELS - 1, 0, LABELS, canvas.height, QUIET))
    return canvas.chart()


def _message(drawn: pl.DataFrame, by: str, caption: Caption) -> str:
    numbers = drawn.filter(pl.col(STATE) == NUMBER).sort("shown", descending=True, maintain_order=True)
    if numbers.height:
        most = words("alt", "most", caption.lang, label=numbers[by][0], number=numbers[TEXT][0])
    else:
        most = words("alt", "no_numbers", caption.lang)
    return " ".join([opening("bar", caption), most, listed(drawn[by].to_list(), drawn[TEXT].to_list(), caption.lang)])
