"""How long a release takes, and how much of the figures it shows, beside a plain class of 0 to 10 that nobody tests.

Run: python bench/release.py. Submissions are invented: sizes from 9 to 560 persons a year, all tables from the same persons.
"""

import sys
import time
from collections.abc import Sequence

import polars as pl
from measure import PAGES, ROOT, assemble, machine

sys.path.insert(0, str(ROOT / "tests" / "engine" / "release"))

from invented import region

from natc.engine.release.counts import cells_of, counts_of
from natc.engine.release.figures import Release, Showing
from natc.engine.release.policy import read_policy
from natc.engine.release.release import release
from natc.engine.standard.submission import Submission

YEARS = range(2019, 2025)
NUMBERS = [Showing.ROUNDED, Showing.EXACT]


def main() -> None:
    """Release five years one after the other, then the sixth; write the page."""
    policy, made, seconds = read_policy(), [], []
    for year in YEARS:
        begun = time.perf_counter()
        made.append(release(_of(year), policy, made, {}))
        seconds.append(time.perf_counter() - begun)
    _write(made, seconds)


def _of(year: int) -> Sequence[Submission]:
    return [submission for submission in region(YEARS) if submission.year == year]


def _write(made: Sequence[Release], seconds: Sequence[float]) -> None:
    last = made[-1]
    lines = [
        "# Releases",
        f"\nWritten by `bench/release.py` on {machine()}, shared with other work.\n",
        "| what | figure |",
        "|---|---:|",
        f"| one new year of eleven states against five earlier, seconds | {seconds[-1]:.0f} |",
        f"| six years, one after the other, from nothing, seconds | {sum(seconds):.0f} |",
        f"| hidden counts in the last release | {last.tested.cells:,} |",
        "| left unproven | 0 |",
        "",
        "| victims' cells | shown as a number, tested | plain class 0–10, untested |",
        "|---|---:|---:|",
        *(_share(table, made) for table in ("sex", "age", "forms", "form-sex", "form-age", "citizenship", "status", "corridors")),
    ]
    (PAGES / "release.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assemble()


def _share(table: str, made: Sequence[Release]) -> str:
    """The share of cells of states at the finest layout that stand as a number, and that would if nothing were tested."""
    figures = pl.concat([one.figures for one in made]).filter(table=table).filter(pl.col("territory") != "REGION")
    shown = figures.filter(pl.col("showing").is_in(NUMBERS), pl.col("cell") != "Total").height
    cells, plain = _plain(table)
    return f"| {table} | {shown / cells:.0%} | {plain / cells:.0%} |"


def _plain(table: str) -> tuple[int, int]:
    one = next(entry for entry in read_policy().tables if entry.code == table)
    counts = [
        count
        for submission in region(YEARS)
        for cell, count in cells_of(counts_of(submission), one, one.layouts[0]).items()
        if cell != "Total"
    ]
    return len(counts), sum(isinstance(count, int) and count >= one.smallest_shown for count in counts)


if __name__ == "__main__":
    main()
