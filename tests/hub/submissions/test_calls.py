"""A call from its first words to its closing: who is asked, reminded, given time; who knows who has answered, and never what."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone

from hub.submissions.made_answers import answer_all, desk_of, submission_of
from natc.engine.errors import Refused
from natc.hub.clock import end_of_day
from natc.hub.members.models import Desk, Person
from natc.hub.submissions.actions import calls, moves
from natc.hub.submissions.models import Call, FormVersion, Status
from natc.hub.submissions.outline import fill_forms


def begun(client, **changed: object) -> Call:
    """A call that Sara began in her browser."""
    fill_forms()
    today = timezone.now().date()
    form = {
        "uid": uuid4(),
        "title": "What comes next?",
        "language": "en",
        "form": FormVersion.objects.get(code="consultation").uid,
        "opens_on": today,
        "due_on": today + timedelta(days=10),
        "zone": "Europe/Belgrade",
        "tiers": ["member"],
        "reviewer": Desk.objects.get(kind="secretariat").uid,
        **changed,
    }
    client.post("/calls/begin/", form)
    return Call.objects.get(uid=form["uid"])


@pytest.mark.mission("B15")
def test_sara_sends_a_form_to_all_members_and_each_has_a_submission_of_its_own(sara: Person, marko: Person, browse) -> None:
    client = browse(sara)
    call = begun(client)
    assert browse(marko).get(f"/calls/{call.uid}/").status_code == 404

    sentence = client.get(f"/calls/{call.uid}/open/").content.decode()
    client.post(f"/calls/{call.uid}/open/")

    assert "11 desks will be asked" in sentence
    assert call.submissions.count() == 11
    assert "What comes next?: Croatia" in browse(marko).get("/").content.decode()
    assert "What comes next?" in browse(marko).get("/search/", {"words": "comes next"}).content.decode()


def test_a_call_that_asks_its_own_reviewer_is_not_sent(sara: Person, secretariat: Desk, browse) -> None:
    client = browse(sara)
    call = begun(client, desks=[secretariat.uid])

    page = client.get(f"/calls/{call.uid}/").content.decode()

    assert "nobody accepts what their own desk handed in" in page
    with pytest.raises(Refused):
        calls.open_call(call=call, by=sara, desk=secretariat)


def test_a_partner_is_told_of_no_call_and_a_coordinator_begins_none(send, ana: Person, browse) -> None:
    call = send("consultation")
    dragana = Person.objects.get(name="Dragana")

    assert "A consultation" not in browse(dragana).get("/calls/").content.decode()
    assert browse(dragana).get(f"/calls/{call.uid}/").status_code == 404
    assert browse(ana).get("/calls/begin/").status_code == 302


def test_all_who_are_asked_see_who_has_answered_and_only_the_desk_itself_and_the_reviewer_more(
    handed_in: Callable, marko: Person, vesna: Person, sara: Person, browse
) -> None:
    submission = handed_in("consultation")
    moves.send_back(submission=submission, reason="unclear", by=sara, desk=desk_of(sara))
    address = f"/calls/{submission.call.uid}/"

    seen_by_marko, seen_by_vesna = (browse(one).get(address).content.decode() for one in (marko, vesna))

    assert "sent back" not in seen_by_marko
    assert "not yet" in seen_by_marko
    assert "sent back" in seen_by_vesna
    assert "unclear" not in seen_by_marko
    assert f"/submissions/{submission.uid}/" not in seen_by_marko


def test_where_the_form_says_so_nobody_else_knows_who_has_answered(handed_in: Callable, marko: Person, browse) -> None:
    submission = handed_in("consultation")
    form = submission.call.form
    form.content = form.content.replace('"who_answered": "members"', '"who_answered": "desk and reviewer"')
    form.save()

    page = browse(marko).get(f"/calls/{submission.call.uid}/").content.decode()

    assert "Serbia" not in page
    assert "Croatia" in page


@pytest.mark.mission("A89")
def test_a_question_and_its_answer_are_read_by_all_whom_the_call_asks(
    send, ana: Person, marko: Person, sara: Person, browse
) -> None:
    call = send("consultation")
    address = f"/calls/{call.uid}/"

    browse(ana).post(f"{address}ask/", {"uid": uuid4(), "question": "May an agency answer?"})
    waiting = browse(sara).get("/").content.decode()
    asked = call.clarifications.get()
    browse(sara).post(f"/calls/clarifications/{asked.uid}/answer/", {"answer": "Yes, you approve the whole."})

    assert f"/calls/clarifications/{asked.uid}/answer/" in waiting
    for one in (ana, marko):
        page = browse(one).get(address).content.decode()
        assert "May an agency answer?" in page
        assert "Yes, you approve the whole." in page
    with pytest.raises(Refused, match="answered already"):
        calls.clarify(clarification=asked, answer="No.", language="en", by=sara, desk=desk_of(sara))


def test_only_silent_desks_are_reminded_each_person_alone_and_no_answer_is_in_the_mail(
    handed_in: Callable, sara: Person, marko: Person, browse, django_capture_on_commit_callbacks
) -> None:
    submission = handed_in("consultation")

    with django_capture_on_commit_callbacks(execute=True):
        browse(sara).post(f"/calls/{submission.call.uid}/remind/")

    assert sorted(message.to for message in mail.outbox) == [["elira@coordination.example"], ["marko@coordination.example"]]
    assert f"/submissions/{submission_of(submission.call, 'HR').uid}/" in "".join(message.body for message in mail.outbox)
    assert "4711" not in "".join(message.body for message in mail.outbox)


def test_one_desk_is_given_more_time_with_the_reason_and_the_others_are_not(send, sara: Person, elira: Person, browse) -> None:
    call = send("consultation")
    albanian, later = submission_of(call, "AL"), call.due_on + timedelta(days=7)

    browse(sara).post(f"/submissions/{albanian.uid}/extend/", {"due_on": later, "reason": "An election"})

    albanian.refresh_from_db()
    assert albanian.due_on == later
    assert albanian.extensions.get().reason == "An election"
    assert submission_of(call, "HR").due_on == call.due_on
    assert "An election" in browse(elira).get(f"/submissions/{albanian.uid}/").content.decode()
    with pytest.raises(Refused, match="choose a later day"):
        calls.extend(submission=albanian, due_on=call.due_on, reason="back", by=sara, desk=desk_of(sara))


def test_what_waits_goes_from_hand_to_hand(send, vesna: Person, jovan: Person, sara: Person, browse) -> None:
    def waits_for() -> set[str]:
        return {one.name for one in (vesna, jovan, sara) if "A consultation: Serbia" in browse(one).get("/").content.decode()}

    submission = submission_of(send("consultation"), "RS")
    answer_all(submission, vesna)
    first = waits_for()
    moves.make_ready(submission=submission, by=jovan, desk=submission.desk)
    second = waits_for()
    moves.submit(submission=submission, by=Person.objects.get(name="Ana"), desk=submission.desk)

    assert first == {"Vesna", "Jovan"}
    assert second == set()  # Jovan prepared it; Ana approves
    assert waits_for() == {"Sara"}


def test_a_day_ends_where_the_call_counts_its_days() -> None:
    day = date(2026, 3, 29)  # summer time begins in Europe

    assert end_of_day(day, "Europe/Belgrade").isoformat() == "2026-03-29T22:00:00+00:00"
    assert end_of_day(day - timedelta(days=1), "Europe/Belgrade").isoformat() == "2026-03-28T23:00:00+00:00"


def test_what_comes_after_its_day_is_late_and_an_extension_makes_it_timely(handed_in: Callable) -> None:
    submission = handed_in("consultation")
    assert not submission.late

    submission.due_on = timezone.now().date() - timedelta(days=2)
    assert submission.late
    assert submission.status == Status.SUBMITTED
