"""A person with mandates at two desks changes between them."""

from django.utils import timezone

from natc.hub.members.models import Desk, Kind, Mandate, Person
from natc.hub.members.permissions import Role


def test_ana_with_two_desks_chooses_for_which_she_acts(ana: Person, browse) -> None:
    secretariat = Desk.objects.get(kind=Kind.SECRETARIAT)
    second = Mandate.objects.create(person=ana, desk=secretariat, role=Role.OPERATOR, first_day=timezone.now().date())
    client = browse(ana)
    assert "Act for this desk" in client.get("/").content.decode()

    for mandate in ana.mandates.all():
        client.post("/act-for/", {"mandate": mandate.uid})

        assert client.get("/").context["acting"] == mandate
    assert second in ana.mandates.all()


def test_with_one_desk_there_is_nothing_to_choose(marko: Person, browse) -> None:
    assert "Act for this desk" not in browse(marko).get("/").content.decode()


def test_nobody_acts_under_somebody_elses_mandate(ana: Person, marko: Person, browse) -> None:
    client = browse(marko)

    answer = client.post("/act-for/", {"mandate": ana.mandates.get().uid})

    assert answer.status_code == 404
    assert client.get("/").context["acting"].person == marko
