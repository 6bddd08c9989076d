"""How two rows agree, attribute by attribute, and what that counts: a sum of stated weights (weights.yaml), nothing fitted."""

from dataclasses import dataclass
from functools import cache
from math import log2
from pathlib import Path
from typing import Any

import polars as pl

from natc.engine.linkage import lists
from natc.engine.linkage.attributes import AGREEMENT, UNKNOWN, share_key
from natc.engine.standard.form import read_yaml

WEIGHTS = Path(__file__).with_name("weights.yaml")
WORTH_SHOWING = -3.0  # score: odds of one in eight; below it a pair is counted, not shown. Set with bench/link.py
ORDER, STRAIGHT, SWAPPED = "order", "straight", "swapped"
CERTAIN_NAMES = ("same", "spelling")
STRENGTH = {"same": 5.0, "spelling": 5.0, "close": 3.5, "part": 3.0, "alike": 2.0, UNKNOWN: 1.0, "differs": 0.0}
SCORE = "score"


@dataclass(frozen=True)
class Weight:
    """m and u of one agreement; u is a number, or a factor of the value's share where `of_share`."""

    m: float
    u: float
    of_share: bool
    why: str


def scored(rows: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """`pairs` with the category of agreement of each attribute, the order of the names and the score; most likely first.

    rows: from attributes.comparable(). pairs: left, right (row numbers).
    """
    sides = _both_sides(rows, pairs)
    categories = _names_in_better_order(sides)
    others = {
        name: _agreement(name, sides[f"{name}_l"], sides[f"{name}_r"]) for name in AGREEMENT if name not in ("given", "family")
    }
    categories = categories.with_columns(**others)
    total = sum(
        (_weights(name, categories[name], sides, rows) for name in (*AGREEMENT, ORDER)), pl.zeros(pairs.height, eager=True)
    )
    score = (total - log2(rows.height)).round(3).alias(SCORE)
    return pl.concat([pairs, categories, score.to_frame()], how="horizontal").sort(
        [SCORE, "left", "right"], descending=[True, False, False]
    )


@cache
def weights() -> dict[str, dict[str, Weight]]:
    """{attribute: {category: weight}} as weights.yaml states them."""
    table = read_yaml(WEIGHTS)
    return {
        name: {category: _weight(raw) for category, raw in entries.items()}
        for name, entries in table.items()
        if isinstance(entries, dict)
    }


def _weight(raw: dict[str, Any]) -> Weight:
    number, _, unit = str(raw["u"]).partition(" ")
    return Weight(raw["m"], float(number), unit == "share", raw["why"])


def _both_sides(rows: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """One line per pair, in the order of `pairs`: every attribute of its left (_l) and right (_r) row."""
    position = {side: pairs[side].cast(pl.UInt32) for side in ("left", "right")}
    values = rows.sort(lists.ROW).select(AGREEMENT.keys())
    left = values[position["left"]].rename(lambda name: f"{name}_l")
    right = values[position["right"]].rename(lambda name: f"{name}_r")
    return pl.concat([left, right], how="horizontal")


def _names_in_better_order(sides: pl.DataFrame) -> pl.DataFrame:
    """Agreement of given and family name, exchanged where the exchanged names agree better."""
    given, family = (
        _agreement("given", sides["given_l"], sides["given_r"]),
        _agreement("family", sides["family_l"], sides["family_r"]),
    )
    given_x, family_x = (
        _agreement("given", sides["given_l"], sides["family_r"]),
        _agreement("family", sides["family_l"], sides["given_r"]),
    )
    swapped = _strength(given_x) + _strength(family_x) > _strength(given) + _strength(family)
    return pl.DataFrame(
        {
            "given": given_x.zip_with(swapped, given),
            "family": family_x.zip_with(swapped, family),
            ORDER: pl.Series([STRAIGHT])
            .extend_constant(STRAIGHT, len(swapped))[: len(swapped)]
            .zip_with(~swapped, pl.Series([SWAPPED])),
        }
    )


def _strength(categories: pl.Series) -> pl.Series:
    return categories.replace_strict(STRENGTH, return_dtype=pl.Float64)


def _agreement(attribute: str, left: pl.Series, right: pl.Series) -> pl.Series:
    """The category per pair; each distinct pair of different values is compared once."""
    both = pl.DataFrame({"l": left, "r": right})
    different = both.filter(pl.col("l") != pl.col("r")).unique()
    compare = AGREEMENT[attribute]
    found = different.with_columns(found=pl.Series([compare(*values) for values in different.iter_rows()], dtype=pl.String))
    found_same = pl.col("l").map_batches(lambda values: _same_as_itself(attribute, values), return_dtype=pl.String)
    return (
        both.join(found, on=["l", "r"], how="left", maintain_order="left")
        .select(
            pl.when(pl.col("l").is_null() | pl.col("r").is_null())
            .then(pl.lit(UNKNOWN))
            .when(pl.col("l") == pl.col("r"))
            .then(found_same)
            .otherwise(pl.col("found"))
        )
        .to_series()
    )


def _same_as_itself(attribute: str, values: pl.Series) -> pl.Series:
    """The category of a value beside an equal one: "same", save for dates of which only a part is known."""
    distinct = values.drop_nulls().unique()
    found = pl.Series([AGREEMENT[attribute](value, value) for value in distinct], dtype=pl.String)
    return values.replace_strict(distinct, found, default=None, return_dtype=pl.String)


def _weights(attribute: str, categories: pl.Series, sides: pl.DataFrame, rows: pl.DataFrame) -> pl.Series:
    """log2(m / u) per pair; 0 where unknown."""
    stated = weights()[attribute]
    m = categories.replace_strict({name: weight.m for name, weight in stated.items()}, default=1.0, return_dtype=pl.Float64)
    u = categories.replace_strict({name: weight.u for name, weight in stated.items()}, default=1.0, return_dtype=pl.Float64)
    if any(weight.of_share for weight in stated.values()):
        of_share = categories.is_in([name for name, weight in stated.items() if weight.of_share])
        u = u * _share(attribute, sides[f"{attribute}_l"], rows).zip_with(of_share, pl.Series([1.0]))
    return (m / u).log(2)


def _share(attribute: str, values: pl.Series, rows: pl.DataFrame) -> pl.Series:
    """How often the value stands in the rows where the attribute is known, 0 to 1; of several citizenships the commonest."""
    known = rows[attribute].drop_nulls()
    counts: dict[str, int] = {}
    for value, count in known.value_counts().iter_rows():
        for key in share_key(attribute, value):
            counts[key] = counts.get(key, 0) + count
    distinct = values.drop_nulls().unique()
    shares = pl.Series(
        [max(counts.get(key, 1) for key in share_key(attribute, value)) / len(known) for value in distinct], dtype=pl.Float64
    )
    return values.replace_strict(distinct, shares, default=1.0, return_dtype=pl.Float64)
