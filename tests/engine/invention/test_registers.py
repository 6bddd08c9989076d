"""The invented registers of a state over years: no fault, the same every time, and enough in them to fill the tables."""

import datetime

import pytest

from natc.engine.invention import TERRITORIES, invent_proceedings
from natc.engine.standard.submission_file import read_submission

UNTIL = datetime.date(2026, 6, 30)


@pytest.mark.parametrize("territory", TERRITORIES)
def test_proceedings_are_the_same_for_the_same_seed_and_end_with_the_day_of_the_register(territory):
    once, again = (invent_proceedings(50, territory=territory, year=2025, seed=4, until=UNTIL) for _ in range(2))

    dates = [day for column in once.columns if column.endswith("Date") for day in once[column].drop_nulls()]
    assert once.equals(again)
    assert max(dates) <= "2026-06-30"


def test_the_registers_of_a_state_hold_no_fault_and_fill_both_halves_of_a_submission(natc, tmp_path):
    natc("invent", "--states", 1, "--years", 3, "--out", tmp_path / "made")
    protection, justice = (tmp_path / "made" / "AL" / f"{name}.csv" for name in ("protection", "justice"))

    checked = [natc("check", "protection", protection).code, natc("check", "justice", justice).code]
    answer = natc("aggregate", protection, justice, "--territory", "AL", "--year", 2024, "--out", tmp_path / "al.json")

    assert (checked, answer.code) == ([0, 0], 0), answer.err
    cells = dict(read_submission(tmp_path / "al.json").cells.select("cell", "value").iter_rows())
    assert all(cells[f"{table}|Total"] > 0 for table in ("P1", "P14", "P15", "J1", "J3", "J4", "J5"))
    assert cells["J12|First|Median"] > 0
