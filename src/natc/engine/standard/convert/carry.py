"""Carrying the cells: every distinct value of a column is read once, then whole columns are replaced."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from natc.engine.errors import Refused, Unusable
from natc.engine.standard.convert.account import Account, Line, Without, why_text
from natc.engine.standard.convert.crosswalk import ANY, Carry, Crosswalk, split_codes
from natc.engine.standard.files import ROW, Table, reading
from natc.engine.standard.form import Form, Kind, Variable, load_form
from natc.engine.standard.values import NOTHING_SAID, SEPARATOR, read_cell
from natc.engine.text import Text, say

SOME_DAY = datetime.date.max  # a future date is carried; natc check points at it
UNIT = "\x1f"  # between the codes of one cell while columns are joined; no office writes it


@dataclass(frozen=True)
class Converted:
    """`register` has text columns called by variable, in the form's order, one row per row of the source."""

    register: pl.DataFrame
    account: Account


@dataclass(frozen=True)
class _Fate:
    """What became of one value: its codes, and the part of it that has no place, with the reason."""

    codes: tuple[str, ...] = ()
    part: str | None = None
    why: Text | None = None


@dataclass(frozen=True)
class _Column:
    """A column of the source with the fate of each of its values."""

    carry: Carry
    variable: Variable
    counts: Mapping[str, int]  # value → cells
    fates: Mapping[str, _Fate]

    @cached_property
    def codes(self) -> pl.Expr:
        """The codes of each cell joined by UNIT; null where there are none."""
        known = {value: UNIT.join(fate.codes) for value, fate in self.fates.items() if fate.codes}
        return pl.col(self.carry.column).replace_strict(known, default=None, return_dtype=pl.String)

    @property
    def read_whole(self) -> pl.Expr:
        whole = [value for value, fate in self.fates.items() if fate.why is None]
        return pl.col(self.carry.column).is_in(whole)


def convert(crosswalk: Crosswalk, table: Table) -> Converted:
    """`table` carried into the register that `crosswalk` names. A cell blank in the source is blank in the register.

    Raises Unusable when the table is not of that source, Refused when it already is a register of ours.
    """
    form = load_form(crosswalk.form)
    _check_source(crosswalk, table, form)
    cells = _cells(table)
    columns = [_column(cells, carry, form) for carry in crosswalk.carries(table.headings)]
    register = cells.select(_joined(form, columns, crosswalk))
    account = Account(
        crosswalk=crosswalk,
        form=form,
        file=table.path.name,
        sheet=table.sheet,
        rows=cells.height,
        carried=tuple(_carried_line(cells, register, column, crosswalk) for column in columns),
        left=tuple(_left_lines(cells, crosswalk, columns)),
        variables=tuple(register.columns),
    )
    return Converted(register, account)


def _check_source(crosswalk: Crosswalk, table: Table, form: Form) -> None:
    if form.key[0] in table.headings:
        raise Refused(f"{table.path.name} already has the column {form.key[0]} of the {form.code} register; natc check reads it")
    if not crosswalk.recognises(table.headings):
        found = ", ".join(table.headings[:5])
        expected = say(crosswalk.expects, "en")
        raise Unusable(f"{table.path.name} is not {say(crosswalk.title, 'en')}: expected {expected}; found {found} …")


def _cells(table: Table) -> pl.DataFrame:
    """All cells as text, blanks as null."""
    with reading(table):
        return table.frame.select(ROW, *table.headings).collect()


def _column(cells: pl.DataFrame, carry: Carry, form: Form) -> _Column:
    variable = form.variable(carry.to)
    counts = dict(
        cells[carry.column].drop_nulls().value_counts(sort=True).sort("count", carry.column, descending=[True, False]).iter_rows()
    )
    return _Column(carry, variable, counts, {value: _fate(value, carry, variable) for value in counts})


def _fate(value: str, carry: Carry, variable: Variable) -> _Fate:
    """What a whole cell says; its parts one by one where it is not one value."""
    whole = _part_fate(value, carry, variable)
    if whole.why is None or not carry.separators:
        return whole
    parts = [_part_fate(part, carry, variable) for part in split_codes(value, carry.separators)]
    unread = next((part for part in parts if part.why), _Fate())
    return _Fate(tuple(dict.fromkeys(code for part in parts for code in part.codes)), unread.part, unread.why)


