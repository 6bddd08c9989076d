"""The policy of releasing as data: tables, ladders, groups and numbers, read from one YAML file and checked at the door."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from natc.engine.errors import Unusable
from natc.engine.release.figures import REGION, Axis, Group, Layout, ReleaseTable
from natc.engine.standard.form import Source
from natc.engine.standard.submission_form import Category, Dimension, Measure, Table, load_submission_form
from natc.engine.text import Text

DEFAULT = Path(__file__).with_name("policy.yaml")
UNKNOWN_RELATION = ("P3-countries", "P5", "J2-countries", "J6-countries")  # tied to other tables in ways not modelled
OWN = "Own"  # in a group of countries: the reporting state itself, which then belongs to no other group
REST = "*"  # in a group: every category that no other group of the axis holds
MOST_DIMENSIONS = 3  # of a table; SECURITY.md, "Safe statistics" (c)
NUMBERS = ("smallest_shown", "base", "zero_shown", "values_needed")


class Scope(StrEnum):
    """Whose figures a table shows."""

    BOTH = "both"
    STATES = "states"
    REGION = "region"


def in_scope(scope: Scope, territory: str) -> bool:
    """Whether a table of this scope shows this territory's figures."""
    return scope is Scope.BOTH or (scope is Scope.REGION) == (territory == REGION)


@dataclass(frozen=True)
class Policy:
    """What may be released and how. Its numbers are a decision of the Network; `status` says whether it was taken."""

    version: str
    status: str
    tables: tuple[ReleaseTable, ...]
    scopes: Mapping[str, Scope]  # by code of the table
    window_years: int
    first_window: int  # first year of the first window; windows follow each other without overlap
    sha256: str  # of the file, hexadecimal

    def window(self, year: int) -> tuple[int, int]:
        """First and last year of the window that holds `year`."""
        first = year - (year - self.first_window) % self.window_years
        return first, first + self.window_years - 1


def read_policy(path: Path = DEFAULT) -> Policy:
    """The policy in the file. Raises Unusable with the one thing that is wrong, where it stands, and what is expected."""
    try:
        return parse_policy(path.read_bytes(), path)
    except OSError as error:
        raise Unusable(f"{path.name} is not a policy of release ({error}); start from the one that natc ships") from error


def parse_policy(content: bytes, path: Path) -> Policy:
    """The policy that these bytes are. path: what a refusal calls them. Raises Unusable as `read_policy` does."""
    try:
        raw = yaml.load(content, Loader=yaml.CSafeLoader)
        windows, tables = raw["windows"], raw["tables"]
        _expect("source" in windows, path, "windows", "has no source; give text and checked")
        rules = {code: _rule(code, entry, path) for code, entry in raw["rules"].items()}
        read = tuple(_table(entry, rules, raw["axes"], windows["years"], path) for entry in tables)
        policy = Policy(
            version=raw["version"],
            status=raw["status"],
            tables=read,
            scopes={entry["code"]: Scope(entry.get("scope", Scope.BOTH)) for entry in tables},
            window_years=windows["years"],
            first_window=windows["first"],
            sha256=hashlib.sha256(content).hexdigest(),
        )
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unusable(f"{path.name} is not a policy of release ({error}); start from the one that natc ships") from error
    _expect_once([table.code for table in read], path, "tables", "two tables")
    return policy


def _rule(code: str, raw: Mapping[str, Any], path: Path) -> Mapping[str, Any]:
    where = f"rule {code}"
    _expect("source" in raw, path, where, "has no source; give text and checked")
    _expect(raw["base"] >= 1 and raw["smallest_shown"] >= 1, path, where, "rounds or shows below one person")
    _expect(raw["values_needed"] >= 2, path, where, "asks for fewer than two values; a hidden count would be known")
    return {key: raw[key] for key in NUMBERS} | {"region_base": raw.get("region_base")}


