"""What stands between the tables of a submission: totals and their rows, tables that count the same persons."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from natc.engine.standard.submission import cells, load_submission
from natc.engine.standard.submission_check import check_submission
from natc.engine.standard.templates.submission_reader import CELLS

Answers = dict[str, float | str]
SUBMISSION = load_submission()


def frame(answers: Answers) -> pl.DataFrame:
    """Answers {cell: figure, or a reason's code, or ""} as the reader gives them."""
    rows = [
        (
            cell.split("|")[0],
            cell,
            None if isinstance(answer, str) else answer,
            answer if isinstance(answer, str) and answer else None,
            "",
            1,
        )
        for cell, answer in answers.items()
    ]
    return pl.DataFrame(rows, schema=CELLS, orient="row")


def broken(answers: Answers) -> list[tuple[str, tuple[str, ...], tuple[float, ...]]]:
    return [(finding.rule.code, finding.tables, finding.found) for finding in check_submission(frame(answers))]


@pytest.mark.parametrize(
    ("answers", "findings"),
    [
        ({"J4|Total": 12, "J4|Charge": 10, "J4|Dropped": 2}, []),
        ({"J4|Total": 12, "J4|Charge": 10, "J4|Dropped": 3}, [("total_is_sum_of_parts", ("J4",), (12, 13))]),
        ({"J4|Total": 12, "J4|Charge": 10, "J4|Dropped": 1}, [("total_is_sum_of_parts", ("J4",), (12, 11))]),
        ({"J4|Total": 12, "J4|Charge": 10, "J4|Dropped": "NotKnown"}, []),
        ({"J4|Total": 12, "J4|Charge": 13, "J4|Dropped": "NotKnown"}, [("total_is_sum_of_parts", ("J4",), (12, 13))]),
        ({"J4|Total": "NotKnown", "J4|Charge": 10}, []),
        ({"J4|Total": 0, "J4|Charge": 0}, []),
        ({"J4|Total": 1, "J4|Charge": 1, "J4|Dropped": "", "J4|Agreement": ""}, [("every_cell_is_answered", ("J4",), (2,))]),
    ],
)
def test_a_total_is_the_sum_of_its_rows_as_far_as_they_are_known(answers, findings):
    assert broken(answers) == findings


@pytest.mark.parametrize(
    ("totals", "rules"),
    [
        ({"P1": 52, "P2": 52, "P3": 52, "P4": 52}, []),
        ({"P1": 52, "P2": 51, "P3": 52, "P4": 52}, ["same_registered_persons"]),
        ({"P1": 52, "P4": 51}, ["same_registered_persons"]),
        ({"P4": 52, "P5": 61}, []),
        ({"P4": 52, "P5": 52}, []),
        ({"P4": 52, "P5": 51}, ["forms_mentioned_cover_persons"]),
        ({"P5": 51}, []),
        ({"J1": 9, "J3": 11}, ["fewer_prosecuted_than_suspects"]),
        ({"J1": 9, "J3": 9, "J5": 9}, []),
        ({"J3": 3, "J5": 4}, ["fewer_convicted_than_prosecuted"]),
    ],
)
def test_tables_that_count_the_same_agree_and_a_missing_total_is_not_zero(totals, rules):
    answers = {f"{table}|{cell}": total for table, total in totals.items() for cell in ("Total", "row")}

    assert [rule for rule, _, _ in broken(answers)] == rules


@given(st.permutations(range(9)))
def test_the_order_of_rows_does_not_matter(order):
    answers = {
        "J4|Total": 3,
        "J4|Charge": 2,
        "J4|Dropped": 2,
        "P1|Total": 5,
        "P1|a": 4,
        "P2|Total": 6,
        "P2|a": "",
        "P3|Total": 5,
        "P3|a": 5,
    }
    shuffled = {list(answers)[index]: answers[list(answers)[index]] for index in order}

    assert sorted(broken(shuffled)) == sorted(broken(answers))


def test_an_empty_submission_is_unanswered_in_every_closed_table_and_nothing_else():
    empty = {cell.key: "" for table in SUBMISSION.tables for cell in cells(table)}

    found = broken(empty)

    assert {rule for rule, _, _ in found} == {"every_cell_is_answered"}
    assert [tables for _, tables, _ in found] == [(table.code,) for table in SUBMISSION.tables if cells(table)]
