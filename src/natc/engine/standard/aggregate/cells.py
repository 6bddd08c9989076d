"""Batches of an office's sheet as labels: every distinct text is read once, by the mapping, then looked up."""

import datetime
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from natc.engine.standard.aggregate.counts import UNKNOWN
from natc.engine.standard.files import ROW, Table
from natc.engine.standard.form import Form
from natc.engine.standard.mapping import Mapping as Join
from natc.engine.standard.mapping import read_rows, targets

SAMPLE = 10_000  # rows in which nearly every text of a column is met, so that few columns are looked up twice
BETWEEN = "\x1f"  # between the cells of several columns that feed one variable; no sheet holds it
Label = Callable[[str | None], str]  # the standard's text of a cell, None where blank or unreadable → what it counts as


@dataclass(frozen=True)
class Feature:
    """A column of labels made from one variable. With `labels` it has these and no other, in this order."""

    variable: str
    label: Label
    labels: tuple[str, ...] = ()


@dataclass
class _Texts:
    """The distinct texts of one variable met so far, and what each says in the standard's form."""

    variable: str
    headings: tuple[str, ...]
    found: list[str] = field(default_factory=list)
    values: list[str | None] = field(default_factory=list)

    def key(self) -> pl.Expr:
        """The text of the variable in a row: of its column, or of its columns side by side."""
        if len(self.headings) == 1:
            return pl.col(self.headings[0]).alias(self.variable)
        cells = [pl.col(heading).fill_null("") for heading in self.headings]
        return pl.concat_str(cells, separator=BETWEEN).alias(self.variable)

    def code(self) -> pl.Expr:
        """The place of the text among those found; null where blank or not found yet."""
        return pl.col(self.variable).cast(pl.Enum(self.found), strict=False).to_physical()

    def column(self, feature: Feature) -> pl.Expr:
        """The labels of a column of codes."""
        labels = [feature.label(value) for value in (*self.values, None)]
        kind = pl.Enum(feature.labels or sorted({*labels, UNKNOWN}))
        return pl.lit(pl.Series(labels, dtype=kind)).gather(pl.col(self.variable).fill_null(len(self.values)))


@dataclass(frozen=True)
class Reader:
    """Reads the variables that a mapping feeds and that `features` ask for. `today` is the day after which dates are wrong."""

    form: Form
    join: Join
    features: Mapping[str, Feature]
    today: datetime.date
    texts: Mapping[str, _Texts]

    @classmethod
    def of(cls, table: Table, form: Form, join: Join, features: Mapping[str, Feature], today: datetime.date) -> "Reader":
        headings: dict[str, list[str]] = {}
        wanted = {feature.variable for feature in features.values()}
        for column in join.columns:
            if column.confirmed and column.heading in table.headings and column.variable in wanted:
                headings.setdefault(column.variable, []).append(column.heading)
        return cls(form, join, features, today, {code: _Texts(code, tuple(heads)) for code, heads in headings.items()})

    @property
    def headings(self) -> list[str]:
        """The columns of the sheet that are read."""
        return [heading for texts in self.texts.values() for heading in texts.headings]

    def labelled(self, batch: pl.DataFrame) -> pl.DataFrame:
        """One Enum column a feature."""
        keys = batch.select(texts.key() for texts in self.texts.values())
        for texts in self.texts.values():
            if not texts.found:
                self._learn(texts, keys[texts.variable].head(SAMPLE))
        codes = keys.select(texts.code() for texts in self.texts.values())
        for texts in self.texts.values():
            if codes[texts.variable].null_count() > keys[texts.variable].null_count():
                self._learn(texts, keys[texts.variable])
                codes = codes.with_columns(keys.select(texts.code()))
        columns = {name: self._column(feature) for name, feature in self.features.items()}
        return codes.select(**columns) if codes.width else pl.DataFrame()

    def _column(self, feature: Feature) -> pl.Expr:
        if feature.variable in self.texts:
            return self.texts[feature.variable].column(feature)
        label = feature.label(self.join.constants.get(feature.variable))
        return pl.repeat(label, pl.len(), dtype=pl.Enum(feature.labels or sorted({label, UNKNOWN})))

    def _learn(self, texts: _Texts, keys: pl.Series) -> None:
        """Read the texts that were not met before."""
        known = set(texts.found)
        new = [key for key in keys.unique().drop_nulls().sort() if key not in known]
        cells = [key.split(BETWEEN) if len(texts.headings) > 1 else [key] for key in new]
        raw = pl.DataFrame(cells, schema=dict.fromkeys(texts.headings, pl.String), orient="row")
        columns = tuple(column for column in self.join.columns if column.variable == texts.variable)
        one = replace(self.join, columns=columns, constants={})
        read = read_rows(raw.with_row_index(ROW), one, targets(self.form), self.today)
        texts.found += new
        texts.values += read.values[texts.variable].to_list()


def tally(frame: pl.DataFrame, names: Sequence[str]) -> Counter[tuple[str, ...]]:
    """How many rows have each combination of labels in the columns `names`. One packed number a row groups fastest."""
    labels = [frame[name].dtype.categories.to_list() for name in names]  # type: ignore[attr-defined]
    kind = pl.UInt32 if math.prod(map(len, labels)) < 2**32 else pl.UInt64
    packed = pl.lit(0, kind)
    for name, known in zip(names, labels, strict=True):
        packed = packed * pl.lit(len(known), kind) + pl.col(name).to_physical().cast(kind)
    counted = frame.lazy().select(packed.alias("key")).group_by("key").len().collect()
    return Counter({_unpacked(key, labels): rows for key, rows in counted.iter_rows()})


def _unpacked(key: int, labels: Sequence[Sequence[str]]) -> tuple[str, ...]:
    parts = []
    for known in reversed(labels):
        key, place = divmod(key, len(known))
        parts.append(known[place])
    return tuple(reversed(parts))
