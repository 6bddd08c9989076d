"""The Network as a new hub knows it: territories, where they stand, the secretariat, topics, flows of data, from network.yaml."""

from pathlib import Path
from typing import Any

from django.db import transaction

from natc.engine.standard.form import read_yaml
from natc.hub.members.countries import named
from natc.hub.members.models import (
    Audience,
    Desk,
    EUStatusSince,
    Flow,
    Kind,
    Membership,
    Organisation,
    Territory,
    TerritoryName,
    Tier,
    Topic,
)

NETWORK = Path(__file__).with_name("network.yaml")
TEXTS = ("name", "what", "controller", "processor", "legal_basis", "transfer", "retention")


@transaction.atomic
def fill_network() -> None:
    """Write the Network into an empty hub; does nothing where a territory is there already."""
    if Territory.objects.exists():
        return
    raw = read_yaml(NETWORK)
    for order, entry in enumerate(raw["territories"], start=1):
        _territory(order, entry, raw)
    Topic.objects.bulk_create(Topic(code=entry["code"], name=entry["name"]) for entry in raw["topics"])
    body = Organisation.objects.create(name=raw["secretariat"])
    Desk.objects.create(organisation=body, kind=Kind.SECRETARIAT, name=raw["secretariat"])


def _territory(order: int, entry: dict[str, Any], raw: dict[str, Any]) -> None:
    territory = Territory.objects.create(code=entry["code"], order=order)
    name_for_everybody(territory, entry.get("name"), entry.get("footnote"))
    Membership.objects.create(
        territory=territory, tier=Tier.MEMBER, first_day=raw["created"], source=raw["members_source"], checked=False
    )
    for status in entry["eu"]:
        EUStatusSince.objects.create(
            territory=territory, status=status["status"], first_day=status["from"], source=status["source"], checked=False
        )
    for flow in raw["flows"]:
        Flow.objects.create(territory=territory, code=flow["code"], **{key: flow[key] for key in TEXTS})


def name_for_everybody(
    territory: Territory, name: dict[str, str] | None = None, footnote: dict[str, str] | None = None
) -> Territory:
    """Call a new territory the same for every audience; without a name, as CLDR does."""
    for audience in Audience.values:
        TerritoryName.objects.create(
            territory=territory, audience=audience, name=name or named(territory.code), footnote=footnote
        )
    return territory
