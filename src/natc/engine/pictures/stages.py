"""From report to judgment: one panel a stage, a column a year, because the stages of one year are not one group of persons."""

from typing import Any

import altair as alt
import polars as pl

from natc.engine.pictures.canvas import CENTRED, Box, Canvas, Said
from natc.engine.pictures.caption import Caption, listed, opening, pictured
from natc.engine.pictures.draw import WIDTH
from natc.engine.pictures.figures import FEW, NUMBER, STATE, TEXT, told, top, words
from natc.engine.pictures.key import add_key, blank_entries
from natc.engine.pictures.panels import EDGE, FOOT, HEAD, SCALE, Panel, add_frame
from natc.engine.pictures.picture import Picture


def stages(figures: pl.DataFrame, *, by: tuple[str, str], caption: Caption) -> Picture:
    """One panel a stage, its years side by side, each panel on a scale of its own. `by`: the columns of stages and of years.

    Never a funnel: nothing joins the panels, and the caption says that the stages of one year are not the same persons.
    """
    drawn = told(figures, caption.lang)
    noted = caption.noting(words("caption", "stages", caption.lang)).noting(words("caption", "panels", caption.lang))
    return pictured(_chart(drawn, by, caption.lang), figures, by=by, caption=noted, message=_message(drawn, by, caption))


def _chart(drawn: pl.DataFrame, by: tuple[str, str], lang: str) -> alt.LayerChart:
    years = drawn[by[1]].unique(maintain_order=True).to_list()
    canvas = Canvas()
    for (stage,), part in drawn.group_by(by[0], maintain_order=True):
        panel = Panel(EDGE, WIDTH - EDGE, canvas.height + HEAD + SCALE, years, SCALE / top(part))
        add_frame(canvas, panel, str(stage))
        for row in part.iter_rows(named=True):
            box = _column(row, row[by[1]], panel)
            canvas.boxes.append(box)
            if row[STATE] in (NUMBER, FEW):
                canvas.said.append(Said(panel.middle(row[by[1]]), box.top - 9, row[TEXT], CENTRED))
        canvas.height += HEAD + SCALE + FOOT
    add_key(canvas, blank_entries(set(drawn[STATE]), lang))
    return canvas.chart()


def _column(row: dict[str, Any], year: str, panel: Panel) -> Box:
    match row[STATE]:
        case "number":
            return panel.column(year, 0, row["shown"])
        case "few":
            return panel.band(year, row["low"], row["high"])
        case blank:
            return panel.blank(year, blank)


def _message(drawn: pl.DataFrame, by: tuple[str, str], caption: Caption) -> str:
    labels = [f"{stage}, {year}" for stage, year in drawn.select(by).iter_rows()]
    return " ".join([opening("stages", caption), listed(labels, drawn[TEXT].to_list(), caption.lang)])
