"""A release from submissions: protected, tested, coarsened until every hidden count is safe. Pure: same input, same bytes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from natc.engine.errors import Refused
from natc.engine.release.archive import next_number
from natc.engine.release.counts import Counts, counts_of, region_counts, window_counts
from natc.engine.release.draft import Draft, Period
from natc.engine.release.figures import FIGURES, GIVEN_UP, REGION, REPORTED, Mark, Release, Tested
from natc.engine.release.ladder import Told, settle
from natc.engine.release.policy import Policy
from natc.engine.release.protect import Figure, Known, figures_of
from natc.engine.release.test import Verdict
from natc.engine.standard.submission import Submission
from natc.engine.text import Text


@dataclass(frozen=True)
class Revision:
    """Which release is replaced, and why, in words that reveal nothing."""

    number: str
    why: Text


def release(  # noqa: PLR0913 - what a release depends on, all of it
    submissions: Sequence[Submission],
    policy: Policy,
    earlier: Sequence[Release],
    public: Known,
    *,
    revision: Revision | None = None,
    told: Told = lambda _: None,
) -> Release:
    """The next release. A year that an earlier release shows is only taken for totals of several years, unless it is revised.

    Raises Refused with what stands in the way; no release with an unproven count is ever made.
    """
    counts = _counts(submissions, policy)
    number = next_number(earlier, max(part.last_year for part in counts.values()))
    draft = Draft(policy, counts, earlier, public, _out_already(earlier, revision))
    verdicts = settle(draft, told)
    figures = list(draft.figures())
    if not figures:
        raise Refused("everything in these submissions is released already; name the release to replace if they were corrected")
    return Release(
        number=number,
        mark=_mark(figures, revision),
        replaces=revision.number if revision else None,
        why=revision.why if revision else None,
        policy=policy.sha256,
        tables=policy.tables,
        figures=pl.DataFrame(figures, schema=FIGURES, orient="row").sort(list(FIGURES)),
        reported=_reported(draft),
        given_up=_given_up(draft),
        tested=_tested(verdicts, earlier),
    )


def _counts(submissions: Sequence[Submission], policy: Policy) -> dict[Period, Counts]:
    """{(territory, first year, last year): counts}: states, the region in each year, states over whole windows."""
    _refuse_mixed(submissions)
    states = sorted((counts_of(submission) for submission in submissions), key=lambda part: (part.first_year, part.territory))
    years = sorted({part.first_year for part in states})
    made = [*states, *(region_counts([part for part in states if part.first_year == year]) for year in years)]
    made += _windows(states, policy)
    return {(part.territory, part.first_year, part.last_year): part for part in made}


def _windows(states: Sequence[Counts], policy: Policy) -> Iterator[Counts]:
    """The windows of which every year was handed in."""
    for territory in sorted({part.territory for part in states}):
        mine = {part.first_year: part for part in states if part.territory == territory}
        for first, last in sorted({policy.window(year) for year in mine}):
            if all(year in mine for year in range(first, last + 1)):
                yield window_counts([mine[year] for year in range(first, last + 1)])


def _out_already(earlier: Sequence[Release], revision: Revision | None) -> frozenset[Period]:
    """The territories and periods that stand released and are not revised here."""
    gone = {one.replaces for one in earlier} | ({revision.number} if revision else set())
    standing = [one for one in earlier if one.number not in gone]
    return frozenset((f.territory, f.first_year, f.last_year) for one in standing for f in figures_of(one))


def _mark(figures: Sequence[Figure], revision: Revision | None) -> Mark:
    if revision:
        return Mark.REVISED
    return Mark.PROVISIONAL if any(figure.mark == Mark.PROVISIONAL for figure in figures) else Mark.FINAL


def _reported(draft: Draft) -> pl.DataFrame:
    shown = {(item.table, item.first_year) for item in draft.steps if item.territory == REGION}
    rows = [(*key, state) for key, states in draft.reported().items() if key in shown for state in states]
    return pl.DataFrame(rows, schema=REPORTED, orient="row").sort(list(REPORTED))


def _given_up(draft: Draft) -> pl.DataFrame:
    rows = [
        (item.table, item.territory, item.first_year, item.last_year, layout.code if layout else None)
        for item, layout in draft.steps.items()
        if layout is not draft.first_step(item)
    ]
    return pl.DataFrame(rows, schema=GIVEN_UP, orient="row").sort(list(GIVEN_UP))


def _tested(verdicts: Sequence[Verdict], earlier: Sequence[Release]) -> Tested:
    return Tested(cells=sum(verdict.hidden for verdict in verdicts), against=tuple(one.number for one in earlier))


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
