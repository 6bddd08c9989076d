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
from natc.engine.text import WRITTEN, Text

HERE = Path(__file__).parent
FORMS = ("protection", "justice", "ngo", "identifiers")
COUNTRIES = "countries"  # the one code list whose labels come from CLDR, but for Stateless and Unknown
READERS = ("home", "desk and reviewer", "members", "public")  # "home": never leaves the office
MERGES = ("first", "earliest", "latest", "union", "furthest", "largest")  # Unknown never wins; furthest: the later code
MEMBERS_LANGUAGES = ("bg", "bs", "hr", "mk", "ro", "sl", "sq", "sr")  # country names offices write


class Level(StrEnum):
    """How much the annual submission depends on a variable."""

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
    """How grave a finding is; only BLOCKING stops a file."""

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
    """One permitted value of a code list."""

    code: str
    label: Text
    note: Text | None = None
    also: tuple[str, ...] = ()  # other wordings offices use, any language


@dataclass(frozen=True)
class CodeList:
    """The permitted values of a variable, in the order in which they are shown."""

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
    readers: str  # one of READERS
    source: Source
    codes: str | None = None  # name of a code list
    caveat: Text | None = None
    least: float | None = None
    most: float | None = None
    unlikely_above: float | None = None
    merge: str = "first"  # how linkage joins two bodies' values, one of MERGES
    also: tuple[str, ...] = ()  # headings offices use for it, any language

    @property
    def code_list(self) -> str:
        """The name of the code list; an error in the standard itself when a coded variable has none."""
        if self.codes is None:
            raise KeyError(f"{self.code} has no code list")
        return self.codes


@dataclass(frozen=True)
class Condition:
    """One clause of a rule, over one variable. Exactly one of the comparisons is set.

    Except for `blank` and `lacks`, a clause holds only where the variables it names are filled.
    """

    variable: str
    any_of: tuple[str, ...] = ()  # holds one of these codes
    none_of: tuple[str, ...] = ()  # is filled and holds none of these codes
    lacks: tuple[str, ...] = ()  # is blank or holds none of these codes
    blank: bool | None = None
    before: str | None = None  # a date wholly earlier than the date in this variable
    over: str | float | None = None  # a number above this variable or constant
    under: str | float | None = None
    same_as: str | None = None  # the same set of codes as this variable
    differs_from: str | None = None  # another set of codes than this variable

    def against(self) -> str | None:
        """The other variable of a comparison between two; None where the comparison is with codes or a number."""
        others = (self.before, self.over, self.under, self.same_as, self.differs_from)
        return next((other for other in others if isinstance(other, str)), None)


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

    def variables(self) -> set[str]:
        """Codes of all variables that the rule reads or points at."""
        read = {condition.variable for condition in self.fault_when}
        against = {condition.against() for condition in self.fault_when}
        return {self.cell} | read | {other for other in against if other is not None}


@dataclass(frozen=True)
class Form:
    """A register as data: its variables in order and its rules."""

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
    taken_from: str | None = None  # the form that says the variables, where this one only takes some of them

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
        return yaml.load(file, Loader=yaml.CSafeLoader)  # the safe loader, in C


@cache
def iso3166() -> dict[str, str]:
    """{alpha-2: alpha-3} of every country and territory, XK included."""
    return dict(read_yaml(HERE / "codes" / "iso3166.yaml"))


@cache
def country_names() -> dict[str, tuple[str, ...]]:
    """{alpha-2: its names in the members' languages}, as offices write them. Apart from the code list, since it loads slowly."""
    territories = [Locale.parse(lang).territories for lang in MEMBERS_LANGUAGES]
    return {code: tuple(dict.fromkeys(names[code] for names in territories)) for code in iso3166()}


def _countries() -> CodeList:
    names = {lang: Locale.parse(lang).territories for lang in WRITTEN}
    countries = tuple(
        Code(code=alpha2, label={lang: names[lang][alpha2] for lang in WRITTEN}, also=(alpha3,))
        for alpha2, alpha3 in iso3166().items()
    )
    others = tuple(_code(entry) for entry in read_yaml(HERE / "codes" / "countries.yaml"))
    return CodeList(COUNTRIES, Source("ISO 3166-1 alpha-2; names from CLDR", checked=True), countries + others)


def _form(raw: Mapping[str, Any]) -> Form:
    variables, rules = _taken(**raw["take"]) if "take" in raw else _own(raw)
    return Form(
        code=raw["code"],
        version=raw["version"],
        status=raw["status"],
        title=raw["title"],
        purpose=raw["purpose"],
        unit=raw["unit"],
        groups=raw["groups"],
        key=tuple(raw["key"]),
        variables=variables,
        rules=rules,
        taken_from=raw.get("take", {}).get("form"),
    )


def _own(raw: Mapping[str, Any]) -> tuple[tuple[Variable, ...], tuple[Rule, ...]]:
    return tuple(_variable(entry) for entry in raw["variables"]), tuple(_rule(entry) for entry in raw["rules"])


def _taken(form: str, variables: list[str]) -> tuple[tuple[Variable, ...], tuple[Rule, ...]]:
    """The named variables of another form, and every rule of it that touches no other variable."""
    whole = load_form(form)
    rules = tuple(rule for rule in whole.rules if rule.variables() <= set(variables))
    return tuple(whole.variable(code) for code in variables), rules


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
    lists: dict[str, Any] = {key: tuple(raw[key]) for key in ("any_of", "none_of", "lacks") if key in raw}
    return Condition(**{**raw, **lists})


def _code(raw: Mapping[str, Any]) -> Code:
    return Code(**{**raw, "also": tuple(raw.get("also", ()))})


def _source(raw: Mapping[str, Any]) -> Source:
    return Source(raw["text"], raw["checked"])
