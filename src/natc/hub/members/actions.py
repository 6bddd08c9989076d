"""What changes members, terms, desks, the watch list and flows. Each: lock, check, change, record, in one transaction."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from natc.hub.audit.actions import record
from natc.hub.fields import in_one_language
from natc.hub.members import rules
from natc.hub.members.countries import zone_of
from natc.hub.members.models import (
    Desk,
    EUStatusSince,
    Flow,
    Kind,
    Mandate,
    Membership,
    NextStep,
    Organisation,
    Person,
    Territory,
    TerritoryName,
    Tier,
    WatchedCountry,
)
from natc.hub.members.network import name_for_everybody
from natc.hub.members.permissions import Role

REACHED = ("telephone", "email", "secure_line", "hours", "languages")


@transaction.atomic
def confirm_desk(*, desk: Desk, telephone: str, email: str, secure_line: str, hours: str, languages: str, by: Person) -> Desk:
    """Say how a desk is reached from now on, and that this is right today."""
    desk = Desk.objects.select_for_update().get(pk=desk.pk)
    rules.check(rules.why_not_edit(desk, by))
    desk.telephone, desk.email, desk.secure_line = telephone, email, secure_line
    desk.hours, desk.languages = hours, languages
    desk.confirmed_on = timezone.now().date()
    desk.save(update_fields=[*REACHED, "confirmed_on"])
    record("desk confirmed", by=by.uid, desk=desk.uid, target=desk.uid)
    return desk


@transaction.atomic
def hand_over(*, desk: Desk, to: Person, by: Person) -> Mandate:
    """Make `to` the coordinator of `desk` from tomorrow and end `by`'s mandate today. Everything stays with the desk."""
    desk = Desk.objects.select_for_update().get(pk=desk.pk)
    rules.check(rules.why_not_hand_over(desk, by))
    rules.check(rules.why_not_take(desk, to))
    today = timezone.now().date()
    Mandate.objects.running().filter(desk=desk, person=by, role=Role.COORDINATOR).update(last_day=today)
    mandate = Mandate.objects.create(desk=desk, person=to, role=Role.COORDINATOR, first_day=today + timedelta(days=1))
    record("desk handed over", by=by.uid, desk=desk.uid, target=mandate.uid)
    return mandate


@transaction.atomic
def watch(
    *, uid: UUID, code: str, reason: str, language: str, lead: Desk, contact: str, by: Person, desk: Desk
) -> WatchedCountry:
    """Put a country on the watch list. uid: made by the form, so that pressing twice watches once."""
    rules.check(rules.why_not_watch(by, desk))
    about = {"code": code, "reason": in_one_language(reason, language), "lead": lead, "contact": contact}
    country, ours = WatchedCountry.objects.get_or_create(uid=uid, defaults=about)
    if ours:
        record("country watched", by=by.uid, desk=desk.uid, target=country.uid)
    return country


@transaction.atomic
def add_step(*, country: WatchedCountry, text: str, language: str, owner: Desk, due_on: date, by: Person, desk: Desk) -> NextStep:
    """Agree a next step about a watched country, with a desk that owns it and a day."""
    rules.check(rules.why_not_watch(by, desk))
    step = NextStep.objects.create(country=country, text=in_one_language(text, language), owner=owner, due_on=due_on)
    record("next step agreed", by=by.uid, desk=desk.uid, target=step.uid)
    return step


@transaction.atomic
def finish_step(*, step: NextStep, by: Person, desk: Desk) -> None:
    """Say that a next step is done today."""
    step = NextStep.objects.select_for_update().get(pk=step.pk)
    rules.check(rules.why_not_watch(by, desk))
    step.done_on = timezone.now().date()
    step.save(update_fields=["done_on"])
    record("next step done", by=by.uid, desk=desk.uid, target=step.uid)


@transaction.atomic
def read_flow(*, flow: Flow, by: Person, desk: Desk) -> None:
    """Say, for a state, that its desk has read who is responsible for a flow of data."""
    flow = Flow.objects.select_for_update().get(pk=flow.pk)
    rules.check(rules.why_not_read(flow, by, desk))
    flow.read_on = timezone.now().date()
    flow.save(update_fields=["read_on"])
    record("flow of data read", by=by.uid, desk=desk.uid, target=flow.uid)


@transaction.atomic
def admit(
    *, uid: UUID, code: str, tier: str, sponsor: Territory | None, last_day: date | None, source: str, by: Person, desk: Desk
) -> Membership:
    """Let a state or territory belong to the Network in a tier from today. code: ISO 3166-1 alpha-2, XK included.

    source: by what it was decided. All but full members have a sponsor and a last day. uid: made by the form.
    """
    rules.check(rules.why_not_keep_members(by, desk))
    rules.check(rules.why_not_for_a_term(tier, sponsor, last_day))
    done = Membership.objects.filter(uid=uid).first()
    if done:
        return done
    territory = Territory.objects.filter(code=code).first() or name_for_everybody(Territory.objects.create(code=code))
    rules.check(rules.why_not_admit(territory))
    term = _term_from_today(sponsor, last_day, source)
    membership = Membership.objects.create(uid=uid, territory=territory, tier=tier, **term)
    record("member admitted", by=by.uid, desk=desk.uid, target=membership.uid)
    return membership


