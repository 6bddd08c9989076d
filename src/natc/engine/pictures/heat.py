"""A table whose cells are shaded by their number: where the many are is seen before any number is read."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import altair as alt
import polars as pl

from natc.engine.pictures.canvas import HEADING, PLAIN, Box, Said, canvas, column
from natc.engine.pictures.caption import Caption, listed, opening, pictured
from natc.engine.pictures.draw import FILL, LINE, PAPER, QUIET, SHADES, WIDTH
from natc.engine.pictures.figures import FEW, NUMBER, STATE, TEXT, told, words
from natc.engine.pictures.key import KEY_GAP, key
from natc.engine.pictures.picture import Picture
from natc.engine.pictures.shades import shade_of, shades

ROWS, EDGE = 150, 1  # room for the labels of rows; for the outline of the last column
LETTERS, LETTER = 22, 7.2  # of a row's label in one line; width of one of them, generous
CELL, PAD = 28, 10  # height of a row with one line of label; around more lines
TURNED = 20  # letters in one line of a column's label that does not fit level
MOST = 5  # cells that the alternative text names
DARK = SHADES[2:]  # on these, letters are white


def heat(figures: pl.DataFrame, *, by: tuple[str, str], caption: Caption) -> Picture:
    """A shaded table. `by`: the columns whose labels make its rows and its columns, in the order in which they come.

    Zero and the paler shades have dark digits, a class is hatched; hidden and missing cells have patterns and no text.
    A cell that the figures do not have stays open. The table beside the picture has one column per column.
    """
    drawn = told(figures, caption.lang)
    picture = pictured(_chart(drawn, by, caption.lang), figures, by=by, caption=caption, message=_message(drawn, by, caption))
    return replace(picture, table=drawn.pivot(on=by[1], index=by[0], values=TEXT))


def _chart(drawn: pl.DataFrame, by: tuple[str, str], lang: str) -> alt.VConcatChart:
    rows, columns = (drawn[axis].unique(maintain_order=True).to_list() for axis in by)
    width = (WIDTH - ROWS - EDGE) / len(columns)
    lefts = {name: ROWS + place * width for place, name in enumerate(columns)}
    height, said = _headings(columns, width)
    classes = shades(drawn["shown"].drop_nulls())
    boxes: list[Box] = []
    for row in rows:
        label = textwrap.wrap(row, LETTERS)
        tall = max(CELL, len(label) * LINE + PAD)
        said += column(ROWS - PAD, height + tall / 2, label, replace(PLAIN, align="right"))
        for cell in drawn.filter(pl.col(by[0]) == row).iter_rows(named=True):
            left, fill = lefts[cell[by[1]]], FILL.get(cell[STATE]) or shade_of(cell["shown"], classes)
            boxes.append(Box(left, height, left + width, height + tall, fill, QUIET))
            said += _digits(cell, left + width / 2, height + tall / 2, fill)
        height += tall
    chart = canvas(height + EDGE, boxes=boxes, said=said)
    return alt.vconcat(chart, *key(set(drawn[STATE]), lang), spacing=KEY_GAP)


def _digits(row: Mapping[str, Any], x: float, y: float, fill: str) -> list[Said]:
    if row[STATE] not in (NUMBER, FEW):
        return []
    style = replace(PLAIN, align="center", colour=PAPER if fill in DARK else PLAIN.colour, rim=row[STATE] == FEW)
    return [Said(x, y, row[TEXT], style)]


def _headings(columns: Sequence[str], width: float) -> tuple[float, list[Said]]:
    """The height of the head, and the columns' labels in it: level where their words fit, else turned."""
    fits = int(width / LETTER)
    level = all(len(word) <= fits for name in columns for word in name.split())
    lines = [textwrap.wrap(name, fits if level else TURNED, break_long_words=False) for name in columns]
    deep = max(map(len, lines))
    centres = [ROWS + (place + 0.5) * width for place in range(len(columns))]
    if level:
        head: float = deep * LINE + PAD
        centred = replace(HEADING, align="center")
        return head, [said for x, each in zip(centres, lines, strict=True) for said in column(x, head / 2, each, centred)]
    head = max(len(line) for each in lines for line in each) * LETTER + PAD
    turned = replace(HEADING, angle=270)
    return head, [
        Said(x + (place - (len(each) - 1) / 2) * LINE, head - PAD / 2, line, turned)
        for x, each in zip(centres, lines, strict=True)
        for place, line in enumerate(each)
    ]


def _message(drawn: pl.DataFrame, by: tuple[str, str], caption: Caption) -> str:
    numbers = drawn.filter(pl.col(STATE) == NUMBER).sort("shown", descending=True, maintain_order=True).head(MOST)
    labels = [f"{row}, {name}" for row, name in numbers.select(by).iter_rows()]
    most = listed(labels, numbers[TEXT].to_list(), caption.lang) if labels else words("alt", "no_numbers", caption.lang)
    return " ".join([opening("heat", caption), words("alt", "largest", caption.lang), most])
