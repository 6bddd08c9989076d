"""Why two rows look alike, in words a person can check against the two lists."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
from babel import Locale
from babel.dates import format_date, format_skeleton

from natc.engine.linkage import lists
from natc.engine.linkage.attributes import FULL_DATE, NEW_YEAR, UNKNOWN
from natc.engine.linkage.decisions import Pair
from natc.engine.linkage.link import Linked
from natc.engine.linkage.output import CONFLICTS
from natc.engine.linkage.scoring import ORDER, STRAIGHT, SWAPPED
from natc.engine.standard.form import load_form, read_yaml
from natc.engine.text import Text, say

WORDS = Path(__file__).with_name("words.yaml")
COLUMN = {
    "birth": lists.BIRTH,
    "family": lists.FAMILY,
    "given": lists.GIVEN,
    "document": lists.DOCUMENT,
    "citizenship": lists.CITIZENSHIP,
    "place": lists.PLACE,
    "sex": lists.SEX,
}
FORMS = ("identifiers", "protection")  # which name the columns
SHOWN = (*lists.IDENTIFIERS, lists.SEX, lists.CITIZENSHIP, lists.REGISTERED_ON)  # what a human compares
CROSSED = {"family": lists.GIVEN, "given": lists.FAMILY}  # where the other row's name stands when the two are exchanged


def reasons(rows: pl.DataFrame, pair: dict[str, Any], lang: str) -> list[str]:
    """One sentence per attribute known on both sides. `pair`: a line of scoring.scored()."""
    left, right = rows.row(pair["left"], named=True), rows.row(pair["right"], named=True)
    told = [_reason(attribute, pair, left, right, lang) for attribute in COLUMN if pair[attribute] != UNKNOWN]
    if pair[ORDER] != STRAIGHT:
        told.insert(0, say(_words()[ORDER][SWAPPED], lang))
    if left[lists.BODY] == right[lists.BODY]:
        told.insert(0, say(_words()["body"]["same"], lang, left=left[lists.BODY]))
    return told


def beside(rows: pl.DataFrame, pair: Pair, lang: str) -> list[tuple[str, str, str]]:
    """(what it is, in one row, in the other) of everything that a human compares."""
    left, right = pair
    return [(heading(code, lang), rows[code][left] or "", rows[code][right] or "") for code in SHOWN]


def heading(code: str, lang: str) -> str:
    """The label of a variable that a human sees beside a pair; `body` has none and stays."""
    labels = {each.code: each.label for form in FORMS for each in load_form(form).variables}
    return say(labels[code], lang) if code in labels else code


def told(linked: Linked, folder: Path, lang: str) -> list[str]:
    """What a linkage written to `folder` did, in sentences, the result first."""
    manifest = linked.manifest
    pairs, ways, impossible = manifest["pairs"], manifest["rows_linked"], manifest["rows_linked"]["impossible"]
    least, most = manifest["persons_at_least"], manifest["persons"]
    contradicting, left_out = linked.merged.conflicts.height, linked.merged.left_out
    return [
        on_screen("result", lang, rows=manifest["rows"], persons=most),
        on_screen("shared", lang, count=manifest["persons_registered_by_more_than_one_body"]),
        on_screen("how", lang, **ways),
        on_screen("pairs", lang, **pairs),
        *[on_screen("impossible", lang, count=impossible)] * (impossible > 0),
        *[on_screen("bounds", lang, least=least, most=most, condition=manifest["bounds_hold_if"])] * (least < most),
        *[on_screen("conflicts", lang, count=contradicting, file=folder / CONFLICTS)] * (contradicting > 0),
        *[on_screen("left_out", lang, columns=", ".join(left_out))] * (len(left_out) > 0),
    ]


def on_screen(sentence: str, lang: str, **values: object) -> str:
    """A sentence of the command `natc link`."""
    return say(_words()["screen"][sentence], lang, **values)


def _reason(attribute: str, pair: dict[str, Any], left: dict[str, str], right: dict[str, str], lang: str) -> str:
    here = COLUMN[attribute]
    there = here if pair[ORDER] == STRAIGHT else CROSSED.get(attribute, here)
    sentences = _words()[attribute]
    written_otherwise = pair[attribute] == "same" and "otherwise" in sentences and left[here] != right[there]
    category = "otherwise" if written_otherwise else pair[attribute]
    shown = {"left": _shown(attribute, left[here], lang), "right": _shown(attribute, right[there], lang)}
    return say(sentences[category], lang, **shown)


def _shown(attribute: str, value: str, lang: str) -> str:
    match attribute:
        case "birth":
            return date_in_words(value, lang)
        case "citizenship":
            names = _locale(lang).territories
            return ", ".join(names.get(code.strip(), code) for code in value.split(";"))
        case _:
            return value


def date_in_words(iso: str, lang: str) -> str:
    """17 May 2001; May 2001 or 2001 as far as it is known; a text that is no date as it stands."""
    try:
        day = date.fromisoformat((iso + NEW_YEAR)[:FULL_DATE] if len(iso) < FULL_DATE else iso)
    except ValueError:
        return iso
    match len(iso):
        case 4:
            return iso
        case 7:
            return format_skeleton("yMMMM", day, locale=_locale(lang))
        case _:
            return format_date(day, "d MMMM y" if lang == "en" else "d. MMMM y.", locale=_locale(lang))


@cache
def _locale(lang: str) -> Locale:
    return Locale.parse(lang.replace("-", "_"))


@cache
def _words() -> dict[str, dict[str, Text]]:
    words: dict[str, dict[str, Text]] = read_yaml(WORDS)
    return words
