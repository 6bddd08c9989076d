"""How a count is shown."""

from pathlib import Path

import invented
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policies import policy

from natc.engine.release.counts import counts_of
from natc.engine.release.figures import Showing
from natc.engine.release.policy import read_policy
from natc.engine.release.protect import Interval, Item, protect, shown_as

VICTIMS = next(table for table in read_policy().tables if table.code == "sex")
JUSTICE = next(table for table in read_policy().tables if table.code == "suspects")


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, (Showing.CLASS, None, 0, 10)),
        (10, (Showing.CLASS, None, 0, 10)),
        (11, (Showing.ROUNDED, 15, 11, 17)),
        (12, (Showing.ROUNDED, 15, 11, 17)),
        (17, (Showing.ROUNDED, 15, 11, 17)),
        (18, (Showing.ROUNDED, 20, 18, 22)),
        (102, (Showing.ROUNDED, 100, 98, 102)),
    ],
)
def test_few_victims_are_one_class_with_zero_in_it(count: int, shown: tuple[Showing, int | None, int, int]) -> None:
    assert shown_as(count, VICTIMS, VICTIMS.base_of(VICTIMS.layouts[0], "RS")) == shown


@pytest.mark.parametrize(("count", "shown"), [(0, (Showing.ROUNDED, 0, 0, 0)), (1, (Showing.CLASS, None, 1, 4))])
def test_proceedings_tell_zero_from_few(count: int, shown: tuple[Showing, int | None, int, int]) -> None:
    assert shown_as(count, JUSTICE, JUSTICE.base_of(JUSTICE.layouts[0], "RS")) == shown


@given(st.integers(0, 2000), st.sampled_from([VICTIMS, JUSTICE]), st.sampled_from([0, 1]))
def test_a_count_always_lies_in_what_is_shown_and_a_number_is_never_taken_for_the_class(count: int, table, step: int) -> None:
    showing, shown, low, high = shown_as(count, table, table.base_of(table.layouts[step], "RS"))

    assert low <= count <= high
    assert showing is Showing.CLASS or low >= table.smallest_shown or count == 0
    assert shown is None or low <= shown <= high


def test_what_is_public_and_equal_stands_exact_and_what_differs_does_not(tmp_path: Path) -> None:
    rules = policy(tmp_path, ("sex",))
    counts = counts_of(invented.submission("RS", 2024, 52, 1))
    women = sum(n for codes, n in counts.tables["P1"].items() if codes and codes[1] == "F")
    item = Item("sex", "RS", 2024, 2024)
    known = {(item, "", "F"): Interval(women, women, "https://example.org"), (item, "", "Total"): Interval(51, 51, "x")}

    figures = {figure.cell: figure for figure in protect(counts, rules.tables[0], rules.tables[0].layouts[0], known)}

    assert (figures["F"].showing, figures["F"].shown, figures["F"].source) == (Showing.EXACT, women, "https://example.org")
    assert figures["Total"].showing is Showing.ROUNDED
