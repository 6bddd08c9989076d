"""All but full members belong to the Network for a term, sponsored by a member state; when it ends, their rights end."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from natc.hub.audit.models import Event
from natc.hub.members.models import Desk, Kind, Membership, Person, Territory
from natc.hub.members.permissions import Permission

TODAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
UNTIL = (TODAY + timedelta(days=365)).date()
UNION = {"name": "Union of hotels", "category": "tourism", "sponsor": "HR", "last_day": UNTIL, "source": "Decision 7/2026"}


@pytest.fixture(autouse=True)
def in_march() -> None:
    with time_machine.travel(TODAY):
        yield


def partner(name: str) -> Membership:
    return next(one for one in Membership.objects.exclude(organisation=None) if name in one.organisation.name["en"])


@pytest.mark.mission("B34")
def test_sara_adds_a_partner_of_a_category_with_sponsor_and_term_and_its_person_comes_and_goes_with_it(
    sara: Person, ana: Person, browse, django_capture_on_commit_callbacks
) -> None:
    client, uid = browse(sara), uuid4()

    to_invite = client.post("/partners/add/", {**UNION, "uid": uid}).headers["location"]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(to_invite, {"email": "hana@hotels.example", "role": "partner"})
    link = re.search(r"http://testserver(/invitation/\S+)", mail.outbox[-1].body)[1]
    Client().post(link, {"name": "Hana", "password": "four words without sense"})

    listed = browse(ana).get("/partners/").content.decode()
    for words in ("Union of hotels", "Tourism", "Croatia", "2 Mar 2027"):
        assert words in listed
    hana, desk = Person.objects.get(name="Hana"), Desk.objects.get(uid=uid)
    assert hana.may(Permission.DIRECTORY, desk)
    with time_machine.travel(TODAY + timedelta(days=366)):
        assert not hana.may(Permission.DIRECTORY, desk)
        assert browse(hana).get("/call/").status_code == 403
    assert Event.objects.filter(what="partner added", by=sara.uid, target=uid).count() == 1


def test_pressing_twice_adds_one_partner(sara: Person, browse) -> None:
    client, form = browse(sara), {**UNION, "uid": uuid4()}

    client.post("/partners/add/", form)
    client.post("/partners/add/", form)

    assert sum(one.name["en"] == "Union of hotels" for one in Desk.objects.filter(kind=Kind.PARTNER)) == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [({"last_day": "2026-03-01"}, "still to come"), ({"sponsor": ""}, "required"), ({"sponsor": "TR"}, "valid choice")],
)
def test_nobody_is_a_partner_without_a_sponsor_among_the_members_and_a_day_to_come(
    sara: Person, browse, given: dict[str, str], said: str
) -> None:
    page = browse(sara).post("/partners/add/", {**UNION, "uid": uuid4(), **given}).content.decode()

    assert said in page
    assert not Desk.objects.filter(name__en="Union of hotels").exists()


def test_terms_that_end_soon_wait_for_the_secretariat_until_they_are_renewed(sara: Person, ana: Person, browse) -> None:
    shelter, client = partner("Shelter"), browse(sara)
    Membership.objects.filter(pk=shelter.pk).update(last_day=timezone.now().date() + timedelta(days=60))
    for page in ("/", "/partners/"):
        assert "Shelter" in client.get(page).content.decode()
    assert "ends soon" in client.get("/partners/").content.decode()

    client.post(f"/terms/{shelter.uid}/", {"sponsor": "HR", "last_day": UNTIL, "source": "Decision 8/2026"})

    assert "Shelter" not in client.get("/").content.decode()
    assert "Shelter" not in browse(ana).get("/").content.decode()
    assert "Decision 8/2026" in browse(ana).get(f"/terms/{shelter.uid}/").content.decode()
    assert Event.objects.filter(what="term renewed", target=shelter.uid).count() == 1


def test_a_term_that_sara_ends_ends_the_rights_of_its_people_tomorrow(sara: Person, browse) -> None:
    dragana, shelter = Person.objects.get(name="Dragana"), partner("Shelter")

    browse(sara).post(f"/terms/{shelter.uid}/end/")

    assert dragana.may_anywhere(Permission.DIRECTORY)
    with time_machine.travel(TODAY + timedelta(days=1)):
        assert not dragana.may_anywhere(Permission.DIRECTORY)


def test_ana_and_dragana_change_no_term(ana: Person, browse) -> None:
    shelter = partner("Shelter")
    before = shelter.last_day

    for person in (ana, Person.objects.get(name="Dragana")):
        browse(person).post(f"/terms/{shelter.uid}/", {"sponsor": "HR", "last_day": UNTIL, "source": "x"})
        browse(person).post(f"/terms/{shelter.uid}/end/")
        browse(person).post("/partners/add/", {**UNION, "uid": uuid4()})

    assert Membership.objects.get(pk=shelter.pk).last_day == before
    assert not Event.objects.exists()


def test_a_state_at_war_is_admitted_with_a_sponsor_and_a_term_and_gets_an_observers_office(sara: Person, browse) -> None:
    client = browse(sara)
    form = {"uid": uuid4(), "code": "UA", "tier": "limited", "sponsor": "MD", "last_day": UNTIL, "source": "Decision 9/2026"}

    client.post("/members/admit/", form)
    kinds = client.get("/members/UA/open-desk/").content.decode()
    desk = {"uid": uuid4(), "kind": "observer", "organisation": "Ministry (invented)", "name": "Office"}
    to_invite = client.post("/members/UA/open-desk/", desk).headers["location"]

    assert "Limited: a state at war, until 2 Mar 2027" in client.get("/members/").content.decode()
    page = client.get("/members/UA/").content.decode()
    assert "Ukraine" in page
    assert "sponsored by Moldova" in page
    assert 'value="coordination"' not in kinds
    opened = Desk.objects.get(uid=desk["uid"])
    assert (opened.zone, to_invite) == ("Europe/Kyiv", f"/desks/{opened.uid}/invite/")
    assert "Observer</option>" in client.get(to_invite).content.decode()
    assert "National coordinator" not in client.get(to_invite).content.decode()


@pytest.mark.parametrize("given", [{"sponsor": ""}, {"last_day": ""}, {"sponsor": "TR"}, {"code": "RS"}])
def test_nobody_is_admitted_without_sponsor_and_term_or_twice(sara: Person, browse, given: dict[str, str]) -> None:
    form = {"uid": uuid4(), "code": "UA", "tier": "observer", "sponsor": "MD", "last_day": UNTIL, "source": "x", **given}

    answer = browse(sara).post("/members/admit/", form)

    assert answer.status_code == 200
    assert Membership.objects.filter(territory__code=form["code"]).count() == (form["code"] == "RS")


def test_pressing_twice_admits_once_and_shows_the_same_page(sara: Person, browse) -> None:
    client, form = browse(sara), {"uid": uuid4(), "code": "GR", "tier": "member", "source": "Decision 10/2026"}

    answers = [client.post("/members/admit/", form).headers["location"] for _ in range(2)]

    assert answers == ["/members/GR/", "/members/GR/"]
    assert Event.objects.filter(what="member admitted").count() == 1


def test_a_new_full_member_needs_neither(sara: Person, browse) -> None:
    browse(sara).post("/members/admit/", {"uid": uuid4(), "code": "GR", "tier": "member", "source": "Decision 10/2026"})

    membership = Territory.objects.get(code="GR").membership
    assert (membership.tier, membership.sponsor, membership.last_day) == ("member", None, None)


def test_a_partner_whose_term_has_ended_comes_back_by_a_new_decision(sara: Person, browse) -> None:
    shelter, dragana = partner("Shelter"), Person.objects.get(name="Dragana")
    Membership.objects.filter(pk=shelter.pk).update(last_day=TODAY.date() - timedelta(days=1))
    gone = not dragana.may_anywhere(Permission.DIRECTORY)

    browse(sara).post(f"/terms/{shelter.uid}/", {"sponsor": "HR", "last_day": UNTIL, "source": "Decision 8/2026"})

    assert gone
    assert dragana.may_anywhere(Permission.DIRECTORY)
    assert Membership.objects.get(pk=shelter.pk).sponsor.code == "HR"


def test_a_full_member_has_no_term_to_renew_or_end(sara: Person, serbia: Desk, browse) -> None:
    member = serbia.organisation.territory.membership

    browse(sara).post(f"/terms/{member.uid}/", {"sponsor": "HR", "last_day": UNTIL, "source": "x"})
    browse(sara).post(f"/terms/{member.uid}/end/")

    assert Membership.objects.get(pk=member.pk).last_day is None
    assert not Event.objects.exists()


def test_a_member_that_leaves_takes_the_rights_of_its_desks_with_it(ana: Person, serbia: Desk) -> None:
    serbia.organisation.territory.memberships.update(last_day=TODAY.date() - timedelta(days=1))

    assert not ana.may(Permission.DIRECTORY, serbia)
