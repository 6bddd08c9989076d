"""Ages by sex: women and girls to the left, men and boys to the right, every other answer in a panel of its own."""

import textwrap
from dataclasses import replace

import altair as alt
import polars as pl

from natc.engine.pictures.bar import bar_of
from natc.engine.pictures.canvas import HEADING, PLAIN, Box, Said, canvas, column
from natc.engine.pictures.caption import Caption, opening, pictured
from natc.engine.pictures.draw import LINE, QUIET, WIDTH
from natc.engine.pictures.figures import TEXT, told, top, words
from natc.engine.pictures.picture import Picture

AGES, NUMBERS = 112, 52  # room for the ages; in every panel for the number after its longest bar
LETTERS = 14  # of an age, and of a sex where there are more than two, in one line
ROW = 30
NARROW = 0.72  # of a side: a panel for another sex, beside the two sides


def pyramid(figures: pl.DataFrame, *, by: tuple[str, str], caption: Caption) -> Picture:
    """Bars by age, one row an age in the order of the rows, all on one scale. `by`: the columns of ages and of sexes.

    The first sex grows leftwards and the second rightwards from the ages; others follow to the right.
    """
    drawn = told(figures, caption.lang)
    return pictured(_chart(drawn, by), figures, by=by, caption=caption, message=_message(drawn, by, caption))


def _chart(drawn: pl.DataFrame, by: tuple[str, str]) -> alt.LayerChart:
    ages, sexes = (drawn[column].unique(maintain_order=True).to_list() for column in by)
    side = (WIDTH - AGES) / (2 + NARROW * (len(sexes) - 2))
    bases = {sex: _base(place, side) for place, sex in enumerate(sexes)}
    unit = (side * (NARROW if len(sexes) > 2 else 1) - NUMBERS) / top(drawn)
    heading = LINE * max(len(textwrap.wrap(sex, LETTERS)) for sex in sexes) + 8
    middles = {age: heading + ROW * (place + 0.5) for place, age in enumerate(ages)}
    boxes, said = [], []
    for row in drawn.iter_rows(named=True):
        first = row[by[1]] == sexes[0]
        bars, number = bar_of(row, bases[row[by[1]]], -unit if first else unit, middles[row[by[0]]])
        boxes += bars
        said.append(number)
    bottom = heading + ROW * len(ages)
    boxes += [Box(base - 0.5, heading, base + 0.5, bottom, QUIET) for base in bases.values()]
    return canvas(bottom, boxes=boxes, said=[*said, *_ages(middles, side), *_sexes(bases, heading, sexes[0])])


def _base(place: int, side: float) -> float:
    """Where the bars of a sex begin, by its place among the sexes."""
    return side if place == 0 else side + AGES + (place > 1) * side + max(0, place - 2) * NARROW * side


def _ages(middles: dict[str, float], side: float) -> list[Said]:
    centred = replace(PLAIN, align="center")
    x = side + AGES / 2
    return [line for age, middle in middles.items() for line in column(x, middle, textwrap.wrap(age, LETTERS), centred)]


def _sexes(bases: dict[str, float], height: float, first: str) -> list[Said]:
    said = []
    for sex, base in bases.items():
        style = replace(HEADING, align="right" if sex == first else "left")
        said += column(base, height / 2 - 2, textwrap.wrap(sex, LETTERS), style)
    return said


def _message(drawn: pl.DataFrame, by: tuple[str, str], caption: Caption) -> str:
    rows = []
    for (age,), part in drawn.group_by(by[0], maintain_order=True):
        told_of = ", ".join(f"{sex} {text}" for sex, text in part.select(by[1], TEXT).iter_rows())
        rows.append(words("alt", "item", caption.lang, label=age, number=told_of))
    return " ".join([opening("pyramid", caption), "; ".join(rows) + "."])
