"""What the report of a state and the report of the region have in common."""

from pathlib import Path

import polars as pl

from natc.engine.standard.harmonise.chart import Point, bars
from natc.engine.standard.harmonise.glotip import Harmonised
from natc.engine.standard.harmonise.labels import Kind
from natc.engine.standard.harmonise.markup import Html, tag
from natc.engine.standard.harmonise.tidy import Status
from natc.engine.standard.harmonise.words import phrase

VICTIMS = "Detected trafficking victims"  # UNODC's name of the indicator that the series shows


def page(title: str, sections: list[Html], *, lang: str) -> str:
    """A whole page: one file, no script, nothing fetched."""
    style = Html((Path(__file__).parent / "report.css").read_text(encoding="utf-8"))
    head = tag(
        "head",
        Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        tag("title", title),
        tag("style", style),
    )
    return "<!DOCTYPE html>\n" + tag("html", head, "\n", tag("body", *sections), lang=lang) + "\n"


def opening(harmonised: Harmonised, title: str, lang: str) -> Html:
    """The head of a report: title, source with its date, what "detected" means in it."""
    book = harmonised.workbook
    source = phrase("source", lang, workbook=book.name, date=book.date or phrase("no-date", lang))
    return tag("header", tag("h1", title), tag("p", source), tag("p", phrase("caveat", lang), class_="quiet"))


def section(heading: str, *children: object) -> Html:
    """A part of a report under its heading."""
    return tag("section", tag("h2", heading), *children)


def glance(cells: pl.DataFrame, warnings: int, notes: int, lang: str) -> Html:
    """How many figures of which status, and how many findings."""
    count = {status: cells.filter(pl.col("status") == status).height for status in Status}
    figures = phrase(
        "glance",
        lang,
        rows=cells.height,
        first=cells["year"].min(),
        last=cells["year"].max(),
        shown=count[Status.SHOWN],
        hidden=count[Status.HIDDEN],
        missing=count[Status.MISSING],
        odd=count[Status.IMPROBABLE] + count[Status.UNREADABLE],
    )
    found = phrase("glance-findings", lang, warnings=warnings, notes=notes)
    return section(phrase("at-a-glance", lang), tag("p", figures), tag("p", found))


def series(totals: pl.DataFrame, years: list[int], lang: str) -> Html:
    """The chart of one state's total of detected victims; `totals` holds the rows of those totals."""
    victims = totals.filter(pl.col("indicator") == VICTIMS)
    points = [_point(year, victims.filter(pl.col("year") == year).to_dicts(), lang) for year in years]
    return bars(points, title=phrase("series", lang), description=phrase("series-alt", lang))


def _point(year: int, rows: list[dict[str, object]], lang: str) -> Point:
    if not rows:
        return Point(year, None, None, phrase("bar-none", lang))
    if len(rows) > 1:
        found = ", ".join(str(row["value"]) for row in rows)
        return Point(year, None, None, phrase("bar-several", lang, found=found))
    match Status(str(rows[0]["status"])):
        case Status.SHOWN:
            value = int(str(rows[0]["value"]))
            return Point(year, Status.SHOWN, value, str(value))
        case Status.HIDDEN:
            return Point(year, Status.HIDDEN, None, phrase("bar-hidden", lang))
        case Status.MISSING:
            return Point(year, None, None, phrase("bar-none", lang))
        case _:
            return Point(year, None, None, phrase("bar-odd", lang))


def unknown_figures(cells: pl.DataFrame, lang: str) -> list[Html]:
    """What nobody can know from these figures, as list items."""
    hidden = cells.filter(pl.col("status") == Status.HIDDEN).height
    nameless = cells.filter(pl.col("category_kind").is_in([Kind.NOT_RESOLVED, Kind.NOT_CITIZENSHIP, Kind.UNKNOWN])).height
    return [
        tag("li", phrase("unknown-hidden", lang, hidden=hidden, rows=cells.height)),
        tag("li", phrase("unknown-labels", lang, count=nameless)),
        tag("li", phrase("unknown-forms", lang)),
    ]
