"""Single cells: what an office wrote, read into the one way the standard writes it. Pure functions over text.

Every reader gives a `Reading`: the standard's form of the value, or the name of what is wrong with it. Nothing is guessed:
what can be read in two ways is `ambiguous`.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from rapidfuzz import fuzz, process

from natc.engine.standard.form import COUNTRIES, Kind, Variable, country_names, load_codes
from natc.engine.text import fold, in_every_language

SEPARATOR = ";"  # between the codes of one cell
NEAR_ENOUGH = 70  # of 100, by rapidfuzz; below it a suggestion misleads more than it helps
FIRST_YEAR = 1900
LINKING = "linking"  # the group of variables that are identifiers and may hold them
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AP]M|Z|[+-]\d{2}:?\d{2})?$")  # after a date; not kept
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DOTTED = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})\.?")  # the region writes day, month, year between dots
_SLASHED = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})\.?")
_MONTH = re.compile(r"(\d{1,2})[./]\s*(\d{4})\.?")
_YEAR = re.compile(r"(\d{4})\.?")
_INTEGER = re.compile(r"-?\d+")
_AMOUNT = re.compile(r"-?\d+(?:\.\d+)?")
_COMMA_DECIMAL = re.compile(r"-?\d{1,3}(?:[. ]\d{3})*,\d+|-?\d+,\d+")
_POINT_DECIMAL = re.compile(r"-?\d{1,3}(?:[, ]\d{3})*\.\d+|-?\d+\.\d+")
_EITHER_WAY = re.compile(r"-?\d{1,3}[.,]\d{3}")  # 1.234 and 1,234: a thousand, or one and a bit
_DAY, _MONTH_OF_BIRTH = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])"
IDENTIFIER = re.compile(
    rf"{_DAY}{_MONTH_OF_BIRTH}\d{{9}}"  # JMBG, EMBG, EMŠO
    rf"|[1-9]\d\d{_MONTH_OF_BIRTH}{_DAY}\d{{6}}"  # CNP
    rf"|\d\d(?:{_MONTH_OF_BIRTH}|2[1-9]|3[0-2]|4[1-9]|5[0-2]){_DAY}\d{{4}}"  # EGN
    r"|[^@\s]+@[^@\s]+\.[a-z]{2,}|\+\d[\d /-]{7,}",  # e-mail, telephone
    re.IGNORECASE,
)
_GROUPED = re.compile(r"-?\d{1,3}(?: \d{3})+|-?\d{1,3}(?:\.\d{3}){2,}|-?\d{1,3}(?:,\d{3}){2,}")


class Fault(StrEnum):
    """What can be wrong with one cell; each has its sentences in `check/findings.yaml`."""

    NOT_A_CODE = "not_a_code"
    NOT_A_DATE = "not_a_date"
    AMBIGUOUS_DATE = "ambiguous_date"
    FUTURE_DATE = "future_date"
    NOT_A_NUMBER = "not_a_number"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    OUT_OF_RANGE = "out_of_range"
    UNLIKELY = "unlikely"
    IDENTIFIER = "identifier"


class DateOrder(StrEnum):
    """How an office writes days and months between slashes."""

    UNKNOWN = "unknown"
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


class Decimals(StrEnum):
    """Which sign an office writes before decimals."""

    UNKNOWN = "unknown"
    COMMA = "comma"
    POINT = "point"


@dataclass(frozen=True)
class Conventions:
    """How one office writes dates and numbers, as its mapping says."""

    dates: DateOrder = DateOrder.UNKNOWN
    decimals: Decimals = Decimals.UNKNOWN


NOTHING_SAID = Conventions()


@dataclass(frozen=True)
class Reading:
    """The value in the standard's form, or a fault with the nearest code; only an unlikely value keeps its value."""

    value: str | None
    fault: Fault | None = None
    nearest: str | None = None


def read_date(text: str, order: DateOrder = DateOrder.UNKNOWN, *, today: datetime.date) -> Reading:
    """A date as ISO 8601 with the precision it was written in: 2024-12-31, 2024-12 or 2024."""
    parts = _date_parts(_TIME.sub("", text), order)
    if isinstance(parts, Fault):
        return Reading(None, parts)
    year, month, day = parts
    try:
        begins = datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return Reading(None, Fault.NOT_A_DATE)
    if year < FIRST_YEAR:
        return Reading(None, Fault.NOT_A_DATE)
    value = begins.isoformat()[: 4 if month is None else 7 if day is None else 10]
    return Reading(None, Fault.FUTURE_DATE) if begins > today else Reading(value)


def _date_parts(text: str, order: DateOrder) -> tuple[int, int | None, int | None] | Fault:
    """Year, month, day as far as written."""
    if match := _ISO.fullmatch(text):
        return int(match[1]), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None
    if match := _YEAR.fullmatch(text):
        return int(match[1]), None, None
    if match := _DOTTED.fullmatch(text):
        return int(match[3]), int(match[2]), int(match[1])
    if match := _MONTH.fullmatch(text):
        return int(match[2]), int(match[1]), None
    if match := _SLASHED.fullmatch(text):
        return _slashed(int(match[1]), int(match[3]), int(match[4]), order)
    return Fault.NOT_A_DATE


