"""Proposals: which column is probably which variable, and which word which code. A person decides; nothing here is applied."""

import datetime
import re
from collections.abc import Iterable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from rapidfuzz import fuzz

from natc.engine.standard.files import Table, reading
from natc.engine.standard.form import Form, Kind, Variable
from natc.engine.standard.mapping.mapping import Column, Mapping, own_names, targets
from natc.engine.standard.values import (
    NOTHING_SAID,
    SEPARATOR,
    Conventions,
    DateOrder,
    Decimals,
    Fault,
    all_wordings,
    read_cell,
    spellings,
)
from natc.engine.text import Text, fold, say

ALIKE = 86  # of 100, by rapidfuzz on folded headings; lower joined "datum rođenja" to "datum identifikacije" on the sheets tried
MOSTLY = 0.6  # share of distinct values that must be readable before an inexact heading is proposed
NEARLY_ALL = 0.9  # share of distinct values that must be readable before a column is proposed by its content alone
MOST_VALUES = 400  # distinct values looked at in a column
FLAG_YES = frozenset(fold(word) for word in "1 x da yes true ja po да дa tak".split())
FLAG_NO = frozenset(fold(word) for word in "0 ne no false nu jo не".split())
SEPARATORS = (SEPARATOR, ",", "/", "+", " i ", " и ", " and ")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-]\d{4}\.?")

WHY: Dict[str, Text] = {
    "heading": {"en": 'the heading "{heading}" is known for it', "sr": "заглавље „{heading}“ је познато за то"},
    "like": {"en": 'the heading is like "{known}"', "sr": "заглавље личи на „{known}“"},
    "content": {"en": "its values fit", "sr": "вредности се уклапају"},
    "flag": {
        "en": 'the heading "{heading}" names a code and its cells say yes or no',
        "sr": "заглавље „{heading}“ је шифра, а поља кажу да или не",
    },
    "read": {
        "en": "{read} of {all} different values can be read",
        "sr": "може се прочитати {read} од {all} различитих вредности",
    },
}


@dataclass(frozen=True)
class Candidate:
    """A variable that a column may hold, and why a person should think so."""

    heading: str
    variable: Variable
    score: float  # 0–100 for the name, plus up to 50 for content; only its order matters
    why: str
    flag: str | None = None  # the code that a yes in this column means


def propose(table: Table, form: Form, earlier: Mapping | None = None, lang: str = "en") -> Mapping:
    """`earlier` (or an empty mapping) with proposals for every column and value of `table` that it does not settle.

    Idempotent: proposing again on the same sheet changes nothing. Columns without a proposal stand in `left_out`.
    """
    mapping = earlier or Mapping(form.code, (), sheet=table.sheet)
    values = _distinct_values(table)
    kept = tuple(column for column in mapping.columns if column.heading in values or column.confirmed)
    known = targets(form)
    chosen = _chosen(mapping, kept, values, known, lang)
    new = tuple(Column(one.heading, one.variable.code, confirmed=False, why=one.why) for one in chosen)
    flags = {one.heading: one.flag for one in chosen if one.flag}
    columns = tuple(
        _with_values(column, known[column.variable], values.get(column.heading, ()), flags.get(column.heading))
        for column in (*kept, *new)
    )
    order = {heading: index for index, heading in enumerate(table.headings)}
    columns = tuple(sorted(columns, key=lambda column: order.get(column.heading, len(order))))
    named = {column.heading for column in columns}
    left_out = tuple(dict.fromkeys((*mapping.left_out, *(heading for heading in table.headings if heading not in named))))
    return replace(mapping, columns=columns, left_out=left_out, offered=_conventions(mapping.conventions, columns, known, values))


