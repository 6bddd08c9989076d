"""Technical assistance: a state asks, the secretariat takes it up, the clock runs, it is closed with a result."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from natc.engine.errors import Refused
from natc.hub.home.waiting import waiting_for
from natc.hub.members.models import Desk, Mandate, Person
from natc.hub.members.permissions import Role
from natc.hub.needs.actions import assistance
from natc.hub.needs.models import AssistanceRequest

ASKED = {"title": "Quince: a data-sharing order", "text": "Who has written one?", "topic": "data", "form": "legal_text"}


@pytest.fixture
def asked(ana: Person, browse) -> AssistanceRequest:
    """A request that Ana sent in her browser, twice by mishap."""
    form = {"uid": uuid4(), **ASKED}
    for _time in range(2):
        browse(ana).post("/assistance/ask/", form)
    return AssistanceRequest.objects.get()


@pytest.fixture
def nora(secretariat: Desk) -> Person:
    """Another person of the secretariat."""
    person = Person.objects.create_user("nora@secretariat.example", name="Nora")
    Mandate.objects.create(person=person, desk=secretariat, role=Role.SECRETARIAT, first_day=date(2025, 1, 1))
    return person


@pytest.mark.mission("A93")
def test_a_request_is_taken_up_answered_in_time_and_closed_with_its_result(
    asked: AssistanceRequest, ana: Person, sara: Person, browse
) -> None:
    address = f"/assistance/{asked.uid}/"
    assert asked in waiting_for(sara)
    browse(sara).post(f"{address}take-up/", {"days": 10})
    taken = AssistanceRequest.objects.get()

    page = browse(ana).get(address).content.decode()
    assert "Sara" in page
    assert taken.due_on - taken.taken_at.date() == timedelta(days=10)
    browse(sara).post(f"{address}close/", {"result": "given", "ending": "Slovenia has sent its order."})

    assert "Slovenia has sent its order." in browse(ana).get(address).content.decode()
    assert taken not in waiting_for(sara)


def test_a_request_is_read_by_its_desk_and_the_secretariat_alone(asked: AssistanceRequest, browse) -> None:
    for name, reads in (("Vesna", True), ("Sara", True), ("Marko", False), ("Dragana", False)):
        client = browse(Person.objects.get(name=name))
        pages = (client.get("/assistance/"), client.get("/assistance/?export=csv"), client.get("/search/", {"words": "quince"}))
        assert {"Quince: a" in page.content.decode() for page in pages} == {reads}
        assert (client.get(f"/assistance/{asked.uid}/").status_code == 200) == reads


def test_what_is_overdue_says_so(asked: AssistanceRequest, ana: Person, sara: Person, browse) -> None:
    assert "overdue" not in browse(sara).get("/assistance/").content.decode()

    AssistanceRequest.objects.update(due_on=date(2026, 1, 1))

    for address in ("/assistance/", f"/assistance/{asked.uid}/"):
        assert "overdue" in browse(ana).get(address).content.decode()


def test_it_waits_for_who_has_it_and_for_all_once_they_have_left(
    asked: AssistanceRequest, sara: Person, nora: Person, secretariat: Desk
) -> None:
    assert asked in waiting_for(nora)
    assistance.take_up(request=asked, days=10, by=sara, desk=secretariat)
    assert asked not in waiting_for(nora)
    with pytest.raises(Refused, match="take it over first"):
        assistance.close(request=AssistanceRequest.objects.get(), result="given", ending="x", by=nora, desk=secretariat)

    sara.mandates.update(last_day=date(2026, 1, 1))

    assert asked in waiting_for(nora)


def test_only_the_desk_that_asked_takes_it_back(asked: AssistanceRequest, ana: Person, marko: Person, browse) -> None:
    browse(marko).post(f"/assistance/{asked.uid}/take-back/", {"ending": "x"})
    assert AssistanceRequest.objects.get().stage == "asked"

    browse(ana).post(f"/assistance/{asked.uid}/take-back/", {"ending": "We found one."})

    assert AssistanceRequest.objects.get().result == "taken_back"


def test_the_secretariat_asks_itself_for_nothing(sara: Person, browse) -> None:
    assert browse(sara).get("/assistance/ask/").status_code == 302
