"""Nothing that leaves the house depends on the truth beyond the figures: same figures, same bytes, in every file."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path

import pytest
from policies import policy
from test_disclosure import by_sex, states_only

from natc.engine.release.archive import standing
from natc.engine.release.figures import Release
from natc.engine.release.file import release_bytes
from natc.engine.release.outputs.write import write_outputs
from natc.engine.release.policy import Policy
from natc.engine.release.release import release
from natc.engine.standard.submission import Submission

SAID = ("table", "territory", "first_year", "last_year", "layout", "cell", "showing", "shown", "low", "high")


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return policy(tmp_path_factory.mktemp("policy"), ("sex",), states_only)


@pytest.fixture(scope="module")
def states_and_region(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return policy(tmp_path_factory.mktemp("policy"), ("sex",))


def told_alike(releases: Iterable[Release]) -> list[list[Release]]:
    """Releases of different truths that say the same of every count: those that nobody may tell apart."""
    found: dict[object, list[Release]] = defaultdict(list)
    for one in releases:
        found[frozenset(one.figures.select(SAID).rows()), tuple(one.reported.rows()), tuple(one.given_up.rows())].append(one)
    return [same for same in found.values() if len(same) > 1]


def files(made: Release, folder: Path) -> dict[str, bytes]:
    """{name: content} of every file that is written of a release."""
    return {path.name: path.read_bytes() for path in write_outputs(made, standing([made], made.number), folder, lang="en")}


def assert_alike(truths: Sequence[Sequence[Submission]], rules: Policy, folder: Path) -> None:
    groups = told_alike(release(submissions, rules, [], {}) for submissions in truths)

    assert len(groups) > 5
    for number, same in enumerate(groups):
        assert len({release_bytes(one) for one in same}) == 1, same[0].figures
        assert files(same[0], folder / f"{number}-a") == files(same[-1], folder / f"{number}-b")


def test_truths_that_look_alike_in_one_state_have_the_same_bytes(states: Policy, tmp_path: Path) -> None:
    truths = [[by_sex(women, men)] for women, men in product((*range(9, 19), 28, 50), range(8))]

    assert_alike(truths, states, tmp_path)


def test_truths_that_look_alike_in_two_states_and_their_sum_have_the_same_bytes(
    states_and_region: Policy, tmp_path: Path
) -> None:
    places = product((13, 18, 23), (0, 2), (14, 16, 48), (1, 12))
    truths = [[by_sex(women, men), by_sex(others, boys, territory="ME")] for women, men, others, boys in places]

    assert_alike(truths, states_and_region, tmp_path)


def test_a_second_year_that_looks_alike_has_the_same_bytes_after_the_same_first_one(states: Policy) -> None:
    first = release([by_sex(20, 5, year=2023)], states, [], {})
    seconds = [by_sex(women, men) for women, men in product((18, 20, 22), (0, 3, 5, 9))]

    groups = told_alike(release([by_sex(20, 5, year=2023), second], states, [first], {}) for second in seconds)

    assert groups
    assert all(len({release_bytes(one) for one in same}) == 1 for same in groups)
