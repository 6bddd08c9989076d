"""People come to the Network by an invitation of a desk, and by nothing else."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from natc.engine.errors import Refused
from natc.hub.audit.models import Event
from natc.hub.members.accounts.actions import accept_as_newcomer
from natc.hub.members.accounts.models import Invitation
from natc.hub.members.models import Desk, Kind, Organisation, Person
from natc.hub.members.permissions import Permission, Role

TODAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
PASSWORD = "four words without sense"
NEWCOMER = {"name": "Nina", "password": PASSWORD}


@pytest.fixture
def link(ana: Person, serbia: Desk, browse, django_capture_on_commit_callbacks) -> str:
    """The path that the mail to Nina leads to."""
    return invited(browse(ana), serbia, django_capture_on_commit_callbacks)


def invited(client: Client, desk: Desk, commit, email: str = "Nina@agency.example", role: str = Role.STATISTICIAN) -> str:
    with commit(execute=True):
        client.post(f"/desks/{desk.uid}/invite/", {"email": email, "role": role})
    return re.search(r"http://testserver(/invitation/\S+)", mail.outbox[-1].body)[1]


def test_nina_comes_by_the_link_in_her_mail_and_works_at_anas_desk(link: str, ana: Person, serbia: Desk) -> None:
    client = Client()

    page = client.get(link).content.decode()
    answer = client.post(link, NEWCOMER, follow=True)

    assert "Ana invites you: Statistician" in page
    assert mail.outbox[-1].to == ["nina@agency.example"]
    nina = Person.objects.get(name="Nina")
    assert nina.may(Permission.LEDGER, serbia)
    assert answer.redirect_chain[-1][0] == "/account/ways/", "the second factor comes next"
    acts = list(Event.objects.order_by("index").values_list("what", "by"))
    assert acts == [("person invited", ana.uid), ("invitation accepted", nina.uid)]


def test_a_mail_scanner_that_opens_the_link_uses_nothing_up(link: str, network: None) -> None:
    for _ in range(5):
        Client().get(link)
        Client().head(link)

    assert Client().post(link, NEWCOMER).status_code == 302
    assert Person.objects.filter(name="Nina").exists()


def test_the_link_works_once(link: str) -> None:
    Client().post(link, NEWCOMER)

    answer = Client().post(link, {"name": "Somebody else", "password": PASSWORD})

    assert answer.status_code == 410
    assert "used already" in answer.content.decode()
    assert not Person.objects.filter(name="Somebody else").exists()


def test_two_browsers_that_press_the_button_at_the_same_moment_make_one_person(link: str) -> None:
    seen_by_both = Invitation.objects.get()
    accept_as_newcomer(invitation=seen_by_both, language="en", **NEWCOMER)

    with pytest.raises(Refused, match="used already"):
        accept_as_newcomer(invitation=seen_by_both, language="en", **NEWCOMER)

    assert Person.objects.filter(email=seen_by_both.email).count() == 1


def test_the_link_runs_out_after_seven_days(ana: Person, serbia: Desk, browse, django_capture_on_commit_callbacks) -> None:
    with time_machine.travel(TODAY):
        link = invited(browse(ana), serbia, django_capture_on_commit_callbacks)

    with time_machine.travel(TODAY + timedelta(days=7, minutes=1)):
        answer = Client().post(link, NEWCOMER)

    assert "has run out" in answer.content.decode()
    assert not Person.objects.filter(name="Nina").exists()


def test_ana_withdraws_an_invitation_and_the_link_opens_nothing(link: str, ana: Person, browse) -> None:
    invitation = Invitation.objects.get()

    browse(ana).post(f"/invitations/{invitation.uid}/withdraw/")

    assert "was withdrawn" in Client().post(link, NEWCOMER).content.decode()
    assert Event.objects.filter(what="invitation withdrawn", target=invitation.uid).exists()


def test_a_neighbour_withdraws_nothing(link: str, marko: Person, browse) -> None:
    browse(marko).post(f"/invitations/{Invitation.objects.get().uid}/withdraw/")

    assert Client().post(link, NEWCOMER).status_code == 302


def test_the_database_does_not_hold_what_the_link_ends_in(link: str) -> None:
    token = link.split("/")[2]

    assert token not in str(Invitation.objects.values().get())


def test_a_short_or_guessable_password_is_refused_and_the_link_still_works(link: str) -> None:
    for password in ("short", "password1234", "nina@agency.example"):
        assert Client().post(link, {"name": "Nina", "password": password}).status_code == 200

    assert Client().post(link, NEWCOMER).status_code == 302


def test_marko_comes_to_a_second_desk_with_the_account_he_has(
    marko: Person, ana: Person, serbia: Desk, browse, django_capture_on_commit_callbacks
) -> None:
    link = invited(browse(ana), serbia, django_capture_on_commit_callbacks, email=marko.email, role=Role.DEPUTY)

    visitor = Client().get(link).content.decode()
    browse(Person.objects.get(name="Sara")).post(link)
    refused = marko.mandates.filter(desk=serbia).exists()
    browse(marko).post(link)

    assert "has an account here already" in visitor
    assert not refused, "somebody else who is signed in cannot take it up"
    assert marko.mandates.filter(desk=serbia, role=Role.DEPUTY).exists()


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SECRETARIAT, Role.OPERATOR])
def test_ana_gives_no_role_that_is_not_hers_to_give(ana: Person, serbia: Desk, browse, role: str) -> None:
    answer = browse(ana).post(f"/desks/{serbia.uid}/invite/", {"email": "x@x.example", "role": role})

    assert "Select a valid choice" in answer.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("name", ["Marko", "Vesna", "Sara", "Dragana"])
def test_nobody_else_invites_to_anas_desk(serbia: Desk, browse, name: str) -> None:
    person = Person.objects.get(name=name)

    browse(person).post(f"/desks/{serbia.uid}/invite/", {"email": "x@x.example", "role": Role.DEPUTY})

    assert not Invitation.objects.exists()


def test_the_secretariat_invites_the_first_coordinator_of_a_new_desk_and_then_no_more(
    sara: Person, serbia: Desk, browse, django_capture_on_commit_callbacks
) -> None:
    body = Organisation.objects.create(name={"original": "en", "en": "A new office"}, territory=None)
    desk = Desk.objects.create(organisation=body, kind=Kind.COORDINATION, name={"original": "en", "en": "New desk"})
    client = browse(sara)

    link = invited(client, desk, django_capture_on_commit_callbacks, role=Role.COORDINATOR)
    Client().post(link, NEWCOMER)
    client.post(f"/desks/{desk.uid}/invite/", {"email": "x@x.example", "role": Role.COORDINATOR})

    assert Person.objects.get(name="Nina").may(Permission.DESK_HAND_OVER, desk)
    assert Invitation.objects.count() == 1


def test_an_address_is_invited_once_at_a_time(link: str, ana: Person, serbia: Desk, browse) -> None:
    answer = browse(ana).post(f"/desks/{serbia.uid}/invite/", {"email": "nina@agency.example", "role": Role.DEPUTY}, follow=True)

    assert "is open already" in answer.content.decode()
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("path", ["/sign-up/", "/signup/", "/accounts/signup/", "/sign-in/signup/"])
def test_nobody_signs_up(network: None, path: str) -> None:
    assert Client().get(path).status_code == 404
