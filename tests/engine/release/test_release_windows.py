"""Totals of three years where a year hides something, once, without overlap."""

from pathlib import Path

import polars as pl
from policies import policy
from test_disclosure import by_sex, states_only

from natc.engine.release.release import release


def test_a_window_is_shown_with_its_last_year_and_never_again(tmp_path: Path) -> None:
    rules = policy(tmp_path, ("sex",), states_only)
    years = [by_sex(20, 5, territory="ME", year=year) for year in (2020, 2021, 2022, 2023)]

    made = []
    for last in (1, 2, 3, 4):
        made.append(release(years[:last], rules, made, {}))

    windows = [one.figures.filter(pl.col("first_year") < pl.col("last_year")) for one in made]
    assert [window.height for window in windows] == [0, 0, 4, 0]
    assert windows[2].select("first_year", "last_year").unique().rows() == [(2020, 2022)]
