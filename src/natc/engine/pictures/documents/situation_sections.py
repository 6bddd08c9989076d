"""The sections of the situation report that hold figures. What the release does not hold is said to be absent, never zero."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import polars as pl

from natc.engine.pictures.bar import bar
from natc.engine.pictures.caption import Caption
from natc.engine.pictures.choropleth import choropleth
from natc.engine.pictures.corridors import corridors as draw_corridors
from natc.engine.pictures.documents.document import Block, Bullets, Drawing, Grid, Paragraph
from natc.engine.pictures.documents.shown import PERIOD, Figure, Shown, period
from natc.engine.pictures.figures import SHOWN, TEXT
from natc.engine.pictures.heat import heat
from natc.engine.pictures.picture import Picture
from natc.engine.pictures.stages import stages
from natc.engine.release.figures import REGION, SEPARATOR, TOTAL, Mark, ReleaseTable, Showing
from natc.engine.standard.harmonise.coverage import REGION as MEMBERS
from natc.engine.text import say

PERSONS, FORMS, CORRIDORS, JUDGMENTS = "P1", "P4", "P6", "J7"  # tables of the submission
STEPS = ("J1", "J3", "J5")
ENDS = ("citizenship", "exploitation_country")  # of a corridor
CHILD = "0-17"
ENOUGH_YEARS = 3  # for a trend; two are compared under what changed
YEARS = 6  # columns of years on a page
STATES = 4  # columns of states in a table; names and words need room
SIDE_BY_SIDE = 4  # columns of groups in a table
DRAWN = 0.9  # of the page's width
LEAST = 0.6  # narrower, its words could not be read
HIGH = 0.62  # height to width of a picture that is drawn so wide; a higher one is drawn narrower


def in_short(told: Shown) -> tuple[str, ...]:
    """What a reader takes along who reads no further: who is in it, and the regional totals."""
    there = _reporting(told, told.year)
    states = told.tell("short-states", year=told.year, part=len(there), whole=len(MEMBERS))
    totals = {code: _short_total(told, code, table) for code, table in _totals(told).items()}
    persons = [totals.pop(PERSONS), *_short_children(told)] if PERSONS in totals else []
    return (states, *persons, *totals.values())


def who_reported(told: Shown) -> Iterator[Block]:
    """Whose counts the regional figures hold, year by year."""
    years = sorted(set(told.reported["year"]))[-YEARS:]
    yield Paragraph(told.tell("reported-text"))
    rows = tuple(_reported_row(told, state, years) for state in _states(told))
    yield Grid(told.tell("reported-table"), (told.tell("state"), *map(str, years)), rows)
    yield Bullets(tuple(_reported_remarks(told)))


def changes(told: Shown) -> Iterator[Block]:
    """The latest year against the one before, and only what their intervals allow to be said."""
    if told.year_before is None:
        yield Paragraph(told.tell("changed-none"))
        return
    years = {"before": told.year_before, "year": told.year}
    verdict = (str(told.year_before), str(told.year), told.tell("verdict"))
    totals = _totals(told)
    yield Paragraph(told.tell("changed-text"))
    rows = tuple(_change(told, told.tell(code), table, REGION) for code, table in totals.items())
    yield Grid(told.tell("changed-region", **years), (told.tell("what"), *verdict), rows)
    if PERSONS in totals:
        states = tuple(
            _change(told, told.place(state), totals[PERSONS], state) for state in _with_figures(told, [totals[PERSONS]])
        )
        yield Grid(told.tell("changed-states", title=told.tell(PERSONS), **years), (told.tell("state"), *verdict), states)
        yield from _map(told, totals[PERSONS])


def _map(told: Shown, table: ReleaseTable) -> Iterator[Block]:
    """The totals of the states on a map; only where the release has one of every member, since a blank state reads as none."""
    totals = {state: told.total(table, state, told.year) for state in sorted(MEMBERS, key=told.place)}
    figures = [figure for figure in totals.values() if figure is not None]
    if len(figures) == len(MEMBERS):
        by = told.tell("state")
        caption = _caption(told, table, told.tell("map", title=told.tell(PERSONS)), figures)
        drawn = pl.DataFrame({by: list(totals)}).hstack(_frame(figures))
        names = {state: told.place(state) for state in MEMBERS}
        yield from _beside(told, choropleth(drawn, by=by, names=names, caption=caption), caption)


def forms(told: Shown) -> Iterator[Block]:
    """Persons by form: the region as a picture and a table, then the states."""
    tables = [table for table in told.of(FORMS) if told.split_by(table, "form_one")]
    yield from _each(told, tables)
    for table in tables:
        yield from _form_years(told, table)


def _form_years(told: Shown, table: ReleaseTable) -> Iterator[Block]:
    """The regional figures of every form through the years, where there are years enough."""
    years = [year for year in told.years if told.item(table, REGION, year, year)][-YEARS:]
    found = [(year, figure) for year in years for figure in told.item(table, REGION, year, year) if figure["cell"] != TOTAL]
    if len(years) >= ENOUGH_YEARS and found:
        by = (told.tell("row"), told.tell("year"))
        labels = pl.DataFrame([(told.label(figure), str(year)) for year, figure in found], schema=by, orient="row")
        figures = [figure for _, figure in found]
        caption = _caption(told, table, told.tell("years", title=told.title(table)), figures)
        yield from _beside(told, heat(labels.hstack(_frame(figures)), by=by, caption=caption), caption)
        yield from _other_states(told, table, years)


def _other_states(told: Shown, table: ReleaseTable, years: Sequence[int]) -> Iterator[Block]:
    """The years that a picture shows beside the last one although their region is another."""
    if others := told.other_states(table, years):
        yield Paragraph(told.tell("other-years", years=", ".join(map(str, others)), last=years[-1]))


def children(told: Shown) -> Iterator[Block]:
    """Persons by age, and the forms of the children."""
    tables = [table for table in told.of(PERSONS) if told.split_by(table, "age")]
    yield Paragraph(told.tell("children-text"))
    yield from _each(told, tables)
    for table in told.of(FORMS):
        if told.split_by(table, "age", "form_one"):
            yield from _children_forms(told, table)


def corridors(told: Shown) -> Iterator[Block]:
    """The corridors whose number is shown, the greatest first."""
    regional = [figure for table in told.of(CORRIDORS) for figure in told.latest(table, REGION)]
    named = [figure for figure in regional if _numbered(figure) and len(told.layout(figure).axes) == len(ENDS)]
    if not named:
        yield Paragraph(told.tell("absent-section"))
        return
    yield Paragraph(told.tell("corridors-text"))
    ranked = sorted(named, key=lambda figure: -figure["shown"])
    table = told.tables[ranked[0]["table"]]
    title = told.tell("in-region", title=told.title(table))
    by = (told.tell("origin"), told.tell("destination"))
    ends = pl.DataFrame([_ends(told, figure) for figure in ranked], schema=by, orient="row")
    caption = _caption(told, table, title, ranked)
    yield from _beside(told, draw_corridors(ends.hstack(_frame(ranked)), by=by, caption=caption), caption)
    yield Paragraph(told.tell("corridors-rest"))


def judgments(told: Shown) -> Iterator[Block]:
    """The steps of proceedings year by year, the states, and the judgments."""
    steps = {code: table for code, table in _totals(told).items() if code in STEPS}
    yield Paragraph(told.tell("judgment-text"))
    yield from _steps_by_year(told, steps)
    if steps:
        head = (told.tell("state"), *map(told.tell, steps))
        rows = [
            (told.place(state), *(_told_total(told, table, state, told.year) for table in steps.values()))
            for state in _with_figures(told, steps.values())
        ]
        yield Grid(told.tell("judgment-states", year=told.year), head, tuple(rows))
    for table in told.of(JUDGMENTS):
        yield from _region(told, table)


def _steps_by_year(told: Shown, steps: Mapping[str, ReleaseTable]) -> Iterator[Block]:
    years = told.years[-YEARS:]
    found = [(code, year, told.total(table, REGION, year)) for code, table in steps.items() for year in years]
    there = [(code, year, figure) for code, year, figure in found if figure is not None]
    if there:
        by = (told.tell("what"), told.tell("year"))
        labels = pl.DataFrame([(told.tell(code), str(year)) for code, year, _ in there], schema=by, orient="row")
        figures = [figure for _, _, figure in there]
        caption = _caption(told, steps[there[0][0]], told.tell("judgment-years"), figures)
        yield from _beside(told, stages(labels.hstack(_frame(figures)), by=by, caption=caption), caption)
        shown_years = sorted({year for _, year, _ in there})
        yield from _other_states(told, steps[there[0][0]], shown_years)


def _each(told: Shown, tables: Sequence[ReleaseTable]) -> Iterator[Block]:
    if not tables:
        yield Paragraph(told.tell("absent-section"))
    for table in tables:
        yield from _region(told, table)
        yield from _by_state(told, table)


def _region(told: Shown, table: ReleaseTable) -> Iterator[Block]:
    """The latest regional figures as bars, with their table."""
    figures = told.latest(table, REGION)
    if figures:
        title = told.tell("in-region", title=told.title(table))
        yield from _drawn(told, table, title, [(told.label(figure), figure) for figure in figures if figure["cell"] != TOTAL])


def _children_forms(told: Shown, table: ReleaseTable) -> Iterator[Block]:
    figures = [one for one in told.latest(table, REGION) if one["cell"].split(SEPARATOR)[0] == CHILD and one["cell"] != TOTAL]
    if not figures:
        return
    age, form = told.layout(figures[0]).axes
    title = told.tell("children-forms", title=told.title(table), label=told.group(age, CHILD))
    yield from _drawn(told, table, title, [(told.group(form, one["cell"].split(SEPARATOR)[1]), one) for one in figures])


def _drawn(told: Shown, table: ReleaseTable, title: str, rows: Sequence[tuple[str, Figure]]) -> Iterator[Block]:
    """Labelled figures as bars, with their table."""
    if rows:
        by, figures = told.tell("row"), [figure for _, figure in rows]
        labels = pl.DataFrame({by: [label for label, _ in rows]})
        caption = _caption(told, table, title, figures)
        yield from _beside(told, bar(labels.hstack(_frame(figures)), by=by, caption=caption), caption)


def _frame(figures: Sequence[Figure]) -> pl.DataFrame:
    return pl.DataFrame([{name: figure[name] for name in SHOWN} for figure in figures], schema=SHOWN)


def _caption(told: Shown, table: ReleaseTable, title: str, figures: Sequence[Figure]) -> Caption:
    """The caption of a picture; one of several figures bears the mark that asks the most of the reader."""
    lang, unit = told.tell.lang, say(table.unit, told.tell.lang)
    years = sorted({figure[name] for figure in figures for name in PERIOD})
    return Caption(
        lang=lang,
        title=title,
        unit=unit[0].upper() + unit[1:],
        period=str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}",
        source=told.tell("source", number=told.release.number),
        mark=max((Mark(figure["mark"]) for figure in figures), key=_doubt),
        caveat=say(table.caveat, lang) if table.caveat else None,
    )


def _beside(told: Shown, picture: Picture, caption: Caption) -> Iterator[Block]:
    """A picture and below it the table with the same figures."""
    yield Drawing(picture, _share(picture))
    title = told.tell("titled", title=caption.title, period=caption.period)
    yield Grid(title, tuple(picture.table.columns), tuple(picture.table.iter_rows()))


def _share(picture: Picture) -> float:
    """Of the page's width: less for a high picture, so that it need not wait for a page of its own."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', picture.svg)
    high = float(found[2]) / float(found[1]) if found else 0
    return max(LEAST, DRAWN * min(1, HIGH / high)) if high else DRAWN


