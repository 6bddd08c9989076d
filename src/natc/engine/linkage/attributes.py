"""What is compared of two rows: each attribute's comparable value, and in which category two values agree."""

from collections.abc import Callable

import polars as pl
from rapidfuzz.distance import OSA, JaroWinkler

from natc.engine.linkage import lists
from natc.engine.linkage.names import folded, name_agreement, spelling
from natc.engine.text import fold

UNKNOWN = "unknown"
NEW_YEAR = "-01-01"  # offices write 1 January when they know only the year
FULL_DATE, YEAR = 10, 4  # characters of an ISO 8601 date
CLOSE_PLACE = 0.92  # Jaro-Winkler
MEANT_LETTERS = 4  # a shorter word of a place ("ul", "br") says nothing


def comparable(rows: pl.DataFrame) -> pl.DataFrame:
    """One line per row with `row`, `body` and the attributes in comparable form; null where unknown."""
    return rows.select(
        lists.ROW,
        lists.BODY,
        _each_distinct(lists.GIVEN, folded).alias("given"),
        _each_distinct(lists.FAMILY, folded).alias("family"),
        _each_distinct(lists.BIRTH, birth_date).alias("birth"),
        _each_distinct(lists.DOCUMENT, lambda text: fold(text).replace(" ", "")).alias("document"),
        _each_distinct(lists.PLACE, fold).alias("place"),
        _each_distinct(lists.CITIZENSHIP, lambda text: ";".join(sorted(_codes(text)))).alias("citizenship"),
        pl.col(lists.SEX).replace(list(lists.UNKNOWN_CODES), None).alias("sex"),
    )


def birth_date(text: str) -> str:
    """The date with what is not known left away: 1 January means that only the year is known."""
    return text.removesuffix(NEW_YEAR) if len(text) == FULL_DATE else text


def birth_agreement(left: str, right: str) -> str:
    """same, month, year (as far as both are known), swapped (day and month), close (a digit), same_year, next_year or differs."""
    known = min(len(left), len(right))
    if left[:known] == right[:known]:
        return {FULL_DATE: "same", YEAR: "year"}.get(known, "month")
    if known < FULL_DATE:
        return _year_agreement(left, right)
    if left == f"{right[:YEAR]}-{right[8:]}-{right[5:7]}":
        return "swapped"
    return "close" if OSA.distance(left, right, score_cutoff=1) <= 1 else _year_agreement(left, right)


def _year_agreement(left: str, right: str) -> str:
    if left[:YEAR] == right[:YEAR]:
        return "same_year"
    both_years = left[:YEAR].isdigit() and right[:YEAR].isdigit()
    return "next_year" if both_years and abs(int(left[:YEAR]) - int(right[:YEAR])) == 1 else "differs"


def document_agreement(left: str, right: str) -> str:
    """same, close (one character wrong, missing or exchanged with its neighbour) or differs."""
    if left == right:
        return "same"
    return "close" if OSA.distance(left, right, score_cutoff=1) <= 1 else "differs"


def place_agreement(left: str, right: str) -> str:
    """same, close (a word in common, or nearly the same text) or differs."""
    if left == right:
        return "same"
    shared = set(left.split()) & set(right.split())
    near = JaroWinkler.similarity(left, right) >= CLOSE_PLACE
    return "close" if near or any(len(word) >= MEANT_LETTERS for word in shared) else "differs"


def citizenship_agreement(left: str, right: str) -> str:
    """same when at least one citizenship is shared."""
    return "same" if _codes(left) & _codes(right) else "differs"


def sex_agreement(left: str, right: str) -> str:
    return "same" if left == right else "differs"


AGREEMENT: dict[str, Callable[[str, str], str]] = {
    "given": name_agreement,
    "family": name_agreement,
    "birth": birth_agreement,
    "document": document_agreement,
    "place": place_agreement,
    "citizenship": citizenship_agreement,
    "sex": sex_agreement,
}


def share_key(attribute: str, value: str) -> tuple[str, ...]:
    """The values under which the frequency of `value` is counted: names by spelling, dates by year, citizenships one by one."""
    match attribute:
        case "given" | "family":
            return (spelling(value),)
        case "birth":
            return (value[:YEAR],)
        case "citizenship":
            return tuple(value.split(";"))
        case _:
            return (value,)


def _codes(text: str) -> set[str]:
    return {code.strip() for code in text.split(";") if code.strip() and code.strip() not in lists.UNKNOWN_CODES}


def _each_distinct(column: str, change: Callable[[str], str]) -> pl.Expr:
    """`change` over the column, called once per distinct value; what becomes empty is null."""

    def mapped(values: pl.Series) -> pl.Series:
        distinct = values.drop_nulls().unique()
        changed = [change(value) or None for value in distinct]
        return values.replace_strict(distinct, pl.Series(changed, dtype=pl.String), default=None, return_dtype=pl.String)

    return pl.col(column).map_batches(mapped, return_dtype=pl.String)
