"""Somebody of the police fills in one section for Serbia: comes by a letter, sees nothing else, until it is handed in."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from hub.submissions.made_answers import answer_all, desk_of, save, submission_of
from natc.engine.errors import Refused
from natc.engine.standard.asked.form import Given
from natc.hub.audit.models import Event
from natc.hub.home.actions import erase_outlived
from natc.hub.home.waiting import waiting_for
from natc.hub.members.accounts.actions import accept
from natc.hub.members.models import Desk, Mandate, Person
from natc.hub.members.permissions import Role
from natc.hub.submissions.actions import calls, invited, moves
from natc.hub.submissions.actions.answers import Written, comment, save_answers
from natc.hub.submissions.models import Invited, Submission

SECTION, OTHER = "needs", "priorities"
ABOUT = {"name": "Zoran", "organisation": "Police (invented)", "email": "Zoran@police.example", "sections": [SECTION]}
NEEDS = {"needs-staff": 3, "needs-agreed": "2026-12-01", "needs-difficult": "Nothing (invented)."}


@pytest.fixture
def serbias(send: Any) -> Submission:
    """What Serbia answers to a consultation."""
    return submission_of(send("consultation"), "RS")


@pytest.fixture
def ask(vesna: Person, browse, django_capture_on_commit_callbacks) -> Callable[..., str]:
    """`ask(submission)` lets Vesna invite Zoran on a page; the path that his letter leads to."""

    def asked(submission: Submission, **changed: Any) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            browse(vesna).post(f"/submissions/{submission.uid}/invite/", {**ABOUT, **changed})
        return re.search(r"http://testserver(/invitation/\S+)", mail.outbox[-1].body)[1]

    return asked


@pytest.fixture
def zoran(serbias: Submission, ask) -> Person:
    """A police officer without an account before, who has pressed the button of his letter."""
    Client().post(ask(serbias), {"name": "Zoran", "password": "four words without sense"})
    return Person.objects.get(name="Zoran")


def page_of(submission: Submission, code: str = SECTION) -> str:
    return f"/submissions/{submission.uid}/sections/{code}/"


def fill(submission: Submission, by: Person, **changed: Any) -> None:
    """Answer the section as somebody who is invited to it."""
    standing = {answer.key: answer.version for answer in submission.answers.all()}
    cells = [Written(key, Given(value), standing.get(key, 0), uuid4()) for key, value in {**NEEDS, **changed}.items()]
    save_answers(submission=submission, cells=cells, by=by, desk=submission.desk)


def test_zoran_comes_by_a_letter_that_only_its_button_uses_up_and_sets_up_a_second_proof(
    serbias: Submission, ask, network: None
) -> None:
    link = ask(serbias)
    for _scanner in range(3):
        page = Client().get(link).content.decode()

    answer = Client().post(link, {"name": "Zoran", "password": "four words without sense"}, follow=True)

    assert "Vesna invites you: Contributor to sections" in page
    assert answer.redirect_chain[-1][0] == "/account/ways/", "the second factor comes next"
    assert Client().post(link, {"name": "Zoran", "password": "four words without sense"}).status_code == 410
    mandate = Mandate.objects.get(person__name="Zoran")
    assert (mandate.role, mandate.last_day) == (Role.INVITED, serbias.due_on)


def test_the_letter_says_who_asks_for_what_until_when_and_no_answer(serbias: Submission, vesna: Person, ask) -> None:
    answer_all(serbias, vesna)

    ask(serbias)

    letter = mail.outbox[-1]
    assert letter.to == ["zoran@police.example"]
    assert "Vesna, Office of the coordinator, asks you to answer a part of: A consultation." in letter.body
    assert "see nothing else" in letter.body
    assert "4711" not in letter.body


def test_his_section_waits_for_him_and_he_fills_it_in(serbias: Submission, zoran: Person, vesna: Person, browse) -> None:
    client = browse(zoran)
    waiting = client.get("/").content.decode()

    client.post(page_of(serbias), {"s:needs-staff": 0, "v:needs-staff": "4"})
    said = client.post(f"{page_of(serbias)}cells/", {"by": zoran.uid, "s:needs-difficult": 0, "v:needs-difficult": "Much"})

    assert f'href="{page_of(serbias)}"' in waiting
    assert said.json()["cells"]["needs-difficult"]["state"] == "saved"
    assert {one.key: one.value for one in serbias.answers.all()} == {"needs-staff": 4, "needs-difficult": "Much"}
    seen_by_vesna = browse(vesna).get(f"/submissions/{serbias.uid}/").content.decode()
    assert "Police (invented)" in seen_by_vesna
    assert "2 cells by them" in seen_by_vesna


def test_he_sees_nothing_else_of_the_submission_the_desk_or_the_network(
    serbias: Submission, zoran: Person, vesna: Person, serbia: Desk, browse
) -> None:
    answer_all(serbias, vesna)
    comment(submission=serbias, key="needs-staff", text="for us alone", for_reviewer=False, by=vesna, desk=serbia)
    client = browse(zoran)
    croatian = submission_of(serbias.call, "HR")

    own = client.get(page_of(serbias)).content.decode() + client.get(f"/submissions/{serbias.uid}/mine/").content.decode()

    assert "4711" in own
    for words in ("for us alone", "Protection was neglected", f'/submissions/{serbias.uid}/"', page_of(serbias, OTHER)):
        assert words not in own
    closed = [f"/submissions/{serbias.uid}/{rest}" for rest in ("", "bring/", "take/json/", "invite/", "changes/1/", "paper/")]
    closed += [page_of(serbias, OTHER), page_of(croatian), f"{page_of(serbias, OTHER)}history/"]
    closed += [f"/calls/{serbias.call.uid}/", f"/desks/{serbia.uid}/", f"/people/{vesna.uid}/", "/ledger/"]
    assert [client.get(address).status_code for address in closed] == [404] * len(closed)
    assert "A consultation" not in client.get("/calls/").content.decode()
    assert "A consultation" not in client.get("/search/", {"words": "consultation"}).content.decode()


def test_he_fills_in_nothing_else_whatever_he_sends(serbias: Submission, zoran: Person) -> None:
    with pytest.raises(Refused, match="invited to other sections"):
        fill(serbias, zoran, **{"priorities-why": "not his"})

    assert not serbias.answers.exists()


def test_he_says_that_it_is_done_once_nothing_is_blank_the_desk_is_told_and_he_can_take_it_back(
    serbias: Submission, zoran: Person, vesna: Person, browse, django_capture_on_commit_callbacks
) -> None:
    row, client = Invited.objects.get().sections.get(), browse(zoran)
    client.post(f"/submissions/invited/sections/{row.uid}/done/")
    row.refresh_from_db()
    too_early = row.done_at
    fill(serbias, zoran)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/submissions/invited/sections/{row.uid}/done/")

    assert too_early is None
    assert waiting_for(zoran) == []
    told = [message for message in mail.outbox if message.subject.startswith("A section is done")]
    assert sorted(message.to for message in told) == [[f"{name}@coordination.example"] for name in ("ana", "jovan", "vesna")]
    assert "Nothing (invented)." not in "".join(message.body for message in told)
    assert "chip-good" in browse(vesna).get(f"/submissions/{serbias.uid}/").content.decode().split("People of agencies", 1)[1]
    client.post(f"/submissions/invited/sections/{row.uid}/not-done/")
    assert [one.waiting_at for one in waiting_for(zoran)] == [page_of(serbias)]


def test_more_time_for_the_desk_is_more_time_for_him(serbias: Submission, zoran: Person, sara: Person, browse) -> None:
    later = serbias.due_on + timedelta(days=7)
    calls.extend(submission=serbias, due_on=later, reason="x", by=sara, desk=desk_of(sara))

    with time_machine.travel(timezone.now() + timedelta(days=16)):
        still = browse(zoran).get(page_of(serbias)).status_code
    with time_machine.travel(timezone.now() + timedelta(days=19)):
        after = browse(zoran).get(page_of(serbias)).status_code

    assert zoran.mandates.get().last_day == later
    assert (still, after) == (200, 403)


@pytest.mark.parametrize("how", ["withdrawn", "handed in", "closed"])
def test_it_ends_at_once(how: str, serbias: Submission, zoran: Person, vesna: Person, browse) -> None:
    client, one = browse(zoran), Invited.objects.get()
    jovan, sara = (Person.objects.get(name=name) for name in ("Jovan", "Sara"))
    fill(serbias, zoran)

    if how == "withdrawn":
        browse(vesna).post(f"/submissions/invited/{one.uid}/withdraw/")
    elif how == "closed":
        calls.close(call=serbias.call, by=sara, desk=desk_of(sara))
    else:
        answer_all(serbias, vesna)
        moves.make_ready(submission=serbias, by=vesna, desk=serbias.desk)
        moves.submit(submission=serbias, by=jovan, desk=serbias.desk)

    assert client.get(page_of(serbias)).status_code == 404
    assert client.get(f"/submissions/{serbias.uid}/mine/").status_code == 404
    assert waiting_for(zoran) == []
    assert zoran.mandates.get().last_day == timezone.now().date()
    assert "ended on" in browse(vesna).get(f"/submissions/{serbias.uid}/").content.decode()
    with pytest.raises(Refused):
        fill(Submission.objects.get(pk=serbias.pk), zoran, **{"needs-staff": 9})


def test_a_letter_that_was_withdrawn_or_came_too_late_opens_nothing(serbias: Submission, ask, vesna: Person, browse) -> None:
    link = ask(serbias)
    browse(vesna).post(f"/submissions/invited/{Invited.objects.get().uid}/withdraw/")

    assert "was withdrawn" in Client().get(link).content.decode()


def test_marko_of_an_agency_elsewhere_adds_it_to_what_he_has_and_answers_whatever_desk_he_acts_for(
    serbias: Submission, ask, marko: Person, browse
) -> None:
    police = Person.objects.create_user("police@hr.example", name="Luka of the police")
    Mandate.objects.create(person=police, desk=desk_of(marko), role=Role.CONTRIBUTOR, first_day="2025-01-01")
    link, client = ask(serbias, email="police@hr.example"), browse(police)

    offered = client.get(link).content.decode()
    client.post(link)
    client.post(page_of(serbias), {"s:needs-staff": 0, "v:needs-staff": "4"})

    assert "The sections are added to what waits for you." in offered
    assert serbias.answers.get().value == 4
    assert client.get(f"/submissions/{serbias.uid}/").status_code == 404
    assert client.get(f"/desks/{desk_of(marko).uid}/").status_code == 200


def test_nobody_is_invited_who_sees_it_anyway_or_will_review_it_or_twice(
    serbias: Submission, ask, jovan: Person, vesna: Person, browse
) -> None:
    ask(serbias)
    sara = Person.objects.get(name="Sara")

    for email, says in ((jovan.email, "works at this desk already"), (sara.email, "reviewing desk"), (ABOUT["email"], "already")):
        page = browse(vesna).post(f"/submissions/{serbias.uid}/invite/", {**ABOUT, "email": email}).content.decode()
        assert says in page

    assert Invited.objects.count() == 1


def test_who_does_not_prepare_invites_nobody(serbias: Submission, marko: Person, sara: Person) -> None:
    about = {"name": "x", "organisation": "x", "email": "x@x.example", "sections": [SECTION], "site": "https://x.example"}

    for by in (marko, sara):
        with pytest.raises(Refused, match="prepare or approve for this desk"):
            invited.invite(submission=serbias, by=by, desk=desk_of(by), **about)


def test_he_is_not_shown_as_a_colleague_nor_takes_the_desk_over(
    serbias: Submission, zoran: Person, ana: Person, marko: Person, browse
) -> None:
    serbia = serbias.desk
    pages = [
        browse(ana).get(f"/desks/{serbia.uid}/"),
        browse(marko).get("/members/RS/"),
        browse(ana).get("/call/?country=RS&topic=data"),
    ]

    assert "Zoran" not in "".join(page.content.decode() for page in pages)
    assert browse(marko).get(f"/people/{zoran.uid}/").status_code == 404
    browse(ana).post(f"/desks/{serbia.uid}/hand-over/", {"to": zoran.uid})
    assert not Mandate.objects.filter(person=zoran, role=Role.COORDINATOR).exists()


def test_he_reads_what_the_reviewer_asked_about_his_section_and_remarks_for_the_desk(
    serbias: Submission, zoran: Person, vesna: Person, sara: Person, browse
) -> None:
    comment(submission=serbias, key="needs-staff", text="Full posts only?", for_reviewer=True, by=sara, desk=desk_of(sara))
    browse(zoran).post(f"{page_of(serbias)}remark/", {"key": "needs-staff", "text": "As of January"})

    seen = [browse(one).get(page_of(serbias)).content.decode() for one in (zoran, vesna)]

    assert all("Full posts only?" in page and "As of January" in page for page in seen)


def test_every_step_is_in_the_ledger_and_the_name_is_erased_thirty_days_after_the_end(
    serbias: Submission, zoran: Person, vesna: Person
) -> None:
    one = Invited.objects.get()
    invited.withdraw(invited=one, by=vesna, desk=serbias.desk)

    with time_machine.travel(timezone.now() + timedelta(days=31)):
        erase_outlived()

    assert list(Event.objects.filter(target=one.uid).values_list("what", flat=True)) == [
        "invitation to sections withdrawn",
        "person invited to sections",
    ]
    assert Invited.objects.get().name == ""
    assert Invited.objects.get().organisation == "Police (invented)"


def test_what_he_saved_stays_the_desks(serbias: Submission, zoran: Person, vesna: Person) -> None:
    fill(serbias, zoran)
    invited.withdraw(invited=Invited.objects.get(), by=vesna, desk=serbias.desk)

    assert save(serbias, vesna, "needs-staff", 5, seen=1).kept
    assert [row.by.name for row in serbias.answers.get(key="needs-staff").versions.all()] == ["Zoran", "Vesna"]


def test_an_invitation_mailed_to_him_is_not_taken_up_by_another(serbias: Submission, ask, marko: Person) -> None:
    ask(serbias)

    with pytest.raises(Refused, match="mailed to another address"):
        accept(invitation=Invited.objects.get().invitation, by=marko)
