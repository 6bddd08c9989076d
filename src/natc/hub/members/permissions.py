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
    MEMBERS_DOCUMENTS = "read documents for member states and the secretariat"
    STATES_DOCUMENTS = "read documents for member states only"
    LIBRARY_WRITE = "write documents for one's desk"
    LIBRARY_PUBLISH = "publish documents for one's desk"
    CALL_OPEN = "send calls to desks and keep them"
    SUBMISSION_PREPARE = "answer a call for one's desk"
    SUBMISSION_APPROVE = "approve a submission for one's state and hand it in"
    SUBMISSION_REVIEW = "accept submissions of other desks or send them back"
    SUBMISSION_REOPEN = "reopen an accepted submission"


_STATE = {Permission.DIRECTORY, Permission.WATCH_LIST, Permission.LEDGER, Permission.MEMBERS_DOCUMENTS}
_WRITING = {Permission.LIBRARY_WRITE, Permission.LIBRARY_PUBLISH}
_APPROVING = {Permission.SUBMISSION_PREPARE, Permission.SUBMISSION_APPROVE}
_REVIEWING = {Permission.CALL_OPEN, Permission.SUBMISSION_REVIEW, Permission.SUBMISSION_REOPEN}
GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.COORDINATOR: frozenset(
        {
            *_STATE,
            *_WRITING,
            *_APPROVING,
            Permission.STATES_DOCUMENTS,
            Permission.WATCH_EDIT,
            Permission.DESK_EDIT,
            Permission.DESK_HAND_OVER,
            Permission.INVITE,
        }
    ),
    Role.DEPUTY: frozenset(
        {
            *_STATE,
            *_APPROVING,
            Permission.STATES_DOCUMENTS,
            Permission.LIBRARY_WRITE,
            Permission.WATCH_EDIT,
            Permission.DESK_EDIT,
        }
    ),
    Role.STATISTICIAN: frozenset({*_STATE, Permission.STATES_DOCUMENTS, Permission.LIBRARY_WRITE, Permission.SUBMISSION_PREPARE}),
    Role.CONTRIBUTOR: frozenset({Permission.DIRECTORY, Permission.MEMBERS_DOCUMENTS}),
    Role.CHAIR: frozenset({*_STATE, *_WRITING, Permission.STATES_DOCUMENTS, Permission.WATCH_EDIT, Permission.CALL_OPEN}),
    Role.SECRETARIAT: frozenset(
        {*_STATE, *_WRITING, *_REVIEWING, Permission.WATCH_EDIT, Permission.DESK_EDIT, Permission.MEMBERS_EDIT, Permission.INVITE}
    ),
    Role.RAPPORTEUR: frozenset({Permission.DIRECTORY, Permission.LEDGER, Permission.MEMBERS_DOCUMENTS}),
    Role.DATA_PROTECTION: frozenset({Permission.DIRECTORY, Permission.LEDGER, Permission.MEMBERS_DOCUMENTS}),
    Role.PARTNER: frozenset({Permission.DIRECTORY}),
    Role.SURVIVOR: frozenset({Permission.DIRECTORY}),
    Role.DONOR: frozenset(),
    Role.OPERATOR: frozenset({Permission.LEDGER}),
}


def roles_with(permission: Permission) -> list[Role]:
    """The roles that are permitted something."""
    return [role for role, permissions in GRANTS.items() if permission in permissions]
