"""What each role may do. This table is all there is; docs/reference/permissions.md is printed from it."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a mandate makes of a person at a desk."""

    COORDINATOR = "coordinator", _("National coordinator")
    DEPUTY = "deputy", _("Deputy coordinator")
    STATISTICIAN = "statistician", _("Statistician")
    CONTRIBUTOR = "contributor", _("Contributor of an agency")
    INVITED = "invited", _("Contributor to sections")
    CHAIR = "chair", _("Chair")
    SECRETARIAT = "secretariat", _("Secretariat")
    RAPPORTEUR = "rapporteur", _("Independent rapporteur")
    DATA_PROTECTION = "data_protection", _("Data-protection officer")
    OBSERVER = "observer", _("Observer")
    PARTNER = "partner", _("Partner")
    SURVIVOR = "survivor", _("Survivors' representative")
    DONOR = "donor", _("Donor")
    OPERATOR = "operator", _("Operator of the platform")


class Permission(TextChoices):
    """One thing that not everybody may do."""

    DIRECTORY = "directory", _("read the directory of members")
    WATCH_LIST = "watch_list", _("read the watch list")
    WATCH_EDIT = "watch_edit", _("change the watch list")
    DESK_EDIT = "desk_edit", _("change how one's desk is reached")
    DESK_HAND_OVER = "desk_hand_over", _("hand one's desk over to somebody else")
    MEMBERS_EDIT = "members_edit", _("change territories, organisations, terms and desks")
    INVITE = "invite", _("invite people to one's desk")
    LEDGER = "ledger", _("read the ledger")
    LEDGER_HEADS = "ledger_heads", _("get the signed head of the ledger by mail every week")
    MEMBERS_DOCUMENTS = "members_documents", _("read documents for member states and the secretariat")
    STATES_DOCUMENTS = "states_documents", _("read documents for member states only")
    LIBRARY_WRITE = "library_write", _("write documents for one's desk")
    LIBRARY_PUBLISH = "library_publish", _("publish documents for one's desk")
    CALL_OPEN = "call_open", _("send calls to desks and keep them")
    SUBMISSION_PREPARE = "submission_prepare", _("answer a call for one's desk")
    SECTION_ANSWER = "section_answer", _("answer the sections of a submission to which one is invited")
    SUBMISSION_APPROVE = "submission_approve", _("approve a submission for one's state and hand it in")
    SUBMISSION_REVIEW = "submission_review", _("accept submissions of other desks or send them back")
    SUBMISSION_REOPEN = "submission_reopen", _("reopen an accepted submission")
    NEEDS_READ = "needs_read", _("read needs and offers that are for one's desk")
    NEED_POST = "need_post", _("say for one's state what it needs")
    OFFER_MAKE = "offer_make", _("offer help for one's desk")
    BOARDS_READ = "boards_read", _("read the list of themes and the horizon board")
    THEME_PUT = "theme_put", _("put themes on their list")
    SIGN_NOTE = "sign_note", _("note signs on the horizon board")
    BOARDS_SPEAK = "boards_speak", _("ask for themes for one's state, rank them, and speak for it about signs")
    BOARDS_RETIRE = "boards_retire", _("retire themes and signs of other desks")
    ASSISTANCE_TRIAGE = "assistance_triage", _("take up requests for technical assistance and close them")
    RELEASE_MAKE = "release_make", _("make releases of figures, mark and withdraw them")
    RELEASE_APPROVE = "release_approve", _("approve or refuse the figures of one's state in a release")
    RELEASE_SIGN = "release_sign", _("sign a release, as one of two")
    ROUTE_EDIT = "route_edit", _("write about the routes that one's state is on")