def _by_state(told: Shown, table: ReleaseTable) -> Iterator[Block]:
    """The latest figures of the states: a state a row where the groups fit side by side, otherwise some states on a table."""
    states = {state: figures for state in _states(told) if (figures := told.latest(table, state))}
    total = told.tell("total")
    labels = sorted(
        dict.fromkeys(told.label(figure) for figures in states.values() for figure in figures), key=lambda label: label == total
    )
    names = {state: f"{told.place(state)} {period(figures[0])}" for state, figures in states.items()}
    cells = {names[state]: {told.label(figure): figure[TEXT] for figure in figures} for state, figures in states.items()}
    missing, title = told.tell("not-apart"), told.tell("by-state", title=told.title(table))
    if len(labels) <= SIDE_BY_SIDE:
        rows = tuple((name, *(own.get(label, missing) for label in labels)) for name, own in cells.items())
        yield from [Grid(title, (told.tell("state"), *labels), rows)] if rows else []
        return
    for start in range(0, len(cells), STATES):
        some = list(cells)[start : start + STATES]
        rows = tuple((label, *(cells[name].get(label, missing) for name in some)) for label in labels)
        yield Grid(title, (told.tell("row"), *some), rows)


def _change(told: Shown, label: str, table: ReleaseTable, territory: str) -> tuple[str, ...]:
    years = [year for year in (told.year_before, told.year) if year is not None]
    return (label, *(_told_total(told, table, territory, year) for year in years), told.verdict(table, territory))


