"""A state's figures over time, from all releases that stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from natc.engine.release.figures import ReleaseTable
from natc.engine.release.outputs.figure import Figure, figures_of
from natc.hub.statistics.bands import Told
from natc.hub.statistics.made import made_of
from natc.hub.statistics.models import Release
from natc.hub.statistics.order import groups_of
from natc.hub.web.templatetags.said import said


@dataclass(frozen=True)
class Series:
    """One row: what is counted, and what is said of it in each period; None where no release has it. note: who is counted."""

    label: str
    figures: Sequence[Told | None]
    note: str = ""


@dataclass(frozen=True)
class Over:
    """Rows over time under one heading. code: in the names of its pictures; table: of the standard, "" where it is of several.

    says: what must be read before the figures are.
    """

    code: str
    title: str
    unit: str
    caveat: str
    table: str
    periods: Sequence[str]
    series: Sequence[Series]
    says: str = ""


def over_time(releases: Sequence[Release], territory: str) -> list[Over]:
    """Each table that shows something of a territory, the newest release's first."""
    tables: dict[str, ReleaseTable] = {}
    found: dict[str, list[Figure]] = {}
    for release in releases:
        for table in made_of(release).tables:
            mine = [one for one in figures_of(made_of(release), table) if one.territory == territory]
            if mine:
                tables.setdefault(table.code, table)
                found.setdefault(table.code, []).extend(mine)
    return [_of_table(tables[code], figures) for code, figures in found.items()]


def figures_about(releases: Iterable[Release], territory: str, table: str) -> list[Figure]:
    """The figures of one table of the policy about a territory, of all these releases."""
    made = [made_of(release) for release in releases]
    tables = [(one, of) for one in made for of in one.tables if of.code == table]
    return [figure for one, of in tables for figure in figures_of(one, of) if figure.territory == territory]


def in_rows(rows: Mapping[str, Mapping[str, Told]], periods: Sequence[str]) -> list[Series]:
    """{label: {period: what is said}} as rows over these periods."""
    return [Series(label, [row.get(one) for one in periods]) for label, row in rows.items()]


def table_over_time(table: ReleaseTable, rows: Mapping[str, Mapping[str, Told]], periods: Sequence[str], code: str = "") -> Over:
    """Rows that come from one table of the policy. code: of the picture, where it is not that of the table."""
    caveat = said(table.caveat)
    return Over(code or table.code, said(table.title), said(table.unit), caveat, table.table, periods, in_rows(rows, periods))


def _of_table(table: ReleaseTable, figures: Sequence[Figure]) -> Over:
    rows: dict[str, dict[str, Told]] = {}
    for figure in sorted(figures, key=groups_of):
        label = " · ".join(said(group.label) for group in figure.groups)
        rows.setdefault(label, {})[figure.years] = figure
    return table_over_time(table, rows, sorted({figure.years for figure in figures}))
