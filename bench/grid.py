"""How soon a grid of 1,500 cells answers a key, and how soon a cell that was left is saved.

Run: python bench/grid.py. Chromium is needed. The hub is served as the demonstration is, on SQLite, by one process.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

from measure import PAGES, ROOT, assemble, machine

sys.path.insert(0, str(ROOT / "tests"))

from playwright.sync_api import Page, sync_playwright

from journeys.conftest import CHROMIUM, LAPTOP, served
from natc.hub.site.start import demonstration_environment

KINDS, STAGES = 250, 6  # categories of the two dimensions: 1,500 cells
WRITTEN = 200  # cells that are filled in, one after the other
SEED = 2026
KEY, SAVE = 50, 150  # milliseconds at most, the ninety-fifth percentile
WATCH = """() => {
  window.keys = [];
  performance.setResourceTimingBufferSize(10000);
  addEventListener("keydown", () => {
    const pressed = performance.now();
    requestAnimationFrame(() => setTimeout(() => keys.push(performance.now() - pressed)));
  }, true);
}"""
SAVES = "performance.getEntriesByType('resource').filter(one => one.name.endsWith('/cells/')).map(one => one.duration)"
MAKE = f"import django; django.setup(); from grid_made import make; print(make({KINDS}, {STAGES}))"


def main() -> None:
    """Measure, write the page."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address:
        environment = demonstration_environment(Path(folder)) | {"PYTHONPATH": os.pathsep.join(sys.path)}
        made = subprocess.run([sys.executable, "-c", MAKE], env=environment, check=True, capture_output=True, text=True)
        keys, saves, plain = written(address, made.stdout.strip())
    lines = [
        "# The grid",
        f"\nWritten by `bench/grid.py` on {machine()}, shared with other work.\n",
        f"A table of {KINDS * STAGES:,} cells with a total that adds up live; {WRITTEN} of them filled in by keyboard in"
        " Chromium, the hub on SQLite in one process on the same machine.\n",
        "| what | how many | median, ms | 95 of 100 within, ms | at most |",
        "|---|---:|---:|---:|---:|",
        f"| from a key to the next picture on the screen | {len(keys)} | {_figures(keys)} | {KEY} |",
        f"| the same in the field of the search page, which has no table | {len(plain)} | {_figures(plain)} | |",
        f"| from sending a cell to the answer that it is saved | {len(saves)} | {_figures(saves)} | {SAVE} |",
    ]
    (PAGES / "grid.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assemble()


def written(address: str, section: str) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds of every key and of every save, while Vesna fills in the grid; then of keys on a page without a table."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport=LAPTOP)
        page.goto(address + section)  # a visitor is asked to sign in; the yellow bar is there too
        option = next(text for text in page.locator("#look-as option").all_inner_texts() if text.startswith("Vesna"))
        page.select_option("#look-as", label=option)
        page.get_by_role("button", name="Look as").click()
        page.goto(address + section)
        page.evaluate(WATCH)
        _write(page)
        keys, saves = page.evaluate("keys"), page.evaluate(SAVES)
        page.goto(f"{address}/search/")
        page.evaluate(WATCH)
        _search(page)
        plain = page.evaluate("keys")
        browser.close()
    return keys, saves, plain


def _write(page: Page) -> None:
    cells = page.locator(".sheet tr:not(.sheet-total) .cell")
    for place in Random(SEED).sample(range(KINDS * STAGES), WRITTEN):
        cells.nth(place).focus()
        with page.expect_response("**/cells/"):
            page.keyboard.type("123", delay=30)
            page.keyboard.press("Enter")
    page.locator("#sheet-status [data-line=saved]").wait_for()


def _search(page: Page) -> None:
    field = page.locator("#content input[name=words]")
    for _ in range(WRITTEN):
        field.fill("")
        page.keyboard.type("123", delay=30)
        page.keyboard.press("ArrowLeft")


def _figures(times: Sequence[float]) -> str:
    return f"{statistics.median(times):.0f} | {statistics.quantiles(times, n=20)[-1]:.0f}"


if __name__ == "__main__":
    main()
