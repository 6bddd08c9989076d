"""What waits for a person, gathered from every app that has clocks."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.db.models import QuerySet

from natc.hub.members.models import Flow, Membership, NextStep, Person
from natc.hub.needs.models import Arrangement, AssistanceRequest, Notice
from natc.hub.statistics.models import Release
from natc.hub.submissions.models import Clarification, InvitedSection, Paragraph, Submission

CLOCKS: tuple[Callable[[Person], "QuerySet[Any]"], ...] = (
    NextStep.objects.waiting_for,
    Flow.objects.waiting_for,
    Submission.objects.waiting_for,
    InvitedSection.objects.waiting_for,
    Clarification.objects.waiting_for,
    Paragraph.objects.waiting_for,
    Release.objects.waiting_for,
    Membership.objects.waiting_for,
    Notice.objects.waiting_for,
    Arrangement.objects.waiting_for,
    AssistanceRequest.objects.waiting_for,
)


class Waiting(Protocol):
    """A row of any app that waits for somebody."""

    @property
    def uid(self) -> UUID: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def waiting_text(self) -> Mapping[str, str]: ...
    @property
    def waiting_at(self) -> str: ...


def waiting_for(person: Person) -> list[Waiting]:
    """All that waits for the person, the nearest day first, what has no day last."""
    rows = (row for waiting in CLOCKS for row in waiting(person))
    return sorted(rows, key=lambda row: (row.due_on is None, row.due_on))


def how_many_wait_for(person: Person) -> int:
    """How many rows `waiting_for` has."""
    return sum(waiting(person).count() for waiting in CLOCKS)
