"""Mails that leave by themselves say as little as they can."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from natc.hub.audit.actions import sign_head
from natc.hub.audit.jobs import tick
from natc.hub.audit.models import Event, SignedHead
from natc.hub.audit.rules import against_kept_head
from natc.hub.home.jobs import JOBS
from natc.hub.home.mail import mail_head, mail_waiting
from natc.hub.members.actions import read_flow
from natc.hub.members.models import Desk, Flow, NextStep, Person

WHO_CAN_DO_IT = ["Ana", "Jovan"]  # at the desk that owns the step; the statistician cannot
MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def signed(ana: Person, serbia: Desk) -> SignedHead:
    """The head of a ledger with one act."""
    read_flow(flow=Flow.objects.filter(territory__code="RS")[0], by=ana, desk=serbia)
    return sign_head()


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    """The mails that a job sends, by address."""

    def by(job) -> dict[str, mail.EmailMessage]:
        with django_capture_on_commit_callbacks(execute=True):
            job()
        return {one.to[0]: one for one in mail.outbox}

    return by


def test_coordinators_and_data_protection_officers_get_the_head_and_partners_do_not(
    signed: SignedHead, sent, ana: Person
) -> None:
    mails = sent(mail_head)

    names = {Person.objects.get(email=address).name for address in mails}
    assert {"Ana", "Marko", "Petar"} <= names
    assert not {"Vesna", "Dragana", "Iris (a pseudonym)", "Sara"} & names
    assert all(len(one.to) == 1 for one in mails.values())


def test_what_ana_got_by_mail_holds_the_ledger_later(signed: SignedHead, sent, ana: Person, browse) -> None:
    name, kept, kind = sent(mail_head)[ana.email].attachments[0]

    assert (name, kind) == ("natc-ledger-1.txt", "text/plain")
    assert against_kept_head(kept) == []
    page = browse(ana).post("/ledger/verify/", {"head": kept.replace("\n", "\r\n")}).content.decode()
    assert "the ledger goes on from your head" in page
    Event.objects.filter(index=0).delete()
    assert "not what was signed" in browse(ana).post("/ledger/verify/", {"head": kept}).content.decode()


@pytest.mark.parametrize("head", ["", "nonsense", "natc.ledger\n1\nAAAA\n\n— natc.ledger AAAA\n"])
def test_what_is_no_head_is_told_in_a_sentence(ana: Person, browse, head: str) -> None:
    answer = browse(ana).post("/ledger/verify/", {"head": head})

    assert answer.status_code == 200
    assert "text-danger" in answer.content.decode()


def test_the_head_goes_out_once_a_week_and_the_ledger_says_so(signed: SignedHead) -> None:
    jobs = [job for job in JOBS if job.do is mail_head]
    saturday = datetime(2026, 2, 28, 0, 1, tzinfo=UTC)

    done = [len(tick(jobs, saturday + timedelta(days=days))) for days in (0, 3, 6, 7)]

    assert done == [1, 0, 0, 1]
    assert Event.objects.filter(what="head of the ledger mailed").count() == 2


class Broken(BaseEmailBackend):
    """A line on which no mail leaves."""

    def send_messages(self, email_messages: list[mail.EmailMessage]) -> int:  # noqa: ARG002  Django's signature
        raise ConnectionRefusedError


@time_machine.travel(MORNING)
@pytest.mark.parametrize("job", [mail_head, mail_waiting])
def test_mail_that_does_not_leave_does_not_stop_the_clock(signed: SignedHead, sent, settings, job) -> None:
    NextStep.objects.update(due_on=timezone.now().date() + timedelta(days=1))
    settings.EMAIL_BACKEND = f"{__name__}.Broken"

    assert sent(job) == {}


def test_nothing_is_mailed_before_a_head_is_signed(network: None, sent) -> None:
    assert sent(mail_head) == {}


@time_machine.travel(MORNING)
@pytest.mark.parametrize(("days", "told"), [(8, []), (7, WHO_CAN_DO_IT), (3, []), (1, WHO_CAN_DO_IT), (0, [])])
def test_who_can_do_it_is_told_a_week_and_a_day_before(network: None, sent, days: int, told: list[str]) -> None:
    NextStep.objects.update(due_on=timezone.now().date() + timedelta(days=days))

    mails = sent(mail_waiting)

    assert sorted(Person.objects.get(email=address).name for address in mails) == told


@time_machine.travel(MORNING)
def test_the_mail_names_no_country_no_text_and_carries_no_link(ana: Person, sent) -> None:
    Person.objects.filter(pk=ana.pk).update(language="sr-latn")
    NextStep.objects.update(due_on=timezone.now().date() + timedelta(days=1))

    one = sent(mail_waiting)[ana.email]

    said = one.subject + one.body
    for secret in ("Ask the consulate", "Tražiti", "TR", "Serbia", "http", "Ana"):
        assert secret not in said
