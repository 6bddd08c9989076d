"""The rules as Polars expressions over text columns named by variable code."""

import datetime
import re
from collections.abc import Callable, Collection, Mapping
from functools import cache, reduce
from math import ceil, floor
from operator import and_

import polars as pl

from natc.engine.standard.form import Condition, Kind, Rule, Variable, load_codes

Cell = Callable[[str], pl.Expr]  # variable code → what its cell holds, or whether the office wrote anything in it

_LEAP_YEAR = r"(?:19(?:0[48]|[2468][048]|[13579][26])|20(?:[02468][048]|[13579][26]))"
PLAIN_DATE = (  # whole dates, months and years from 1900
    r"^(?:19|20)\d\d(?:-(?:(?:0[13578]|1[02])(?:-(?:0[1-9]|[12]\d|3[01]))?"
    r"|(?:0[469]|11)(?:-(?:0[1-9]|[12]\d|30))?|02(?:-(?:0[1-9]|1\d|2[0-8]))?))?$"
    rf"|^{_LEAP_YEAR}-02-29$"
)
_SUSPECT_TEXT = r"^\d{10}$|^\d{13}$|[@+]|^\s|\s$"  # wider than the reader's pattern for identifiers; spaces to be trimmed
MOST_LISTED = 1_000  # whole numbers looked up as they are written; a lookup takes a quarter of the time of a pattern
_PLAIN = {
    Kind.INTEGER: r"^(?:0|[1-9]\d{0,8})$",
    Kind.AMOUNT: r"^(?:0|[1-9]\d{0,8})(?:\.\d{1,2}|\.\d{4,})?$",  # 1.234 could be a thousand: left to the slow reader
}


def suspect(column: pl.Expr, variable: Variable, today: datetime.date) -> pl.Expr:
    """Whether a cell is filled and not plainly right. Cheap, and wider than the truth: the reader of values decides."""
    match variable.kind:
        case Kind.CODE:
            return ~column.is_in([entry.code for entry in load_codes(variable.code_list).codes])
        case Kind.CODES:
            code = "|".join(re.escape(entry.code) for entry in load_codes(variable.code_list).codes)
            return ~column.str.contains(f"^(?:{code})(?:;(?:{code}))*$")
        case Kind.DATE:
            return ~column.str.contains(PLAIN_DATE) | (column > today.isoformat())
        case Kind.INTEGER if _span(variable) <= MOST_LISTED:
            least, most = _likely(variable)
            return ~column.is_in([str(number) for number in range(ceil(least), floor(most) + 1)])
        case Kind.INTEGER | Kind.AMOUNT:
            number = column.cast(pl.Float64, strict=False)
            return ~column.str.contains(_PLAIN[variable.kind]) | ~number.is_between(*_likely(variable))
        case Kind.TEXT:
            return column.str.contains(_SUSPECT_TEXT)


def at_fault(rule: Rule, variables: Mapping[str, Variable], cell: Cell, filled: Cell) -> pl.Expr:
    """Whether all conditions of `rule` hold in a row; null or false where a cell it needs is blank or cannot be read."""
    return reduce(and_, (_holds(condition, variables, cell, filled) for condition in rule.fault_when))


def _holds(condition: Condition, variables: Mapping[str, Variable], cell: Cell, filled: Cell) -> pl.Expr:
    column, variable = cell(condition.variable), variables[condition.variable]
    clauses = []
    if condition.any_of:
        clauses.append(_holds_any(column, variable, condition.any_of))
    if condition.none_of:
        clauses.append(column.is_not_null() & ~_holds_any(column, variable, condition.none_of))
    if condition.lacks:
        clauses.append(~filled(condition.variable) | ~_holds_any(column, variable, condition.lacks))
    if condition.blank is not None:
        clauses.append(~filled(condition.variable) if condition.blank else filled(condition.variable))
    return reduce(and_, clauses + _compared(condition, variables, cell))


def _compared(condition: Condition, variables: Mapping[str, Variable], cell: Cell) -> list[pl.Expr]:
    column = cell(condition.variable)
    clauses = []
    if condition.before is not None:
        clauses.append(_earlier(column, cell(condition.before)))
    if condition.over is not None:
        clauses.append(_number(column) > _bound(condition.over, cell))
    if condition.under is not None:
        clauses.append(_number(column) < _bound(condition.under, cell))
    if condition.same_as is not None:
        clauses.append(_code_set(condition.variable, variables, cell) == _code_set(condition.same_as, variables, cell))
    if condition.differs_from is not None:
        clauses.append(_code_set(condition.variable, variables, cell) != _code_set(condition.differs_from, variables, cell))
    return clauses


def _holds_any(column: pl.Expr, variable: Variable, codes: Collection[str]) -> pl.Expr:
    if variable.kind is not Kind.CODES:
        return column.is_in(list(codes))
    if _told_apart(variable.code_list):
        return column.str.contains_any(list(codes))  # half the time of the pattern below
    return column.str.contains(f"(?:^|;)(?:{'|'.join(map(re.escape, codes))})(?:;|$)")


@cache
def _told_apart(code_list: str) -> bool:
    """Whether no code of the list is a part of another one, so that to find its letters is to find the code."""
    codes = [entry.code for entry in load_codes(code_list).codes]
    return not any(one in other for one in codes for other in codes if one is not other)


def _earlier(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """Whether a date lies wholly before another: 2024 is not before 2024-05, nor after it."""
    return (one < other) & ~other.str.starts_with(one)


def _number(column: pl.Expr) -> pl.Expr:
    return column.cast(pl.Float64, strict=False)


def _bound(bound: str | float, cell: Cell) -> pl.Expr | float:
    return _number(cell(bound)) if isinstance(bound, str) else bound


def _likely(variable: Variable) -> tuple[float, float]:
    most = min((bound for bound in (variable.most, variable.unlikely_above) if bound is not None), default=float("inf"))
    return (float("-inf") if variable.least is None else variable.least), most


def _span(variable: Variable) -> float:
    least, most = _likely(variable)
    return most - least


def _code_set(code: str, variables: Mapping[str, Variable], cell: Cell) -> pl.Expr:
    """Codes in one order and each once, so that RS;BA, BA;RS and BA;RS;BA are the same."""
    column = cell(code)
    if variables[code].kind is not Kind.CODES:
        return column
    return (
        pl.when(column.str.contains(";", literal=True))
        .then(column.str.split(";").list.unique().list.sort().list.join(";"))
        .otherwise(column)
    )
