"""A desk stays while people change."""

from datetime import UTC, datetime

import pytest
import time_machine

from natc.hub.audit.models import Event
from natc.hub.members.models import Desk, Person
from natc.hub.members.permissions import Permission

TODAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
TOMORROW = datetime(2026, 3, 3, 9, tzinfo=UTC)


def test_ana_hands_her_desk_to_vesna_in_one_action(ana: Person, vesna: Person, serbia: Desk, browse) -> None:
    with time_machine.travel(TODAY):
        answer = browse(ana).post(f"/desks/{serbia.uid}/hand-over/", {"to": vesna.uid})

    assert answer.status_code == 302
    with time_machine.travel(TOMORROW):
        assert vesna.may(Permission.DESK_HAND_OVER, serbia)
        assert not ana.may(Permission.DESK_HAND_OVER, serbia)
    assert Event.objects.filter(what="desk handed over", by=ana.uid, desk=serbia.uid).count() == 1


def test_the_page_of_a_desk_says_until_when_and_who_comes_then(
    ana: Person, vesna: Person, marko: Person, serbia: Desk, browse
) -> None:
    with time_machine.travel(TODAY):
        browse(ana).post(f"/desks/{serbia.uid}/hand-over/", {"to": vesna.uid})
        page = browse(marko).get(f"/desks/{serbia.uid}/").content.decode()
    with time_machine.travel(TOMORROW):
        after = browse(marko).get(f"/desks/{serbia.uid}/").content.decode()

    assert "National coordinator, since 1 Jan 2025, until 2 Mar 2026" in page
    assert "Vesna</a>, National coordinator, from 3 Mar 2026" in page
    assert "from 3 Mar 2026" not in after


@pytest.mark.mission("C8")
def test_whoever_takes_over_finds_what_waited_for_the_desk_and_a_list_for_the_first_week(
    ana: Person, vesna: Person, serbia: Desk, browse
) -> None:
    with time_machine.travel(TODAY):
        waited = browse(ana).get("/").content.decode()
        browse(ana).post(f"/desks/{serbia.uid}/hand-over/", {"to": vesna.uid})

    with time_machine.travel(TOMORROW):
        taken_over = browse(vesna).get("/").content.decode()
        left = browse(ana).get("/call/").status_code

    for words in ("Ask the consulate for a contact", "Annual submission of totals", "Confirm how your desk is reached"):
        assert words in waited
        assert words in taken_over
    assert "Your first week" in taken_over
    assert left == 403


def test_a_neighbour_cannot_hand_it_over_and_nothing_changes(
    marko: Person, vesna: Person, ana: Person, serbia: Desk, browse
) -> None:
    client = browse(marko)

    answer = client.post(f"/desks/{serbia.uid}/hand-over/", {"to": vesna.uid}, follow=True)

    assert "Only the coordinator who holds this desk hands it over." in answer.content.decode()
    assert ana.may(Permission.DESK_HAND_OVER, serbia)
    assert not Event.objects.exists()


def test_the_desk_goes_to_nobody_who_does_not_work_there(ana: Person, marko: Person, serbia: Desk, browse) -> None:
    answer = browse(ana).post(f"/desks/{serbia.uid}/hand-over/", {"to": marko.uid})

    assert answer.status_code == 200
    assert "Select a valid choice" in answer.content.decode()
    assert ana.may(Permission.DESK_HAND_OVER, serbia)


def test_ana_confirms_how_her_desk_is_reached_and_all_members_see_the_day(
    ana: Person, marko: Person, serbia: Desk, browse
) -> None:
    reached = {"telephone": "+381 11 000 0000", "email": "desk@rs.example", "hours": "24/7", "languages": "sr en"}

    with time_machine.travel(TODAY):
        browse(ana).post(f"/desks/{serbia.uid}/edit/", reached)

    page = browse(marko).get(f"/desks/{serbia.uid}/").content.decode()
    assert "+381 11 000 0000" in page
    assert "2 Mar 2026" in page


def test_the_button_that_marko_may_not_press_says_why(marko: Person, serbia: Desk, browse) -> None:
    page = browse(marko).get(f"/desks/{serbia.uid}/").content.decode()

    assert "Only the coordinator who holds this desk hands it over." in page
    assert f"/desks/{serbia.uid}/hand-over/" not in page
