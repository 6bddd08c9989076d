"""What the hub holds about a person: gathered from every app, shown, and given as a file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from natc.hub.audit.models import Event
from natc.hub.fields import Privacy, Record, mark_of
from natc.hub.members.accounts.actions import LOOKED
from natc.hub.members.models import AFTER_LAST_MANDATE, Desk, Person
from natc.hub.web.templatetags.said import said

MOST_SHOWN = 20  # rows of one kind on a page: a statistician saves thousands of answers
HIDDEN = (None, Privacy.SECRET, Privacy.READERS)
HELD = "held"  # context of the names of models and fields among the texts to be translated

WAYS = {
    Authenticator.Type.WEBAUTHN: _("Passkey or security key"),
    Authenticator.Type.TOTP: _("Authenticator"),
    Authenticator.Type.RECOVERY_CODES: _("Printed codes"),
}


@dataclass(frozen=True)
class Held:
    """One row about a person. keep: how long after its reason has ended its personal fields are kept."""

    what: str
    uid: str
    facts: dict[str, str]
    keep: timedelta


def personal_models() -> list[type[models.Model]]:
    """The models of all apps that hold something about a person. Each answers `objects.held_about(person)`."""
    return [model for model in apps.get_models() if any(_privacy(field) is Privacy.PERSONAL for field in model._meta.fields)]


def personal_fields(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """The fields of a model that are about a person."""
    return [field for field in model._meta.fields if _privacy(field) is Privacy.PERSONAL]


def fields_by_the_clock(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """The personal fields of a model that have a time of their own; the others go with the person."""
    return [field for field in personal_fields(model) if (mark := mark_of(field)) and mark.keep != AFTER_LAST_MANDATE]


def links_to_people(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """The personal fields of a model that say which person it is about."""
    return [field for field in personal_fields(model) if field.related_model is Person]


def nothing_else_in(model: type[models.Model]) -> bool:
    """Whether a row of a model holds only what is about a person, and secrets, beside its ids."""
    kept = [field for field in model._meta.fields if field.name not in ("id", "uid")]
    return all(_privacy(field) in (Privacy.PERSONAL, Privacy.SECRET) for field in kept)


def held_about(person: Person) -> Iterator[Held]:
    """All rows of all apps about a person, with every field that is neither secret nor for readers of its own."""
    for model in personal_models():
        for row in model._default_manager.held_about(person):  # type: ignore[attr-defined]
            yield _held(row)


def shown_of(rows: Iterable[Held]) -> list[tuple[list[Held], int]]:
    """Rows by what they are, at most MOST_SHOWN of each kind, with how many more there are: the download has them all."""
    kinds: dict[str, list[Held]] = {}
    for row in rows:
        kinds.setdefault(row.what, []).append(row)
    return [(same[:MOST_SHOWN], len(same[MOST_SHOWN:])) for same in kinds.values()]


def names_shown() -> set[str]:
    """The names of models and fields that `held_about` shows, for translators."""
    models = personal_models()
    fields = {str(field.verbose_name) for model in models for field in _shown(model)}
    return fields | {str(model._meta.verbose_name) for model in models}


def ways_to_sign_in(person: Person) -> list[dict[str, str]]:
    """The person's second factors, which allauth keeps; their secrets are in no export."""
    rows = Authenticator.objects.filter(user=person)
    return [
        {"kind": row.type, "name": _way(row), "since": _text(row.created_at), "last used": _text(row.last_used_at)}
        for row in rows
    ]


def _way(row: Authenticator) -> str:
    kind = str(WAYS[row.type])
    return f"{kind}: {row}" if row.type == Authenticator.Type.WEBAUTHN else kind


def who_looked(person: Person) -> list[dict[str, str]]:
    """Who opened the person's card, for which desk and when, the newest first."""
    looks = list(Event.objects.filter(what=LOOKED, target=person.uid).values_list("by", "desk", "at"))
    people = {row.uid: row.name for row in Person.objects.filter(uid__in=[by for by, _desk, _at in looks])}
    desks = {row.uid: said(row.name) for row in Desk.objects.filter(uid__in=[desk for _by, desk, _at in looks])}
    return [{"who": people[by], "desk": desks[desk], "when": _text(at)} for by, desk, at in looks if by and desk]


def acts_of(person: Person) -> list[dict[str, str]]:
    """What the ledger says that the person did, the newest first."""
    events = Event.objects.filter(by=person.uid)
    return [{"entry": str(event.index), "when": _text(event.at), "what": event.what} for event in events]


def _held(row: models.Model) -> Held:
    shown = _shown(type(row))
    keeps = [mark.keep for field in shown if (mark := mark_of(field)) and mark.keep]
    facts = {pgettext(HELD, str(field.verbose_name)): _text(getattr(row, field.name)) for field in shown}
    return Held(pgettext(HELD, str(row._meta.verbose_name)), str(row.uid), facts, max(keeps))  # type: ignore[attr-defined]


def _shown(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    return [field for field in model._meta.fields if _privacy(field) not in HIDDEN and field.name != "uid"]


def _privacy(field: "models.Field[Any, Any]") -> Privacy | None:
    mark = mark_of(field)
    return mark.privacy if mark else None


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.isoformat(" ", "minutes")
        case Desk():
            return said(value.name)
        case Person():
            return value.name
        case Record():
            return str(value.uid)
    return str(value)
