"""What makes and revokes tokens, and what programs write. Each: lock, check, change, record."""

import secrets
from collections.abc import Collection, Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from natc.hub.api import rules
from natc.hub.api.models import Scope, Token
from natc.hub.audit.actions import record
from natc.hub.members.accounts.letters import fingerprint
from natc.hub.members.models import Desk, Person
from natc.hub.members.rules import check
from natc.hub.submissions.actions.answers import Saved, Written, save_answers
from natc.hub.submissions.models import Submission

SECRET_SIZE = 32  # bytes
BEGINS = "natc_"  # of every secret: who finds one in a file knows what it opens


@transaction.atomic
def make_token(*, name: str, scopes: Collection[Scope], days: int, by: Person, desk: Desk) -> str:
    """Make a token that lasts `days`; its secret, the only time that it is seen."""
    check(rules.why_not_make(scopes, by, desk))
    given, now = BEGINS + secrets.token_urlsafe(SECRET_SIZE), timezone.now()
    about = {"name": name, "scope": " ".join(scopes), "made_at": now, "expires_at": now + timedelta(days=days)}
    token = Token.objects.create(person=by, desk=desk, fingerprint=fingerprint(given), **about)
    record("token made", by=by.uid, desk=desk.uid, target=token.uid)
    return given


@transaction.atomic
def revoke_token(*, token: Token, by: Person) -> None:
    """Make a token open nothing from now on."""
    token = Token.objects.select_for_update().get(pk=token.pk, person=by)
    check(rules.why_not_revoke(token))
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    record("token revoked", by=by.uid, desk=token.desk.uid, target=token.uid)


@transaction.atomic
def write_cells(*, submission: Submission, cells: Sequence[Written], by: Person, desk: Desk) -> list[Saved]:
    """Save what a program sends, each cell unless somebody changed it since the program saw it; one entry for all of them."""
    check(rules.why_not_write(submission, cells))
    saved = save_answers(submission=submission, cells=cells, by=by, desk=desk)
    record("answers written by a program", by=by.uid, desk=desk.uid, target=submission.uid)
    return saved