def _part_fate(part: str, carry: Carry, variable: Variable) -> _Fate:
    key = part.casefold()
    if key in carry.without:
        return _Fate((), part, carry.without[key])
    if codes := carry.values.get(key):
        return _read(codes, part, variable)
    if ANY in carry.without:
        return _Fate((), part, carry.without[ANY])
    fate = _read(part, part, variable)
    return replace(fate, codes=tuple(carry.prefix + code for code in fate.codes))


def _read(text: str, part: str, variable: Variable) -> _Fate:
    """`text` as the standard reads it; a future date and an unlikely value are kept, for natc check to point at."""
    several = variable.kind in (Kind.CODE, Kind.CODES)
    readings = [read_cell(one, variable, NOTHING_SAID, SOME_DAY) for one in (text.split(SEPARATOR) if several else [text])]
    if any(reading.value is None for reading in readings):
        return _unread(part, variable)
    return _Fate(tuple(reading.value for reading in readings if reading.value))


def _unread(part: str, variable: Variable) -> _Fate:
    match variable.kind:
        case Kind.CODE | Kind.CODES:
            return _Fate((), part, why_text("not_a_code", variable))
        case Kind.TEXT:  # the standard's reader refuses a text only where it looks like an identifier
            return _Fate((), None, why_text("hidden"))
        case _:
            return _Fate((), part, why_text("unread", variable))


def _joined(form: Form, columns: Sequence[_Column], crosswalk: Crosswalk) -> list[pl.Expr]:
    """One expression for each variable that a column feeds, in the form's order; the key always."""
    feeding = {
        variable.code: [column.codes for column in columns if column.carry.to == variable.code] for variable in form.variables
    }
    from_row = pl.lit(f"{crosswalk.person_code.prefix}row-") + pl.col(ROW).cast(pl.String)
    feeding[form.key[0]] = feeding[form.key[0]] or [from_row]
    return [_one(form.variable(code), parts, crosswalk).alias(code) for code, parts in feeding.items() if parts]


def _one(variable: Variable, parts: Sequence[pl.Expr], crosswalk: Crosswalk) -> pl.Expr:
    """The codes of all columns in one cell: joined where the variable holds several, else the nearest or the only one."""
    codes = pl.concat_str(parts, separator=UNIT, ignore_nulls=True).str.split(UNIT).list.unique(maintain_order=True)
    if variable.kind is Kind.CODES:
        joined = codes.list.join(SEPARATOR)
    else:
        only = pl.when(codes.list.len() == 1).then(codes.list.first())
        order = crosswalk.several[variable.code].nearest_first if variable.code in crosswalk.several else ()
        joined = pl.coalesce([pl.when(codes.list.contains(code)).then(pl.lit(code)) for code in order] + [only])
    return pl.when(joined != "").then(joined)


def _carried_line(cells: pl.DataFrame, register: pl.DataFrame, column: _Column, crosswalk: Crosswalk) -> Line:
    carry = column.carry
    without = [Without(fate.part, column.counts[value], fate.why) for value, fate in column.fates.items() if fate.why is not None]
    if column.variable.kind is not Kind.CODES:
        why = crosswalk.several[carry.to].why if carry.to in crosswalk.several else why_text("several", column.variable)
        without += [Without(value, count, why) for value, count in _beaten(cells, register[carry.to], column)]
    return Line(carry.column, sum(column.counts.values()), carry.to, carry.caveat, _together(without))


def _together(without: Iterable[Without]) -> tuple[Without, ...]:
    """One entry for each value and reason, the most cells first."""
    cells: dict[tuple[str | None, str], Without] = {}
    for one in without:
        key = one.value, say(one.why, "en")
        cells[key] = replace(one, cells=one.cells + (cells[key].cells if key in cells else 0))
    return tuple(sorted(cells.values(), key=lambda one: (-one.cells, one.value or "")))


def _beaten(cells: pl.DataFrame, final: pl.Series, column: _Column) -> Iterator[tuple[str, int]]:
    """Values that were read in full but gave way, with their cells: the variable holds one value and the row has several."""
    lost = column.read_whole & column.codes.is_not_null() & pl.lit(final).ne_missing(column.codes)
    return cells.filter(lost.fill_null(value=False))[column.carry.column].value_counts().sort(pl.all()).iter_rows()


def _left_lines(cells: pl.DataFrame, crosswalk: Crosswalk, columns: Sequence[_Column]) -> list[Line]:
    """The columns of the file that feed no variable, with the reason."""
    fed = {column.carry.column for column in columns}
    left = [heading for heading in cells.columns if heading != ROW and heading not in fed]
    return [
        Line(heading, cells.height - cells[heading].null_count(), None, crosswalk.why_not(heading) or why_text("unknown_column"))
        for heading in left
    ]
