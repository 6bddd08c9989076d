"""The list of themes: one put on it with who asked where, a state that asks too or no more, the three that a state puts first."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from natc.hub.audit.actions import record
from natc.hub.fields import in_one_language
from natc.hub.members.models import Desk, Person, Territory
from natc.hub.members.rules import check
from natc.hub.needs.models import Place, Theme, ThemeAsked, ThemeRank
from natc.hub.needs.rules import themes as rules
from natc.hub.submissions.models import Call


@transaction.atomic
def put(
    *,
    uid: UUID,
    title: str,
    text: str,
    language: str,
    call: Call | None,
    meeting: str,
    states: Collection[Territory],
    on: date,
    by: Person,
    desk: Desk,
) -> Theme:
    """Put a theme on the list: which states asked for it, on which day, and what brought it. uid: made by the form."""
    state = desk.organisation.territory
    check(rules.why_not_begin(by, desk) or rules.why_not_sourced(call=call, meeting=meeting, states=states, state=state))
    worded = {"title": in_one_language(title, language), "text": in_one_language(text, language)}
    about = {**worded, "call": call, "meeting": meeting, "noted_at": timezone.now()}
    theme, ours = Theme.objects.get_or_create(uid=uid, desk=desk, defaults=about)
    if ours:
        ThemeAsked.objects.bulk_create(ThemeAsked(theme=theme, territory=state, on=on) for state in states)
        record("theme put on the list", by=by.uid, desk=desk.uid, target=theme.uid)
    return theme


@transaction.atomic
def ask_too(*, theme: Theme, by: Person, desk: Desk) -> None:
    """Ask for a theme for one's state, from today on; nothing changes where it asks already."""
    check(rules.why_not_ask(theme, by, desk))
    today = {"on": timezone.now().date()}
    ThemeAsked.objects.get_or_create(theme=theme, territory=desk.organisation.territory, defaults=today)
    record("theme asked for", by=by.uid, desk=desk.uid, target=theme.uid)


@transaction.atomic
def ask_no_more(*, theme: Theme, by: Person, desk: Desk) -> None:
    """Take back that one's state asks for a theme."""
    check(rules.why_not_ask(theme, by, desk))
    theme.asked.filter(territory=desk.organisation.territory).delete()
    record("theme asked for no more", by=by.uid, desk=desk.uid, target=theme.uid)


@transaction.atomic
def rank(*, themes: Sequence[Theme], by: Person, desk: Desk) -> None:
    """Put themes first for one's state, in this order, in place of those that it put first before."""
    check(rules.why_not_rank(themes, by, desk))
    state = Territory.objects.select_for_update().get(pk=desk.organisation.territory.pk)
    ThemeRank.objects.filter(territory=state).delete()
    places = zip(themes, Place, strict=False)  # a state may put fewer first than there are places
    ThemeRank.objects.bulk_create(ThemeRank(theme=theme, territory=state, place=place) for theme, place in places)
    record("themes ranked", by=by.uid, desk=desk.uid, target=state.uid)
