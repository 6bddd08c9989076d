"""Totals against their rows, and tables that count the same persons against each other."""

import polars as pl
import pytest

from natc.engine.standard.check.submission import check_submission
from natc.engine.standard.templates.submission_reader import PLACED


def answered(cells: dict[str, float | str]) -> pl.DataFrame:
    """Answers as a template gives them: a number, or a reason for none."""
    rows = [
        (
            key.split("|")[0],
            key,
            None if isinstance(said, str) else float(said),
            said if isinstance(said, str) else None,
            "S",
            row,
        )
        for row, (key, said) in enumerate(cells.items(), start=12)
    ]
    return pl.DataFrame(rows, schema=PLACED, orient="row")


def rules(cells: dict[str, float | str]) -> list[tuple[str, str | None]]:
    return [(finding.rule, finding.column) for finding in check_submission(answered(cells), "s.xlsx", "en")]


@pytest.mark.parametrize(
    ("total", "rows", "wrong"),
    [
        (7, [3, 4], False),
        (8, [3, 4], True),
        (7, [3, "NotKnown"], False),  # a reason may hide the four that are missing
        (2, [3, "NotKnown"], True),  # but nobody is counted away
        (0, [0, 0], False),
    ],
)
def test_a_total_is_the_sum_of_its_rows_unless_a_row_has_a_reason(total, rows, wrong):
    cells = {"P7|Total": total, "P7|A_AgricultureForestryAndFishing|F": rows[0], "P7|F_Construction|M": rows[1]}

    found = rules(cells)

    assert found == ([("total_is_sum_of_parts", "P7|Total")] if wrong else [])


def test_a_table_that_nobody_filled_in_is_not_judged():
    assert rules({"P7|Total": "NotCollected", "P7|F_Construction|M": "NotCollected"}) == []


def test_tables_of_the_same_persons_have_the_same_total():
    found = rules({"P1|Total": 52, "P2|Total": 52, "P3|Total": 51, "P4|Total": 52})

    assert found == [("same_registered_persons", "P3|Total")]


def test_forms_mentioned_are_never_fewer_than_persons():
    assert rules({"P4|Total": 10, "P5|Total": 14}) == []
    assert rules({"P4|Total": 10, "P5|Total": 9}) == [("forms_mentioned_cover_persons", "P4|Total")]


def test_a_finding_says_where_it_stands_and_what_to_do_in_the_language_asked_for():
    found = check_submission(answered({"P1|Total": 3, "P2|Total": 4}), "s.xlsx", "sr-Latn")

    assert [(one.file, one.sheet, one.row, one.value) for one in found] == [("s.xlsx", "S", 13, "4")]
    assert "se zbirovi razlikuju" in found[0].says
    assert found[0].do.startswith("Nađite tabelu")
