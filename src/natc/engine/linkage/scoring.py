"""How two rows agree, attribute by attribute, and what that counts: a sum of stated weights (weights.yaml), nothing fitted."""

from collections import Counter
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
NAMES = ("given", "family")
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
    ordered = rows.sort(lists.ROW)
    categories = _names_in_better_order(ordered, pairs)
    others = [name for name in AGREEMENT if name not in NAMES]
    categories = categories.with_columns(_agreement(name, ordered[name], ordered[name], pairs).alias(name) for name in others)
    total = sum(
        (_weights(name, categories[name], ordered, pairs) for name in (*AGREEMENT, ORDER)), pl.zeros(pairs.height, eager=True)
    )
    score = (total - log2(rows.height)).round(3)
    found = pl.concat([pairs, categories.with_columns(score.alias(SCORE))], how="horizontal")
    return found.sort([SCORE, "left", "right"], descending=[True, False, False])


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


def _names_in_better_order(rows: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Agreement of given and family name, exchanged where the exchanged names agree better."""
    given, family = rows["given"], rows["family"]
    straight = _agreement("given", given, given, pairs), _agreement("family", family, family, pairs)
    crossed = _agreement("given", given, family, pairs), _agreement("family", family, given, pairs)
    swapped = _strength(*crossed) > _strength(*straight)
    order = pl.select(pl.when(swapped).then(pl.lit(SWAPPED)).otherwise(pl.lit(STRAIGHT))).to_series()
    given, family = (other.zip_with(swapped, one) for one, other in zip(straight, crossed, strict=True))
    return pl.DataFrame({"given": given, "family": family, ORDER: order}, schema_overrides={ORDER: pl.Enum([STRAIGHT, SWAPPED])})


def _strength(given: pl.Series, family: pl.Series) -> pl.Series:
    return sum(
        (each.replace_strict(STRENGTH, return_dtype=pl.Float64) for each in (given, family)), pl.zeros(len(given), eager=True)
    )


def _agreement(attribute: str, left: pl.Series, right: pl.Series, pairs: pl.DataFrame) -> pl.Series:
    """The category per pair, `left` and `right` being values by row; each distinct pair of values is compared once."""
    values = pl.concat([left, right]).drop_nulls().unique()
    number = pl.int_range(len(values), dtype=pl.UInt64, eager=True)
    left, right = (side.replace_strict(values, number, default=None, return_dtype=pl.UInt64) for side in (left, right))
    one, other = left.gather(pairs["left"]), right.gather(pairs["right"])
    both = (one * len(values) + other).alias("both").to_frame()
    distinct = both.drop_nulls().unique()
    compare, text = AGREEMENT[attribute], values.to_list()
    found = [compare(text[each // len(text)], text[each % len(text)]) for each in distinct["both"]]
    known = distinct.with_columns(pl.Series("found", found, dtype=pl.Enum([*weights()[attribute], UNKNOWN])))
    return both.join(known, on="both", how="left", maintain_order="left")["found"].fill_null(UNKNOWN)


def _weights(attribute: str, categories: pl.Series, rows: pl.DataFrame, pairs: pl.DataFrame) -> pl.Series:
    """log2(m / u) per pair; 0 where unknown."""
    stated = weights()[attribute]
    m = categories.replace_strict({name: weight.m for name, weight in stated.items()}, default=1.0, return_dtype=pl.Float64)
    u = categories.replace_strict({name: weight.u for name, weight in stated.items()}, default=1.0, return_dtype=pl.Float64)
    of_share = [name for name, weight in stated.items() if weight.of_share]
    if of_share:
        share = _share(attribute, rows[attribute]).gather(pairs["left"])
        u = u * share.zip_with(categories.cast(pl.String).is_in(of_share), pl.Series([1.0]))
    return (m / u).log(2)


def _share(attribute: str, values: pl.Series) -> pl.Series:
    """By row, how often its value stands in the rows where the attribute is known, of several citizenships the commonest."""
    known = values.drop_nulls()
    counts: Counter[str] = Counter()
    for value, count in known.value_counts().iter_rows():
        counts.update(dict.fromkeys(share_key(attribute, value), count))
    distinct = known.unique()
    share = [max(counts[key] for key in share_key(attribute, value)) / len(known) for value in distinct]
    return values.replace_strict(distinct, pl.Series(share, dtype=pl.Float64), default=1.0, return_dtype=pl.Float64)
