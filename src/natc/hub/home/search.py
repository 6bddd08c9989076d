"""One search over all apps: each answers for itself, beginning with what the person may see."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise as StrPromise
from django.utils.translation import gettext_lazy as _

from natc.hub.library.models import Clause, Document
from natc.hub.members.models import Desk, Person, Territory
from natc.hub.needs.models import AssistanceRequest, Notice, Sign, Theme
from natc.hub.submissions.models import Call

MOST = 20  # results shown of one app
Searching = Callable[[Person, str], "QuerySet[Any]"]  # its rows have found_title, found_under and an address
SEARCHED: tuple[tuple[StrPromise, Searching], ...] = (
    (_("Members"), Territory.objects.found_for),
    (_("Desks"), Desk.objects.found_for),
    (_("People"), Person.objects.found_for),
    (_("Documents"), Document.objects.found_for),
    (_("Clauses"), Clause.objects.found_for),
    (_("Calls"), Call.objects.found_for),
    (_("Needs and offers"), Notice.objects.found_for),
    (_("Technical assistance"), AssistanceRequest.objects.found_for),
    (_("Themes"), Theme.objects.found_for),
    (_("Horizon"), Sign.objects.found_for),
)


@dataclass(frozen=True)
class Found:
    """What one app found. more: whether there are others, not shown."""

    label: StrPromise
    rows: Sequence[Any]
    more: bool


def search(person: Person, words: str) -> list[Found]:
    """What each app that found something found, for the words that somebody typed."""
    results = [(label, list(found_for(person, words)[: MOST + 1])) for label, found_for in SEARCHED]
    return [Found(label, rows[:MOST], len(rows) > MOST) for label, rows in results if rows]
