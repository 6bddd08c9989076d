"""Everybody has a second factor, and nobody is without one for a moment."""

import hmac
import re
import struct
import time
from base64 import b32decode

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from hub.conftest import TOTP_SECRET
from natc.hub.audit.models import Event
from natc.hub.members.accounts.sessions import LOOKING
from natc.hub.members.models import Desk, Person

PASSWORD = "four words without sense"


def code_of(secret: str) -> str:
    """The six digits that an authenticator shows now. RFC 6238, SHA-1, steps of 30 seconds."""
    mac = hmac.digest(b32decode(secret), struct.pack(">Q", int(time.time()) // 30), "sha1")
    start = mac[-1] & 15
    return f"{(int.from_bytes(mac[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"


@pytest.fixture
def nina(network: None) -> Person:
    """Somebody who has a password and no second factor yet."""
    return Person.objects.create_user("nina@agency.example", PASSWORD, name="Nina")


@pytest.fixture
def ninas(nina: Person) -> Client:
    """Nina's browser, signed in by her password."""
    client = Client()
    client.post("/sign-in/", {"login": nina.email, "password": PASSWORD})
    return client


def set_up(client: Client) -> str:
    """Set up an authenticator; the secret that it shares with the hub."""
    secret = re.search(r'id="secret" value="(\w+)"', client.get("/account/ways/totp/activate/").content.decode())[1]
    client.post("/account/ways/totp/activate/", {"code": code_of(secret)})
    return secret


@pytest.mark.parametrize("path", ["/", "/call/", "/ledger/", "/account/", "/account/sessions/", "/members/"])
def test_until_then_every_page_leads_to_setting_one_up(ninas: Client, path: str) -> None:
    assert ninas.get(path).headers["location"] == "/account/ways/"


def test_looking_as_somebody_is_a_way_past_it_in_the_demonstration_only(ninas: Client) -> None:
    session = ninas.session
    session[LOOKING] = True
    session.save()

    assert ninas.get("/call/").headers["location"] == "/account/ways/"


def test_with_an_authenticator_every_page_opens_and_signing_in_asks_for_its_code(
    ninas: Client, nina: Person, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        secret = set_up(ninas)
    elsewhere = Client()

    first = elsewhere.post("/sign-in/", {"login": nina.email, "password": PASSWORD})
    halfway = elsewhere.get("/account/")
    elsewhere.post("/account/ways/authenticate/", {"code": code_of(secret)})

    assert ninas.get("/account/").status_code == 200
    assert first.headers["location"] == "/account/ways/authenticate/"
    assert halfway.status_code == 302, "the password alone opens nothing"
    assert elsewhere.get("/account/").status_code == 200
    assert Event.objects.filter(what="way to sign in added", by=nina.uid).exists()


def test_a_code_opens_the_door_once(ninas: Client, nina: Person) -> None:
    code = code_of(set_up(ninas))
    browsers = [Client(), Client()]

    for browser in browsers:
        browser.post("/sign-in/", {"login": nina.email, "password": PASSWORD})
        browser.post("/account/ways/authenticate/", {"code": code})

    assert [browser.get("/account/").status_code for browser in browsers] == [200, 302]


def test_a_printed_code_opens_the_door_once(ninas: Client, nina: Person) -> None:
    set_up(ninas)
    printed = re.findall(r"<li><code>(\d+)</code>", ninas.get("/account/ways/recovery-codes/").content.decode())
    browsers = [Client(), Client()]

    for browser in browsers:
        browser.post("/sign-in/", {"login": nina.email, "password": PASSWORD})
        browser.post("/account/ways/authenticate/", {"code": printed[0]})

    assert len(printed) == 10
    assert [browser.get("/account/").status_code for browser in browsers] == [200, 302]


def test_the_only_second_factor_cannot_be_removed(ninas: Client, nina: Person) -> None:
    set_up(ninas)

    ninas.post("/account/ways/totp/deactivate/")

    assert Authenticator.objects.filter(user=nina, type="totp").exists()


def test_the_only_key_cannot_be_removed(nina: Person, ninas: Client) -> None:
    key = Authenticator.objects.create(user=nina, type="webauthn", data={"name": "key"})

    answer = ninas.post(f"/account/ways/webauthn/keys/{key.pk}/remove/", follow=True)

    assert "This is your only second proof" in answer.content.decode()
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_a_stolen_database_gives_no_codes(ninas: Client, nina: Person) -> None:
    secret = set_up(ninas)
    printed = re.findall(r"<li><code>(\d+)</code>", ninas.get("/account/ways/recovery-codes/").content.decode())

    kept = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in kept
    assert not any(code in kept for code in printed)


def test_a_forgotten_password_is_changed_by_mail_and_the_second_factor_stays(ninas: Client, nina: Person) -> None:
    secret = set_up(ninas)
    visitor = Client()

    visitor.post("/sign-in/forgotten/", {"email": nina.email})
    link = re.search(r"http://testserver(/sign-in/forgotten/\S+)", mail.outbox[-1].body)[1]
    form = visitor.get(link).headers["location"]
    visitor.post(form, {"password1": "other words without sense", "password2": "other words without sense"})
    visitor.post("/sign-in/", {"login": nina.email, "password": "other words without sense"})
    halfway = visitor.get("/account/").status_code
    visitor.post("/account/ways/authenticate/", {"code": code_of(secret)})

    assert halfway == 302
    assert visitor.get("/account/").status_code == 200
    assert not EmailAddress.objects.exists(), "the address is kept in one place"


def test_who_is_unknown_is_told_the_same_and_gets_no_mail(network: None) -> None:
    answer = Client().post("/sign-in/forgotten/", {"email": "nobody@nowhere.example"})

    assert answer.headers["location"] == "/sign-in/forgotten/sent/"
    assert not mail.outbox


def test_handing_over_a_desk_asks_who_it_is_when_the_last_proof_is_old(ana: Person, vesna: Person, serbia: Desk, browse) -> None:
    client = browse(ana)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time() - 400}]
    session.save()

    answer = client.post(f"/desks/{serbia.uid}/hand-over/", {"to": vesna.uid})

    handed_over = Event.objects.filter(what="desk handed over")
    assert answer.headers["location"].startswith("/account/ways/reauthenticate/")
    assert not handed_over.exists()
    client.post(answer.headers["location"], {"code": code_of(TOTP_SECRET)})
    assert handed_over.exists(), "it goes on by itself"
