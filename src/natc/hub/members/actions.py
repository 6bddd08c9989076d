"""What changes members, desks and the watch list. Each: lock, check, change, record, in one transaction."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from natc.hub.audit.actions import record
from natc.hub.members import rules
from natc.hub.members.models import Desk, Flow, Mandate, NextStep, Person, WatchedCountry
from natc.hub.members.permissions import Role


@transaction.atomic
def confirm_desk(*, desk: Desk, telephone: str, email: str, hours: str, languages: str, by: Person) -> Desk:
    """Say how a desk is reached from now on, and that this is right today."""
    desk = Desk.objects.select_for_update().get(pk=desk.pk)
    rules.check(rules.why_not_edit(desk, by))
    desk.telephone, desk.email, desk.hours, desk.languages = telephone, email, hours, languages
    desk.confirmed_on = timezone.now().date()
    desk.save(update_fields=["telephone", "email", "hours", "languages", "confirmed_on"])
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
def add_step(*, country: WatchedCountry, text: str, language: str, owner: Desk, due_on: date, by: Person, desk: Desk) -> NextStep:
    """Agree a next step about a watched country, with a desk that owns it and a day."""
    rules.check(rules.why_not_watch(by))
    step = NextStep.objects.create(country=country, text={"original": language, language: text}, owner=owner, due_on=due_on)
    record("next step agreed", by=by.uid, desk=desk.uid, target=step.uid)
    return step


@transaction.atomic
def finish_step(*, step: NextStep, by: Person, desk: Desk) -> None:
    """Say that a next step is done today."""
    step = NextStep.objects.select_for_update().get(pk=step.pk)
    rules.check(rules.why_not_watch(by))
    step.done_on = timezone.now().date()
    step.save(update_fields=["done_on"])
    record("next step done", by=by.uid, desk=desk.uid, target=step.uid)


@transaction.atomic
def read_flow(*, flow: Flow, by: Person, desk: Desk) -> None:
    """Say, for a state, that its desk has read who is responsible for a flow of data."""
    flow = Flow.objects.select_for_update().get(pk=flow.pk)
    rules.check(rules.why_not_edit(desk, by))
    flow.read_on = timezone.now().date()
    flow.save(update_fields=["read_on"])
    record("flow of data read", by=by.uid, desk=desk.uid, target=flow.uid)
