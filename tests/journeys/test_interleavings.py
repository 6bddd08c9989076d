"""Two people in one grid while lines break, servers are killed and sessions lock: no cell is lost."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from journeys.conftest import CHROMIUM

BENCH = Path(__file__).parents[2] / "bench" / "interleavings.py"
INTERLEAVINGS = 10  # the bench itself does 1,000


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian: apt install chromium)")
def test_ten_interleavings_lose_no_cell() -> None:
    command = [sys.executable, BENCH, "--interleavings", str(INTERLEAVINGS), "--seed", "1"]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    said = json.loads(done.stdout)
    assert set(said["lost"].values()) == {0}
    assert all(said["happened"][what] > 0 for what in ("servers killed", "requests lost", "answers lost", "sessions locked"))
