"""A session locks when nobody is there, ends in the evening, and loses nothing that was being written."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from hub.accounts.test_second_factor import code_of
from hub.conftest import TOTP_SECRET
from natc.hub.audit.models import Event
from natc.hub.members.accounts.models import Session
from natc.hub.members.models import Desk, Person

MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)
UNLOCK = "/account/unlock/"
REACHED = {"telephone": "+381 11 000 0000", "email": "desk@rs.example", "hours": "24/7", "languages": "sr en"}


def after(minutes: float) -> time_machine.travel:
    return time_machine.travel(MORNING + timedelta(minutes=minutes), tick=False)


@pytest.fixture
def anas(ana: Person, browse) -> Client:
    """Ana's browser, at nine in the morning."""
    with after(0):
        client = browse(ana)
        client.get("/")
    return client


def prove(client: Client, following: str) -> str:
    """Give the authenticator's code; the path where it leads."""
    answer = client.post("/account/ways/reauthenticate/", {"code": code_of(TOTP_SECRET), "next": following})
    return str(answer.headers["location"])


def test_after_fourteen_quiet_minutes_ana_goes_on(anas: Client) -> None:
    with after(14):
        assert anas.get("/call/").status_code == 200
    with after(28):
        assert anas.get("/call/").status_code == 200


def test_after_fifteen_it_locks_and_her_code_leads_back_to_where_she_was(anas: Client) -> None:
    with after(15):
        locked = anas.get("/members/RS/?from=call")
        still = anas.get("/ledger/")
        back = prove(anas, "/members/RS/?from=call")
        after_it = anas.get(back)

    assert locked.headers["location"] == f"{UNLOCK}?next=%2Fmembers%2FRS%2F%3Ffrom%3Dcall"
    assert still.headers["location"].startswith(UNLOCK)
    assert (back, after_it.status_code) == ("/members/RS/?from=call", 200)


def test_a_wrong_code_unlocks_nothing(anas: Client) -> None:
    with after(15):
        anas.post("/account/ways/reauthenticate/", {"code": "000000", "next": "/ledger/"})

        assert anas.get("/ledger/").headers["location"].startswith(UNLOCK)


def test_the_password_alone_unlocks_nothing(ana: Person, browse) -> None:
    ana.set_password("four words without sense")
    ana.save()
    with after(0):
        anas = browse(ana)
        anas.get("/")

    with after(15):
        offered = anas.get(f"{UNLOCK}?next=/ledger/").headers["location"]
        anas.post(UNLOCK, {"password": "four words without sense", "next": "/ledger/"})
        still = anas.get("/ledger/")

    assert offered == "/account/ways/reauthenticate/?next=%2Fledger%2F"
    assert still.headers["location"].startswith(UNLOCK)


def test_who_has_a_key_is_asked_for_it_first(anas: Client, ana: Person) -> None:
    Authenticator.objects.create(user=ana, type="webauthn", data={"name": "key", "credential": {}})

    with after(15):
        offered = anas.get(f"{UNLOCK}?next=/ledger/").headers["location"]

    assert offered.startswith("/account/ways/webauthn/reauthenticate/")


def test_who_has_only_a_password_yet_goes_on_by_it(network: None) -> None:
    nina, client = Person.objects.create_user("nina@agency.example", "four words without sense", name="Nina"), Client()
    with after(0):
        client.post("/sign-in/", {"login": nina.email, "password": "four words without sense"})
        client.get("/account/ways/")

    with after(15):
        locked = client.get("/account/ways/")
        client.post(UNLOCK, {"password": "four words without sense", "next": "/account/ways/"})

        assert locked.headers["location"].startswith(UNLOCK)
        assert client.get("/account/ways/").status_code == 200


def test_a_script_that_keeps_what_it_sends_is_told_that_the_session_is_locked(anas: Client, serbia: Desk) -> None:
    with after(20):
        locked = anas.post(f"/desks/{serbia.uid}/edit/", REACHED, headers={"accept": "application/json"})
        unsent = anas.get(prove(anas, "/account/unsent/"))

    assert locked.status_code == 401
    assert unsent.status_code == 302, "there is nothing to send a second time"


def test_what_she_was_sending_is_kept_and_sent_only_when_she_says_so(anas: Client, serbia: Desk) -> None:
    edit = f"/desks/{serbia.uid}/edit/"

    with after(20):
        locked = anas.post(edit, REACHED)
        page = anas.get(prove(anas, "/account/unsent/")).content.decode()
        unsent = Desk.objects.get(pk=serbia.pk).telephone
        anas.post(edit, REACHED)
        gone = anas.get("/account/unsent/")

    assert locked.headers["location"] == f"{UNLOCK}?next=%2Faccount%2Funsent%2F"
    assert f'action="{edit}"' in page
    assert 'name="telephone" value="+381 11 000 0000"' in page
    assert unsent == ""
    assert Desk.objects.get(pk=serbia.pk).telephone == "+381 11 000 0000"
    assert gone.status_code == 302


