"""The horizon board: a sign noted, a state's voice given or changed."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from natc.hub.audit.actions import record
from natc.hub.fields import in_one_language
from natc.hub.members.models import Desk, Person
from natc.hub.members.rules import check
from natc.hub.needs.models import Sign, SignVoice
from natc.hub.needs.rules import signs as rules


@transaction.atomic
def note(*, uid: UUID, title: str, text: str, language: str, area: str, place: str, source: str, by: Person, desk: Desk) -> Sign:
    """Note a weak sign, with its place and source, for all who read the board. uid: made by the form."""
    check(rules.why_not_note(by, desk))
    said = {"title": in_one_language(title, language), "text": in_one_language(text, language), "area": area}
    about = {**said, "place": place, "source": source, "noted_at": timezone.now()}
    sign, ours = Sign.objects.get_or_create(uid=uid, desk=desk, defaults=about)
    if ours:
        record("sign noted", by=by.uid, desk=desk.uid, target=sign.uid)
    return sign


@transaction.atomic
def say(*, sign: Sign, voice: str, by: Person, desk: Desk) -> None:
    """Give the voice of one's state on a sign, or change it."""
    sign = _locked(sign)
    check(rules.why_not_say(sign, by, desk))
    about = {"voice": voice, "at": timezone.now()}
    SignVoice.objects.update_or_create(sign=sign, territory=desk.organisation.territory, defaults=about)
    record("voice given on a sign", by=by.uid, desk=desk.uid, target=sign.uid)


def _locked(sign: Sign) -> Sign:
    return Sign.objects.select_for_update(of=("self",)).select_related("desk").get(pk=sign.pk)