def _table(raw: Mapping[str, Any], rules: Mapping[str, Any], axes: Mapping[str, Any], years: int, path: Path) -> ReleaseTable:
    where = f"table {raw['code']}"
    _expect("source" in raw, path, where, "has no source; give text and checked")
    _expect(raw["rule"] in rules, path, where, f"names the rule {raw['rule']}; there are {', '.join(rules)}")
    source_table = _source_table(raw["table"], path, where)
    layouts = tuple(_layout(step, source_table, axes, path, f"{where}, step “{step['code']}”") for step in raw["ladder"])
    _expect_once([layout.code for layout in layouts], path, where, "two steps")
    _expect(layouts[0].code == "" and layouts[0].years == 1, path, where, "must begin with the step “” of one year")
    _expect({layout.years for layout in layouts} <= {1, years}, path, where, f"has totals of other than 1 or {years} years")
    return ReleaseTable(
        code=raw["code"],
        title=raw["title"],
        table=raw["table"],
        rule=raw["rule"],
        unit=raw["unit"],
        caveat=raw["caveat"],
        source=Source(raw["source"]["text"], raw["source"]["checked"]),
        layouts=layouts,
        region_from=_region_from(raw, layouts, path, where),
        **rules[raw["rule"]],
    )


def _region_from(raw: Mapping[str, Any], layouts: Sequence[Layout], path: Path, where: str) -> str:
    code = str(raw.get("region_from", ""))
    steps = [layout.code for layout in layouts if layout.years == 1]
    _expect(code in steps, path, where, f"begins for the region at the step “{code}”; there are {', '.join(steps)}")
    return code


def _source_table(code: str, path: Path, where: str) -> Table:
    form = load_submission_form()
    counted = [table.code for table in form.tables if not table.waits_for and table.measure not in (Measure.AMOUNT, Measure.DAYS)]
    _expect(code in counted, path, where, f"takes its counts from {code}; the submission counts {', '.join(counted)}")
    _expect(code not in UNKNOWN_RELATION, path, where, f"counts {code}, whose ties the disclosure test does not know")
    return form.table(code)


def _layout(raw: Mapping[str, Any], table: Table, axes: Mapping[str, Any], path: Path, where: str) -> Layout:
    _expect(len(raw["axes"]) <= MOST_DIMENSIONS, path, where, f"splits by more than {MOST_DIMENSIONS} dimensions")
    for name in raw["axes"]:
        _expect(name in axes, path, where, f"names the axis {name}, which is not under axes")
    read = tuple(_axis(axes[name], table, path, f"axis {name}") for name in raw["axes"])
    _expect(bool(read) or table.total, path, where, f"shows the total alone, and {table.code} has none")
    return Layout(raw["code"], read, raw.get("years", 1), raw["says"], raw.get("base"))


def _axis(raw: Mapping[str, Any], table: Table, path: Path, where: str) -> Axis:
    dimensions = {dimension.code: dimension for dimension in table.dimensions}
    code = raw["dimension"]
    _expect(code in dimensions, path, where, f"splits by {code}; {table.code} has {', '.join(dimensions)}")
    dimension = dimensions[code]
    categories = {category.code: category for category in dimension.categories}
    held = [category for group in raw["groups"] for category in group["holds"] if category not in (REST, OWN)]
    _expect_known(held, categories, path, where)
    _expect_once(held, path, where, "two groups that hold")
    rest = tuple(category for category in categories if category not in held)
    _expect(not rest or _has_rest(raw), path, where, f"puts {', '.join(rest[:3])} into no group; every category needs one")
    _expect_once([group["code"] for group in raw["groups"]], path, where, "two groups")
    return Axis(code, dimension.label, tuple(_group(group, dimension, rest) for group in raw["groups"]))


def _has_rest(raw: Mapping[str, Any]) -> bool:
    return any(REST in group["holds"] for group in raw["groups"])


def _group(raw: Mapping[str, Any], dimension: Dimension, rest: tuple[str, ...]) -> Group:
    holds = tuple(_held(raw["holds"], rest))
    return Group(raw["code"], raw.get("label") or _label(dimension.categories, holds[0]), holds)


def _held(holds: Sequence[str], rest: tuple[str, ...]) -> Iterator[str]:
    for category in holds:
        yield from rest if category == REST else (category,)


def _label(categories: Sequence[Category], code: str) -> Text:
    return next(category.label for category in categories if category.code == code)


def _expect(holds: bool, path: Path, where: str, found: str) -> None:  # noqa: FBT001 - a claim, not a switch
    if not holds:
        raise Unusable(f"{path.name}: {where} {found}")


def _expect_known(held: Sequence[str], known: Mapping[str, Category], path: Path, where: str) -> None:
    for category in held:
        _expect(category in known, path, where, f"holds {category}, which the submission does not have")


def _expect_once(codes: Sequence[str], path: Path, where: str, what: str) -> None:
    for code in codes:
        _expect(codes.count(code) == 1, path, where, f"has {what} “{code}”; each stands once")