def _chosen(
    mapping: Mapping, kept: tuple[Column, ...], values: Dict[str, tuple[str, ...]], known: Dict[str, Variable], lang: str
) -> list[Candidate]:
    """A candidate for each heading that nobody has settled yet, where there is one."""
    settled = {column.heading for column in kept} | set(mapping.left_out)
    present = [column.variable for column in kept if column.heading in values]
    taken = {variable for variable in present if known[variable].kind is not Kind.CODES} | set(mapping.constants)
    unsettled = [heading for heading in values if heading not in settled]
    return _choose([one for heading in unsettled for one in _candidates(heading, values[heading], known.values(), lang)], taken)


def _distinct_values(table: Table) -> dict[str, tuple[str, ...]]:
    with reading(table):
        frame = table.frame.select(table.headings).collect()
    return {
        heading: tuple(frame[heading].drop_nulls().unique(maintain_order=True).head(MOST_VALUES).to_list())
        for heading in table.headings
    }


def _candidates(heading: str, values: tuple[str, ...], variables: Iterable[Variable], lang: str) -> list[Candidate]:
    found = [
        one
        for variable in variables
        for one in (_by_name(heading, values, variable, lang), _as_flag(heading, values, variable, lang))
        if one
    ]
    return found or _by_content(heading, values, variables, lang)


def _by_name(heading: str, values: tuple[str, ...], variable: Variable, lang: str) -> Candidate | None:
    """A candidate whose heading is one the variable is known by, or like one while its values fit."""
    wordings = _wordings(variable.code, variable)
    folded = fold(heading)
    best = max(wordings, key=lambda wording: fuzz.token_sort_ratio(folded, wording))
    score = fuzz.token_sort_ratio(folded, best)
    readable = _readable(values, variable)
    fits = not values or readable >= MOSTLY * len(values)
    if score < ALIKE or (score < 100 and not fits):
        return None
    why = _say("heading", lang, heading=heading) if score == 100 else _say("like", lang, known=wordings[best])
    note = "" if variable.kind is Kind.TEXT else f"; {_read_note(readable, values, lang)}"
    return Candidate(heading, variable, score + 50 * readable / max(len(values), 1), why + note)


def _as_flag(heading: str, values: tuple[str, ...], variable: Variable, lang: str) -> Candidate | None:
    """A candidate for a column that says yes or no to one code of a variable that holds several."""
    if variable.kind is not Kind.CODES or not values or not {fold(value) for value in values} <= FLAG_YES | FLAG_NO:
        return None
    code = all_wordings(variable.code_list).get(fold(heading))
    return Candidate(heading, variable, 120, _say("flag", lang, heading=heading), flag=code) if code else None


def _by_content(heading: str, values: tuple[str, ...], variables: Iterable[Variable], lang: str) -> list[Candidate]:
    """Coded variables whose list knows nearly all values of a column that its heading does not explain."""
    coded = [variable for variable in variables if variable.codes and variable.kind in (Kind.CODE, Kind.CODES)]
    return [
        Candidate(
            heading, variable, 40 * readable / len(values), f"{_say('content', lang)}; {_read_note(readable, values, lang)}"
        )
        for variable in coded
        if len(values) > 1 and (readable := _readable(values, variable)) >= NEARLY_ALL * len(values)
    ]


def _choose(candidates: list[Candidate], taken: set[str]) -> list[Candidate]:
    """The best candidate of each heading; a variable with one value takes one column."""
    chosen: dict[str, Candidate] = {}
    taken = set(taken)
    for one in sorted(candidates, key=lambda candidate: -candidate.score):
        if one.heading in chosen or one.variable.code in taken:
            continue
        chosen[one.heading] = one
        if not one.flag:
            taken.add(one.variable.code)
    return list(chosen.values())


def _with_values(column: Column, variable: Variable, values: tuple[str, ...], flag: str | None) -> Column:
    """The column with a code proposed for each word that nobody has mapped and that the standard does not read by itself."""
    if variable.kind not in (Kind.CODE, Kind.CODES):
        return column
    if flag:
        words = {value: flag if fold(value) in FLAG_YES else "" for value in values}
        return replace(column, proposed={**column.proposed, **words})
    separator = column.separator if column.confirmed else _separator(values, variable)
    parts = dict.fromkeys(part.strip() for value in values for part in _parts(value, separator, variable))
    open_words = [
        part for part in parts if part and part not in column.values and fold(part) not in spellings(variable.code_list)
    ]
    wordings = all_wordings(variable.code_list)
    proposed = {word: wordings[fold(word)] for word in open_words if fold(word) in wordings and word not in column.unread}
    unread = tuple(word for word in open_words if word not in proposed)
    return replace(column, proposed={**column.proposed, **proposed}, unread=unread, separator=separator)


