"""The figures of the manifest: how rows were joined, who registered whom, between what numbers of persons the truth lies."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from natc import __version__
from natc.engine.linkage import lists
from natc.engine.linkage.decisions import Pair
from natc.engine.linkage.merge import PERSON

MADE_BY = f"natc {__version__}"
BOUNDS_HOLD_IF = (
    "no less likely pair is one person, answers and codes are right, and no body lists a person twice that it cannot compare"
)


def unreadable(rows: pl.DataFrame, read: Sequence[str]) -> set[int]:
    """Rows blank in all columns that the linkage reads: it is impossible to say who they are."""
    return set(rows.filter(pl.all_horizontal(pl.col(read).is_null()))[lists.ROW])


def rows_by_method(rows: int, same: Iterable[Pair], answers: Mapping[Pair, bool], impossible: set[int]) -> dict[str, int]:
    """Rows joined to another by code alone, by hand, to none, and those that were impossible to compare."""
    joined = {row for pair in same for row in pair}
    by_hand = {row for pair, is_same in answers.items() if is_same for row in pair}
    left = impossible - joined
    return {
        "by_code": len(joined - by_hand),
        "by_hand": len(by_hand),
        "to_none": rows - len(joined) - len(left),
        "impossible": len(left),
    }


def decided(answers: Mapping[Pair, bool]) -> dict[str, int]:
    """How many pairs humans called the same person, and how many different ones."""
    return {"decided_same": sum(answers.values()), "decided_different": len(answers) - sum(answers.values())}


def bodies(rows: pl.DataFrame, persons: Sequence[int]) -> dict[str, Any]:
    """Rows and persons by the types of the bodies that registered them: an organisation's name may tell where a shelter is."""
    kind = pl.coalesce(lists.BODY_TYPE, pl.lit("type not given"))
    of_row = rows.select(pl.Series(PERSON, persons), lists.BODY, kind=kind)
    of_body = of_row.group_by(PERSON, lists.BODY).agg(pl.col("kind").min())
    together = of_body.group_by(PERSON).agg(pl.col("kind").sort())
    return {
        "persons_registered_by_more_than_one_body": together.filter(pl.col("kind").list.len() > 1).height,
        "persons_by_registering_bodies": _counted(together["kind"].list.join(" + ")),
        "rows_by_type_of_body": _counted(of_row["kind"]),
    }


def bounds(rows: pl.DataFrame, fewest: Sequence[int], impossible: set[int]) -> dict[str, Any]:
    """At least so many persons, if every undecided pair is one person and every row impossible to compare is somebody whom
    another body listed. `fewest`: persons of the rows when undecided pairs are joined. The manifest's `persons` is the most.
    """
    listed = rows.select(lists.BODY, pl.Series(PERSON, fewest)).group_by(lists.BODY).agg(pl.col(PERSON).n_unique())
    found = {person for row, person in enumerate(fewest) if row not in impossible}
    return {"persons_at_least": max(len(found), *listed[PERSON]), "bounds_hold_if": BOUNDS_HOLD_IF}


def by_variable(conflicts: pl.DataFrame) -> dict[str, int]:
    """{variable: persons of whom bodies say different things}, from Merged.conflicts."""
    return _counted(conflicts["variable"])


def _counted(values: pl.Series) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))
