"""What natc releases, attacked by complete search: every hidden cell keeps the values that the rule asks for."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from adversary.brute import feasible_values
from adversary.known import known, unchanged
from adversary.published import read
from adversary.score import Won, won

from natc.engine.release.file import release_bytes
from natc.engine.release.policy import Policy, read_policy
from natc.engine.release.release import release
from natc.engine.standard.submission import CELLS, MARKS, Submission
from natc.engine.standard.submission_form import cell_key, cells, load_submission_form, total_key


@pytest.fixture(scope="module")
def by_sex() -> Policy:
    """The policy that natc comes with, for its one table by sex."""
    policy = read_policy()
    return replace(policy, tables=tuple(table for table in policy.tables if table.code == "sex"))


def submission(territory: str, women: int, men: int) -> Submission:
    """A state's adults of 2024, all of unknown status; no table but P1."""
    form = load_submission_form()
    counts = {cell_key("P1", ["Unknown", sex, "18+"]): count for sex, count in (("F", women), ("M", men))}
    counts[total_key("P1")] = women + men
    rows = [("P1", cell.key, float(counts.get(cell.key, 0)), None) for cell in cells(form.table("P1"))]
    marks = [
        (table.code, *(("Final", None) if table.code == "P1" else (None, "NotCollected")), None, None) for table in form.tables
    ]
    frames = pl.DataFrame(rows, schema=CELLS, orient="row"), pl.DataFrame(marks, schema=MARKS, orient="row")
    return Submission(territory, date(2024, 1, 1), date(2024, 12, 31), form.version, *frames, {})


@pytest.mark.parametrize(
    "counts",
    [
        {"RS": (13, 2)},  # both round to 15
        {"RS": (18, 3)},  # both round to 20
        {"RS": (28, 1)},
        {"RS": (11, 0), "ME": (0, 11)},
        {"RS": (40, 12), "ME": (3, 1)},
        {"RS": (60, 31), "ME": (16, 15), "AL": (9, 0)},
    ],
)
def test_a_complete_search_finds_values_enough_for_every_hidden_cell(by_sex: Policy, counts: dict[str, tuple[int, int]]) -> None:
    made = release([submission(territory, *of) for territory, of in counts.items()], by_sex, [], {})
    published = read(release_bytes(made))

    system = known([published], unchanged([published]))
    outcomes = {one.place: won(one, feasible_values(system, parts, one.needed)) for parts, one in system.targets.items()}

    assert outcomes
    assert set(outcomes.values()) == {Won.NOTHING}


def test_a_policy_that_asks_for_one_value_only_is_undone(by_sex: Policy) -> None:
    careless = replace(by_sex, tables=tuple(replace(table, base=1, values_needed=1) for table in by_sex.tables))
    published = read(release_bytes(release([submission("RS", 28, 1)], careless, [], {})))

    system = known([published], unchanged([published]))
    left = {one.place.cell: feasible_values(system, parts) for parts, one in system.targets.items()}

    assert left["M"] == {0, 1}
