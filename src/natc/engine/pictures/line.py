"""A line through the years, one panel a series, so that no two lines need telling apart."""

import altair as alt
import polars as pl

from natc.engine.pictures.caption import Caption, caption_text
from natc.engine.pictures.draw import (
    ACCENT,
    COUNT_AXIS,
    FILL,
    INK,
    QUIET,
    SMALL,
    TEXT_SIZE,
    WIDTH,
    over,
    rows_of,
    said,
    sheet,
    to_svg,
)
from natc.engine.pictures.figures import FEW, NUMBER, STATE, TEXT, figure_table, told, top, words
from natc.engine.pictures.key import KEY_GAP, key
from natc.engine.pictures.picture import Picture

PANEL, HEAD, FOOT = 110, 38, 38  # height of a panel's scale; of its heading; of the strip and years below
AXIS, EDGE = 40, 14  # room for the numbers left of a panel, and right of its last year
STRIP_TOP, STRIP = 4, 11  # below the zero line: what is no number must not look like a small one
WIDE = 2  # series in panels over the whole width; more stand two in a row
LETTER = 6.6  # mean width of a letter of SMALL size, generous


def line(figures: pl.DataFrame, *, by: tuple[str, str], title: str, caption: Caption, lang: str) -> Picture:
    """One panel a series, its years from left to right. `by`: the columns of series and of years, in the order of the rows.

    A line joins neighbouring years with a number and breaks where there is none. A class is a hatched band; what is hidden or
    missing is a box below the zero line, in the pattern that the key explains.
    """
    alt_text = _alt(told(figures, lang), by, title, caption, lang)
    several = figures[by[0]].n_unique() > 1
    notes = [caption_text(caption, figures, lang), *([words("caption", "panels", lang)] if several else [])]
    return Picture(
        svg=to_svg(_chart(told(figures, lang), by, lang), title=title, alt_text=alt_text),
        title=title,
        caption=" ".join(notes),
        alt=alt_text,
        table=figure_table(figures, by, caption.unit, lang),
    )


def _chart(drawn: pl.DataFrame, by: tuple[str, str], lang: str) -> alt.VConcatChart:
    series, years = by
    order = drawn[years].unique(maintain_order=True).to_list()
    labels = drawn[series].unique(maintain_order=True).to_list()
    columns = 1 if len(labels) <= WIDE else 2
    panels = [_panel(drawn.filter(pl.col(series) == label), label, years, order, WIDTH // columns) for label in labels]
    grid = alt.concat(*panels, columns=columns, spacing=0)
    return alt.vconcat(grid, *key(set(drawn[STATE]), lang, left=AXIS), spacing=KEY_GAP)


def _panel(drawn: pl.DataFrame, label: str, years: str, order: list[str], whole: int) -> alt.LayerChart:
    width = whole - AXIS - EDGE
    step = width / len(order)
    x = alt.X("year:N", scale=alt.Scale(domain=order), axis=_year_axis(order, step))
    y = alt.Y("from:Q", scale=alt.Scale(domain=[0, top(drawn)], nice=True), axis=COUNT_AXIS)
    base = rows_of(_placed(drawn, years, order, step)).encode(x=x, y=y)
    number, few = "datum.state == 'number'", "datum.state == 'few'"
    blank = [
        base.transform_filter(f"datum.state == '{state}'")
        .mark_bar(color=FILL[state], stroke=QUIET, width=min(step * 0.6, 18))
        .encode(y=alt.value(PANEL + STRIP_TOP), y2=alt.value(PANEL + STRIP_TOP + STRIP))
        for state in sorted(set(drawn[STATE]) - {NUMBER, FEW})
    ]
    heading = rows_of([{}]).mark_text(align="left", fontWeight="bold", fontSize=TEXT_SIZE, color=INK, text=label)
    marks = [
        sheet(left=AXIS, right=EDGE, width=width, height=PANEL + FOOT, above=HEAD),
        base.transform_filter(few).mark_bar(color=FILL[FEW], stroke=ACCENT, width=min(step * 0.6, 18)).encode(y2="to:Q"),
        base.transform_filter(number).mark_line(color=ACCENT, strokeWidth=2).encode(y="to:Q", detail="run:N"),
        base.transform_filter(number).mark_point(color=ACCENT, fill=ACCENT, size=30, opacity=1).encode(y="to:Q"),
        *said(base.transform_filter("datum.said").encode(y="to:Q", text="text:N"), dy=-10, fontSize=SMALL),
        *blank,
        heading.encode(x=alt.value(-AXIS + 4), y=alt.value(-HEAD + 8)),
    ]
    return over(*marks, width=width, height=PANEL)


def _year_axis(order: list[str], step: float) -> alt.Axis:
    every = 1 + int(max(map(len, order)) * LETTER / step)
    shown = order[::-every][::-1]  # the last year always
    return alt.Axis(
        values=shown, labelAngle=0, labelPadding=STRIP_TOP + STRIP + 4, labelFontSize=SMALL, labelColor=QUIET, labelOverlap=False
    )


def _placed(drawn: pl.DataFrame, years: str, order: list[str], step: float) -> list[dict[str, object]]:
    number = pl.col(STATE) == NUMBER
    place = pl.col(years).replace_strict(order, list(range(len(order))), return_dtype=pl.Int64)
    broken = ~number | (place - place.shift(1) != 1)
    digits = pl.col(STATE).is_in([NUMBER, FEW])
    room = (pl.col(TEXT).str.len_chars() * LETTER <= step) | ~digits
    return drawn.select(
        pl.col(years).alias("year"),
        STATE,
        TEXT,
        pl.when(pl.col(STATE) == FEW).then("low").otherwise(0).alias("from"),
        pl.coalesce("shown", "high").alias("to"),
        broken.cum_sum().alias("run"),
        (digits & room.all()).alias("said"),
    ).to_dicts()


def _alt(drawn: pl.DataFrame, by: tuple[str, str], title: str, caption: Caption, lang: str) -> str:
    trends = [_trend(part, label, by[1], lang) for (label,), part in drawn.group_by(by[0], maintain_order=True)]
    return " ".join([words("alt", "line", lang, title=title, period=caption.period), "; ".join(trends) + "."])


def _trend(part: pl.DataFrame, label: object, years: str, lang: str) -> str:
    numbers = part.filter(pl.col(STATE) == NUMBER)
    if numbers.height < 2:
        return words("alt", "no_trend", lang, label=label)
    ends = {
        "first": numbers[years][0],
        "last": numbers[years][-1],
        "first_number": numbers[TEXT][0],
        "last_number": numbers[TEXT][-1],
    }
    return words("alt", "trend", lang, label=label, **ends)
