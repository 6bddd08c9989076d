"""The Network as the demonstration shows it: invented people at every desk of the real list of members."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from natc.engine.standard.form import read_yaml
from natc.hub.library.outline import fill_library
from natc.hub.members.models import (
    Desk,
    Kind,
    Mandate,
    Membership,
    NextStep,
    Organisation,
    Person,
    Territory,
    Tier,
    Topic,
    WatchedCountry,
)
from natc.hub.members.network import fill_network
from natc.hub.members.permissions import Role

PEOPLE = Path(__file__).with_name("demonstration.yaml")
SINCE = date(2025, 1, 1)


@transaction.atomic
def fill_demonstration() -> None:
    """Write the Network and its invented people into an empty hub, and the documents that come with the platform."""
    if not Person.objects.exists():
        fill_network()
        _fill_people()
    fill_library(Desk.objects.filter(kind=Kind.SECRETARIAT)[0])


def _fill_people() -> None:
    raw = read_yaml(PEOPLE)
    desks = {code: _office(code, entry, raw["names"]) for code, entry in raw["states"].items()}
    for code, entry in raw["states"].items():
        _person(entry["person"], desks[code], Role.COORDINATOR)
    for entry in raw["colleagues"]:
        _person(entry["name"], desks[entry["at"]], entry["role"])
    secretariat = Desk.objects.get(kind=Kind.SECRETARIAT)
    _person(raw["secretariat"]["name"], secretariat, Role.SECRETARIAT)
    elsewhere = raw["also_at_the_secretariat"]
    Mandate.objects.create(
        person=Person.objects.get(name=elsewhere["name"]), desk=secretariat, role=elsewhere["role"], first_day=SINCE
    )
    for entry in raw["partners"]:
        _person(entry["name"], _partner(entry), entry["role"])
    _watch(raw["watched"], desks["RS"])


def _office(code: str, entry: dict[str, Any], names: dict[str, Any]) -> Desk:
    body = Organisation.objects.create(name=names["ministry"], territory=Territory.objects.get(code=code))
    desk = Desk(organisation=body, kind=Kind.COORDINATION, name=names["office"])
    desk.languages, desk.zone, desk.hours = entry["languages"], entry["zone"], "Mon–Fri 8–16"
    desk.email = f"coordinator@{code.lower()}.example"
    desk.save()
    desk.topics.set(Topic.objects.filter(code__in=["referral", "data"]))
    return desk


def _partner(entry: dict[str, Any]) -> Desk:
    body = Organisation.objects.create(name=entry["organisation"])
    Membership.objects.create(
        organisation=body,
        tier=Tier.PARTNER,
        category=entry["category"],
        sponsor=Territory.objects.get(code=entry["sponsor"]),
        first_day=SINCE,
        last_day=timezone.now().date() + timedelta(days=entry["days_left"]),
        source="Invented decision",
        checked=True,
    )
    return Desk.objects.create(organisation=body, kind=Kind.PARTNER, name=entry["organisation"])


def _person(name: str, desk: Desk, role: str) -> None:
    address = f"{name.split(maxsplit=1)[0].lower()}@{desk.kind}.example"
    person = Person.objects.create_user(address, name=name)
    Mandate.objects.create(person=person, desk=desk, role=role, first_day=SINCE)


def _watch(raw: dict[str, Any], lead: Desk) -> None:
    country = WatchedCountry.objects.create(code=raw["code"], reason=raw["reason"], lead=lead)
    due = timezone.now().date() + timedelta(days=14)
    NextStep.objects.create(country=country, text=raw["step"], owner=lead, due_on=due)