def _slashed(first: int, second: int, year: int, order: DateOrder) -> tuple[int, int, int] | Fault:
    match order:
        case DateOrder.DAY_FIRST:
            return year, second, first
        case DateOrder.MONTH_FIRST:
            return year, first, second
        case DateOrder.UNKNOWN if first == second or first > 12:
            return year, second, first
        case DateOrder.UNKNOWN if second > 12:
            return year, first, second
        case DateOrder.UNKNOWN:
            return Fault.AMBIGUOUS_DATE


def read_amount(text: str, decimals: Decimals = Decimals.UNKNOWN) -> Reading:
    """A number with a decimal point and no thousands sign: "1.234,56" gives 1234.56."""
    text = text.replace("\u202f", " ").replace("\xa0", " ")
    if decimals is Decimals.UNKNOWN and _EITHER_WAY.fullmatch(text):
        return Reading(None, Fault.AMBIGUOUS_NUMBER)
    if decimals is not Decimals.COMMA and (_AMOUNT.fullmatch(text) or _POINT_DECIMAL.fullmatch(text)):
        return Reading(text.replace(",", "").replace(" ", ""))
    if decimals is not Decimals.POINT and _COMMA_DECIMAL.fullmatch(text):
        return Reading(text.replace(".", "").replace(" ", "").replace(",", "."))
    if _INTEGER.fullmatch(text) or _GROUPED.fullmatch(text) or _EITHER_WAY.fullmatch(text):
        return Reading(re.sub(r"[ .,]", "", text))
    return Reading(None, Fault.NOT_A_NUMBER)


def read_number(text: str, variable: Variable, conventions: Conventions) -> Reading:
    """An integer or amount of `variable`, tested against its bounds."""
    reading = read_amount(text, conventions.decimals)
    if reading.value is None:
        return reading
    number = float(reading.value)
    if variable.kind is Kind.INTEGER and not number.is_integer():
        return Reading(None, Fault.NOT_A_NUMBER)
    value = str(int(number)) if variable.kind is Kind.INTEGER else reading.value
    if (variable.least is not None and number < variable.least) or (variable.most is not None and number > variable.most):
        return Reading(None, Fault.OUT_OF_RANGE)
    if variable.unlikely_above is not None and number > variable.unlikely_above:
        return Reading(value, Fault.UNLIKELY)
    return Reading(value)


def read_text(text: str) -> Reading:
    """Free of direct identifiers: a personal number, e-mail address or telephone number must not stand in a register."""
    return Reading(None, Fault.IDENTIFIER) if IDENTIFIER.fullmatch(text) else Reading(text)


def read_codes(text: str, codes: str) -> Reading:
    """Several codes of the list `codes`, in the order of the text, each once, joined by ";"."""
    readings = [read_code(part, codes) for part in text.split(SEPARATOR) if part.strip()]
    faulty = next((reading for reading in readings if reading.fault), None)
    return faulty or Reading(SEPARATOR.join(dict.fromkeys(reading.value for reading in readings if reading.value)) or None)


def read_code(text: str, codes: str) -> Reading:
    """One code of the list `codes`, written as the code or as the standard's own label, in any of its languages and any case."""
    code = spellings(codes).get(fold(text))
    return Reading(code) if code else Reading(None, Fault.NOT_A_CODE, nearest_code(text, codes))


def read_cell(text: str, variable: Variable, conventions: Conventions, today: datetime.date) -> Reading:
    """What a cell of `variable` says, in the standard's form."""
    match variable.kind:
        case Kind.CODE:
            return read_code(text, variable.code_list)
        case Kind.CODES:
            return read_codes(text, variable.code_list)
        case Kind.DATE:
            return read_date(text, conventions.dates, today=today)
        case Kind.INTEGER | Kind.AMOUNT:
            return read_number(text, variable, conventions)
        case Kind.TEXT if variable.group == LINKING:
            return Reading(text)
        case Kind.TEXT:
            return read_text(text)


def nearest_code(text: str, codes: str) -> str | None:
    """The code whose label, code or other wording is most like `text` in either alphabet; None when nothing is near."""
    wordings = all_wordings(codes)
    best = process.extractOne(fold(text), list(wordings), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    return wordings[best[0]] if best else None


@cache
def spellings(codes: str) -> Mapping[str, str]:
    """{folded code or label: code}: what the standard itself calls a code. Wordings that two codes share are left out."""
    return _unshared(
        (wording, entry.code) for entry in load_codes(codes).codes for wording in (entry.code, *in_every_language(entry.label))
    )


@cache
def all_wordings(codes: str) -> Mapping[str, str]:
    """{folded wording: code}: also the other wordings offices use. Good for proposals, never applied silently."""
    also = {entry.code: entry.also for entry in load_codes(codes).codes}
    names = country_names() if codes == COUNTRIES else {}
    pairs = ((wording, code) for said in (also, names) for code, wordings in said.items() for wording in wordings)
    return {**_unshared(pairs), **spellings(codes)}


def _unshared(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for wording, code in pairs:
        found.setdefault(fold(wording), set()).add(code)
    return {wording: next(iter(codes)) for wording, codes in found.items() if len(codes) == 1 and wording}
