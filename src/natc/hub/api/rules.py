"""Who may make which token, and what a program may write: sentences."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from natc.hub.api.models import Scope, Token
from natc.hub.members.accounts.rules import second_factors
from natc.hub.members.models import COLLEAGUES, Desk, Person
from natc.hub.members.permissions import Permission
from natc.hub.submissions.actions.answers import Written
from natc.hub.submissions.models import AnswerVersion, Submission
from natc.hub.submissions.rules import WHO, why_not_upload

NEEDS = {  # at the desk of the token, one of these
    Scope.CALLS: (),
    Scope.SUBMISSIONS: (Permission.SUBMISSION_PREPARE, Permission.SUBMISSION_APPROVE),
    Scope.CELLS: (Permission.SUBMISSION_PREPARE,),
}


def why_not_make(scopes: Collection[Scope], by: Person, desk: Desk) -> str | None:
    """Why `by` may not make a token of these scopes for their work at `desk`; None when they may."""
    if not second_factors(by):
        return _("Set up a second proof first: a token is made by who has proven twice who they are.")
    if desk.pk not in by.at(COLLEAGUES):
        return _("Who is invited to sections works on their pages; a token is for who works at the desk.")
    for scope in scopes:
        if NEEDS[scope] and not any(by.may(permission, desk) for permission in NEEDS[scope]):
            return str(WHO[Permission.SUBMISSION_PREPARE])
    return None


def why_not_revoke(token: Token) -> str | None:
    """Why a token cannot be revoked; None while it opens something."""
    return _("This token opens nothing any more already.") if token.over else None


def why_not_write(submission: Submission, cells: Sequence[Written]) -> str | None:
    """Why a program's cells are not taken, whoever sends them; None when they are. The same rule as for a file holds."""
    uids = [cell.uid for cell in cells]
    if len(set(uids)) < len(uids) or len({cell.key for cell in cells}) < len(cells):
        return _("Each cell stands here once, and each save has a uid of its own.")
    if AnswerVersion.objects.filter(uid__in=uids).exclude(answer__submission=submission).exists():
        return _("A uid was used for another save already; make a new one.")
    return why_not_upload(submission)
