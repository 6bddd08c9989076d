"""Figures as pictures take them, and what each says of itself: a number, a class, hidden, or why there is none."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from natc.engine.release.figures import FIGURES, Showing
from natc.engine.standard.form import read_yaml
from natc.engine.text import Text, say, spaced

WORDS = Path(__file__).with_name("words.yaml")
SHOWN = {column: FIGURES[column] for column in ("showing", "shown", "low", "high", "reason")}
STATE, TEXT = "state", "text"  # columns that `told` adds
NUMBER, FEW, HIDDEN = "number", "few", "hidden"  # states; any other state is the code of a reason
NONE = ("NotCollected", "NotApplicable", "NotAvailableYet", "NotKnown")  # the reasons of the submission


def counted(counts: pl.DataFrame) -> pl.DataFrame:
    """Plain counts as exact figures, for papers that are not published.

    counts: labels, `count` (null where there is none) and `reason` (why there is none). Gives the labels and SHOWN.
    """
    known = pl.col("count").is_not_null()
    number = pl.col("count").cast(pl.Int64)
    showing = pl.when(known).then(pl.lit(Showing.EXACT.value)).otherwise(pl.lit(Showing.NONE.value))
    shown = [showing.alias("showing"), *(number.alias(column) for column in ("shown", "low", "high")), pl.col("reason")]
    return counts.select(pl.exclude("count", "reason"), *shown)


def told(figures: pl.DataFrame, lang: str) -> pl.DataFrame:
    """The figures with what a reader is told of each: its STATE, and its TEXT in `lang` ("1 240", "0–10", "hidden")."""
    states = [_state(row) for row in figures.select(*SHOWN).iter_rows(named=True)]
    texts = [_text(row, state, lang) for row, state in zip(figures.select(*SHOWN).iter_rows(named=True), states, strict=True)]
    return figures.with_columns(pl.Series(STATE, states, pl.String), pl.Series(TEXT, texts, pl.String))


def figure_table(figures: pl.DataFrame, by: Sequence[str], unit: str, lang: str) -> pl.DataFrame:
    """The table beside a picture: the labels, the figure as it is shown under its unit, and how it is shown."""
    how = {showing.value: words("how", showing.value, lang) for showing in Showing}
    return told(figures, lang).select(
        *by,
        pl.col(TEXT).alias(unit),
        pl.col("showing").replace_strict(how, return_dtype=pl.String).alias(words("how", "heading", lang)),
    )


def top(figures: pl.DataFrame) -> int:
    """What the whole of a scale stands for: the greatest number, and so much that no class fills more than half of it."""
    classes = figures.filter(pl.col("showing") == Showing.CLASS.value)["high"].max()
    return max(figures["shown"].max() or 0, 2 * (classes or 0), 1)  # type: ignore[operator, return-value]


def words(part: str, code: str, lang: str, **values: object) -> str:
    """A sentence or word of the pictures in `lang`."""
    return say(_words()[part][code], lang, **values)


def _state(row: dict[str, Any]) -> str:
    match row["showing"]:
        case Showing.ROUNDED | Showing.EXACT:
            return NUMBER
        case Showing.CLASS:
            return FEW
        case Showing.HIDDEN:
            return HIDDEN
        case _:
            return str(row["reason"])


def _text(row: dict[str, Any], state: str, lang: str) -> str:
    match state:
        case "number":
            return spaced(row["shown"])
        case "few":
            return f"{spaced(row['low'])}–{spaced(row['high'])}"
        case _:
            return words("states", state, lang)


@cache
def _words() -> dict[str, dict[str, Text]]:
    read: dict[str, dict[str, Text]] = read_yaml(WORDS)
    return read
