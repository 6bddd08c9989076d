"""Calls on two forms that come with the platform, and short ways to answer them."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from hub.submissions.made_answers import answer_all, submission_of
from natc.hub.fields import ORIGINAL
from natc.hub.members.models import Desk, Kind, Person
from natc.hub.submissions.actions import calls, moves
from natc.hub.submissions.models import Call, FormVersion, Submission
from natc.hub.submissions.outline import fill_forms

Send = Callable[[str], Call]


@pytest.fixture(autouse=True)
def var(settings: Any, tmp_path: Path) -> Path:
    """A folder of the hub for one test."""
    settings.VAR = tmp_path
    return tmp_path


@pytest.fixture
def jovan(network: None) -> Person:
    """Deputy coordinator, Serbia."""
    return Person.objects.get(name="Jovan")


@pytest.fixture
def elira(network: None) -> Person:
    """Coordinator, Albania, alone in her office."""
    return Person.objects.get(name="Elira")


@pytest.fixture
def secretariat(network: None) -> Desk:
    """The desk that sends and reviews the calls of these stories."""
    return Desk.objects.get(kind=Kind.SECRETARIAT)


@pytest.fixture
def draft(sara: Person, secretariat: Desk) -> Send:
    """`draft("consultation")` begins a call on that form to Serbia, Croatia and Albania, due in ten days."""

    def begin(form: str) -> Call:
        fill_forms()
        today = timezone.now().date()
        return calls.begin(
            uid=uuid4(),
            title={ORIGINAL: "en", "en": f"A {form}"},
            note=None,
            form=FormVersion.objects.get(code=form),
            reviewer=secretariat,
            desks=Desk.objects.filter(organisation__territory__code__in=["RS", "HR", "AL"]),
            opens_on=today,
            due_on=today + timedelta(days=10),
            zone="Europe/Belgrade",
            by=sara,
            desk=secretariat,
        )

    return begin


@pytest.fixture
def send(draft: Send, sara: Person, secretariat: Desk) -> Send:
    """`send("consultation")` begins such a call and opens it."""

    def opened(form: str) -> Call:
        call = draft(form)
        calls.open_call(call=call, by=sara, desk=secretariat)
        return Call.objects.get(pk=call.pk)

    return opened


@pytest.fixture
def handed_in(send: Send, vesna: Person, jovan: Person) -> Callable[..., Submission]:
    """`handed_in("consultation")` gives Serbia's submission, which Vesna prepared and Jovan approved."""

    def hand_in(form: str, **changed: Any) -> Submission:
        submission = submission_of(send(form), "RS")
        answer_all(submission, vesna, **changed)
        moves.make_ready(submission=submission, by=vesna, desk=submission.desk)
        moves.submit(submission=submission, by=jovan, desk=submission.desk)
        return Submission.objects.get(pk=submission.pk)

    return hand_in
