"""What a label of citizenship or country means: the alias table, then CLDR's names, then "not resolved" with the nearest."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from rapidfuzz import fuzz, process

from natc.engine.standard.form import iso3166, read_yaml
from natc.engine.text import LANGUAGES, Text, fold, say

TABLE = Path(__file__).parent / "aliases.yaml"
NEAREST = 3  # candidates offered for a label nobody has decided
LIKENESS = 70  # of 100, rapidfuzz's ratio: below it a "nearest name" only misleads

CLDR_REASON = {"en": "name of the country in CLDR ({lang})", "sr": "назив државе у CLDR-у ({lang})"}
NEW_REASON = {"en": "not in the alias table, and no country's name", "sr": "није у табели назива, нити је име државе"}
NAMES: Mapping[str, Text] = {  # where the Network writes otherwise than CLDR; the footnote to Kosovo* stands in words.yaml
    "BA": {"en": "Bosnia and Herzegovina", "sr": "Босна и Херцеговина"},
    "XK": {"en": "Kosovo*", "sr": "Косово*"},
}


class Kind(StrEnum):
    """What a category of the tidy table is."""

    TOTAL = "total"
    FORM = "form of exploitation"
    COUNTRY = "country"
    FORMER = "former state"
    NATIONALS = "nationals"  # of the reporting state
    GROUP = "group"
    STATELESS = "stateless"
    UNKNOWN = "unknown"  # the reporting state says so itself
    NOT_CITIZENSHIP = "not a citizenship"  # text of the questionnaire, a number, a blank
    NOT_RESOLVED = "not resolved"


@dataclass(frozen=True)
class Reading:
    """How a label was read, and why. `candidates` are alpha-2 codes offered to a human, never applied."""

    kind: Kind
    code: str | None
    reason: Text
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class AliasTable:
    """The alias table: readings by folded label, patterns over the label as written, and the names of CLDR."""

    aliases: Mapping[str, Reading]
    patterns: tuple[tuple[re.Pattern[str], Reading], ...]
    names: Mapping[str, tuple[str, str]]  # {folded name: (alpha-2, language)}
    ambiguous: Mapping[str, tuple[str, ...]]  # {folded name that several countries bear: their codes}


@cache
def classify(label: str) -> Reading:
    """How this label is to be read. The same label in other capitals, another script or without accents reads the same."""
    table = load_table()
    for pattern, reading in table.patterns:
        if pattern.fullmatch(label):
            return reading
    key = fold(label)
    if key in table.aliases:
        return table.aliases[key]
    if key in table.names:
        code, lang = table.names[key]
        return Reading(Kind.COUNTRY, code, _fill(CLDR_REASON, lang=lang))
    return Reading(Kind.NOT_RESOLVED, None, NEW_REASON, table.ambiguous.get(key) or _nearest(key, table.names))


@cache
def country_name(code: str, lang: str) -> str:
    """The name of a country in a language of the house: as the Network writes it, else as CLDR has it."""
    if code in NAMES:
        return say(NAMES[code], lang)
    return str(Locale.parse(lang, sep="-").territories[code])


@cache
def load_table() -> AliasTable:
    """The alias table with the names of CLDR in its languages. A name that two countries bear is kept apart as ambiguous."""
    raw = read_yaml(TABLE)
    bearers = _bearers(raw["languages"])
    return AliasTable(
        aliases={fold(label): reading for entry in raw["aliases"] for label, reading in _readings(entry)},
        patterns=tuple(
            (re.compile(entry["match"]), Reading(Kind(entry["kind"]), None, entry["reason"])) for entry in raw["patterns"]
        ),
        names={name: next(iter(codes.items())) for name, codes in bearers.items() if len(codes) == 1},
        ambiguous={name: tuple(codes) for name, codes in bearers.items() if len(codes) > 1},
    )


def _bearers(languages: Iterable[str]) -> dict[str, dict[str, str]]:
    """{folded name: {alpha-2: the first language with it}} over CLDR."""
    bearers: dict[str, dict[str, str]] = {}
    for lang in languages:
        for code, name in Locale.parse(lang).territories.items():
            if code in iso3166():
                bearers.setdefault(fold(name), {}).setdefault(code, lang)
    return bearers


def _readings(entry: Mapping[str, Any]) -> Iterable[tuple[str, Reading]]:
    kind, reason, labels = Kind(entry["kind"]), entry["reason"], entry["labels"]
    if isinstance(labels, list):  # the kind says it all
        labels = dict.fromkeys(labels)
    for label, code in labels.items():
        match code:
            case list():
                yield label, Reading(kind, None, reason, tuple(code))
            case str() if kind is Kind.COUNTRY:
                yield label, Reading(kind, code, _named(reason, code))
            case _:
                yield label, Reading(kind, code, reason)


def _named(reason: Text, code: str) -> Text:
    return {lang: reason[lang].format(name=country_name(code, lang)) for lang in LANGUAGES if lang in reason}


def _fill(reason: Text, **values: str) -> Text:
    return {lang: text.format(**values) for lang, text in reason.items()}


def _nearest(key: str, names: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
    found = process.extract(key, names.keys(), scorer=fuzz.ratio, limit=NEAREST * 4, score_cutoff=LIKENESS)
    return tuple(dict.fromkeys(names[name][0] for name, _, _ in found))[:NEAREST]
