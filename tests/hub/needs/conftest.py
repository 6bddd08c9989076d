"""A need of Serbia and short ways to draft and post needs and offers."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from natc.hub.members.models import Desk, Kind, Person, Topic
from natc.hub.needs.actions import notices
from natc.hub.needs.models import Notice, Side

Made = Callable[..., Notice]
MONTH_ON = timezone.now().date() + timedelta(days=30)


@pytest.fixture
def dragana(network: None) -> Person:
    """An NGO that is a partner."""
    return Person.objects.get(name="Dragana")


@pytest.fixture
def croatia(network: None) -> Desk:
    """The coordinator's office of Croatia."""
    return Desk.objects.get(organisation__territory__code="HR")


@pytest.fixture
def secretariat(network: None) -> Desk:
    """The secretariat's desk."""
    return Desk.objects.get(kind=Kind.SECRETARIAT)


@pytest.fixture
def drafted(network: None) -> Made:
    """`drafted(ana, circle="desks", desks=[croatia])` drafts a need of Ana's desk, or with side="offer" an offer."""

    def draft(by: Person, **changed: Any) -> Notice:
        about = {
            "uid": uuid4(),
            "side": Side.NEED,
            "title": "Quince: interviewing children",
            "text": "Two police officers learn how to interview children.",
            "language": "en",
            "topic": Topic.objects.get(code="children"),
            "form": "training",
            "until": MONTH_ON,
            "circle": "members",
            "category": "",
            "desks": [],
            **changed,
        }
        return notices.begin(**about, by=by, desk=by.mandates.get().desk)

    return draft


@pytest.fixture
def posted(drafted: Made) -> Made:
    """The same, posted to its circle."""

    def post(by: Person, **changed: Any) -> Notice:
        notice = drafted(by, **changed)
        notices.post(notice=notice, by=by, desk=notice.desk)
        return Notice.objects.get(pk=notice.pk)

    return post
