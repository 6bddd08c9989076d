"""A token is made by its person alone, shown once, narrow, and opens nothing after it was revoked or its time is over."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from hub.api.made_tokens import program, token_of
from natc.engine.errors import Refused
from natc.hub.api.actions import make_token
from natc.hub.api.models import MOST_A_MINUTE, Scope, Token
from natc.hub.audit.models import Event
from natc.hub.members.models import Desk, Person

CALLS = "/api/v1/calls"
WANTED = {"name": "Monthly script", "scopes": ["calls", "submissions"], "days": "30"}


@pytest.fixture(autouse=True)
def var(network: None, settings, tmp_path: Path) -> None:
    """The Network, and a folder of the hub for one test."""
    settings.VAR = tmp_path


def secret_on(page: bytes) -> str:
    return re.search(r'value="(natc_[^"]+)"', page.decode())[1]


def test_the_secret_is_shown_once_and_kept_nowhere(vesna: Person, browse) -> None:
    made = browse(vesna).post("/account/tokens/make/", WANTED)

    given, token = secret_on(made.content), Token.objects.get()

    assert program(given).get(CALLS).status_code == 200
    assert given not in str(list(Token.objects.values()))
    assert token.expires_at - token.made_at == timedelta(days=30)
    listed = browse(vesna).get("/account/tokens/").content.decode()
    assert "Monthly script" in listed
    assert "natc_" not in listed
    assert "natc_" not in browse(vesna).get("/account/export/").content.decode()
    assert Event.objects.filter(what="token made", by=vesna.uid, target=token.uid).exists()


def test_who_has_not_proven_just_now_who_they_are_makes_none(vesna: Person, browse) -> None:
    client = browse(vesna)

    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        asked = client.post("/account/tokens/make/", WANTED)

    assert "/account/ways/reauthenticate/" in asked["Location"]
    assert not Token.objects.exists()


def test_who_has_no_second_proof_makes_none(vesna: Person, serbia: Desk) -> None:
    with pytest.raises(Refused, match="Set up a second proof first"):
        make_token(name="x", scopes=[Scope.CALLS], days=30, by=vesna, desk=serbia)

    assert not Token.objects.exists()


def test_a_token_opens_nothing_that_its_person_may_not(browse) -> None:
    dragana = Person.objects.get(name="Dragana")  # of a partner, who answers no call

    refused = browse(dragana).post("/account/tokens/make/", WANTED, follow=True)

    assert "The coordinator, the deputy or the statistician" in refused.content.decode()
    assert not Token.objects.exists()


def test_a_revoked_token_opens_nothing_and_its_list_says_when_it_was_used(vesna: Person, browse) -> None:
    given = token_of(vesna)
    assert program(given).get(CALLS).status_code == 200
    listed = browse(vesna).get("/account/tokens/").content.decode()

    browse(vesna).post(f"/account/tokens/{Token.objects.get().uid}/revoke/")
    refused = program(given).get(CALLS)

    assert f"{timezone.now():%Y}" in re.search(r"Last used</dt><dd>([^<]+)", listed)[1]
    assert refused.status_code == 401
    assert refused["WWW-Authenticate"] == "Bearer"
    assert Event.objects.filter(what="token revoked", by=vesna.uid).count() == 1
    assert "opens nothing any more" in browse(vesna).get("/account/tokens/").content.decode()


def test_nobody_else_revokes_it(vesna: Person, ana: Person, browse) -> None:
    given = token_of(vesna)

    answer = browse(ana).post(f"/account/tokens/{Token.objects.get().uid}/revoke/")

    assert answer.status_code == 404
    assert program(given).get(CALLS).status_code == 200


def test_it_opens_nothing_once_its_day_or_the_mandate_of_its_person_is_over(vesna: Person) -> None:
    given = token_of(vesna)

    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        after_its_day = program(given).get(CALLS).status_code
    vesna.mandates.update(last_day=timezone.now().date() - timedelta(days=1))
    after_the_mandate = program(given).get(CALLS).status_code

    assert (after_its_day, after_the_mandate) == (401, 401)


def test_a_session_a_guess_and_another_scope_open_nothing(vesna: Person, browse) -> None:
    only_calls = program(token_of(vesna, Scope.CALLS))

    assert browse(vesna).get(CALLS).status_code == 401
    assert program("natc_guessed").get(CALLS).status_code == 401
    assert Client().get(CALLS).status_code == 401
    assert only_calls.get(CALLS).status_code == 200
    assert only_calls.get("/api/v1/submissions").status_code == 403


def test_a_token_is_used_so_many_times_a_minute_and_then_waits(vesna: Person) -> None:
    given = token_of(vesna)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        program(given).get(CALLS)
        Token.objects.update(uses=MOST_A_MINUTE)

        refused = program(given).get(CALLS)
        clock.shift(timedelta(minutes=1))
        later = program(given).get(CALLS)

    assert refused.status_code == 429
    assert refused["Retry-After"] == "60"
    assert later.status_code == 200


def test_no_answer_to_a_token_is_kept_by_anybody(vesna: Person) -> None:
    assert program(token_of(vesna)).get(CALLS)["Cache-Control"] == "private, no-store"
