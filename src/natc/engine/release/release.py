"""A release from submissions: protected, tested, coarsened until every hidden count is safe. Pure: same input, same bytes."""

from collections import Counter
from collections.abc import Iterable, Sequence

import polars as pl

from natc.engine.errors import Refused
from natc.engine.release.counts import Counts, counts_of, region_counts, reporting
from natc.engine.release.figures import FIGURES, GIVEN_UP, REGION, REPORTED, Mark, Release, Tested
from natc.engine.release.policy import Policy, Scope
from natc.engine.release.protect import Figure, Known, protect
from natc.engine.standard.submission import Submission


def release(submissions: Sequence[Submission], policy: Policy, earlier: Sequence[Release], public: Known) -> Release:
    """The next release. Raises Refused with what stands in the way; no figure is ever shown that the test has not proven."""
    counted = counts_of_years(submissions)
    figures = [figure for counts in counted for figure in _finest(counts, policy, public)]
    return Release(
        number=next_number(counted, earlier),
        mark=Mark.PROVISIONAL,
        replaces=None,
        why=None,
        policy=policy.sha256,
        tables=policy.tables,
        figures=frame(figures),
        reported=reported(counted, policy),
        given_up=pl.DataFrame(schema=GIVEN_UP),
        tested=Tested(0, 0, 0, 0, tuple(one.number for one in earlier), 0, 0, 0),
    )


def counts_of_years(submissions: Sequence[Submission]) -> list[Counts]:
    """The counts of each state and year, and of the region in each year. Raises Refused for what cannot be released together."""
    _refuse_mixed(submissions)
    states = sorted((counts_of(submission) for submission in submissions), key=lambda part: (part.first_year, part.territory))
    years = sorted({part.first_year for part in states})
    return states + [region_counts([part for part in states if part.first_year == year]) for year in years]


def reported(counted: Sequence[Counts], policy: Policy) -> pl.DataFrame:
    """Whose counts each figure of the region holds: REPORTED."""
    states = [part for part in counted if part.territory != REGION]
    years = sorted({part.first_year for part in states})
    of_region = [table for table in policy.tables if policy.scopes[table.code] is not Scope.STATES]
    rows = [
        (table.code, year, part.territory)
        for table in of_region
        for year in years
        for part in reporting(table.table, [part for part in states if part.first_year == year])
    ]
    return pl.DataFrame(rows, schema=REPORTED, orient="row").sort(list(REPORTED))


def next_number(counted: Sequence[Counts], earlier: Sequence[Release]) -> str:
    """The latest year of the figures and a serial number in it: "2025-1"."""
    year = max(part.last_year for part in counted)
    return f"{year}-{1 + sum(one.number.startswith(f'{year}-') for one in earlier)}"


def frame(figures: Iterable[Figure]) -> pl.DataFrame:
    """Figures as FIGURES, sorted by all columns."""
    return pl.DataFrame(list(figures), schema=FIGURES, orient="row").sort(list(FIGURES))


def _finest(counts: Counts, policy: Policy, public: Known) -> Iterable[Figure]:
    for table in policy.tables:
        if in_scope(policy.scopes[table.code], counts.territory):
            yield from protect(counts, table, table.layouts[0], public)


def in_scope(scope: Scope, territory: str) -> bool:
    """Whether a table shows this territory's figures."""
    return scope is Scope.BOTH or (scope is Scope.REGION) == (territory == REGION)


def _refuse_mixed(submissions: Sequence[Submission]) -> None:
    if not submissions:
        raise Refused("there is nothing to release; give at least one submission")
    places = Counter((submission.territory, submission.year) for submission in submissions)
    for (territory, year), times in places.items():
        if year is None:
            raise Refused(f"a submission of {territory} is of another period than a calendar year; releases hold years only")
        if times > 1:
            raise Refused(f"{times} submissions are of {territory} {year}; keep the one that was accepted")
    versions = sorted({submission.version for submission in submissions})
    if len(versions) > 1:
        raise Refused(f"the submissions follow different versions of the form ({', '.join(versions)}); release them apart")
