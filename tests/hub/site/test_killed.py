"""Killed in the midst of writing, pages and worker lose nothing that they said was done and leave nothing half-done."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

KILL = Path(__file__).parents[3] / "bench" / "kill.py"
KILLS = 50  # the bench itself does 1,000


def test_fifty_kills_lose_nothing_and_leave_nothing_half_written(tmp_path: Path, new_url: Callable[[Path], str]) -> None:
    command = [sys.executable, KILL, "--kills", str(KILLS), "--database", new_url(tmp_path)]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert found["said to be done"] > KILLS
    assert set(found.values()) == {KILLS, found["said to be done"], 0}
