"""A reader who tries every integer table. Shares nothing with the engine but the released figures."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import polars as pl

Intervals = Mapping[str, tuple[int, int]]


def intervals(figures: pl.DataFrame, table: str, territory: str, year: int) -> dict[str, tuple[int, int]]:
    """{cell: (low, high)} of one released table."""
    mine = figures.filter(
        pl.col("table") == table, pl.col("territory") == territory, pl.col("first_year") == year, pl.col("last_year") == year
    )
    return {row["cell"]: (row["low"], row["high"]) for row in mine.iter_rows(named=True)}


def tables(parts: Sequence[str], known: Intervals) -> Iterator[dict[str, int]]:
    """Every table of these parts that fits what is known of them and of their total."""
    lowest, highest = known["Total"]
    ranges = [range(*_open(known.get(part, (0, highest)), highest)) for part in parts]
    for values in product(*ranges):
        if lowest <= sum(values) <= highest:
            yield dict(zip(parts, values, strict=True))


def possible(parts: Sequence[str], known: Intervals) -> dict[str, set[int]]:
    """The values that each part can have."""
    found: dict[str, set[int]] = {part: set() for part in parts}
    for table in tables(parts, known):
        for part, value in table.items():
            found[part].add(value)
    return found


def _open(interval: tuple[int, int], highest: int) -> tuple[int, int]:
    return interval[0], min(interval[1], highest) + 1