@transaction.atomic
def add_partner(
    *,
    uid: UUID,
    name: str,
    language: str,
    category: str,
    sponsor: Territory,
    last_day: date,
    source: str,
    by: Person,
    desk: Desk,
) -> Desk:
    """Make an organisation a partner until `last_day`, with a desk of its own. uid: of that desk, made by the form."""
    rules.check(rules.why_not_keep_members(by, desk))
    rules.check(rules.why_not_for_a_term(Tier.PARTNER, sponsor, last_day))
    done = Desk.objects.filter(uid=uid).first()
    if done:
        return done
    text = in_one_language(name, language)
    body = Organisation.objects.create(name=text)
    term = _term_from_today(sponsor, last_day, source)
    Membership.objects.create(organisation=body, tier=Tier.PARTNER, category=category, **term)
    made = Desk.objects.create(uid=uid, organisation=body, kind=Kind.PARTNER, name=text)
    record("partner added", by=by.uid, desk=desk.uid, target=made.uid)
    return made


def _term_from_today(sponsor: Territory | None, last_day: date | None, source: str) -> dict[str, Any]:
    return {"sponsor": sponsor, "first_day": timezone.now().date(), "last_day": last_day, "source": source, "checked": True}


@transaction.atomic
def renew(*, membership: Membership, sponsor: Territory, last_day: date, source: str, by: Person, desk: Desk) -> None:
    """Let a term run until another day, sponsored by the same state or another. source: by what it was decided."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    rules.check(rules.why_not_keep_members(by, desk))
    rules.check(rules.why_not_renew(membership) or rules.why_not_for_a_term(membership.tier, sponsor, last_day))
    membership.sponsor, membership.last_day, membership.source, membership.checked = sponsor, last_day, source, True
    membership.save(update_fields=["sponsor", "last_day", "source", "checked"])
    record("term renewed", by=by.uid, desk=desk.uid, target=membership.uid)


@transaction.atomic
def end_term(*, membership: Membership, by: Person, desk: Desk) -> None:
    """Let a term end today: from tomorrow nobody acts for its desks."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    rules.check(rules.why_not_keep_members(by, desk))
    rules.check(rules.why_not_end(membership))
    membership.last_day = timezone.now().date()
    membership.save(update_fields=["last_day"])
    record("term ended", by=by.uid, desk=desk.uid, target=membership.uid)


@transaction.atomic
def open_desk(
    *, uid: UUID, territory: Territory, kind: str, organisation: str, name: str, language: str, by: Person, desk: Desk
) -> Desk:
    """Open a desk of a body of a territory; a body of that name is there or is made. uid: of the desk, made by the form."""
    rules.check(rules.why_not_keep_members(by, desk))
    rules.check(rules.why_not_open(kind, territory))
    done = Desk.objects.filter(uid=uid).first()
    if done:
        return done
    known = (one for one in territory.organisations.all() if organisation in one.name.values())
    text = in_one_language(organisation, language)
    body = next(known, None) or Organisation.objects.create(name=text, territory=territory)
    about = {"kind": kind, "name": in_one_language(name, language), "zone": zone_of(territory.code)}
    made = Desk.objects.create(uid=uid, organisation=body, **about)
    record("desk opened", by=by.uid, desk=desk.uid, target=made.uid)
    return made


@transaction.atomic
def name_territory(*, territory: Territory, order: int, names: Mapping[str, Mapping[str, Any]], by: Person, desk: Desk) -> None:
    """Say what a territory is called and where it stands in lists. names: for each audience its name and footnote."""
    territory = Territory.objects.select_for_update().get(pk=territory.pk)
    rules.check(rules.why_not_keep_members(by, desk))
    territory.order = order
    territory.save(update_fields=["order"])
    for audience, said in names.items():
        TerritoryName.objects.update_or_create(territory=territory, audience=audience, defaults=said)
    record("territory named", by=by.uid, desk=desk.uid, target=territory.uid)


@transaction.atomic
def set_eu_status(*, territory: Territory, status: str, first_day: date, source: str, by: Person, desk: Desk) -> EUStatusSince:
    """Say where a territory stands with the European Union from a day on. source: the decision that says so."""
    rules.check(rules.why_not_keep_members(by, desk))
    about = {"status": status, "source": source, "checked": True}
    since, _made = EUStatusSince.objects.update_or_create(territory=territory, first_day=first_day, defaults=about)
    record("European Union status set", by=by.uid, desk=desk.uid, target=since.uid)
    return since
