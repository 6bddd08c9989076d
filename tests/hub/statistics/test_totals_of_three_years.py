"""Where a year hides something, the total of three years is added once the third is released; they never overlap."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from hub.statistics.made_releases import accepted_call, persons, secretariat, small_policy
from natc.hub.members.models import Person
from natc.hub.statistics.actions import making, running
from natc.hub.statistics.made import made_of
from natc.hub.statistics.models import Release, Status
from natc.hub.statistics.tasks import make_waiting
from natc.hub.submissions.outline import fill_forms


def released(year: int, by: Person) -> Release:
    """A public release of Serbia, with few men each year, and Romania."""
    call = accepted_call({"RS": persons(52, 7), "RO": persons(310, 214)}, year=year)
    given = {"policy": small_policy(), "replaces": None, "why": None, "by": by, "desk": secretariat()}
    release = making.begin(uid=uuid4(), call=call, **given)
    making.start(release=release, by=by, desk=secretariat())
    make_waiting()
    day = timezone.now().date() - timedelta(days=1)
    Release.objects.filter(pk=release.pk).update(status=Status.SIGNED, public_on=day)
    running.publish(release=release)
    return Release.objects.get(pk=release.pk)


def spans(release: Release, territory: str) -> set[tuple[int, int]]:
    """The first and last years of what a release shows of a territory."""
    figures = made_of(release).figures.filter(territory=territory)
    return set(figures.select("first_year", "last_year").iter_rows())


def test_the_third_year_of_a_window_brings_the_total_of_three(sara) -> None:
    fill_forms()

    first, second, third = (released(year, sara) for year in (2023, 2024, 2025))

    assert [one.status for one in (first, second, third)] == [Status.PUBLIC] * 3
    assert spans(second, "RS") == {(2024, 2024)}
    assert spans(third, "RS") == {(2025, 2025), (2023, 2025)}
    assert spans(third, "REGION") == {(2025, 2025)}


def test_a_year_that_was_withdrawn_is_added_to_nothing(sara) -> None:
    fill_forms()
    first, _second = released(2023, sara), released(2024, sara)
    making.withdraw(release=first, why="A wrong list", language="en", by=sara, desk=secretariat())

    third = released(2025, sara)

    assert spans(third, "RS") == {(2025, 2025)}
