"""A release as a reader meets it: the latest figures of each territory, their labels, and what two of them let one say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from natc.engine.errors import Refused
from natc.engine.pictures.documents.speech import Speech, load_words
from natc.engine.pictures.figures import TEXT, told
from natc.engine.release.figures import FIGURES, REGION, SEPARATOR, TOTAL, Axis, Layout, Release, ReleaseTable, Showing
from natc.engine.standard.form import COUNTRIES, load_codes
from natc.engine.text import say

Figure = Mapping[str, Any]  # a row of FIGURES with its TEXT
PERIOD = ("first_year", "last_year")
ALREADY_PUBLIC = "*"


@dataclass(frozen=True)
class Shown:
    """A release, the earlier ones that add years to it (oldest first), and the words it is told in."""

    release: Release
    earlier: tuple[Release, ...]
    tell: Speech

    @cached_property
    def figures(self) -> pl.DataFrame:
        """FIGURES and TEXT: of each table, territory and period those of the newest release that has them."""
        item = ["table", "territory", *PERIOD]
        frame = pl.DataFrame(schema=FIGURES)
        for release in (self.release, *reversed(self.earlier)):
            frame = pl.concat([frame, release.figures.join(frame.select(item).unique(), on=item, how="anti")])
        exact = pl.col("showing") == Showing.EXACT.value
        return told(frame, self.tell.lang).with_columns(
            pl.when(exact).then(pl.col(TEXT) + ALREADY_PUBLIC).otherwise(pl.col(TEXT)).alias(TEXT)
        )

    @cached_property
    def reported(self) -> pl.DataFrame:
        """REPORTED of all these releases."""
        return pl.concat([one.reported for one in (self.release, *self.earlier)]).unique().sort("table", "year", "territory")

    @cached_property
    def tables(self) -> dict[str, ReleaseTable]:
        """{code: table} as the newest release has it."""
        return {table.code: table for one in (*self.earlier, self.release) for table in one.tables}

    @property
    def year(self) -> int:
        """The latest year of the release; the one in its number where it holds no figure."""
        return int(max(self.release.figures["last_year"], default=self.release.number.partition("-")[0]))

    @property
    def year_before(self) -> int | None:
        """The latest of `years` before it."""
        return max((year for year in self.years if year < self.year), default=None)

    @cached_property
    def years(self) -> list[int]:
        """The years that stand alone, not only in a total of several, oldest first."""
        alone = self.figures.filter(pl.col("first_year") == pl.col("last_year"))
        return sorted(set(alone["last_year"]))

    def of(self, *submission_tables: str) -> Iterator[ReleaseTable]:
        """The tables of the release made from these tables of the submission, in the order of the policy."""
        return (table for table in self.tables.values() if table.table in submission_tables)

    def split_by(self, table: ReleaseTable, *dimensions: str) -> bool:
        """Whether the table at its finest is split by exactly these dimensions."""
        return [axis.dimension for axis in table.layouts[0].axes] == list(dimensions)

    def item(self, table: ReleaseTable, territory: str, first_year: int, last_year: int) -> list[Figure]:
        """The figures of a table for a territory and period, in the order of its layout, the total last."""
        frame = self.figures.filter(
            pl.col("table") == table.code,
            pl.col("territory") == territory,
            pl.col("first_year") == first_year,
            pl.col("last_year") == last_year,
        )
        return sorted(frame.iter_rows(named=True), key=self._position)

    def latest(self, table: ReleaseTable, territory: str) -> list[Figure]:
        """The figures of the latest period that the release has, a year rather than a total of several that ends in it."""
        own = self.figures.filter(pl.col("table") == table.code, pl.col("territory") == territory)
        if own.is_empty():
            return []
        first, last = max(own.select(PERIOD).rows(), key=lambda period: (period[1], period[0]))
        return self.item(table, territory, first, last)

    def total(self, table: ReleaseTable, territory: str, year: int) -> Figure | None:
        """The total of a table for a territory and year; None where the release has none."""
        return next((figure for figure in self.item(table, territory, year, year) if figure["cell"] == TOTAL), None)

    def label(self, figure: Figure) -> str:
        """The groups of a figure's cell, in words."""
        if figure["cell"] == TOTAL:
            return self.tell("total")
        axes = self.layout(figure).axes
        return ", ".join(self.group(axis, code) for axis, code in zip(axes, figure["cell"].split(SEPARATOR), strict=True))

    def group(self, axis: Axis, code: str) -> str:
        """The label of a group of an axis."""
        return say(next(group.label for group in axis.groups if group.code == code), self.tell.lang)

    def layout(self, figure: Figure) -> Layout:
        """The layout whose groups the figure's cell names."""
        return next(layout for layout in self.tables[figure["table"]].layouts if layout.code == figure["layout"])

    def place(self, territory: str) -> str:
        """The name of a territory."""
        return self.tell("region") if territory == REGION else say(load_codes(COUNTRIES).label(territory), self.tell.lang)

    def places(self, territories: Sequence[str]) -> str:
        """Names of territories in a row."""
        return ", ".join(sorted(self.place(territory) for territory in territories))

    def title(self, table: ReleaseTable) -> str:
        return say(table.title, self.tell.lang)

    def verdict(self, table: ReleaseTable, territory: str) -> str:
        """What the latest figure and that of the year before let one say, as a sentence."""
        if self.year_before is None:
            return self.tell("incomparable")
        if territory == REGION and self._states(table, self.year) != self._states(table, self.year_before):
            return self.tell("other-states")
        return self.tell(compare(self.total(table, territory, self.year_before), self.total(table, territory, self.year)))

    def other_states(self, table: ReleaseTable, years: Sequence[int]) -> list[int]:
        """Those of the years in which the regional figure holds other states than in the last of them."""
        return [year for year in years if self._states(table, year) != self._states(table, years[-1])]

    def _states(self, table: ReleaseTable, year: int) -> set[str]:
        return set(self.reported.filter(pl.col("table") == table.code, pl.col("year") == year)["territory"])

    def _position(self, figure: Figure) -> tuple[bool, list[int]]:
        """Where the figure stands in its table: the total last."""
        if figure["cell"] == TOTAL:
            return True, []
        codes = zip(self.layout(figure).axes, figure["cell"].split(SEPARATOR), strict=True)
        return False, [[group.code for group in axis.groups].index(code) for axis, code in codes]


