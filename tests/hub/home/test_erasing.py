"""What the mark of a field promises is kept: travel in time, and nothing older than its date is found anywhere."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.sessions.models import Session as BrowserSession
from django.utils import timezone

from natc.hub.audit.models import Event
from natc.hub.audit.rules import verify
from natc.hub.home.actions import erase_outlived
from natc.hub.home.jobs import JOBS
from natc.hub.library.models import Document, Revision
from natc.hub.members.accounts.actions import invite
from natc.hub.members.accounts.models import INVITATION_KEPT, INVITATION_LASTS, Invitation, Session
from natc.hub.members.models import AFTER_LAST_MANDATE, Desk, Mandate, Person

TODAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
LEFT = date(2026, 3, 31)
PLANTED = "planted-word"  # in every personal text of one person


@pytest.fixture(autouse=True)
def in_march() -> None:
    with time_machine.travel(TODAY, tick=False):
        yield


def everything_kept() -> str:
    """Every value of every row of the database, as text."""
    return str([list(model._base_manager.values()) for model in apps.get_models()])


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


@pytest.fixture
def petra(network: None, serbia: Desk, browse) -> Person:
    """Somebody who leaves the desk at the end of March, after having used everything that remembers a person."""
    person = Person.objects.create_user(f"{PLANTED}@rs.example", "a password", name=PLANTED, language="sr")
    Mandate.objects.create(person=person, desk=serbia, role="coordinator", first_day="2025-01-01", last_day=LEFT)
    client = browse(person)
    client.get("/flows/", headers={"user-agent": "Firefox"})
    client.post("/calendar/")
    client.post("/first-week/dismiss/")
    Revision.objects.filter(document=Document.objects.get(code="threat-model")).update(written_by=person)
    return person


def test_two_years_after_the_last_mandate_nothing_says_who_it_was(petra: Person) -> None:
    with at(datetime(2028, 3, 30, tzinfo=UTC)):
        erase_outlived()
        early = everything_kept()
    with at(datetime(2028, 4, 1, tzinfo=UTC)):
        erase_outlived()
        late = everything_kept()

    assert PLANTED in early
    assert PLANTED not in late
    erased = Person.objects.get(uid=petra.uid)
    assert (erased.name, erased.is_active, erased.language, erased.last_login) == ("", False, "en", None)
    assert not erased.has_usable_password()
    assert not Authenticator.objects.filter(user=erased).exists()
    assert not Revision.objects.filter(written_by=erased).exists()
    assert Mandate.objects.filter(person=erased).exists(), "that somebody held the desk stays, not who"
    assert Event.objects.filter(what="person erased", target=petra.uid).count() == 1
    assert verify().faults == ()


def test_erasing_again_does_nothing(petra: Person) -> None:
    with at(datetime(2028, 4, 1, tzinfo=UTC)):
        erase_outlived()
        before = Event.objects.count()
        erase_outlived()

        assert Event.objects.count() == before


def test_who_came_back_is_kept(petra: Person, serbia: Desk) -> None:
    Mandate.objects.create(person=petra, desk=serbia, role="deputy", first_day="2027-01-01")

    with at(datetime(2028, 4, 1, tzinfo=UTC)):
        erase_outlived()

    assert Person.objects.filter(name=PLANTED).exists()


@pytest.mark.parametrize("ended", ["used", "withdrawn", "run out"])
def test_an_invitation_names_nobody_thirty_days_after_its_end(ended: str, ana: Person, serbia: Desk) -> None:
    invitation = invite(desk=serbia, email="invited@rs.example", role="deputy", by=ana, site="https://x.example")
    column = {"used": "accepted_at", "withdrawn": "withdrawn_at"}.get(ended)
    if column:
        Invitation.objects.update(**{column: TODAY})
    end = TODAY if column else TODAY + INVITATION_LASTS

    with at(end + INVITATION_KEPT - timedelta(minutes=1)):
        erase_outlived()
        assert "invited@rs.example" in everything_kept()
    with at(end + INVITATION_KEPT + timedelta(minutes=1)):
        erase_outlived()

    assert "invited@rs.example" not in everything_kept()
    kept = Invitation.objects.get(uid=invitation.uid)
    assert (kept.email, kept.by, kept.desk) == ("", None, serbia)


def test_sessions_are_gone_thirty_days_after_their_eight_hours_and_browsers_forget_what_was_not_sent(ana: Person, browse) -> None:
    browse(ana).get("/", headers={"user-agent": "Firefox on Windows"})
    assert Session.objects.count() == 1

    with at(TODAY + timedelta(days=30, hours=7)):
        erase_outlived()
        assert Session.objects.count() == 1
    with at(TODAY + timedelta(days=30, hours=9)):
        erase_outlived()

    assert not Session.objects.exists()
    assert not BrowserSession.objects.filter(expire_date__lt=timezone.now()).exists()
    assert not BrowserSession.objects.exists()


def test_the_clock_does_it_every_day() -> None:
    job = next(job for job in JOBS if job.do is erase_outlived)

    assert job.every == timedelta(days=1)
    assert timedelta(days=730) == AFTER_LAST_MANDATE
