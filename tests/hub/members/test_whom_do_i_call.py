"""Whom do I call: a country and a topic give the desk."""

import pytest

from natc.hub.members.models import Person


@pytest.mark.mission("A10")
def test_ana_finds_whom_to_call_in_croatia_about_police_cooperation(ana: Person, browse) -> None:
    page = browse(ana).get("/call/", {"country": "HR", "topic": "police"}).content.decode()

    assert "coordinator@hr.example" in page
    assert "Mon–Fri 8–16 (Europe/Zagreb)" in page
    assert "Marko, National coordinator" in page
    assert "coordinator@rs.example" not in page


def test_a_visitor_is_asked_to_sign_in_before_reading_how_a_desk_is_reached(network: None, browse) -> None:
    answer = browse().get("/call/", {"country": "HR", "topic": "police"})

    assert answer.status_code == 302
    assert "hr.example" not in browse().get("/members/HR/").content.decode()
