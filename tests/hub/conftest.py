"""The Network of the demonstration, and the people whom the stories are about."""

import time
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import translation

from natc.hub.members.accounts.adapters import MFAAdapter
from natc.hub.members.models import Desk, Person
from natc.hub.site.demonstration import fill_demonstration

TOTP_SECRET = "JBSWY3DPEHPK3PXP"  # of everybody's authenticator in these stories; base 32


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """What a story reads is English, whatever language somebody chose in the story before."""
    yield
    translation.deactivate()


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
    """Gives a client that is signed in as a person who has an authenticator and has just proven who they are."""

    def __call__(self, person: Person | None = None) -> Client:
        client = Client()
        if person:
            sealed = {"secret": MFAAdapter().encrypt(TOTP_SECRET)}
            Authenticator.objects.get_or_create(user=person, type=Authenticator.Type.TOTP, defaults={"data": sealed})
            client.force_login(person)
            session = client.session
            session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
            session["account_authentication_methods_user"] = str(person.pk)
            session.save()
        return client
