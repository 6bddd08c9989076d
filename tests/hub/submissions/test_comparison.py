"""The answers to a call side by side: what members read of accepted answers, in words, as files and as pictures."""

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from hub.submissions.made_answers import WORDS, desk_of, save
from natc.hub.members.models import Desk, Person
from natc.hub.submissions.actions import calls, moves
from natc.hub.submissions.actions.erasing import erase_answers
from natc.hub.submissions.comparison import Says, compared
from natc.hub.submissions.models import AnswerVersion, Call, Submission

Accept = Callable[..., Submission]


@pytest.fixture
def accepted(handed_in: Accept, sara: Person) -> Accept:
    """`accepted("consultation")` gives Serbia's submission, accepted by Sara."""

    def accept(form: str, **changed: object) -> Submission:
        submission = handed_in(form, **changed)
        moves.accept(submission=submission, by=sara, desk=desk_of(sara))
        return Submission.objects.get(pk=submission.pk)

    return accept


def reads(person: Person, call: Call, key: str) -> dict[str, tuple[str, str]]:
    """Of one question what each state says, as a person reads it: the kind of cell, the words."""
    row = next(row for row in compared(call, person).rows if row.question.key == key)
    return {one.column.submission.desk.organisation.territory.code: (one.says, one.words) for one in row.cells}


@pytest.mark.mission("A19")
def test_marko_reads_serbias_accepted_answers_beside_the_states_that_are_silent(accepted: Accept, marko: Person) -> None:
    call = accepted("consultation").call

    assert reads(marko, call, "needs-staff") == {
        "RS": (Says.ANSWER, "3"),
        "AL": (Says.NOT_YET, ""),
        "HR": (Says.NOT_YET, ""),
    }


def test_who_has_not_answered_when_a_call_is_closed_did_not_answer(accepted: Accept, sara: Person, marko: Person) -> None:
    call = accepted("consultation").call

    calls.close(call=call, by=sara, desk=desk_of(sara))

    assert reads(marko, Call.objects.get(pk=call.pk), "needs-staff")["AL"] == (Says.SILENT, "")


def test_what_was_erased_when_its_time_was_over_is_not_said_to_have_been_left_open(accepted: Accept, marko: Person) -> None:
    submission = accepted("consultation")

    erase_answers(submission=submission)

    assert reads(marko, submission.call, "needs-staff")["RS"] == (Says.ERASED, "")


def test_what_is_handed_in_is_read_by_its_desk_and_the_reviewer_and_by_a_neighbour_once_it_is_accepted(
    handed_in: Accept, marko: Person, vesna: Person, sara: Person
) -> None:
    call = handed_in("consultation").call

    assert reads(marko, call, "needs-staff")["RS"] == (Says.COMING, "")
    assert reads(vesna, call, "needs-staff")["RS"] == reads(sara, call, "needs-staff")["RS"] == (Says.ANSWER, "3")


def test_zero_a_reason_nothing_and_not_yet_are_four_different_things(accepted: Accept, marko: Person, browse) -> None:
    submission = accepted("consultation", **{"needs-staff": 0, "value-example": None})
    AnswerVersion.objects.filter(answer__key="needs-agreed").update(value=None, reason="NoPosition")

    said = {key: reads(marko, submission.call, key)["RS"] for key in ("needs-staff", "needs-agreed", "value-example")}
    page = browse(marko).get(f"/calls/{submission.call.uid}/comparison/").content.decode()

    assert said == {
        "needs-staff": (Says.ANSWER, "0"),
        "needs-agreed": (Says.REASON, "no position"),
        "value-example": (Says.LEFT_OPEN, ""),
    }
    for words in ("no position", "left open", "not yet"):
        assert re.search(rf'class="none none-\w+">{words}<', page)


def test_a_neighbour_goes_on_reading_what_was_accepted_while_it_is_changed_and_handed_in_anew(
    accepted: Accept, vesna: Person, jovan: Person, sara: Person, marko: Person
) -> None:
    submission = accepted("consultation")
    moves.reopen(submission=submission, reason="A court decided", by=sara, desk=desk_of(sara))
    submission.refresh_from_db()
    save(submission, vesna, "needs-staff", 7, seen=1)
    moves.make_ready(submission=submission, by=vesna, desk=submission.desk)
    moves.submit(submission=submission, by=jovan, desk=submission.desk)

    before = reads(marko, submission.call, "needs-staff")["RS"]
    moves.accept(submission=submission, by=sara, desk=desk_of(sara))

    assert before == (Says.ANSWER, "3")
    assert reads(marko, submission.call, "needs-staff")["RS"] == (Says.ANSWER, "7")


