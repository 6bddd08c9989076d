"""Lying bars, one a row, each with its number or the words in its place."""

import textwrap

import altair as alt
import polars as pl

from natc.engine.pictures.caption import Caption, caption_text
from natc.engine.pictures.draw import (
    ACCENT,
    COUNT_AXIS,
    FILL,
    INK,
    LINE,
    QUIET,
    TEXT_SIZE,
    WIDTH,
    down,
    over,
    rows_of,
    sheet,
    to_svg,
)
from natc.engine.pictures.figures import FEW, NUMBER, STATE, TEXT, figure_table, told, top, words
from natc.engine.pictures.picture import Picture

LABELS, NUMBERS = 180, 56  # room left for labels, and right for the number after the longest bar
LETTERS = 26  # of a label in one line
ROW, BAR = 24, 14  # the least height of a row; of its bar


def bar(figures: pl.DataFrame, *, by: str, title: str, caption: Caption, lang: str) -> Picture:
    """One bar a row, in the order of the rows. `by`: the column of labels, named as its heading should read.

    A number is a full bar, a class a hatched band from its least to its greatest number, zero a thin mark at the base;
    what is hidden or missing has no bar but its words.
    """
    alt_text = _alt(told(figures, lang), by, title, caption, lang)
    return Picture(
        svg=to_svg(_chart(told(figures, lang), by), title=title, alt_text=alt_text),
        title=title,
        caption=caption_text(caption, figures, lang),
        alt=alt_text,
        table=figure_table(figures, [by], caption.unit, lang),
    )


def _chart(drawn: pl.DataFrame, by: str) -> alt.LayerChart:
    lines = [textwrap.wrap(label, LETTERS) for label in drawn[by]]
    heights = [max(ROW, len(each) * LINE + 6) for each in lines]
    middles = [sum(heights[:row]) + height / 2 for row, height in enumerate(heights)]
    labels = [
        {"text": line, "y": middle + (place - (len(each) - 1) / 2) * LINE}
        for each, middle in zip(lines, middles, strict=True)
        for place, line in enumerate(each)
    ]
    height = sum(heights)
    marks = _marks(_placed(drawn.with_columns(middle=pl.Series(middles, dtype=pl.Float64))), top(drawn), down(height))
    named = (
        rows_of(labels)
        .mark_text(align="right", fontSize=TEXT_SIZE)
        .encode(x=alt.value(-8), y=alt.Y("y:Q", scale=down(height), axis=None), text="text:N")
    )
    width = WIDTH - LABELS - NUMBERS
    return over(sheet(left=LABELS, right=NUMBERS, width=width, height=height), *marks, named, width=width, height=height)


def _marks(rows: list[dict[str, object]], most: int, rows_scale: alt.Scale) -> list[alt.Chart]:
    x = alt.X("from:Q", scale=alt.Scale(domain=[0, most], nice=True), axis=COUNT_AXIS)
    base = rows_of(rows).encode(x=x, y=alt.Y("above:Q", scale=rows_scale, axis=None))
    box = base.encode(x2="to:Q", y2="below:Q")
    said = base.encode(x="to:Q", y=alt.Y("middle:Q"), text="text:N")
    return [
        box.transform_filter("datum.state == 'number'").mark_rect(color=ACCENT),
        box.transform_filter("datum.state == 'few'").mark_rect(color=FILL[FEW], stroke=ACCENT),
        box.transform_filter("datum.state == 'number' && datum.to == 0")
        .mark_rule(color=INK, strokeWidth=3)
        .encode(x2=alt.value(0)),
        said.transform_filter("datum.plain").mark_text(align="left", dx=5, fontSize=TEXT_SIZE),
        said.transform_filter("!datum.plain").mark_text(align="left", dx=5, fontSize=TEXT_SIZE, fontStyle="italic", color=QUIET),
    ]


def _placed(drawn: pl.DataFrame) -> list[dict[str, object]]:
    band = pl.col(STATE) == FEW
    return drawn.select(
        STATE,
        TEXT,
        "middle",
        (pl.col("middle") - BAR / 2).alias("above"),
        (pl.col("middle") + BAR / 2).alias("below"),
        pl.when(band).then("low").otherwise(0).alias("from"),
        pl.when(band).then("high").otherwise("shown").fill_null(0).alias("to"),
        pl.col(STATE).is_in([NUMBER, FEW]).alias("plain"),
    ).to_dicts()


def _alt(drawn: pl.DataFrame, by: str, title: str, caption: Caption, lang: str) -> str:
    numbers = drawn.filter(pl.col(STATE) == NUMBER).sort("shown", descending=True, maintain_order=True)
    sentences = [words("alt", "bar", lang, title=title, period=caption.period)]
    if numbers.height:
        sentences.append(words("alt", "most", lang, label=numbers[by][0], number=numbers[TEXT][0]))
    else:
        sentences.append(words("alt", "no_numbers", lang))
    items = (words("alt", "item", lang, label=label, number=number) for label, number in drawn.select(by, TEXT).iter_rows())
    return " ".join([*sentences, "; ".join(items) + "."])
