"""A table whose cells are shaded by their number: where the many are is seen before any number is read."""

import textwrap
from collections.abc import Sequence
from dataclasses import replace

import altair as alt
import polars as pl

from natc.engine.pictures.canvas import CENTRED, HEADING, PLAIN, Box, Canvas, Said
from natc.engine.pictures.caption import Caption, listed, opening, pictured
from natc.engine.pictures.draw import FILL, INK, LINE, PAPER, QUIET, SHADES, WIDTH
from natc.engine.pictures.figures import FEW, NUMBER, STATE, TEXT, told, words
from natc.engine.pictures.key import add_key, blank_entries
from natc.engine.pictures.picture import Picture
from natc.engine.pictures.shades import shade_of, shades

ROWS, EDGE = 150, 1  # room for the labels of rows; for the outline of the last column
LETTERS, LETTER = 22, 7.2  # of a row's label in one line; width of one of them, generous
CELL, PAD = 28, 10  # height of a row with one line of label; around more lines
TURNED = 20  # letters in one line of a column's label that does not fit level, or as many more as it takes
MOST = 5  # cells that the alternative text names
UPWARDS = replace(HEADING, angle=270)
DARK = SHADES[2:]  # on these, letters are white


def heat(figures: pl.DataFrame, *, by: tuple[str, str], caption: Caption) -> Picture:
    """A shaded table. `by`: the columns whose labels make its rows and its columns, in the order in which they come.

    Zero and the paler shades have dark digits, a class is hatched; hidden and missing cells have patterns and no text.
    A cell that the figures do not have stays open. The table beside the picture has one column per column.
    """
    drawn = told(figures, caption.lang)
    picture = pictured(_chart(drawn, by, caption.lang), figures, by=by, caption=caption, message=_message(drawn, by, caption))
    return replace(picture, table=drawn.pivot(on=by[1], index=by[0], values=TEXT))


def _chart(drawn: pl.DataFrame, by: tuple[str, str], lang: str) -> alt.LayerChart:
    columns = drawn[by[1]].unique(maintain_order=True).to_list()
    width = (WIDTH - ROWS - EDGE) / len(columns)
    lefts = {name: ROWS + place * width for place, name in enumerate(columns)}
    classes = shades(drawn["shown"].drop_nulls())
    canvas = Canvas()
    _add_headings(canvas, columns, width)
    for (row,), part in drawn.group_by(by[0], maintain_order=True):
        label = textwrap.wrap(str(row), LETTERS)
        tall = max(CELL, len(label) * LINE + PAD)
        canvas.say_lines(ROWS - PAD, canvas.height + tall / 2, label, replace(PLAIN, align="right"))
        for cell in part.iter_rows(named=True):
            left, fill = lefts[cell[by[1]]], FILL.get(cell[STATE]) or shade_of(cell["shown"], classes)
            canvas.boxes.append(Box(left, canvas.height, left + width, canvas.height + tall, fill, QUIET))
            if cell[STATE] in (NUMBER, FEW):
                style = replace(CENTRED, colour=PAPER if fill in DARK else INK, rim=cell[STATE] == FEW)
                canvas.said.append(Said(left + width / 2, canvas.height + tall / 2, cell[TEXT], style))
        canvas.height += tall
    add_key(canvas, blank_entries(set(drawn[STATE]), lang))
    return canvas.chart()


def _add_headings(canvas: Canvas, columns: Sequence[str], width: float) -> None:
    """Write the columns' labels: level where their words fit, else turned."""
    fits = int(width / LETTER)
    level = all(len(word) <= fits for name in columns for word in name.split())
    lines = _wrapped(columns, fits) if level else _turned(columns, int(width / LINE))
    longest = max(len(line) for each in lines for line in each)
    canvas.height = (LINE * max(map(len, lines)) if level else longest * LETTER) + PAD
    for place, each in enumerate(lines):
        x = ROWS + (place + 0.5) * width
        if level:
            canvas.say_lines(x, canvas.height / 2, each, replace(HEADING, align="center"))
        else:
            first = x - (len(each) - 1) / 2 * LINE
            canvas.said += [Said(first + nth * LINE, canvas.height - PAD / 2, line, UPWARDS) for nth, line in enumerate(each)]


def _wrapped(columns: Sequence[str], letters: int) -> list[list[str]]:
    return [textwrap.wrap(name, letters, break_long_words=False) for name in columns]


def _turned(columns: Sequence[str], most: int) -> list[list[str]]:
    """The labels in at most so many lines, and in one where there is no room for more."""
    longest = max(map(len, columns))
    enough = (lines for letters in range(TURNED, longest) if max(map(len, lines := _wrapped(columns, letters))) <= most)
    return next(enough, [[name] for name in columns])


def _message(drawn: pl.DataFrame, by: tuple[str, str], caption: Caption) -> str:
    numbers = drawn.filter(pl.col(STATE) == NUMBER).sort("shown", descending=True, maintain_order=True).head(MOST)
    labels = [f"{row}, {name}" for row, name in numbers.select(by).iter_rows()]
    most = listed(labels, numbers[TEXT].to_list(), caption.lang) if labels else words("alt", "no_numbers", caption.lang)
    return " ".join([opening("heat", caption), words("alt", "largest", caption.lang), most])
