"""What writes to the ledger: an act, a signed head, an erasure."""

import secrets
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from natc.engine.merkle.checkpoint import Checkpoint
from natc.engine.merkle.note import sign
from natc.engine.merkle.tree import leaf_hash
from natc.hub.audit.keys import ORIGIN, signing_key
from natc.hub.audit.models import HASH_SIZE, Event, Head, SignedHead


def record(what: str, *, by: UUID | None, desk: UUID | None, target: UUID | None, digest: str = "") -> Event:
    """Append one act to the ledger, last in the transaction of the action that did it.

    by, desk: who acted and for whom; None where the hub itself did. target: what it was done to. Raises RuntimeError outside
    a transaction: an act without its record, or a record without its act, must not be possible.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an act is recorded in the transaction that does it")
    head, _ = Head.objects.select_for_update().get_or_create(pk=1)
    event = Event(index=head.size, what=what, by=by, desk=desk, target=target, digest=digest, at=timezone.now())
    event.salt = secrets.token_bytes(HASH_SIZE)
    event.commitment = event.computed()
    event.save(force_insert=True)
    frontier = head.frontier.append(leaf_hash(event.commitment))
    head.size, head.peaks = frontier.size, b"".join(frontier.peaks)
    head.save(update_fields=["size", "peaks"])
    return event


@transaction.atomic
def sign_head() -> SignedHead | None:
    """Sign the head of the ledger as it is now; None where it has not grown since it was last signed."""
    head = Head.objects.select_for_update().filter(pk=1).first()
    if head is None or SignedHead.objects.filter(size=head.size).exists():
        return None
    checkpoint = Checkpoint(ORIGIN, head.size, head.frontier.root())
    note = sign(checkpoint.text, ORIGIN, signing_key(settings.VAR / "keys"))
    return SignedHead.objects.create(size=head.size, note=bytes(note).decode(), at=timezone.now())


@transaction.atomic
def erase(*, index: int, by: UUID, desk: UUID) -> None:
    """Blank one event, and record that it was done. Its commitment stays in the log."""
    Event.objects.filter(index=index).update(salt=None, at=None, what="", by=None, desk=None, target=None, digest="")
    record("ledger entry erased", by=by, desk=desk, target=None)
