"""A release as a value: what the public sees, and nothing that it does not.

Everything here is public the moment the release is. An unprotected count is never part of it: the disclosure test, the
archive, the files and the pictures read nothing else.
"""

from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from natc.engine.standard.form import Source
from natc.engine.text import Text

REGION = "REGION"  # stands where a territory does: all states that reported this table for this year, together
TOTAL = "Total"  # the cell of a table's total
SEPARATOR = "|"


class Showing(StrEnum):
    """How a figure is shown."""

    ROUNDED = "rounded"  # to the base of its table, on its own, totals too
    CLASS = "class"  # few persons, and none too unless the table shows zero: up to one less than `smallest_shown`
    EXACT = "exact"  # public already, at the address in `source`
    HIDDEN = "hidden"  # neither number nor class: not even how large it is can be said safely
    NONE = "none"  # there is no number: `reason` says why


class Mark(StrEnum):
    """How firm a release is. Later releases replace or withdraw an earlier one; its bytes never change."""

    PROVISIONAL = "Provisional"
    FINAL = "Final"
    REVISED = "Revised"
    WITHDRAWN = "Withdrawn"


@dataclass(frozen=True)
class Group:
    """One row of a released table along one axis; `holds` are the categories of the submission that fall into it."""

    code: str
    label: Text
    holds: tuple[str, ...]


@dataclass(frozen=True)
class Axis:
    """What a released table is split by: a dimension of the submission's table, its categories grouped."""

    dimension: str
    label: Text
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Layout:
    """A table at one step of its coarsening ladder. `years`: 1, or 3 where only totals of three years are shown."""

    code: str  # "" for the finest
    axes: tuple[Axis, ...]  # none: the total alone
    years: int
    says: Text  # what is given up against the finest, in words that reveal nothing
    base: int | None = None  # persons; where this step rounds more coarsely than its table


@dataclass(frozen=True)
class ReleaseTable:
    """One table of the policy: which counts, in which layouts (finest first), protected how."""

    code: str
    title: Text
    table: str  # of the submission: "P4"
    rule: str  # "victims", or "justice" where the policy lets zero and small totals be shown
    unit: Text
    caveat: Text | None
    source: Source  # of the rule
    smallest_shown: int  # persons; counts below it are one class with zero in it
    base: int  # persons; shown counts are rounded to a multiple of it
    zero_shown: bool  # whether 0 is told from the class of few; never for victims
    values_needed: int  # different values that a hidden cell must still be able to take for one who knows everything published
    layouts: tuple[Layout, ...]
    region_from: str = ""  # code of the finest layout that sums over all states are shown in
    region_base: int | None = None  # persons; the least to which sums over all states are rounded

    def base_of(self, layout: Layout, territory: str) -> int:
        """To a multiple of how many persons counts of `territory` (or REGION) are rounded at this step."""
        own = layout.base or self.base
        return max(own, self.region_base or 0) if territory == REGION else own


FIGURES = {
    "table": pl.String,  # code of the ReleaseTable
    "territory": pl.String,  # ISO 3166-1 alpha-2, or REGION
    "first_year": pl.Int64,
    "last_year": pl.Int64,  # included; the same as first_year but for totals of several years
    "layout": pl.String,  # code of the Layout whose groups `cell` names
    "cell": pl.String,  # group codes in the order of the layout's axes joined by "|", or TOTAL
    "showing": pl.String,
    "shown": pl.Int64,  # ROUNDED and EXACT: the number; otherwise null
    "low": pl.Int64,  # what a reader may conclude: the count is not below it; null for NONE and HIDDEN
    "high": pl.Int64,  # and not above it; null for NONE and HIDDEN
    "reason": pl.String,  # NONE: code of the reason, as in the submission
    "mark": pl.String,  # of the figures it was made from
    "source": pl.String,  # EXACT: where it is public
}
REPORTED = {"table": pl.String, "year": pl.Int64, "territory": pl.String}  # whose counts a REGION figure holds
GIVEN_UP = {  # what is shown coarser than the policy's finest layout, or not at all
    "table": pl.String,
    "territory": pl.String,
    "first_year": pl.Int64,
    "last_year": pl.Int64,
    "layout": pl.String,  # the one shown instead; null where the table is left out
}


@dataclass(frozen=True)
class Tested:
    """What the disclosure test says about a release. A release with an unproven cell is never made.

    Nothing here depends on the true counts beyond the figures: how long a search took, or which, could tell of them.
    """

    cells: int  # that hide few persons, in what was tested; each was proven to keep the values that its table needs
    against: tuple[str, ...]  # numbers of the earlier releases that were held against it


@dataclass(frozen=True)
class Release:
    """One release. Frames are sorted by all their columns, so that the same figures have the same bytes."""

    number: str  # "2025-1"
    mark: Mark
    replaces: str | None  # number of the release that this one revises or withdraws
    why: Text | None  # why it was revised or withdrawn
    policy: str  # SHA-256 of the policy file, hexadecimal
    tables: tuple[ReleaseTable, ...]
    figures: pl.DataFrame  # FIGURES
    reported: pl.DataFrame  # REPORTED
    given_up: pl.DataFrame  # GIVEN_UP
    tested: Tested

    def table(self, code: str) -> ReleaseTable:
        """The table with this code; KeyError when there is none."""
        return {table.code: table for table in self.tables}[code]


def figure_cell(codes: tuple[str, ...]) -> str:
    """The cell of a figure with these group codes, in the order of its layout's axes."""
    return SEPARATOR.join(codes) if codes else TOTAL
