"""No hidden count can be recomputed: a reader who tries every table finds enough values, and unsafe policies are caught."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import invented
import polars as pl
import pytest
from adversary.brute import feasible_values
from adversary.known import known, unchanged
from adversary.published import read
from attacker import intervals, possible
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from policies import policy

from natc.engine.errors import Refused
from natc.engine.release.figures import Release
from natc.engine.release.file import parse_release, release_bytes
from natc.engine.release.policy import Policy
from natc.engine.release.protect import Interval, Item
from natc.engine.release.release import Revision, release
from natc.engine.standard.submission import CELLS, MARKS, Submission

SEXES = ("F", "M", "Other")


def by_sex(women: int, men: int, other: int = 0, territory: str = "RS", year: int = 2024) -> Submission:
    """A submission of P1 alone, all identified adults."""
    counts = {"F": women, "M": men, "O": other}
    rows: list[tuple[str, str, float, None]] = [("P1", "P1|Total", float(women + men + other), None)]
    rows += [("P1", f"P1|ActualVictimOfTrafficking|{sex}|18+", float(count), None) for sex, count in counts.items()]
    return Submission(
        territory=territory,
        first_day=date(year, 1, 1),
        last_day=date(year, 12, 31),
        version="0.9",
        cells=pl.DataFrame(rows, schema=CELLS, orient="row"),
        marks=pl.DataFrame([("P1", "Final", None, None, None)], schema=MARKS, orient="row"),
        manifest={},
    )


def states_only(raw: dict[str, Any]) -> None:
    """Figures of states alone, in the layouts that begin the ladder: each test says which groups it is about."""
    for table in raw["tables"]:
        table["scope"] = "states"
        table.pop("region_from", None)
        table["ladder"] = [step for step in table["ladder"] if step["code"] != "two"]


def careless(rules: Policy) -> Policy:
    """The policy with a test that is content with one value: it finds nothing unsafe."""
    return replace(rules, tables=tuple(replace(table, values_needed=1) for table in rules.tables))


@pytest.fixture(scope="module")
def sex_alone(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return policy(tmp_path_factory.mktemp("policy"), ("sex",), states_only)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(women=st.integers(0, 60), men=st.integers(0, 30), other=st.integers(0, 3))
def test_no_hidden_count_can_be_recomputed_by_one_who_tries_every_table(
    women: int, men: int, other: int, sex_alone: Policy
) -> None:
    made = release([by_sex(women, men, other)], sex_alone, [], {})

    told = intervals(made.figures, "sex", "RS", 2024)
    for cell, values in possible(SEXES, told).items():
        assert len(values) >= 6 or min(values) >= 11, (cell, told)


def test_a_total_that_pins_the_men_is_found_and_the_table_coarsened(sex_alone: Policy) -> None:
    made = release([by_sex(50, 0)], sex_alone, [], {})

    assert made.given_up.rows() == [("sex", "RS", 2024, 2024, "tens")]


def test_the_same_submissions_give_the_same_bytes_in_any_order(sex_alone: Policy) -> None:
    submissions = [by_sex(50, 3), by_sex(20, 12, territory="ME"), by_sex(9, 1, territory="MK")]

    once, again = (release(order, sex_alone, [], {}) for order in (submissions, submissions[::-1]))

    assert release_bytes(once) == release_bytes(again)
    assert release_bytes(parse_release(release_bytes(once))) == release_bytes(once)


def _base_one(raw: dict[str, Any]) -> None:
    states_only(raw)
    raw["rules"]["victims"]["base"] = 1
    raw["tables"][0]["ladder"] = [step for step in raw["tables"][0]["ladder"] if "base" not in step]


def _smallest_three(raw: dict[str, Any]) -> None:
    states_only(raw)
    raw["rules"]["victims"]["smallest_shown"] = 3
    raw["rules"]["victims"]["base"] = 1


def _zero_told(raw: dict[str, Any]) -> None:
    states_only(raw)
    raw["rules"]["victims"] |= {"zero_shown": True, "base": 1, "smallest_shown": 6}


def fewest(made: Release, territory: str = "RS") -> int:
    """How many values the most exposed hidden sex of a state can still take for one who tries every table."""
    left = possible(SEXES, intervals(made.figures, "sex", territory, 2024))
    return min(len(values) for values in left.values() if min(values) < 11)


@pytest.mark.parametrize("change", [_base_one, _smallest_three, _zero_told])
def test_exact_margins_and_small_thresholds_are_caught(
    change: Callable[[dict[str, Any]], None], tmp_path: Path, sex_alone: Policy
) -> None:
    rules = policy(tmp_path, ("sex",), change)

    planted, tested, sound = (release([by_sex(50, 3, 1)], how, [], {}) for how in (careless(rules), rules, sex_alone))

    assert fewest(planted) < 6
    assert set(intervals(tested.figures, "sex", "RS", 2024)) == {"Total"}
    assert sound.given_up.is_empty()  # the policy is what is unsafe, not the counts


def test_a_region_that_leaves_one_state_over_is_coarsened(tmp_path: Path) -> None:
    def totals_from(base: int) -> Callable[[dict[str, Any]], None]:
        def change(raw: dict[str, Any]) -> None:
            raw["rules"]["victims"] |= {"base": base, "region_base": base}
            raw["tables"][0] |= {"region_from": "", "ladder": [raw["tables"][0]["ladder"][0] | {"axes": []}]}

        return change

    (tmp_path / "rounded").mkdir()
    exact = policy(tmp_path, ("sex",), totals_from(1))
    rounded = policy(tmp_path / "rounded", ("sex",), totals_from(5))
    states = [by_sex(40, 50, territory="AL"), by_sex(50, 35), by_sex(7, 3, territory="ME")]

    planted, tested, sound = (release(states, how, [], {}) for how in (careless(exact), exact, rounded))

    assert of_montenegro(planted) == {10}  # 185 - 90 - 85
    assert len(of_montenegro(tested)) >= 6
    assert sound.given_up.is_empty()


def of_montenegro(made: Release) -> set[int]:
    """The values that the total of ME can still take, for one who reads the file."""
    published = [read(release_bytes(made))]
    system = known(published, unchanged(published))
    return feasible_values(system, next(parts for parts, one in system.targets.items() if one.place.territory == "ME"))


def test_a_second_release_in_other_groups_is_judged_against_the_first(tmp_path: Path, sex_alone: Policy) -> None:
    def regrouped(raw: dict[str, Any]) -> None:
        states_only(raw)
        raw["axes"]["sex"]["groups"][0]["holds"] = ["F", "O"]

    (tmp_path / "other").mkdir()
    other = policy(tmp_path / "other", ("sex",), regrouped)
    first = release([by_sex(48, 20, 1)], sex_alone, [], {})

    second = release([by_sex(48, 20, 1)], other, [first], {}, revision=Revision(first.number, {"en": "groups", "sr": "групе"}))

    told = intervals(first.figures, "sex", "RS", 2024) | {
        f"{cell}'": interval for cell, interval in intervals(second.figures, "sex", "RS", 2024).items()
    }
    values = [people for people in product(range(40, 60), range(10, 30), range(12), range(12)) if _fits(told, *people)]
    for hidden in ((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 1), (1, 0, 1, 0)):
        found = {sum(one for one, counted in zip(people, hidden, strict=True) if counted) for people in values}
        assert len(found) >= 6 or min(found) >= 11


def _fits(told: dict[str, tuple[int, int]], women: int, men: int, other: int, unknown: int) -> bool:
    """Whether these people fit both releases; in the second, other sex is grouped with women and unknown stands alone."""
    total = women + men + other + unknown
    sums = {"Total": total, "F": women, "M": men, "Other": other + unknown}
    sums |= {"Total'": total, "F'": women + other, "M'": men, "Other'": unknown}
    return all(low <= sums[cell] <= high for cell, (low, high) in told.items())


def test_a_year_revised_by_one_person_names_what_it_replaces(sex_alone: Policy) -> None:
    first = release([by_sex(47, 13)], sex_alone, [], {})

    second = release([by_sex(48, 13)], sex_alone, [first], {}, revision=Revision(first.number, {"en": "late", "sr": "касно"}))

    assert (second.mark, second.replaces, second.tested.against) == ("Revised", first.number, (first.number,))


def test_two_submissions_of_one_state_and_year_are_refused(sex_alone: Policy) -> None:
    with pytest.raises(Refused, match="2 submissions are of RS 2024"):
        release([by_sex(20, 20), by_sex(21, 20)], sex_alone, [], {})


def test_a_year_that_is_released_already_is_not_released_again(sex_alone: Policy) -> None:
    first: Release = release([by_sex(47, 13)], sex_alone, [], {})

    with pytest.raises(Refused, match="released already"):
        release([by_sex(47, 13)], sex_alone, [first], {})


def test_invented_tables_of_one_state_come_out_proven(tmp_path: Path) -> None:
    rules = policy(tmp_path, ("sex", "status", "age", "citizenship"), states_only)

    made = release([invented.submission("RS", 2024, 52, 1)], rules, [], {})

    assert made.tested.against == ()
    assert made.tested.cells > 0


def test_whoever_is_counted_has_a_means_so_the_means_limit_the_persons(tmp_path: Path) -> None:
    def exact_means(raw: dict[str, Any]) -> None:
        states_only(raw)
        raw["rules"]["exact"] = raw["rules"]["victims"] | {"base": 1}
        sex, means = raw["tables"]
        sex["ladder"] = [sex["ladder"][0] | {"base": 10}, *sex["ladder"][2:]]
        means |= {"rule": "exact", "ladder": [step | {"axes": []} for step in means["ladder"] if step["code"] == ""]}

    rules = policy(tmp_path, ("sex", "means"), exact_means)
    persons = by_sex(16, 2)
    rows = [("P10", "P10|Total", 18.0, None), ("P10", "P10|FalsePromises|18+", 18.0, None)]
    cells = pl.concat([persons.cells, pl.DataFrame(rows, schema=CELLS, orient="row")])
    public = {(Item("sex", "RS", 2024, 2024), "", "F"): Interval(16, 16, "https://example.org/report")}

    made = release([replace(persons, cells=cells)], rules, [], public)

    assert made.given_up["layout"].to_list() != []  # 16 women, 18 means at most: two men at most
    assert release([persons], rules, [], public).given_up.is_empty()
