"""One streaming scan that keeps only rows that may hold a fault, then locates the faulty cells in that remainder."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

import polars as pl

from natc.engine.errors import Unusable
from natc.engine.standard.check.expressions import at_fault, suspect
from natc.engine.standard.check.findings import ORDER, Report
from natc.engine.standard.files import ROW, Table, batches, trimmed
from natc.engine.standard.form import Form, Kind, Level, Rule, Variable
from natc.engine.standard.mapping import FINDINGS, read_rows, targets
from natc.engine.standard.mapping import Mapping as Join
from natc.engine.standard.values import NOTHING_SAID, SEPARATOR
from natc.engine.text import spaced

BATCH = 20_000  # rows; larger batches cost memory, smaller ones time (measured on 60 columns)
SUSPECT = f"{ROW} may hold a fault"
HASH = f"{ROW} hash of its key"
Progress = Callable[[int, pl.DataFrame], None]


@dataclass
class _Tally:
    """What one pass over the rows leaves behind."""

    rows: int = 0
    kept: list[pl.DataFrame] = field(default_factory=list)  # rows that may hold a fault and wait to be looked at
    faults: list[pl.DataFrame] = field(default_factory=list)
    keys: list[pl.DataFrame] = field(default_factory=list)  # ROW and HASH
    blanks: Counter[str] = field(default_factory=Counter)  # core variable → blank cells


@dataclass(frozen=True)
class _Plan:
    """What is asked of every batch, worked out once."""

    form: Form
    join: Join
    variables: Mapping[str, Variable]
    rules: tuple[Rule, ...]
    columns: Mapping[str, list[str]]  # variable → the office's headings that feed it
    headings: Mapping[str, str]  # variable → the first of them, which findings name
    suspect: pl.Expr  # whether a row must be looked at
    key: tuple[str, ...]  # headings that together occur once; all that are read when the form's key is not in the sheet
    watched: tuple[str, ...]  # core variables whose blank cells are counted
    by_code: bool  # whether `key` is the form's own
    keyed: pl.Expr  # whether a row has a key: a person without a code is not the same as another one without
    today: datetime.date


def check(table: Table, form: Form, join: Join, *, today: datetime.date, on_progress: Progress | None = None) -> Report:
    """Everything that is wrong in `table`, read by `join` as a register of `form`: at most one finding a cell.

    `on_progress` hears how many rows are done and is given those just read as they stand, so that nobody need read them again.
    The table is not changed. Raises Unusable when the file turns out damaged.
    """
    plan = _plan(table, form, join, today)
    tally = _Tally()
    for batch in _batches(table, plan):
        _check_batch(batch, plan, tally)
        if sum(rows.height for rows in tally.kept) >= BATCH:
            _look_at_kept(plan, tally)
        if on_progress:
            on_progress(tally.rows, batch)
    _look_at_kept(plan, tally)
    findings = pl.concat([_sheet_findings(table, plan, tally), *tally.faults, _duplicates(table, plan, tally)])
    return Report(table.path.name, table.sheet, form, tally.rows, plan.variables, _one_a_cell(findings), table.remarks)


def _plan(table: Table, form: Form, join: Join, today: datetime.date) -> _Plan:
    variables = targets(form)
    columns: dict[str, list[str]] = {}
    for column in join.columns:
        if column.confirmed and column.heading in table.headings:
            columns.setdefault(column.variable, []).append(column.heading)
    headings = {variable: fed_by[0] for variable, fed_by in columns.items()}
    readable = set(headings) | set(join.constants)
    if not headings:
        raise Unusable(f"no heading of {table.path.name} is a variable of the {form.code} register; join it first with natc map")
    rules = tuple(sorted((rule for rule in form.rules if rule.variables() <= readable), key=lambda rule: ORDER[rule.severity]))
    key = tuple(headings[code] for code in form.key if code in headings)
    has_key = bool(form.key) and len(key) == len(form.key)
    return _Plan(
        form=form,
        join=join,
        variables=variables,
        rules=rules,
        columns=columns,
        headings=headings,
        suspect=_blank(table.headings) | _suspect(join, headings, variables, rules, today),
        key=key if has_key else tuple(dict.fromkeys(chain.from_iterable(columns.values()))),
        by_code=has_key,
        keyed=pl.col(key[0]).is_not_null() if has_key else pl.lit(value=True),
        watched=tuple(code for code in _watched(form) if code in columns),
        today=today,
    )


def _watched(form: Form) -> list[str]:
    """The core variables of which blank cells are told; of some a rule says when they must be filled."""
    judged = {rule.cell for rule in form.rules for clause in rule.fault_when if clause.variable == rule.cell and clause.blank}
    return [variable.code for variable in form.variables if variable.level is Level.CORE and variable.code not in judged]


def _blank(headings: Iterable[str]) -> pl.Expr:
    return pl.all_horizontal(pl.col(heading).is_null() for heading in headings)


def _suspect(
    join: Join, headings: Mapping[str, str], variables: Mapping[str, Variable], rules: tuple[Rule, ...], today: datetime.date
) -> pl.Expr:
    """Whether the slow reader must look at a row; at every one where the sheet has its own words."""
    read = [column.variable for column in join.columns if column.confirmed]
    own_words = any(column.values or column.separator != SEPARATOR for column in join.columns) or join.constants
    if own_words or join.conventions != NOTHING_SAID or len(set(read)) < len(read):
        return pl.lit(value=True)
    columns = {code: pl.col(heading) for code, heading in headings.items()}
    cells = [suspect(column, variables[code], today) for code, column in columns.items()]
    crossed = [at_fault(rule, variables, lambda code: columns[code], lambda code: columns[code].is_not_null()) for rule in rules]
    return pl.any_horizontal(cells + crossed).fill_null(value=False)  # a chain of "or" costs twice the time


def _batches(table: Table, plan: _Plan) -> Iterator[pl.DataFrame]:
    """The rows with SUSPECT and HASH beside them, both worked out in the stream, where all cores are busy."""
    key = pl.when(plan.keyed).then(pl.struct(pl.col(plan.key).str.strip_chars()).hash())
    rows = _as_written(table).with_columns(plan.suspect.alias(SUSPECT), key.alias(HASH))
    return batches(table, rows, BATCH)


def _as_written(table: Table) -> pl.LazyFrame:
    return table.frame if table.raw is None else table.raw


def _check_batch(batch: pl.DataFrame, plan: _Plan, tally: _Tally) -> None:
    """Count the rows that are plainly right; keep those that may hold a fault."""
    tally.keys.append(batch.select(ROW, HASH).drop_nulls())
    kept = batch.filter(SUSPECT).drop(SUSPECT, HASH)
    tally.rows += batch.height - kept.height
    tally.blanks.update(_blanks(batch, plan))
    tally.blanks.subtract(_blanks(kept, plan))
    if kept.height:
        tally.kept.append(kept if kept.height == batch.height else _copied(kept))


def _copied(rows: pl.DataFrame) -> pl.DataFrame:
    """The same rows in memory of their own: a filtered frame keeps the text of the whole batch alive."""
    return pl.DataFrame(rows.rows(), schema=rows.schema, orient="row")


def _look_at_kept(plan: _Plan, tally: _Tally) -> None:
    """Read the rows that wait. Cells and rows of nothing but spaces turn out blank only here."""
    if tally.kept:
        rows = trimmed(pl.concat(tally.kept).lazy()).collect()
        tally.rows += rows.height
        tally.blanks.update(_blanks(rows, plan))
        tally.faults.append(_locate(rows, plan))
        tally.kept.clear()


def _blanks(rows: pl.DataFrame, plan: _Plan) -> dict[str, int]:
    """How many cells are blank, by core variable. A column knows its own; two that feed one variable are looked through."""
    fed_by = {code: plan.columns[code] for code in plan.watched}
    return {
        code: rows[columns[0]].null_count() if len(columns) == 1 else rows.select(_blank(columns).sum()).item()
        for code, columns in fed_by.items()
    }


def _locate(raw: pl.DataFrame, plan: _Plan) -> pl.DataFrame:
    """The faulty cells of rows that may hold one: what cannot be read, then what contradicts another cell."""
    rows = read_rows(raw, plan.join, plan.variables, plan.today)
    filled = rows.filled.select(pl.all().exclude(ROW).name.prefix("?"))
    both = pl.concat([rows.values, filled], how="horizontal")
    spoken = both.select(
        at_fault(rule, plan.variables, pl.col, lambda code: pl.col(f"?{code}")).alias(rule.code) for rule in plan.rules
    )
    crossed = [
        _finding_rows(raw.filter(spoken[rule.code]), plan.headings.get(rule.cell), rule.cell, rule.code)
        for rule in plan.rules
        if spoken[rule.code].any()
    ]
    return pl.concat([rows.faults, *crossed])


def _finding_rows(raw: pl.DataFrame, heading: str | None, variable: str | None, rule: str) -> pl.DataFrame:
    said = {"heading": heading, "variable": variable, "rule": rule, "nearest": None}
    value = pl.col(heading) if heading else pl.lit(None, pl.String)
    columns = [
        pl.col(ROW).cast(pl.UInt32),
        value.alias("value"),
        *(pl.lit(text, pl.String).alias(name) for name, text in said.items()),
    ]
    return raw.select(columns).select(list(FINDINGS))


def _duplicates(table: Table, plan: _Plan, tally: _Tally) -> pl.DataFrame:
    """Rows whose key occurs more than once: found by hash, confirmed on the values."""
    keys = pl.concat(tally.keys) if tally.keys else pl.DataFrame(schema={ROW: pl.UInt32, HASH: pl.UInt64})
    rows = keys.filter(keys[HASH].is_duplicated())[ROW]
    if rows.is_empty():
        return pl.DataFrame(schema=FINDINGS)
    written = trimmed(_as_written(table).select(ROW, *plan.key)) if plan.by_code else table.frame  # no other column is read
    same = written.filter(pl.col(ROW).is_in(rows.implode())).select(ROW, *plan.key).collect()
    if not plan.by_code:
        again = same.filter(~pl.struct(plan.key).is_first_distinct())
        return _finding_rows(again, None, None, "duplicate_row")
    twice = same.filter(pl.struct(plan.key).is_duplicated())
    return _finding_rows(twice, plan.key[0], plan.form.key[0], "duplicate_key")


def _sheet_findings(table: Table, plan: _Plan, tally: _Tally) -> pl.DataFrame:
    """Findings about whole columns: core variables without one or with blanks, columns that were not read."""
    core = [variable.code for variable in plan.form.variables if variable.level is Level.CORE]
    absent = [
        (None, code, None, "missing_column") for code in core if code not in plan.headings and code not in plan.join.constants
    ]
    gone = [
        (column.heading, column.variable, None, "mapped_column_gone")
        for column in plan.join.columns
        if column.confirmed and column.heading not in table.headings and _is_missed(column.variable, plan)
    ]
    blank = [(plan.headings[code], code, spaced(count), "blank_core") for code, count in tally.blanks.items() if count]
    settled = {column.heading for column in plan.join.columns} | set(plan.join.left_out)
    unread = [(heading, None, None, "unknown_column") for heading in table.headings if heading not in settled]
    rows = [(None, heading, code, value, rule, None) for heading, code, value, rule in (*gone, *absent, *blank, *unread)]
    return pl.DataFrame(rows, schema=FINDINGS, orient="row")


def _is_missed(variable: str, plan: _Plan) -> bool:
    """Whether a column of `variable` that is no longer in the sheet leaves a gap: another one may hold the one value instead."""
    return variable not in plan.columns or plan.variables[variable].kind is Kind.CODES


def _one_a_cell(findings: pl.DataFrame) -> pl.DataFrame:
    """One finding a cell, the first said of it; whole-sheet findings first, then in the order of the rows."""
    whole, cells = findings.filter(pl.col(ROW).is_null()), findings.filter(pl.col(ROW).is_not_null())
    return pl.concat([whole, cells.unique([ROW, "heading"], keep="first", maintain_order=True).sort(ROW, maintain_order=True)])
