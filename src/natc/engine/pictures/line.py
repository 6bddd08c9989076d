"""A line through the years, one panel a series, so that no two lines need telling apart."""

import altair as alt
import polars as pl

from natc.engine.pictures.caption import Caption, opening, pictured
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
)
from natc.engine.pictures.figures import FEW, NUMBER, STATE, TEXT, told, top, words
from natc.engine.pictures.key import KEY_GAP, key
from natc.engine.pictures.picture import Picture

PANEL, HEAD, FOOT = 110, 38, 38  # height of a panel's scale; of its heading; of the strip and years below
AXIS, EDGE = 40, 14  # room for the numbers left of a panel, and right of its last year
EDGE_LEFT = 4  # before its heading
STRIP_TOP, STRIP = 4, 11  # below the zero line: what is no number must not look like a small one
WIDE = 2  # series in panels over the whole width; more stand two in a row
LETTER = 6.6  # mean width of a letter of SMALL size, generous


def line(figures: pl.DataFrame, *, by: tuple[str, str], caption: Caption) -> Picture:
    """One panel a series, its years from left to right. `by`: the columns of series and of years, in the order of the rows.

    A line joins neighbouring years with a number and breaks where there is none. A class is a hatched band; what is hidden or
    missing is a box below the zero line, in the pattern that the key explains.
    """
    drawn = told(figures, caption.lang)
    noted = caption.noting(words("caption", "panels", caption.lang)) if figures[by[0]].n_unique() > 1 else caption
    return pictured(_chart(drawn, by, caption.lang), figures, by=by, caption=noted, message=_message(drawn, by, caption))


def _chart(drawn: pl.DataFrame, by: tuple[str, str], lang: str) -> alt.VConcatChart:
    series, years = by
    order = drawn[years].unique(maintain_order=True).to_list()
    labels = drawn[series].unique(maintain_order=True).to_list()
    columns = 1 if len(labels) <= WIDE else 2
    panels = [_panel(drawn.filter(pl.col(series) == label), label, years, order, WIDTH // columns) for label in labels]
    grid = alt.concat(*panels, columns=columns, spacing=0)
    return alt.vconcat(grid, *key(set(drawn[STATE]), lang), spacing=KEY_GAP)


def _panel(drawn: pl.DataFrame, label: str, years: str, order: list[str], whole: int) -> alt.LayerChart:
    step = (whole - AXIS - EDGE) / len(order)
    x = alt.X("year:N", scale=alt.Scale(domain=order, range=[AXIS, whole - EDGE]), axis=_year_axis(order, step))
    y = alt.Y("from:Q", scale=alt.Scale(domain=[0, top(drawn)], nice=True), axis=alt.Axis(offset=-AXIS, **COUNT_AXIS))
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
        sheet(left=0, right=0, width=whole, height=PANEL + FOOT, above=HEAD),
        base.transform_filter(few).mark_bar(color=FILL[FEW], stroke=ACCENT, width=min(step * 0.6, 18)).encode(y2="to:Q"),
        base.transform_filter(number).mark_line(color=ACCENT, strokeWidth=2).encode(y="to:Q", detail="run:N"),
        base.transform_filter(number).mark_point(color=ACCENT, fill=ACCENT, size=30, opacity=1).encode(y="to:Q"),
        *said(base.transform_filter("datum.said").encode(y="to:Q", text="text:N"), dy=-10, fontSize=SMALL),
        *blank,
        heading.encode(x=alt.value(EDGE_LEFT), y=alt.value(-HEAD + 8)),
    ]
    return over(*marks, width=whole, height=PANEL)


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


def _message(drawn: pl.DataFrame, by: tuple[str, str], caption: Caption) -> str:
    trends = [_trend(part, label, by[1], caption.lang) for (label,), part in drawn.group_by(by[0], maintain_order=True)]
    return " ".join([opening("line", caption), "; ".join(trends) + "."])


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
