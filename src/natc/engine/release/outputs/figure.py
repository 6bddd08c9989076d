"""The figures of a release as a reader meets them: with their labels, and what each one says in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import polars as pl

from natc.engine.release.archive import Standing
from natc.engine.release.figures import REGION, SEPARATOR, TOTAL, Axis, Group, Layout, Mark, Release, ReleaseTable, Showing
from natc.engine.release.outputs.words import phrase, word
from natc.engine.standard.form import COUNTRIES, load_codes
from natc.engine.standard.submission_form import load_submission_form
from natc.engine.text import THIN_SPACE, Text, say

EN_DASH = "–"


@dataclass(frozen=True)
class Figure:
    """One row of `Release.figures` with what its codes stand for. `groups`: one an axis of its layout, none for the total."""

    table: ReleaseTable
    territory: str
    first_year: int
    last_year: int
    layout: Layout
    groups: tuple[Group, ...]
    showing: Showing
    shown: int | None
    low: int | None
    high: int | None
    reason: str | None
    mark: str | None
    source: str | None

    @property
    def years(self) -> str:
        """The period in years, several where it is a total of them."""
        return years(self.first_year, self.last_year)

    def group(self, dimension: str) -> Group | None:
        """The group along this dimension; None where the figure holds all of it together."""
        axes = [axis.dimension for axis in self.layout.axes]
        return dict(zip(axes, self.groups, strict=False)).get(dimension)  # a total has no groups


def figures_of(release: Release, table: ReleaseTable) -> Iterator[Figure]:
    """The figures of one table, in the order of the release."""
    layouts = {layout.code: layout for layout in table.layouts}
    for row in release.figures.filter(table=table.code).iter_rows(named=True):
        layout = layouts[row["layout"]]
        groups = _groups(layout, row["cell"])
        kept = {name: row[name] for name in ("territory", "first_year", "last_year", "shown", "low", "high", "reason")}
        yield Figure(
            table=table,
            layout=layout,
            groups=groups,
            showing=Showing(row["showing"]),
            mark=row["mark"],
            source=row["source"],
            **kept,
        )


def axes_of(table: ReleaseTable) -> list[Axis]:
    """Every axis by which some layout of the table splits, with the groups of all of them, the finest layout's first."""
    axes: dict[str, Axis] = {}
    for axis in (axis for layout in table.layouts for axis in layout.axes):
        known = axes.get(axis.dimension, axis)
        groups = {group.code: group for group in (*axis.groups, *known.groups)}
        ordered = dict.fromkeys([*(group.code for group in known.groups), *groups])
        axes[axis.dimension] = Axis(axis.dimension, known.label, tuple(groups[code] for code in ordered))
    return list(axes.values())


def said(figure: Figure, lang: str) -> str:
    """What stands in the place of the number: "25", "0–10", "hidden", or why there is none."""
    match figure.showing:
        case Showing.ROUNDED | Showing.EXACT:
            return str(figure.shown)
        case Showing.CLASS:
            return f"{figure.low}{EN_DASH}{figure.high}"
        case Showing.HIDDEN:
            return word("showings", Showing.HIDDEN, lang)
        case Showing.NONE:
            return say(_reasons()[figure.reason], lang) if figure.reason else word("showings", Showing.NONE, lang)


def territory_name(code: str, lang: str) -> str:
    """The state's name, or that of all who reported together."""
    return phrase("region", lang) if code == REGION else say(_countries()[code], lang)


def mark_word(mark: str | None, lang: str) -> str:
    """A mark in words; nothing where there is none."""
    if mark is None:
        return ""
    return phrase("withdrawn", lang) if mark == Mark.WITHDRAWN else say(_marks()[mark], lang)


def banner(release: Release, standing: Standing, lang: str) -> str:
    """What must stand on everything made from a release: its number, how it stands, why, and what to read instead."""
    return " ".join(_said_of(release, standing, lang))


def period(release: Release) -> str:
    """The years that the release speaks of; empty for one without figures."""
    if release.figures.is_empty():
        return ""
    return years(*release.figures.select(pl.col("first_year").min(), pl.col("last_year").max()).row(0))


def years(first: int, last: int) -> str:
    """A period of whole years: "2024", or "2022–2024"."""
    return str(first) if first == last else f"{first}{EN_DASH}{last}"


def reporters(release: Release, lang: str) -> list[str]:
    """The names of the states whose submissions the release was made from, in alphabetical order of their codes."""
    states = {*release.reported["territory"], *release.figures["territory"]} - {REGION}
    return [territory_name(code, lang) for code in sorted(states)]


def reported(release: Release, table: ReleaseTable, lang: str) -> str:
    """Which states a table's figures of all states hold, year by year; empty where the table has no such figures."""
    by_year = release.reported.filter(table=table.code).group_by("year").agg("territory").sort("year")
    lines = [
        phrase("state-years", lang, year=year, states=", ".join(territory_name(code, lang) for code in sorted(codes)))
        for year, codes in by_year.iter_rows()
    ]
    return "; ".join(lines)


def percent(part: int, whole: int) -> str:
    """A share in whole percent; a dash where there is nothing to share."""
    return f"{100 * part / whole:.0f}{THIN_SPACE}%" if whole else EN_DASH


def _said_of(release: Release, standing: Standing, lang: str) -> Iterator[str]:
    if release.mark == Mark.WITHDRAWN:
        yield phrase("withdraws", lang, number=release.number, withdrawn=release.replaces)
    else:
        yield phrase("banner", lang, number=release.number, mark=mark_word(standing.mark, lang))
        if release.replaces:
            yield phrase("replaces", lang, number=release.replaces)
        if standing.mark == Mark.WITHDRAWN:
            yield phrase("do-not-use", lang)
    if standing.why:
        yield phrase("why", lang, why=say(standing.why, lang))
    if standing.replaced_by:
        yield phrase("read-instead", lang, number=standing.replaced_by)


def _groups(layout: Layout, cell: str) -> tuple[Group, ...]:
    if cell == TOTAL:
        return ()
    return tuple(
        next(group for group in axis.groups if group.code == code)
        for axis, code in zip(layout.axes, cell.split(SEPARATOR), strict=True)
    )


@cache
def _countries() -> dict[str, Text]:
    return {entry.code: entry.label for entry in load_codes(COUNTRIES).codes}


@cache
def _reasons() -> dict[str, Text]:
    return {reason.code: reason.label for reason in load_submission_form().reasons}


@cache
def _marks() -> dict[str, Text]:
    return {mark.code: mark.label for mark in load_submission_form().marks}
