"""The engine and the slow oracle agree on every figure of random registers, whatever the order and the parts."""

from collections.abc import Callable, Mapping

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import justice, protection
from registers import (
    YEAR_2024,
    Row,
    figures,
    justice_counted,
    protection_counted,
    random_row,
    submission,
)

from natc.engine.standard.aggregate.counts import Counted
from natc.engine.standard.check.submission import check_submission
from natc.engine.standard.form import Severity
from natc.engine.standard.submission_form import load_submission_form

DAYS = (YEAR_2024.period.first_day, YEAR_2024.period.last_day)
COUNT: Mapping[str, Callable[..., Counted]] = {"protection": protection_counted, "justice": justice_counted}
LOOPS = {"protection": protection, "justice": justice}
seeds = st.lists(st.integers(0, 2**32), max_size=15)
registers = pytest.mark.parametrize("form", ["protection", "justice"])


def rows_of(form: str, drawn: list[int]) -> list[Row]:
    rows = [random_row(form, seed) for seed in drawn]
    return [{**row, "cas_PersonCode": f"P{number}"} for number, row in enumerate(rows)] if form == "protection" else rows


def by_loops(form: str, rows: list[Row]) -> dict[str, float]:
    """{cell: number} of the oracle, rows above 0, totals where the form asks for them."""
    tables = LOOPS[form]([dict(row) for row in rows], "RS", DAYS)
    cells = {"|".join((table, *key)): float(number) for table, counted in tables.items() for key, number in counted.items()}
    totals = {
        f"{table.code}|Total": float(sum(tables[table.code].values()))
        for table in load_submission_form().tables
        if table.total and table.register == form
    }
    return {cell: number for cell, number in {**cells, **totals}.items() if number}


def by_engine(form: str, counted: Counted) -> dict[str, float]:
    return {cell: said for cell, said in figures(submission({form: counted})).items() if not isinstance(said, str) and said}


@registers
@settings(max_examples=40)
@given(drawn=seeds)
def test_every_figure_is_the_one_that_loops_over_the_rows_give(form, drawn):
    rows = rows_of(form, drawn)

    assert by_engine(form, COUNT[form](rows)) == pytest.approx(by_loops(form, rows), abs=1e-9)


@registers
@settings(max_examples=15)
@given(drawn=seeds, order=st.randoms(use_true_random=False), cut=st.integers(0, 15))
def test_neither_the_order_of_rows_nor_a_cut_through_the_register_changes_a_figure(form, drawn, order, cut):
    rows = rows_of(form, drawn)
    mixed = order.sample(rows, len(rows))

    whole = submission({form: COUNT[form](rows)})
    merged = submission({form: COUNT[form](mixed[:cut], mixed[cut:])})

    assert merged.cells.equals(whole.cells)
    assert merged.marks.equals(whole.marks)


@settings(max_examples=15)
@given(persons=seeds, suspects=seeds)
def test_no_rule_over_tables_finds_anything_that_blocks(persons, suspects):
    counted = {
        "protection": protection_counted(rows_of("protection", persons)),
        "justice": justice_counted(rows_of("justice", suspects)),
    }

    cells = submission(counted).cells.with_columns(pl.lit(None, pl.String).alias("sheet"), pl.lit(None, pl.Int64).alias("row"))

    assert [found.rule for found in check_submission(cells, "", "en") if found.severity is not Severity.NOTE] == []
