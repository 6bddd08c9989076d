"""The policy file: what it holds, and what is refused with a sentence."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from policies import policy_file

from natc.engine.errors import Unusable
from natc.engine.release.policy import read_policy


def test_the_shipped_policy_has_a_source_in_every_table_and_is_proposed() -> None:
    policy = read_policy()

    assert policy.status == "proposed"
    assert all(table.source.text for table in policy.tables)
    assert {table.smallest_shown for table in policy.tables if table.rule == "victims"} == {11}


def test_windows_follow_each_other_without_overlap() -> None:
    policy = read_policy()

    assert [policy.window(year) for year in (2019, 2020, 2022, 2023)] == [(2017, 2019), (2020, 2022), (2020, 2022), (2023, 2025)]


def _no_source(raw: dict[str, Any]) -> None:
    del raw["tables"][0]["source"]


def _unknown_table(raw: dict[str, Any]) -> None:
    raw["tables"][0]["table"] = "P99"


def _overlap(raw: dict[str, Any]) -> None:
    raw["axes"]["sex"]["groups"][1]["holds"] = ["M", "F"]


def _missing(raw: dict[str, Any]) -> None:
    raw["axes"]["sex"]["groups"] = raw["axes"]["sex"]["groups"][:2]


def _four_dimensions(raw: dict[str, Any]) -> None:
    raw["tables"][0]["ladder"][0]["axes"] = ["sex", "sex", "sex", "sex"]


def _tied(raw: dict[str, Any]) -> None:
    raw["tables"][0]["table"] = "P5"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_no_source, "table sex has no source"),
        (_unknown_table, "P99"),
        (_overlap, "two groups that hold “F”"),
        (_missing, "puts O, Unknown into no group"),
        (_four_dimensions, "more than 3 dimensions"),
        (_tied, "the disclosure test does not know"),
    ],
)
def test_a_policy_that_cannot_be_right_is_refused_with_what_is_wrong(
    change: Callable[[dict[str, Any]], None], says: str, tmp_path: Path
) -> None:
    path = policy_file(tmp_path, ("sex",), change)

    with pytest.raises(Unusable) as refused:
        read_policy(path)

    assert says in str(refused.value)
