"""A theme or a sign retired from its board."""

from django.db import transaction
from django.utils import timezone

from natc.hub.audit.actions import record
from natc.hub.members.models import Desk, Person
from natc.hub.members.rules import check
from natc.hub.needs.models import OnABoard
from natc.hub.needs.rules import boards as rules


@transaction.atomic
def retire(*, noted: OnABoard, because: str, by: Person, desk: Desk) -> None:
    """Retire a theme or a sign with the reason; it stays readable."""
    rows = type(noted)._default_manager.select_for_update(of=("self",)).select_related("desk")
    found: OnABoard = rows.get(pk=noted.pk)
    check(rules.why_not_retire(found, by, desk))
    found.retired_at, found.retired_because = timezone.now(), because
    found.save(update_fields=["retired_at", "retired_because"])
    record("theme or sign retired", by=by.uid, desk=desk.uid, target=found.uid)
