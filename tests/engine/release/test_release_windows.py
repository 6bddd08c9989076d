"""Totals of three years where a year hides something, once, without overlap."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import polars as pl
from adversary.brute import feasible_values
from adversary.known import known, unchanged
from adversary.published import read
from policies import policy
from test_disclosure import by_sex, careless, states_only

from natc.engine.release.figures import Release
from natc.engine.release.file import release_bytes
from natc.engine.release.policy import Policy
from natc.engine.release.release import Revision, release

PERSONS = {2019: 14, 2020: 6, 2021: 8, 2022: 8}
EARLIER, LATER = (2019, 2020, 2021), (2020, 2021, 2022)


def windows(made: Release) -> list[tuple[int, int]]:
    """First and last year of the totals of several years that stand in a release."""
    return made.figures.filter(pl.col("first_year") < pl.col("last_year")).select("first_year", "last_year").unique().rows()


def test_a_window_is_shown_with_its_last_year_and_never_again(tmp_path: Path) -> None:
    rules = policy(tmp_path, ("sex",), states_only)
    years = [by_sex(20, 5, territory="ME", year=year) for year in (2020, 2021, 2022, 2023)]

    made: list[Release] = []
    for last in (1, 2, 3, 4):
        made.append(release(years[:last], rules, made, {}))

    assert [windows(one) for one in made] == [[], [], [(2020, 2022)], []]


def exact_totals_from(first: int) -> Callable[[dict[str, Any]], None]:
    """A policy of totals alone, not rounded, whose windows begin in this year."""

    def change(raw: dict[str, Any]) -> None:
        states_only(raw)
        says = raw["tables"][0]["ladder"][0]["says"]
        years = ({"code": "", "axes": [], "says": says}, {"code": "three", "axes": [], "years": 3, "says": says})
        raw["rules"]["victims"]["base"] = 1
        raw["tables"][0]["ladder"] = list(years)
        raw["windows"]["first"] = first

    return change


def released(years: Sequence[int], rules: Policy, earlier: Sequence[Release]) -> Release:
    return release([by_sex(PERSONS[year], 0, year=year) for year in years], rules, earlier, {})


def left(year: int, *made: Release) -> set[int]:
    """The values that the state's count of a year can still take for one who reads all these releases."""
    published = [read(release_bytes(one)) for one in made]
    system = known(published, unchanged(published))
    parts = next(parts for parts, one in system.targets.items() if one.place.period == (year, year))
    return feasible_values(system, parts)


def test_windows_that_a_changed_policy_makes_overlap_are_tested_together(tmp_path: Path) -> None:
    (tmp_path / "later").mkdir()
    before = policy(tmp_path, ("sex",), exact_totals_from(2019))
    changed = policy(tmp_path / "later", ("sex",), exact_totals_from(2020))

    planted = [released(EARLIER, careless(before), [])]
    planted.append(released(LATER, careless(changed), planted))
    tested = [released(EARLIER, before, [])]
    tested.append(released(LATER, changed, tested))
    alone = released(LATER, changed, [])

    assert left(2022, *planted) == {8}  # 22 - (28 - 14)
    assert [windows(one) for one in tested] == [[(2019, 2021)], []]
    assert left(2022, *tested) == set(range(11))
    assert windows(alone) == [(2020, 2022)]  # it is the other window that makes it unsafe


def test_a_window_over_a_year_that_was_revised_is_tested_against_its_last_version(tmp_path: Path) -> None:
    rules = policy(tmp_path, ("sex",), exact_totals_from(2020))
    first = [by_sex(14, 0, year=2020), by_sex(20, 0, year=2021)]
    second = [by_sex(15, 0, year=2020), by_sex(20, 0, year=2021)]
    made = [release(first, rules, [], {})]
    made.append(release(second, rules, made, {}, revision=Revision(made[0].number, {"en": "late", "sr": "касно"})))

    planted, after = (release([*second, by_sex(3, 0, year=2022)], how, made, {}) for how in (careless(rules), rules))

    assert left(2022, made[1], planted) == {3}  # 38 - 15 - 20
    assert windows(after) == []
