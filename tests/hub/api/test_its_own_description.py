"""The interface keeps to its description, whatever is asked that the description allows, and whatever it does not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.openapi import from_wsgi

from hub.api.made_tokens import token_of
from hub.statistics.made_releases import release_that_is
from natc.hub.api.models import Token
from natc.hub.members.models import Flow, Person
from natc.hub.statistics.models import Status

EXAMPLES = 5  # of each operation and kind: some seconds in all
PHASES = (Phase.explicit, Phase.generate)  # what is found is told as it was found


@pytest.fixture
def known(vesna: Person, settings: Any, tmp_path: Path) -> dict[str, str]:
    """What can stand in a request: a public release, a table of it, a submission of Serbia that can be written, a cell of it."""
    settings.VAR = tmp_path
    release = release_that_is(Status.PUBLIC)
    Flow.objects.update(read_on="2026-01-01")
    submission = release.call.submissions.get(desk__organisation__territory__code="RS")
    submission.status = "draft"
    submission.save()
    return {"number": release.number, "table": "P1", "uid": str(submission.uid), "call": str(release.call.uid), "key": "P1|Total"}


@pytest.fixture
def one_connection() -> Iterator[None]:
    """What a request finds in the database is what the story wrote and has not committed: no request closes its connection.

    Django's own client sees to that; here the application is called past it.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_whatever_is_asked_the_answer_is_as_described(known: dict[str, str], vesna: Person, one_connection: None) -> None:
    described = from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    header = {"Authorization": f"Bearer {token_of(vesna)}"}
    bounded = settings(max_examples=EXAMPLES, phases=PHASES, database=None, derandomize=True)

    def ask(case: Case) -> None:
        Token.objects.update(uses=0)
        case.call_and_validate(headers=header)

    def ask_about_what_there_is(case: Case) -> None:
        about = {**known, "uid": known["call"]} if "/calls/" in case.path else known
        case.path_parameters = {name: about[name] for name in case.path_parameters or {}}
        if case.method == "PATCH":
            case.body = {"cells": [{**case.body["cells"][0], "key": known["key"], "value": 3, "reason": ""}]}
        ask(case)

    asked = []
    for operation in (found.ok() for found in described.get_all_operations()):
        allowed = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
        bounded(given(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE) | allowed)(ask))()
        bounded(given(allowed)(ask_about_what_there_is))()
        asked.append(operation.label)

    assert len(asked) == 12
