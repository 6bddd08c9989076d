"""Years that were released before and that a new release adds up: where a year hides something, totals of several are shown."""

from collections.abc import Iterator

from natc.engine.release.figures import REGION
from natc.engine.release.figures import Release as Made
from natc.engine.standard.submission import Submission
from natc.hub.statistics.compiling import handed, year_of
from natc.hub.statistics.made import made_of, policy_of
from natc.hub.statistics.models import Release, Status


def of_its_window(release: Release) -> Iterator[Submission]:
    """What the states of a release handed in for the other years of its window, as far as those years stand public.

    The engine takes them for totals of several years alone: what is shown of a year is never made anew beside it.
    """
    year, mine = year_of(release.call) or 0, release.contributions.standing().values_list("desk", flat=True)
    first, last = policy_of(release.policy).window(year)
    public = Release.objects.filter(status=Status.PUBLIC).exclude(call=release.call).exclude(successors__status=Status.PUBLIC)
    for other in public.select_related("call"):
        whose, shown = year_of(other.call) or 0, _states_of(made_of(other), year_of(other.call) or 0)
        if first <= whose <= last and REGION in shown:
            for one in other.contributions.standing().filter(desk__in=list(mine)):
                if one.code in shown:
                    yield handed(one.edition)


def _states_of(made: Made, year: int) -> set[str]:
    """Of which territories a release shows this single year, REGION among them."""
    return set(made.figures.filter(first_year=year, last_year=year)["territory"])