def _told_total(told: Shown, table: ReleaseTable, territory: str, year: int) -> str:
    figure = told.total(table, territory, year)
    return told.tell("no-figure") if figure is None else str(figure[TEXT])


def _totals(told: Shown) -> dict[str, ReleaseTable]:
    """{table of the submission: the first table of the release made from it}, of the totals worth telling."""
    first: dict[str, ReleaseTable] = {}
    for table in told.of(PERSONS, *STEPS):
        first.setdefault(table.table, table)
    return first


def _short_total(told: Shown, code: str, table: ReleaseTable) -> str:
    parts = {"title": told.tell(code), "year": told.year, "figure": _told_total(told, table, REGION, told.year)}
    if told.year_before is None:
        return told.tell("short-figure", **parts)
    before = _told_total(told, table, REGION, told.year_before)
    verdict = told.verdict(table, REGION)
    return told.tell("short-figure-change", **parts, year_before=told.year_before, before=before, verdict=verdict)


def _short_children(told: Shown) -> Iterator[str]:
    for table in told.of(PERSONS):
        for figure in told.item(table, REGION, told.year, told.year) if told.split_by(table, "age") else ():
            if figure["cell"] == CHILD:
                yield told.tell("short-child", label=told.label(figure), figure=figure[TEXT])


