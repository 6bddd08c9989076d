"""A crosswalk as data: which column of another standard feeds which variable of ours, what shifts, what has no place."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from natc.engine.errors import Unusable
from natc.engine.standard.form import COUNTRIES, Source, Variable, iso3166, load_form, read_yaml
from natc.engine.text import Text

CROSSWALKS = ("ctdc", "htcds")
ANY = "*"  # in `without`: every value that is not named
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Carry:
    """One column of the source and the variable it feeds; keys of `values` and `without` are in lower case.

    `values` gives codes joined by ";"; a value in neither is read as the standard writes it. `separators` are the signs
    that stand between several codes in one cell of the source.
    """

    column: str
    to: str
    values: Mapping[str, str] = field(default_factory=dict)
    without: Mapping[str, Text] = field(default_factory=dict)
    caveat: Text | None = None
    separators: str = ""
    prefix: str = ""


@dataclass(frozen=True)
class Several:
    """What happens where a row has several codes and the variable holds one: the first of `nearest_first`, else none."""

    nearest_first: tuple[str, ...]
    why: Text


@dataclass(frozen=True)
class Ticks:
    """How a column for one choice is filled, and why the other values have no place."""

    yes_values: tuple[str, ...]
    no_values: tuple[str, ...]
    unticked: Text
    neither: Text

    def without(self) -> dict[str, Text]:
        """Every value but a tick, and why it has no place."""
        return {ANY: self.neither, **dict.fromkeys(self.no_values, self.unticked)}


@dataclass(frozen=True)
class Crosswalk:
    """How the records of one source become rows of `form`, the code of a register of ours."""

    code: str
    form: str
    title: Text
    source: Source
    expects: Text
    marks: tuple[str, ...]  # headings of which two must be found
    blank: Text  # what a blank cell of the source means
    use: Text  # what the result is good for
    person_code: Carry  # its `column` names the first of `person_codes`
    person_codes: tuple[str, ...]  # headings that may hold a number for the person
    missing: Mapping[str, Text]  # values that mean "missing" in every column, and why they are left blank
    ticks: Ticks
    several: Mapping[str, Several]
    columns: tuple[Carry, ...]
    not_carried: Mapping[str, Text]  # column → why
    lacks: Mapping[str, Text]  # variable → why the source cannot fill it

    def carries(self, headings: Iterable[str]) -> tuple[Carry, ...]:
        """The columns of a file that feed a variable, each called by its heading there.

        A heading may stand in groups ("person/prs_Gender") and may be one choice ("vic_MethodsOfControl/DebtBondage").
        """
        found = (self._carry(heading) for heading in headings)
        return tuple(carry for carry in found if carry is not None)

    def why_not(self, heading: str) -> Text | None:
        """Why the column of this heading is not carried; None when the crosswalk does not know it."""
        names = {plain(column): why for column, why in self.not_carried.items()}
        return next((names[plain(part)] for part in reversed(heading.split("/")) if plain(part) in names), None)

    def recognises(self, headings: Iterable[str]) -> bool:
        """Whether the headings are those of this source: two of its marks are among them."""
        parts = {plain(part) for heading in headings for part in heading.split("/")}
        return len(parts & {plain(mark) for mark in self.marks}) >= 2

    def _carry(self, heading: str) -> Carry | None:
        names = {plain(carry.column): carry for carry in self.columns}
        names |= {plain(column): self.person_code for column in self.person_codes}
        parts = heading.split("/")
        for place, part in enumerate(parts):
            if plain(part) in names:
                carry, choice = names[plain(part)], "/".join(parts[place + 1 :])
                return replace(self._choice(carry, choice) if choice else carry, column=heading)
        return None

    def _choice(self, carry: Carry, choice: str) -> Carry:
        """A column that holds a tick for one choice of `carry`."""
        code = carry.values.get(choice.casefold(), choice)
        return replace(carry, values=dict.fromkeys(self.ticks.yes_values, code), without=self.ticks.without(), separators="")


def plain(name: str) -> str:
    """A heading for comparison: HTCDS's own form writes prs_First_Name where its list of fields says prs_FirstName.

    A leading "_" stays: _id is the collecting tool's number, ID may be a person's.
    """
    name = name.strip().casefold()
    return name[:1] + name[1:].replace("_", "")


@cache
def load_crosswalk(code: str) -> Crosswalk:
    """The crosswalk of this code. Raises Unusable for an unknown one."""
    if code not in CROSSWALKS:
        raise Unusable(f'there is no crosswalk "{code}"; the standard has {", ".join(CROSSWALKS)}')
    raw = read_yaml(HERE / f"crosswalk_{code}.yaml")
    form = load_form(raw["form"])
    ticks = _ticks(**raw["ticks"])
    missing = _lower(raw["missing"])
    number = raw["person_code"]
    return Crosswalk(
        code=code,
        form=raw["form"],
        title=raw["title"],
        source=Source(**raw["source"]),
        expects=raw["expects"],
        marks=tuple(raw["marks"]),
        blank=raw["blank"],
        use=raw["use"],
        person_code=Carry(number["columns"][0], form.key[0], prefix=number["prefix"]),
        person_codes=tuple(number["columns"]),
        missing=missing,
        ticks=ticks,
        several={to: Several(tuple(entry["nearest_first"]), entry["why"]) for to, entry in raw["several"].items()},
        columns=tuple(_entry(entry, form.variable(entry["to"]), ticks, missing) for entry in raw["columns"]),
        not_carried={column: group["why"] for group in raw["not_carried"] for column in group["columns"]},
        lacks=raw["lacks"],
    )


def _entry(raw: Mapping[str, Any], variable: Variable, ticks: Ticks, missing: Mapping[str, Text]) -> Carry:
    """One entry of `columns`; `code` is short for a column that holds ticks for one code."""
    said = {key: raw[key] for key in ("column", "to", "caveat", "separators") if key in raw}
    if "code" in raw:
        return Carry(**said, values=dict.fromkeys(ticks.yes_values, raw["code"]), without={**ticks.without(), **missing})
    countries = _alpha3() if variable.codes == COUNTRIES else {}
    values = {**countries, **_lower(raw.get("values", {}))}
    return Carry(**said, values=values, without={**missing, **_lower(raw.get("without", {}))})


def _ticks(yes_values: list[str], no_values: list[str], unticked: Text, neither: Text) -> Ticks:
    return Ticks(tuple(yes_values), tuple(no_values), unticked, neither)


def _alpha3() -> dict[str, str]:
    """Three-letter country codes are as certain as two-letter ones."""
    return {alpha3.casefold(): alpha2 for alpha2, alpha3 in iso3166().items()}


def _lower(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {key.casefold(): value for key, value in raw.items()}


def split_codes(text: str, separators: str) -> list[str]:
    """The codes of one cell, which stand between any of `separators`."""
    return [part for part in re.split(f"[{re.escape(separators)}]+", text) if part]
