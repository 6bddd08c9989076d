"""What the attacker reads: the bytes of releases, and what each figure says of the counts behind it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

REGION = "REGION"
TOTAL = "Total"
OWN = "Own"  # among the categories of a group: the reporting state itself, which then falls into no other group
Axis = tuple[str, Mapping[str, frozenset[str]]]  # dimension of the submission; group → categories it holds
Range = tuple[int, int | None]  # lowest and highest count possible, None: no bound


@dataclass(frozen=True)
class Layout:
    """How a table is split; `axes` in the order in which cells name their groups."""

    code: str
    axes: tuple[Axis, ...]
    years: int
    base: int | None = None  # where this layout rounds more coarsely than its table

    def cells(self) -> list[str]:
        """The cells of this layout, the total first."""
        rows = [""]
        for _, groups in self.axes:
            rows = [f"{row}|{group}" for row in rows for group in groups]
        return [TOTAL, *(row[1:] for row in rows if row)]

    def holds(self, cell: str, territory: str) -> dict[str, frozenset[str]]:
        """{dimension: categories} of a cell in the eyes of a reporting state; nothing for the total."""
        if cell == TOTAL:
            return {}
        return {axis[0]: _seen_from(territory, axis[1], code) for axis, code in zip(self.axes, cell.split("|"), strict=True)}


@dataclass(frozen=True)
class Table:
    """A table of the policy as its release describes it."""

    code: str
    of: str  # table of the submission
    smallest_shown: int
    base: int
    zero_shown: bool
    values_needed: int
    region_base: int | None
    layouts: Mapping[str, Layout]


@dataclass(frozen=True)
class Figure:
    """One published figure."""

    table: str
    territory: str
    first_year: int
    last_year: int
    layout: str
    cell: str
    showing: str
    shown: int | None
    low: int | None
    high: int | None
    mark: str

    @property
    def years(self) -> range:
        return range(self.first_year, self.last_year + 1)


@dataclass(frozen=True)
class Published:
    """One release as the attacker reads it. `reported`: (table, year) → the territories that a REGION figure sums."""

    number: str
    tables: Mapping[str, Table]
    figures: tuple[Figure, ...]
    reported: Mapping[tuple[str, int], frozenset[str]]
    given_up: frozenset[tuple[str, str, int, int]]  # table, territory, first and last year of what is shown coarser or left out


def read(found: bytes) -> Published:
    """The release whose bytes these are."""
    raw = json.loads(found)
    tables = {entry["code"]: _table(entry) for entry in raw["tables"]}
    figures = tuple(_figure(row) for row in _rows(raw["figures"]))
    reported: dict[tuple[str, int], frozenset[str]] = {}
    for row in _rows(raw["reported"]):
        key = (row["table"], row["year"])
        reported[key] = reported.get(key, frozenset()) | {row["territory"]}
    given_up = frozenset((row["table"], row["territory"], row["first_year"], row["last_year"]) for row in _rows(raw["given_up"]))
    return Published(raw["number"], tables, figures, reported, given_up)


def meaning(table: Table, figure: Figure) -> Range:
    """What the figure says of its count: what the rule of its table implies, and what its `low` and `high` say besides."""
    low, high = _by_rule(table, _base(table, figure), figure)
    low = low if figure.low is None else max(low, figure.low)
    tops = [top for top in (high, figure.high) if top is not None]
    return low, min(tops) if tops else None


def few(table: Table, figure: Figure) -> bool:
    """Whether the figure may hide few persons: it is neither a number that its table's rule lets be shown nor public already."""
    zero_told = figure.shown == 0 and not table.zero_shown
    return figure.showing in ("class", "hidden") or (figure.showing == "rounded" and zero_told)


def _by_rule(table: Table, base: int, figure: Figure) -> Range:
    match figure.showing, figure.shown:
        case "exact", int(shown):
            return shown, shown
        case "class", _:
            return int(table.zero_shown), table.smallest_shown - 1
        case "rounded", 0:
            return 0, 0 if table.zero_shown else base // 2
        case "rounded", int(shown):
            first = -(-table.smallest_shown // base) * base  # the lowest number that is ever shown
            low = table.smallest_shown if shown == first else max(shown - base // 2, table.smallest_shown)
            return low, shown + base // 2
    return 0, None


def _base(table: Table, figure: Figure) -> int:
    own = table.layouts[figure.layout].base or table.base
    return max(own, table.region_base or 0) if figure.territory == "REGION" else own


def _seen_from(territory: str, groups: Mapping[str, frozenset[str]], code: str) -> frozenset[str]:
    if not any(OWN in held for held in groups.values()):
        return groups[code]
    return (groups[code] - {OWN}) | {territory} if OWN in groups[code] else groups[code] - {territory}


def _rows(frame: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [dict(zip(frame["columns"], row, strict=True)) for row in frame["rows"]]


def _figure(row: Mapping[str, Any]) -> Figure:
    return Figure(**{key: row[key] for key in Figure.__dataclass_fields__})


def _table(raw: Mapping[str, Any]) -> Table:
    keys = ("code", "smallest_shown", "base", "zero_shown", "values_needed", "region_base")
    return Table(
        **{key: raw[key] for key in keys}, of=raw["table"], layouts={entry["code"]: _layout(entry) for entry in raw["layouts"]}
    )


def _layout(raw: Mapping[str, Any]) -> Layout:
    return Layout(raw["code"], _axes(raw["axes"]), raw["years"], raw["base"])


def _axes(raw: Sequence[Mapping[str, Any]]) -> tuple[Axis, ...]:
    return tuple((axis["dimension"], {group["code"]: frozenset(group["holds"]) for group in axis["groups"]}) for axis in raw)
