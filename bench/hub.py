"""What the hub's pages weigh, how many doors were tried and found open, how soon the demonstration shows its first page.

Run as root: python bench/hub.py BARE, a Debian made by debootstrap as deploy/try-bare.sh says. Chromium is needed. The
demonstration is started as the README says: on the bare machine for the first time, here with `.venv` made already.
"""

import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from measure import PAGES, ROOT, RUNS, assemble, machine

sys.path.insert(0, str(ROOT / "tests"))

from playwright.sync_api import Browser, sync_playwright

from journeys.conftest import CHROMIUM, free_port, served, wait_for
from journeys.weight import FRONT, MOST, MOST_USED, transferred
from natc.hub.site.start import fill_calls_beside, prepare_demonstration

ISOLATION = "tests/house/test_nobody_opens_what_is_not_theirs.py"
NOBODY = 65534  # the user `nobody` of every Debian
LIMIT = 5.0  # seconds to the first page, once everything is installed


def main(bare: Path) -> None:
    """Measure, write the page."""
    weights, (cells, leaks) = weigh(), isolation()
    _, *starts = [start() for _ in range(RUNS + 1)]
    lines = [
        "# The hub",
        f"\nWritten by `bench/hub.py` on {machine()}, shared with other work.\n",
        "| what | figure | at most |",
        "|---|---:|---:|",
        f"| `./natc demo` to its first page, everything installed, seconds (median of {RUNS}) | "
        f"{statistics.median(starts):.1f} ({min(starts):.1f}–{max(starts):.1f}) | {LIMIT:.0f} |",
        f"| the same for the first time, on a Debian that has Python and certificates alone, seconds | {cold(bare):.0f} | |",
        f"| address × method × role × own, foreign or missing object: cells walked | {cells} | |",
        f"| addresses that answer somebody otherwise than they should | {leaks} | 0 |",
        "",
        "| page, first visit with styles and fonts, laptop | kB over the line | at most |",
        "|---|---:|---:|",
        *(f"| {path} | {weight / 1000:.0f} | {MOST / 1000:.0f} |" for path, weight in weights.items()),
        "",
        "The ten pages are those that we think are used most; nobody has counted yet.",
    ]
    (PAGES / "hub.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assemble()


def weigh() -> dict[str, int]:
    """Page → bytes, the front for a visitor, the others for somebody whose name needs every font."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, _served(Path(folder)) as address:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        cookies = _looking_as(browser, address, "Neža")
        weights = {f"{FRONT} as a visitor": transferred(browser, address, FRONT, [])}
        weights |= {path: transferred(browser, address, path, cookies) for path in MOST_USED}
        browser.close()
    return weights


@contextmanager
def _served(var: Path) -> Iterator[str]:
    prepare_demonstration(var)
    fill_calls_beside(var).wait()
    with served(var) as address:
        yield address


def isolation() -> tuple[int, int]:
    """How many cells the house test walks, and how many addresses fail it."""
    with tempfile.NamedTemporaryFile(suffix=".xml") as report:
        command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report.name}", ISOLATION]
        subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
        suite = ET.parse(report.name).getroot()[0]  # written by pytest just now
    cells = sum(int(said.attrib["value"]) for said in suite.iter("property") if said.attrib["name"] == "cells")
    return cells, int(suite.attrib["failures"]) + int(suite.attrib["errors"])


def start() -> float:
    """Seconds from typing `./natc demo` until the first page is there."""
    with tempfile.TemporaryDirectory() as folder:
        return _first_page([str(ROOT / "natc"), "demo", "--out", f"{folder}/out"])


def cold(bare: Path) -> float:
    """The same for an ordinary user of an empty machine, with everything still to be fetched."""
    home = bare / "home" / "bare"
    shutil.rmtree(home, ignore_errors=True)
    (home / "natc").mkdir(parents=True)
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    subprocess.run(["tar", "-x", "-C", home / "natc"], input=archive, check=True)
    subprocess.run(["chown", "-R", f"{NOBODY}:{NOBODY}", home], check=True)
    inside = ["chroot", f"--userspec={NOBODY}:{NOBODY}", str(bare), "env", "HOME=/home/bare"]
    return _first_page([*inside, "/home/bare/natc/natc", "demo"])


def _first_page(command: Sequence[str]) -> float:
    port = free_port()
    begun = time.perf_counter()
    demo = subprocess.Popen(
        [*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    while demo.poll() is None:  # fetching everything takes longer than a page may
        with suppress(TimeoutError):
            wait_for(f"http://localhost:{port}/")
            break
    seconds = time.perf_counter() - begun
    os.killpg(demo.pid, signal.SIGINT)
    demo.wait()
    return seconds


def _looking_as(browser: Browser, address: str, name: str) -> list[object]:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/")
    page.select_option("#look-as", label=f"{name}, National coordinator")
    page.get_by_role("button", name="Look as").click()
    page.get_by_role("heading", name="Waiting for me").wait_for()
    cookies: list[object] = list(context.cookies())
    context.close()
    return cookies


if __name__ == "__main__":
    main(Path(sys.argv[1]))
