"""Help for a need: proposed by one desk, agreed or declined by the other with a sentence, done."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from natc.hub.audit.actions import record
from natc.hub.fields import in_one_language
from natc.hub.members.models import Desk, Person
from natc.hub.members.rules import check
from natc.hub.needs.models import Arrangement, Notice, Stands
from natc.hub.needs.rules import arrangements as rules


@transaction.atomic
def propose(*, uid: UUID, need: Notice, offer: Notice | None, text: str, language: str, by: Person, desk: Desk) -> Arrangement:
    """Propose help for a need; for one's own need, ask for what another desk offers. uid: made by the form."""
    need = Notice.objects.select_for_update(of=("self",)).select_related("desk").get(pk=need.pk)
    repeated = Arrangement.objects.filter(uid=uid, proposer=desk).first()
    if repeated:
        return repeated
    check(rules.why_not_propose(need, offer, by, desk))
    helper = offer.desk if offer else desk
    said = in_one_language(text, language)
    made = Arrangement.objects.create(
        uid=uid, need=need, helper=helper, offer=offer, proposer=desk, text=said, proposed_at=timezone.now()
    )
    record("help proposed", by=by.uid, desk=desk.uid, target=made.uid)
    return made


@transaction.atomic
def agree(*, arrangement: Arrangement, answer: str, by: Person, desk: Desk) -> None:
    """Agree to what the other desk proposed."""
    _answer(arrangement, Stands.AGREED, answer, by, desk)
    record("help agreed", by=by.uid, desk=desk.uid, target=arrangement.uid)


@transaction.atomic
def decline(*, arrangement: Arrangement, answer: str, by: Person, desk: Desk) -> None:
    """Decline what the other desk proposed, with a sentence."""
    _answer(arrangement, Stands.DECLINED, answer, by, desk)
    record("help declined", by=by.uid, desk=desk.uid, target=arrangement.uid)


@transaction.atomic
def finish(*, arrangement: Arrangement, result: str, by: Person, desk: Desk) -> None:
    """Say that the help was given, and what came of it."""
    found = _locked(arrangement)
    check(rules.why_not_finish(found, by, desk))
    found.stands, found.result, found.done_at = Stands.DONE, result, timezone.now()
    found.save(update_fields=["stands", "result", "done_at"])
    record("help given", by=by.uid, desk=desk.uid, target=found.uid)


def _answer(arrangement: Arrangement, stands: Stands, answer: str, by: Person, desk: Desk) -> None:
    found = _locked(arrangement)
    check(rules.why_not_answer(found, by, desk))
    found.stands, found.answer, found.answered_at = stands, answer, timezone.now()
    found.save(update_fields=["stands", "answer", "answered_at"])


def _locked(arrangement: Arrangement) -> Arrangement:
    related = ("need__desk", "helper", "proposer")
    return Arrangement.objects.select_for_update(of=("self",)).select_related(*related).get(pk=arrangement.pk)
