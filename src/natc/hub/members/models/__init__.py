"""Who is in the Network, as rows: one file for each idea; everybody imports from here."""

from natc.hub.members.models.desks import (
    AFTER_LAST_MANDATE,
    COLLEAGUES,
    ERASED,
    Desk,
    Kind,
    Mandate,
    MandateQuerySet,
    Person,
    PersonQuerySet,
    Topic,
    acts_remembered,
)
from natc.hub.members.models.flows import Flow
from natc.hub.members.models.memberships import Category, Membership, Organisation, Tier
from natc.hub.members.models.territories import Audience, EUStatus, EUStatusSince, Territory, TerritoryName, running
from natc.hub.members.models.watch_list import NextStep, WatchedCountry

__all__ = [
    "AFTER_LAST_MANDATE",
    "COLLEAGUES",
    "ERASED",
    "Audience",
    "Category",
    "Desk",
    "EUStatus",
    "EUStatusSince",
    "Flow",
    "Kind",
    "Mandate",
    "MandateQuerySet",
    "Membership",
    "NextStep",
    "Organisation",
    "Person",
    "PersonQuerySet",
    "Territory",
    "TerritoryName",
    "Tier",
    "Topic",
    "WatchedCountry",
    "acts_remembered",
    "running",
]
