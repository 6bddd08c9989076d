"""Somebody who works at two desks chooses for which one they act."""

import pytest

from natc.hub.audit.models import Event
from natc.hub.members.models import Desk, Kind, Mandate, NextStep, Person


@pytest.fixture
def secretariat(network: None) -> Desk:
    return Desk.objects.get(kind=Kind.SECRETARIAT)


@pytest.fixture
def anas_second(ana: Person, secretariat: Desk) -> Mandate:
    """Ana works at the secretariat too."""
    return Mandate.objects.create(person=ana, desk=secretariat, role="secretariat", first_day="2025-06-01")


def test_what_ana_does_is_recorded_for_the_desk_that_stands_in_the_header(
    ana: Person, serbia: Desk, secretariat: Desk, anas_second: Mandate, browse
) -> None:
    client, step = browse(ana), NextStep.objects.get()
    before = client.get("/").content.decode()

    client.post("/act-for/", {"mandate": anas_second.uid})
    after = client.get("/").content.decode()
    client.post(f"/watch-list/steps/{step.uid}/finish/")

    assert "selected>Office of the coordinator, Serbia" in before
    assert "selected>Secretariat" in after
    assert Event.objects.get(what="next step done").desk == secretariat.uid


def test_the_rights_of_one_desk_do_not_serve_the_other(ana: Person, serbia: Desk, anas_second: Mandate, browse) -> None:
    client = browse(ana)
    as_coordinator = client.post("/partners/add/").status_code

    client.post("/act-for/", {"mandate": anas_second.uid})

    assert (as_coordinator, client.get("/partners/add/").status_code) == (302, 200)


def test_she_reads_the_flows_of_her_state_only_for_her_state(ana: Person, anas_second: Mandate, browse) -> None:
    client = browse(ana)
    client.post("/act-for/", {"mandate": anas_second.uid})
    flow = client.get("/flows/").content.decode().split("/flows/")[-1].split("/")[0]

    client.post(f"/flows/{flow}/read/")

    assert not Event.objects.filter(what="flow of data read").exists()


@pytest.mark.parametrize("mandate", ["", "nonsense", "00000000-0000-4000-8000-000000000000"])
def test_nobody_acts_for_a_desk_where_they_do_not_work(ana: Person, marko: Person, browse, mandate: str) -> None:
    client = browse(ana)

    client.post("/act-for/", {"mandate": mandate})
    client.post("/act-for/", {"mandate": marko.mandates.get().uid})

    assert "Office of the coordinator, Serbia" in client.get("/").content.decode()


def test_when_the_chosen_mandate_ends_the_other_is_acted_for(ana: Person, anas_second: Mandate, browse) -> None:
    client = browse(ana)
    client.post("/act-for/", {"mandate": anas_second.uid})

    Mandate.objects.filter(pk=anas_second.pk).update(last_day="2025-12-31")

    assert "Office of the coordinator, Serbia" in client.get("/").content.decode()
