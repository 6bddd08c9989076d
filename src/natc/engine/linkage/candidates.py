"""Which pairs of rows are worth comparing: those that share a key. Never all against all."""

import polars as pl

from natc.engine.linkage import lists
from natc.engine.linkage.attributes import FULL_DATE
from natc.engine.linkage.names import skeleton

PAIRS_PER_ROW = 20  # the rarest keys come first, until so many pairs per row are found; small lists never reach it
LARGEST_BLOCK = 300  # rows with one key; a key so common tells little, and its pairs would grow with the square
BEGINNING = 3  # letters of a skeleton

Keys = pl.LazyFrame  # columns: key, row


def candidate_pairs(rows: pl.DataFrame) -> pl.DataFrame:
    """Pairs `left` < `right` (row numbers) of the comparable rows that share a key rare enough."""
    frame = rows.lazy()
    words = _words(frame)
    dates = frame.filter(pl.col("birth").str.len_chars() == FULL_DATE)
    kinds = [
        _with_names(words),
        _two_names(words),
        _initials(words),
        _key_of(dates, "b", "birth"),
        _key_of(frame, "doc", "document"),
    ]
    keys = _rare(pl.concat(kinds).unique().collect(), budget=PAIRS_PER_ROW * rows.height)
    pairs = keys.lazy().join(keys.lazy(), on="key", suffix="_right").filter(pl.col(lists.ROW) < pl.col(f"{lists.ROW}_right"))
    return pairs.select(left=lists.ROW, right=f"{lists.ROW}_right").unique().sort("left", "right").collect()


def _rare(keys: pl.DataFrame, budget: int) -> pl.DataFrame:
    """The keys of blocks up to the size at which all pairs within blocks come to `budget`."""
    size = pl.len().over("key").alias("size")
    sized = keys.with_columns(size).filter(pl.col("size").is_between(2, LARGEST_BLOCK))
    pairs_of_size = sized.group_by("size").agg(pairs=pl.len() * (pl.col("size").first() - 1) // 2).sort("size")
    within = pairs_of_size.filter(pl.col("pairs").cum_sum() <= budget)["size"]
    return sized.filter(pl.col("size") <= (within.max() or 0)).drop("size")


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
    """The parts as one number, for lists of a million rows; none where a part is unknown or empty."""
    known = [(pl.col(part) if isinstance(part, str) else part).replace("", None) for part in parts]
    text = pl.concat_str(pl.lit(kind), *known, separator="|")
    return rows.select(key=text, row=lists.ROW).drop_nulls().with_columns(pl.col("key").hash())
