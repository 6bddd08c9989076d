"""Whole processes timed in turn, A B A B …, so that a machine that slows down slows all of them."""

import os
import shutil
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORK = ROOT / "var" / "bench"
PAGES = ROOT / "docs" / "reference" / "performance"
RUNS = 5
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}  # a second start has its bytecode


@dataclass(frozen=True)
class Measured:
    """Medians over the counted runs: wall-clock seconds and the largest resident memory in MB, as the kernel accounts them."""

    seconds: float
    megabytes: float
    spread: tuple[float, float]  # fastest and slowest run, seconds


def measure(
    commands: Mapping[str, Sequence[str]], *, once: Collection[str] = (), until: Mapping[str, str] | None = None
) -> dict[str, Measured]:
    """Each command run RUNS times, interleaved, after one run that is not counted. A command that fails stops the bench.

    Those named in `once` take minutes and run once. One that `until` names is timed up to the first line that begins so.
    """
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for turn in range(RUNS + 1):
        for name, command in commands.items():
            if name in once and turn != 1:
                continue
            measured = _run(command, (until or {}).get(name))
            if turn:
                seen[name].append(measured)
    return {name: _summary(times) for name, times in seen.items()}


def peer(name: str, *packages: str) -> Path:
    """The Python of an environment of its own that holds a peer; made once."""
    folder = WORK / f"peer-{name}"
    python = folder / "bin" / "python"
    if not (folder / "whole").exists():
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
        (folder / "whole").touch()
    return python


def version(python: Path | str, package: str) -> str:
    """The installed version of a package in an environment."""
    asked = f"import importlib.metadata as m; print(m.version('{package}'))"
    return subprocess.run([python, "-c", asked], check=True, capture_output=True, text=True).stdout.strip()


def machine() -> str:
    """The machine in words, for the head of a page."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return f"{os.cpu_count()} cores, {memory:.0f} GB of memory, Python {sys.version.split()[0]}, {time.strftime('%d %b %Y')}"


def assemble() -> None:
    """Write docs/reference/performance.md anew from the page of each bench."""
    pages = [page.read_text(encoding="utf-8").strip() for page in sorted(PAGES.glob("*.md"))]
    head = "# Performance\n\nWhat was measured, by the scripts in `bench/`: each peer in the same run on the same file."
    whole = "\n\n".join([head, *(page.replace("\n## ", "\n### ").replace("# ", "## ", 1) for page in pages)])
    PAGES.with_suffix(".md").write_text(whole + "\n", encoding="utf-8")


def _run(command: Sequence[str], begins: str | None) -> tuple[float, float]:
    """Seconds, to the end or to the line that `begins` so, and MB."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=ENVIRONMENT)
    if begins is not None:
        next(line for line in process.stdout if line.startswith(begins))
        seconds = time.perf_counter() - begun
    process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if begins is None:
        seconds = time.perf_counter() - begun
    if os.waitstatus_to_exitcode(status) not in (0, 1):  # 1: blocking findings
        raise SystemExit(f"failed: {' '.join(map(str, command))}")
    return seconds, usage.ru_maxrss / 1024


def _summary(times: list[tuple[float, float]]) -> Measured:
    seconds = [one for one, _ in times]
    return Measured(statistics.median(seconds), statistics.median(mb for _, mb in times), (min(seconds), max(seconds)))
