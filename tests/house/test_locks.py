"""The lock files: hashed, and without a trace of the machine that wrote them."""

import re
import tomllib
from pathlib import Path

import pytest

from natc.commands.lock import local_traces

ROOT = Path(__file__).parents[2]
LOCKS = ["requirements.lock", "requirements-dev.lock"]


def pins(lock: str) -> dict[str, str]:
    """{package: version} of a lock."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host_and_no_path(lock: str) -> None:
    text = (ROOT / lock).read_text()

    assert local_traces(text) == []
    assert "/" not in text


@pytest.mark.parametrize(
    "line",
    ["--extra-index-url https://packages.example.org/simple", "--find-links wheels", "polars @ file:///home/ana/polars.whl"],
)
def test_a_trace_of_one_machine_is_noticed(line: str) -> None:
    assert local_traces(f"anyascii==0.3.3\n{line}\n") == [line]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pinned_package_has_a_hash(lock: str) -> None:
    entries = re.split(r"^(?=\S)", (ROOT / lock).read_text(), flags=re.MULTILINE)[1:]

    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_both_locks_agree_on_every_package_they_share() -> None:
    ours, developers = pins(LOCKS[0]), pins(LOCKS[1])

    assert {name: developers[name] for name in ours.keys() & developers.keys()} == {
        name: ours[name] for name in ours.keys() & developers.keys()
    }


def test_every_dependency_of_the_project_is_locked() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text())
    declared = {*pyproject["project"]["dependencies"], *pyproject["dependency-groups"]["dev"]}

    assert {re.split(r"[\[<>=!~ ]", name.lower())[0] for name in declared} - pins(LOCKS[0]).keys() - pins(
        LOCKS[1]
    ).keys() == set()
