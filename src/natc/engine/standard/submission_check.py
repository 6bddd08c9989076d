"""The rules between the tables of the annual submission, held against its figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from natc.engine.standard.submission import Relation, Table, TableRule, load_submission, total_key


@dataclass(frozen=True)
class TableFinding:
    """A rule that is broken, by which tables, and what was found: their totals, a total and its sum, or a number of cells."""

    rule: TableRule
    tables: tuple[str, ...]
    found: tuple[float, ...]


def check_submission(answers: pl.DataFrame) -> list[TableFinding]:
    """What is wrong between and inside tables; `answers` as `read_submission_template` gives them.

    A total that is not given is compared with nothing: a missing figure is never taken for 0.
    """
    return [finding for rule in load_submission().rules for finding in _broken(rule, answers)]


def _broken(rule: TableRule, answers: pl.DataFrame) -> Iterator[TableFinding]:
    match rule.kind:
        case Relation.ANSWERED:
            return _unanswered(rule, answers)
        case Relation.PARTS:
            return _unlike_their_sum(rule, answers)
        case Relation.EQUAL | Relation.AT_LEAST:
            return _unlike_each_other(rule, answers)


def _unanswered(rule: TableRule, answers: pl.DataFrame) -> Iterator[TableFinding]:
    blank = answers.filter(pl.col("value").is_null() & pl.col("reason").is_null())
    for table, count in blank.group_by("table", maintain_order=True).len().rows():
        yield TableFinding(rule, (table,), (count,))


def _unlike_their_sum(rule: TableRule, answers: pl.DataFrame) -> Iterator[TableFinding]:
    totals = _totals(answers)
    for table in load_submission().tables:
        if table.code not in totals:
            continue
        parts = _parts(answers, table)
        total, parts_sum = totals[table.code], float(parts["value"].sum())
        if total < parts_sum or (total != parts_sum and parts["value"].null_count() == 0):
            yield TableFinding(rule, (table.code,), (total, parts_sum))


def _unlike_each_other(rule: TableRule, answers: pl.DataFrame) -> Iterator[TableFinding]:
    totals = _totals(answers)
    given = tuple(code for code in rule.tables if code in totals)
    found = tuple(totals[code] for code in given)
    if rule.kind is Relation.EQUAL and len(set(found)) > 1:
        yield TableFinding(rule, given, found)
    if rule.kind is Relation.AT_LEAST and given == rule.tables and found[0] < found[1]:
        yield TableFinding(rule, given, found)


def _totals(answers: pl.DataFrame) -> Mapping[str, float]:
    """{table: total} of the totals that are given."""
    keys = [total_key(table) for table in load_submission().tables]
    given = answers.filter(pl.col("cell").is_in(keys) & pl.col("value").is_not_null())
    return dict(given.select("table", "value").rows())


def _parts(answers: pl.DataFrame, table: Table) -> pl.DataFrame:
    return answers.filter((pl.col("table") == table.code) & (pl.col("cell") != total_key(table)))
