"""The first person of an empty hub comes by an invitation of the operator, and only while nobody works at the secretariat."""

import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from natc.engine.errors import Refused, Unusable
from natc.hub.audit.models import Event
from natc.hub.library.models import Document
from natc.hub.members.accounts.models import Invitation
from natc.hub.members.models import Person, Territory
from natc.hub.members.permissions import Permission

SARA = {"name": "Sara", "password": "four words without sense"}
SITE = ("--site", "https://hub.example.org")


def link() -> str:
    return re.search(r"https://hub\.example\.org(/invitation/\S+)", mail.outbox[-1].body)[1]


def test_the_operator_invites_sara_and_sara_may_do_all_that_a_secretariat_does(db: None) -> None:
    call_command("invite_first", "sara@icmpd.example", *SITE)
    browser = Client()

    page = browser.get(link()).content.decode()
    answer = browser.post(link(), SARA, follow=True)

    sara = Person.objects.get(name="Sara")
    assert "You are the first person here: Secretariat" in page
    assert answer.redirect_chain[-1][0] == "/account/ways/", "the second factor comes next"
    assert sara.may_anywhere(Permission.MEMBERS_EDIT)
    assert sara.may_anywhere(Permission.INVITE)
    assert Territory.objects.count() == 11
    assert Document.objects.filter(code="threat-model").exists()
    assert [(event.what, event.by) for event in Event.objects.order_by("index")] == [
        ("first person invited", None),
        ("invitation accepted", sara.uid),
    ]


def test_a_second_mail_makes_the_first_link_useless(db: None) -> None:
    call_command("invite_first", "sara@icmpd.example", *SITE)
    lost = link()
    call_command("invite_first", "sara@icmpd.example", *SITE)

    assert Client().post(lost, SARA).status_code == 410
    assert Client().post(link(), SARA).status_code == 302


def test_once_somebody_works_there_the_operator_invites_nobody(network: None) -> None:
    with pytest.raises(Refused, match="they invite"):
        call_command("invite_first", "intruder@elsewhere.example", *SITE)

    assert not Invitation.objects.exists()


def test_where_no_mail_leaves_the_operator_is_shown_the_letter(db: None, settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        9,
    )

    call_command("invite_first", "sara@icmpd.example", *SITE)

    said = capsys.readouterr().out
    assert "could not be sent" in said
    assert "https://hub.example.org/invitation/" in said


def test_what_is_no_address_is_refused_before_anything_is_written(db: None) -> None:
    with pytest.raises(Unusable, match="no e-mail address"):
        call_command("invite_first", "sara", *SITE)

    assert not Territory.objects.exists()