_BOARDS = {Permission.BOARDS_READ, Permission.SIGN_NOTE}
_STATE = {Permission.DIRECTORY, Permission.WATCH_LIST, Permission.LEDGER, Permission.MEMBERS_DOCUMENTS, *_BOARDS}
_WRITING = {Permission.LIBRARY_WRITE, Permission.LIBRARY_PUBLISH}
_APPROVING = {Permission.SUBMISSION_PREPARE, Permission.SUBMISSION_APPROVE, Permission.RELEASE_APPROVE}
_REVIEWING = {Permission.CALL_OPEN, Permission.SUBMISSION_REVIEW, Permission.SUBMISSION_REOPEN}
_OFFERING = {Permission.NEEDS_READ, Permission.OFFER_MAKE}
_NEEDING = {*_OFFERING, Permission.NEED_POST, Permission.THEME_PUT, Permission.BOARDS_SPEAK}
_RELEASING = {Permission.RELEASE_MAKE, Permission.RELEASE_SIGN}
_WATCHING = {Permission.LEDGER, Permission.LEDGER_HEADS}  # those who see that nothing is rewritten
GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.COORDINATOR: frozenset(
        {
            *_STATE,
            *_WRITING,
            *_APPROVING,
            *_NEEDING,
            Permission.STATES_DOCUMENTS,
            Permission.WATCH_EDIT,
            Permission.ROUTE_EDIT,
            Permission.DESK_EDIT,
            Permission.DESK_HAND_OVER,
            Permission.INVITE,
            Permission.LEDGER_HEADS,
        }
    ),
    Role.DEPUTY: frozenset(
        {
            *_STATE,
            *_APPROVING,
            *_NEEDING,
            Permission.STATES_DOCUMENTS,
            Permission.LIBRARY_WRITE,
            Permission.WATCH_EDIT,
            Permission.ROUTE_EDIT,
            Permission.DESK_EDIT,
        }
    ),
    Role.STATISTICIAN: frozenset(
        {
            *_STATE,
            Permission.STATES_DOCUMENTS,
            Permission.LIBRARY_WRITE,
            Permission.SUBMISSION_PREPARE,
            Permission.ROUTE_EDIT,
            Permission.NEEDS_READ,
        }
    ),
    Role.CONTRIBUTOR: frozenset({Permission.DIRECTORY, Permission.MEMBERS_DOCUMENTS, Permission.NEEDS_READ, *_BOARDS}),
    Role.INVITED: frozenset({Permission.SECTION_ANSWER}),
    Role.CHAIR: frozenset(
        {
            *_STATE,
            *_WRITING,
            *_OFFERING,
            Permission.THEME_PUT,
            Permission.STATES_DOCUMENTS,
            Permission.WATCH_EDIT,
            Permission.CALL_OPEN,
            Permission.RELEASE_SIGN,
        }
    ),
    Role.SECRETARIAT: frozenset(
        {
            *_STATE,
            *_WRITING,
            *_REVIEWING,
            *_OFFERING,
            *_RELEASING,
            Permission.THEME_PUT,
            Permission.BOARDS_RETIRE,
            Permission.ASSISTANCE_TRIAGE,
            Permission.WATCH_EDIT,
            Permission.ROUTE_EDIT,
            Permission.DESK_EDIT,
            Permission.MEMBERS_EDIT,
            Permission.INVITE,
        }
    ),
    Role.RAPPORTEUR: frozenset({Permission.DIRECTORY, *_WATCHING, Permission.MEMBERS_DOCUMENTS}),
    Role.DATA_PROTECTION: frozenset({Permission.DIRECTORY, *_WATCHING, Permission.MEMBERS_DOCUMENTS}),
    Role.OBSERVER: frozenset({Permission.DIRECTORY, Permission.NEEDS_READ}),
    Role.PARTNER: frozenset({Permission.DIRECTORY, *_OFFERING}),
    Role.SURVIVOR: frozenset({Permission.DIRECTORY, Permission.NEEDS_READ}),
    Role.DONOR: frozenset({*_OFFERING}),
    Role.OPERATOR: frozenset({Permission.LEDGER}),
}


def roles_with(permission: Permission) -> list[Role]:
    """The roles that are permitted something."""
    return [role for role, permissions in GRANTS.items() if permission in permissions]
