"""The Network as a new hub knows it: territories, where they stand, topics, flows of data. Read from network.yaml."""

from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from django.db import transaction

from natc.engine.standard.form import read_yaml
from natc.hub.fields import ORIGINAL
from natc.hub.members.models import Audience, EUStatusSince, Flow, Membership, Territory, TerritoryName, Tier, Topic

NETWORK = Path(__file__).with_name("network.yaml")
TEXTS = ("name", "what", "controller", "processor", "legal_basis", "retention")


@transaction.atomic
def fill_network() -> None:
    """Write the Network into an empty hub; does nothing where a territory is there already."""
    if Territory.objects.exists():
        return
    raw = read_yaml(NETWORK)
    for order, entry in enumerate(raw["territories"], start=1):
        _territory(order, entry, raw)
    Topic.objects.bulk_create(Topic(code=entry["code"], name=entry["name"]) for entry in raw["topics"])


def _territory(order: int, entry: dict[str, Any], raw: dict[str, Any]) -> None:
    territory = Territory.objects.create(code=entry["code"], order=order)
    for audience in Audience.values:
        name = entry.get("name") or named(entry["code"])
        TerritoryName.objects.create(territory=territory, audience=audience, name=name, footnote=entry.get("footnote"))
    Membership.objects.create(
        territory=territory, tier=Tier.MEMBER, first_day=raw["created"], source=raw["members_source"], checked=False
    )
    for status in entry["eu"]:
        EUStatusSince.objects.create(
            territory=territory, status=status["status"], first_day=status["from"], source=status["source"], checked=False
        )
    for flow in raw["flows"]:
        Flow.objects.create(territory=territory, code=flow["code"], **{key: flow[key] for key in TEXTS})


@cache
def named(code: str) -> dict[str, str]:
    """What CLDR calls a country, in the languages of the hub."""
    return {ORIGINAL: "en", **{lang: Locale(lang).territories[code] for lang in ("en", "sr")}}
