"""The quality on public, invented records with known truth; docs/reference/performance/link.md has the whole measurement."""

import os
from pathlib import Path

import polars as pl
import pytest
from made_lists import of_frame

from natc.engine.linkage.link import By, find_pairs
from natc.engine.linkage.lists import gather

REAL = os.environ.get("NATC_REAL_DATA")


@pytest.mark.skipif(REAL is None, reason="NATC_REAL_DATA does not name the folder with febrl_dataset3.csv")
def test_a_human_is_shown_nearly_all_true_pairs_and_few_others() -> None:
    raw = pl.read_csv(Path(str(REAL)) / "febrl_dataset3.csv", infer_schema=False).rename(str.strip)
    raw = raw.with_columns(pl.all().str.strip_chars())
    born = pl.col("date_of_birth")
    frame = raw.select(
        truth=pl.col("rec_id").str.extract(r"rec-(\d+)-"),
        id_GivenName="given_name",
        id_FamilyName="surname",
        id_BirthDate=pl.when(born != "").then(pl.format("{}-{}-{}", born.str.head(4), born.str.slice(4, 2), born.str.tail(2))),
        id_Place=pl.concat_str("suburb", "postcode", separator=" "),
    )
    rows = gather([of_frame("febrl_dataset3.csv", frame)])

    shown = find_pairs(rows, frozenset({By.NAMES})).shown

    truth, true_pairs = rows["truth"], 6538
    right = (truth[shown["left"]] == truth[shown["right"]]).sum()
    assert right / true_pairs > 0.96
    assert right / shown.height > 0.98
