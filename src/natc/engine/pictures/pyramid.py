"""Ages by sex: women and girls to the left, men and boys to the right, every other answer in a panel of its own."""

import textwrap
from dataclasses import replace

import altair as alt
import polars as pl

from natc.engine.pictures.bar import GAP, add_bar
from natc.engine.pictures.canvas import CENTRED, HEADING, Box, Canvas
from natc.engine.pictures.caption import Caption, opening, pictured
from natc.engine.pictures.draw import LINE, QUIET, WIDTH
from natc.engine.pictures.figures import TEXT, told, top, words
from natc.engine.pictures.picture import Picture

AGES, NUMBERS = 112, 52  # room for the ages; in every panel for the number after its longest bar
LETTERS = 14  # of an age, and of a sex where there are more than two, in one line
ROW = 30
NARROW = 0.8  # of a side: a panel for another sex, beside the two sides


def pyramid(figures: pl.DataFrame, *, by: tuple[str, str], caption: Caption) -> Picture:
    """Bars by age, one row an age in the order of the rows, all on one scale. `by`: the columns of ages and of sexes.

    The first sex grows leftwards and the second rightwards from the ages; a third follows to the right.
    """
    drawn = told(figures, caption.lang)
    return pictured(_chart(drawn, by), figures, by=by, caption=caption, message=_message(drawn, by, caption))


def _chart(drawn: pl.DataFrame, by: tuple[str, str]) -> alt.LayerChart:
    sexes = drawn[by[1]].unique(maintain_order=True).to_list()
    side = (WIDTH - AGES) / (2 + NARROW * max(0, len(sexes) - 2))
    bases = {sex: _base(place, side) for place, sex in enumerate(sexes)}
    unit = (side * (NARROW if len(sexes) > 2 else 1) - NUMBERS) / top(drawn)
    canvas = Canvas()
    _add_sexes(canvas, bases)
    upper = canvas.height
    for (age,), part in drawn.group_by(by[0], maintain_order=True):
        lines = textwrap.wrap(str(age), LETTERS)
        tall = max(ROW, len(lines) * LINE + GAP)
        middle = canvas.height + tall / 2
        canvas.say_lines(side + AGES / 2, middle, lines, CENTRED)
        for row in part.iter_rows(named=True):
            add_bar(canvas, row, bases[row[by[1]]], -unit if row[by[1]] == sexes[0] else unit, middle)
        canvas.height += tall
    canvas.boxes += [Box(base - 0.5, upper, base + 0.5, canvas.height, QUIET) for base in bases.values()]
    return canvas.chart()


def _base(place: int, side: float) -> float:
    """Where the bars of a sex begin, by its place among the sexes."""
    return side if place == 0 else side + AGES + (place > 1) * side + max(0, place - 2) * NARROW * side


def _add_sexes(canvas: Canvas, bases: dict[str, float]) -> None:
    headings = {sex: textwrap.wrap(sex, LETTERS) for sex in bases}
    canvas.height = LINE * max(map(len, headings.values())) + GAP
    for place, (sex, lines) in enumerate(headings.items()):
        canvas.say_lines(bases[sex], canvas.height / 2 - 2, lines, replace(HEADING, align="left" if place else "right"))


def _message(drawn: pl.DataFrame, by: tuple[str, str], caption: Caption) -> str:
    rows = []
    for (age,), part in drawn.group_by(by[0], maintain_order=True):
        told_of = ", ".join(f"{sex} {text}" for sex, text in part.select(by[1], TEXT).iter_rows())
        rows.append(words("alt", "item", caption.lang, label=age, number=told_of))
    return " ".join([opening("pyramid", caption), "; ".join(rows) + "."])
