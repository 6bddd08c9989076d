"""A line through the years, one panel a series, so that no two lines need telling apart."""

from dataclasses import replace
from itertools import groupby

import altair as alt
import polars as pl

from natc.engine.pictures.canvas import CENTRED, Box, Canvas, Path, Said, Stroke
from natc.engine.pictures.caption import Caption, opening, pictured
from natc.engine.pictures.draw import ACCENT, SMALL, WIDTH
from natc.engine.pictures.figures import FEW, NUMBER, STATE, TEXT, told, top, words
from natc.engine.pictures.key import add_key, blank_entries
from natc.engine.pictures.panels import EDGE, FOOT, HEAD, LETTER, SCALE, Panel, add_frame
from natc.engine.pictures.picture import Picture

WIDE = 2  # series in panels over the whole width; more stand two in a row
POINT = 3  # half the side of a point's square
TREND = Stroke(2, ACCENT)
DIGITS = replace(CENTRED, size=SMALL, rim=True)


def line(figures: pl.DataFrame, *, by: tuple[str, str], caption: Caption) -> Picture:
    """One panel a series, its years from left to right. `by`: the columns of series and of years, in the order of the rows.

    A line joins neighbouring years with a number and breaks where there is none. A class is a hatched band; what is hidden or
    missing is a box below the base line, in the pattern that the key explains.
    """
    drawn = told(figures, caption.lang)
    noted = caption.noting(words("caption", "panels", caption.lang)) if figures[by[0]].n_unique() > 1 else caption
    return pictured(_chart(drawn, by, caption.lang), figures, by=by, caption=noted, message=_message(drawn, by, caption))


def _chart(drawn: pl.DataFrame, by: tuple[str, str], lang: str) -> alt.LayerChart:
    years = drawn[by[1]].unique(maintain_order=True).to_list()
    parts = [(str(label), part) for (label,), part in drawn.group_by(by[0], maintain_order=True)]
    columns = 1 if len(parts) <= WIDE else 2
    canvas, whole = Canvas(), WIDTH / columns
    for place, (label, part) in enumerate(parts):
        left, base = whole * (place % columns), (HEAD + SCALE + FOOT) * (place // columns) + HEAD + SCALE
        panel = Panel(left + EDGE, left + whole - EDGE, base, years, SCALE / top(part))
        add_frame(canvas, panel, label)
        _add_series(canvas, panel, part.rename({by[1]: "year"}))
        canvas.height = base + FOOT
    add_key(canvas, blank_entries(set(drawn[STATE]), lang))
    return canvas.chart()


def _add_series(canvas: Canvas, panel: Panel, part: pl.DataFrame) -> None:
    named = _named(part, panel)
    points = {}
    for row in part.iter_rows(named=True):
        year, state = row["year"], row[STATE]
        height = panel.base - (row["shown"] or row["high"] or 0) * panel.unit
        if state == NUMBER:
            points[year] = (panel.middle(year), height)
        else:
            canvas.boxes.append(panel.band(year, row["low"], row["high"]) if state == FEW else panel.blank(year, state))
        if year in named:
            canvas.said.append(Said(panel.middle(year), height - 11, row[TEXT], DIGITS))
    canvas.boxes += [Box(x - POINT, y - POINT, x + POINT, y + POINT, ACCENT) for x, y in points.values()]
    for known, run in groupby(panel.years, key=points.__contains__):
        if known:
            canvas.paths.append(Path(tuple(points[year] for year in run), TREND))


def _named(part: pl.DataFrame, panel: Panel) -> set[str]:
    """The years whose digits are written: all where there is room, else the first, the last and the greatest."""
    digits = part.filter(pl.col(STATE).is_in([NUMBER, FEW]))
    if not digits.height or digits[TEXT].str.len_chars().max() * LETTER <= panel.room:  # type: ignore[operator]
        return set(digits["year"])
    greatest = digits.sort("shown", descending=True, nulls_last=True)["year"][0]
    return {digits["year"][0], digits["year"][-1], greatest}


def _message(drawn: pl.DataFrame, by: tuple[str, str], caption: Caption) -> str:
    trends = [_trend(part, label, by[1], caption.lang) for (label,), part in drawn.group_by(by[0], maintain_order=True)]
    return " ".join([opening("line", caption), "; ".join(trends) + "."])


def _trend(part: pl.DataFrame, label: object, years: str, lang: str) -> str:
    numbers = part.filter(pl.col(STATE) == NUMBER)
    if numbers.height < 2:
        return words("alt", "no_trend", lang, label=label)
    first, last = numbers.row(0, named=True), numbers.row(-1, named=True)
    ends = {"first": first[years], "first_number": first[TEXT], "last": last[years], "last_number": last[TEXT]}
    return words("alt", "trend", lang, label=label, **ends)
