"""What each role may do. This table is all there is; docs/reference/permissions.md is printed from it."""

from collections.abc import Mapping
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a mandate makes of a person at a desk."""

    COORDINATOR = "coordinator", _("National coordinator")
    DEPUTY = "deputy", _("Deputy coordinator")
    STATISTICIAN = "statistician", _("Statistician")
    CONTRIBUTOR = "contributor", _("Contributor of an agency")
    CHAIR = "chair", _("Chair")
    SECRETARIAT = "secretariat", _("Secretariat")
    RAPPORTEUR = "rapporteur", _("Independent rapporteur")
    DATA_PROTECTION = "data_protection", _("Data-protection officer")
    PARTNER = "partner", _("Partner")
    SURVIVOR = "survivor", _("Survivors' representative")
    DONOR = "donor", _("Donor")
    OPERATOR = "operator", _("Operator of the platform")


class Permission(StrEnum):
    """One thing that not everybody may do."""

    DIRECTORY = "read the directory of members"
    WATCH_LIST = "read the watch list"
    WATCH_EDIT = "change the watch list"
    DESK_EDIT = "change how one's desk is reached"
    DESK_HAND_OVER = "hand one's desk over to somebody else"
    MEMBERS_EDIT = "change territories, organisations and desks"
    INVITE = "invite people to one's desk"
    LEDGER = "read the ledger"


_STATE = {Permission.DIRECTORY, Permission.WATCH_LIST, Permission.LEDGER}
GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.COORDINATOR: frozenset(
        {*_STATE, Permission.WATCH_EDIT, Permission.DESK_EDIT, Permission.DESK_HAND_OVER, Permission.INVITE}
    ),
    Role.DEPUTY: frozenset({*_STATE, Permission.WATCH_EDIT, Permission.DESK_EDIT}),
    Role.STATISTICIAN: frozenset(_STATE),
    Role.CONTRIBUTOR: frozenset({Permission.DIRECTORY}),
    Role.CHAIR: frozenset({*_STATE, Permission.WATCH_EDIT}),
    Role.SECRETARIAT: frozenset(
        {*_STATE, Permission.WATCH_EDIT, Permission.DESK_EDIT, Permission.MEMBERS_EDIT, Permission.INVITE}
    ),
    Role.RAPPORTEUR: frozenset({Permission.DIRECTORY, Permission.LEDGER}),
    Role.DATA_PROTECTION: frozenset({Permission.DIRECTORY, Permission.LEDGER}),
    Role.PARTNER: frozenset({Permission.DIRECTORY}),
    Role.SURVIVOR: frozenset({Permission.DIRECTORY}),
    Role.DONOR: frozenset(),
    Role.OPERATOR: frozenset({Permission.LEDGER}),
}
