"""The demonstration is for one machine, and nobody looks as somebody else anywhere but there."""

import pytest
from django.test import Client

from natc.hub.members.models import Person


def test_elsewhere_nobody_can_look_as_somebody_else(ana: Person) -> None:
    client = Client()

    answer = client.post("/look-as/", {"person": ana.uid})

    assert answer.status_code == 404
    assert "Waiting for me" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    "way", [{"HTTP_X_FORWARDED_FOR": "203.0.113.7"}, {"HTTP_FORWARDED": "for=203.0.113.7"}, {"REMOTE_ADDR": "203.0.113.7"}]
)
def test_the_demonstration_answers_nobody_who_comes_over_a_network(network: None, settings, way: dict[str, str]) -> None:
    settings.DEMONSTRATION = True

    assert Client(**way).get("/").status_code == 403
    assert Client().get("/").status_code == 200