def test_what_she_throws_away_is_gone(anas: Client, serbia: Desk) -> None:
    with after(20):
        anas.post(f"/desks/{serbia.uid}/edit/", REACHED)
        prove(anas, "/account/unsent/")
        anas.post("/account/unsent/throw-away/")

        assert anas.get("/account/unsent/").status_code == 302


def test_no_password_is_ever_kept(anas: Client) -> None:
    with after(20):
        anas.post("/flows/", {"country_code": "RS", "password": "a"})
        kept = anas.session["unsent"]["fields"]
        anas.post("/account/password/", {"oldpassword": "a", "password1": "b", "password2": "b"})

        assert kept == [["country_code", "RS"]]
        assert "unsent" not in anas.session


def test_what_is_too_long_to_keep_is_not_lost_in_silence(anas: Client) -> None:
    with after(20):
        anas.post("/flows/", {"text": "a" * 70_000})
        page = anas.get(prove(anas, "/")).content.decode()

    assert "could not be kept" in page


def test_after_eight_busy_hours_she_signs_in_anew(anas: Client) -> None:
    for minutes in range(10, 480, 10):
        with after(minutes):
            assert anas.get("/call/").status_code == 200

    with after(480):
        answer = anas.get("/call/?country=HR")

    assert answer.headers["location"] == "/sign-in/?next=%2Fcall%2F%3Fcountry%3DHR"
    assert "_auth_user_id" not in anas.session


def test_what_she_was_sending_in_the_evening_waits_for_her_and_not_for_marko(
    anas: Client, ana: Person, marko: Person, serbia: Desk, browse
) -> None:
    with after(481):
        anas.post(f"/desks/{serbia.uid}/edit/", REACHED)
        left_in_the_browser = anas.session["unsent"]
        shown = {}
        for person in (marko, ana):
            client = browse(person)
            session = client.session
            session["unsent"] = left_in_the_browser
            session.save()
            shown[person.name] = client.get("/account/unsent/").status_code

    assert shown == {"Marko": 302, "Ana": 200}


def test_a_page_that_refreshes_its_counters_by_itself_keeps_nothing_open(anas: Client) -> None:
    for minutes in range(1, 15):
        with after(minutes):
            anas.get("/", headers={"hx-request": "true"})

    with after(15):
        answer = anas.get("/", headers={"hx-request": "true", "hx-current-url": "http://testserver/ledger/"})

    assert answer.headers["hx-redirect"] == f"{UNLOCK}?next=%2Fledger%2F"


def test_that_she_is_there_is_written_once_a_minute(anas: Client, django_assert_num_queries) -> None:
    with after(0.5):
        anas.get("/call/")
        early = Session.objects.get().seen_at
    with after(1):
        anas.get("/call/")

    assert early == MORNING
    assert Session.objects.get().seen_at == MORNING + timedelta(minutes=1)


def test_ana_signs_out_everywhere_at_once(ana: Person, marko: Person, browse) -> None:
    here, telephone, markos = browse(ana), browse(ana), browse(marko)
    for client in (here, telephone, markos):
        client.get("/account/sessions/")

    here.post("/account/sessions/end/")

    assert here.get("/account/").headers["location"].startswith("/sign-in/")
    assert telephone.get("/account/").headers["location"].startswith("/sign-in/")
    assert markos.get("/account/").status_code == 200
    assert Event.objects.filter(what="all sessions ended", by=ana.uid).count() == 1


def test_she_sees_where_she_is_signed_in_and_nobody_elses(ana: Person, marko: Person, browse) -> None:
    edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0"
    telephone = "Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0"
    browse(marko).get("/", headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"})
    browse(ana).get("/", headers={"user-agent": telephone})

    page = browse(ana).get("/account/sessions/", headers={"user-agent": edge}).content.decode()

    assert "Firefox, Android" in page
    assert "Edg, Windows" in page
    assert "Linux" not in page, "that is Marko's"


def test_a_person_who_is_put_out_is_out_at_the_next_page(anas: Client, ana: Person) -> None:
    Person.objects.filter(pk=ana.pk).update(is_active=False)

    with after(1):
        assert anas.get("/account/").headers["location"].startswith("/sign-in/")
