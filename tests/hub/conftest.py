"""The Network of the demonstration, and the people whom the stories are about."""

import pytest
from django.test import Client

from natc.hub.members.models import Desk, Person
from natc.hub.site.demonstration import fill_demonstration


@pytest.fixture
def network(db: None) -> None:
    """Eleven states, a secretariat, partners, and an invented person at every desk."""
    fill_demonstration()


@pytest.fixture
def ana(network: None) -> Person:
    """Coordinator, Serbia."""
    return Person.objects.get(name="Ana")


@pytest.fixture
def marko(network: None) -> Person:
    """Coordinator, Croatia."""
    return Person.objects.get(name="Marko")


@pytest.fixture
def sara(network: None) -> Person:
    """Secretariat."""
    return Person.objects.get(name="Sara")


@pytest.fixture
def vesna(network: None) -> Person:
    """Statistician, Serbia."""
    return Person.objects.get(name="Vesna")


@pytest.fixture
def serbia(network: None) -> Desk:
    """The coordinator's office of Serbia."""
    return Desk.objects.get(organisation__territory__code="RS")


@pytest.fixture
def browse() -> "Browse":
    """A browser without scripts: `browse(ana)` looks as Ana, `browse()` as a visitor."""
    return Browse()


class Browse:
    """Gives a client that is signed in as a person."""

    def __call__(self, person: Person | None = None) -> Client:
        client = Client()
        if person:
            client.force_login(person)
        return client