def _reported_row(told: Shown, state: str, years: Sequence[int]) -> tuple[str, ...]:
    whole = told.reported["table"].n_unique()
    parts = [told.reported.filter(pl.col("territory") == state, pl.col("year") == year).height for year in years]
    return (
        told.place(state),
        *(told.tell("part-of", part=part, whole=whole) if part else told.tell("nothing") for part in parts),
    )


def _reported_remarks(told: Shown) -> Iterator[str]:
    there = _reporting(told, told.year)
    if absent := [state for state in MEMBERS if state not in there]:
        yield told.tell("absent", year=told.year, states=told.places(absent))
    latest = told.figures.filter(pl.col("last_year") == told.year, pl.col("territory") != REGION)
    open_ones = latest.filter(pl.col("mark") == Mark.PROVISIONAL.value)["territory"].unique().to_list()
    if open_ones:
        yield told.tell("not-firm", year=told.year, states=told.places(open_ones))


def _reporting(told: Shown, year: int) -> set[str]:
    return set(told.reported.filter(pl.col("year") == year)["territory"])


def _states(told: Shown) -> list[str]:
    """The members and any other state in the figures, by name."""
    others = set(told.figures["territory"]) | set(told.reported["territory"])
    return sorted((set(MEMBERS) | others) - {REGION}, key=told.place)


def _with_figures(told: Shown, tables: Iterable[ReleaseTable]) -> list[str]:
    """The states that one of the tables has a total of, in the year or the one before; `who_reported` names the others."""
    years = [year for year in (told.year_before, told.year) if year is not None]
    return [state for state in _states(told) if any(told.total(table, state, year) for table in tables for year in years)]


def _ends(told: Shown, figure: Figure) -> list[str]:
    """Origin and destination of a corridor."""
    codes = zip(told.layout(figure).axes, figure["cell"].split(SEPARATOR), strict=True)
    return [told.group(axis, code) for axis, code in codes]


def _numbered(figure: Figure) -> bool:
    return figure["cell"] != TOTAL and figure["showing"] in (Showing.ROUNDED, Showing.EXACT) and figure["shown"] > 0


def _doubt(mark: Mark) -> int:
    """How much a mark asks of the reader: what stands in one picture bears the mark that asks the most."""
    return [Mark.FINAL, Mark.REVISED, Mark.PROVISIONAL, Mark.WITHDRAWN].index(mark)
