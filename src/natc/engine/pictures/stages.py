"""From report to judgment: one panel a stage, a column a year, because the stages of one year are not one group of persons."""

from dataclasses import replace
from typing import Any

import altair as alt
import polars as pl

from natc.engine.pictures.canvas import HEADING, PLAIN, Box, Said, canvas
from natc.engine.pictures.caption import Caption, listed, opening, pictured
from natc.engine.pictures.draw import ACCENT, FILL, INK, QUIET, SMALL, WIDTH
from natc.engine.pictures.figures import FEW, NUMBER, STATE, TEXT, told, top, words
from natc.engine.pictures.key import KEY_GAP, key
from natc.engine.pictures.picture import Picture

HEAD, SCALE, FOOT = 44, 64, 42  # of a panel: heading and the number over the highest column; its columns; strip and years
EDGE = 6  # left and right of the columns
BREADTH, BROADEST = 0.56, 40  # share of a year's room that its column takes; at most so many units
STRIP_TOP, STRIP, ZERO = 4, 12, 3  # below the base line, for what is no number; the strip's height; the mark that says none
YEAR = replace(PLAIN, align="center", size=SMALL, colour=QUIET)


def stages(figures: pl.DataFrame, *, by: tuple[str, str], caption: Caption) -> Picture:
    """One panel a stage, its years side by side, each panel on a scale of its own. `by`: the columns of stages and of years.

    Never a funnel: nothing joins the panels, and the caption says that the stages of one year are not the same persons.
    """
    drawn = told(figures, caption.lang)
    noted = caption.noting(words("caption", "stages", caption.lang)).noting(words("caption", "panels", caption.lang))
    return pictured(_chart(drawn, by, caption.lang), figures, by=by, caption=noted, message=_message(drawn, by, caption))


def _chart(drawn: pl.DataFrame, by: tuple[str, str], lang: str) -> alt.VConcatChart:
    years = drawn[by[1]].unique(maintain_order=True).to_list()
    room = (WIDTH - 2 * EDGE) / len(years)
    middles = {year: EDGE + room * (place + 0.5) for place, year in enumerate(years)}
    half = min(room * BREADTH, BROADEST) / 2
    boxes: list[Box] = []
    said: list[Said] = []
    base = HEAD + SCALE
    for (stage,), part in drawn.group_by(by[0], maintain_order=True):
        said.append(Said(EDGE, base - HEAD - SCALE + 10, str(stage), HEADING))
        boxes.append(Box(EDGE, base, WIDTH - EDGE, base + 1, QUIET))
        for row in part.iter_rows(named=True):
            middle = middles[row[by[1]]]
            box = _column(row, middle - half, middle + half, base, SCALE / top(part))
            boxes.append(box)
            said += _digits(row, middle, box.top - 9)
        said += [Said(middle, base + STRIP_TOP + STRIP + 11, year, YEAR) for year, middle in middles.items()]
        base += HEAD + SCALE + FOOT
    chart = canvas(base - HEAD - SCALE, boxes=boxes, said=said)
    return alt.vconcat(chart, *key(set(drawn[STATE]), lang), spacing=KEY_GAP)


def _digits(row: dict[str, Any], x: float, y: float) -> list[Said]:
    return [Said(x, y, row[TEXT], replace(PLAIN, align="center"))] if row[STATE] in (NUMBER, FEW) else []


def _column(row: dict[str, Any], left: float, right: float, base: float, unit: float) -> Box:
    match row[STATE]:
        case "number" if row["shown"]:
            return Box(left, base - row["shown"] * unit, right, base, ACCENT)
        case "number":
            return Box(left, base - ZERO, right, base, INK)
        case "few":
            return Box(left, base - row["high"] * unit, right, base - row["low"] * unit, FILL[FEW], ACCENT)
        case blank:
            return Box(left, base + STRIP_TOP, right, base + STRIP_TOP + STRIP, FILL[blank], QUIET)


def _message(drawn: pl.DataFrame, by: tuple[str, str], caption: Caption) -> str:
    labels = [f"{stage}, {year}" for stage, year in drawn.select(by).iter_rows()]
    return " ".join([opening("stages", caption), listed(labels, drawn[TEXT].to_list(), caption.lang)])