def _separator(values: tuple[str, ...], variable: Variable) -> str:
    """The sign between several codes in one cell: the one that makes most parts readable."""
    if variable.kind is not Kind.CODES:
        return SEPARATOR
    wordings = all_wordings(variable.code_list)

    def read(separator: str) -> int:
        return sum(all(fold(part) in wordings for part in _parts(value, separator, variable)) for value in values)

    return max(SEPARATORS, key=read)


def _parts(value: str, separator: str, variable: Variable) -> list[str]:
    return value.split(separator) if variable.kind is Kind.CODES else [value]


def _readable(values: tuple[str, ...], variable: Variable) -> int:
    """How many of the distinct values the variable could hold, other wordings of codes included."""
    if variable.kind is Kind.TEXT:
        return 0
    if variable.codes:
        wordings, separator = all_wordings(variable.codes), _separator(values, variable)
        return sum(all(fold(part) in wordings for part in _parts(value, separator, variable)) for value in values)
    today = datetime.date.today()
    good = (None, Fault.FUTURE_DATE, Fault.AMBIGUOUS_DATE, Fault.AMBIGUOUS_NUMBER, Fault.UNLIKELY)
    return sum(read_cell(value, variable, NOTHING_SAID, today).fault in good for value in values)


def _conventions(
    said: Conventions, columns: tuple[Column, ...], known: Dict[str, Variable], values: Dict[str, tuple[str, ...]]
) -> Conventions:
    """Day or month first, comma or point, where nobody has said it, unmistakable values show it, and all of them agree."""

    def texts(*kinds: Kind) -> list[str]:
        return list(
            chain.from_iterable(values.get(column.heading, ()) for column in columns if known[column.variable].kind in kinds)
        )

    dates = _date_order(texts(Kind.DATE)) if said.dates is DateOrder.UNKNOWN else DateOrder.UNKNOWN
    decimals = _decimals(texts(Kind.AMOUNT)) if said.decimals is Decimals.UNKNOWN else Decimals.UNKNOWN
    return Conventions(dates, decimals)


def _date_order(texts: list[str]) -> DateOrder:
    pairs = [(int(match[1]), int(match[2])) for text in texts if (match := _SLASHED.fullmatch(text))]
    day_first, month_first = any(first > 12 for first, _ in pairs), any(second > 12 for _, second in pairs)
    if day_first == month_first:
        return DateOrder.UNKNOWN
    return DateOrder.DAY_FIRST if day_first else DateOrder.MONTH_FIRST


def _decimals(texts: list[str]) -> Decimals:
    comma = any(re.search(r",\d{1,2}$", text) for text in texts)
    point = any(re.search(r"\.\d{1,2}$", text) for text in texts)
    if comma == point:
        return Decimals.UNKNOWN
    return Decimals.COMMA if comma else Decimals.POINT


@cache
def _heading_wordings(names: tuple[str, ...]) -> dict[str, str]:
    return {fold(name): name for name in names if fold(name)}


def _wordings(code: str, variable: Variable) -> dict[str, str]:
    """{folded: as written} of everything the variable is known by, its code without prefix included."""
    bare = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", code.partition("_")[2] or code)
    return _heading_wordings((*own_names(variable), bare, *variable.also))


def _read_note(readable: int, values: tuple[str, ...], lang: str) -> str:
    return _say("read", lang, read=readable, all=len(values))


def _say(key: str, lang: str, **parts: object) -> str:
    return say(WHY[key], lang, **parts)