def compare(before: Figure | None, now: Figure | None) -> str:
    """Which word two figures bear: more and fewer only where their intervals do not overlap, the same only of exact ones."""
    if before is None or now is None or before["low"] is None or now["low"] is None:
        return "incomparable"
    if now["low"] > before["high"]:
        return "more"
    if now["high"] < before["low"]:
        return "fewer"
    exact = before["low"] == before["high"] == now["low"] == now["high"]
    return "same" if exact else "no-change"


def period(figure: Figure) -> str:
    """The years of a figure: "2024", "2020–2022"."""
    first, last = figure["first_year"], figure["last_year"]
    return str(first) if first == last else f"{first}–{last}"


def shown(release: Release, earlier: Sequence[Release], lang: str) -> Shown:
    """The release as it is told in `lang`; `earlier` add the years that it does not hold itself, but for those replaced since.

    Raises Refused where one of them replaces or withdraws the release itself.
    """
    replaced = {one.replaces: one.number for one in (release, *earlier) if one.replaces}
    if release.number in replaced:
        raise Refused(f"release {release.number} was replaced or withdrawn by {replaced[release.number]}; tell that one")
    standing = [one for one in earlier if one.number not in replaced]
    ordered = sorted(standing, key=lambda one: [int(part) for part in one.number.split("-")])
    return Shown(release, tuple(ordered), Speech(load_words("situation")["words"], lang))
