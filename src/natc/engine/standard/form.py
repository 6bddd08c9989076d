"""Forms as data: the YAML files in `forms/` and `codes/`, read into frozen dataclasses."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale

from natc.engine.errors import Unusable
from natc.engine.text import LANGUAGES, Text

HERE = Path(__file__).parent
FORMS = ("protection", "justice", "ngo", "identifiers")
COUNTRIES = "countries"  # the one code list whose labels come from CLDR instead of a file of ours


class Level(StrEnum):
    CORE = "core"
    USEFUL = "useful"
    OPTIONAL = "optional"


class Kind(StrEnum):
    """What a cell of a variable holds. CODES is several codes of one list, separated by ";"."""

    CODE = "code"
    CODES = "codes"
    DATE = "date"
    INTEGER = "integer"
    AMOUNT = "amount"
    TEXT = "text"


class Severity(StrEnum):
    BLOCKING = "blocking"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Source:
    """Where a definition comes from: instrument, article and date in one line; `checked` only if somebody read it there."""

    text: str
    checked: bool


@dataclass(frozen=True)
class Code:
    code: str
    label: Text
    note: Text | None = None
    also: tuple[str, ...] = ()  # other wordings offices use, any language


@dataclass(frozen=True)
class CodeList:
    name: str
    source: Source
    codes: tuple[Code, ...]

    def label(self, code: str) -> Text:
        return next(entry.label for entry in self.codes if entry.code == code)


@dataclass(frozen=True)
class Variable:
    """One column of a register, with everything the standard says of it."""

    code: str
    group: str
    level: Level
    kind: Kind
    label: Text
    definition: Text
    unit: Text  # unit of count
    counting: Text  # counting rule
    readers: str  # "home": never leaves the office; "desk and reviewer", "members", "public"
    source: Source
    codes: str | None = None  # name of a code list
    caveat: Text | None = None
    least: float | None = None
    most: float | None = None
    unlikely_above: float | None = None
    merge: str = "first"  # how linkage joins two bodies' values: first, earliest, latest, union, furthest, largest
    also: tuple[str, ...] = ()  # headings offices use for it, any language

    @property
    def code_list(self) -> str:
        """The name of the code list; an error in the standard itself when a coded variable has none."""
        if self.codes is None:
            raise KeyError(f"{self.code} has no code list")
        return self.codes


@dataclass(frozen=True)
class Condition:
    """One clause of a rule, over one variable. Exactly one of the comparisons is set."""

    variable: str
    any_of: tuple[str, ...] = ()  # holds one of these codes
    none_of: tuple[str, ...] = ()  # is filled and holds none of these codes
    blank: bool | None = None
    before: str | None = None  # a date wholly earlier than the date in this variable
    over: str | float | None = None  # a number above this variable or constant
    under: str | float | None = None


@dataclass(frozen=True)
class Rule:
    """A row is at fault where all conditions of `fault_when` hold; the finding points at `cell`."""

    code: str
    severity: Severity
    cell: str
    fault_when: tuple[Condition, ...]
    says: Text  # what is wrong, as a sentence
    expected: Text
    do: Text  # what to do about it
    source: Source


@dataclass(frozen=True)
class Form:
    code: str
    version: str
    status: str  # "proposed" until a decision of the Network adopts it
    title: Text
    purpose: Text
    unit: Text
    groups: Mapping[str, Text]
    key: tuple[str, ...]  # the variables that together occur once
    variables: tuple[Variable, ...]
    rules: tuple[Rule, ...]

    def variable(self, code: str) -> Variable:
        """The variable with this code; KeyError when the form has none."""
        for variable in self.variables:
            if variable.code == code:
                return variable
        raise KeyError(code)


@cache
def load_form(code: str) -> Form:
    """The form of this code: a register (one row a person). Raises Unusable for an unknown code."""
    if code not in FORMS:
        raise Unusable(f'there is no form "{code}"; the standard has {", ".join(FORMS)}')
    return _form(read_yaml(HERE / "forms" / f"{code}.yaml"))


@cache
def load_codes(name: str) -> CodeList:
    """The code list of this name, in the order in which it is shown."""
    if name == COUNTRIES:
        return _countries()
    raw = read_yaml(HERE / "codes" / f"{name}.yaml")
    return CodeList(name, _source(raw["source"]), tuple(_code(entry) for entry in raw["codes"]))


def read_yaml(path: Path) -> Any:
    """The content of a YAML file of the standard."""
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=yaml.CSafeLoader)


@cache
def iso3166() -> dict[str, str]:
    """{alpha-2: alpha-3} of every country and territory, XK included."""
    return dict(read_yaml(HERE / "codes" / "iso3166.yaml"))


def _countries() -> CodeList:
    names = {lang: Locale.parse(lang.replace("-", "_")).territories for lang in LANGUAGES}
    codes = tuple(Code(alpha2, {lang: names[lang][alpha2] for lang in LANGUAGES}) for alpha2 in iso3166())
    return CodeList(COUNTRIES, Source("ISO 3166-1 alpha-2; names from CLDR", checked=True), codes)


def _form(raw: Mapping[str, Any]) -> Form:
    return Form(
        code=raw["code"],
        version=raw["version"],
        status=raw["status"],
        title=raw["title"],
        purpose=raw["purpose"],
        unit=raw["unit"],
        groups=raw["groups"],
        key=tuple(raw["key"]),
        variables=tuple(_variable(entry) for entry in raw["variables"]),
        rules=tuple(_rule(entry) for entry in raw["rules"]),
    )


def _variable(raw: Mapping[str, Any]) -> Variable:
    typed = {
        "level": Level(raw["level"]),
        "kind": Kind(raw["kind"]),
        "source": _source(raw["source"]),
        "also": tuple(raw.get("also", ())),
    }
    return Variable(**{**raw, **typed})


def _rule(raw: Mapping[str, Any]) -> Rule:
    conditions = tuple(_condition(entry) for entry in raw["fault_when"])
    typed = {"severity": Severity(raw["severity"]), "fault_when": conditions, "source": _source(raw["source"])}
    return Rule(**{**raw, **typed})


def _condition(raw: Mapping[str, Any]) -> Condition:
    codes = {key: tuple(raw[key]) for key in ("any_of", "none_of") if key in raw}
    return Condition(**{**raw, **codes})


def _code(raw: Mapping[str, Any]) -> Code:
    return Code(**{**raw, "also": tuple(raw.get("also", ()))})


def _source(raw: Mapping[str, Any]) -> Source:
    return Source(raw["text"], raw["checked"])
