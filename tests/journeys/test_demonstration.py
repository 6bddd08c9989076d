"""The story of the demonstration, told through the command line as a newcomer runs it."""

import itertools
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from journeys.conftest import free_port, wait_for

LONGEST_WAIT = 20  # seconds; nobody waits longer for the next step


def natc(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "natc", *map(str, arguments)], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> tuple[Path, str, float]:
    """The folder it wrote, what it said, and the longest time in seconds between two of its lines."""
    folder = tmp_path_factory.mktemp("demo") / "out"
    command = [sys.executable, "-m", "natc", "demo", "--out", str(folder), "--files-only"]
    told, heard = [], [time.monotonic()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}) as run:
        for line in run.stdout:
            told.append(line)
            heard.append(time.monotonic())
    assert run.returncode == 0
    return folder, "".join(told), max(later - earlier for earlier, later in itertools.pairwise([*heard, time.monotonic()]))


def test_it_tells_of_sixty_one_rows_and_fifty_two_persons_with_eight_faults(demo):
    _, said, longest = demo

    assert "61 rows, 52 persons" in said
    assert "8 faults that must be corrected" in said
    assert longest < LONGEST_WAIT


def test_everything_it_tells_one_to_open_is_there(demo):
    _, said, _ = demo

    named = [Path(line.split()[0]) for line in said.splitlines() if line.startswith("   /")]

    assert len(named) == 10
    assert all(path.is_file() or any(path.iterdir()) for path in named)


def test_the_one_register_holds_a_row_a_person_and_nothing_that_leads_to_one(demo):
    folder, _, _ = demo

    register = pl.read_csv(folder / "linked" / "register.csv", infer_schema=False)
    manifest = json.loads((folder / "linked" / "manifest.json").read_text(encoding="utf-8"))
    names = pl.concat(pl.read_csv(folder / f"{body}.csv", infer_schema=False)["id_FamilyName"] for body in ("policija", "centar"))

    assert register.height == manifest["persons"] == 52
    assert register["cas_PersonCode"].is_unique().all()
    assert not [column for column in register.columns if column.startswith("id_")]
    assert not set(names) & {cell for column in register for cell in column.drop_nulls()}


def test_the_network_opens_at_once_and_the_story_is_told_beside_it(tmp_path):
    port = free_port()
    command = [sys.executable, "-m", "natc", "demo", "--out", str(tmp_path / "out"), "--port", str(port)]

    own = {"env": os.environ | {"PYTHONUNBUFFERED": "1"}, "start_new_session": True}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **own) as run:
        said = iter(run.stdout.readline, "")
        address = next(line for line in said if f"open http://localhost:{port}" in line)
        wait_for(f"http://localhost:{port}/")
        told_before_the_page = (tmp_path / "out" / "situation.pdf").exists()
        last = next(line for line in said if f"is at http://localhost:{port}" in line)
        os.killpg(run.pid, signal.SIGINT)  # as Ctrl+C at a terminal does
        run.communicate()

    assert address
    assert last
    assert not told_before_the_page
    assert (tmp_path / "out" / "situation.pdf").is_file()


def test_every_invented_list_says_that_it_is_invented(demo):
    folder, _, _ = demo

    centre = (folder / "centar-2025.csv").read_text(encoding="cp1251")
    society = (folder / "udruzenje-2025.csv").read_text(encoding="cp1250")

    assert centre.startswith("ИЗМИШЉЕНИ ПОДАЦИ")
    assert society.startswith("IZMIŠLJENI PODACI")


def test_the_same_seed_invents_the_same_lists(tmp_path):
    for name in ("one", "two"):
        assert natc("invent", "--states", 2, "--years", 2, "--seed", 7, "--out", tmp_path / name).returncode == 0

    one, two = (sorted(path for path in (tmp_path / name).rglob("*") if path.is_file()) for name in ("one", "two"))

    assert [path.name for path in one] == [path.name for path in two]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_invented_data_never_mix_with_what_is_in_a_folder_already(tmp_path):
    (tmp_path / "real.csv").write_text("x")

    run = natc("invent", "--out", tmp_path)

    assert run.returncode == 1
    assert "is not empty" in run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["real.csv"]