def test_what_is_for_the_reviewer_alone_is_compared_for_nobody(accepted: Accept, sara: Person, vesna: Person, browse) -> None:
    call = accepted("consultation").call

    for person in (sara, vesna):
        assert WORDS not in browse(person).get(f"/calls/{call.uid}/comparison/").content.decode()
    assert "needs-difficult" not in {row.question.key for row in compared(call, sara).rows}


def test_a_form_that_opens_nothing_has_nothing_to_compare(send, marko: Person, browse) -> None:
    call = send("submission")

    page = browse(marko).get(f"/calls/{call.uid}/comparison/").content.decode()

    assert "Nothing to compare" in page
    assert "Side by side</a>" not in page


def test_a_person_of_no_member_state_compares_what_is_public_alone(accepted: Accept) -> None:
    call = accepted("consultation").call
    observer = Person.objects.get(name="Dragana")
    call.desks.add(observer.mandates.get().desk)

    assert [row.question.key for row in compared(call, observer).rows] == ["value-example"]


def test_one_section_and_some_states_can_be_chosen(accepted: Accept, marko: Person, browse) -> None:
    call = accepted("consultation").call
    serbia = Desk.objects.get(organisation__territory__code="RS")

    page = browse(marko).get(f"/calls/{call.uid}/comparison/?section=needs&desk={serbia.uid}").content.decode()

    assert "Full posts in your office" in page
    assert "How useful has the Network been" not in page
    assert '<th scope="col" role="columnheader">Serbia</th>' in page
    assert '<th scope="col" role="columnheader">Albania</th>' not in page


def test_a_table_of_a_form_is_compared_cell_by_cell(accepted: Accept, marko: Person) -> None:
    call = accepted("progress").call

    assert reads(marko, call, "A1|campaign|begun")["RS"] == (Says.ANSWER, "1")
    assert reads(marko, call, "A1|Total")["RS"] == (Says.ANSWER, "6")


def test_it_is_taken_away_for_a_spreadsheet_and_no_answer_becomes_a_formula(accepted: Accept, marko: Person, browse) -> None:
    call = accepted("consultation", **{"priorities-why": "=HYPERLINK(1)"}).call

    csv = browse(marko).get(f"/calls/{call.uid}/comparison/take/csv/").content.decode("utf-8-sig").splitlines()
    book = browse(marko).get(f"/calls/{call.uid}/comparison/take/xlsx/?section=needs")

    assert csv[0] == "Section,Question,Serbia,Albania,Croatia"
    assert "What comes first,Why in this order?,'=HYPERLINK(1),not yet,not yet" in csv
    sheet = ZipFile(BytesIO(book.content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<v>3</v>" in sheet
    assert "<f>" not in sheet
    assert browse(marko).get(f"/calls/{call.uid}/comparison/take/exe/").status_code == 404


def picture(client: Client, call: Call, key: str, kind: str = "svg") -> str:
    return client.get(f"/calls/{call.uid}/comparison/{key}/{kind}/").content.decode()


@pytest.mark.mission("A18")
def test_scales_and_rankings_are_drawn_with_their_table_and_taken_away(accepted: Accept, marko: Person, browse) -> None:
    call = accepted("consultation").call
    client, page = browse(marko), f"/calls/{call.uid}/comparison/"

    shown = client.get(page).content.decode()

    ranked = "1. Protection of victims, 2. Prevention, 3. Partnership, 4. Prosecution"
    assert reads(marko, call, "priorities-ranked")["RS"] == (Says.ANSWER, ranked)
    assert "4, much: 1" in shown
    assert "Protection of victims: 1 on average" in shown
    assert picture(client, call, "value-scale").count("4, much") >= 1
    assert "Place 1" in picture(client, call, "priorities-ranked")
    assert "Protection of victims,1,0,0,0" in picture(client, call, "priorities-ranked", "csv")
    assert client.get(f"{page}value-scale/png/").content.startswith(b"\x89PNG")
    for nothing in ("needs-difficult", "priorities-why", "no-such-thing"):
        assert client.get(f"{page}{nothing}/svg/").status_code == 404


def test_who_may_not_see_the_call_sees_no_comparison(accepted: Accept, browse) -> None:
    call = accepted("consultation").call
    dragana = Person.objects.get(name="Dragana")

    for address in ("comparison/", "comparison/take/csv/", "comparison/value-scale/svg/", "trend/", "synthesis/", "answered/"):
        assert browse(dragana).get(f"/calls/{call.uid}/{address}").status_code == 404
