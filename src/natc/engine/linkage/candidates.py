"""Which pairs of rows are worth comparing: those that share a key. Never all against all."""

import polars as pl

from natc.engine.linkage import lists
from natc.engine.linkage.names import skeleton

LARGEST_BLOCK = 300  # rows with one key; a key so common tells little, and its pairs would grow with the square
LARGEST_WEAK_BLOCK = 25  # rows with one key that says nothing of the name
BEGINNING = 3  # letters of a skeleton

Keys = pl.LazyFrame  # columns: key, row


def candidate_pairs(rows: pl.DataFrame) -> pl.DataFrame:
    """Pairs `left` < `right` (row numbers) of the comparable rows that share at least one key."""
    frame = rows.lazy()
    words = _words(frame)
    telling = pl.concat([_with_names(words), _two_names(words), _initials(words), _key_of(frame, "doc", "document")])
    keys = pl.concat([_rare(telling, LARGEST_BLOCK), _rare(_key_of(frame, "b", "birth"), LARGEST_WEAK_BLOCK)])
    pairs = keys.join(keys, on="key", suffix="_right").filter(pl.col(lists.ROW) < pl.col(f"{lists.ROW}_right"))
    return pairs.select(left=lists.ROW, right=f"{lists.ROW}_right").unique().sort("left", "right").collect()


def _rare(keys: Keys, largest: int) -> Keys:
    return keys.drop_nulls().unique().filter(pl.len().over("key").is_between(2, largest))


def _with_names(words: pl.LazyFrame) -> Keys:
    """Any word of the name with the year, the whole date, day and month (a wrong year), or the place."""
    birth = pl.col("birth")
    beside = {"y": birth.str.head(4), "d": birth, "m": birth.str.slice(4), "p": pl.col("place")}
    return pl.concat([_key_of(words, kind, "word", value) for kind, value in beside.items()])


def _two_names(words: pl.LazyFrame) -> Keys:
    """Two words of the name in either order, whole or their beginnings, whatever the date."""
    pairs = words.join(words, on=lists.ROW, suffix="_other").filter(pl.col("word") < pl.col("word_other"))
    beginnings = [pl.col(word).str.head(BEGINNING) for word in ("word", "word_other")]
    return pl.concat([_key_of(pairs, "n", "word", "word_other"), _key_of(pairs, "s", *beginnings)])


def _initials(words: pl.LazyFrame) -> Keys:
    """The whole birth date with the first letter of any word of the name."""
    return _key_of(words, "i", pl.col("word").str.head(1), "birth")


def _words(rows: pl.LazyFrame) -> pl.LazyFrame:
    """A line for each word of each name, as skeletons."""
    names = pl.concat_str("given", "family", separator=" ", ignore_nulls=True).str.split(" ")
    words = rows.with_columns(word=names).explode("word").filter(pl.col("word") != "")
    return words.with_columns(pl.col("word").map_batches(_skeletons, return_dtype=pl.String))


def _skeletons(words: pl.Series) -> pl.Series:
    distinct = words.drop_nulls().unique()
    found = pl.Series([skeleton(word) for word in distinct], dtype=pl.String)
    return words.replace_strict(distinct, found, default=None, return_dtype=pl.String)


def _key_of(rows: pl.LazyFrame, kind: str, *parts: pl.Expr | str) -> Keys:
    """The parts as one text, null when one of them is unknown or empty."""
    known = [pl.col(part) if isinstance(part, str) else part for part in parts]
    return rows.select(key=pl.concat_str(pl.lit(kind), *[part.replace("", None) for part in known], separator="|"), row=lists.ROW)
