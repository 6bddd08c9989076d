"""Every address × every kind of person: who gets in. An address without a row here fails; so does a row without an address."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from natc.hub.members.models import Desk, Flow, NextStep, Person, WatchedCountry
from natc.hub.site.demonstration import fill_demonstration

PEOPLE = {"visitor": None, "ana": "Ana", "marko": "Marko", "vesna": "Vesna", "dragana": "Dragana", "sara": "Sara"}
Answers = dict[str, int]  # who → status; "else" for everybody who is not named

EVERYBODY: Answers = {"else": 200}
SIGNED_IN: Answers = {"visitor": 302, "else": 200}  # 302: to the page where one signs in, or back with a refusal


def serbia() -> str:
    return str(Desk.objects.get(organisation__territory__code="RS").uid)


def flow_of_serbia() -> str:
    return str(Flow.objects.get(territory__code="RS").uid)


def watched() -> str:
    return str(WatchedCountry.objects.get().uid)


def step() -> str:
    return str(NextStep.objects.get().uid)


OPENED: dict[str, tuple[Callable[[], str] | str | None, Answers]] = {
    "home": (None, EVERYBODY),
    "look-as": (None, {"else": 405}),
    "ledger": (None, SIGNED_IN),
    "ledger-head": (None, {"visitor": 302, "else": 404}),  # nothing is signed yet
    "verify-ledger": (None, SIGNED_IN),
    "directory": (None, EVERYBODY),
    "territory": ("RS", EVERYBODY),
    "desk": (serbia, SIGNED_IN),
    "edit-desk": (serbia, {"ana": 200, "else": 302}),
    "hand-over": (serbia, {"ana": 200, "else": 302}),
    "call": (None, SIGNED_IN),
    "watch-list": (None, SIGNED_IN),
    "add-step": (watched, {"visitor": 302, "dragana": 404, "else": 200}),
    "finish-step": (step, {"visitor": 302, "else": 405}),
    "flows": (None, SIGNED_IN),
    "read-flow": (flow_of_serbia, {"visitor": 302, "else": 405}),
    "gallery": (None, EVERYBODY),
    "set_language": (None, {"else": 302}),
}
POSTED: dict[str, tuple[Callable[[], str] | str | None, Answers]] = {
    "edit-desk": (serbia, {"ana": 200, "else": 302}),
    "hand-over": (serbia, {"ana": 200, "else": 302}),
    "add-step": (watched, {"visitor": 302, "dragana": 404, "else": 200}),
    "finish-step": (step, {"dragana": 404, "else": 302}),
    "read-flow": (flow_of_serbia, {"marko": 404, "dragana": 404, "else": 302}),
    "look-as": (None, {"else": 404}),  # only in the demonstration
}


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        else:
            yield str(pattern.name)


def client_of(who: str) -> Client:
    client = Client()
    if PEOPLE[who]:
        client.force_login(Person.objects.get(name=PEOPLE[who]))
    return client


def address(name: str, of: Callable[[], str] | str | None) -> str:
    return reverse(name, args=[of() if callable(of) else of] if of else [])


def test_every_address_says_who_may_open_it() -> None:
    assert set(names(get_resolver().url_patterns)) == set(OPENED)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("name", OPENED)
def test_an_address_opens_for_whom_it_should(db: None, name: str, who: str) -> None:
    fill_demonstration()
    of, answers = OPENED[name]

    assert client_of(who).get(address(name, of)).status_code == answers.get(who, answers["else"])


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("name", POSTED)
def test_a_form_is_taken_from_whom_it_should(db: None, name: str, who: str) -> None:
    fill_demonstration()
    of, answers = POSTED[name]

    assert client_of(who).post(address(name, of)).status_code == answers.get(who, answers["else"])


@pytest.mark.parametrize("name", [name for name, (of, _) in OPENED.items() if of and name != "territory"])
def test_what_does_not_exist_looks_like_what_one_may_not_see(db: None, name: str) -> None:
    fill_demonstration()

    answer = client_of("ana").post(reverse(name, args=["00000000-0000-4000-8000-000000000000"]))

    assert answer.status_code == 404
