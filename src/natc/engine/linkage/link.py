"""From the lists of several bodies to one register: find the pairs to look at, join what codes or humans decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import polars as pl

from natc.engine.linkage import account, lists
from natc.engine.linkage.attributes import comparable
from natc.engine.linkage.candidates import candidate_pairs
from natc.engine.linkage.decisions import Pair
from natc.engine.linkage.merge import Merged, merge
from natc.engine.linkage.persons import check_consistent, components, pairs_by_code, undecided
from natc.engine.linkage.scoring import SCORE, WORTH_SHOWING, scored
from natc.engine.standard.form import Form

AT_ONCE = 2_000_000  # pairs scored at once, which keeps a million rows within ordinary memory
NO_PAIRS = pl.DataFrame(schema={"left": pl.UInt32, "right": pl.UInt32})


class By(StrEnum):
    """What makes rows comparable. CODE only when somebody says that the bodies share their local person codes."""

    CODE = "code"
    NAMES = "names"


READS = {By.CODE: (lists.PERSON_CODE,), By.NAMES: lists.FOUND_BY}  # with all of these blank a row is impossible to compare


@dataclass(frozen=True)
class Linkage:
    """Rows (lists.gather()), what they are compared by, the pairs to show a human, most likely first (scoring.scored()), and how
    many pairs were compared and lie below the floor."""

    rows: pl.DataFrame
    by: frozenset[By]
    shown: pl.DataFrame
    below: int


@dataclass(frozen=True)
class Linked:
    """The merged lists, and the manifest: counts and method alone, nothing of a person."""

    merged: Merged
    manifest: dict[str, Any]


def find_pairs(rows: pl.DataFrame, by: frozenset[By]) -> Linkage:
    """The pairs of rows to look at. Where codes count, two rows that both have one are not shown: their codes decide."""
    values = comparable(rows)
    pairs = candidate_pairs(values) if By.NAMES in by else NO_PAIRS
    if By.CODE in by:
        coded = rows.filter(pl.col(lists.PERSON_CODE).is_not_null())[lists.ROW].implode()
        pairs = pairs.filter(~(pl.col("left").is_in(coded) & pl.col("right").is_in(coded)))
    parts = pairs.iter_slices(AT_ONCE) if pairs.height else [pairs]
    likely = pl.concat([scored(values, part).filter(pl.col(SCORE) >= WORTH_SHOWING) for part in parts])
    shown = likely.sort([SCORE, "left", "right"], descending=[True, False, False])
    return Linkage(rows, by, shown, pairs.height - shown.height)


def same_pairs(linkage: Linkage, answers: Mapping[Pair, bool]) -> list[Pair]:
    """The pairs that are one person, by code or by answer. Raises Refused where an answer contradicts the others."""
    coded = pairs_by_code(linkage.rows) if By.CODE in linkage.by else []
    same = [*coded, *(pair for pair, same in answers.items() if same)]
    check_consistent(linkage.rows, same, [pair for pair, same in answers.items() if not same])
    return same


def open_pairs(linkage: Linkage, answers: Mapping[Pair, bool]) -> list[Pair]:
    """The pairs still to be decided, most likely first. Raises Refused where answers contradict each other."""
    persons = components(linkage.rows.height, same_pairs(linkage, answers))
    return undecided(linkage.shown.select("left", "right").rows(), persons, answers)


def link(linkage: Linkage, answers: Mapping[Pair, bool], form: Form) -> Linked:
    """Join rows by code and by the answers; pairs without an answer stay apart. Raises Refused where answers contradict."""
    same, still_open = same_pairs(linkage, answers), open_pairs(linkage, answers)
    persons = components(linkage.rows.height, same)
    merged = merge(linkage.rows, persons, form)
    manifest = {
        "made_by": account.MADE_BY,
        "form": {"code": form.code, "version": form.version, "status": form.status},
        "by": sorted(linkage.by),
        "rows": linkage.rows.height,
        "persons": merged.register.height,
        **account.bodies(linkage.rows, persons),
        **_how(linkage, same, still_open, answers),
        "contradicting_values": account.by_variable(merged.conflicts),
        "columns_left_out": len(merged.left_out),
    }
    return Linked(merged, manifest)


def _how(linkage: Linkage, same: list[Pair], still_open: list[Pair], answers: Mapping[Pair, bool]) -> dict[str, Any]:
    """The part of the manifest that says how rows were joined, and how far that can be trusted."""
    rows = linkage.rows
    impossible = account.unreadable(rows, [column for way in linkage.by for column in READS[way]])
    pairs = {"shown": linkage.shown.height, **account.decided(answers), "undecided": len(still_open)}
    return {
        "rows_linked": account.rows_by_method(rows.height, same, answers, impossible),
        "pairs": {**pairs, "below_floor": linkage.below, "floor_score": WORTH_SHOWING},
        **account.bounds(rows, components(rows.height, [*same, *still_open]), impossible),
    }
